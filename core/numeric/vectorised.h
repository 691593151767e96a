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

namespace aisle::kernels {

/// exp by 2^n * p(r): Cephes' polynomial for |r| <= ln2 / 2. Inlined and vectorised by its caller.
inline __attribute__((always_inline)) float exponential(float x)
{
    x = x < -87.0F ? -87.0F : x > 88.0F ? 88.0F : x;
    const float n = std::floor(x * 1.44269504F + 0.5F);
    const auto power = static_cast<std::int32_t>(n);
    // x - n ln 2, ln 2 in two parts. Where the file lets the compiler add in any order it would join the parts again
    // and lose a fiftyfold of precision; those of n and of the doubled integer it cannot.
    const float r = (x - n * 0.693359375F) + static_cast<float>(power << 1) * 1.06097220e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    return p * std::bit_cast<float>((power + 127) << 23);
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
