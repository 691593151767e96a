#include "core/common/random.h"
#include "core/recommend/fitting.h"
#include "core/recommend/graph/graphrecommender.h"
#include "core/recommend/graph/ultragcnloss.h"
#include "core/recommend/neighbour/neighbourhood.h"

#include <algorithm>

namespace aisle {
namespace {

struct UltragcnParams : GraphParams
{
    UltragcnParams()
    {
        learningRate = 1e-2;
        batchSize = 256;
        epochs = 100;
        layers = 0;
        penalty = 0.1;
    }
    int negatives = 500;
    double negativeWeight = 10;
    double constraint = 0;
    double negativeConstraint = 0;
    int neighbours = 10;
    double itemWeight = 1;
};

const auto kTable = withPenalty(
    withFactors(ParamTable<UltragcnParams>{})
        .add("negatives", &UltragcnParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each batch; what a shopper has is left out.")},
             {1, 20000, ParamScale::Log})
        .add("negative-weight", &UltragcnParams::negativeWeight,
             {QT_TRANSLATE_NOOP("Param", "Weight of negatives"),
              QT_TRANSLATE_NOOP("Param", "Of the mean cost of the negatives beside the positive's.")},
             {0.1, 10000, ParamScale::Log})
        .add("constraint", &UltragcnParams::constraint,
             {QT_TRANSLATE_NOOP("Param", "Constraint"),
              QT_TRANSLATE_NOOP("Param", "How far pairs weigh as in a graph propagated without end, in which those of "
                                         "rare products and of shoppers with few weigh more; 0: all alike.")},
             {0, 1})
        .add("negative-constraint", &UltragcnParams::negativeConstraint,
             {QT_TRANSLATE_NOOP("Param", "Constraint of negatives"),
              QT_TRANSLATE_NOOP("Param", "The same of the pairs that did not happen.")},
             {0, 1})
        .add("neighbours", &UltragcnParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "Products that a shopper of one product is drawn to as well.")},
             {1, 1000, ParamScale::Log})
        .add("item-weight", &UltragcnParams::itemWeight,
             {QT_TRANSLATE_NOOP("Param", "Weight of neighbours"),
              QT_TRANSLATE_NOOP("Param", "Of the cost along the graph of products beside that of the pairs; 0: none.")},
             {0, 100, ParamScale::Log}));

/// UltraGCN: vectors learnt by weighted losses that stand for endless propagation, so that nothing is propagated (Mao
/// et al. 2021). Negatives are drawn once a batch and shared. A new shopper is what one propagation makes of the
/// history, turned as it best gives the vectors of those who were learnt.
class UltragcnRecommender : public Algorithm<UltragcnRecommender, UltragcnParams, GraphRecommender>
{
public:
    static constexpr const char *kId = "ultragcn";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const { writeVectors(out); }
    void read(SnapshotReader &in) { readVectors(in, static_cast<std::uint32_t>(m_params.factors)); }
    void take(BipartiteGraph &graph, const at::Tensor &vectors, const TrainingSet &train) override
    {
        const c10::InferenceMode inference;
        const auto heard = graph.propagate(vectors).narrow(0, 0, graph.userCount()),
                   users = vectors.narrow(0, 0, graph.userCount());
        setVertices(graph, vectors, at::mm(vectors, leastSquares(heard, users)), train);
    }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs), size = m_params.factors,
                     numbers = static_cast<double>(shape.users + shape.items) * size;
        const double negatives = std::min<double>(m_params.negatives, static_cast<double>(shape.items));
        const double perPair = negatives * (6 * size * 2e-11 + 1.2e-8) + m_params.neighbours * size * 4e-9;
        const auto graph = nearestEstimate(shape, static_cast<std::size_t>(m_params.neighbours));
        return {.seconds = 0.1 + graph.seconds + m_params.epochs * pairs * perPair / threadCount(),
                .memoryBytes = graph.memoryBytes +
                               static_cast<std::int64_t>(2e7 + numbers * 24 + pairs * 40 +
                                                         std::min<double>(m_params.batchSize, pairs) *
                                                             (negatives * 24 + m_params.neighbours * size * 12.0))};
    }
};

class UltragcnLearner : public GraphLearner
{
public:
    UltragcnLearner(UltragcnRecommender &recommender, const TrainingSet &train, const UltragcnParams &params,
                    const FitOptions &options, const UltragcnLoss &loss)
        : GraphLearner(recommender, train, params, 0, options), m_pairs(train.byUser()),
          m_negatives(static_cast<std::size_t>(params.negatives)), m_loss(loss)
    {
    }

private:
    std::size_t beginEpoch(int number, std::uint64_t seed) override
    {
        m_drawing = deriveSeed(seed, 1);
        return GraphLearner::beginEpoch(number, seed);
    }
    double learn(const PairBatch &batch, std::size_t number, const at::Tensor &vectors, at::Tensor gradient) override
    {
        auto negatives = drawShared(m_pairs, batch.users, m_negatives, deriveSeed(m_drawing, number));
        for (auto &item : negatives.items)
            item += graph().userCount();
        const auto near = m_loss.near(batch.items);
        touchRows(0, batch.users);
        touchRows(0, batch.items);
        touchRows(0, negatives.items);
        touchRows(0, near.vertices);
        return m_loss.addGradient(vectors, batch, negatives, near, gradient);
    }

    const SparseRows &m_pairs;
    std::size_t m_negatives;
    const UltragcnLoss &m_loss;
    std::uint64_t m_drawing = 0;
};

void UltragcnRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks,
                                JobContext &job)
{
    PartOfJob finding(job, 0, .1), learning(job, .1, 1);
    const UltragcnLoss loss(from.events,
                            {.constraint = m_params.constraint,
                             .negativeConstraint = m_params.negativeConstraint,
                             .negatives = m_params.negativeWeight,
                             .items = m_params.itemWeight},
                            m_params.neighbours, torchDevice(options.device), finding);
    UltragcnLearner learner(*this, from.events, m_params, options, loss);
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, learning);
}

const bool kRegistered = registerAlgorithm<UltragcnRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "UltraGCN"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Graph"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Learns what a graph network would become without propagating anything, by weighing "
                                "pairs and drawing shoppers to the neighbours of what they have: for large logs."),
             .paper = "Mao et al., UltraGCN: Ultra simplification of graph convolutional networks for "
                      "recommendation, CIKM 2021",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published for Gowalla"),
                          .source = "Mao et al. 2021, the authors' settings",
                          .parameters = {{QStringLiteral("learning-rate"), 1e-4},
                                         {QStringLiteral("batch-size"), 512},
                                         {QStringLiteral("negatives"), 1500},
                                         {QStringLiteral("negative-weight"), 300},
                                         {QStringLiteral("constraint"), 1},
                                         {QStringLiteral("negative-constraint"), 1},
                                         {QStringLiteral("neighbours"), 10},
                                         {QStringLiteral("item-weight"), 5e-4},
                                         {QStringLiteral("penalty"), 1e-4},
                                         {QStringLiteral("epochs"), 2000}}}}});

} // namespace
} // namespace aisle
