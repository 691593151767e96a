#pragma once
#include "core/common/random.h"
#include "core/jobs/jobcontext.h"
#include "core/numeric/device.h"
#include "core/numeric/kernels.h"
#include "core/numeric/snapshotstream.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <functional>
#include <optional>
#include <span>
#include <vector>

/// The only header of ours that shows torch types.
namespace aisle {

/// The one place that maps the analyst's choice. @throws Error device.no-cuda with the reason
at::Device torchDevice(Device device);
/// For tests: what Device::Cuda stands for from now on; absent: CUDA again. See tests/support/fakedevice.h.
void standInForCuda(std::optional<at::Device> device);

/// A float tensor over memory that outlives it; not copied.
at::Tensor viewOf(std::span<const float> values, at::IntArrayRef shape);
/// Indexes on a device; on the CPU a view of memory that outlives it.
at::Tensor indexTensor(std::span<const std::int64_t> index, at::Device device);
std::vector<float> toVector(const at::Tensor &tensor);           ///< row-major, copied to the CPU as float32
bool allFinite(const at::Tensor &tensor);                        ///< and so is their sum
void writeTensor(SnapshotWriter &out, const at::Tensor &tensor); ///< its numbers only
/// Into a tensor of the shape that was written, on whatever device.
void readInto(SnapshotReader &in, at::Tensor tensor);
/// Brings all that a network learns to the CPU.
template <class Network>
void toCpu(Network &network)
{
    for (auto *tensor : network.tensors())
        *tensor = tensor->to(at::kCPU);
}
std::int64_t countNumbers(const std::vector<at::Tensor *> &tensors); ///< undefined ones have none
/// Each number drawn for itself, in order; the same for the same seed on every machine.
at::Tensor drawnTensor(at::IntArrayRef shape, std::uint64_t seed, const std::function<double(Random &)> &draw);
/// Normal with mean 0, the same for the same seed on every machine.
at::Tensor normalTensor(at::IntArrayRef shape, double deviation, std::uint64_t seed);

/// Inverts a symmetric positive definite float matrix in place, by blocks with a checkpoint between: Cholesky, the
/// factor's inverse, and its product with itself, n^3 operations in all and no second matrix.
/// @param matrix  [n x n], contiguous; only the lower triangle is read, both are written
/// @throws Error matrix.not-positive when rounding leaves no factor
void invertPositiveDefinite(at::Tensor matrix, JobContext &job);

/// to[index[n]] += factor * rows[n], for [rows x size] tensors; repeated indexes add up, in order.
void addRows(at::Tensor to, std::span<const std::int64_t> index, const at::Tensor &rows, double factor = 1);

/// Inverted dropout with masks of its own: the same for the same seed whatever the number of threads.
class Dropout
{
public:
    Dropout(double rate, std::uint64_t seed) : m_rate(rate), m_seed(seed) {}
    at::Tensor operator()(const at::Tensor &values);

private:
    double m_rate;
    std::uint64_t m_seed;
    std::uint64_t m_calls = 0;
};

/// Adam (Kingma & Ba 2015) with decoupled weight decay over leaf tensors, one pass over memory a step.
class Adam
{
public:
    Adam(std::vector<at::Tensor> parameters, double rate, double weightDecay);
    void setRate(double rate) { m_rate = rate; }
    /// Says that the next step's gradient of a parameter is 0 outside these rows (repeats allowed): only they move, and
    /// the moments of the others stand still, as in SparseAdam. For tables of which a batch touches little. Rows named
    /// in several calls before a step add up.
    void touch(std::size_t parameter, std::span<const std::int64_t> rows);
    /// Applies and clears the gradients. @param clipNorm  longer gradients are scaled down to it; 0: never
    /// @return their global norm, before clipping
    double step(double clipNorm = 0);
    void save(SnapshotWriter &out) const;
    void load(SnapshotReader &in);

private:
    /// Distinct rows of a parameter; `asked` when touch() named them.
    struct Rows
    {
        bool asked = false;
        std::vector<std::int64_t> rows;
        std::vector<bool> marked;
    };
    struct Rates
    {
        double rate, decay, epsilon;
    };
    double squaredNorm(std::size_t parameter) const;
    void stepAll(std::size_t parameter, const Rates &rates);
    void stepRows(std::size_t parameter, const Rates &rates);
    std::vector<at::Tensor> m_parameters, m_first, m_second;
    std::vector<Rows> m_touched; ///< [parameters]
    double m_rate, m_weightDecay;
    std::int64_t m_steps = 0;
};

/// A loss over product scores hidden . item, with its gradients: nothing of size [positions x items] is kept.
struct ItemLoss
{
    double sum = 0;    ///< over the positions
    at::Tensor hidden; ///< gradient of the mean by the hidden states [positions x size]
    at::Tensor items;  ///< gradient of the mean by the item vectors [items x size], or by those of `rows` alone
    std::vector<std::int64_t> rows{}; ///< empty: all items; else the item of each row of `items`, repeats add up

    void addItemsTo(at::Tensor gradient) const; ///< [items x size]
};
/// Cross-entropy over the whole catalogue, a few positions at a time.
ItemLoss fullSoftmax(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets);
/// Binary cross-entropy of each target against its own sampled negatives; the gradient has their rows only.
/// @param negatives  [positions x n], row-major
ItemLoss binaryCrossEntropy(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets,
                            std::span<const std::int64_t> negatives);

} // namespace aisle
