#include "core/common/random.h"
#include "core/numeric/decomposition/embeddingof.h"
#include "core/numeric/machinespeed.h"
#include "core/numeric/sparsetensor.h"
#include "core/numeric/tensorlearner.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/factor/pairfactors.h"
#include "core/recommend/fitting.h"
#include "core/recommend/itemlosses.h"

#include <algorithm>
#include <numeric>

namespace aisle {
namespace {

constexpr std::size_t kFoldInSteps = 600; ///< at least, of a history

struct FpmcParams : LossParams
{
    FpmcParams()
    {
        learningRate = 5e-3;
        batchSize = 512;
        epochs = 30;
    }
    int factors = 64;
    int context = 3;
    double dropout = 0.5;
};

const auto kTable = withOptimiser(
    withLoss(withFactors(ParamTable<FpmcParams>{})
                 .add("context", &FpmcParams::context,
                      {QT_TRANSLATE_NOOP("Param", "Context"),
                       QT_TRANSLATE_NOOP("Param", "How many of the latest products the next one follows from. What "
                                                  "came at the same moment does not count.")},
                      {1, 100, ParamScale::Log}))
        .add("dropout", &FpmcParams::dropout,
             {QT_TRANSLATE_NOOP("Param", "Dropout"),
              QT_TRANSLATE_NOOP("Param", "Share of numbers left out at random while training.")},
             {0, 0.9}));

struct MarkovFactors
{
    at::Tensor users;    ///< [shoppers x size]
    at::Tensor previous; ///< [products x size] as what came before
    at::Tensor items;    ///< [products x 2 size + 1] beside a shopper, beside what came before, and the bias
    std::vector<at::Tensor *> tensors() { return {&users, &previous, &items}; }
};

MarkovFactors makeMarkovFactors(std::int64_t users, std::int64_t items, std::int64_t size, std::uint64_t seed)
{
    constexpr double kDeviation = 0.1;
    MarkovFactors factors{.users = normalTensor({users, size}, kDeviation, deriveSeed(seed, 1)),
                          .previous = normalTensor({items, size}, kDeviation, deriveSeed(seed, 2)),
                          .items = normalTensor({items, 2 * size + 1}, kDeviation, deriveSeed(seed, 3))};
    factors.items.select(1, 2 * size).zero_();
    return factors;
}

/// The latest `most` products before the event at `place`, or before what is still to come; none of its own moment or
/// instant.
std::span<const Visit> contextOf(std::span<const Visit> history, std::size_t place, int most)
{
    auto end = place;
    const auto isWith = [&](const Visit &visit) {
        const auto &own = history[place];
        return isSameMoment(visit, own) || (own.at != kNoTime && visit.at == own.at);
    };
    if (place < history.size())
        while (end > 0 && isWith(history[end - 1]))
            --end;
    const auto begin = end - std::min(end, static_cast<std::size_t>(most));
    return history.subspan(begin, end - begin);
}

/// Factorised personalised Markov chains (Rendle et al. 2010): a product's score is what the shopper's vector says of
/// it plus the mean of what the products just before say of it. Learnt over the catalogue by the losses of the sequence
/// recommenders; a shopper whom fit() did not see gets a vector by pairwise steps with the products held fixed.
class FpmcRecommender : public Algorithm<FpmcRecommender, FpmcParams, DotProductRecommender>, public FoldsIn
{
public:
    static constexpr const char *kId = "fpmc";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);
    void take(const MarkovFactors &factors)
    {
        m_users = toVector(factors.users);
        m_previous = toVector(factors.previous);
        setItems(embeddingOf(factors.items));
    }

    double foldInSeconds(double visits) const override
    {
        return std::max<double>(kFoldInSteps, 10 * visits) * (30 + 1.2 * m_params.factors) * 1e-9;
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double numbers = static_cast<double>(shape.users) * m_params.factors +
                               static_cast<double>(shape.items) * (3 * m_params.factors + 1);
        const double loss = lossSeconds(m_params, shape, 2 * m_params.factors + 1);
        return {.seconds = 0.1 + m_params.epochs * loss / smallBatchSpeedUp(),
                .memoryBytes = static_cast<std::int64_t>(1.1e7 + numbers * 20 + static_cast<double>(shape.events) * 8)};
    }
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_users.size() + m_previous.size() + items().values.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override { return Embedding::of(m_users, size()); }

protected:
    std::uint32_t biasColumns() const override { return 1; }
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

private:
    std::size_t size() const { return static_cast<std::size_t>(m_params.factors); }
    void foldIn(std::span<const Visit> history, std::span<float> vector) const;
    void addContext(std::span<const Visit> history, std::size_t place, std::span<float> vector) const;

    std::vector<float> m_users;    ///< [shoppers x size]
    std::vector<float> m_previous; ///< [products x size]
    std::optional<int> m_bestEpoch;
};

class FpmcLearner : public TensorLearner
{
public:
    FpmcLearner(FpmcRecommender &recommender, const TrainingSet &train, const FpmcParams &params,
                const FitOptions &options, std::unique_ptr<MarkovFactors> factors)
        : TensorLearner(factors->tensors(), params, options), m_recommender(recommender), m_train(train),
          m_params(params), m_factors(std::move(factors)), m_loss(train, lossOptions(params, train.itemCount()))
    {
        setDropout(params.dropout);
        for (std::uint32_t u = 0; u < train.userCount(); ++u)
            for (std::uint32_t t = 0; t < train.history(UserIndex(u)).size(); ++t)
                m_events.push_back({UserIndex(u), t});
    }
    void publish() override
    {
        m_recommender.take({m_factors->users.detach(), m_factors->previous.detach(), m_factors->items.detach()});
    }

private:
    struct Event
    {
        UserIndex user{};
        std::uint32_t place = 0; ///< in the history
    };
    struct Batch
    {
        std::vector<UserIndex> users;
        std::vector<std::int64_t> rows, targets; ///< [events]
        SparseRows context;                      ///< [events x products] means
    };

    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_random = Random(deriveSeed(seed, 1));
        m_order.resize(m_events.size());
        std::iota(m_order.begin(), m_order.end(), 0U); // an epoch's order depends on its seed alone
        Random(seed).shuffle(m_order);
        const auto size = static_cast<std::size_t>(m_params.batchSize);
        return (m_events.size() + size - 1) / size;
    }
    Batch batchOf(std::size_t number) const
    {
        Batch batch;
        batch.context.cols = m_train.itemCount();
        batch.context.offsets.push_back(0);
        const auto size = static_cast<std::size_t>(m_params.batchSize), first = number * size;
        for (const auto at : std::span(m_order).subspan(first, std::min(size, m_order.size() - first))) {
            const auto &[user, place] = m_events[at];
            const auto history = m_train.history(user);
            const auto context = contextOf(history, place, m_params.context);
            batch.users.push_back(user);
            batch.rows.push_back(user.value);
            batch.targets.push_back(history[place].item.value);
            for (const auto &visit : context) {
                batch.context.columns.push_back(visit.item.value);
                batch.context.values.push_back(1 / static_cast<float>(context.size()));
            }
            batch.context.offsets.push_back(batch.context.columns.size());
        }
        batch.context.rows = static_cast<std::uint32_t>(batch.users.size());
        return batch;
    }
    StepResult step(std::size_t number) override
    {
        const auto batch = batchOf(number);
        const auto own = m_factors->users.detach().index_select(0, indexTensor(batch.rows, device())).requires_grad_();
        const auto last = sparseProduct(batch.context, m_factors->previous.detach()).requires_grad_();
        const auto query = at::cat({dropout()(at::cat({own, last}, 1)), at::ones({own.size(0), 1}, own.options())}, 1);
        const auto loss = m_loss(query.detach(), m_factors->items.detach(), batch.targets, batch.users, m_random);
        query.backward(loss.hidden);
        addRows(m_factors->users.mutable_grad(), batch.rows, own.grad());
        addTransposedProduct(batch.context, last.grad(), 1, m_factors->previous.mutable_grad());
        loss.addItemsTo(m_factors->items.mutable_grad());
        touchRows(0, batch.rows);
        touchRows(1, std::vector<std::int64_t>(batch.context.columns.begin(), batch.context.columns.end()));
        if (!loss.rows.empty())
            touchRows(2, loss.rows);
        return {.loss = loss.sum, .samples = batch.targets.size()};
    }

    FpmcRecommender &m_recommender;
    const TrainingSet &m_train;
    const FpmcParams &m_params;
    std::unique_ptr<MarkovFactors> m_factors;
    SampledLoss m_loss;
    std::vector<Event> m_events;
    std::vector<std::uint32_t> m_order; ///< [events] of the epoch
    Random m_random{0};
};

void FpmcRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
{
    const auto &train = from.events;
    auto start = makeMarkovFactors(train.userCount(), train.itemCount(), m_params.factors, options.seed);
    FpmcLearner learner(*this, train, m_params, options, std::make_unique<MarkovFactors>(std::move(start)));
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

void FpmcRecommender::addContext(std::span<const Visit> history, std::size_t place, std::span<float> vector) const
{
    const auto context = contextOf(history, place, m_params.context);
    for (const auto &visit : context)
        kernels::addScaled(vector.data(), m_previous.data() + visit.item.value * size(),
                           1 / static_cast<float>(context.size()), size());
}

void FpmcRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    const auto stride = 2 * size() + 1;
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto vector = vectors.subspan(p * stride, stride);
            const auto history = requests[p]->history;
            std::ranges::fill(vector, 0.0F);
            if (const auto user = requests[p]->user; user && user->value < m_users.size() / size())
                std::copy_n(m_users.begin() + static_cast<std::ptrdiff_t>(user->value * size()), size(),
                            vector.begin());
            else
                foldIn(history, vector.first(size()));
            addContext(history, history.size(), vector.subspan(size(), size()));
            vector[2 * size()] = 1;
        }
    });
}

/// Each event against a product drawn, in the light of what came before it.
void FpmcRecommender::foldIn(std::span<const Visit> history, std::span<float> vector) const
{
    constexpr float kRate = 0.05F, kL2 = 0.01F;
    const auto seen = distinctItems(history);
    Random random(seedOf(seen));
    std::vector<float> before(history.size() * size());
    for (std::size_t t = 0; t < history.size(); ++t)
        addContext(history, t, std::span(before).subspan(t * size(), size()));
    float squares = 0;
    for (std::size_t pass = 0; pass < std::max<std::size_t>(10, kFoldInSteps / history.size()); ++pass) {
        for (std::size_t t = 0; t < history.size(); ++t) {
            const ItemIndex other(random.below(items().rows));
            if (std::ranges::binary_search(seen, other))
                continue;
            const float *positive = items().row(history[t].item.value).data(),
                        *negative = items().row(other.value).data();
            const float *context = before.data() + t * size();
            const auto offset = [&](const float *row) {
                return kernels::dot(context, row + size(), size()) + row[2 * size()];
            };
            kernels::pairStepOfUser({vector.data(), &squares}, positive, negative, size(),
                                    offset(positive) - offset(negative), kRate, kL2);
        }
    }
}

void FpmcRecommender::write(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    for (const auto *values : {&m_users, &m_previous, &items().values})
        out.array(*values);
}

void FpmcRecommender::read(SnapshotReader &in)
{
    m_bestEpoch = in.epoch();
    m_users = in.wholeRows<float>(size());
    m_previous = in.array<float>(m_catalogue.size() * size());
    setItems(Embedding::of(in.array<float>(m_catalogue.size() * (2 * size() + 1)), 2 * size() + 1));
}

const bool kRegistered = registerAlgorithm<FpmcRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "FPMC"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "A shopper's taste and what usually follows their latest products, in one score: for "
                                "baskets that come again and again."),
             .paper = "Rendle, Freudenthaler & Schmidt-Thieme, Factorizing personalized Markov chains for next-basket "
                      "recommendation, WWW 2010",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published: one sampled product a step, pairwise"),
                          .source = "Rendle, Freudenthaler & Schmidt-Thieme, WWW 2010",
                          .parameters = {{QStringLiteral("loss"), QStringLiteral("bpr-max")},
                                         {QStringLiteral("negatives"), 1},
                                         {QStringLiteral("dropout"), 0.0},
                                         {QStringLiteral("context"), 100}}}}});

} // namespace
} // namespace aisle
