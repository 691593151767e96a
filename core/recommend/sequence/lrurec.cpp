#include "core/recommend/sequence/encoders/recurrent.h"
#include "core/recommend/sequence/sequencerecommender.h"

#include <cmath>
#include <numbers>

namespace aisle {
namespace {

struct LrurecParams : SequenceParams
{
    int layers = 2;
};

const auto kTable = withSequence(ParamTable<LrurecParams>{}.add(
    "layers", &LrurecParams::layers,
    {QT_TRANSLATE_NOOP("Param", "Layers"), QT_TRANSLATE_NOOP("Param", "Recurrent layers, one upon the other.")},
    {1, 12}));

at::Tensor normalise(const at::Tensor &x, const at::Tensor &gain, const at::Tensor &bias)
{
    constexpr double kEpsilon = 1e-5;
    return at::layer_norm(x, gain.sizes(), gain, bias, kEpsilon);
}

/// Widths: states are twice as wide as vectors, and complex; real parts stand before imaginary ones.
struct LinearRecurrentLayer
{
    at::Tensor rates, angles, scales; ///< [state] logarithms: |factor| = exp(-exp(rate)), of its angle, of the input's
    at::Tensor input, inputBias;      ///< [2 state x width]
    at::Tensor out, outBias;          ///< [width x 2 state]
    at::Tensor normGain, normBias;
    at::Tensor inner, innerBias; ///< [4 width x width]
    at::Tensor outer, outerBias; ///< [width x 4 width]
    at::Tensor lastGain, lastBias;

    std::vector<at::Tensor *> tensors()
    {
        return {&rates,    &angles, &scales,    &input, &inputBias, &out,      &outBias, &normGain,
                &normBias, &inner,  &innerBias, &outer, &outerBias, &lastGain, &lastBias};
    }
};

/// Factors drawn evenly from the ring between two radii, so that some forget within an event or two and others remember
/// a hundred; inputs are scaled so that states neither grow nor vanish (Orvieto et al. 2023).
void drawFactors(LinearRecurrentLayer &layer, std::int64_t state, std::uint64_t seed)
{
    constexpr double kInner = 0.8, kOuter = 0.99;
    Random random(seed);
    std::vector<float> rates, angles, scales;
    for (std::int64_t n = 0; n < state; ++n) {
        const double square = kInner * kInner + random.uniform() * (kOuter * kOuter - kInner * kInner);
        rates.push_back(static_cast<float>(std::log(-.5 * std::log(square))));
        angles.push_back(static_cast<float>(std::log(2 * std::numbers::pi * (1 - random.uniform()))));
        scales.push_back(static_cast<float>(.5 * std::log(1 - square)));
    }
    layer.rates = viewOf(rates, {state}).clone();
    layer.angles = viewOf(angles, {state}).clone();
    layer.scales = viewOf(scales, {state}).clone();
}

LinearRecurrentLayer makeLayer(std::int64_t width, double deviation, std::uint64_t seed)
{
    const auto state = 2 * width;
    std::uint64_t stream = 0;
    const auto weight = [&](at::IntArrayRef shape) {
        return normalTensor(shape, deviation, deriveSeed(seed, ++stream));
    };
    LinearRecurrentLayer layer{.rates = {},
                               .angles = {},
                               .scales = {},
                               .input = weight({2 * state, width}),
                               .inputBias = weight({2 * state}),
                               .out = weight({width, 2 * state}),
                               .outBias = weight({width}),
                               .normGain = at::ones({width}),
                               .normBias = at::zeros({width}),
                               .inner = weight({4 * width, width}),
                               .innerBias = weight({4 * width}),
                               .outer = weight({width, 4 * width}),
                               .outerBias = weight({width}),
                               .lastGain = at::ones({width}),
                               .lastBias = at::zeros({width})};
    drawFactors(layer, state, deriveSeed(seed, 0));
    return layer;
}

/// Linear recurrences with a plain network after each, residuals and layer norms. The last column of the products'
/// vectors is how often they are taken whatever came before: nothing is read from it, and states have a 1 there.
class LinearRecurrentEncoder : public SequenceEncoder
{
public:
    LinearRecurrentEncoder(const LrurecParams &params, double deviation, std::uint64_t seed) : m_width(params.factors)
    {
        m_gain = at::ones({m_width});
        m_bias = at::zeros({m_width});
        for (int l = 0; l < params.layers; ++l)
            m_layers.push_back(makeLayer(m_width, deviation, deriveSeed(seed, static_cast<std::uint64_t>(l))));
    }
    std::vector<at::Tensor *> tensors() override { return withLayers({&m_gain, &m_bias}, m_layers); }
    at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t>, Dropout &dropout) const override
    {
        auto x = normalise(dropout(inputs.narrow(2, 0, m_width)), m_gain, m_bias);
        for (const auto &layer : m_layers) {
            const auto heard = at::linear(remembered(layer, x), layer.out, layer.outBias);
            x = normalise(dropout(heard) + x, layer.normGain, layer.normBias);
            const auto inner = dropout(at::gelu(at::linear(x, layer.inner, layer.innerBias)));
            x = normalise(dropout(at::linear(inner, layer.outer, layer.outerBias)) + x, layer.lastGain, layer.lastBias);
        }
        return at::cat({x, at::ones({x.size(0), x.size(1), 1}, x.options())}, 2);
    }
    std::unique_ptr<SequenceEncoder> clone() const override { return std::make_unique<LinearRecurrentEncoder>(*this); }

private:
    /// @return [sequences x length x 2 state]
    static at::Tensor remembered(const LinearRecurrentLayer &layer, const at::Tensor &x)
    {
        const auto size = at::exp(-at::exp(layer.rates)), angle = at::exp(layer.angles), scale = at::exp(layer.scales);
        const auto parts = at::linear(x, layer.input, layer.inputBias).chunk(2, 2);
        const ComplexPair inputs{parts[0] * scale, parts[1] * scale};
        const auto states = linearRecurrence(inputs, {size * at::cos(angle), size * at::sin(angle)});
        return at::cat({states.real, states.imaginary}, 2);
    }

    std::int64_t m_width;
    at::Tensor m_gain, m_bias;
    std::vector<LinearRecurrentLayer> m_layers;
};

/// LRURec. The recurrence is linear, so that a whole history is learnt from at once, as by attention, and a state of
/// fixed size follows a shopper, as in GRU4Rec. No place in the history is told but by what has faded since.
class LrurecRecommender : public SequenceRecommender<LrurecRecommender, LrurecParams>
{
    using Base = SequenceRecommender<LrurecRecommender, LrurecParams>;

public:
    static constexpr const char *kId = "lrurec";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr double kDeviation = 0.02;
    using Base::Base;

    std::int64_t width() const { return m_params.factors + 1; }
    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        return std::make_unique<LinearRecurrentEncoder>(m_params, kDeviation, seed);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double width = m_params.factors, length = std::min<double>(m_params.maxLength, shape.meanHistory);
        const double numbers = 16.0 * m_params.layers * width * width;
        const double scan = 40 * m_params.layers * width * std::log2(2 + length);
        return estimateSequence(m_params, shape, 2 * numbers + scan, numbers);
    }

protected:
    std::uint32_t biasColumns() const override { return 1; }
};

const bool kRegistered = registerAlgorithm<LrurecRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "LRURec"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "A recurrent network without gates, learnt from whole histories at once: for long "
                                  "histories, where attention grows dear."),
     .paper = "Yue, Wang, He, Zeng, McAuley & Wang, Linear recurrent units for sequential recommendation, WSDM 2024",
     .presets = {{.id = "as-published",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published for Amazon Beauty"),
                  .source = "Yue et al., WSDM 2024",
                  .parameters = {{QStringLiteral("dropout"), 0.6},
                                 {QStringLiteral("l2"), 0.01},
                                 {QStringLiteral("clip-norm"), 5},
                                 {QStringLiteral("loss"), QStringLiteral("softmax")}}},
                 {.id = "as-published-movielens",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published for MovieLens 1M"),
                  .source = "Yue et al., WSDM 2024",
                  .parameters = {{QStringLiteral("dropout"), 0.2},
                                 {QStringLiteral("l2"), 0.01},
                                 {QStringLiteral("clip-norm"), 5},
                                 {QStringLiteral("max-length"), 200},
                                 {QStringLiteral("loss"), QStringLiteral("softmax")}}}}});

} // namespace
} // namespace aisle
