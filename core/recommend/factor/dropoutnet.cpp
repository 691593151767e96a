#include "core/common/lookup/mapped.h"
#include "core/jobs/quietpart.h"
#include "core/numeric/decomposition/embeddingof.h"
#include "core/numeric/tensorlearner.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/factor/factors.h"
#include "core/recommend/factor/leastsquares.h"
#include "core/recommend/fitting.h"
#include "core/recommend/memberrun.h"
#include "core/recommend/pairvalues.h"
#include "core/recommend/productfeatures.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aisle {
namespace {

struct DropoutNetParams : OptimiserParams
{
    DropoutNetParams()
    {
        learningRate = 2e-3;
        batchSize = 128;
        epochs = 100;
        l2 = 1e-2;
    }
    int factors = 128;
    int hidden = 512;
    double dropout = 0.8;
};

const auto kTable = withOptimiser(
    withFactors(ParamTable<DropoutNetParams>{})
        .add("hidden", &DropoutNetParams::hidden,
             {QT_TRANSLATE_NOOP("Param", "Hidden width"),
              QT_TRANSLATE_NOOP("Param", "Width of the layer between what is known of a product and its factors.")},
             {1, 4096, ParamScale::Log})
        .add("item-dropout", &DropoutNetParams::dropout,
             {QT_TRANSLATE_NOOP("Param", "Left-out factors"),
              QT_TRANSLATE_NOOP("Param", "Share of products whose factors a step withholds, so that the network learns "
                                         "to do with what is written or shown of them, as it must for new ones.")},
             {0, 1}));

constexpr int kSolverSteps = 3;

/// The factor model underneath: implicit alternating least squares.
struct Factors
{
    std::vector<float> users, items; ///< row-major [. x factors]
};

ImplicitObjective objectiveOf(double unobserved, const PairValues &values)
{
    return {.unobserved = unobserved, .l2 = 0.015, .valuesAreWeights = !values.areOnes()};
}

/// [shoppers x products] how much each pair counts.
SparseRows weighed(const TrainingSet &train, const PairValues &values)
{
    if (values.areOnes())
        return train.byUser();
    auto pairs = values.byUser(train);
    for (auto &value : pairs.values)
        value *= value;
    return pairs;
}

Factors factorsOf(const SparseRows &pairs, std::size_t size, ImplicitSolver &solver, std::uint64_t seed,
                  JobContext &job)
{
    constexpr int kEpochs = 16;
    const auto byItem = pairs.transposed();
    Factors factors{.users = drawnRows(pairs.rows, size, 0.1 / std::sqrt(static_cast<double>(size)), seed),
                    .items = std::vector<float>(pairs.cols * size)};
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
        QuietPart quiet(job);
        job.progress(static_cast<double>(epoch) / kEpochs, QStringLiteral("solving for factors"));
        if (!solver.turn(factors.users, factors.items))
            break;
        solver.sweep(byItem, factors.users, factors.items, kSolverSteps, quiet);
        if (!solver.turn(factors.items, factors.users))
            break;
        solver.sweep(pairs, factors.items, factors.users, kSolverSteps, quiet);
    }
    return factors;
}

/// From a product's factors and features to its factors: what is withheld is 0.
struct ItemNetwork
{
    at::Tensor ofFactors;  ///< [factors x hidden]
    at::Tensor ofFeatures; ///< [all dims x hidden]
    at::Tensor innerBias;  ///< [hidden]
    at::Tensor outer;      ///< [hidden x factors]
    at::Tensor outerBias;  ///< [factors]

    std::vector<at::Tensor *> tensors() { return {&ofFactors, &ofFeatures, &innerBias, &outer, &outerBias}; }
    at::Tensor operator()(const at::Tensor &factors, const at::Tensor &features) const
    {
        const auto inner = at::relu(at::addmm(at::addmm(innerBias, factors, ofFactors), features, ofFeatures));
        return factors + at::addmm(outerBias, inner, outer);
    }
};

ItemNetwork makeNetwork(std::int64_t factors, std::int64_t dims, std::int64_t hidden, std::uint64_t seed)
{
    const auto weight = [&](std::int64_t rows, std::int64_t columns, double deviation, std::uint64_t stream) {
        return normalTensor({rows, columns}, deviation, deriveSeed(seed, stream));
    };
    return {.ofFactors = weight(factors, hidden, 1 / std::sqrt(static_cast<double>(factors)), 1),
            .ofFeatures = weight(dims, hidden, 1, 2), // rows of features have length 1
            .innerBias = at::zeros({hidden}),
            .outer = weight(hidden, factors, 0.1 / std::sqrt(static_cast<double>(hidden)), 3),
            .outerBias = at::zeros({factors})};
}

/// DropoutNet (Volkovs, Yu & Poutanen 2017): a network that is given a product's factors and what is written or shown
/// of it learns to give the factor model's scores back, with the factors withheld now and then; what nobody has chosen
/// has none and is placed by the rest. The squared error is that of all shoppers' scores at once, by their Gram matrix,
/// rather than of drawn pairs. A shopper, known or new, is solved for on the products' new factors by least squares,
/// where the paper averages the old ones.
class DropoutNetRecommender : public Algorithm<DropoutNetRecommender, DropoutNetParams, DotProductRecommender>,
                              public Explains,
                              public FoldsIn
{
public:
    static constexpr const char *kId = "dropoutnet";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.takesItemFeatures = true,
                                    .newItem = ColdStart::Content,
                                    .explainsExactly = true,
                                    .iterative = true,
                                    .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);
    /// @param items  [products x factors] as the network gives them @param parts  the same of nothing, then of one
    /// table
    ///               more each, factors withheld
    void take(const at::Tensor &items, const std::vector<at::Tensor> &parts, std::vector<float> users,
              const SparseRows &pairs, JobContext &job);

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        constexpr double kDims = 256;
        const double items = static_cast<double>(shape.items), size = m_params.factors, hidden = m_params.hidden;
        const double rows = static_cast<double>(shape.users) + items, pairs = static_cast<double>(shape.pairs);
        const double solving = 16 * (pairs * 10 * size * 0.17e-9 + rows * size * size * 0.08e-9);
        return {.seconds = 0.1 + (solving + m_params.epochs * (items * (6 * hidden * (2 * size + kDims)) * 3e-11 +
                                                               pairs * 6 * size * 0.17e-9)) /
                                     threadCount(),
                .memoryBytes = static_cast<std::int64_t>(3e7 + rows * size * 24 + items * (kDims + hidden) * 8)};
    }
    std::int64_t parameterCount() const override { return m_parameters; }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override { return Embedding::of(m_users, size()); }
    double foldInSeconds(double visits) const override { return (60 * visits * 0.17e-9 + 2e-8) * m_params.factors; }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;

protected:
    bool knows(const Request &request) const override
    {
        return DotProductRecommender::knows(request) || isDescribed(request.history, m_described);
    }
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

private:
    std::size_t size() const { return static_cast<std::size_t>(m_params.factors); }
    ImplicitSolver solver() const
    {
        ImplicitSolver solver(m_objective, size());
        solver.setEigenvalues(m_eigenvalues);
        return solver;
    }
    void writeVector(const Request &request, const ImplicitSolver &solver, std::span<float> vector) const;

    std::vector<std::string> m_names;      ///< of the tables
    std::vector<std::uint8_t> m_described; ///< [products]
    std::vector<float> m_parts;            ///< [1 + tables x products x factors], see take()
    std::vector<float> m_users;            ///< [shoppers x factors]
    std::vector<float> m_eigenvalues;
    ImplicitObjective m_objective;
    PairValues m_values;
    std::int64_t m_parameters = 0;
    std::optional<int> m_bestEpoch;
};

class DropoutNetLearner : public TensorLearner
{
public:
    DropoutNetLearner(DropoutNetRecommender &recommender, const TrainingSet &train, const SparseRows &pairs,
                      const DropoutNetParams &params, const FitOptions &options, const ProductFeatures &features,
                      Factors factors, std::unique_ptr<ItemNetwork> network)
        : TensorLearner(network->tensors(), params, options), m_recommender(recommender), m_pairs(pairs),
          m_params(params), m_tables(features.dims), m_features(features.rows.to(device())),
          m_users(std::move(factors.users)), m_network(std::move(network))
    {
        const auto view = [&](const std::vector<float> &rows) {
            return viewOf(rows, {static_cast<std::int64_t>(rows.size()) / params.factors, params.factors});
        };
        const auto items = view(factors.items) * soldProducts(train), users = view(m_users);
        m_sold = soldPlaces(train);
        m_items = items.to(device());
        auto gram = at::mm(users.t(), users);
        const auto scores =
            (at::mm(items, gram) * items).sum() / static_cast<double>(std::max<std::size_t>(1, m_sold.size()));
        m_gram = (gram / scores.clamp_min(1e-12)).to(device());
    }
    void publish() override
    {
        const at::NoGradGuard noGrad;
        const auto nothing = at::zeros_like(m_items);
        auto known = at::zeros_like(m_features);
        std::vector<at::Tensor> parts{(*m_network)(nothing, known)};
        std::int64_t first = 0;
        for (const auto dims : m_tables) {
            known.narrow(1, first, dims).copy_(m_features.narrow(1, first, dims));
            parts.push_back((*m_network)(nothing, known));
            first += dims;
        }
        SilentContext silent;
        m_recommender.take((*m_network)(m_items, m_features), parts, m_users, m_pairs, silent);
    }

private:
    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_seed = seed;
        m_order = m_sold;
        Random(seed).shuffle(m_order);
        const auto batch = static_cast<std::size_t>(m_params.batchSize);
        return (m_order.size() + batch - 1) / batch;
    }
    StepResult step(std::size_t number) override
    {
        const auto begin = number * static_cast<std::size_t>(m_params.batchSize);
        const auto count = std::min(m_order.size() - begin, static_cast<std::size_t>(m_params.batchSize));
        const auto which = indexTensor(std::span(m_order).subspan(begin, count), device());
        const auto isKept = [this](Random &random) { return random.uniform() >= m_params.dropout ? 1.0 : 0.0; };
        const auto keep =
            drawnTensor({static_cast<std::int64_t>(count), 1}, deriveSeed(m_seed, number), isKept).to(device());
        const auto wanted = m_items.index_select(0, which);
        const auto off = (*m_network)(wanted * keep, m_features.index_select(0, which)) - wanted;
        const auto loss = (at::mm(off, m_gram) * off).sum();
        (loss / static_cast<double>(count)).backward();
        return {.loss = loss.item<double>(), .samples = count};
    }

    DropoutNetRecommender &m_recommender;
    const SparseRows &m_pairs;
    const DropoutNetParams &m_params;
    std::vector<std::int64_t> m_tables; ///< dims of each
    at::Tensor m_features;              ///< [products x all dims]
    at::Tensor m_items;                 ///< [products x factors]; 0 without events
    at::Tensor m_gram;                  ///< [factors x factors] of the shoppers, a product's scores 1 in the mean
    std::vector<float> m_users;
    std::vector<std::int64_t> m_sold, m_order;
    std::uint64_t m_seed = 0;
    std::unique_ptr<ItemNetwork> m_network;
};

void DropoutNetRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks,
                                  JobContext &job)
{
    const auto &train = from.events;
    const auto features = describedProducts(from, job);
    m_names = features.names;
    m_described = features.known();
    m_values = PairValues(train);
    m_objective = objectiveOf(unobservedWeight(train.byUser()), m_values);
    const auto pairs = weighed(train, m_values);
    PartOfJob first(job, 0, .2), second(job, .2, 1);
    ImplicitSolver solver(m_objective, size());
    auto factors = factorsOf(pairs, size(), solver, deriveSeed(options.seed, 0), first);
    auto network = std::make_unique<ItemNetwork>(
        makeNetwork(m_params.factors, features.rows.size(1), m_params.hidden, deriveSeed(options.seed, 1)));
    m_parameters = countNumbers(network->tensors()) + static_cast<std::int64_t>(factors.users.size());
    DropoutNetLearner learner(*this, train, pairs, m_params, options, features, std::move(factors), std::move(network));
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, second);
}

void DropoutNetRecommender::take(const at::Tensor &items, const std::vector<at::Tensor> &parts,
                                 std::vector<float> users, const SparseRows &pairs, JobContext &job)
{
    auto vectors = toVector(items), turned = toVector(at::cat(parts, 0));
    const auto count = turned.size();
    turned.insert(turned.end(), users.begin(), users.end());
    ImplicitSolver solver(m_objective, size());
    if (!solver.turn(vectors, turned))
        vectors.assign(vectors.size(), std::numeric_limits<float>::quiet_NaN()); // which rank() refuses
    m_parts.assign(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(count));
    m_users.assign(turned.begin() + static_cast<std::ptrdiff_t>(count), turned.end());
    m_eigenvalues = solver.eigenvalues();
    solver.sweep(pairs, vectors, m_users, kSolverSteps, job);
    setItems(Embedding::of(std::move(vectors), size()));
}

void DropoutNetRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    const auto solver = this->solver();
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p)
            writeVector(*requests[p], solver, vectors.subspan(p * size(), size()));
    });
}

void DropoutNetRecommender::writeVector(const Request &request, const ImplicitSolver &solver,
                                        std::span<float> vector) const
{
    if (const auto user = request.user; user && user->value < m_users.size() / size()) {
        std::copy_n(m_users.begin() + static_cast<std::ptrdiff_t>(user->value * size()), size(), vector.begin());
        return;
    }
    const auto held = m_values.of(request.history);
    const auto columns = mapped<std::vector<std::uint32_t>>(held, [](const Held &each) { return each.item.value; });
    const auto weights = mapped<std::vector<float>>(held, [](const Held &each) { return each.value * each.value; });
    solver.solve(columns, weights, items().values, vector);
}

/// What each table adds to those before it, and the product's events to all of them.
std::vector<Reason> DropoutNetRecommender::explain(const Request &request, ItemIndex item) const
{
    if (!knows(request))
        return {};
    std::vector<float> shopper(size());
    writeVector(request, solver(), shopper);
    const auto scoreOf = [&](const float *row) {
        return static_cast<double>(kernels::dot(shopper.data(), row, size()));
    };
    std::vector<Reason> reasons;
    double before = 0;
    const auto add = [&](std::string text, const float *row) {
        const double score = scoreOf(row);
        reasons.push_back({.text = std::move(text), .contribution = score - before});
        before = score;
    };
    for (std::size_t t = 0; t <= m_names.size(); ++t)
        add(t == 0 ? "popular" : "features '" + m_names[t - 1] + "'",
            m_parts.data() + (t * m_catalogue.size() + item.value) * size());
    add(kOwnEventsReason, items().row(item.value).data());
    std::ranges::stable_sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

void DropoutNetRecommender::write(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    out.value(m_parameters);
    out.value(static_cast<std::uint32_t>(m_names.size()));
    for (const auto &name : m_names)
        writeText(out, name);
    out.value(m_objective.unobserved);
    out.array(m_eigenvalues);
    out.array(items().values);
    out.array(m_parts);
    out.array(m_users);
    out.array(m_described);
    m_values.save(out);
}

void DropoutNetRecommender::read(SnapshotReader &in)
{
    m_bestEpoch = in.epoch();
    m_parameters = in.value<std::int64_t>();
    in.check(m_parameters >= 0);
    const auto tables = in.value<std::uint32_t>();
    in.expect(tables, sizeof(std::uint64_t));
    for (std::uint32_t t = 0; t < tables; ++t)
        m_names.push_back(readText(in));
    const auto unobserved = in.value<double>();
    in.check(unobserved >= 0 && unobserved <= 1);
    const auto numbers = m_catalogue.size() * size();
    m_eigenvalues = in.array<float>(size());
    setItems(Embedding::of(in.array<float>(numbers), size()));
    m_parts = in.array<float>(numbers * (std::size_t(tables) + 1));
    m_users = in.wholeRows<float>(size());
    m_described = in.array<std::uint8_t>(m_catalogue.size());
    m_values = PairValues::load(in);
    m_objective = objectiveOf(unobserved, m_values);
}

const bool kRegistered = registerAlgorithm<DropoutNetRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "DropoutNet"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "A factor model, and a network that gives new products factors by what is written "
                                "or shown of them: for shops where much is new and most has a history."),
             .paper = "Volkovs, Yu & Poutanen, DropoutNet: Addressing cold start in recommender systems, NeurIPS 2017",
             .needs = {Need::Text}});

} // namespace
} // namespace aisle
