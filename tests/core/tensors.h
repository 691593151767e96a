#pragma once
#include "core/numeric/torchsupport.h"

#include <cstdint>

/// Tensors for tests that hold a computation against its formula.
namespace aisle::test {

inline at::Tensor numbers(at::IntArrayRef shape, std::uint64_t seed)
{
    return normalTensor(shape, 1, seed);
}

inline bool near(const at::Tensor &a, const at::Tensor &b, double tolerance = 1e-4)
{
    return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() < tolerance;
}

} // namespace aisle::test
