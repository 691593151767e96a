#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/factor/factors.h"
#include "core/recommend/factor/ratingrecommender.h"
#include "core/recommend/factor/statelearner.h"
#include "core/recommend/fitting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

namespace aisle {
namespace {

struct SvdppParams
{
    int factors = 64;
    int epochs = 60;
    double learningRate = 0.01;
    double decay = 0.96;
    double l2 = 0.1;
    double choiceL2 = 0.03;
    double biasL2 = 0.02;
};

const auto kTable =
    withEpochs(withFactors(ParamTable<SvdppParams>{}), QT_TRANSLATE_NOOP("Param", "Sweeps over the ratings, at most."))
        .add("learning-rate", &SvdppParams::learningRate,
             {QT_TRANSLATE_NOOP("Param", "Learning rate"), QT_TRANSLATE_NOOP("Param", "Size of a gradient step.")},
             {1e-5, 1, ParamScale::Log})
        .add("decay", &SvdppParams::decay,
             {QT_TRANSLATE_NOOP("Param", "Decay"),
              QT_TRANSLATE_NOOP("Param", "What is left of the learning rate after each epoch.")},
             {0.5, 1})
        .add("l2", &SvdppParams::l2,
             {QT_TRANSLATE_NOOP("Param", "L2"),
              QT_TRANSLATE_NOOP("Param", "Regularisation of the vectors for each rating.")},
             {0, 10, ParamScale::Log})
        .add("choice-l2", &SvdppParams::choiceL2,
             {QT_TRANSLATE_NOOP("Param", "L2 of choices"),
              QT_TRANSLATE_NOOP("Param", "Regularisation of what the choice of products alone says.")},
             {0, 10, ParamScale::Log})
        .add("bias-l2", &SvdppParams::biasL2,
             {QT_TRANSLATE_NOOP("Param", "L2 of biases"),
              QT_TRANSLATE_NOOP("Param", "Regularisation of a shopper's and a product's mean for each rating.")},
             {0, 10, ParamScale::Log});

/// SVD++ (Koren 2008): a shopper's vector is their own plus the scaled sum of a second vector of each product they
/// rated, so that the choice of products counts besides the ratings.
class SvdppRecommender : public Algorithm<SvdppRecommender, SvdppParams, RatingRecommender>, public FoldsIn
{
public:
    static constexpr const char *kId = "svdpp";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const
    {
        writeFactors(out);
        out.array(m_choices);
    }
    void read(SnapshotReader &in)
    {
        readFactors(in, size());
        m_choices = in.array<float>(m_catalogue.size() * size());
    }
    /// @param users, products  rows as RatingRecommender has them; @param choices  [items x factors]
    void take(const SparseRows &ratings, std::vector<float> users, const std::vector<float> &products,
              const std::vector<float> &choices);

    double foldInSeconds(double visits) const override { return ratingFoldInSeconds(m_params.factors, visits); }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double rows = static_cast<double>(shape.users + 2 * shape.items),
                     ratings = static_cast<double>(shape.pairs);
        return {.seconds = 0.05 + m_params.epochs * ratings * (50 + .9 * m_params.factors) * 1e-9 / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(rows * m_params.factors * 16 + ratings * 16)};
    }
    std::int64_t parameterCount() const override
    {
        return RatingRecommender::parameterCount() + static_cast<std::int64_t>(m_choices.size());
    }

protected:
    Ridge ridge() const override { return {m_params.l2, m_params.biasL2}; }
    void addChosen(std::span<const std::uint32_t> chosen, std::span<float> vector) const override;

private:
    std::size_t size() const { return static_cast<std::size_t>(m_params.factors); }
    std::vector<float> m_choices; ///< [items x factors]
};

/// sum of the chosen products' rows / sqrt(their number), added.
void addMeanChoice(const std::vector<float> &choices, std::size_t size, std::span<const std::uint32_t> chosen,
                   float *to)
{
    const float scale = 1 / std::sqrt(static_cast<float>(std::max<std::size_t>(1, chosen.size())));
    for (const auto item : chosen)
        kernels::addScaled(to, choices.data() + std::size_t(item) * size, scale, size);
}

struct SvdppState
{
    std::vector<float> users, items, choices;
    static constexpr std::array kArrays{&SvdppState::users, &SvdppState::items, &SvdppState::choices};
};

/// Stochastic gradient descent over groups of shoppers, in a new order each epoch: those of a group learn at once, from
/// the products' rows as the group found them, and what they would change is added up shopper by shopper behind them.
/// The result does not depend on how many threads there are.
class SvdppLearner : public StateLearner<SvdppState>
{
public:
    SvdppLearner(SvdppRecommender &recommender, const StandardRatings &ratings, const SvdppParams &params,
                 std::uint64_t seed)
        : StateLearner(startOf(ratings.byUser, static_cast<std::size_t>(params.factors), seed)),
          m_recommender(recommender), m_ratings(ratings), m_params(params),
          m_size(static_cast<std::size_t>(params.factors)),
          m_seed(seed), m_l2{static_cast<float>(params.l2), static_cast<float>(params.choiceL2),
                             static_cast<float>(params.biasL2)}
    {
    }
    EpochResult epoch(int number, JobContext &job) override
    {
        m_epochSeed = deriveSeed(m_seed, static_cast<std::uint64_t>(number));
        m_rate = static_cast<float>(m_params.learningRate * std::pow(m_params.decay, number - 1));
        Random random(m_epochSeed);
        std::vector<std::uint32_t> users(m_ratings.byUser.rows);
        std::iota(users.begin(), users.end(), 0U);
        random.shuffle(users);
        double squares = 0;
        for (std::size_t first = 0; first < users.size(); first += kGroup) {
            job.checkpoint();
            squares += learnGroup(std::span(users).subspan(first, std::min(kGroup, users.size() - first)));
        }
        const auto samples = m_ratings.byUser.entries();
        const double variance = m_ratings.scale.deviation * m_ratings.scale.deviation;
        return {.loss = variance * squares / static_cast<double>(std::max<std::size_t>(1, samples)),
                .samples = samples};
    }
    void publish() override { m_recommender.take(m_ratings.byUser, m_state.users, m_state.items, m_state.choices); }
    bool isFinite() const override
    {
        return kernels::allFinite(m_state.users) && kernels::allFinite(m_state.items) &&
               kernels::allFinite(m_state.choices);
    }

private:
    static SvdppState startOf(const SparseRows &ratings, std::size_t size, std::uint64_t seed)
    {
        return {ratingRows(ratings.rows, size, size + 1, deriveSeed(seed, 11)),
                ratingRows(ratings.cols, size, size, deriveSeed(seed, 12)), std::vector<float>(ratings.cols * size)};
    }
    /// What one shopper of a group would change of the products' rows.
    struct Change
    {
        std::uint32_t user = 0;
        std::vector<std::uint32_t> order;
        std::vector<float> items;      ///< [own products x stride]
        std::vector<float> sum, start; ///< [factors] of the shopper's choices: as it is now, as it was
        double squares = 0;
    };
    double learnGroup(std::span<const std::uint32_t> users)
    {
        constexpr std::size_t kItemsAPiece = 256;
        parallelFor(users.size(), 1, [&](std::size_t begin, std::size_t end, int) {
            for (auto u = begin; u < end; ++u)
                learn(users[u], m_changes[u]);
        });
        const auto changes = std::span(m_changes).first(users.size());
        parallelFor(m_ratings.byUser.cols, kItemsAPiece, [&](std::size_t begin, std::size_t end, int) {
            for (const auto &change : changes)
                apply(change, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
        });
        double squares = 0;
        for (const auto &change : changes)
            squares += change.squares;
        return squares;
    }
    /// One shopper's ratings. The sum over their choices moves as a whole.
    void learn(std::uint32_t user, Change &change)
    {
        const auto items = m_ratings.byUser.row(user);
        const auto ratings = m_ratings.byUser.rowValues(user);
        change.user = user;
        change.squares = 0;
        change.order.resize(items.size());
        std::iota(change.order.begin(), change.order.end(), 0U);
        Random(deriveSeed(m_epochSeed, std::uint64_t{1} << 32 | user)).shuffle(change.order);
        change.start.assign(m_size, 0);
        addMeanChoice(m_state.choices, m_size, items, change.start.data());
        change.sum = change.start;
        change.items.resize(items.size() * stride());
        for (const auto at : change.order) {
            const float *before = m_state.items.data() + items[at] * stride();
            float *item = change.items.data() + at * stride();
            std::copy_n(before, stride(), item);
            change.squares += kernels::choiceRatingStep(m_state.users.data() + user * stride(), change.sum.data(), item,
                                                        m_size, ratings[at], m_rate, m_l2);
            kernels::addScaled(item, before, -1, stride());
        }
        kernels::addScaled(change.sum.data(), change.start.data(), -1, m_size);
    }
    /// To the rows of the products first .. last - 1.
    void apply(const Change &change, std::uint32_t first, std::uint32_t last)
    {
        const auto items = m_ratings.byUser.row(change.user);
        const float share = 1 / std::sqrt(static_cast<float>(std::max<std::size_t>(1, items.size())));
        auto at = static_cast<std::size_t>(std::ranges::lower_bound(items, first) - items.begin());
        for (; at < items.size() && items[at] < last; ++at) {
            kernels::addScaled(m_state.items.data() + items[at] * stride(), change.items.data() + at * stride(), 1,
                               stride());
            kernels::addScaled(m_state.choices.data() + items[at] * m_size, change.sum.data(), share, m_size);
        }
    }
    std::size_t stride() const { return m_size + RatingRecommender::kBiases; }

    static constexpr std::size_t kGroup = 16; ///< shoppers; more err more, since they do not know of each other

    SvdppRecommender &m_recommender;
    const StandardRatings &m_ratings;
    const SvdppParams &m_params;
    std::size_t m_size;
    std::uint64_t m_seed;
    kernels::ChoiceL2 m_l2;
    std::vector<Change> m_changes = std::vector<Change>(kGroup);
    std::uint64_t m_epochSeed = 0;
    float m_rate = 0;
};

void SvdppRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
{
    const StandardRatings ratings(from.events);
    m_scale = ratings.scale;
    SvdppLearner learner(*this, ratings, m_params, options.seed);
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

void SvdppRecommender::take(const SparseRows &ratings, std::vector<float> users, const std::vector<float> &products,
                            const std::vector<float> &choices)
{
    const auto stride = size() + kBiases;
    m_choices = choices;
    m_users = std::move(users);
    for (std::uint32_t u = 0; u < ratings.rows; ++u)
        addMeanChoice(choices, size(), ratings.row(u), m_users.data() + u * stride);
    setItems({.rows = ratings.cols, .size = static_cast<std::uint32_t>(stride), .values = products});
}

void SvdppRecommender::addChosen(std::span<const std::uint32_t> chosen, std::span<float> vector) const
{
    addMeanChoice(m_choices, size(), chosen, vector.data());
}

const bool kRegistered = registerAlgorithm<SvdppRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "SVD++"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Rating prediction that also learns from which products were rated at all: a little "
                                "more accurate than plain factorisation, slower on long histories."),
             .paper = "Koren, Factorization meets the neighborhood, KDD 2008",
             .needs = {Need::Ratings}});

} // namespace
} // namespace aisle
