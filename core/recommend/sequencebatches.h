#pragma once
#include "core/dataset/trainingset.h"

#include <cstdint>
#include <vector>

namespace aisle {

/// Some sequences of nearly equal length, filled up on the right with product 0: under a causal mask what is filled in
/// is seen by no real position.
struct SequenceBatch
{
    std::int64_t sequences = 0;
    std::int64_t length = 0;
    std::vector<std::int64_t> inputs;  ///< [sequences x length] products
    std::vector<std::int64_t> places;  ///< flat positions (sequence * length + position) that have a target
    std::vector<std::int64_t> targets; ///< [places] the product that follows
    std::vector<UserIndex> users;      ///< [places]
};

/// Every event but a shopper's first is a target once an epoch. Histories longer than `maxLength` are cut into pieces,
/// elsewhere each epoch; pieces of like length share a batch, so that little is filled up.
/// @param positions  targets a batch, about
std::vector<SequenceBatch> nextItemBatches(const TrainingSet &train, int maxLength, int positions, std::uint64_t seed);

/// The last `maxLength` products of each history, in batches of like length. Histories must not be empty.
struct HistoryBatch
{
    std::int64_t length = 0;
    std::vector<std::int64_t> inputs; ///< [sequences x length], filled up on the right
    std::vector<std::int64_t> last;   ///< [sequences] flat position of the last product
    std::vector<std::size_t> which;   ///< [sequences] position in `histories`
};
std::vector<HistoryBatch> historyBatches(const std::vector<std::span<const Visit>> &histories, int maxLength,
                                         int positions);

} // namespace aisle
