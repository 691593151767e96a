#include "core/features/relations/links/linkkernels.h"

#include "core/numeric/vectorised.h"

namespace aisle::kernels {

AISLE_CLONES ScoreStanding countBefore(const float *scores, std::size_t count, float score)
{
    int notBelow = 0, level = 0; // as wide as the scores, so that both are counted in vectors
    for (std::size_t i = 0; i < count; ++i) {
        notBelow += scores[i] < score ? 0 : 1;
        level += scores[i] == score ? 1 : 0;
    }
    return {static_cast<std::size_t>(notBelow - level), static_cast<std::size_t>(level)};
}

} // namespace aisle::kernels
