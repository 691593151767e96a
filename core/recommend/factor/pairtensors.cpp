#include "core/recommend/factor/pairtensors.h"

#include "core/common/random.h"
#include "core/numeric/torchsupport.h"
#include "core/recommend/pairbatches.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr double kFloor = 1e-8; // as kernels::adagradRate()
constexpr int kMostAtOnce = 8192;
constexpr std::size_t kFewestBatches = 64;

int batchSizeFor(const SparseRows &pairs)
{
    return static_cast<int>(std::clamp<std::size_t>(pairs.entries() / kFewestBatches, 1, kMostAtOnce));
}

/// A table of rows and their sums of squared gradients.
struct LearningTable
{
    at::Tensor rows, squares;

    at::Tensor at(const at::Tensor &index) const { return rows.index_select(0, index); }
    /// Ascends along the gradient of some rows, less `l2` of what they are; repeated ones add up.
    void ascend(const at::Tensor &index, const at::Tensor &gradient, const at::Tensor &were, double l2, double rate)
    {
        const auto square = gradient.square();
        squares.index_add_(0, index, gradient.dim() > 1 ? square.mean(1) : square);
        auto pace = (squares.index_select(0, index) + kFloor).rsqrt_().mul_(rate);
        if (gradient.dim() > 1)
            pace = pace.unsqueeze(1);
        rows.index_add_(0, index, (gradient - were * l2) * pace);
    }
};

class PairTensorLearner final : public PairFactorsLearner
{
public:
    PairTensorLearner(const SparseRows &pairs, std::vector<float> shares, PairFactors factors, double rate, double l2,
                      const TrainerOptions &options, Publish publish)
        : PairFactorsLearner(std::move(factors), std::move(publish)),
          m_batches(pairs, 1, batchSizeFor(pairs), std::move(shares)), m_rate(rate), m_l2(l2),
          m_device(torchDevice(options.device)), m_seed(options.seed), m_pairs(pairs.entries())
    {
        toDevice();
    }

    EpochResult epoch(int number, JobContext &job) override
    {
        const c10::InferenceMode inference;
        const auto count = m_batches.begin(deriveSeed(m_seed, 1'000'000 + static_cast<std::uint64_t>(number)));
        auto loss = at::zeros({}, m_users.rows.options());
        for (std::size_t b = 0; b < count; ++b) {
            job.checkpoint();
            job.progress(static_cast<double>(b) / static_cast<double>(count), QStringLiteral("epoch %1").arg(number));
            loss.add_(step(m_batches.batch(b)));
        }
        return {.loss = loss.item<double>() / static_cast<double>(std::max<std::size_t>(1, m_pairs)),
                .samples = m_pairs};
    }
    bool isFinite() const override
    {
        return allFinite(m_users.rows) && allFinite(m_items.rows) && allFinite(m_biases.rows);
    }

protected:
    const PairFactors &now() const override
    {
        m_here = m_factors;
        m_here.users = toVector(m_users.rows);
        m_here.items = toVector(m_items.rows);
        m_here.biases = toVector(m_biases.rows);
        m_here.userSquares = toVector(m_users.squares);
        m_here.itemSquares = toVector(m_items.squares);
        m_here.biasSquares = toVector(m_biases.squares);
        return m_here;
    }
    void onReplaced() override { toDevice(); }

private:
    at::Tensor moved(const std::vector<float> &values, at::IntArrayRef shape) const
    {
        return viewOf(values, shape).to(m_device).clone();
    }
    void toDevice()
    {
        const c10::InferenceMode inference;
        const auto size = static_cast<std::int64_t>(m_factors.size);
        const auto users = static_cast<std::int64_t>(m_factors.userSquares.size());
        const auto items = static_cast<std::int64_t>(m_factors.itemSquares.size());
        m_users = {moved(m_factors.users, {users, size}), moved(m_factors.userSquares, {users})};
        m_items = {moved(m_factors.items, {items, size}), moved(m_factors.itemSquares, {items})};
        m_biases = {moved(m_factors.biases, {items}), moved(m_factors.biasSquares, {items})};
    }
    /// @return the batch's summed loss, on the device
    at::Tensor step(const PairBatch &batch)
    {
        const auto users = indexTensor(batch.users, m_device), positive = indexTensor(batch.items, m_device);
        const auto negative = indexTensor(batch.negatives, m_device);
        const auto shoppers = m_users.at(users), up = m_items.at(positive), down = m_items.at(negative);
        const auto upBias = m_biases.at(positive), downBias = m_biases.at(negative);
        const auto margin = (shoppers * (up - down)).sum(1) + upBias - downBias;
        const auto pull = at::sigmoid(-margin), column = pull.unsqueeze(1);
        const auto strength = column * shoppers, both = at::cat({positive, negative});
        m_users.ascend(users, column * (up - down), shoppers, m_l2, m_rate);
        m_items.ascend(both, at::cat({strength, -strength}), at::cat({up, down}), m_l2, m_rate);
        m_biases.ascend(both, at::cat({pull, -pull}), at::cat({upBias, downBias}), m_l2, m_rate);
        return at::softplus(-margin).sum();
    }

    PairBatches m_batches;
    mutable PairFactors m_here; ///< what was brought from the device
    double m_rate, m_l2;
    at::Device m_device;
    std::uint64_t m_seed;
    std::size_t m_pairs;
    LearningTable m_users, m_items, m_biases;
};

} // namespace

std::unique_ptr<Learner> pairTensorLearner(const SparseRows &pairs, std::vector<float> shares, PairFactors factors,
                                           double rate, double l2, const TrainerOptions &options,
                                           PairFactorsLearner::Publish publish)
{
    return std::make_unique<PairTensorLearner>(pairs, std::move(shares), std::move(factors), rate, l2, options,
                                               std::move(publish));
}

} // namespace aisle
