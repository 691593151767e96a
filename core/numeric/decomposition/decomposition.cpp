#include "core/numeric/decomposition/decomposition.h"

#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/numeric/decomposition/embeddingof.h"
#include "core/numeric/finite.h"
#include "core/numeric/sparsetensor.h"

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
    const auto narrow = transposedTimes(basis).t();
    refuseNotFinite(toVector(narrow)); // LibTorch would say it in its own words
    const auto [left, singular, right] = at::linalg_svd(narrow, false);
    const std::int64_t kept = std::min(items, size);
    const auto vectors = at::matmul(basis, left.narrow(1, 0, kept)) * singular.narrow(0, 0, kept).sqrt();
    return embeddingOf(vectors);
}
} // namespace

Embedding decompose(const SparseRows &matrix, std::uint32_t size)
{
    const auto transposed = matrix.transposed();
    return decompose([&](const at::Tensor &x) { return sparseProduct(matrix, x); },
                     [&](const at::Tensor &x) { return sparseProduct(transposed, x); }, matrix.rows, size);
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
    const auto times = [&](const at::Tensor &x) { return sparseProduct(rows, sparseProduct(transposed, x)); };
    return decompose(times, times, rows.rows, size);
}

Embedding decomposeProduct(const SparseRows &outer, std::span<const float> inner, std::span<const float> scale,
                           std::uint32_t size)
{
    const std::int64_t items = outer.rows, n = outer.cols;
    const auto dense = viewOf(inner, {n, n});
    const auto diagonal = viewOf(scale, {items, 1});
    const auto transposed = outer.transposed();
    const auto both = [&](const at::Tensor &x) {
        return sparseProduct(outer, at::mm(dense, sparseProduct(transposed, x)));
    };
    return decompose([&](const at::Tensor &x) { return both(diagonal * x); },
                     [&](const at::Tensor &x) { return diagonal * both(x); }, outer.rows, size);
}

} // namespace aisle
