#include "core/numeric/kernels.h"

#include "core/numeric/vectorised.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace aisle::kernels {

AISLE_CLONES void addScaled(float *__restrict to, const float *__restrict from, float factor, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] += factor * from[i];
}

AISLE_CLONES float dot(const float *a, const float *b, std::size_t count)
{
    float sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += a[i] * b[i];
    return sum;
}

// Sixteen running maxima: the compiler does not split one by itself where NaN may occur.
constexpr std::size_t kLanes = 16;

AISLE_CLONES bool allFinite(std::span<const float> values)
{
    constexpr std::uint32_t kExponent = 0x7F800000; // all bits set: NaN or infinite
    std::uint32_t found = 0;
    for (const float value : values)
        found |= (std::bit_cast<std::uint32_t>(value) & kExponent) == kExponent;
    return found == 0;
}

AISLE_CLONES float maximum(const float *values, std::size_t count)
{
    float lanes[kLanes];
    std::fill(std::begin(lanes), std::end(lanes), std::numeric_limits<float>::lowest());
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        for (std::size_t l = 0; l < kLanes; ++l)
            lanes[l] = values[i + l] > lanes[l] ? values[i + l] : lanes[l];
    for (; i < count; ++i)
        lanes[0] = values[i] > lanes[0] ? values[i] : lanes[0];
    return *std::max_element(std::begin(lanes), std::end(lanes));
}

AISLE_CLONES std::size_t nextAtLeast(std::span<const float> values, std::size_t from, float threshold)
{
    constexpr std::size_t kStep = 64;
    const float *v = values.data();
    std::size_t i = from;
    for (; i + kStep <= values.size(); i += kStep) {
        int below = 0;
        for (std::size_t l = 0; l < kStep; ++l)
            below += v[i + l] < threshold ? 1 : 0;
        if (below != static_cast<int>(kStep))
            break;
    }
    for (; i < values.size(); ++i)
        if (!(v[i] < threshold))
            return i;
    return values.size();
}

AISLE_CLONES float expInPlace(float *values, float shift, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] = exponential(values[i] - shift);
    float sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += values[i];
    return sum;
}

namespace {
struct Pull
{
    float strength; ///< sigmoid(-(user . (positive - negative) + offset))
    float apart;    ///< mean square of positive - negative
    float own;      ///< mean square of user
};

inline __attribute__((always_inline)) Pull pull(const float *user, const float *positive, const float *negative,
                                                std::size_t size, float offset)
{
    float margin = 0, apart = 0, own = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const float difference = positive[i] - negative[i];
        margin += user[i] * difference;
        apart += difference * difference;
        own += user[i] * user[i];
    }
    const auto count = static_cast<float>(size);
    return {1 / (1 + exponential(margin + offset)), apart / count, own / count};
}
} // namespace

AISLE_CLONES float pairStep(LearningRow user, LearningRow positive, LearningRow negative, std::size_t size,
                            float offset, float rate, float l2)
{
    float *__restrict up = user.values, *__restrict pp = positive.values, *__restrict np = negative.values;
    const auto [strength, apart, own] = pull(up, pp, np, size, offset);
    const float userRate = adagradRate(user.squares, strength * strength * apart, rate);
    const float positiveRate = adagradRate(positive.squares, strength * strength * own, rate);
    const float negativeRate = adagradRate(negative.squares, strength * strength * own, rate);
#pragma GCC ivdep // or short rows near each other would take another path, with another rounding
    for (std::size_t i = 0; i < size; ++i) {
        const float u = up[i], p = pp[i], n = np[i];
        up[i] = u + userRate * (strength * (p - n) - l2 * u);
        pp[i] = p + positiveRate * (strength * u - l2 * p);
        np[i] = n - negativeRate * (strength * u + l2 * n);
    }
    return strength;
}

AISLE_CLONES float pairStepOfUser(LearningRow user, const float *positive, const float *negative, std::size_t size,
                                  float offset, float rate, float l2)
{
    float *__restrict up = user.values;
    const auto [strength, apart, own] = pull(up, positive, negative, size, offset);
    const float userRate = adagradRate(user.squares, strength * strength * apart, rate);
#pragma GCC ivdep
    for (std::size_t i = 0; i < size; ++i)
        up[i] += userRate * (strength * (positive[i] - negative[i]) - l2 * up[i]);
    return strength;
}

namespace {
/// Numbers that fade out would end as subnormals, which cost a hundred times more.
inline __attribute__((always_inline)) float settled(float x)
{
    return std::fabs(x) < 1e-30F ? 0.0F : x;
}
} // namespace

AISLE_CLONES void adamStep(float *__restrict values, float *__restrict gradient, float *__restrict first,
                           float *__restrict second, std::size_t count, float rate, float decay, float epsilon)
{
    constexpr float kFirst = 0.9F, kSecond = 0.999F;
    for (std::size_t i = 0; i < count; ++i) {
        const float g = gradient[i];
        const float m = settled(kFirst * first[i] + (1 - kFirst) * g);
        const float v = settled(kSecond * second[i] + (1 - kSecond) * g * g);
        first[i] = m;
        second[i] = v;
        values[i] -= rate * m / (std::sqrt(v) + epsilon) + decay * values[i];
        gradient[i] = 0;
    }
}

AISLE_CLONES void dropoutMask(float *keep, std::size_t count, std::uint64_t seed, std::uint64_t first, float rate,
                              float value)
{
    const auto low = static_cast<std::uint32_t>(seed), high = static_cast<std::uint32_t>(seed >> 32);
    const auto start = static_cast<std::uint32_t>(first);
    const auto limit = static_cast<std::int32_t>(rate * 0x1.0p31F); // 31 bits, so that the comparison may be signed
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t x =
            (start + static_cast<std::uint32_t>(i)) * 0x9e3779b1U ^ low; // lowbias32 (Wellons) on the counter
        x = (x ^ (x >> 16)) * 0x21f0aaadU;
        x = (x ^ high ^ (x >> 15)) * 0x735a2d97U;
        x ^= x >> 15;
        keep[i] = static_cast<std::int32_t>(x >> 1) < limit ? 0.0F : value;
    }
}

PackedVectors::PackedVectors(std::span<const float> values, std::size_t rows, std::size_t size)
    : m_rows(rows), m_size(size), m_values(panels() * kPanel * size)
{
    for (std::size_t r = 0; r < rows; ++r) {
        float *to = m_values.data() + (r / kPanel) * kPanel * size + r % kPanel;
        for (std::size_t f = 0; f < size; ++f)
            to[f * kPanel] = values[r * size + f];
    }
}

namespace {
/// One tile: `Count` vectors against one panel, all sums in registers.
template <class Vector, int Count>
inline __attribute__((always_inline)) void tile(const float *vectors, std::size_t size, const float *panel,
                                                float *products, std::size_t stride)
{
    using Unaligned [[gnu::aligned(4), gnu::may_alias]] = Vector;
    constexpr int kWidth = sizeof(Vector) / sizeof(float);
    constexpr int kParts = PackedVectors::kPanel / kWidth;
    Vector sums[Count][kParts] = {};
    for (std::size_t f = 0; f < size; ++f) {
#pragma GCC unroll 16
        for (int p = 0; p < kParts; ++p) {
            const Vector items = *reinterpret_cast<const Unaligned *>(panel + f * PackedVectors::kPanel + p * kWidth);
#pragma GCC unroll 16
            for (int v = 0; v < Count; ++v)
                sums[v][p] += items * vectors[static_cast<std::size_t>(v) * size + f];
        }
    }
#pragma GCC unroll 16
    for (int v = 0; v < Count; ++v)
#pragma GCC unroll 16
        for (int p = 0; p < kParts; ++p)
            *reinterpret_cast<Unaligned *>(products + static_cast<std::size_t>(v) * stride + p * kWidth) = sums[v][p];
}

template <class Vector, int Count>
inline __attribute__((always_inline)) void products(const float *vectors, std::size_t count,
                                                    const PackedVectors &packed, std::size_t first, std::size_t panels,
                                                    float *to, std::size_t stride)
{
    const auto size = packed.size();
    std::size_t v = 0;
    for (; v + Count <= count; v += Count)
        for (std::size_t p = 0; p < panels; ++p)
            tile<Vector, Count>(vectors + v * size, size, packed.panel(first + p),
                                to + v * stride + p * PackedVectors::kPanel, stride);
    for (; v < count; ++v)
        for (std::size_t p = 0; p < panels; ++p)
            tile<Vector, 1>(vectors + v * size, size, packed.panel(first + p),
                            to + v * stride + p * PackedVectors::kPanel, stride);
}

using Vector4 = float __attribute__((vector_size(16)));
#if defined(__x86_64__)
using Vector8 = float __attribute__((vector_size(32)));
using Vector16 = float __attribute__((vector_size(64)));

__attribute__((target("avx512f"))) void products512(const float *vectors, std::size_t count,
                                                    const PackedVectors &packed, std::size_t first, std::size_t panels,
                                                    float *to, std::size_t stride)
{
    products<Vector16, 12>(vectors, count, packed, first, panels, to, stride);
}
__attribute__((target("avx2,fma"))) void products256(const float *vectors, std::size_t count,
                                                     const PackedVectors &packed, std::size_t first, std::size_t panels,
                                                     float *to, std::size_t stride)
{
    products<Vector8, 3>(vectors, count, packed, first, panels, to, stride);
}
#endif
void productsAnywhere(const float *vectors, std::size_t count, const PackedVectors &packed, std::size_t first,
                      std::size_t panels, float *to, std::size_t stride)
{
    products<Vector4, 1>(vectors, count, packed, first, panels, to, stride);
}

auto fastest()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f"))
        return &products512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return &products256;
#endif
    return &productsAnywhere;
}
} // namespace

void dotProducts(const float *vectors, std::size_t count, const PackedVectors &packed, std::size_t first,
                 std::size_t panels, float *products, std::size_t stride)
{
    static const auto kFastest = fastest();
    kFastest(vectors, count, packed, first, panels, products, stride);
}

} // namespace aisle::kernels
