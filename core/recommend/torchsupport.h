#pragma once
#include "core/jobs/jobcontext.h"
#include "core/recommend/kernels.h"
#include "core/recommend/recommender.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <span>
#include <vector>

/// The only header of ours that shows torch types.
namespace aisle {

/// The one place that maps the analyst's choice. @throws Error device.no-cuda with the reason
at::Device torchDevice(Device device);

/// A float tensor over memory that outlives it; not copied.
at::Tensor viewOf(std::span<const float> values, at::IntArrayRef shape);
std::vector<float> toVector(const at::Tensor &tensor); ///< row-major, copied to the CPU as float32
/// Normal with mean 0, the same for the same seed on every machine.
at::Tensor normalTensor(at::IntArrayRef shape, double deviation, std::uint64_t seed);

/// Inverts a symmetric positive definite float matrix in place, by blocks with a checkpoint between: Cholesky, the
/// factor's inverse, and its product with itself, n^3 operations in all and no second matrix.
/// @param matrix  [n x n], contiguous; only the lower triangle is read, both are written
/// @throws Error matrix.not-positive when rounding leaves no factor
void invertPositiveDefinite(at::Tensor matrix, JobContext &job);

} // namespace aisle
