#pragma once
#include "core/numeric/decomposition/embedding.h"
#include "core/numeric/interactionmatrix.h"

namespace aisle {

/// Vectors whose dot products stand for an [items x items] matrix: the left singular vectors times the roots of the
/// singular values, by a randomised range finder with two power iterations (Halko, Martinsson & Tropp 2011).
/// Repeatable.
/// @param size  at most this many numbers a product
Embedding decompose(const SparseRows &matrix, std::uint32_t size);
/// @param matrix  row-major [items x items]
Embedding decompose(std::span<const float> matrix, std::uint32_t items, std::uint32_t size);
/// Of outer * inner * transpose(outer) * diag(scale), outer sparse [items x n], inner row-major [n x n], symmetric.
Embedding decomposeProduct(const SparseRows &outer, std::span<const float> inner, std::span<const float> scale,
                           std::uint32_t size);
/// Of rows * transpose(rows): vectors whose dot products stand for those of the sparse rows.
Embedding decomposeGram(const SparseRows &rows, std::uint32_t size);

} // namespace aisle
