#pragma once
#include "core/numeric/trainer.h"
#include "core/recommend/dotproduct.h"

#include <functional>
#include <vector>

namespace aisle {

/// The vectors that stochastic steps on pairs move, with Adagrad's sums; products' biases apart, so that rows keep an
/// even length.
struct PairFactors
{
    std::size_t size = 0;
    std::vector<float> users;                                 ///< [users x size]
    std::vector<float> items;                                 ///< [items x size]
    std::vector<float> biases;                                ///< [items]
    std::vector<float> userSquares, itemSquares, biasSquares; ///< one a row

    /// Normal factors, no bias.
    PairFactors(std::size_t userCount, std::size_t itemCount, std::size_t size, double deviation, std::uint64_t seed);
    PairFactors() = default;

    kernels::LearningRow user(std::uint32_t u) { return {users.data() + u * size, &userSquares[u]}; }
    kernels::LearningRow item(std::uint32_t i) { return {items.data() + i * size, &itemSquares[i]}; }
    void prefetchUser(std::uint32_t u) const { prefetch(users, u); }
    void prefetchItem(std::uint32_t i) const { prefetch(items, i); }

    bool isFinite() const;
    void save(SnapshotWriter &out) const;
    static PairFactors load(SnapshotReader &in, std::size_t size, std::size_t itemCount);
    /// These rows where they are now; rows that are new are drawn.
    PairFactors moved(const Growth &growth, std::size_t userCount, std::size_t itemCount, double deviation,
                      std::uint64_t seed) const;
    Embedding itemsWithBiases() const; ///< [items x size + 1]

private:
    void prefetch(const std::vector<float> &rows, std::uint32_t row) const;
};

/// What learns PairFactors, whatever its steps: publishing, the best state, checkpoints.
class PairFactorsLearner : public Learner
{
public:
    using Publish = std::function<void(const PairFactors &)>;
    PairFactorsLearner(PairFactors factors, Publish publish)
        : m_factors(std::move(factors)), m_publish(std::move(publish))
    {
    }
    void publish() override { m_publish(now()); }
    bool isFinite() const override { return now().isFinite(); }
    void keepAsBest() override { m_best = now(); }
    void restoreBest() override;
    void saveState(SnapshotWriter &out) const override;
    void loadState(SnapshotReader &in) override;

protected:
    /// As they are, in this program's memory. A form that has them elsewhere brings them here.
    virtual const PairFactors &now() const { return m_factors; }
    virtual void onReplaced() {} ///< m_factors are others: a form that has them elsewhere takes them there

    PairFactors m_factors;

private:
    PairFactors m_best;
    Publish m_publish;
};

/// Sum of -log of numbers in (0, 1] with one logarithm for several.
class LogLossSum
{
public:
    void add(float probability)
    {
        m_product *= std::max(probability, 1e-30F);
        if (++m_pending == kPending)
            settle();
    }
    double take()
    {
        settle();
        return m_sum;
    }

private:
    static constexpr int kPending = 8;
    void settle();
    double m_sum = 0, m_product = 1;
    int m_pending = 0;
};

namespace kernels {
/// One step of stochastic gradient ascent on log sigmoid(+-(user . item + bias)), plus for a `label` of 1, with weight
/// decay l2, times `weight`. @return the probability of the label before the step
float labelStep(LearningRow user, LearningRow item, float *bias, float *biasSquares, std::size_t size, bool label,
                float weight, float rate, float l2);
/// The same, only the user's vector moves.
float labelStepOfUser(LearningRow user, const float *item, float bias, std::size_t size, bool label, float weight,
                      float rate, float l2);
} // namespace kernels

} // namespace aisle
