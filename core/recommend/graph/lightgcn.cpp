#include "core/recommend/fitting.h"
#include "core/recommend/graph/graphrecommender.h"

namespace aisle {
namespace {

struct LightgcnParams : GraphParams
{
    LightgcnParams()
    {
        learningRate = 1e-2;
        batchSize = 2048;
        epochs = 100;
    }
    int negatives = 8;
};

const auto kTable = withPenalty(
    withGraph(ParamTable<LightgcnParams>{})
        .add("negatives", &LightgcnParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each pair that happened; 1 is pairwise ranking, as "
                                         "first published.")},
             {1, 1000, ParamScale::Log}));

/// LightGCN: shoppers' and products' vectors are averaged over some propagations along the graph of who had what, and
/// learnt by pairwise ranking (He et al. 2020). The whole graph is propagated once forward and once back a step.
class LightgcnRecommender : public Algorithm<LightgcnRecommender, LightgcnParams, GraphRecommender>
{
public:
    static constexpr const char *kId = "lightgcn";
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
        return averagedEstimate(shape, 0, 0, m_params, m_params.negatives);
    }
};

void LightgcnRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks,
                                JobContext &job)
{
    GraphLearner learner(*this, from.events, m_params, m_params.negatives, options);
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

const bool kRegistered = registerAlgorithm<LightgcnRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "LightGCN"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Graph"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "Vectors averaged along the graph of who had what: strong where shoppers have few "
                                  "events each."),
     .paper = "He et al., LightGCN: Simplifying and powering graph convolution network for recommendation, SIGIR 2020",
     .presets = {{.id = "as-published",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                  .source = "He et al. 2020, section 4.1",
                  .parameters = {{QStringLiteral("learning-rate"), 1e-3},
                                 {QStringLiteral("batch-size"), 2048},
                                 {QStringLiteral("layers"), 3},
                                 {QStringLiteral("negatives"), 1},
                                 {QStringLiteral("penalty"), 1e-4},
                                 {QStringLiteral("l2"), 0},
                                 {QStringLiteral("epochs"), 1000}}}}});

} // namespace
} // namespace aisle
