#include "core/common/random.h"
#include "core/numeric/decomposition/embeddingof.h"
#include "core/numeric/sparsetensor.h"
#include "core/params/paramtable.h"
#include "core/recommend/fitting.h"
#include "core/recommend/network/autoencoder.h"
#include "core/recommend/pairvalues.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace aisle {
namespace {

struct RecVaeParams : OptimiserParams
{
    RecVaeParams()
    {
        learningRate = 1e-3;
        batchSize = 128;
        epochs = 100;
    }
    int hidden = 600;
    int factors = 200;
    double dropout = 0.5;
    double divergence = 0.005;
    int encoderSweeps = 3;
};

const auto kTable = withOptimiser(
    withLeftOut(withCode(ParamTable<RecVaeParams>{})
                    .add("hidden", &RecVaeParams::hidden,
                         {QT_TRANSLATE_NOOP("Param", "Hidden width"),
                          QT_TRANSLATE_NOOP("Param", "Width of the encoder's five layers.")},
                         {1, 4096, ParamScale::Log}))
        .add("divergence", &RecVaeParams::divergence,
             {QT_TRANSLATE_NOOP("Param", "Divergence a product"),
              QT_TRANSLATE_NOOP("Param", "Weight of the code's divergence from its prior, for each product of the "
                                         "history.")},
             {0, 1})
        .add("encoder-sweeps", &RecVaeParams::encoderSweeps,
             {QT_TRANSLATE_NOOP("Param", "Encoder's sweeps"),
              QT_TRANSLATE_NOOP("Param", "Sweeps over the shoppers in which the encoder learns, before one in which "
                                         "the decoder does.")},
             {1, 20}));

/// swish layers, each fed with all before it, and normed; then the code's normal.
struct RecVae
{
    static constexpr std::size_t kLayers = 5;
    struct Layer
    {
        at::Tensor weight, bias, gain, shift; ///< [width x width] (the first: [items x width]), [width] each
    };
    std::array<Layer, kLayers> layers;
    at::Tensor mean, meanBias, spread, spreadBias; ///< [code x width], [code]; the spread is a log variance
    at::Tensor output;                             ///< the decoder, [items x code + 1]; a row ends with the bias

    std::vector<at::Tensor *> tensors() ///< the decoder last
    {
        std::vector<at::Tensor *> all;
        for (auto &layer : layers)
            all.insert(all.end(), {&layer.weight, &layer.bias, &layer.gain, &layer.shift});
        all.insert(all.end(), {&mean, &meanBias, &spread, &spreadBias, &output});
        return all;
    }
    RecVae detached() const
    {
        auto copy = *this;
        for (auto *tensor : copy.tensors())
            *tensor = tensor->detach();
        return copy;
    }
};

RecVae makeRecVae(const RecVaeParams &params, std::int64_t items, std::uint64_t seed)
{
    std::uint64_t stream = 0;
    const auto weight = [&](std::int64_t rows, std::int64_t cols) { // Glorot & Bengio 2010
        const double deviation = std::sqrt(2.0 / static_cast<double>(rows + cols));
        return normalTensor({rows, cols}, deviation, deriveSeed(seed, ++stream));
    };
    const std::int64_t code = params.factors, width = params.hidden;
    RecVae network;
    for (auto &layer : network.layers)
        layer = {.weight = &layer == network.layers.data() ? weight(items, width) : weight(width, width),
                 .bias = at::zeros({width}),
                 .gain = at::ones({width}),
                 .shift = at::zeros({width})};
    network.mean = weight(code, width);
    network.meanBias = at::zeros({code});
    network.spread = weight(code, width);
    network.spreadBias = at::zeros({code});
    network.output = weight(items, code + 1);
    network.output.select(1, code).zero_();
    return network;
}

/// A normal of each number.
struct Normal
{
    at::Tensor mean, spread;
    at::Tensor logDensity(const at::Tensor &at) const
    {
        return -0.5 * (spread + std::log(2 * std::numbers::pi) + (at - mean).square() / spread.exp());
    }
};

/// Rows of mean 0 and variance 1. at::layer_norm() adds up its gains' gradients by thread, so that their number would
/// change what is learnt.
at::Tensor normed(const at::Tensor &rows)
{
    constexpr double kEpsilon = 0.1;
    const auto centred = rows - rows.mean(1, true);
    return centred * at::rsqrt(centred.square().mean(1, true) + kEpsilon);
}

/// @param first  the history times the first layer's weights [histories x width]
Normal encode(const RecVae &network, const at::Tensor &first)
{
    at::Tensor before, state = first;
    for (const auto &layer : network.layers) {
        if (before.defined())
            state = at::linear(state, layer.weight) + before;
        const auto active = state + layer.bias;
        state = normed(active * at::sigmoid(active)) * layer.gain + layer.shift;
        before = before.defined() ? before + state : state;
    }
    return {at::linear(state, network.mean, network.meanBias), at::linear(state, network.spread, network.spreadBias)};
}

/// The composite prior: the standard normal, what the encoder of the epoch before said, and a very wide normal.
at::Tensor priorLogDensity(const at::Tensor &code, const Normal &earlier)
{
    constexpr double kStandard = 3.0 / 20, kEarlier = 3.0 / 4, kWide = 1.0 / 10, kWideSpread = 10;
    const auto zero = at::zeros({1}, code.options());
    const auto all = at::stack({Normal{zero, zero}.logDensity(code) + std::log(kStandard),
                                earlier.logDensity(code) + std::log(kEarlier),
                                Normal{zero, zero + kWideSpread}.logDensity(code) + std::log(kWide)},
                               0);
    return at::logsumexp(all, 0);
}

class RecVaeLearner : public TensorLearner
{
public:
    RecVaeLearner(const TrainingSet &train, const RecVaeParams &params, const FitOptions &options,
                  std::unique_ptr<RecVae> network, std::function<void(const RecVae &)> take)
        : TensorLearner(network->tensors(), params, options), m_pairs(train.byUser()),
          m_shares(drawingShares(train.valuesByUser())), m_params(params), m_network(std::move(network)),
          m_take(std::move(take))
    {
        for (std::uint32_t u = 0; u < m_pairs.rows; ++u)
            if (!m_pairs.row(u).empty())
                m_users.push_back(u);
        constexpr std::size_t kSteps = 8, kLeast = 8; // of a sweep; shoppers: a network needs steps to learn
        m_batchSize = std::min(static_cast<std::size_t>(params.batchSize), std::max(kLeast, m_users.size() / kSteps));
    }
    void publish() override { m_take(m_network->detached()); }

private:
    /// The encoder's sweeps, then the decoder's.
    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_epochSeed = seed;
        m_earlier = m_network->detached();
        for (auto *tensor : m_earlier.tensors())
            *tensor = tensor->clone();
        m_batches = (m_users.size() + m_batchSize - 1) / m_batchSize;
        return m_batches * (static_cast<std::size_t>(m_params.encoderSweeps) + 1);
    }
    StepResult step(std::size_t number) override
    {
        const auto sweep = number / m_batches;
        if (number % m_batches == 0) {
            m_order = m_users;
            Random random(deriveSeed(m_epochSeed, 1'000'000 + sweep));
            random.shuffle(m_order);
        }
        const auto first = number % m_batches * m_batchSize;
        const auto users = std::span(m_order).subspan(first, std::min(m_batchSize, m_order.size() - first));
        const auto seed = deriveSeed(m_epochSeed, number + 1);
        return sweep < static_cast<std::size_t>(m_params.encoderSweeps) ? learnEncoder(users, seed)
                                                                        : learnDecoder(users, seed);
    }
    StepResult learnEncoder(std::span<const std::uint32_t> users, std::uint64_t seed)
    {
        const auto [input, target] = historiesOf(m_pairs, m_shares, users, m_params.dropout, seed);
        auto first = sparseProduct(input, m_network->layers.front().weight.detach());
        first.requires_grad_();
        const auto normal = encode(*m_network, first);
        const auto code = drawn(normal, seed);
        const auto loss = multinomialLoss(withOnes(code.detach()), m_network->output.detach(), target);
        const auto total = (code * loss.hidden.narrow(1, 0, code.size(1))).sum() + divergence(normal, code, users);
        total.backward();
        auto &weight = m_network->layers.front().weight;
        addTransposedProduct(input, first.grad(), 1, weight.mutable_grad());
        touchRows(0, std::vector<std::int64_t>(input.columns.begin(), input.columns.end()));
        touchRows(m_network->tensors().size() - 1, {}); // the decoder stands still
        return {.loss = loss.sum, .samples = users.size()};
    }
    StepResult learnDecoder(std::span<const std::uint32_t> users, std::uint64_t seed)
    {
        const at::NoGradGuard noGrad;
        const auto [input, target] = historiesOf(m_pairs, m_shares, users, 0, seed);
        const auto network = m_network->detached();
        const auto code = drawn(encode(network, sparseProduct(input, network.layers.front().weight)), seed);
        const auto loss = multinomialLoss(withOnes(code), network.output, target);
        m_network->output.mutable_grad().add_(loss.items);
        for (std::size_t t = 0; t + 1 < m_network->tensors().size(); ++t)
            touchRows(t, {}); // the encoder stands still
        return {.loss = loss.sum, .samples = users.size()};
    }
    at::Tensor drawn(const Normal &normal, std::uint64_t seed)
    {
        const auto noise = normalTensor(normal.mean.sizes(), 1, deriveSeed(seed, 1)).to(device());
        return normal.mean + noise * (normal.spread / 2).exp();
    }
    /// Of the code from its prior, weighted by the histories' lengths; the mean over the shoppers.
    at::Tensor divergence(const Normal &normal, const at::Tensor &code, std::span<const std::uint32_t> users)
    {
        Normal earlier;
        std::vector<float> lengths;
        {
            const at::NoGradGuard noGrad;
            const auto whole = historiesOf(m_pairs, m_shares, users, 0, 0).input;
            earlier = encode(m_earlier, sparseProduct(whole, m_earlier.layers.front().weight));
            for (const auto user : users)
                lengths.push_back(static_cast<float>(m_pairs.row(user).size()));
        }
        const auto weights = viewOf(lengths, {static_cast<std::int64_t>(lengths.size())}).clone().to(device());
        const auto apart = (normal.logDensity(code) - priorLogDensity(code, earlier)).sum(1);
        return (apart * weights * m_params.divergence).mean();
    }

    const SparseRows &m_pairs;
    std::vector<float> m_shares; ///< [pairs]; empty: all are 1
    const RecVaeParams &m_params;
    std::unique_ptr<RecVae> m_network;
    RecVae m_earlier; ///< as it was when the epoch began
    std::function<void(const RecVae &)> m_take;
    std::vector<std::uint32_t> m_users; ///< who has a history
    std::vector<std::uint32_t> m_order; ///< of the sweep
    std::uint64_t m_epochSeed = 0;
    std::size_t m_batchSize = 0;
    std::size_t m_batches = 0; ///< of a sweep
};

/// RecVAE (Shenbin et al. 2020): Mult-VAE with a deep encoder, a decoder without hidden layer, a composite prior that
/// holds the code near what it was an epoch before, a divergence that grows with the history, and encoder and decoder
/// learnt in turn.
class RecVaeRecommender : public Algorithm<RecVaeRecommender, RecVaeParams, DotProductRecommender>
{
public:
    static constexpr const char *kId = "recvae";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
    {
        const ThreadScope one(1); // how sums of several threads round grows to hundredths over some normed layers
        RecVaeLearner learner(from.events, m_params, options,
                              std::make_unique<RecVae>(makeRecVae(m_params, from.events.itemCount(), options.seed)),
                              [this](const RecVae &network) { take(network); });
        m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
        for (auto *tensor : m_network.tensors()) // the learner's memory goes
            *tensor = tensor->clone();
    }
    void write(SnapshotWriter &out) const
    {
        out.epoch(m_bestEpoch);
        auto network = m_network;
        for (const auto *tensor : network.tensors())
            writeTensor(out, *tensor);
    }
    void read(SnapshotReader &in)
    {
        m_bestEpoch = in.epoch();
        const auto width = static_cast<std::uint64_t>(m_params.hidden),
                   code = static_cast<std::uint64_t>(m_params.factors);
        in.expect((width + code) * m_catalogue.size() + ((RecVae::kLayers - 1) * width + 2 * code) * width,
                  sizeof(float));
        auto network = makeRecVae(m_params, m_catalogue.size(), 0);
        for (auto *tensor : network.tensors())
            readInto(in, *tensor);
        take(network);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double width = m_params.hidden, code = m_params.factors, users = static_cast<double>(shape.users),
                     items = static_cast<double>(shape.items), pairs = static_cast<double>(shape.pairs);
        const double sweeps = m_params.encoderSweeps + 1, steps = std::max(1.0, users / m_params.batchSize);
        const double sweep = (users * items * (6 * code * 1e-11 + 1.2e-9) + users * width * (4 * width + code) * 8e-11 +
                              pairs * width * 5e-10) /
                                 threadCount() +
                             steps * items * width * 2e-9;
        return {.seconds = 0.1 + m_params.epochs * sweeps * sweep,
                .memoryBytes = static_cast<std::int64_t>((items + 4 * width) * width * 24 + items * code * 24 +
                                                         pairs * 12 + 1.3e7)};
    }
    std::int64_t parameterCount() const override
    {
        auto network = m_network;
        return countNumbers(network.tensors());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }

protected:
    std::uint32_t biasColumns() const override { return 1; }
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override
    {
        const c10::InferenceMode inference;
        const auto first = sparseProduct(historiesOf(requests, m_catalogue.size()), m_network.layers.front().weight);
        const auto values = toVector(withOnes(encode(m_network, first).mean));
        std::ranges::copy(values, vectors.begin());
    }

private:
    /// Shares the tensors; the decoder is copied for ranking.
    void take(const RecVae &network)
    {
        m_network = network;
        toCpu(m_network);
        setItems(embeddingOf(m_network.output));
    }

    RecVae m_network; ///< on the CPU
    std::optional<int> m_bestEpoch;
};

const bool kRegistered = registerAlgorithm<RecVaeRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "RecVAE"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Neural"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "Mult-VAE with a deeper encoder and a steadier prior: better lists for more "
                                          "time, and new shoppers need no training."),
             .paper = "Shenbin et al., RecVAE: a new variational autoencoder for top-n recommendations with implicit "
                      "feedback, WSDM 2020",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                          .source = "Shenbin et al. 2020, section 4 (MovieLens 20M)",
                          .parameters = {{QStringLiteral("hidden"), 600},
                                         {QStringLiteral("factors"), 200},
                                         {QStringLiteral("divergence"), 0.005},
                                         {QStringLiteral("batch-size"), 500},
                                         {QStringLiteral("learning-rate"), 5e-4},
                                         {QStringLiteral("epochs"), 50}}}}});

} // namespace
} // namespace aisle
