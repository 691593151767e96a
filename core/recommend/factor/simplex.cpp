#include "core/common/random.h"
#include "core/numeric/sparsetensor.h"
#include "core/numeric/tensorlearner.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/fitting.h"
#include "core/recommend/pairbatches.h"
#include "core/recommend/pairvalues.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct SimplexParams : OptimiserParams
{
    SimplexParams()
    {
        learningRate = 3e-3;
        batchSize = 1024;
        epochs = 100;
    }
    int factors = 64;
    int negatives = 500;
    double margin = 0.2;
    double negativeWeight = 10;
    double own = 0.5;
};

const auto kTable = withOptimiser(
    withFactors(ParamTable<SimplexParams>{})
        .add("negatives", &SimplexParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each batch; what a shopper has is left out.")},
             {1, 20000, ParamScale::Log})
        .add("margin", &SimplexParams::margin,
             {QT_TRANSLATE_NOOP("Param", "Margin"),
              QT_TRANSLATE_NOOP("Param", "Cosine up to which a negative costs nothing.")},
             {-1, 1})
        .add("negative-weight", &SimplexParams::negativeWeight,
             {QT_TRANSLATE_NOOP("Param", "Weight of negatives"),
              QT_TRANSLATE_NOOP("Param", "Of the mean cost of the negatives beside the positive's.")},
             {0.1, 10000, ParamScale::Log})
        .add(
            "own", &SimplexParams::own,
            {QT_TRANSLATE_NOOP("Param", "Own vector"),
             QT_TRANSLATE_NOOP("Param", "Weight of a shopper's own vector beside the mean of the history's products.")},
            {0, 1}));

struct Simplex
{
    at::Tensor users; ///< [shoppers x size]
    at::Tensor items; ///< [products x size]
    at::Tensor turn;  ///< [size x size] from the mean of the products to a shopper
    std::vector<at::Tensor *> tensors() { return {&users, &items, &turn}; }
};

Simplex makeSimplex(std::int64_t users, std::int64_t items, std::int64_t size, std::uint64_t seed)
{
    const double deviation = 1 / std::sqrt(static_cast<double>(size));
    return {normalTensor({users, size}, deviation, deriveSeed(seed, 1)),
            normalTensor({items, size}, deviation, deriveSeed(seed, 2)),
            at::eye(size) + normalTensor({size, size}, 0.1 * deviation, deriveSeed(seed, 3))};
}

at::Tensor unit(const at::Tensor &rows)
{
    return rows / rows.norm(2, {1}, true).clamp_min(1e-8);
}

/// SimpleX: cosines of a shopper's vector (their own and the mean of their products) with the products', learnt by a
/// contrastive loss with a margin over many negatives (Mao et al. 2021). A shopper whom fit() did not see is the mean
/// of the history's products alone.
class SimplexRecommender : public Algorithm<SimplexRecommender, SimplexParams, DotProductRecommender>
{
public:
    static constexpr const char *kId = "simplex";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);
    void take(const Simplex &model)
    {
        m_users = toVector(model.users);
        m_turn = toVector(model.turn.t());
        m_raw = toVector(model.items);
        setRanked();
    }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs), size = m_params.factors,
                     numbers = static_cast<double>(shape.users + shape.items) * size;
        const double history = pairs / std::max(1.0, static_cast<double>(shape.users));
        const double perPair =
            6 * size * m_params.negatives * 2e-11 + m_params.negatives * 6e-9 + history * size * 4e-10;
        return {.seconds = 0.1 + m_params.epochs * pairs * perPair / threadCount(),
                .memoryBytes =
                    static_cast<std::int64_t>(2e7 + numbers * 12 + pairs * 12 +
                                              16.0 * std::min<double>(m_params.batchSize, pairs) * m_params.negatives)};
    }
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_users.size() + m_raw.size() + m_turn.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override
    {
        return Embedding::of(m_users, static_cast<std::size_t>(m_params.factors));
    }

protected:
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

private:
    void setRanked();
    std::vector<float> m_users; ///< [shoppers x size]
    std::vector<float> m_raw;   ///< [products x size]; those ranked by are of unit length
    std::vector<float> m_turn;  ///< [size x size], row-major, from the mean's side
    std::optional<int> m_bestEpoch;
};

class SimplexLearner : public TensorLearner
{
public:
    SimplexLearner(SimplexRecommender &recommender, const TrainingSet &train, const SimplexParams &params,
                   const FitOptions &options, std::unique_ptr<Simplex> model)
        : TensorLearner(model->tensors(), params, options), m_recommender(recommender), m_pairs(train.byUser()),
          m_params(params), m_model(std::move(model)),
          m_batches(m_pairs, 0, params.batchSize, drawingShares(train.valuesByUser()))
    {
    }
    void publish() override
    {
        m_recommender.take({m_model->users.detach(), m_model->items.detach(), m_model->turn.detach()});
    }

private:
    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_epochSeed = seed;
        return m_batches.begin(seed);
    }
    StepResult step(std::size_t number) override
    {
        const auto batch = m_batches.batch(number);
        const auto shared = drawShared(m_pairs, batch.users, static_cast<std::size_t>(m_params.negatives),
                                       deriveSeed(deriveSeed(m_epochSeed, 1), number));
        const auto past = historyMeans(m_pairs, batch);
        const auto items = m_model->items.detach();
        const auto leaf = [this](const at::Tensor &table, std::span<const std::int64_t> rows) {
            return table.detach().index_select(0, indexTensor(rows, device())).requires_grad_();
        };
        const auto own = leaf(m_model->users, batch.users), positive = leaf(m_model->items, batch.items),
                   negative = leaf(m_model->items, shared.items);
        const auto mean = sparseProduct(past, items).requires_grad_();
        const auto user = unit(own * m_params.own + at::mm(mean, m_model->turn) * (1 - m_params.own));
        const auto near = (user * unit(positive)).sum(1);
        auto weights = at::ones({static_cast<std::int64_t>(batch.size() * shared.items.size())}, own.options());
        weights.index_fill_(0, indexTensor(shared.forbidden, device()), 0);
        weights = weights.view({own.size(0), negative.size(0)});
        const auto over = (at::mm(user, unit(negative).t()) - m_params.margin).clamp_min(0) * weights;
        const auto counts = weights.sum(1).clamp_min(1);
        const auto loss = ((1 - near) + m_params.negativeWeight * over.sum(1) / counts).mean();
        loss.backward();
        addRows(m_model->users.mutable_grad(), batch.users, own.grad());
        auto itemGradient = m_model->items.mutable_grad();
        addRows(itemGradient, batch.items, positive.grad());
        addRows(itemGradient, shared.items, negative.grad());
        addTransposedProduct(past, mean.grad(), 1, itemGradient);
        touchRows(0, batch.users);
        touchRows(1, batch.items);
        touchRows(1, shared.items);
        touchRows(1, std::vector<std::int64_t>(past.columns.begin(), past.columns.end()));
        return {.loss = loss.item<double>() * static_cast<double>(batch.size()), .samples = batch.size()};
    }

    SimplexRecommender &m_recommender;
    const SparseRows &m_pairs;
    const SimplexParams &m_params;
    std::unique_ptr<Simplex> m_model;
    PairBatches m_batches;
    std::uint64_t m_epochSeed = 0;
};

void SimplexRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks,
                               JobContext &job)
{
    auto start = makeSimplex(from.events.userCount(), from.events.itemCount(), m_params.factors, options.seed);
    SimplexLearner learner(*this, from.events, m_params, options, std::make_unique<Simplex>(std::move(start)));
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

void SimplexRecommender::setRanked()
{
    const auto size = static_cast<std::size_t>(m_params.factors);
    auto values = m_raw;
    for (std::size_t i = 0; i * size < values.size(); ++i) {
        float *row = values.data() + i * size;
        const float length = std::max(1e-8F, std::sqrt(kernels::dot(row, row, size)));
        for (std::size_t f = 0; f < size; ++f)
            row[f] /= length;
    }
    setItems(Embedding::of(std::move(values), size));
}

void SimplexRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    const auto size = static_cast<std::size_t>(m_params.factors);
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        std::vector<float> mean(size);
        for (auto p = begin; p < end; ++p) {
            float *vector = vectors.data() + p * size;
            std::ranges::fill(mean, 0.0F);
            const auto seen = distinctItems(requests[p]->history);
            for (const auto item : seen)
                kernels::addScaled(mean.data(), m_raw.data() + item.value * size, 1 / static_cast<float>(seen.size()),
                                   size);
            for (std::size_t f = 0; f < size; ++f)
                vector[f] =
                    static_cast<float>(1 - m_params.own) * kernels::dot(mean.data(), m_turn.data() + f * size, size);
            if (const auto user = requests[p]->user; user && user->value < m_users.size() / size)
                kernels::addScaled(vector, m_users.data() + user->value * size, static_cast<float>(m_params.own), size);
            const float length = std::max(1e-8F, std::sqrt(kernels::dot(vector, vector, size)));
            for (std::size_t f = 0; f < size; ++f)
                vector[f] /= length;
        }
    });
}

void SimplexRecommender::write(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    for (const auto *values : {&m_users, &m_raw, &m_turn})
        out.array(*values);
}

void SimplexRecommender::read(SnapshotReader &in)
{
    const auto size = static_cast<std::size_t>(m_params.factors);
    m_bestEpoch = in.epoch();
    m_users = in.wholeRows<float>(size);
    m_raw = in.array<float>(m_catalogue.size() * size);
    m_turn = in.array<float>(size * size);
    setRanked();
}

const bool kRegistered = registerAlgorithm<SimplexRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "SimpleX"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Cosines learnt against very many negatives: a plain model that a better loss "
                                "makes strong, and new shoppers need no training."),
             .paper = "Mao et al., SimpleX: A simple and strong baseline for collaborative filtering, CIKM 2021",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                          .source = "Mao et al. 2021, Amazon-Books and Gowalla",
                          .parameters = {{QStringLiteral("learning-rate"), 1e-4},
                                         {QStringLiteral("batch-size"), 1024},
                                         {QStringLiteral("negatives"), 1000},
                                         {QStringLiteral("margin"), 0.4},
                                         {QStringLiteral("negative-weight"), 300}}}}});

} // namespace
} // namespace aisle
