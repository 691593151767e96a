#include "core/params/paramtable.h"
#include "core/recommend/graphrecommender.h"
#include "core/recommend/pairbatches.h"
#include "core/recommend/tensorlearner.h"

#include <algorithm>

namespace aisle {
namespace {

struct LightgcnParams : OptimiserParams
{
    LightgcnParams()
    {
        learningRate = 1e-2;
        batchSize = 2048;
        epochs = 100;
    }
    int factors = 64;
    int layers = 3;
    int negatives = 8;
    double penalty = 1e-3;
};

const auto kTable = withOptimiser(
    ParamTable<LightgcnParams>{}
        .add("factors", &LightgcnParams::factors,
             {QT_TRANSLATE_NOOP("Param", "Factors"),
              QT_TRANSLATE_NOOP("Param", "Length of a shopper's and a product's vector.")},
             {1, 1024, ParamScale::PowerOfTwo})
        .add("layers", &LightgcnParams::layers,
             {QT_TRANSLATE_NOOP("Param", "Layers"),
              QT_TRANSLATE_NOOP("Param", "How many steps along the graph a vector gathers from.")},
             {1, 8})
        .add("negatives", &LightgcnParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each pair that happened; 1 is pairwise ranking, as "
                                         "first published.")},
             {1, 1000, ParamScale::Log})
        .add("penalty", &LightgcnParams::penalty,
             {QT_TRANSLATE_NOOP("Param", "Penalty"),
              QT_TRANSLATE_NOOP("Param", "Weight of the squared length of a batch's own vectors in the loss.")},
             {0, 1}));

/// LightGCN: shoppers' and products' vectors are averaged over some propagations along the graph of who had what, and
/// learnt by pairwise ranking (He et al. 2020). The whole graph is propagated once forward and once back a step.
class LightgcnRecommender : public Algorithm<LightgcnRecommender, LightgcnParams, GraphRecommender>
{
public:
    static constexpr const char *kId = "lightgcn";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const TrainingSet &train, const FitOptions &options, JobContext &job);
    void write(SnapshotWriter &out) const { writeVectors(out); }
    void read(SnapshotReader &in) { readVectors(in, static_cast<std::uint32_t>(m_params.factors)); }
    void take(BipartiteGraph &graph, const at::Tensor &vectors, const TrainingSet &train)
    {
        const c10::InferenceMode inference;
        const auto earlier = graph.average(vectors, m_params.layers - 1) * m_params.layers;
        const auto all = (graph.propagate(earlier) + vectors) / (m_params.layers + 1);
        GraphRecommender::take(all, earlier / (m_params.layers + 1), train);
    }

    Traits traits() const override { return {.iterative = true}; }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs),
                     numbers = static_cast<double>(shape.users + shape.items) * m_params.factors;
        const double steps = std::max(1.0, pairs / m_params.batchSize);
        const double sums = 4.0 * pairs * m_params.layers * m_params.factors;
        const double step = (sums * 1.6e-10 + numbers * 6e-9) / threadCount();
        const double perPair = m_params.factors * (m_params.negatives + 2) * 4e-9;
        return {.seconds = 0.1 + m_params.epochs * (steps * step + pairs * perPair),
                .memoryBytes = static_cast<std::int64_t>(numbers * 36 + pairs * 40)};
    }
};

class LightgcnLearner : public TensorLearner
{
public:
    LightgcnLearner(LightgcnRecommender &recommender, const TrainingSet &train, const LightgcnParams &params,
                    const FitOptions &options)
        : LightgcnLearner(
              recommender, train, params, options,
              std::make_unique<at::Tensor>(normalTensor(
                  {std::int64_t(train.userCount()) + train.itemCount(), params.factors}, 0.1, options.seed)))
    {
    }
    const Recommender &current() override
    {
        m_recommender.take(m_graph, m_vectors->detach(), m_train);
        return m_recommender;
    }

private:
    LightgcnLearner(LightgcnRecommender &recommender, const TrainingSet &train, const LightgcnParams &params,
                    const FitOptions &options, std::unique_ptr<at::Tensor> vectors)
        : TensorLearner({vectors.get()}, params, options), m_recommender(recommender), m_train(train), m_params(params),
          m_vectors(std::move(vectors)), m_graph(train.byUser(), train.byItem(), device()),
          m_batches(train.byUser(), params.negatives, params.batchSize), m_final(at::empty_like(m_vectors->detach())),
          m_gradient(at::empty_like(m_final))
    {
    }
    std::size_t beginEpoch(int, std::uint64_t seed) override { return m_batches.begin(seed); }
    StepResult step(std::size_t number) override
    {
        const at::NoGradGuard noGrad;
        auto batch = m_batches.batch(number);
        for (auto *items : {&batch.items, &batch.negatives})
            for (auto &item : *items)
                item += m_graph.userCount();
        const auto vectors = m_vectors->detach();
        m_graph.average(vectors, m_params.layers, m_final);
        m_gradient.zero_();
        const double loss = addPairwiseGradient(m_final, batch.users, batch.items, batch.negatives, m_gradient);
        auto total = m_vectors->mutable_grad();
        m_graph.average(m_gradient, m_params.layers, total);
        if (m_params.penalty > 0)
            for (const auto *vertices : {&batch.users, &batch.items, &batch.negatives})
                addRows(total, *vertices, vectors.index_select(0, indexTensor(*vertices, device())),
                        m_params.penalty / static_cast<double>(batch.size()));
        return {.loss = loss, .samples = batch.size()};
    }

    LightgcnRecommender &m_recommender;
    const TrainingSet &m_train;
    const LightgcnParams &m_params;
    std::unique_ptr<at::Tensor> m_vectors; ///< [shoppers + products x factors]
    BipartiteGraph m_graph;
    PairBatches m_batches;
    at::Tensor m_final;    ///< after propagation
    at::Tensor m_gradient; ///< by them
};

void LightgcnRecommender::learn(const TrainingSet &train, const FitOptions &options, JobContext &job)
{
    LightgcnLearner learner(*this, train, m_params, options);
    m_bestEpoch = aisle::train(learner, m_params.epochs, options, job);
    learner.current();
}

const bool kRegistered = registerRecommender(
    {.id = LightgcnRecommender::kId,
     .name = QT_TRANSLATE_NOOP("Recommender", "LightGCN"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Graph"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "Vectors averaged along the graph of who had what: strong where shoppers have few "
                                  "events each."),
     .paper = "He et al., LightGCN: Simplifying and powering graph convolution network for recommendation, SIGIR 2020",
     .needs = {},
     .personal = true,
     .deterministic = true,
     .schema = kTable.schema(),
     .presets = {{.id = "as-published",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                  .source = "He et al. 2020, section 4.1",
                  .parameters = {{QStringLiteral("learning-rate"), 1e-3},
                                 {QStringLiteral("batch-size"), 2048},
                                 {QStringLiteral("layers"), 3},
                                 {QStringLiteral("negatives"), 1},
                                 {QStringLiteral("penalty"), 1e-4},
                                 {QStringLiteral("l2"), 0},
                                 {QStringLiteral("epochs"), 1000}}}},
     .make = makerOf<LightgcnRecommender>(kTable)});

} // namespace
} // namespace aisle
