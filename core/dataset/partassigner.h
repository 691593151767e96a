#pragma once
#include "core/dataset/dataset.h"
#include "core/dataset/splitspec.h"

#include <vector>

namespace aisle {

/// Gives every event its part. @return [events]
/// Of a share that does not come out even validation and test are rounded down and train takes the rest, except in time
/// order, where train and validation are rounded down and the test part takes the rest.
///
/// time: a cut never falls between events of one instant (a basket must not be torn apart): it moves before them, or
/// behind them where nothing would be left in front of it. Events without a time count as the earliest.
/// leave-last-out: cuts stand before a shopper's last and last but one relevant event; what follows a cut and is not
/// relevant belongs to the part behind it, so that nothing from the future is learnt. Shoppers with fewer than three
/// relevant events are trained on and not tested. new-users, user-folds: of a held-out shopper's events the first ones
/// are input, or some drawn at random (so also where the log has no times). fixed: events without a part are trained
/// on. Events of kinds that are only relevant are Out where they would be Train (nothing is learnt from them).
/// @throws Error split.no-time, split.no-parts, split.empty-part
std::vector<Part> assignParts(const Dataset &dataset, const SplitSpec &spec, std::uint64_t seed);

} // namespace aisle
