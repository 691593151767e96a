#pragma once
#include "core/dataset/trainingset.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace aisle::test {

/// Distinct (shopper, product) pairs whose degrees follow power laws, as real shops' do: a few products and shoppers
/// have most events. The same for the same arguments on every machine.
struct SyntheticShape
{
    std::uint32_t users = 29858;
    std::uint32_t items = 40981;
    std::uint64_t pairs = 810000;
    double userExponent = .8; ///< weight of the shopper of rank r is (r + 10)^-exponent
    double itemExponent = .8;
    std::uint64_t seed = 1;
};
std::vector<std::pair<std::uint32_t, std::uint32_t>> syntheticPairs(const SyntheticShape &shape);

/// The same as a training set: each shopper's pairs in the order they were drawn, a minute apart, one kind.
std::shared_ptr<const TrainingSet> syntheticTrainingSet(const SyntheticShape &shape);

} // namespace aisle::test
