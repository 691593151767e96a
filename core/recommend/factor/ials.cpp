#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/factor/factors.h"
#include "core/recommend/factor/leastsquares.h"
#include "core/recommend/factor/statelearner.h"
#include "core/recommend/fitting.h"
#include "core/recommend/pairvalues.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace aisle {
namespace {

struct IalsParams
{
    int factors = 128;
    int epochs = 16;
    double l2 = 0.015;
    double unobserved = 0;
    double scale = 1;
    double countWeight = 0;
    int steps = 3;
};

const auto kTable =
    withEpochs(withFactors(ParamTable<IalsParams>{}),
               QT_TRANSLATE_NOOP("Param", "Times that both sides are solved, at most."))
        .add("l2", &IalsParams::l2,
             {QT_TRANSLATE_NOOP("Param", "L2"),
              QT_TRANSLATE_NOOP("Param", "Regularisation of a vector for each of its events.")},
             {0, 100, ParamScale::Log})
        .add("unobserved-weight", &IalsParams::unobserved,
             {QT_TRANSLATE_NOOP("Param", "Weight of what was not chosen"),
              QT_TRANSLATE_NOOP("Param", "How much a product that a shopper does not have counts as a 0; one they have "
                                         "counts 1. 0 follows the data: six times its density.")},
             {0, 1, ParamScale::Log})
        .add("l2-scale", &IalsParams::scale,
             {QT_TRANSLATE_NOOP("Param", "L2 by frequency"),
              QT_TRANSLATE_NOOP("Param", "1: regularisation grows with a vector's events; 0: it is the same for all.")},
             {0, 1})
        .add("count-weight", &IalsParams::countWeight,
             {QT_TRANSLATE_NOOP("Param", "Weight of repeats"),
              QT_TRANSLATE_NOOP("Param", "A pair seen n times counts 1 + this * log n.")},
             {0, 100, ParamScale::Log})
        .add("solver-steps", &IalsParams::steps,
             {QT_TRANSLATE_NOOP("Param", "Solver steps"),
              QT_TRANSLATE_NOOP("Param", "Conjugate gradient steps a vector and epoch, at most.")},
             {1, 100, ParamScale::Log, false});

/// Implicit alternating least squares (Hu, Koren & Volinsky 2008) with the regularisation by frequency that made it as
/// good as its successors (Rendle et al. 2022). A shopper whom fit() did not see is solved for like all others.
class IalsRecommender : public Algorithm<IalsRecommender, IalsParams, DotProductRecommender>,
                        public FoldsIn,
                        public FollowsData,
                        public Updates
{
public:
    static constexpr const char *kId = "ials";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void update(const Ingredients &from, const Growth &growth, const FitOptions &options, const FitHooks &hooks,
                JobContext &job) override;
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);
    /// @param items, users  row-major [. x factors], items turned by the solver
    void take(const std::vector<float> &items, const std::vector<float> &users, const ImplicitSolver &solver);

    double foldInSeconds(double visits) const override
    {
        constexpr double kSteps = 30; // to the end, of conjugate gradients
        return (2 * kSteps * visits * 0.17e-9 + 4 * m_params.factors * 0.08e-9) * m_params.factors;
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override;
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_users.size() + items().values.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::map<std::string, double> takenValues() const override
    {
        return takenOf({{"unobserved-weight", m_params.unobserved <= 0, m_unobserved}});
    }
    std::optional<Embedding> userEmbedding() const override { return Embedding::of(m_users, size()); }

protected:
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

private:
    std::size_t size() const { return static_cast<std::size_t>(m_params.factors); }
    ImplicitObjective objective() const
    {
        return {.unobserved = m_unobserved,
                .l2 = m_params.l2,
                .scale = m_params.scale,
                .countWeight = m_params.countWeight,
                .valuesAreWeights = !m_values.areOnes()};
    }
    void foldIn(std::span<const Visit> history, const ImplicitSolver &solver, std::span<float> vector) const;

    std::vector<float> m_users; ///< [users x factors]
    std::vector<float> m_eigenvalues;
    double m_unobserved = 0;
    PairValues m_values;
    std::optional<int> m_bestEpoch;
};

ImplicitObjective ofCounts(ImplicitObjective objective)
{
    objective.valuesAreWeights = false;
    return objective;
}

/// Confidence of each pair: of its count alone, or times its value where kinds weigh differently, 1 in the mean.
SparseRows confidences(SparseRows counts, const SparseRows &values, const ImplicitObjective &objective)
{
    const auto unweighed = ofCounts(objective);
    for (std::size_t e = 0; e < counts.entries(); ++e)
        counts.values[e] = values.values[e] * values.values[e] * unweighed.weight(counts.values[e]);
    return counts;
}

struct IalsState
{
    std::vector<float> users, items, eigenvalues;
    static constexpr std::array kArrays{&IalsState::users, &IalsState::items, &IalsState::eigenvalues};
};

class IalsLearner : public StateLearner<IalsState>
{
public:
    IalsLearner(IalsRecommender &recommender, const TrainingSet &train, const IalsParams &params,
                const PairValues &values, const ImplicitObjective &objective, std::vector<float> users,
                std::vector<float> items)
        : StateLearner(
              {std::move(users), std::move(items), std::vector<float>(static_cast<std::size_t>(params.factors))}),
          m_recommender(recommender),
          m_weighedByUser(values.areOnes() ? SparseRows()
                                           : confidences(train.byUser(), values.byUser(train), objective)),
          m_weighedByItem(m_weighedByUser.transposed()), m_byUser(values.areOnes() ? train.byUser() : m_weighedByUser),
          m_byItem(values.areOnes() ? train.byItem() : m_weighedByItem), m_params(params),
          m_solver(objective, static_cast<std::size_t>(params.factors))
    {
    }
    EpochResult epoch(int, JobContext &job) override
    {
        auto &[users, items, eigenvalues] = m_state;
        if (!m_solver.turn(users, items))
            return overflown();
        m_solver.sweep(m_byItem, users, items, m_params.steps, job);
        if (!m_solver.turn(items, users))
            return overflown();
        const double value = m_solver.sweep(m_byUser, items, users, m_params.steps, job);
        eigenvalues = m_solver.eigenvalues();
        const auto pairs = m_byUser.entries();
        return {.loss = value / static_cast<double>(std::max<std::size_t>(1, pairs)), .samples = pairs};
    }
    void publish() override
    {
        m_solver.setEigenvalues(m_state.eigenvalues);
        m_recommender.take(m_state.items, m_state.users, m_solver);
    }
    bool isFinite() const override { return kernels::allFinite(m_state.users) && kernels::allFinite(m_state.items); }

private:
    static EpochResult overflown() { return {.loss = std::numeric_limits<double>::infinity()}; }
    IalsRecommender &m_recommender;
    SparseRows m_weighedByUser, m_weighedByItem; ///< with confidences; empty where counts are enough
    const SparseRows &m_byUser, &m_byItem;
    const IalsParams &m_params;
    ImplicitSolver m_solver;
};

void IalsRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
{
    const auto &train = from.events;
    m_unobserved = m_params.unobserved > 0 ? m_params.unobserved : unobservedWeight(train.byUser());
    m_values = PairValues(train);
    auto users = drawnRows(train.userCount(), size(), 0.1 / std::sqrt(m_params.factors), deriveSeed(options.seed, 0));
    IalsLearner learner(*this, train, m_params, m_values, objective(), std::move(users),
                        std::vector<float>(train.itemCount() * size()));
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

/// Rows of those who were there go on from where they are; a new row starts at 0 and is solved for.
void IalsRecommender::update(const Ingredients &from, const Growth &growth, const FitOptions &options, const FitHooks &,
                             JobContext &job)
{
    const auto &grown = from.events;
    constexpr int kSweeps = 3;
    const ThreadScope threads(options.threads);
    IalsRecommender next(m_params);
    next.m_catalogue = ItemPopularity(grown);
    next.m_unobserved = m_unobserved;
    next.m_values = PairValues(grown);
    std::vector<float> users(grown.userCount() * size()), products(grown.itemCount() * size());
    moveRows(m_users, size(), growth.users, kNoUser, users);
    moveRows(items().values, size(), growth.items, kNoItem, products);
    IalsLearner learner(next, grown, next.m_params, next.m_values, next.objective(), std::move(users),
                        std::move(products));
    learnEpochs(learner, next, kSweeps, options, {}, job);
    next.m_bestEpoch = m_bestEpoch;
    *this = std::move(next);
}

void IalsRecommender::take(const std::vector<float> &items, const std::vector<float> &users,
                           const ImplicitSolver &solver)
{
    m_users = users;
    m_eigenvalues = solver.eigenvalues();
    setItems(Embedding::of(items, size()));
}

void IalsRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    ImplicitSolver solver(objective(), size());
    solver.setEigenvalues(m_eigenvalues);
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto vector = vectors.subspan(p * size(), size());
            if (const auto user = requests[p]->user; user && user->value < m_users.size() / size())
                std::copy_n(m_users.begin() + static_cast<std::ptrdiff_t>(user->value * size()), size(),
                            vector.begin());
            else
                foldIn(requests[p]->history, solver, vector);
        }
    });
}

void IalsRecommender::foldIn(std::span<const Visit> history, const ImplicitSolver &solver,
                             std::span<float> vector) const
{
    std::vector<std::uint32_t> columns;
    for (const auto item : distinctItems(history))
        columns.push_back(item.value);
    std::vector<float> counts(columns.size());
    for (const auto &visit : history)
        counts[static_cast<std::size_t>(std::ranges::lower_bound(columns, visit.item.value) - columns.begin())] += 1;
    if (!m_values.areOnes()) {
        auto ofCounts = objective();
        ofCounts.valuesAreWeights = false;
        const auto held = m_values.of(history);
        for (std::size_t i = 0; i < held.size(); ++i)
            counts[i] = held[i].value * held[i].value * ofCounts.weight(counts[i]);
    }
    solver.solve(columns, counts, items().values, vector);
}

ResourceEstimate IalsRecommender::estimate(const DatasetShape &shape) const
{
    const double rows = static_cast<double>(shape.users + shape.items), size = m_params.factors;
    const double pairs = static_cast<double>(shape.pairs);
    const double solving = pairs * 2 * (m_params.steps + 2) * size * 0.17e-9, turning = rows * size * size * 0.08e-9;
    return {.seconds = 0.02 + m_params.epochs * (solving + turning + rows * 6e-7) / threadCount(),
            .memoryBytes = static_cast<std::int64_t>(
                6e6 + (5. * static_cast<double>(shape.users) + 10.5 * static_cast<double>(shape.items)) * size +
                pairs * 4)};
}

void IalsRecommender::write(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    out.array(m_users);
    out.value(m_unobserved);
    out.array(m_eigenvalues);
    out.array(items().values);
    m_values.save(out);
}

void IalsRecommender::read(SnapshotReader &in)
{
    m_bestEpoch = in.epoch();
    m_users = in.wholeRows<float>(size());
    m_unobserved = in.value<double>();
    m_eigenvalues = in.array<float>(size());
    setItems(Embedding::of(in.array<float>(m_catalogue.size() * size()), size()));
    m_values = PairValues::load(in);
}

const bool kRegistered = registerAlgorithm<IalsRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Implicit ALS"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "Matrix factorisation solved in turns for shoppers and products: a few quick sweeps, "
                                  "for catalogues too large for EASE, and new shoppers are solved for exactly."),
     .paper = "Hu, Koren & Volinsky, Collaborative filtering for implicit feedback datasets, ICDM 2008; Rendle et al., "
              "Revisiting the performance of iALS on item recommendation benchmarks, RecSys 2022"});

} // namespace
} // namespace aisle
