#include "core/recommend/fitting.h"
#include "core/recommend/graph/directauloss.h"
#include "core/recommend/graph/graphrecommender.h"

#include <algorithm>

namespace aisle {
namespace {

struct DirectauParams : GraphParams
{
    DirectauParams()
    {
        learningRate = 1e-2;
        batchSize = 1024;
        epochs = 100;
        layers = 2;
        penalty = 0;
    }
    double gamma = 0.3;
};

const auto kTable = withPenalty(
    withFactors(ParamTable<DirectauParams>{})
        .add("layers", static_cast<int DirectauParams::*>(&DirectauParams::layers),
             {QT_TRANSLATE_NOOP("Param", "Layers"),
              QT_TRANSLATE_NOOP("Param", "How many steps along the graph a vector gathers from. 0: none, each shopper "
                                         "and product has a vector of its own, which is quick on large logs.")},
             {0, 8})
        .add("gamma", &DirectauParams::gamma,
             {QT_TRANSLATE_NOOP("Param", "Uniformity"),
              QT_TRANSLATE_NOOP("Param", "Weight of spreading the vectors evenly beside drawing those of a pair "
                                         "together. More favours rare products.")},
             {0.01, 100, ParamScale::Log}));

/// DirectAU: directions of vectors, those of a pair near to each other and all of them spread evenly, without a
/// negative (Wang et al. 2022). Vertices' own vectors, or averaged along the graph as LightGCN does. Lists are by dot
/// products as the authors' are: the lengths say how popular a product is.
class DirectauRecommender : public Algorithm<DirectauRecommender, DirectauParams, GraphRecommender>
{
public:
    static constexpr const char *kId = "directau";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const { writeVectors(out); }
    void read(SnapshotReader &in) { readVectors(in, static_cast<std::uint32_t>(m_params.factors)); }
    void take(BipartiteGraph &graph, const at::Tensor &vectors, const TrainingSet &train) override
    {
        const c10::InferenceMode inference;
        if (m_params.layers == 0)
            setVertices(graph, vectors, unitRows(vectors), train);
        else
            setAveraged(graph, vectors, m_params.layers, train);
    }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs), batch = std::min<double>(m_params.batchSize, pairs),
                     numbers = static_cast<double>(shape.users + shape.items) * m_params.factors;
        const double steps = std::max(1.0, pairs / std::max(1.0, batch));
        const double sums = 4.0 * pairs * m_params.layers * m_params.factors;
        const double whole = m_params.layers > 0 ? numbers * 3.5e-9 : 0;
        const double products = 2 * batch * batch * (6.0 * m_params.factors * 1e-11 + 4e-9);
        return {.seconds = 0.1 + m_params.epochs * steps * (sums * 9.2e-11 + whole + products) / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(2e7 + numbers * 36 + pairs * 40 + batch * batch * 24)};
    }
};

class DirectauLearner : public GraphLearner
{
public:
    DirectauLearner(DirectauRecommender &recommender, const TrainingSet &train, const DirectauParams &params,
                    const FitOptions &options)
        : GraphLearner(recommender, train, params, 0, options), m_params(params),
          m_all(at::empty({params.layers > 0 ? graph().vertexCount() : 0, params.factors}, device())),
          m_byAll(at::empty_like(m_all))
    {
    }

private:
    double learn(const PairBatch &batch, std::size_t, const at::Tensor &vectors, at::Tensor gradient) override
    {
        if (m_params.layers == 0) {
            touchRows(0, batch.users);
            touchRows(0, batch.items);
            return addDirectauGradient(vectors, batch.users, batch.items, m_params.gamma, gradient);
        }
        graph().average(vectors, m_params.layers, m_all);
        m_byAll.zero_();
        const double loss = addDirectauGradient(m_all, batch.users, batch.items, m_params.gamma, m_byAll);
        graph().average(m_byAll, m_params.layers, gradient);
        return loss;
    }

    const DirectauParams &m_params;
    at::Tensor m_all;   ///< after propagation; empty without layers
    at::Tensor m_byAll; ///< the gradient by them
};

void DirectauRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks,
                                JobContext &job)
{
    DirectauLearner learner(*this, from.events, m_params, options);
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

const bool kRegistered = registerAlgorithm<DirectauRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "DirectAU"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Graph"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Vectors that lie near each other where shopper and product met and are spread evenly "
                                "otherwise: needs no negatives."),
             .paper = "Wang et al., Towards representation alignment and uniformity in collaborative filtering, "
                      "KDD 2022",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                          .source = "Wang et al. 2022, section 5.1",
                          .parameters = {{QStringLiteral("learning-rate"), 1e-3},
                                         {QStringLiteral("batch-size"), 256},
                                         {QStringLiteral("layers"), 0},
                                         {QStringLiteral("gamma"), 1}}}}});

} // namespace
} // namespace aisle
