#include "core/common/random.h"
#include "core/numeric/decomposition/embeddingof.h"
#include "core/recommend/factor/pairfoldin.h"
#include "core/recommend/fitting.h"
#include "core/recommend/graph/graphrecommender.h"
#include "core/recommend/knowledge/knowledgeparams.h"
#include "core/recommend/knowledge/translation.h"

#include <algorithm>
#include <numeric>

namespace aisle {
namespace {

struct CkeParams : OptimiserParams, FactParams
{
    CkeParams()
    {
        learningRate = 3e-3;
        batchSize = 1024;
        epochs = 100;
    }
    int factors = 64;
    int negatives = 8;
    double penalty = 3e-2;
};

const auto kTable = withOptimiser(withFacts(
    withFactors(ParamTable<CkeParams>{})
        .add("negatives", &CkeParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each pair that happened; 1 is pairwise ranking, as "
                                         "first published.")},
             {1, 1000, ParamScale::Log})
        .add("penalty", &CkeParams::penalty,
             {QT_TRANSLATE_NOOP("Param", "Penalty"),
              QT_TRANSLATE_NOOP("Param", "Weight of the squared length of a batch's own vectors in the loss.")},
             {0, 1})));

/// CKE (Zhang et al. 2016), of its sources of knowledge the structural one: a product's vector is one of its own and
/// that of its entity, which also learns the graph's facts by TransR. A shopper whom fit() did not see gets a vector by
/// pairwise steps with the products held fixed.
class CkeRecommender : public Algorithm<CkeRecommender, CkeParams, DotProductRecommender>, public FoldsIn
{
public:
    static constexpr const char *kId = "cke";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const
    {
        out.epoch(m_bestEpoch);
        out.array(m_users);
        out.array(items().values);
    }
    void read(SnapshotReader &in)
    {
        m_bestEpoch = in.epoch();
        m_users = in.wholeRows<float>(size());
        setItems(Embedding::of(in.array<float>(std::size_t(m_catalogue.size()) * size()), size()));
    }
    /// @param users  [shoppers x factors] @param products  [products x factors]
    void take(const at::Tensor &users, const at::Tensor &products)
    {
        m_users = toVector(users);
        setItems(embeddingOf(products));
    }

    double foldInSeconds(double visits) const override { return pairFoldInSeconds(visits, m_params.factors); }
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_users.size() + items().values.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override { return Embedding::of(m_users, size()); }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs), factors = m_params.factors,
                     rows = static_cast<double>(shape.users + shape.items + shape.entities);
        const double projection = m_params.translation == "transr" && shape.facts > 0 ? factors * factors * 4e-9 : 0;
        const double perPair = factors * (m_params.negatives + 2) * 1e-8 + projection;
        return {.seconds = 0.1 + m_params.epochs * pairs * perPair / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(
                    2e7 + rows * factors * 24 + m_params.batchSize * factors * (m_params.negatives + 6) * 12.0 +
                    (projection > 0 ? m_params.batchSize * factors * factors * 12 : 0))};
    }

protected:
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

private:
    std::size_t size() const { return static_cast<std::size_t>(m_params.factors); }

    std::vector<float> m_users; ///< [shoppers x factors]
    std::optional<int> m_bestEpoch;
};

/// What is learnt: vectors of shoppers, products and entities, and how relations lead.
struct CkeNetwork
{
    CkeNetwork(const Ingredients &from, const CkeParams &params, std::uint64_t seed)
        : facts(Facts::beside(from.graph.get(), from.events.userCount(), from.events.itemCount(), entityOfItem)),
          vectors(normalTensor({static_cast<std::int64_t>(facts.vertices), params.factors}, .1, deriveSeed(seed, 1))),
          translation(facts.relations, params.factors, params.translation == "transr", deriveSeed(seed, 2))
    {
    }
    std::vector<at::Tensor *> tensors()
    {
        auto all = translation.tensors();
        all.insert(all.begin(), &vectors);
        return all;
    }

    std::vector<std::int64_t> entityOfItem; ///< [products] row of `vectors`; -1: none
    Facts facts;
    at::Tensor vectors; ///< [shoppers + products + entities x factors]
    Translation translation;
};

class CkeLearner : public TensorLearner
{
public:
    CkeLearner(CkeRecommender &recommender, const TrainingSet &train, CkeNetwork &network, const CkeParams &params,
               const FitOptions &options)
        : TensorLearner(network.tensors(), params, options), m_recommender(recommender), m_train(train),
          m_network(network), m_params(params),
          m_batches(train.byUser(), params.negatives, params.batchSize, drawingShares(train.valuesByUser()))
    {
    }
    void publish() override
    {
        const at::NoGradGuard noGrad;
        const auto users = static_cast<std::int64_t>(m_train.userCount());
        std::vector<std::int64_t> products(m_train.itemCount());
        std::iota(products.begin(), products.end(), 0);
        m_recommender.take(m_network.vectors.detach().narrow(0, 0, users), gathered(rowsOf(products)));
    }

private:
    /// Rows of the vectors whose sums are products' vectors.
    struct Rows
    {
        std::vector<std::int64_t> own, entities;
        std::vector<std::int64_t> linked; ///< places in `own` of those that have an entity
    };
    Rows rowsOf(const std::vector<std::int64_t> &products) const
    {
        Rows rows;
        for (const auto product : products) {
            const auto entity = m_network.entityOfItem[static_cast<std::size_t>(product)];
            if (entity >= 0) {
                rows.linked.push_back(static_cast<std::int64_t>(rows.own.size()));
                rows.entities.push_back(entity);
            }
            rows.own.push_back(product + m_train.userCount());
        }
        return rows;
    }
    at::Tensor rowsAt(const std::vector<std::int64_t> &rows) const
    {
        return m_network.vectors.detach().index_select(0, indexTensor(rows, device()));
    }
    at::Tensor gathered(const Rows &rows) const
    {
        auto sums = rowsAt(rows.own);
        addRows(sums, rows.linked, rowsAt(rows.entities));
        return sums;
    }
    /// Adds gradients by products' vectors to what they are sums of.
    void scatter(const Rows &rows, const at::Tensor &gradients)
    {
        auto all = m_network.vectors.mutable_grad();
        addRows(all, rows.own, gradients);
        addRows(all, rows.entities, gradients.index_select(0, indexTensor(rows.linked, device())));
        touch(rows.own);
        touch(rows.entities);
    }
    void touch(const std::vector<std::int64_t> &rows) { touchRows(0, rows); }

    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_factSeed = deriveSeed(seed, kFactStream);
        return m_batches.begin(seed);
    }
    StepResult step(std::size_t number) override
    {
        const at::NoGradGuard noGrad;
        const auto batch = m_batches.batch(number);
        const double loss = rank(batch);
        learnFacts(number, batch.size());
        return {.loss = loss, .samples = batch.size()};
    }
    double rank(const PairBatch &batch);
    void learnFacts(std::size_t number, std::size_t count)
    {
        if (m_params.knowledgeWeight <= 0)
            return;
        const auto facts = drawFacts(m_network.facts, factsBeside(m_network.facts, count, m_train.byUser().entries()),
                                     deriveSeed(m_factSeed, number));
        m_network.translation.learn(m_network.vectors, facts, m_params.knowledgeWeight,
                                    m_network.vectors.mutable_grad());
        for (const auto *rows : {&facts.heads, &facts.tails, &facts.wrong})
            touch(*rows);
    }

    CkeRecommender &m_recommender;
    const TrainingSet &m_train;
    CkeNetwork &m_network;
    const CkeParams &m_params;
    PairBatches m_batches;
    std::uint64_t m_factSeed = 0;
};

double CkeLearner::rank(const PairBatch &batch)
{
    auto products = batch.items;
    products.insert(products.end(), batch.negatives.begin(), batch.negatives.end());
    const auto rows = rowsOf(products);
    const auto all = at::cat({rowsAt(batch.users), gathered(rows)});
    std::vector<std::int64_t> places(static_cast<std::size_t>(all.size(0)));
    std::iota(places.begin(), places.end(), 0);
    const auto pairs = batch.size();
    const std::span place(places);
    auto gradient = at::zeros_like(all);
    const double loss =
        addPairwiseGradient(all, place.first(pairs), place.subspan(pairs, pairs), place.subspan(2 * pairs), gradient);
    gradient.add_(all, m_params.penalty / static_cast<double>(std::max<std::size_t>(1, pairs)));
    const auto users = static_cast<std::int64_t>(pairs);
    addRows(m_network.vectors.mutable_grad(), batch.users, gradient.narrow(0, 0, users));
    touch(batch.users);
    scatter(rows, gradient.narrow(0, users, all.size(0) - users));
    return loss;
}

void CkeRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto vector = vectors.subspan(p * size(), size());
            if (const auto user = requests[p]->user; user && user->value < m_users.size() / size())
                std::copy_n(m_users.begin() + static_cast<std::ptrdiff_t>(user->value * size()), size(),
                            vector.begin());
            else
                foldInByPairs(items(), requests[p]->history, vector);
        }
    });
}

void CkeRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
{
    CkeNetwork network(from, m_params, options.seed);
    CkeLearner learner(*this, from.events, network, m_params, options);
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

const bool kRegistered = registerAlgorithm<CkeRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "CKE"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Knowledge"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "Matrix factorisation whose products share vectors with their entities in a "
                                          "knowledge graph, which learn its facts as well."),
             .paper = "Zhang et al., Collaborative knowledge base embedding for recommender systems, KDD 2016",
             .needs = {Need::Graph}});

} // namespace
} // namespace aisle
