#include "core/common/random.h"
#include "core/params/paramtable.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/factors.h"
#include "core/recommend/strata.h"
#include "core/recommend/trainer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aisle {
namespace {

struct BprParams
{
    int factors = 64;
    int epochs = 200;
    double learningRate = 0.05;
    double l2 = 0.01;
};

const auto kTable =
    ParamTable<BprParams>{}
        .add("factors", &BprParams::factors,
             {QT_TRANSLATE_NOOP("Param", "Factors"),
              QT_TRANSLATE_NOOP("Param", "Length of a shopper's and a product's vector.")},
             {1, 1024, ParamScale::PowerOfTwo})
        .add("epochs", &BprParams::epochs,
             {QT_TRANSLATE_NOOP("Param", "Epochs"), QT_TRANSLATE_NOOP("Param", "Sweeps over the pairs, at most.")},
             {0, 10000, ParamScale::Log, false})
        .add("learning-rate", &BprParams::learningRate,
             {QT_TRANSLATE_NOOP("Param", "Learning rate"), QT_TRANSLATE_NOOP("Param", "Size of a gradient step.")},
             {1e-5, 1, ParamScale::Log})
        .add(
            "l2", &BprParams::l2,
            {QT_TRANSLATE_NOOP("Param", "L2"), QT_TRANSLATE_NOOP("Param", "Weight decay of the vectors in each step.")},
            {0, 1});

/// The vectors that learning moves; biases apart, so that rows keep an even length.
struct Factors
{
    std::size_t size = 0;
    std::vector<float> users;                                 ///< [users x size]
    std::vector<float> items;                                 ///< [items x size]
    std::vector<float> biases;                                ///< [items]
    std::vector<float> userSquares, itemSquares, biasSquares; ///< Adagrad's sums

    kernels::LearningRow user(std::uint32_t u) { return {users.data() + u * size, &userSquares[u]}; }
    kernels::LearningRow item(std::uint32_t i) { return {items.data() + i * size, &itemSquares[i]}; }
};

/// Rows near 0 sit near a saddle, where only the biases learn for a long time.
constexpr double kFirstDeviation = 0.1;

Factors initialFactors(const TrainingSet &train, std::size_t size, std::uint64_t seed)
{
    return {.size = size,
            .users = drawnRows(train.userCount(), size, kFirstDeviation, deriveSeed(seed, 0)),
            .items = drawnRows(train.itemCount(), size, kFirstDeviation, deriveSeed(seed, 3)),
            .biases = std::vector<float>(train.itemCount()),
            .userSquares = std::vector<float>(train.userCount()),
            .itemSquares = std::vector<float>(train.itemCount()),
            .biasSquares = std::vector<float>(train.itemCount())};
}

/// Sum of -log of numbers in (0, 1] with one logarithm for several.
class LogLossSum
{
public:
    void add(float probability)
    {
        m_product *= std::max(probability, 1e-30F);
        if (++m_pending == kPending)
            settle();
    }
    double take()
    {
        settle();
        return m_sum;
    }

private:
    static constexpr int kPending = 8;
    void settle()
    {
        m_sum -= std::log(m_product);
        m_product = 1;
        m_pending = 0;
    }
    double m_sum = 0, m_product = 1;
    int m_pending = 0;
};

/// Matrix factorisation with the pairwise loss -log sigmoid(x_ui - x_uj) (Rendle et al. 2009), item biases included.
/// A shopper whom fit() did not see gets a vector by the same steps with the products held fixed.
class BprRecommender : public Algorithm<BprRecommender, BprParams, DotProductRecommender>
{
public:
    static constexpr const char *kId = "bpr";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const TrainingSet &train, const FitOptions &options, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);
    void take(const Factors &factors);

    Traits traits() const override { return {.iterative = true}; }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double steps = static_cast<double>(shape.pairs) * m_params.epochs;
        const double numbers = static_cast<double>(shape.users + shape.items) * m_params.factors;
        return {.seconds = 0.05 + steps * (40 + 0.6 * m_params.factors) * 1e-9 / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(numbers * 12 + static_cast<double>(shape.pairs) * 16)};
    }
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_users.size() + items().values.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> itemEmbedding() const override;
    std::optional<Embedding> userEmbedding() const override
    {
        const auto size = static_cast<std::uint32_t>(m_params.factors);
        return Embedding{.rows = static_cast<std::uint32_t>(m_users.size() / size), .size = size, .values = m_users};
    }

protected:
    void profileVectors(std::span<const Profile *const> profiles, std::span<float> vectors) const override;

private:
    void foldIn(std::span<const Visit> history, std::span<float> vector) const;

    std::vector<float> m_users; ///< [users x factors]; the items' rows end with their bias
    std::optional<int> m_bestEpoch;
};

class BprLearner : public Learner
{
public:
    BprLearner(BprRecommender &recommender, const TrainingSet &train, const BprParams &params, std::uint64_t seed)
        : m_recommender(recommender), m_factors(initialFactors(train, static_cast<std::size_t>(params.factors), seed)),
          m_params(params), m_strata(train.byUser(), seed)
    {
    }
    EpochResult epoch(int number, JobContext &job) override
    {
        const double loss = m_strata.sweep(number, job, [this](Strata::Block &block) { return learn(block); });
        const auto samples = m_strata.pairCount();
        return {.loss = loss / static_cast<double>(std::max<std::size_t>(1, samples)), .samples = samples};
    }
    const Recommender &current() override
    {
        m_recommender.take(m_factors);
        return m_recommender;
    }
    void keepAsBest() override { m_best = m_factors; }
    void restoreBest() override { m_factors = m_best; }
    void saveState(SnapshotWriter &out) const override
    {
        for (const auto *factors : {&m_factors, &m_best})
            for (const auto *values : {&factors->users, &factors->items, &factors->biases, &factors->userSquares,
                                       &factors->itemSquares, &factors->biasSquares})
                out.array(*values);
    }
    void loadState(SnapshotReader &in) override
    {
        m_best.size = m_factors.size;
        for (auto *factors : {&m_factors, &m_best})
            for (auto *values : {&factors->users, &factors->items, &factors->biases, &factors->userSquares,
                                 &factors->itemSquares, &factors->biasSquares})
                *values = in.array<float>();
    }

private:
    struct Step
    {
        std::uint32_t user, positive, negative;
    };
    static constexpr std::size_t kAhead = 16; ///< steps whose rows are on their way from memory

    /// A pair's negative comes from its own product group.
    Step draw(Strata::Block &block, std::size_t place) const
    {
        const auto at = block.order[place];
        const Step step{block.pairs[at].user, block.pairs[at].item, block.negative(at)};
        prefetch(m_factors.users, step.user);
        prefetch(m_factors.items, step.positive);
        prefetch(m_factors.items, step.negative);
        return step;
    }
    void prefetch(const std::vector<float> &rows, std::uint32_t row) const
    {
        constexpr std::size_t kFloatsALine = 16;
        const float *begin = rows.data() + std::size_t(row) * m_factors.size;
        for (std::size_t f = 0; f < m_factors.size; f += kFloatsALine)
            __builtin_prefetch(begin + f, 1);
    }
    double learn(Strata::Block &block)
    {
        const auto count = block.pairs.size();
        std::array<Step, kAhead> steps{};
        for (std::size_t place = 0; place < std::min(kAhead, count); ++place)
            steps[place] = draw(block, place);
        LogLossSum loss;
        for (std::size_t place = 0; place < count; ++place) {
            const auto step = steps[place % kAhead];
            if (place + kAhead < count)
                steps[place % kAhead] = draw(block, place + kAhead);
            if (step.negative != step.positive)
                loss.add(1 - learn(step));
        }
        return loss.take();
    }
    float learn(const Step &step)
    {
        const auto rate = static_cast<float>(m_params.learningRate), l2 = static_cast<float>(m_params.l2);
        float &up = m_factors.biases[step.positive], &down = m_factors.biases[step.negative];
        const float pull = kernels::pairStep(m_factors.user(step.user), m_factors.item(step.positive),
                                             m_factors.item(step.negative), m_factors.size, up - down, rate, l2);
        up += kernels::adagradRate(&m_factors.biasSquares[step.positive], pull * pull, rate) * (pull - l2 * up);
        down -= kernels::adagradRate(&m_factors.biasSquares[step.negative], pull * pull, rate) * (pull + l2 * down);
        return pull;
    }

    BprRecommender &m_recommender;
    Factors m_factors;
    Factors m_best;
    const BprParams &m_params;
    Strata m_strata;
};

void BprRecommender::learn(const TrainingSet &train, const FitOptions &options, JobContext &job)
{
    BprLearner learner(*this, train, m_params, options.seed);
    m_bestEpoch = aisle::train(learner, m_params.epochs, options, job);
    learner.current();
}

void BprRecommender::take(const Factors &factors)
{
    m_users = factors.users;
    const auto rows = static_cast<std::uint32_t>(factors.biases.size()),
               size = static_cast<std::uint32_t>(factors.size + 1);
    Embedding items{.rows = rows, .size = size, .values = std::vector<float>(std::size_t(rows) * size)};
    for (std::uint32_t i = 0; i < rows; ++i) {
        const auto *from = factors.items.data() + i * factors.size;
        std::copy(from, from + factors.size, items.values.begin() + static_cast<std::ptrdiff_t>(std::size_t(i) * size));
        items.values[std::size_t(i) * size + factors.size] = factors.biases[i];
    }
    setItems(std::move(items));
}

void BprRecommender::profileVectors(std::span<const Profile *const> profiles, std::span<float> vectors) const
{
    const auto size = static_cast<std::size_t>(m_params.factors), stride = size + 1;
    parallelFor(profiles.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto vector = vectors.subspan(p * stride, stride);
            if (const auto user = profiles[p]->user; user && user->value < m_users.size() / size)
                std::copy_n(m_users.begin() + static_cast<std::ptrdiff_t>(user->value * size), size, vector.begin());
            else
                foldIn(profiles[p]->history, vector.first(size));
            vector[size] = 1;
        }
    });
}

void BprRecommender::foldIn(std::span<const Visit> history, std::span<float> vector) const
{
    constexpr std::size_t kSteps = 600;
    const auto seen = distinctItems(history);
    std::uint64_t seed = 0;
    for (const auto item : seen)
        seed = deriveSeed(seed, item.value);
    Random random(seed);
    const auto size = vector.size();
    const auto passes = std::max<std::size_t>(10, kSteps / seen.size());
    const auto rate = static_cast<float>(m_params.learningRate), l2 = static_cast<float>(m_params.l2);
    float squares = 0;
    for (std::size_t pass = 0; pass < passes; ++pass) {
        for (const auto item : seen) {
            const ItemIndex other(random.below(items().rows));
            if (std::ranges::binary_search(seen, other))
                continue;
            const auto positive = items().row(item.value), negative = items().row(other.value);
            kernels::pairStepOfUser({vector.data(), &squares}, positive.data(), negative.data(), size,
                                    positive[size] - negative[size], rate, l2);
        }
    }
}

std::optional<Embedding> BprRecommender::itemEmbedding() const
{
    const auto size = items().size - 1;
    Embedding vectors{.rows = items().rows, .size = size, .values = {}};
    for (std::uint32_t i = 0; i < items().rows; ++i) {
        const auto row = items().row(i).first(size);
        vectors.values.insert(vectors.values.end(), row.begin(), row.end());
    }
    return vectors;
}

void BprRecommender::write(SnapshotWriter &out) const
{
    out.value(m_bestEpoch.value_or(0));
    out.array(m_users);
    out.array(items().values);
}

void BprRecommender::read(SnapshotReader &in)
{
    const auto best = in.value<int>();
    m_bestEpoch = best > 0 ? std::optional(best) : std::nullopt;
    m_users = in.array<float>();
    const auto size = static_cast<std::uint32_t>(m_params.factors + 1);
    in.check(m_users.size() % static_cast<std::size_t>(m_params.factors) == 0);
    setItems(
        {.rows = m_catalogue.size(), .size = size, .values = in.array<float>(std::size_t(m_catalogue.size()) * size)});
}

const bool kRegistered = registerRecommender(
    {.id = BprRecommender::kId,
     .name = QT_TRANSLATE_NOOP("Recommender", "BPR"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "Matrix factorisation that learns to rank what a shopper chose above what they "
                                  "did not: small, quick, and the vectors make a map."),
     .paper = "Rendle et al., BPR: Bayesian personalized ranking from implicit feedback, UAI 2009",
     .needs = {},
     .personal = true,
     .deterministic = true,
     .schema = kTable.schema(),
     .make = makerOf<BprRecommender>(kTable)});

} // namespace
} // namespace aisle
