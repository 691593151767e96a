#pragma once
#include "core/numeric/interactionmatrix.h"
#include "core/numeric/torchsupport.h"

namespace aisle {

/// A sparse float matrix in the memory of a device that is not the CPU.
class DeviceMatrix
{
public:
    DeviceMatrix() = default; ///< none
    DeviceMatrix(const SparseRows &rows, at::Device device);

    bool defined() const { return m_values.defined(); }
    at::Tensor times(const at::Tensor &dense) const; ///< [rows x dense.size(1)]
    at::Tensor dense() const;                        ///< [rows x cols]

private:
    std::int64_t m_rows = 0, m_cols = 0;
    at::Tensor m_compressed;                 ///< LibTorch's CSR, on CUDA only: other devices have none
    at::Tensor m_rowOf, m_columns, m_values; ///< [entries]
};

/// rows * dense, on the dense one's device.
at::Tensor sparseProduct(const SparseRows &rows, const at::Tensor &dense);
/// to += factor * transposed(rows) * dense, all on one device.
void addTransposedProduct(const SparseRows &rows, const at::Tensor &dense, double factor, at::Tensor to);

} // namespace aisle
