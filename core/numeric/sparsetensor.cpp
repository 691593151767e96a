#include "core/numeric/sparsetensor.h"

#include "core/numeric/sparsekernels.h"

namespace aisle {

at::Tensor sparseTensor(const SparseRows &rows, at::Device device)
{
    const std::vector<std::int64_t> offsets(rows.offsets.begin(), rows.offsets.end());
    const std::vector<std::int64_t> columns(rows.columns.begin(), rows.columns.end());
    const auto entries = static_cast<std::int64_t>(rows.entries());
    return at::sparse_csr_tensor(indexTensor(offsets, device).clone(), indexTensor(columns, device).clone(),
                                 viewOf(rows.values, {entries}).to(device).clone(), {rows.rows, rows.cols},
                                 at::TensorOptions().dtype(at::kFloat).device(device));
}

at::Tensor sparseProduct(const SparseRows &rows, const at::Tensor &dense)
{
    if (!dense.device().is_cpu())
        return at::mm(sparseTensor(rows, dense.device()), dense);
    const auto from = dense.contiguous();
    auto out = at::empty({rows.rows, dense.size(1)});
    multiplySparse(rows, from.data_ptr<float>(), static_cast<std::size_t>(dense.size(1)), out.data_ptr<float>());
    return out;
}

void addTransposedProduct(const SparseRows &rows, const at::Tensor &dense, double factor, at::Tensor to)
{
    if (!dense.device().is_cpu()) {
        to.add_(at::mm(sparseTensor(rows.transposed(), dense.device()), dense), factor);
        return;
    }
    const auto from = dense.contiguous();
    addTransposedProduct(rows, from.data_ptr<float>(), static_cast<std::size_t>(dense.size(1)),
                         static_cast<float>(factor), to.data_ptr<float>());
}

} // namespace aisle
