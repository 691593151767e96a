#include "core/common/random.h"
#include "core/params/paramtable.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/trainer.h"

#include <algorithm>
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

Factors initialFactors(const TrainingSet &train, std::size_t size, std::uint64_t seed)
{
    Random random(deriveSeed(seed, 0));
    constexpr double kDeviation =
        0.1; // much smaller ones sit near a saddle, where only the biases learn for a long time
    const auto draw = [&] { return static_cast<float>(kDeviation * random.normal()); };
    Factors factors{.size = size,
                    .users = std::vector<float>(train.userCount() * size),
                    .items = std::vector<float>(train.itemCount() * size),
                    .biases = std::vector<float>(train.itemCount()),
                    .userSquares = std::vector<float>(train.userCount()),
                    .itemSquares = std::vector<float>(train.itemCount()),
                    .biasSquares = std::vector<float>(train.itemCount())};
    std::ranges::generate(factors.users, draw);
    std::ranges::generate(factors.items, draw);
    return factors;
}

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

/// Stochastic gradient descent over a grid of strata: shoppers and products are dealt to `strata` groups each, and in a
/// round each shopper group meets another product group, so that threads share no row and the result does not depend
/// on how many there are. A pair's negative comes from its own product group; product groups are dealt anew each epoch.
class PairSweep
{
public:
    PairSweep(const TrainingSet &train, const BprParams &params, std::uint64_t seed)
        : m_pairs(train.byUser()), m_params(params), m_seed(seed), m_userGroup(m_pairs.rows), m_itemGroup(m_pairs.cols),
          m_strata(std::clamp<std::uint32_t>(std::min(m_pairs.rows, m_pairs.cols) / 200, 1, kMostStrata)),
          m_members(m_strata), m_sorted(m_pairs.entries()), m_losses(m_strata * m_strata)
    {
        Random random(deriveSeed(seed, 1));
        deal(m_userGroup, random);
    }

    EpochResult run(int epoch, Factors &factors, JobContext &job)
    {
        Random random(deriveSeed(m_seed, 2 * static_cast<std::uint64_t>(epoch)));
        deal(m_itemGroup, random);
        for (auto &members : m_members)
            members.clear();
        for (std::uint32_t i = 0; i < m_pairs.cols; ++i)
            m_members[m_itemGroup[i]].push_back(i);
        sortIntoBlocks();
        for (std::uint32_t round = 0; round < m_strata; ++round) {
            job.checkpoint();
            parallelFor(m_strata, 1, [&](std::size_t group, std::size_t, int) {
                const auto users = static_cast<std::uint32_t>(group);
                runBlock(epoch, users, (users + round) % m_strata, factors);
            });
        }
        double loss = 0;
        for (const auto blockLoss : m_losses)
            loss += blockLoss;
        const auto samples = std::max<std::size_t>(1, m_sorted.size());
        return {.loss = loss / static_cast<double>(samples), .samples = m_sorted.size()};
    }

private:
    static constexpr std::uint32_t kMostStrata = 16;
    struct Pair
    {
        std::uint32_t user, item;
    };

    void deal(std::vector<std::uint8_t> &groups, Random &random) const
    {
        for (std::size_t i = 0; i < groups.size(); ++i)
            groups[i] = static_cast<std::uint8_t>(i % m_strata);
        random.shuffle(groups);
    }
    std::size_t block(std::uint32_t user, std::uint32_t item) const
    {
        return std::size_t(m_userGroup[user]) * m_strata + m_itemGroup[item];
    }
    void sortIntoBlocks()
    {
        m_offsets.assign(std::size_t(m_strata) * m_strata + 1, 0);
        for (std::uint32_t u = 0; u < m_pairs.rows; ++u)
            for (const auto item : m_pairs.row(u))
                ++m_offsets[block(u, item) + 1];
        for (std::size_t b = 1; b < m_offsets.size(); ++b)
            m_offsets[b] += m_offsets[b - 1];
        auto next = m_offsets;
        for (std::uint32_t u = 0; u < m_pairs.rows; ++u)
            for (const auto item : m_pairs.row(u))
                m_sorted[next[block(u, item)]++] = {u, item};
    }
    void runBlock(int epoch, std::uint32_t users, std::uint32_t items, Factors &factors)
    {
        const auto index = std::size_t(users) * m_strata + items;
        Random random(deriveSeed(deriveSeed(m_seed, 2 * static_cast<std::uint64_t>(epoch) + 1), index));
        auto pairs = std::span(m_sorted).subspan(m_offsets[index], m_offsets[index + 1] - m_offsets[index]);
        random.shuffle(pairs);
        const auto rate = static_cast<float>(m_params.learningRate), l2 = static_cast<float>(m_params.l2);
        double loss = 0;
        for (const auto [user, positive] : pairs) {
            const auto negative = drawNegative(user, m_members[items], random);
            if (negative == positive)
                continue;
            float &up = factors.biases[positive], &down = factors.biases[negative];
            const float pull = kernels::pairStep(factors.user(user), factors.item(positive), factors.item(negative),
                                                 factors.size, up - down, rate, l2);
            up += kernels::adagradRate(&factors.biasSquares[positive], pull * pull, rate) * (pull - l2 * up);
            down -= kernels::adagradRate(&factors.biasSquares[negative], pull * pull, rate) * (pull + l2 * down);
            loss -= std::log1p(-pull);
        }
        m_losses[index] = loss;
    }
    /// A product of the group that the shopper does not have; after some tries any one.
    std::uint32_t drawNegative(std::uint32_t user, const std::vector<std::uint32_t> &members, Random &random) const
    {
        constexpr int kTries = 8;
        std::uint32_t item = 0;
        for (int attempt = 0; attempt < kTries; ++attempt) {
            item = members[random.below(static_cast<std::uint32_t>(members.size()))];
            if (!m_pairs.contains(user, item))
                break;
        }
        return item;
    }

    const SparseRows &m_pairs;
    const BprParams &m_params;
    std::uint64_t m_seed;
    std::vector<std::uint8_t> m_userGroup, m_itemGroup;
    std::uint32_t m_strata;
    std::vector<std::vector<std::uint32_t>> m_members; ///< products of a group
    std::vector<Pair> m_sorted;                        ///< by block
    std::vector<std::uint64_t> m_offsets;              ///< [blocks + 1]
    std::vector<double> m_losses;                      ///< [blocks]
};

class BprLearner : public Learner
{
public:
    BprLearner(BprRecommender &recommender, const TrainingSet &train, const BprParams &params, std::uint64_t seed)
        : m_recommender(recommender), m_factors(initialFactors(train, static_cast<std::size_t>(params.factors), seed)),
          m_sweep(train, params, seed)
    {
    }
    EpochResult epoch(int number, JobContext &job) override { return m_sweep.run(number, m_factors, job); }
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
    BprRecommender &m_recommender;
    Factors m_factors;
    Factors m_best;
    PairSweep m_sweep;
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
