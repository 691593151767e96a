#include "core/common/random.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/factor/pairfactors.h"
#include "core/recommend/factor/strata.h"
#include "core/recommend/fitting.h"
#include "core/recommend/pairvalues.h"

#include <algorithm>

namespace aisle {
namespace {

constexpr std::size_t kFoldInSteps = 400; ///< at least, of a history

struct LogisticParams
{
    int factors = 128;
    int epochs = 100;
    int negatives = 4;
    double positiveWeight = 1;
    double learningRate = 0.1;
    double l2 = 0.02;
};

const auto kTable =
    withEpochs(withFactors(ParamTable<LogisticParams>{}), QT_TRANSLATE_NOOP("Param", "Sweeps over the pairs, at most."))
        .add("negatives", &LogisticParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each one that was chosen.")},
             {1, 100})
        .add("positive-weight", &LogisticParams::positiveWeight,
             {QT_TRANSLATE_NOOP("Param", "Weight of choices"),
              QT_TRANSLATE_NOOP("Param", "How much a chosen product counts against one that was drawn.")},
             {0.1, 100, ParamScale::Log})
        .add("learning-rate", &LogisticParams::learningRate,
             {QT_TRANSLATE_NOOP("Param", "Learning rate"), QT_TRANSLATE_NOOP("Param", "Size of a gradient step.")},
             {1e-5, 1, ParamScale::Log})
        .add(
            "l2", &LogisticParams::l2,
            {QT_TRANSLATE_NOOP("Param", "L2"), QT_TRANSLATE_NOOP("Param", "Weight decay of the vectors in each step.")},
            {0, 1, ParamScale::Log});

constexpr double kFirstDeviation = 0.1;

/// Logistic matrix factorisation (Johnson 2014): the probability that a shopper chooses a product is
/// sigmoid(p.q + b), learnt with sampled negatives.
class LogisticRecommender : public Algorithm<LogisticRecommender, LogisticParams, DotProductRecommender>, public FoldsIn
{
public:
    static constexpr const char *kId = "logistic-mf";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void take(const PairFactors &factors)
    {
        m_users = factors.users;
        setItems(factors.itemsWithBiases());
    }
    void write(SnapshotWriter &out) const
    {
        out.epoch(m_bestEpoch);
        out.array(m_users);
        out.array(items().values);
    }
    void read(SnapshotReader &in)
    {
        m_bestEpoch = in.epoch();
        m_users = in.array<float>();
        in.check(m_users.size() % size() == 0);
        setItems(Embedding::of(in.array<float>(m_catalogue.size() * (size() + 1)), size() + 1));
    }

    double foldInSeconds(double visits) const override
    {
        return std::max<double>(kFoldInSteps, 8 * visits) * (1 + m_params.negatives) * (20 + 0.3 * m_params.factors) *
               1e-9;
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double steps = static_cast<double>(shape.pairs) * m_params.epochs * (1 + m_params.negatives);
        const double numbers = static_cast<double>(shape.users + shape.items) * m_params.factors;
        return {.seconds = 0.05 + steps * (40 + 0.4 * m_params.factors) * 1e-9 / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(numbers * 8 + static_cast<double>(shape.pairs) * 4)};
    }
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_users.size() + items().values.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override { return Embedding::of(m_users, size()); }

protected:
    std::uint32_t biasColumns() const override { return 1; }
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

private:
    std::size_t size() const { return static_cast<std::size_t>(m_params.factors); }
    void foldIn(std::span<const Visit> history, std::span<float> vector) const;

    std::vector<float> m_users; ///< [users x factors]; the items' rows end with their bias
    std::optional<int> m_bestEpoch;
};

class LogisticLearner : public PairFactorsLearner
{
public:
    LogisticLearner(const TrainingSet &train, const LogisticParams &params, std::uint64_t seed, Publish publish)
        : PairFactorsLearner(PairFactors(train.userCount(), train.itemCount(), static_cast<std::size_t>(params.factors),
                                         kFirstDeviation, seed),
                             std::move(publish)),
          m_params(params), m_strata(train.byUser(), seed, drawingShares(train.valuesByUser()))
    {
    }
    EpochResult epoch(int number, JobContext &job) override
    {
        const double loss = m_strata.sweep(number, job, [this](Strata::Block &block) { return learn(block); });
        const auto samples = m_strata.pairCount() * static_cast<std::size_t>(1 + m_params.negatives);
        return {.loss = loss / static_cast<double>(std::max<std::size_t>(1, samples)), .samples = samples};
    }

private:
    double learn(Strata::Block &block)
    {
        LogLossSum loss;
        for (const auto at : block.order) {
            const auto [user, positive, count] = block.pairs[at];
            loss.add(step(user, positive, true));
            for (int n = 0; n < m_params.negatives; ++n)
                if (const auto negative = block.negative(at); negative != positive)
                    loss.add(step(user, negative, false));
        }
        return loss.take();
    }
    float step(std::uint32_t user, std::uint32_t item, bool label)
    {
        return kernels::labelStep(m_factors.user(user), m_factors.item(item), &m_factors.biases[item],
                                  &m_factors.biasSquares[item], m_factors.size, label,
                                  label ? static_cast<float>(m_params.positiveWeight) : 1,
                                  static_cast<float>(m_params.learningRate), static_cast<float>(m_params.l2));
    }

    const LogisticParams &m_params;
    Strata m_strata;
};

void LogisticRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks,
                                JobContext &job)
{
    LogisticLearner learner(from.events, m_params, options.seed, [this](const PairFactors &now) { take(now); });
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

void LogisticRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    const auto stride = size() + 1;
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto vector = vectors.subspan(p * stride, stride);
            if (const auto user = requests[p]->user; user && user->value < m_users.size() / size())
                std::copy_n(m_users.begin() + static_cast<std::ptrdiff_t>(user->value * size()), size(),
                            vector.begin());
            else
                foldIn(requests[p]->history, vector.first(size()));
            vector[size()] = 1;
        }
    });
}

/// The same steps with the products held fixed; repeatable.
void LogisticRecommender::foldIn(std::span<const Visit> history, std::span<float> vector) const
{
    const auto seen = distinctItems(history);
    Random random(seedOf(seen));
    const auto rate = static_cast<float>(m_params.learningRate), l2 = static_cast<float>(m_params.l2);
    float squares = 0;
    const auto step = [&](ItemIndex item, bool label) {
        const auto row = items().row(item.value);
        kernels::labelStepOfUser({vector.data(), &squares}, row.data(), row[size()], size(), label,
                                 label ? static_cast<float>(m_params.positiveWeight) : 1, rate, l2);
    };
    for (std::size_t pass = 0; pass < std::max<std::size_t>(8, kFoldInSteps / seen.size()); ++pass) {
        for (const auto item : seen) {
            step(item, true);
            for (int n = 0; n < m_params.negatives; ++n) {
                const ItemIndex other(random.below(items().rows));
                if (!std::ranges::binary_search(seen, other))
                    step(other, false);
            }
        }
    }
}

const bool kRegistered = registerAlgorithm<LogisticRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Logistic factorisation"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Matrix factorisation whose scores are probabilities of a choice, learnt against "
                                "sampled products."),
             .paper = "Johnson, Logistic matrix factorization for implicit feedback data, NIPS workshop 2014"});

} // namespace
} // namespace aisle
