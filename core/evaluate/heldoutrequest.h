#pragma once
#include "core/dataset/split.h"
#include "core/recommend/recommender.h"

namespace aisle {

/// What a recommender is told of a case; refers to it.
inline Request requestFor(const HeldOutCase &heldOut)
{
    return {heldOut.isTrainingHistory ? std::optional(heldOut.user) : std::nullopt,
            heldOut.input,
            heldOut.hidden,
            {},
            heldOut.inputValues};
}

} // namespace aisle
