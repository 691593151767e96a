#include "core/recommend/fitting.h"
#include "core/recommend/graph/graphrecommender.h"
#include "core/recommend/knowledge/facts.h"

#include <algorithm>

namespace aisle {
namespace {

struct LightgcnSParams : GraphParams
{
    LightgcnSParams()
    {
        learningRate = 1e-2;
        batchSize = 2048;
        epochs = 100;
    }
    int negatives = 8;
    double socialWeight = 1;
};

const auto kTable = withPenalty(
    withGraph(ParamTable<LightgcnSParams>{})
        .add("negatives", &LightgcnSParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each pair that happened; 1 is pairwise ranking, as "
                                         "first published.")},
             {1, 1000, ParamScale::Log})
        .add("social-weight", &LightgcnSParams::socialWeight,
             {QT_TRANSLATE_NOOP("Param", "Weight of a link"),
              QT_TRANSLATE_NOOP("Param", "What a link between two shoppers counts beside a pair of shopper and product "
                                         "when vectors are gathered; 0: nothing.")},
             {0, 10, ParamScale::Log}));

/// The links between shoppers, whichever way they go and whatever they are called.
std::vector<VertexEdge> socialEdges(const AlignedGraph *graph, std::uint32_t users, std::uint32_t items, double weight)
{
    std::vector<VertexEdge> edges;
    for (const auto &triple : Facts::joined(graph, users, items).triples)
        if (weight > 0 && triple.head != triple.tail && triple.head < users && triple.tail < users)
            edges.push_back({triple.head, triple.tail, static_cast<float>(weight)});
    return edges;
}

/// LightGCN (He et al. 2020) with links between shoppers as edges of the same graph.
class LightgcnSRecommender : public Algorithm<LightgcnSRecommender, LightgcnSParams, GraphRecommender>
{
public:
    static constexpr const char *kId = "lightgcn-s";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const { writeVectors(out); }
    void read(SnapshotReader &in) { readVectors(in, static_cast<std::uint32_t>(m_params.factors)); }
    void take(BipartiteGraph &graph, const at::Tensor &vectors, const TrainingSet &train) override
    {
        const c10::InferenceMode inference;
        setAveraged(graph, vectors, m_params.layers, train);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return averagedEstimate(shape, static_cast<double>(shape.facts), 0, m_params, m_params.negatives);
    }
};

void LightgcnSRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks,
                                 JobContext &job)
{
    const auto &train = from.events;
    const auto links = socialEdges(from.graph.get(), train.userCount(), train.itemCount(), m_params.socialWeight);
    GraphLearner learner(
        *this, train, m_params, m_params.negatives, options,
        BipartiteGraph(train, symmetricRows(links, train.userCount() + train.itemCount()), torchDevice(options.device)),
        {});
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

const bool kRegistered = registerAlgorithm<LightgcnSRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "LightGCN-S"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Knowledge"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "LightGCN in which shoppers also gather from those whom they are linked to: "
                                          "for logs with few events of each and a file of who trusts whom."),
             .paper = "Yang et al., Graph bottlenecked social recommendation, KDD 2024 (its LightGCN-S)",
             .needs = {Need::Links}});

} // namespace
} // namespace aisle
