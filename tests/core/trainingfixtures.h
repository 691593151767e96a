#pragma once
#include "core/dataset/trainingset.h"

#include <vector>

/// Small training sets whose answers are known.
namespace aisle::test {

/// One history a shopper, oldest first, one event an hour; tie ranks are a fixed shuffle of the products.
TrainingSet trainingOf(std::uint32_t items, const std::vector<std::vector<std::uint32_t>> &histories);
/// Even shoppers like even products, odd ones odd ones; each took three quarters of them, in an order of its own.
TrainingSet checkerboard(std::uint32_t users, std::uint32_t items);
/// `visits` events a shopper, some products twice, the first ones likelier.
TrainingSet randomTraining(std::uint32_t users, std::uint32_t items, std::uint32_t visits, std::uint64_t seed);

} // namespace aisle::test
