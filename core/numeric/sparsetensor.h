#pragma once
#include "core/numeric/torchsupport.h"

namespace aisle {

/// A sparse float matrix in a device's memory.
at::Tensor sparseTensor(const SparseRows &rows, at::Device device);
/// rows * dense [rows.cols x size] = [rows.rows x size], on dense's device.
at::Tensor sparseProduct(const SparseRows &rows, const at::Tensor &dense);
/// to += factor * rows' * dense, for dense [rows.rows x size] and to [rows.cols x size].
void addTransposedProduct(const SparseRows &rows, const at::Tensor &dense, double factor, at::Tensor to);

} // namespace aisle
