#include "core/recommend/sequence/encoders/recurrent.h"
#include "core/recommend/sequence/sequencerecommender.h"

#include <cmath>

namespace aisle {
namespace {

/// Recurrent networks take larger steps than Transformers; where nothing can be held out for validation, 20 sweeps are
/// about what the validation parts of public logs asked for.
struct Gru4recParams : SequenceParams
{
    Gru4recParams()
    {
        learningRate = 5e-3;
        dropout = 0.25;
        epochs = 20;
    }
    int layers = 1;
    std::string cell = "gru";
};

const auto kTable = withSequence(
    ParamTable<Gru4recParams>{}
        .add(
            "layers", &Gru4recParams::layers,
            {QT_TRANSLATE_NOOP("Param", "Layers"), QT_TRANSLATE_NOOP("Param", "Recurrent layers, one upon the other.")},
            {1, 6})
        .add("cell", &Gru4recParams::cell,
             {QT_TRANSLATE_NOOP("Param", "Cell"),
              QT_TRANSLATE_NOOP("Param", "gru: gated unit, as published. lstm: with a memory of its own.")},
             {"gru", "lstm"}));

/// Recurrent layers, and a plain one that turns their state into an item vector.
class RecurrentEncoder : public SequenceEncoder
{
public:
    RecurrentEncoder(const Gru4recParams &params, std::uint64_t seed)
        : m_cell(params.cell == "lstm" ? Cell::Lstm : Cell::Gru)
    {
        const std::int64_t width = params.factors;
        for (int l = 0; l < params.layers; ++l)
            m_layers.push_back(makeRecurrentLayer(m_cell, width, deriveSeed(seed, static_cast<std::uint64_t>(l) + 1)));
        m_out = normalTensor({width, width}, 1 / std::sqrt(static_cast<double>(width)), deriveSeed(seed, 0));
        m_outBias = at::zeros({width});
    }
    std::vector<at::Tensor *> tensors() override { return withLayers({&m_out, &m_outBias}, m_layers); }
    at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t>, Dropout &dropout) const override
    {
        auto x = inputs;
        for (const auto &layer : m_layers)
            x = recurrent(m_cell, layer, dropout(x));
        return at::linear(dropout(x), m_out, m_outBias);
    }
    std::unique_ptr<SequenceEncoder> clone() const override { return std::make_unique<RecurrentEncoder>(*this); }

private:
    Cell m_cell;
    std::vector<RecurrentLayer> m_layers;
    at::Tensor m_out, m_outBias;
};

/// GRU4Rec, with the vectors of what is read and what is named the same ones ("constrained embedding"). Whole histories
/// are learnt from side by side instead of the paper's session-parallel steps, so that gradients reach back to a
/// history's start.
class Gru4recRecommender : public SequenceRecommender<Gru4recRecommender, Gru4recParams>
{
    using Base = SequenceRecommender<Gru4recRecommender, Gru4recParams>;

public:
    static constexpr const char *kId = "gru4rec";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr double kDeviation = 0.1;
    using Base::Base;

    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        return std::make_unique<RecurrentEncoder>(m_params, seed);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double width = m_params.factors, gates = m_params.cell == "lstm" ? 4 : 3;
        const double numbers = m_params.layers * gates * 2 * width * width + width * width;
        return estimateSequence(m_params, shape, 2 * numbers + m_params.layers * gates * 40 * width, numbers);
    }
};

const bool kRegistered = registerAlgorithm<Gru4recRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "GRU4Rec"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "A recurrent network that follows a session event by event: for short sessions of "
                                  "visitors nobody knows."),
     .paper = "Hidasi, Karatzoglou, Baltrunas & Tikk, Session-based recommendations with recurrent neural networks, "
              "ICLR 2016; Hidasi & Karatzoglou, CIKM 2018",
     .presets = {{.id = "as-published-bpr-max",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published: BPR-max, sampled by popularity"),
                  .source = "Hidasi & Karatzoglou, CIKM 2018 (RSC15)",
                  .parameters = {{QStringLiteral("loss"), QStringLiteral("bpr-max")},
                                 {QStringLiteral("negatives"), 2048},
                                 {QStringLiteral("negative-popularity"), 0.5},
                                 {QStringLiteral("factors"), 128}}},
                 {.id = "as-published-cross-entropy",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published: cross-entropy, sampled by popularity"),
                  .source = "Hidasi & Karatzoglou, CIKM 2018 (RSC15)",
                  .parameters = {{QStringLiteral("loss"), QStringLiteral("sampled")},
                                 {QStringLiteral("negatives"), 2048},
                                 {QStringLiteral("negative-popularity"), 0.75},
                                 {QStringLiteral("factors"), 128}}}}});

} // namespace
} // namespace aisle
