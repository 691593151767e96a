#include "core/numeric/sparsetensor.h"

#include "core/numeric/sparsekernels.h"

#include <algorithm>

namespace aisle {

DeviceMatrix::DeviceMatrix(const SparseRows &rows, at::Device device) : m_rows(rows.rows), m_cols(rows.cols)
{
    const auto moved = [device](const std::vector<std::int64_t> &index) { return indexTensor(index, device).clone(); };
    const std::vector<std::int64_t> columns(rows.columns.begin(), rows.columns.end());
    std::vector<std::int64_t> rowOf(rows.entries());
    for (std::uint32_t r = 0; r < rows.rows; ++r)
        std::fill(rowOf.begin() + static_cast<std::ptrdiff_t>(rows.offsets[r]),
                  rowOf.begin() + static_cast<std::ptrdiff_t>(rows.offsets[r + 1]), r);
    m_rowOf = moved(rowOf);
    m_columns = moved(columns);
    m_values = viewOf(rows.values, {static_cast<std::int64_t>(rows.entries())}).to(device).clone();
    if (!device.is_cuda())
        return;
    const std::vector<std::int64_t> offsets(rows.offsets.begin(), rows.offsets.end());
    m_compressed = at::sparse_csr_tensor(moved(offsets), m_columns, m_values, {m_rows, m_cols}, m_values.options());
}

at::Tensor DeviceMatrix::times(const at::Tensor &dense) const
{
    if (m_compressed.defined())
        return at::mm(m_compressed, dense);
    auto out = at::zeros({m_rows, dense.size(1)}, dense.options());
    return out.index_add_(0, m_rowOf, dense.index_select(0, m_columns) * m_values.unsqueeze(1));
}

at::Tensor DeviceMatrix::dense() const
{
    auto all = at::zeros({m_rows * m_cols}, m_values.options());
    return all.index_add_(0, m_rowOf * m_cols + m_columns, m_values).view({m_rows, m_cols});
}

namespace {
at::Tensor productHere(const SparseRows &rows, const at::Tensor &dense)
{
    auto out = at::empty({rows.rows, dense.size(1)});
    multiplySparse(rows, dense.data_ptr<float>(), static_cast<std::size_t>(dense.size(1)), out.data_ptr<float>());
    return out;
}
} // namespace

at::Tensor sparseProduct(const SparseRows &rows, const at::Tensor &dense)
{
    return dense.device().is_cpu() ? productHere(rows, dense.contiguous())
                                   : DeviceMatrix(rows, dense.device()).times(dense);
}

void addTransposedProduct(const SparseRows &rows, const at::Tensor &dense, double factor, at::Tensor to)
{
    if (!dense.device().is_cpu()) {
        to.add_(DeviceMatrix(rows.transposed(), dense.device()).times(dense), factor);
        return;
    }
    const auto from = dense.contiguous();
    addTransposedProduct(rows, from.data_ptr<float>(), static_cast<std::size_t>(dense.size(1)),
                         static_cast<float>(factor), to.data_ptr<float>());
}

} // namespace aisle
