#pragma once
#include "core/numeric/interactionmatrix.h"

#include <cstddef>
#include <cstdint>
#include <span>

/// Products of sparse rows with dense rows. Every sum runs in the order of the sparse row, whatever the threads.
namespace aisle {

/// out[r] = factor * (base[r] + sum over the entries (c, v) of matrix row r of v * dense[c]), in parallel over the
/// rows.
/// @param dense  row-major [matrix.cols x size]; @param base  [matrix.rows x size] or null; @param out  the same shape
void multiplySparse(const SparseRows &matrix, const float *dense, std::size_t size, float *out,
                    const float *base = nullptr, float factor = 1);

/// out[c] += factor * v * dense[r] for every entry (r, c, v) of the matrix: the transpose's product, in parallel over
/// slices of the dense rows. @param dense  [matrix.rows x size]; @param out  [matrix.cols x size]
void addTransposedProduct(const SparseRows &matrix, const float *dense, std::size_t size, float factor, float *out);

namespace kernels {
/// out = factor * (base + sum over n of weights[n] * dense[columns[n]]), rows of `size`; no base where it is null.
void weightedRowSum(const std::uint32_t *columns, const float *weights, std::size_t count, const float *dense,
                    std::size_t size, const float *base, float factor, float *out);
} // namespace kernels

} // namespace aisle
