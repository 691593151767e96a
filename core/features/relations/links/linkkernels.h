#pragma once
#include <cstddef>

namespace aisle::kernels {

/// How many scores stand before one, and how many beside it. NaN stands before.
struct ScoreStanding
{
    std::size_t before, level;
};
ScoreStanding countBefore(const float *scores, std::size_t count, float score);

} // namespace aisle::kernels
