#pragma once
#include "core/recommend/recommender.h"

namespace aisle {

/// Vectors whose dot products stand for an [items x items] matrix: the left singular vectors times the roots of the
/// singular values, by a randomised range finder with two power iterations (Halko, Martinsson & Tropp 2011).
/// Repeatable.
/// @param size  at most this many numbers a product
Embedding decompose(const SparseRows &matrix, std::uint32_t size);
/// @param matrix  row-major [items x items]
Embedding decompose(std::span<const float> matrix, std::uint32_t items, std::uint32_t size);
/// Of left * right * diag(scale), left sparse [items x inner], right row-major [inner x items].
Embedding decomposeProduct(const SparseRows &left, std::span<const float> right, std::span<const float> scale,
                           std::uint32_t size);
/// Of rows * transpose(rows): vectors whose dot products stand for those of the sparse rows.
Embedding decomposeGram(const SparseRows &rows, std::uint32_t size);

} // namespace aisle
