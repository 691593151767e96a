#include "core/recommend/sequence/encoders/recurrent.h"
#include "core/recommend/sequence/sequencerecommender.h"

#include <cmath>

namespace aisle {
namespace {

/// Recurrent networks take larger steps than Transformers; where nothing can be held out for validation, 20 sweeps are
/// about what the validation parts of public logs asked for.
struct NarmParams : SequenceParams
{
    NarmParams()
    {
        learningRate = 5e-3;
        dropout = 0.25;
        epochs = 20;
    }
    int layers = 1;
};

const auto kTable = withSequence(ParamTable<NarmParams>{}.add(
    "layers", &NarmParams::layers,
    {QT_TRANSLATE_NOOP("Param", "Layers"), QT_TRANSLATE_NOOP("Param", "Recurrent layers, one upon the other.")},
    {1, 6}));

/// A recurrent state says where the session is (global); attention over all states so far, asked by the latest, says
/// what it is about (local); a bilinear form compares both with the products.
class NarmEncoder : public SequenceEncoder
{
public:
    NarmEncoder(const NarmParams &params, std::uint64_t seed)
    {
        const std::int64_t width = params.factors;
        const double deviation = 1 / std::sqrt(static_cast<double>(width));
        for (int l = 0; l < params.layers; ++l)
            m_layers.push_back(
                makeRecurrentLayer(Cell::Gru, width, deriveSeed(seed, static_cast<std::uint64_t>(l) + 8)));
        m_asks = normalTensor({width, width}, deviation, deriveSeed(seed, 1));
        m_answers = normalTensor({width, width}, deviation, deriveSeed(seed, 2));
        m_weight = normalTensor({width, 1}, deviation, deriveSeed(seed, 3));
        m_out = normalTensor({width, 2 * width}, deviation, deriveSeed(seed, 4));
    }
    std::vector<at::Tensor *> tensors() override
    {
        return withLayers({&m_asks, &m_answers, &m_weight, &m_out}, m_layers);
    }
    at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t>, Dropout &dropout) const override
    {
        auto x = dropout(inputs);
        for (const auto &layer : m_layers)
            x = recurrent(Cell::Gru, layer, x);
        const auto length = x.size(1);
        const auto asks = at::linear(x, m_asks).unsqueeze(2), answers = at::linear(x, m_answers).unsqueeze(1);
        const auto strength = at::matmul(at::sigmoid(asks + answers), m_weight).squeeze(3);
        const auto seen = at::ones({length, length}, x.options()).tril();
        const auto local = at::bmm(strength * seen, x);
        return at::linear(dropout(at::cat({x, local}, 2)), m_out);
    }
    std::unique_ptr<SequenceEncoder> clone() const override { return std::make_unique<NarmEncoder>(*this); }

private:
    std::vector<RecurrentLayer> m_layers;
    at::Tensor m_asks, m_answers; ///< [width x width]
    at::Tensor m_weight;          ///< [width x 1]
    at::Tensor m_out;             ///< [width x 2 width]
};

class NarmRecommender : public SequenceRecommender<NarmRecommender, NarmParams>
{
    using Base = SequenceRecommender<NarmRecommender, NarmParams>;

public:
    static constexpr const char *kId = "narm";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr double kDeviation = 0.1;
    using Base::Base;

    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        return std::make_unique<NarmEncoder>(m_params, seed);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double width = m_params.factors, length = std::min<double>(m_params.maxLength, shape.meanHistory);
        const double numbers = (6 * m_params.layers + 4) * width * width;
        return estimateSequence(m_params, shape, 2 * numbers + 120 * m_params.layers * width + 30 * width * length,
                                numbers);
    }
};

const bool kRegistered = registerAlgorithm<NarmRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "NARM"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "A recurrent network that also weighs which events of the session tell its purpose: "
                                "for sessions with detours."),
             .paper = "Li et al., Neural attentive session-based recommendation, CIKM 2017",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published for Yoochoose"),
                          .source = "Li et al., CIKM 2017",
                          .parameters = {{QStringLiteral("factors"), 100},
                                         {QStringLiteral("dropout"), 0.5},
                                         {QStringLiteral("loss"), QStringLiteral("softmax")}}}}});

} // namespace
} // namespace aisle
