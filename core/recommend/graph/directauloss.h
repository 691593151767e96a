#pragma once
#include "core/numeric/torchsupport.h"

#include <span>

/// DirectAU's two terms (Wang et al. 2022), of rows of unit length.
namespace aisle {

at::Tensor unitRows(const at::Tensor &rows);
/// The mean squared distance of the rows of a pair.
at::Tensor alignment(const at::Tensor &a, const at::Tensor &b);
/// The logarithm of the mean of exp(-2 |a - b|^2) over two different rows: the lower, the more evenly they spread. 0 of
/// a single row.
at::Tensor uniformity(const at::Tensor &rows);

/// Adds the gradient of alignment + gamma * mean of both sides' uniformity by the vertices' vectors, which need no unit
/// length. @param users, items  vertices, one of each a pair @return the loss times the pairs
double addDirectauGradient(const at::Tensor &vertices, std::span<const std::int64_t> users,
                           std::span<const std::int64_t> items, double gamma, at::Tensor gradient);

} // namespace aisle
