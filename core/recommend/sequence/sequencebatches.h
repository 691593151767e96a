#pragma once
#include "core/dataset/trainingset.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace aisle {

/// Some sequences of nearly equal length, filled up on the right with product 0: under a causal mask what is filled in
/// is seen by no real position.
struct SequenceBatch
{
    std::int64_t sequences = 0;
    std::int64_t length = 0;
    std::vector<std::int64_t> inputs;  ///< [sequences x length] products
    std::vector<std::int64_t> times;   ///< [sequences x length] Unix ms; kNoTime where unknown or filled up
    std::vector<std::int64_t> lengths; ///< [sequences] real ones
    std::vector<std::int64_t> places;  ///< flat positions (sequence * length + position) that have a target
    std::vector<std::int64_t> targets; ///< [places] the product that follows, or that was hidden
    std::vector<UserIndex> users;      ///< [places]
};
/// The batches of an epoch, each made when its turn comes: all of them at once would outgrow the events. They look into
/// the training set, which must outlive them.
using SequenceBatches = std::vector<std::function<SequenceBatch()>>;

/// Every event but a shopper's first is a target once an epoch. Histories longer than `maxLength` are cut into pieces,
/// elsewhere each epoch; pieces of like length share a batch, so that little is filled up.
/// @param positions  targets a batch, about
SequenceBatches nextItemBatches(const TrainingSet &train, int maxLength, int positions, std::uint64_t seed);
/// The same, of the events from `firstNew` on of each shopper only, each with what came before it in sight.
SequenceBatches newItemBatches(const TrainingSet &train, const std::vector<std::uint32_t> &firstNew, int maxLength,
                               int positions, std::uint64_t seed);

/// Every event from `firstNew` on (never a shopper's first) is the only target of a sequence of its own: the at most
/// `maxLength` events before it. For networks that answer for a whole sequence. @param positions  inputs a batch, about
SequenceBatches prefixBatches(const TrainingSet &train, const std::vector<std::uint32_t> &firstNew, int maxLength,
                              int positions, std::uint64_t seed);

/// For masked learning: every event is a target once an epoch, hidden behind `hiddenToken` together with about `share`
/// of its piece, in as many passes over the piece as that takes.
/// @param positions  inputs a batch, about
SequenceBatches clozeBatches(const TrainingSet &train, int maxLength, double share, std::int64_t hiddenToken,
                             int positions, std::uint64_t seed);

/// For what reads whole windows: of each target the products before it, at most `maxLength`, at the right end of as
/// many places, the others held by `emptyToken`; `places` counts sequences. A shopper's latest `maxLength` events are
/// targets once an epoch, a history's first one too.
/// @param firstNew  [users] only events from it on; empty: all
/// @param targets   a batch, about
SequenceBatches windowBatches(const TrainingSet &train, std::span<const std::uint32_t> firstNew, int maxLength,
                              std::int64_t emptyToken, int targets, std::uint64_t seed);

/// The last `maxLength` products of each history, in batches of like length. Histories must not be empty.
struct HistoryBatch
{
    std::int64_t length = 0;
    std::vector<std::int64_t> inputs;  ///< [sequences x length], filled up on the right
    std::vector<std::int64_t> times;   ///< [sequences x length] Unix ms; kNoTime where unknown or filled up
    std::vector<std::int64_t> lengths; ///< [sequences] real ones
    std::vector<std::int64_t> last;    ///< [sequences] flat position of the state after the last product
    std::vector<std::size_t> which;    ///< [sequences] position in `histories`
};
/// @param query  a token put behind every history, which then has one product less; absent: none
/// @param empty  a token that fills whole windows up on the left, as in windowBatches(), with one state each; absent:
///               no windows
std::vector<HistoryBatch> historyBatches(const std::vector<std::span<const Visit>> &histories, int maxLength,
                                         int positions, std::optional<std::int64_t> query = {},
                                         std::optional<std::int64_t> empty = {});

} // namespace aisle
