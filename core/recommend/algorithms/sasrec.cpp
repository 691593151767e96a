#include "core/common/random.h"
#include "core/params/paramtable.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/sequencebatches.h"
#include "core/recommend/tensorlearner.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct SasrecParams : OptimiserParams
{
    int factors = 64;
    int layers = 2;
    int heads = 2;
    int maxLength = 50;
    std::string loss = "softmax";
    int negatives = 32;
    double dropout = 0.4;
};

const auto kTable = withOptimiser(
    ParamTable<SasrecParams>{}
        .add("factors", &SasrecParams::factors,
             {QT_TRANSLATE_NOOP("Param", "Factors"),
              QT_TRANSLATE_NOOP(
                  "Param",
                  "Width of the network and length of a product's vector; rounded up to a multiple of the heads.")},
             {2, 1024, ParamScale::PowerOfTwo})
        .add(
            "layers", &SasrecParams::layers,
            {QT_TRANSLATE_NOOP("Param", "Layers"), QT_TRANSLATE_NOOP("Param", "Attention blocks, one upon the other.")},
            {1, 12})
        .add("heads", &SasrecParams::heads,
             {QT_TRANSLATE_NOOP("Param", "Heads"), QT_TRANSLATE_NOOP("Param", "Attention patterns a block.")},
             {1, 16, ParamScale::PowerOfTwo})
        .add("max-length", &SasrecParams::maxLength,
             {QT_TRANSLATE_NOOP("Param", "Longest history"),
              QT_TRANSLATE_NOOP("Param", "How many of the latest events the network sees.")},
             {1, 1000, ParamScale::Log})
        .add("loss", &SasrecParams::loss,
             {QT_TRANSLATE_NOOP("Param", "Loss"),
              QT_TRANSLATE_NOOP(
                  "Param",
                  "softmax: the next product against the whole catalogue, clearly better where it can be "
                  "afforded (up to some 50,000 products). bce: against a few sampled products, as first published.")},
             {"softmax", "bce"})
        .add("negatives", &SasrecParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Sampled products against each target (bce only; 1 as first published).")},
             {1, 1000, ParamScale::Log})
        .add("dropout", &SasrecParams::dropout,
             {QT_TRANSLATE_NOOP("Param", "Dropout"),
              QT_TRANSLATE_NOOP("Param", "Share of numbers left out at random while training.")},
             {0, 0.9}));

struct Layer
{
    at::Tensor project, projectBias; ///< [3 width x width]: queries, keys, values
    at::Tensor out, outBias;         ///< [width x width]
    at::Tensor normGain, normBias;
    at::Tensor inner, innerBias; ///< [4 width x width]
    at::Tensor outer, outerBias; ///< [width x 4 width]
    at::Tensor lastGain, lastBias;
};

/// Self-attention over a history (Kang & McAuley 2018) in the shape of BERT's encoder: layer norms after the sums,
/// GELU, inner width 4 x factors, which at two layers trains without warm-up and is the shape that published weights
/// have.
struct Network
{
    at::Tensor items;     ///< [items x width]
    at::Tensor positions; ///< [maxLength x width], from the oldest kept event
    at::Tensor gain, bias;
    std::vector<Layer> layers;

    std::vector<at::Tensor *> tensors()
    {
        std::vector<at::Tensor *> all{&items, &positions, &gain, &bias};
        for (auto &l : layers)
            all.insert(all.end(), {&l.project, &l.projectBias, &l.out, &l.outBias, &l.normGain, &l.normBias, &l.inner,
                                   &l.innerBias, &l.outer, &l.outerBias, &l.lastGain, &l.lastBias});
        return all;
    }
    std::int64_t width() const { return items.size(1); }
};

Network makeNetwork(const SasrecParams &params, std::int64_t items, std::uint64_t seed)
{
    constexpr double kDeviation = 0.02;
    const std::int64_t width = (params.factors + params.heads - 1) / params.heads * params.heads;
    std::uint64_t stream = 0;
    const auto weight = [&](std::int64_t rows, std::int64_t cols) {
        return normalTensor({rows, cols}, kDeviation, deriveSeed(seed, ++stream));
    };
    Network network{.items = weight(items, width),
                    .positions = weight(params.maxLength, width),
                    .gain = at::ones({width}),
                    .bias = at::zeros({width}),
                    .layers = {}};
    for (int l = 0; l < params.layers; ++l)
        network.layers.push_back({weight(3 * width, width), at::zeros({3 * width}), weight(width, width),
                                  at::zeros({width}), at::ones({width}), at::zeros({width}), weight(4 * width, width),
                                  at::zeros({4 * width}), weight(width, 4 * width), at::zeros({width}),
                                  at::ones({width}), at::zeros({width})});
    return network;
}

at::Tensor normalise(const at::Tensor &x, const at::Tensor &gain, const at::Tensor &bias)
{
    constexpr double kEpsilon = 1e-12;
    return at::layer_norm(x, gain.sizes(), gain, bias, kEpsilon);
}

/// @param x  [sequences x length x width]
at::Tensor attend(const Layer &layer, const at::Tensor &x, std::int64_t heads, Dropout &dropout)
{
    const auto sequences = x.size(0), length = x.size(1), width = x.size(2), each = width / heads;
    const auto projected = at::linear(x, layer.project, layer.projectBias)
                               .view({sequences, length, 3, heads, each})
                               .permute({2, 0, 3, 1, 4})
                               .reshape({3, sequences * heads, length, each});
    const auto later = at::full({length, length}, -1e9F, x.options()).triu(1);
    const auto scores =
        at::baddbmm(later, projected[0], projected[1].transpose(1, 2), 1, 1 / std::sqrt(static_cast<double>(each)));
    const auto mixed = at::bmm(dropout(at::softmax(scores, -1)), projected[2]);
    const auto joined =
        mixed.view({sequences, heads, length, each}).transpose(1, 2).reshape({sequences, length, width});
    return at::linear(joined, layer.out, layer.outBias);
}

/// @param inputs  item vectors [sequences x length x width]
at::Tensor hiddenStates(const Network &network, const at::Tensor &inputs, std::int64_t heads, Dropout &dropout)
{
    auto x = dropout(normalise(inputs + network.positions.narrow(0, 0, inputs.size(1)), network.gain, network.bias));
    for (const auto &layer : network.layers) {
        x = normalise(x + dropout(attend(layer, x, heads, dropout)), layer.normGain, layer.normBias);
        const auto inner = at::gelu(at::linear(x, layer.inner, layer.innerBias));
        x = normalise(x + dropout(at::linear(inner, layer.outer, layer.outerBias)), layer.lastGain, layer.lastBias);
    }
    return x;
}

at::Tensor itemVectors(const Network &network, std::span<const std::int64_t> items, std::int64_t sequences)
{
    const auto index =
        at::from_blob(const_cast<std::int64_t *>(items.data()), {static_cast<std::int64_t>(items.size())}, at::kLong);
    return network.items.detach()
        .index_select(0, index.to(network.items.device()))
        .view({sequences, -1, network.width()});
}

/// SASRec. Scores are dot products of the hidden state after the latest event with the item vectors; any history can be
/// served, also one that fit() did not see. The default loss is the full softmax: on Amazon Beauty (leave-last-out) it
/// reaches NDCG@10 .056 where binary cross-entropy with one negative stops at .029 (as Klenitskiy & Vasilev 2023
/// found), and computed in chunks over real positions it costs little up to some 50,000 products.
class SasrecRecommender : public Algorithm<SasrecRecommender, SasrecParams, DotProductRecommender>
{
public:
    static constexpr const char *kId = "sasrec";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const TrainingSet &train, const FitOptions &options, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);
    /// Shares the tensors; the items' vectors are copied for ranking.
    void take(const Network &network)
    {
        m_network = network;
        setItems({.rows = static_cast<std::uint32_t>(network.items.size(0)),
                  .size = static_cast<std::uint32_t>(network.width()),
                  .values = toVector(network.items)});
    }

    Traits traits() const override { return {.usesOrder = true, .iterative = true}; }
    ResourceEstimate estimate(const DatasetShape &shape) const override;
    std::int64_t parameterCount() const override
    {
        std::int64_t count = 0;
        auto network = m_network;
        for (const auto *tensor : network.tensors())
            count += tensor->defined() ? tensor->numel() : 0;
        return count;
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }

protected:
    void profileVectors(std::span<const Profile *const> profiles, std::span<float> vectors) const override;

private:
    Network m_network;
    std::optional<int> m_bestEpoch;
};

class SasrecLearner : public TensorLearner
{
public:
    SasrecLearner(SasrecRecommender &recommender, const TrainingSet &train, const SasrecParams &params,
                  const FitOptions &options)
        : SasrecLearner(recommender, train, params, options,
                        std::make_unique<Network>(makeNetwork(params, train.itemCount(), options.seed)))
    {
    }
    const Recommender &current() override
    {
        m_recommender.take(*m_network);
        return m_recommender;
    }
    /// The network as it is, without what only training needs.
    Network result()
    {
        auto network = *m_network;
        for (auto *tensor : network.tensors())
            *tensor = tensor->detach();
        return network;
    }

private:
    SasrecLearner(SasrecRecommender &recommender, const TrainingSet &train, const SasrecParams &params,
                  const FitOptions &options, std::unique_ptr<Network> network)
        : TensorLearner(network->tensors(), params, options), m_recommender(recommender), m_train(train),
          m_params(params), m_network(std::move(network))
    {
        setDropout(params.dropout);
    }
    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_batches = nextItemBatches(m_train, m_params.maxLength, m_params.batchSize, seed);
        m_random = Random(deriveSeed(seed, 1));
        return m_batches.size();
    }
    StepResult step(std::size_t batch) override
    {
        return {.loss = step(m_batches[batch]), .samples = m_batches[batch].targets.size()};
    }
    /// Adds the gradients of one batch. The item vectors are kept out of the graph: their gradient comes from the loss
    /// and from the inputs, and is added to rows. @return the summed loss
    double step(const SequenceBatch &batch)
    {
        const auto width = m_network->width();
        auto inputs = itemVectors(*m_network, batch.inputs, batch.sequences);
        inputs.requires_grad_();
        const auto hidden = hiddenStates(*m_network, inputs, m_params.heads, dropout());
        const auto places = at::from_blob(const_cast<std::int64_t *>(batch.places.data()),
                                          {static_cast<std::int64_t>(batch.places.size())}, at::kLong)
                                .to(hidden.device());
        const auto flat = hidden.detach().view({-1, width});
        const auto items = m_network->items.detach();
        const auto loss = m_params.loss == "softmax" ? fullSoftmax(flat.index_select(0, places), items, batch.targets)
                                                     : binaryCrossEntropy(flat.index_select(0, places), items,
                                                                          batch.targets, drawNegatives(batch));
        auto gradient = at::zeros_like(flat);
        addRows(gradient, batch.places, loss.hidden);
        hidden.backward(gradient.view(hidden.sizes()));
        auto itemGradient = m_network->items.mutable_grad();
        itemGradient.add_(loss.items);
        addRows(itemGradient, batch.inputs, inputs.grad().view({-1, width}));
        return loss.sum;
    }
    std::vector<std::int64_t> drawNegatives(const SequenceBatch &batch)
    {
        constexpr int kTries = 8;
        std::vector<std::int64_t> negatives;
        for (const auto user : batch.users) {
            for (int n = 0; n < m_params.negatives; ++n) {
                auto item = m_random.below(m_train.itemCount());
                for (int attempt = 1; attempt < kTries && m_train.byUser().contains(user.value, item); ++attempt)
                    item = m_random.below(m_train.itemCount());
                negatives.push_back(item);
            }
        }
        return negatives;
    }

    SasrecRecommender &m_recommender;
    const TrainingSet &m_train;
    const SasrecParams &m_params;
    std::unique_ptr<Network> m_network;
    std::vector<SequenceBatch> m_batches;
    Random m_random{0};
};

void SasrecRecommender::learn(const TrainingSet &train, const FitOptions &options, JobContext &job)
{
    SasrecLearner learner(*this, train, m_params, options);
    m_bestEpoch = aisle::train(learner, m_params.epochs, options, job);
    take(learner.result());
}

void SasrecRecommender::profileVectors(std::span<const Profile *const> profiles, std::span<float> vectors) const
{
    constexpr int kPositions = 8192;
    const c10::InferenceMode inference;
    const auto width = static_cast<std::size_t>(m_network.width());
    std::vector<std::span<const Visit>> histories;
    for (const auto *profile : profiles)
        histories.push_back(profile->history);
    Dropout none(0, 0);
    for (const auto &batch : historyBatches(histories, m_params.maxLength, kPositions)) {
        const auto inputs = itemVectors(m_network, batch.inputs, static_cast<std::int64_t>(batch.which.size()));
        const auto hidden = hiddenStates(m_network, inputs, m_params.heads, none).to(at::kCPU).contiguous();
        const float *states = hidden.data_ptr<float>();
        for (std::size_t s = 0; s < batch.which.size(); ++s)
            std::copy_n(states + static_cast<std::size_t>(batch.last[s]) * width, width,
                        vectors.begin() + static_cast<std::ptrdiff_t>(batch.which[s] * width));
    }
}

ResourceEstimate SasrecRecommender::estimate(const DatasetShape &shape) const
{
    const double width = m_params.factors, events = static_cast<double>(shape.events),
                 items = static_cast<double>(shape.items);
    const double network = 6 * m_params.layers * (12 * width * width + 2 * width * m_params.maxLength);
    const double loss = m_params.loss == "softmax" ? items * (6 * width + 15) : 12 * width * (m_params.negatives + 1);
    const double secondsAnEpoch = events * (network / 4e10 + loss / 8e10);
    const double numbers = items * width + m_params.layers * 12 * width * width;
    return {.seconds = 0.1 + m_params.epochs * secondsAnEpoch,
            .memoryBytes = static_cast<std::int64_t>(numbers * 24 + events * 40 + 3e8)};
}

void SasrecRecommender::write(SnapshotWriter &out) const
{
    out.value(m_bestEpoch.value_or(0));
    auto network = m_network;
    for (const auto *tensor : network.tensors())
        out.array(toVector(*tensor));
}

void SasrecRecommender::read(SnapshotReader &in)
{
    const auto best = in.value<int>();
    m_bestEpoch = best > 0 ? std::optional(best) : std::nullopt;
    auto network = makeNetwork(m_params, m_catalogue.size(), 0);
    for (auto *tensor : network.tensors()) {
        const auto values = in.array<float>(static_cast<std::size_t>(tensor->numel()));
        tensor->copy_(viewOf(values, tensor->sizes()));
    }
    take(network);
}

const bool kRegistered = registerRecommender(
    {.id = SasrecRecommender::kId,
     .name = QT_TRANSLATE_NOOP("Recommender", "SASRec"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "A Transformer that reads the history in order and names what comes next: best "
                                  "where the latest events say most."),
     .paper = "Kang & McAuley, Self-attentive sequential recommendation, ICDM 2018",
     .needs = {},
     .personal = true,
     .deterministic = true,
     .schema = kTable.schema(),
     .make = makerOf<SasrecRecommender>(kTable)});

} // namespace
} // namespace aisle
