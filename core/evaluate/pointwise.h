#pragma once
#include <optional>
#include <span>

namespace aisle {

/// Figures of ratings predicted one by one. Empty input: absent.
std::optional<double> rmse(std::span<const float> predicted, std::span<const float> actual);
std::optional<double> mae(std::span<const float> predicted, std::span<const float> actual);

} // namespace aisle
