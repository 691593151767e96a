#include "core/recommend/decomposition.h"

#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/recommend/torchsupport.h"

#include <algorithm>
#include <functional>

namespace aisle {

namespace {
using Product = std::function<at::Tensor(const at::Tensor &)>;

at::Tensor orthonormal(const at::Tensor &columns)
{
    return std::get<0>(at::linalg_qr(columns, "reduced"));
}

Embedding decompose(const Product &times, const Product &transposedTimes, std::uint32_t items, std::uint32_t size)
{
    constexpr std::uint32_t kOversampling = 10;
    constexpr std::uint64_t kSeed = 64;
    const c10::InferenceMode inference;
    const auto width = std::min(items, size + kOversampling);
    auto basis = orthonormal(times(normalTensor({items, width}, 1, kSeed)));
    for (int power = 0; power < 2; ++power)
        basis = orthonormal(times(orthonormal(transposedTimes(basis))));
    const auto [left, singular, right] = at::linalg_svd(transposedTimes(basis).t(), false);
    const std::int64_t kept = std::min(items, size);
    const auto vectors = at::matmul(basis, left.narrow(1, 0, kept)) * singular.narrow(0, 0, kept).sqrt();
    return {.rows = items, .size = static_cast<std::uint32_t>(kept), .values = toVector(vectors)};
}

at::Tensor product(const SparseRows &matrix, const at::Tensor &dense)
{
    const auto from = dense.contiguous();
    const auto width = static_cast<std::size_t>(dense.size(1));
    auto result = at::zeros({matrix.rows, dense.size(1)});
    const float *in = from.data_ptr<float>();
    float *out = result.data_ptr<float>();
    parallelFor(matrix.rows, 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto r = begin; r < end; ++r) {
            const auto columns = matrix.row(static_cast<std::uint32_t>(r));
            const auto values = matrix.rowValues(static_cast<std::uint32_t>(r));
            for (std::size_t n = 0; n < columns.size(); ++n)
                kernels::addScaled(out + r * width, in + columns[n] * width, values[n], width);
        }
    });
    return result;
}
} // namespace

Embedding decompose(const SparseRows &matrix, std::uint32_t size)
{
    const auto transposed = matrix.transposed();
    return decompose([&](const at::Tensor &x) { return product(matrix, x); },
                     [&](const at::Tensor &x) { return product(transposed, x); }, matrix.rows, size);
}

Embedding decompose(std::span<const float> matrix, std::uint32_t items, std::uint32_t size)
{
    const auto dense = viewOf(matrix, {items, items});
    return decompose([&](const at::Tensor &x) { return at::mm(dense, x); },
                     [&](const at::Tensor &x) { return at::mm(dense.t(), x); }, items, size);
}

Embedding decomposeGram(const SparseRows &rows, std::uint32_t size)
{
    const auto transposed = rows.transposed();
    const auto times = [&](const at::Tensor &x) { return product(rows, product(transposed, x)); };
    return decompose(times, times, rows.rows, size);
}

Embedding decomposeProduct(const SparseRows &left, std::span<const float> right, std::span<const float> scale,
                           std::uint32_t size)
{
    const std::int64_t items = left.rows, inner = left.cols;
    const auto dense = viewOf(right, {inner, items});
    const auto diagonal = viewOf(scale, {items, 1});
    const auto transposed = left.transposed();
    return decompose([&](const at::Tensor &x) { return product(left, at::mm(dense, diagonal * x)); },
                     [&](const at::Tensor &x) { return diagonal * at::mm(dense.t(), product(transposed, x)); },
                     left.rows, size);
}

} // namespace aisle
