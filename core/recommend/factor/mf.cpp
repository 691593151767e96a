#include "core/common/random.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/factor/factors.h"
#include "core/recommend/factor/leastsquares.h"
#include "core/recommend/factor/ratingrecommender.h"
#include "core/recommend/factor/statelearner.h"
#include "core/recommend/factor/strata.h"
#include "core/recommend/fitting.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct MfParams
{
    int factors = 128;
    int epochs = 60;
    std::string solver = "sgd";
    double learningRate = 0.03;
    double decay = 0.96;
    double l2 = 0.085;
    double biasL2 = 0.02;
};

const auto kTable =
    withEpochs(withFactors(ParamTable<MfParams>{}), QT_TRANSLATE_NOOP("Param", "Sweeps over the ratings, at most."))
        .add("solver", &MfParams::solver,
             {QT_TRANSLATE_NOOP("Param", "Solver"),
              QT_TRANSLATE_NOOP("Param", "sgd: stochastic gradient descent, the more accurate; als: alternating least "
                                         "squares, done in ten epochs or so.")},
             {"sgd", "als"})
        .add("learning-rate", &MfParams::learningRate,
             {QT_TRANSLATE_NOOP("Param", "Learning rate"),
              QT_TRANSLATE_NOOP("Param", "Size of a gradient step; als has none.")},
             {1e-5, 1, ParamScale::Log})
        .add("decay", &MfParams::decay,
             {QT_TRANSLATE_NOOP("Param", "Decay"),
              QT_TRANSLATE_NOOP("Param", "What is left of the learning rate after each epoch.")},
             {0.5, 1})
        .add("l2", &MfParams::l2,
             {QT_TRANSLATE_NOOP("Param", "L2"),
              QT_TRANSLATE_NOOP("Param", "Regularisation of the vectors for each rating.")},
             {0, 10, ParamScale::Log})
        .add("bias-l2", &MfParams::biasL2,
             {QT_TRANSLATE_NOOP("Param", "L2 of biases"),
              QT_TRANSLATE_NOOP("Param", "Regularisation of a shopper's and a product's mean for each rating.")},
             {0, 10, ParamScale::Log});

/// Matrix factorisation of ratings with biases (Koren, Bell & Volinsky 2009).
class MfRecommender : public Algorithm<MfRecommender, MfParams, RatingRecommender>, public FoldsIn
{
public:
    static constexpr const char *kId = "mf";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const { writeFactors(out); }
    void read(SnapshotReader &in) { readFactors(in, static_cast<std::size_t>(m_params.factors)); }
    void take(const std::vector<float> &users, const std::vector<float> &products);

    double foldInSeconds(double visits) const override { return ratingFoldInSeconds(m_params.factors, visits); }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double rows = static_cast<double>(shape.users + shape.items), ratings = static_cast<double>(shape.pairs);
        const double step = m_params.solver == "sgd" ? 40 + .25 * m_params.factors : 6.0 * m_params.factors;
        return {.seconds = 0.05 + m_params.epochs * ratings * step * 1e-9 / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(rows * m_params.factors * 16 + ratings * 28)};
    }

protected:
    Ridge ridge() const override { return {m_params.l2, m_params.biasL2}; }
};

struct MfState
{
    std::vector<float> users, items; ///< [. x stride]
    static constexpr std::array kArrays{&MfState::users, &MfState::items};
};

class MfLearner : public StateLearner<MfState>
{
public:
    MfLearner(MfRecommender &recommender, const StandardRatings &ratings, const MfParams &params, std::uint64_t seed)
        : StateLearner(startOf(ratings.byUser, static_cast<std::size_t>(params.factors), seed)),
          m_recommender(recommender), m_ratings(ratings), m_byItem(ratings.byUser.transposed()), m_params(params),
          m_factors(static_cast<std::size_t>(params.factors)), m_strata(ratings.byUser, seed)
    {
        for (std::uint32_t i = 0; i < m_byItem.rows; ++i) // what nobody rated is average
            if (m_byItem.row(i).empty())
                std::fill_n(m_state.items.begin() + static_cast<std::ptrdiff_t>(i * stride()), m_factors, 0.0F);
    }
    EpochResult epoch(int number, JobContext &job) override
    {
        const double sum = m_params.solver == "sgd" ? descend(number, job) : solveInTurns(job);
        const auto samples = m_ratings.byUser.entries();
        const double variance = m_ratings.scale.deviation * m_ratings.scale.deviation;
        return {.loss = variance * sum / static_cast<double>(std::max<std::size_t>(1, samples)), .samples = samples};
    }
    void publish() override { m_recommender.take(m_state.users, m_state.items); }
    bool isFinite() const override { return kernels::allFinite(m_state.users) && kernels::allFinite(m_state.items); }

private:
    static MfState startOf(const SparseRows &ratings, std::size_t factors, std::uint64_t seed)
    {
        return {ratingRows(ratings.rows, factors, factors + 1, deriveSeed(seed, 11)),
                ratingRows(ratings.cols, factors, factors, deriveSeed(seed, 12))};
    }
    std::size_t stride() const { return m_factors + RatingRecommender::kBiases; }

    double descend(int number, JobContext &job)
    {
        const auto rate = static_cast<float>(m_params.learningRate * std::pow(m_params.decay, number - 1));
        const auto l2 = static_cast<float>(m_params.l2), biasL2 = static_cast<float>(m_params.biasL2);
        return m_strata.sweep(number, job, [&](Strata::Block &block) {
            double squares = 0;
            for (const auto at : block.order) {
                const auto [user, item, rating] = block.pairs[at];
                const float error =
                    kernels::ratingStep(m_state.users.data() + user * stride(), m_state.items.data() + item * stride(),
                                        m_factors, rating, rate, l2, biasL2);
                squares += error * error;
            }
            return squares;
        });
    }
    double solveInTurns(JobContext &job)
    {
        solveSide(m_byItem, m_state.users, m_factors + 1, m_state.items, m_factors, job);
        return solveSide(m_ratings.byUser, m_state.items, m_factors, m_state.users, m_factors + 1, job);
    }
    /// Rows of [factors, bias] by least squares over the other side's [factors, 1].
    /// @param otherOne, one  the place of the constant 1 on each side; the bias has the other's
    /// @return the squares that are left, ridges included
    double solveSide(const SparseRows &ratings, const std::vector<float> &others, std::size_t otherOne,
                     std::vector<float> &rows, std::size_t one, JobContext &job) const;

    MfRecommender &m_recommender;
    const StandardRatings &m_ratings;
    SparseRows m_byItem;
    const MfParams &m_params;
    std::size_t m_factors;
    Strata m_strata;
};

double MfLearner::solveSide(const SparseRows &ratings, const std::vector<float> &others, std::size_t otherOne,
                            std::vector<float> &rows, std::size_t one, JobContext &job) const
{
    constexpr std::size_t kGrain = 16;
    const auto size = m_factors + 1;
    std::vector<double> parts(ratings.rows / kGrain + 1);
    parallelFor(ratings.rows, kGrain, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0)
            job.checkpoint();
        std::vector<float> vectors, weights, targets, row(size), scratch(5 * size), diagonal(size);
        for (auto r = begin; r < end; ++r) {
            const auto columns = ratings.row(static_cast<std::uint32_t>(r));
            if (columns.empty())
                continue;
            const auto count = columns.size();
            vectors.resize(count * size);
            weights.assign(count, 1);
            targets.resize(count);
            for (std::size_t i = 0; i < count; ++i) {
                const float *other = others.data() + columns[i] * stride();
                std::copy_n(other, m_factors, vectors.data() + i * size);
                vectors[i * size + m_factors] = 1;
                targets[i] = ratings.rowValues(static_cast<std::uint32_t>(r))[i] - other[one]; // its bias stands there
            }
            diagonal.assign(size, static_cast<float>(m_params.l2 * static_cast<double>(count)));
            diagonal[m_factors] = static_cast<float>(m_params.biasL2 * static_cast<double>(count));
            float *own = rows.data() + r * stride();
            std::copy_n(own, m_factors, row.begin());
            row[m_factors] = own[otherOne];
            parts[begin / kGrain] += kernels::solveSquares({.vectors = vectors.data(),
                                                            .weights = weights.data(),
                                                            .targets = targets.data(),
                                                            .diagonal = diagonal.data(),
                                                            .count = count,
                                                            .size = size},
                                                           row.data(), 20, 1e-4F, scratch.data());
            std::copy_n(row.begin(), m_factors, own);
            own[otherOne] = row[m_factors];
        }
    });
    double sum = 0;
    for (const auto part : parts)
        sum += part;
    return sum;
}

void MfRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
{
    const StandardRatings ratings(from.events);
    m_scale = ratings.scale;
    MfLearner learner(*this, ratings, m_params, options.seed);
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

void MfRecommender::take(const std::vector<float> &users, const std::vector<float> &products)
{
    const auto stride = static_cast<std::size_t>(m_params.factors) + kBiases;
    m_users = users;
    setItems(Embedding::of(products, stride));
}

const bool kRegistered = registerAlgorithm<MfRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Matrix factorisation of ratings"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Predicts the rating a shopper would give, from biases and vectors: for logs with "
                                "ratings, when the rating itself is asked for."),
             .paper = "Koren, Bell & Volinsky, Matrix factorization techniques for recommender systems, Computer 2009",
             .needs = {Need::Ratings}});

} // namespace
} // namespace aisle
