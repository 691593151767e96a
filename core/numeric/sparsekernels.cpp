#include "core/numeric/sparsekernels.h"

#include "core/common/parallel.h"
#include "core/numeric/kernels.h"

#include <algorithm>

namespace aisle {

namespace kernels {
namespace {

/// One piece of a row, its sums in registers; the rows to come are asked for ahead.
template <class Vector, int Parts>
inline __attribute__((always_inline)) void sumPiece(const std::uint32_t *columns, const float *weights,
                                                    std::size_t count, const float *dense, std::size_t size,
                                                    const float *base, float factor, float *out)
{
    using Unaligned [[gnu::aligned(4), gnu::may_alias]] = Vector;
    constexpr int kWidth = sizeof(Vector) / sizeof(float);
    constexpr std::size_t kAhead = 8;
    constexpr int kLine = 16; // floats
    Vector sums[Parts] = {};
    if (base) {
#pragma GCC unroll 8
        for (int p = 0; p < Parts; ++p)
            sums[p] = *reinterpret_cast<const Unaligned *>(base + p * kWidth);
    }
    for (std::size_t n = 0; n < count; ++n) {
        if (n + kAhead < count) {
            const float *later = dense + std::size_t(columns[n + kAhead]) * size;
#pragma GCC unroll 8
            for (int f = 0; f < Parts * kWidth; f += kLine)
                __builtin_prefetch(later + f);
        }
        const float *row = dense + std::size_t(columns[n]) * size;
#pragma GCC unroll 8
        for (int p = 0; p < Parts; ++p)
            sums[p] += *reinterpret_cast<const Unaligned *>(row + p * kWidth) * weights[n];
    }
#pragma GCC unroll 8
    for (int p = 0; p < Parts; ++p)
        *reinterpret_cast<Unaligned *>(out + p * kWidth) = sums[p] * factor;
}

template <class Vector, int Parts>
inline __attribute__((always_inline)) void sumRow(const std::uint32_t *columns, const float *weights, std::size_t count,
                                                  const float *dense, std::size_t size, const float *base, float factor,
                                                  float *out)
{
    constexpr std::size_t kWidth = sizeof(Vector) / sizeof(float);
    std::size_t f = 0;
    for (; f + Parts * kWidth <= size; f += Parts * kWidth)
        sumPiece<Vector, Parts>(columns, weights, count, dense + f, size, base ? base + f : base, factor, out + f);
    for (; f + kWidth <= size; f += kWidth)
        sumPiece<Vector, 1>(columns, weights, count, dense + f, size, base ? base + f : base, factor, out + f);
    for (; f < size; ++f) {
        float sum = base ? base[f] : 0;
        for (std::size_t n = 0; n < count; ++n)
            sum += weights[n] * dense[std::size_t(columns[n]) * size + f];
        out[f] = sum * factor;
    }
}

using Vector4 = float __attribute__((vector_size(16)));
#if defined(__x86_64__)
using Vector8 = float __attribute__((vector_size(32)));
using Vector16 = float __attribute__((vector_size(64)));

__attribute__((target("avx512f"))) void sum512(const std::uint32_t *columns, const float *weights, std::size_t count,
                                               const float *dense, std::size_t size, const float *base, float factor,
                                               float *out)
{
    sumRow<Vector16, 4>(columns, weights, count, dense, size, base, factor, out);
}
__attribute__((target("avx2,fma"))) void sum256(const std::uint32_t *columns, const float *weights, std::size_t count,
                                                const float *dense, std::size_t size, const float *base, float factor,
                                                float *out)
{
    sumRow<Vector8, 8>(columns, weights, count, dense, size, base, factor, out);
}
#endif
void sumAnywhere(const std::uint32_t *columns, const float *weights, std::size_t count, const float *dense,
                 std::size_t size, const float *base, float factor, float *out)
{
    sumRow<Vector4, 8>(columns, weights, count, dense, size, base, factor, out);
}

auto fastestSum()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f"))
        return &sum512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return &sum256;
#endif
    return &sumAnywhere;
}
} // namespace

void weightedRowSum(const std::uint32_t *columns, const float *weights, std::size_t count, const float *dense,
                    std::size_t size, const float *base, float factor, float *out)
{
    static const auto kFastest = fastestSum();
    kFastest(columns, weights, count, dense, size, base, factor, out);
}
} // namespace kernels

void multiplySparse(const SparseRows &matrix, const float *dense, std::size_t size, float *out, const float *base,
                    float factor)
{
    constexpr std::size_t kGrain = 32;
    parallelFor(matrix.rows, kGrain, [&](std::size_t begin, std::size_t end, int) {
        for (auto r = begin; r < end; ++r) {
            const auto from = matrix.offsets[r], to = matrix.offsets[r + 1];
            kernels::weightedRowSum(matrix.columns.data() + from, matrix.values.data() + from, to - from, dense, size,
                                    base ? base + r * size : base, factor, out + r * size);
        }
    });
}

void addTransposedProduct(const SparseRows &matrix, const float *dense, std::size_t size, float factor, float *out)
{
    constexpr std::size_t kMost = 128; // floats of a slice
    const auto threads = static_cast<std::size_t>(threadCount());
    const auto slice = std::clamp<std::size_t>((size + threads - 1) / threads, std::min<std::size_t>(size, 16), kMost);
    parallelFor(size, slice, [&](std::size_t begin, std::size_t end, int) {
        for (std::uint32_t r = 0; r < matrix.rows; ++r) {
            const float *row = dense + r * size + begin;
            for (auto e = matrix.offsets[r]; e < matrix.offsets[r + 1]; ++e)
                kernels::addScaled(out + matrix.columns[e] * size + begin, row, factor * matrix.values[e], end - begin);
        }
    });
}

} // namespace aisle
