#include "core/numeric/rowsums.h"
#include "core/numeric/vectorised.h"

#include <algorithm>

namespace aisle::kernels {

AISLE_CLONES void sumRowStrip(const float *matrix, std::size_t stride, std::span<const ItemIndex> rows,
                              std::size_t width, float *to)
{
    float sums[kStrip] = {};
    if (width == kStrip) {
        for (const auto row : rows) {
            const float *from = matrix + row.value * stride;
            for (std::size_t c = 0; c < kStrip; ++c)
                sums[c] += from[c];
        }
    } else {
        for (const auto row : rows)
            for (std::size_t c = 0; c < width; ++c)
                sums[c] += matrix[row.value * stride + c];
    }
    std::copy_n(sums, width, to);
}

} // namespace aisle::kernels
