#include "core/common/random.h"
#include "core/recommend/sequence/attentionparams.h"
#include "core/recommend/sequence/encoders/gatedencoders.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct HstuParams : AttentionParams
{
    HstuParams()
    {
        temperature = 0.05;
        loss = "sampled";
    }
    bool timed = true;
};

const auto kTable = withSequence(withSampling(withAttention(ParamTable<HstuParams>{}.add(
    "times", &HstuParams::timed,
    {QT_TRANSLATE_NOOP("Param", "Times count"),
     QT_TRANSLATE_NOOP("Param", "How long ago an event was says how much it counts, besides how many came since. Only "
                                "where the log has times.")}))));

/// What two events of a sequence are to each other.
struct Pairs
{
    at::Tensor places; ///< [length x length] how many events lie between two
    at::Tensor seen;   ///< [length x length] 1 where the second is not newer
    at::Tensor times;  ///< [sequences x length x length] bucket of the time between two; undefined: unknown
    at::Tensor known;  ///< the same: 1 where both times are known
};

struct HstuLayer
{
    at::Tensor project;      ///< [4 width x width]: u, v, q, k
    at::Tensor out, outBias; ///< [width x width]
    at::Tensor places;       ///< [maxLength x 1]
    at::Tensor times;        ///< [kTimeBuckets + 1 x 1]

    std::vector<at::Tensor *> tensors() { return {&project, &out, &outBias, &places, &times}; }
    /// [length x length], or with times [sequences x 1 x length x length]
    at::Tensor bias(const Pairs &pairs) const
    {
        const auto byPlace = at::embedding(places, pairs.places).squeeze(2);
        if (!pairs.times.defined())
            return byPlace;
        return (byPlace + at::embedding(times, pairs.times).squeeze(3) * pairs.known).unsqueeze(1);
    }
};

class HstuEncoder : public SequenceEncoder
{
public:
    HstuEncoder(const TransformerShape &shape, bool timed, std::uint64_t seed) : m_shape(shape), m_timed(timed)
    {
        constexpr double kDeviation = 0.02;
        const std::int64_t width = shape.width;
        const double even = 1 / std::sqrt(static_cast<double>(width));
        std::uint64_t stream = 0;
        const auto weight = [&](std::int64_t rows, std::int64_t columns, double deviation) {
            return normalTensor({rows, columns}, deviation, deriveSeed(seed, ++stream));
        };
        m_positions = weight(shape.maxLength, width, even);
        for (int l = 0; l < shape.layers; ++l)
            m_layers.push_back({.project = weight(4 * width, width, kDeviation),
                                .out = weight(width, width, even),
                                .outBias = at::zeros({width}),
                                .places = weight(shape.maxLength, 1, kDeviation),
                                .times = weight(kTimeBuckets + 1, 1, kDeviation)});
    }
    std::vector<at::Tensor *> tensors() override { return withLayers({&m_positions}, m_layers); }
    at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t> lengths, Dropout &dropout) const override
    {
        return timedStates(inputs, lengths, {}, dropout);
    }
    at::Tensor timedStates(const at::Tensor &inputs, std::span<const std::int64_t>, std::span<const std::int64_t> times,
                           Dropout &dropout) const override
    {
        const auto length = inputs.size(1);
        const auto pairs = pairsOf(inputs, times);
        auto x = dropout(inputs * std::sqrt(static_cast<double>(m_shape.width)) + m_positions.narrow(0, 0, length));
        for (const auto &layer : m_layers)
            x = x + added(layer, x, pairs, dropout);
        return x;
    }
    std::unique_ptr<SequenceEncoder> clone() const override { return std::make_unique<HstuEncoder>(*this); }

private:
    static at::Tensor normalise(const at::Tensor &x)
    {
        constexpr double kEpsilon = 1e-6;
        return at::layer_norm(x, {x.size(2)}, {}, {}, kEpsilon);
    }
    Pairs pairsOf(const at::Tensor &inputs, std::span<const std::int64_t> times) const
    {
        constexpr double kStep = 0.301, kMs = 1000;
        const auto sequences = inputs.size(0), length = inputs.size(1);
        const auto order = at::arange(length, inputs.options().dtype(at::kLong));
        Pairs pairs{.places = (order.unsqueeze(1) - order.unsqueeze(0)).clamp_min(0),
                    .seen = at::ones({length, length}, inputs.options()).tril(),
                    .times = {},
                    .known = {}};
        if (!m_timed || std::ranges::all_of(times, [](std::int64_t time) { return time == kNoTime; }))
            return pairs;
        const auto stamps = indexTensor(times, inputs.device()).view({sequences, length});
        const auto known = stamps.ne(kNoTime);
        const auto counted = stamps * known;
        const auto seconds = (counted.unsqueeze(2) - counted.unsqueeze(1)).to(at::kFloat) / kMs;
        pairs.times = (seconds.clamp_min(1).log() / kStep).clamp_max(kTimeBuckets).to(at::kLong);
        pairs.known = (known.unsqueeze(2) * known.unsqueeze(1)).to(at::kFloat);
        return pairs;
    }
    /// @param x  [sequences x length x width]
    at::Tensor added(const HstuLayer &layer, const at::Tensor &x, const Pairs &pairs, Dropout &dropout) const
    {
        const auto sequences = x.size(0), length = x.size(1), width = x.size(2), heads = std::int64_t(m_shape.heads);
        const auto parts = at::silu(at::linear(normalise(x), layer.project)).split(width, 2);
        const auto byHead = [&](const at::Tensor &part) {
            return part.reshape({sequences, length, heads, width / heads}).transpose(1, 2);
        };
        const auto scores = at::matmul(byHead(parts[2]), byHead(parts[3]).transpose(2, 3)) + layer.bias(pairs);
        const auto weights = at::silu(scores) * (pairs.seen / m_shape.maxLength);
        const auto sums = at::matmul(weights, byHead(parts[1])).transpose(1, 2).reshape(x.sizes());
        return at::linear(dropout(parts[0] * normalise(sums)), layer.out, layer.outBias);
    }

    TransformerShape m_shape;
    bool m_timed;
    at::Tensor m_positions; ///< [maxLength x width], the oldest event's first
    std::vector<HstuLayer> m_layers;
};

/// HSTU as Zhai et al. train it on public logs: states are compared with the products by their angle.
class HstuRecommender : public AttentionRecommender<HstuRecommender, HstuParams>
{
public:
    static constexpr const char *kId = "hstu";
    static constexpr std::uint32_t kVersion = 1;
    using AttentionRecommender::AttentionRecommender;

    static TransformerShape shapeOf(const HstuParams &params) { return aisle::shapeOf(params); }
    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        return makeHstuEncoder(shapeOf(m_params), m_params.timed, seed);
    }
    ResourceEstimate estimate(const DatasetShape &data) const override
    {
        const auto shape = shapeOf(m_params);
        const double width = shape.width;
        const double operations =
            shape.layers * (10 * width * width + (4 * width + 40.0 * shape.heads) * shape.maxLength + 80 * width);
        const double numbers = 5 * width * width + width + shape.maxLength + kTimeBuckets + 1;
        return estimateSequence(m_params, data, operations, shape.layers * numbers + shape.maxLength * width);
    }
};

const bool kRegistered = registerAlgorithm<HstuRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "HSTU"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
     .summary = QT_TRANSLATE_NOOP(
         "Recommender", "Adds up what of a history matters, by place and by time, where a Transformer averages it: "
                        "for long histories with times."),
     .paper = "Zhai et al., Actions speak louder than words: Trillion-parameter sequential transducers for "
              "generative recommendations, ICML 2024",
     .presets = {{.id = "as-published",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published for Amazon Books"),
                  .source = "Zhai et al., ICML 2024",
                  .parameters = {{QStringLiteral("layers"), 4},
                                 {QStringLiteral("heads"), 4},
                                 {QStringLiteral("dropout"), 0.5},
                                 {QStringLiteral("negatives"), 512},
                                 {QStringLiteral("epochs"), 200}},
                  .patience = 50}}});

} // namespace

std::unique_ptr<SequenceEncoder> makeHstuEncoder(const TransformerShape &shape, bool timed, std::uint64_t seed)
{
    return std::make_unique<HstuEncoder>(shape, timed, seed);
}

} // namespace aisle
