#include "core/common/random.h"
#include "core/recommend/fitting.h"
#include "core/recommend/graph/graphrecommender.h"
#include "core/recommend/knowledge/knowledgeparams.h"
#include "core/recommend/knowledge/translation.h"

#include <utility>

namespace aisle {
namespace {

struct KgatParams : GraphParams, FactParams
{
    KgatParams()
    {
        learningRate = 1e-2;
        batchSize = 2048;
        epochs = 100;
    }
    int negatives = 8;
    double edgeWeight = .3;
    bool attention = true;
};

const auto kTable = withPenalty(withFacts(
    withGraph(ParamTable<KgatParams>{})
        .add("negatives", &KgatParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each pair that happened; 1 is pairwise ranking, as "
                                         "first published.")},
             {1, 1000, ParamScale::Log})
        .add("edge-weight", &KgatParams::edgeWeight,
             {QT_TRANSLATE_NOOP("Param", "Weight of an edge"),
              QT_TRANSLATE_NOOP("Param", "What a fact of the knowledge graph counts beside a pair of shopper and "
                                         "product when vectors are gathered; 0: nothing.")},
             {0, 10, ParamScale::Log})
        .add("attention", &KgatParams::attention,
             {QT_TRANSLATE_NOOP("Param", "Attention"),
              QT_TRANSLATE_NOOP("Param", "A vertex gathers more along the facts whose ends lie near each other in the "
                                         "relation's space; else along all alike.")})));

/// KGAT (Wang et al. 2019): shoppers, products and the entities of a knowledge graph are the vertices of one graph,
/// along which all vectors are propagated whole; facts weigh by an attention that is refreshed with each epoch and
/// learnt from the facts themselves. Layers are averaged without transformations, as LightGCN does (He et al. 2020),
/// and attention is shared by both ends of a fact, so that gradients go the same way back.
class KgatRecommender : public Algorithm<KgatRecommender, KgatParams, GraphRecommender>
{
public:
    static constexpr const char *kId = "kgat";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.newItem = ColdStart::Content, .iterative = true, .usesDevice = true};
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
        auto all = averagedEstimate(shape, static_cast<double>(shape.facts), static_cast<double>(shape.entities),
                                    m_params, m_params.negatives);
        if (m_params.translation == "transr" && shape.facts > 0) {
            const double square = static_cast<double>(m_params.factors) * m_params.factors;
            all.seconds += m_params.epochs * static_cast<double>(shape.pairs) * square * 4e-9;
            all.memoryBytes += static_cast<std::int64_t>(m_params.batchSize * square * 12);
        }
        return all;
    }
};

class KgatLearner : public GraphLearner
{
public:
    KgatLearner(KgatRecommender &recommender, const TrainingSet &train, const KgatParams &params, const Facts &facts,
                Translation &translation, const FitOptions &options)
        : GraphLearner(
              recommender, train, params, params.negatives, options,
              BipartiteGraph(train, symmetricRows(alike(facts, params), facts.vertices), torchDevice(options.device)),
              translation.tensors()),
          m_train(train), m_params(params), m_facts(facts), m_translation(translation)
    {
    }
    void publish() override
    {
        attend();
        m_isFresh = true;
        GraphLearner::publish();
    }

private:
    static std::vector<VertexEdge> alike(const Facts &facts, const KgatParams &params)
    {
        std::vector<VertexEdge> edges;
        for (const auto &triple : facts.triples)
            edges.push_back({triple.head, triple.tail, static_cast<float>(params.edgeWeight)});
        return edges;
    }
    std::size_t beginEpoch(int number, std::uint64_t seed) override
    {
        m_factSeed = deriveSeed(seed, kFactStream);
        if (!std::exchange(m_isFresh, false)) // else publish() has just done it
            attend();
        return GraphLearner::beginEpoch(number, seed);
    }
    double learn(const PairBatch &batch, std::size_t number, const at::Tensor &vectors, at::Tensor gradient) override
    {
        const double loss = GraphLearner::learn(batch, number, vectors, gradient);
        if (m_params.knowledgeWeight > 0)
            m_translation.learn(vectors,
                                drawFacts(m_facts, factsBeside(m_facts, batch.size(), m_train.byUser().entries()),
                                          deriveSeed(m_factSeed, number)),
                                m_params.knowledgeWeight, gradient);
        return loss;
    }
    /// Weighs the facts anew, by the vectors as they are.
    void attend()
    {
        if (!m_params.attention || m_params.edgeWeight <= 0 || m_facts.triples.empty())
            return;
        auto edges = alike(m_facts, m_params);
        const auto shares = toVector(attentionOf(m_facts, m_translation, vectors()));
        for (std::size_t f = 0; f < edges.size(); ++f)
            edges[f].value *= shares[f];
        graph() = BipartiteGraph(m_train, symmetricRows(edges, m_facts.vertices), device());
    }

    bool m_isFresh = false; ///< the graph is weighed by the vectors as they are
    const TrainingSet &m_train;
    const KgatParams &m_params;
    const Facts &m_facts;
    Translation &m_translation;
    std::uint64_t m_factSeed = 0;
};

void KgatRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
{
    const auto facts = Facts::joined(from.graph.get(), from.events.userCount(), from.events.itemCount());
    Translation translation(facts.relations, m_params.factors, m_params.translation == "transr",
                            deriveSeed(options.seed, 2));
    KgatLearner learner(*this, from.events, m_params, facts, translation, options);
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

const bool kRegistered = registerAlgorithm<KgatRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "KGAT"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Knowledge"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Vectors averaged along one graph of shoppers, products and a knowledge graph, facts "
                                "weighing by attention: for products that have few events and many facts."),
             .paper = "Wang et al., KGAT: Knowledge graph attention network for recommendation, KDD 2019",
             .needs = {Need::Graph}});

} // namespace
} // namespace aisle
