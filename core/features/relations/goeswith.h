#pragma once
#include "core/common/ids.h"

#include <QString>
#include <cstdint>
#include <utility>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// What baskets are learnt from.
struct GoesWith
{
    QString split; ///< its training part alone, see SplitSpec::parse(); empty: all events
    std::uint64_t seed = 1;
};

struct GoesWithPairs
{
    std::vector<std::pair<ItemId, ItemId>> pairs; ///< ascending, each once, the smaller id first
    QString split;                                ///< as it is written; empty: all events
    std::uint64_t seed = 0;
    QString dataHash;          ///< of the training part
    QString kinds;             ///< whose events stand in the baskets: "purchase", "all that is learnt from"
    std::int64_t baskets = 0;  ///< of two products or more
    std::int64_t tooLarge = 0; ///< of those: of more than 200 products, which say nothing of any two of them
};

/// Products that stand in one basket (see basketsOf()) more often than chance has it, twice at least: of each product
/// the ten with the highest cosine. Baskets are of purchases where the log has any, else of all that is learnt from;
/// the split divides what a training with the default kinds learns from, so that its training part is that training's.
/// @throws Error split.*, dataset.empty; Cancelled
GoesWithPairs pairsInBaskets(const Project &project, const GoesWith &request, JobContext &job);

} // namespace aisle
