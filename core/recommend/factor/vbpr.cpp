#include "core/numeric/decomposition/embeddingof.h"
#include "core/numeric/tensorlearner.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/factor/pairfoldin.h"
#include "core/recommend/fitting.h"
#include "core/recommend/pairbatches.h"
#include "core/recommend/pairvalues.h"
#include "core/recommend/productfeatures.h"

#include <algorithm>
#include <limits>

namespace aisle {
namespace {

struct VbprParams : OptimiserParams
{
    VbprParams()
    {
        learningRate = 5e-3;
        batchSize = 1024;
        epochs = 100;
        l2 = 0.05;
    }
    int factors = 128;
    int featureFactors = 64;
};

const auto kTable = withOptimiser(
    withFactors(ParamTable<VbprParams>{})
        .add("feature-factors", &VbprParams::featureFactors,
             {QT_TRANSLATE_NOOP("Param", "Factors of features"),
              QT_TRANSLATE_NOOP("Param", "How many directions of taste are read from the products' features, beside "
                                         "those that are learnt from events alone.")},
             {1, 1024, ParamScale::PowerOfTwo}));

/// Everything that is learnt.
struct VbprState
{
    at::Tensor users;       ///< [shoppers x factors + feature factors] taste in products, then in their features
    at::Tensor items;       ///< [products x factors]
    at::Tensor biases;      ///< [products x 1]
    at::Tensor projection;  ///< [all dims x feature factors]
    at::Tensor featureBias; ///< [all dims x 1] what everybody likes of the features

    std::vector<at::Tensor *> tensors() { return {&users, &items, &biases, &projection, &featureBias}; }
};

VbprState makeState(const VbprParams &params, std::int64_t users, std::int64_t items, std::int64_t dims,
                    std::uint64_t seed)
{
    constexpr double kFirst = 0.1; // as BPR's: nearer to 0 only the biases learn for a long time
    const std::int64_t own = params.factors, read = params.featureFactors;
    return {.users = normalTensor({users, own + read}, kFirst, deriveSeed(seed, 1)),
            .items = normalTensor({items, own}, kFirst, deriveSeed(seed, 2)),
            .biases = at::zeros({items, 1}),
            .projection = normalTensor({dims, read}, kFirst, deriveSeed(seed, 3)),
            .featureBias = at::zeros({dims, 1})};
}

/// Visual BPR (He & McAuley 2016) over whatever vectors products have: a shopper's taste is a vector of factors, and
/// another over a projection of the products' features. Pairs are ranked as BPR does. What nobody has chosen has no
/// factors of its own and is never the product that a pair loses to: its features place it.
class VbprRecommender : public Algorithm<VbprRecommender, VbprParams, DotProductRecommender>,
                        public Explains,
                        public FoldsIn
{
public:
    static constexpr const char *kId = "vbpr";
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
    /// @param state  items and biases of products without events are 0
    void take(const VbprState &state);

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        constexpr double kDims = 256;
        const double pairs = static_cast<double>(shape.pairs), size = m_params.factors + m_params.featureFactors;
        const double rows = static_cast<double>(shape.users + shape.items);
        const double operations = 8 * size + 6 * kDims * m_params.featureFactors;
        return {.seconds = 0.1 + m_params.epochs * pairs * (1.5e-6 + operations * 3e-11) / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(3e7 + rows * size * 20 + pairs * 16 +
                                                         static_cast<double>(shape.items) * kDims * 12)};
    }
    std::int64_t parameterCount() const override
    {
        auto state = m_state;
        return m_state.users.defined() ? countNumbers(state.tensors()) : 0;
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override { return embeddingOf(m_state.users); }
    double foldInSeconds(double visits) const override
    {
        return pairFoldInSeconds(visits, static_cast<double>(width()));
    }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;

protected:
    std::uint32_t biasColumns() const override { return 1; }
    bool knows(const Request &request) const override
    {
        return DotProductRecommender::knows(request) || isDescribed(request.history, m_described);
    }
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override
    {
        parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
            for (auto p = begin; p < end; ++p)
                writeVector(*requests[p], vectors.subspan(p * (width() + 1), width() + 1));
        });
    }

private:
    std::size_t width() const { return static_cast<std::size_t>(m_params.factors + m_params.featureFactors); }
    void writeVector(const Request &request, std::span<float> vector) const
    {
        const auto user = request.user;
        vector[width()] = 1;
        if (!user || user->value >= m_state.users.size(0))
            return foldInByPairs(items(), request.history, vector.first(width()));
        std::copy_n(m_state.users.data_ptr<float>() + user->value * width(), width(), vector.begin());
    }

    ProductFeatures m_features;
    std::vector<std::uint8_t> m_described; ///< [products]
    VbprState m_state;                     ///< on the CPU
    std::optional<int> m_bestEpoch;
};

class VbprLearner : public TensorLearner
{
public:
    VbprLearner(VbprRecommender &recommender, const TrainingSet &train, const VbprParams &params,
                const FitOptions &options, const ProductFeatures &features, std::unique_ptr<VbprState> state)
        : TensorLearner(state->tensors(), params, options), m_recommender(recommender), m_params(params),
          m_batches(train.byUser(), 1, params.batchSize, drawingShares(train.valuesByUser())),
          m_features(features.rows.to(device())), m_sold(soldProducts(train).to(device())), m_state(std::move(state))
    {
    }
    void publish() override
    {
        auto now = *m_state;
        now.items = now.items.detach() * m_sold;
        now.biases = now.biases.detach() * m_sold;
        m_recommender.take(now);
    }

private:
    /// What one product of a pair has of its own.
    struct Side
    {
        std::span<const std::int64_t> index;
        at::Tensor sold, vectors, biases; ///< [pairs x .]
    };

    std::size_t beginEpoch(int, std::uint64_t seed) override { return m_batches.begin(seed); }
    Side sideOf(std::span<const std::int64_t> index) const
    {
        const auto places = indexTensor(index, device());
        const auto sold = m_sold.index_select(0, places);
        return {index, sold, m_state->items.detach().index_select(0, places) * sold,
                m_state->biases.detach().index_select(0, places) * sold};
    }
    /// @param pull  gradient by the margin [pairs x 1] @param taste  of the pairs' shoppers in products
    void move(const Side &side, const at::Tensor &pull, const at::Tensor &taste)
    {
        addRows(m_state->items.mutable_grad(), side.index, pull * taste * side.sold);
        addRows(m_state->biases.mutable_grad(), side.index, pull * side.sold);
        touchRows(1, side.index);
        touchRows(2, side.index);
    }
    StepResult step(std::size_t number) override
    {
        const auto batch = m_batches.batch(number);
        const auto up = sideOf(batch.items), down = sideOf(batch.negatives);
        const auto features = m_features.index_select(0, indexTensor(up.index, device())) -
                              m_features.index_select(0, indexTensor(down.index, device()));
        const auto users = m_state->users.detach().index_select(0, indexTensor(batch.users, device()));
        const auto taste = users.narrow(1, 0, m_params.factors);
        const auto reading = users.narrow(1, m_params.factors, m_params.featureFactors);
        const auto apart = up.vectors - down.vectors, read = at::mm(features, m_state->projection.detach());
        const auto margin = (taste * apart).sum(1, true) + (reading * read).sum(1, true) + up.biases - down.biases +
                            at::mm(features, m_state->featureBias.detach());
        const auto counts = down.sold;
        const auto pull = at::sigmoid(-margin) * counts / -static_cast<double>(batch.size());
        addRows(m_state->users.mutable_grad(), batch.users, at::cat({pull * apart, pull * read}, 1));
        touchRows(0, batch.users);
        move(up, pull, taste);
        move(down, -pull, taste);
        m_state->projection.mutable_grad().addmm_(features.t(), pull * reading);
        m_state->featureBias.mutable_grad().addmm_(features.t(), pull);
        return {.loss = (at::softplus(-margin) * counts).sum().item<double>(), .samples = batch.size()};
    }

    VbprRecommender &m_recommender;
    const VbprParams &m_params;
    PairBatches m_batches;
    at::Tensor m_features; ///< [products x all dims]
    at::Tensor m_sold;     ///< [products x 1]
    std::unique_ptr<VbprState> m_state;
};

void VbprRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
{
    const auto &train = from.events;
    m_features = describedProducts(from, job);
    m_described = m_features.known();
    auto state = std::make_unique<VbprState>(
        makeState(m_params, train.userCount(), train.itemCount(), m_features.rows.size(1), options.seed));
    VbprLearner learner(*this, train, m_params, options, m_features, std::move(state));
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

void VbprRecommender::take(const VbprState &state)
{
    const at::NoGradGuard noGrad;
    m_state = state;
    for (auto *tensor : m_state.tensors())
        *tensor = tensor->detach().to(at::kCPU, at::kFloat, false, true);
    const auto read = at::mm(m_features.rows, m_state.projection);
    const auto bias = m_state.biases + at::mm(m_features.rows, m_state.featureBias);
    setItems(embeddingOf(at::cat({m_state.items, read, bias}, 1)));
}

std::vector<Reason> VbprRecommender::explain(const Request &request, ItemIndex item) const
{
    if (!knows(request))
        return {};
    const at::NoGradGuard noGrad;
    std::vector<float> shopper(width() + 1);
    writeVector(request, shopper);
    const auto taste = viewOf(std::span(shopper).first(width()), {static_cast<std::int64_t>(width()), 1});
    const auto reading = taste.narrow(0, m_params.factors, m_params.featureFactors);
    auto reasons = m_features.reasons(item, toVector(at::mm(m_state.projection, reading) + m_state.featureBias));
    const auto own = at::mm(m_state.items.narrow(0, item.value, 1), taste.narrow(0, 0, m_params.factors)) +
                     m_state.biases[item.value];
    reasons.push_back({.text = kOwnEventsReason, .contribution = own.item<double>()});
    std::ranges::stable_sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

void VbprRecommender::write(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    m_features.write(out);
    out.value(m_state.users.size(0));
    auto state = m_state;
    for (const auto *tensor : state.tensors())
        writeTensor(out, *tensor);
}

void VbprRecommender::read(SnapshotReader &in)
{
    m_bestEpoch = in.epoch();
    m_features = ProductFeatures::read(in, m_catalogue.size());
    m_described = m_features.known();
    const auto users = in.value<std::int64_t>(), dims = m_features.rows.size(1);
    in.check(users >= 0 && users <= std::numeric_limits<std::uint32_t>::max());
    in.expect(static_cast<std::uint64_t>(users) * width(), sizeof(float));
    in.expect(std::uint64_t(m_catalogue.size()) * static_cast<std::uint64_t>(m_params.factors), sizeof(float));
    in.expect(static_cast<std::uint64_t>(dims * m_params.featureFactors), sizeof(float));
    auto state = makeState(m_params, users, m_catalogue.size(), dims, 0);
    for (auto *tensor : state.tensors())
        readInto(in, *tensor);
    take(state);
}

const bool kRegistered = registerAlgorithm<VbprRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "VBPR"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "BPR that also learns which pictures, texts or other vectors a shopper likes: where "
                                "looks or wording decide, and new products come all the time."),
             .paper = "He & McAuley, VBPR: Visual Bayesian personalized ranking from implicit feedback, AAAI 2016",
             .needs = {Need::Text}});

} // namespace
} // namespace aisle
