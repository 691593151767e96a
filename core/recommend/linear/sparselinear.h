#pragma once
#include "core/dataset/trainingset.h"
#include "core/recommend/pairvalues.h"
#include "core/recommend/ranking.h"

namespace aisle {

/// Which weights of other products predict a product: minimises, product by product with a zero diagonal,
///     |x_j - X w|^2 / 2 + l2 |w|^2 / 2 + l1 |w|_1
/// over its nearest products (X holds what pairs are worth: 1, or PairValues), by coordinate descent on the residual of
/// shoppers (Friedman, Hastie & Tibshirani 2010).
struct SparseLinearProblem
{
    double l1 = 0, l2 = 0;
    int candidates = 1000;   ///< products by cosine that may get a weight
    bool positive = true;    ///< no weight below 0
    int keep = 0;            ///< largest weights of a product that are kept; 0: all
    double precision = 1e-3; ///< ends when no weight moves by more, in deviations of the product's column
};
/// @return [items x items]: row i has the products that i speaks for
SparseRows solveSparseLinear(const TrainingSet &train, const PairValues &values, const SparseLinearProblem &problem,
                             JobContext &job);

/// Scores by summing the weights of the history's products.
class SparseLinearRecommender : public ScoringRecommender, public Embeds, public Explains
{
public:
    static constexpr Traits kTraits{.explainsExactly = true};
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_weights.entries()); }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;
    std::optional<Embedding> itemEmbedding() const override;

protected:
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;
    void learnWeights(const TrainingSet &train, const SparseLinearProblem &problem, JobContext &job);
    void writeWeights(SnapshotWriter &out) const;
    void readWeights(SnapshotReader &in);
    static ResourceEstimate estimateOf(const DatasetShape &shape, int candidates);

    SparseRows m_weights; ///< [items x items]
};

} // namespace aisle
