#pragma once
#include "core/numeric/tensorlearner.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/graph/graphpropagation.h"
#include "core/recommend/pairbatches.h"
#include "core/recommend/pairvalues.h"

#include <memory>
#include <optional>
#include <vector>

namespace aisle {

/// Ranks by vectors that were propagated over the graph of shoppers and products. A shopper without a learnt vector
/// becomes a new vertex beside the products of the history: their vectors of all layers but the last, averaged by the
/// graph's own weights.
class GraphRecommender : public DotProductRecommender
{
public:
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_users.size() + items().values.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override;
    /// Ranks from now on by what the vertices' own vectors become along the graph.
    virtual void take(BipartiteGraph &graph, const at::Tensor &vectors, const TrainingSet &train) = 0;

protected:
    /// @param vertices  final vectors [vertices x size]
    /// @param passing   what a product hands to a new neighbour, by the root of its degree still to be divided:
    ///                  [vertices x size]
    void setVertices(const BipartiteGraph &graph, const at::Tensor &vertices, const at::Tensor &passing,
                     const TrainingSet &train);
    /// LightGCN's: the mean of the vertices' own vectors and of what each of so many layers makes of them.
    /// @param layers  1 or more
    void setAveraged(BipartiteGraph &graph, const at::Tensor &vectors, int layers, const TrainingSet &train);
    void writeVectors(SnapshotWriter &out) const;
    void readVectors(SnapshotReader &in, std::uint32_t size);
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

    std::optional<int> m_bestEpoch;

private:
    std::vector<float> m_users;   ///< [shoppers x size]
    std::vector<float> m_passing; ///< [products x size]
    PairValues m_values;          ///< of the history of a new vertex
};

struct GraphParams : OptimiserParams
{
    int factors = 64;
    int layers = 3;
    double penalty = 1e-3;
};

/// Adds the size of the graph network to a table of such parameters.
template <class Params>
ParamTable<Params> withGraph(ParamTable<Params> table)
{
    table = withFactors(std::move(table));
    table.add("layers", static_cast<int Params::*>(&Params::layers),
              {QT_TRANSLATE_NOOP("Param", "Layers"),
               QT_TRANSLATE_NOOP("Param", "How many steps along the graph a vector gathers from.")},
              {1, 8});
    return table;
}
/// Adds the penalty and the optimiser's parameters, which stand last.
template <class Params>
ParamTable<Params> withPenalty(ParamTable<Params> table)
{
    table.add("penalty", static_cast<double Params::*>(&Params::penalty),
              {QT_TRANSLATE_NOOP("Param", "Penalty"),
               QT_TRANSLATE_NOOP("Param", "Weight of the squared length of a batch's own vectors in the loss.")},
              {0, 1});
    return withOptimiser(std::move(table));
}

/// What GraphLearner::learn() takes.
/// @param edges, vertices  besides the pairs', shoppers and products
ResourceEstimate averagedEstimate(const DatasetShape &shape, double edges, double vertices, const GraphParams &params,
                                  int negatives);

/// Learns a vector of each vertex from batches of pairs, the graph being propagated whole in each step.
class GraphLearner : public TensorLearner
{
public:
    /// @param negatives  products drawn against each pair
    GraphLearner(GraphRecommender &recommender, const TrainingSet &train, const GraphParams &params, int negatives,
                 const FitOptions &options);
    /// @param graph  may have vertices behind the products
    /// @param more   tensors that are learnt besides the vertices' own vectors; outlive this
    GraphLearner(GraphRecommender &recommender, const TrainingSet &train, const GraphParams &params, int negatives,
                 const FitOptions &options, BipartiteGraph graph, std::vector<at::Tensor *> more);
    void publish() override;

protected:
    /// Adds the gradient of the mean loss by the vertices' own vectors, all but the penalty's.
    /// @param batch  products by their vertices @return the summed loss
    /// As it stands here LightGCN's: pairwise ranking by the mean of the layers, whose gradient replaces what was
    /// there.
    virtual double learn(const PairBatch &batch, std::size_t number, const at::Tensor &vectors, at::Tensor gradient);
    std::size_t beginEpoch(int, std::uint64_t seed) override { return m_batches.begin(seed); }
    StepResult step(std::size_t number) final;

    at::Tensor vectors() const { return m_vectors->detach(); } ///< the vertices' own
    BipartiteGraph &graph() { return m_graph; }
    const BipartiteGraph &graph() const { return m_graph; }

private:
    GraphLearner(GraphRecommender &recommender, const TrainingSet &train, const GraphParams &params, int negatives,
                 const FitOptions &options, BipartiteGraph &&graph, std::vector<at::Tensor *> more,
                 std::unique_ptr<at::Tensor> vectors);

    GraphRecommender &m_recommender;
    const TrainingSet &m_train;
    const GraphParams &m_params;
    std::unique_ptr<at::Tensor> m_vectors; ///< [vertices x factors]
    BipartiteGraph m_graph;
    PairBatches m_batches;
    at::Tensor m_final, m_byFinal; ///< of learn(): after propagation, and the gradient by it
};

/// Cross-entropy of each pair's product against those drawn for it, which for one is Bayesian personalised ranking:
/// adds the gradient of the mean by the vertices' vectors to `gradient`.
/// @param users, items  vertices, one of each a pair @param negatives  [pairs x n], row-major @return the summed loss
double addPairwiseGradient(const at::Tensor &vertices, std::span<const std::int64_t> users,
                           std::span<const std::int64_t> items, std::span<const std::int64_t> negatives,
                           at::Tensor gradient);

} // namespace aisle
