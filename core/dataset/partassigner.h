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
/// events, or with nothing to learn from before the last relevant one, are trained on and not tested; where nothing
/// stands before the last but one, they have no validation. Of the events of the last moment a fixed hash of their
/// products draws. leave-last-basket-out: the same by baskets, see moments.h, and whole ones; what is relevant, follows
/// a cut and belongs to a third basket is Out. new-users, user-folds: of a held-out shopper's events the first ones are
/// input, or some drawn at random (so also where the log has no times). new-products: products with events are divided,
/// and an event goes with its product. fixed: events without a part are trained on. Events of kinds that are only
/// relevant are Out where they would be Train (nothing is learnt from them).
/// @param rules  with SplitRules::relevant
/// @throws Error split.no-time, split.no-parts, split.empty-part
std::vector<Part> assignParts(const Dataset &dataset, const SplitSpec &spec, std::uint64_t seed,
                              const SplitRules &rules);

} // namespace aisle
