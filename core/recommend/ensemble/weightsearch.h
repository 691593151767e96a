#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace aisle {

class JobContext;

/// Weights, not negative, with which members together are worth most. The validation part of a log is small: what is
/// tried freely on it learns its noise. So only those compete that alone come within a twentieth of the best one, they
/// start alike, whoever is not missed goes (of two only where one alone is better by a hundredth), and a weight is
/// halved or doubled only where that gains three in a thousand (backward ensemble selection, after Caruana et al.
/// 2004). Repeatable. The highest weight is 1.
/// @param worth  of [members] weights, higher is better; absent where it is not defined: then all weigh 1
std::vector<double> bestWeights(std::size_t members,
                                const std::function<std::optional<double>(const std::vector<double> &)> &worth,
                                JobContext &job);

} // namespace aisle
