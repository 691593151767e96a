#pragma once
#include "core/common/ids.h"

#include <cstddef>
#include <span>

namespace aisle::kernels {

inline constexpr std::size_t kStrip = 64; ///< columns whose sums stay in registers

/// to[c] = sum over `rows` of matrix[row * stride + c], c < width <= kStrip.
void sumRowStrip(const float *matrix, std::size_t stride, std::span<const ItemIndex> rows, std::size_t width,
                 float *to);

} // namespace aisle::kernels
