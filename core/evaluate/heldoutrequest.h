#pragma once
#include "core/dataset/split.h"
#include "core/recommend/recommender.h"

namespace aisle {

/// What a recommender is told of a case; refers to it.
inline Request requestFor(const HeldOutCase &heldOut)
{
    const auto user = heldOut.isTrainingHistory ? std::optional(heldOut.user) : std::nullopt;
    return {user, heldOut.input, heldOut.hidden, {}, heldOut.inputValues};
}

} // namespace aisle
