#include "core/common/random.h"
#include "core/recommend/sequence/attentionparams.h"
#include "core/recommend/sequence/encoders/gatedencoders.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct EsasrecParams : AttentionParams
{
    EsasrecParams()
    {
        layers = 1;
        temperature = 0.05;
        loss = "sampled"; // a tenth of the work of the full softmax
    }
    int inner = 4;
};

const auto kTable = withSequence(withSampling(withAttention(
    ParamTable<EsasrecParams>{}.add("inner", &EsasrecParams::inner,
                                    {QT_TRANSLATE_NOOP("Param", "Inner width"),
                                     QT_TRANSLATE_NOOP("Param", "Width of the network inside a layer, as a multiple of "
                                                                "the layer's own.")},
                                    {1, 8}))));

struct LigrLayer
{
    at::Tensor firstGain, firstBias;
    at::Tensor project, projectBias; ///< [3 width x width]: queries, keys, values
    at::Tensor out, outBias;         ///< [width x width]
    at::Tensor outGate, outGateBias; ///< [width x width]
    at::Tensor secondGain, secondBias;
    at::Tensor activation, value;        ///< [inner width x width]
    at::Tensor outer;                    ///< [width x inner width]
    at::Tensor outerGate, outerGateBias; ///< [width x width]

    std::vector<at::Tensor *> tensors()
    {
        return {&firstGain,  &firstBias,  &project,    &projectBias, &out,   &outBias,   &outGate,      &outGateBias,
                &secondGain, &secondBias, &activation, &value,       &outer, &outerGate, &outerGateBias};
    }
};

class LigrEncoder : public SequenceEncoder
{
public:
    LigrEncoder(const TransformerShape &shape, int inner, std::uint64_t seed) : m_shape(shape)
    {
        const std::int64_t width = shape.width, wide = inner * width;
        std::uint64_t stream = 0;
        const auto weight = [&](std::int64_t rows, std::int64_t columns) { // as Glorot & Bengio drew them
            const double deviation = std::sqrt(2 / static_cast<double>(rows + columns));
            return normalTensor({rows, columns}, deviation, deriveSeed(seed, ++stream));
        };
        /// What a layer adds is little at first, so that the history's own products are heard from the beginning.
        const auto quiet = [&](std::int64_t rows, std::int64_t columns) {
            constexpr double kDeviation = 0.02;
            return normalTensor({rows, columns}, kDeviation, deriveSeed(seed, ++stream));
        };
        const auto zeros = [](std::int64_t size) { return at::zeros({size}); };
        m_positions = weight(shape.maxLength, width);
        for (int l = 0; l < shape.layers; ++l)
            m_layers.push_back({.firstGain = at::ones({width}),
                                .firstBias = zeros(width),
                                .project = weight(3 * width, width),
                                .projectBias = zeros(3 * width),
                                .out = quiet(width, width),
                                .outBias = zeros(width),
                                .outGate = weight(width, width),
                                .outGateBias = zeros(width),
                                .secondGain = at::ones({width}),
                                .secondBias = zeros(width),
                                .activation = weight(wide, width),
                                .value = weight(wide, width),
                                .outer = quiet(width, wide),
                                .outerGate = weight(width, width),
                                .outerGateBias = zeros(width)});
    }
    std::vector<at::Tensor *> tensors() override { return withLayers({&m_positions}, m_layers); }
    at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t> lengths, Dropout &dropout) const override
    {
        constexpr double kUnseen = -1e9;
        const auto length = inputs.size(1);
        const auto unseen = at::full({length, length}, kUnseen, inputs.options()).triu(1);
        const auto products = inputs * std::sqrt(static_cast<double>(m_shape.width)); // as in SASRec
        auto x = dropout(products + positions(length, lengths, inputs.device()).view(inputs.sizes()));
        for (const auto &layer : m_layers) {
            const auto asked =
                at::linear(normalise(x, layer.firstGain, layer.firstBias), layer.project, layer.projectBias);
            const auto attended =
                at::linear(attention(asked, m_shape.heads, length, unseen, dropout), layer.out, layer.outBias);
            x = x + at::sigmoid(at::linear(x, layer.outGate, layer.outGateBias)) * dropout(attended);
            const auto read = normalise(x, layer.secondGain, layer.secondBias);
            const auto inner = at::silu(at::linear(read, layer.activation)) * at::linear(read, layer.value);
            const auto gate = at::sigmoid(at::linear(x, layer.outerGate, layer.outerGateBias));
            x = x + gate * dropout(at::linear(dropout(inner), layer.outer));
        }
        return x;
    }
    std::unique_ptr<SequenceEncoder> clone() const override { return std::make_unique<LigrEncoder>(*this); }

private:
    static at::Tensor normalise(const at::Tensor &x, const at::Tensor &gain, const at::Tensor &bias)
    {
        constexpr double kEpsilon = 1e-5;
        return at::layer_norm(x, gain.sizes(), gain, bias, kEpsilon);
    }
    /// [sequences * length x width]
    at::Tensor positions(std::int64_t length, std::span<const std::int64_t> lengths, at::Device device) const
    {
        std::vector<std::int64_t> places;
        places.reserve(lengths.size() * static_cast<std::size_t>(length));
        for (const auto own : lengths)
            for (std::int64_t n = 0; n < length; ++n)
                places.push_back(std::max<std::int64_t>(own - 1 - n, 0));
        return m_positions.index_select(0, indexTensor(places, device).clone());
    }
    TransformerShape m_shape;
    at::Tensor m_positions; ///< [maxLength x width], the newest event's first
    std::vector<LigrLayer> m_layers;
};

/// eSASRec: SASRec's shifted sequences, LiGR layers, and the sampled softmax; here states are compared with the
/// products by their angle, as HSTU's are.
class EsasrecRecommender : public AttentionRecommender<EsasrecRecommender, EsasrecParams>
{
public:
    static constexpr const char *kId = "esasrec";
    static constexpr std::uint32_t kVersion = 2;
    using AttentionRecommender::AttentionRecommender;

    static TransformerShape shapeOf(const EsasrecParams &params) { return aisle::shapeOf(params); }
    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        return makeLigrEncoder(shapeOf(m_params), m_params.inner, seed);
    }
    ResourceEstimate estimate(const DatasetShape &data) const override
    {
        const auto shape = shapeOf(m_params);
        const double width = shape.width, matrices = 6 + 3.0 * m_params.inner;
        const double operations =
            shape.layers * (2 * matrices * width * width + (4.0 * shape.maxLength + 80 + 20 * m_params.inner) * width);
        return estimateSequence(m_params, data, operations,
                                shape.layers * (matrices * width * width + 10 * width) + shape.maxLength * width);
    }
};

const bool kRegistered = registerAlgorithm<EsasrecRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "eSASRec"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "SASRec with gated layers, which add to a history's meaning only as "
                                                 "much as they have to say: try it where SASRec is good."),
     .paper = "Tikhonovich et al., eSASRec: Enhancing Transformer-based recommendations in a modular fashion, RecSys "
              "2025",
     .presets = {{.id = "as-published",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published for Amazon Beauty"),
                  .source = "Tikhonovich et al., RecSys 2025",
                  .parameters = {{QStringLiteral("heads"), 1},
                                 {QStringLiteral("dropout"), 0.2},
                                 {QStringLiteral("temperature"), 0},
                                 {QStringLiteral("negatives"), 256},
                                 {QStringLiteral("epochs"), 200}},
                  .patience = 50},
                 {.id = "movielens-20m",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published for MovieLens 20M"),
                  .source = "Tikhonovich et al., RecSys 2025",
                  .parameters = {{QStringLiteral("factors"), 256},
                                 {QStringLiteral("layers"), 4},
                                 {QStringLiteral("heads"), 8},
                                 {QStringLiteral("max-length"), 200},
                                 {QStringLiteral("dropout"), 0.2},
                                 {QStringLiteral("temperature"), 0},
                                 {QStringLiteral("negatives"), 256}},
                  .patience = 50}}});

} // namespace

std::unique_ptr<SequenceEncoder> makeLigrEncoder(const TransformerShape &shape, int inner, std::uint64_t seed)
{
    return std::make_unique<LigrEncoder>(shape, inner, seed);
}

} // namespace aisle
