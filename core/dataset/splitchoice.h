#pragma once
#include "core/dataset/split.h"

#include <QStringList>
#include <memory>
#include <optional>

namespace aisle {

/// A division as it is asked for; what is left open follows the data.
struct SplitRequest
{
    std::optional<SplitSpec> spec{}; ///< absent: Inventory::defaultSplit(), or less of it (see chooseSplit())
    std::uint64_t seed = 1;
    SplitRules rules{}; ///< its kindWeights by the log's words or by meanings
    /// Whether the relevant kinds are open: the strongest meaning that leaves enough to judge; else those of the rules
    /// or the dataset.
    bool openTargets = false;
};

struct ChosenSplit
{
    std::shared_ptr<const Split> split;
    bool adapted = false; ///< less than the default of the data
    QStringList remarks;  ///< English sentences: what was chosen, how many shoppers it judges
    Judgeable usual{};    ///< where it was adapted: whom the default would judge, by the same kinds
};

/// Targets: purchase, cart, favourite, the rest, the first of them that leaves enough to judge
/// (Judgeable::isEnough()); all that is learnt from where none does. Split: the default of the data; where that judges
/// too few, without validation, then each shopper's last event, and where shoppers have two events each, one of them at
/// random. A split that was asked for never changes.
/// @throws Error split.no-time, split.no-parts, split.empty-part, weights.unknown-kind, weights.range
ChosenSplit chooseSplit(const std::shared_ptr<const Dataset> &dataset, const SplitRequest &request);

} // namespace aisle
