#pragma once
#include <bit>
#include <cmath>
#include <cstdint>

/// What loops that are compiled for several instruction sets share; for the .cpp files of kernels only.
#if defined(__x86_64__)
#define AISLE_CLONES __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define AISLE_CLONES
#endif

/// Keeps sums apart whose order matters where the file lets the compiler add in any order.
#if __has_builtin(__builtin_assoc_barrier)
#define AISLE_IN_ORDER(sum) __builtin_assoc_barrier(sum)
#else
#define AISLE_IN_ORDER(sum) (sum)
#endif

namespace aisle::kernels {

/// exp by 2^n * p(r): Cephes' polynomial for |r| <= ln2 / 2. Inlined and vectorised by its caller.
inline __attribute__((always_inline)) float exponential(float x)
{
    x = x < -87.0F ? -87.0F : x > 88.0F ? 88.0F : x;
    const float n = std::floor(x * 1.44269504F + 0.5F);
    const float r = AISLE_IN_ORDER(x - n * 0.693359375F) + n * 2.12194440e-4F; // ln 2 in two parts
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    return p * std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
}

inline __attribute__((always_inline)) float sigmoid(float x)
{
    return 1 / (1 + exponential(-x));
}

inline __attribute__((always_inline)) float hyperbolicTangent(float x)
{
    return 2 * sigmoid(2 * x) - 1;
}

} // namespace aisle::kernels
