#include "core/recommend/sequence/sequencerecommender.h"

#include <cmath>

namespace aisle {
namespace {

struct CaserParams : SequenceParams
{
    CaserParams()
    {
        learningRate = 5e-3;
        epochs = 30;
    }
    int window = 5;
    int horizontal = 16;
    int vertical = 4;
};

const auto kTable = withSequence(
    ParamTable<CaserParams>{}
        .add("window", &CaserParams::window,
             {QT_TRANSLATE_NOOP("Param", "Window"),
              QT_TRANSLATE_NOOP("Param", "How many of the latest events the filters see.")},
             {1, 20})
        .add("horizontal", &CaserParams::horizontal,
             {QT_TRANSLATE_NOOP("Param", "Horizontal filters"),
              QT_TRANSLATE_NOOP("Param", "Patterns of neighbouring events, for each run length within the window.")},
             {1, 256})
        .add("vertical", &CaserParams::vertical,
             {QT_TRANSLATE_NOOP("Param", "Vertical filters"),
              QT_TRANSLATE_NOOP("Param", "Weighted sums over the window.")},
             {1, 64}));

/// The last events as an image [window x width]: horizontal filters of every height see runs of events and keep their
/// strongest match, vertical ones see weighted sums of all; a layer joins them. Every position of a history has its
/// image; before the first event stand zeros.
class CaserEncoder : public SequenceEncoder
{
public:
    CaserEncoder(const CaserParams &params, std::uint64_t seed) : m_window(params.window)
    {
        const std::int64_t width = params.factors, filters = params.horizontal, sums = params.vertical;
        std::uint64_t stream = 0;
        const auto weight = [&](std::int64_t rows, std::int64_t cols) {
            return normalTensor({rows, cols}, std::sqrt(2.0 / static_cast<double>(cols)), deriveSeed(seed, ++stream));
        };
        for (std::int64_t height = 1; height <= m_window; ++height) {
            m_filters.push_back(weight(filters, width * height));
            m_filterBiases.push_back(at::zeros({filters}));
        }
        m_sums = weight(sums, m_window);
        m_join = weight(width, filters * m_window + sums * width);
        m_joinBias = at::zeros({width});
        m_out = weight(width, width);
        m_outBias = at::zeros({width});
    }
    std::vector<at::Tensor *> tensors() override
    {
        std::vector<at::Tensor *> all{&m_sums, &m_join, &m_joinBias, &m_out, &m_outBias};
        for (std::size_t f = 0; f < m_filters.size(); ++f)
            all.insert(all.end(), {&m_filters[f], &m_filterBiases[f]});
        return all;
    }
    at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t>, Dropout &dropout) const override
    {
        const auto sequences = inputs.size(0), length = inputs.size(1), width = inputs.size(2);
        const auto padded =
            at::cat({at::zeros({sequences, m_window - 1, width}, inputs.options()), dropout(inputs)}, 1);
        std::vector<at::Tensor> parts;
        for (std::int64_t height = 1; height <= m_window; ++height) {
            const auto which = static_cast<std::size_t>(height - 1);
            const auto runs = padded.unfold(1, height, 1).reshape({sequences, -1, width * height});
            const auto matches = at::relu(at::linear(runs, m_filters[which], m_filterBiases[which]));
            parts.push_back(matches.unfold(1, m_window - height + 1, 1).amax(3));
        }
        const auto sums = at::matmul(padded.unfold(1, m_window, 1), m_sums.t());
        parts.push_back(sums.reshape({sequences, length, -1}));
        const auto joined = at::relu(at::linear(dropout(at::cat(parts, 2)), m_join, m_joinBias));
        return at::linear(joined, m_out, m_outBias);
    }
    std::unique_ptr<SequenceEncoder> clone() const override { return std::make_unique<CaserEncoder>(*this); }

private:
    std::int64_t m_window;
    std::vector<at::Tensor> m_filters, m_filterBiases; ///< by height: [filters x width height], [filters]
    at::Tensor m_sums;                                 ///< [vertical x window]
    at::Tensor m_join, m_joinBias, m_out, m_outBias;
};

/// Caser without the paper's vector a shopper, so that a history alone is enough to serve anybody.
class CaserRecommender : public SequenceRecommender<CaserRecommender, CaserParams>
{
    using Base = SequenceRecommender<CaserRecommender, CaserParams>;

public:
    static constexpr const char *kId = "caser";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr double kDeviation = 0.1;
    using Base::Base;

    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        return std::make_unique<CaserEncoder>(m_params, seed);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double width = m_params.factors, window = m_params.window;
        const double filters = m_params.horizontal * width * window * (window + 1) / 2;
        const double joined = width * (m_params.horizontal * window + m_params.vertical * width) + width * width;
        const double numbers = filters + joined;
        return estimateSequence(
            m_params, shape,
            2 * numbers + 2 * m_params.vertical * window * width + 10 * m_params.horizontal * window * window, numbers);
    }
};

const bool kRegistered = registerAlgorithm<CaserRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Caser"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "A convolutional network over the last few events: quick, for logs where only the "
                                "latest events matter."),
             .paper = "Tang & Wang, Personalized top-n sequential recommendation via convolutional sequence embedding, "
                      "WSDM 2018",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published for MovieLens"),
                          .source = "Tang & Wang, WSDM 2018",
                          .parameters = {{QStringLiteral("factors"), 50},
                                         {QStringLiteral("dropout"), 0.5},
                                         {QStringLiteral("loss"), QStringLiteral("bce")},
                                         {QStringLiteral("negatives"), 3},
                                         {QStringLiteral("l2"), 1e-6}}}}});

} // namespace
} // namespace aisle
