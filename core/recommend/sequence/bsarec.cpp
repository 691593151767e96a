#include "core/recommend/sequence/attentionparams.h"

#include <algorithm>

namespace aisle {
namespace {

struct BsarecParams : AttentionParams
{
    BsarecParams() { heads = 1; }
    double filterShare = 0.7;
    int filterCutoff = 5;
    std::string pass = "history";

    bool readsWindows() const { return pass == "window"; }
};

const auto kTable = withSequence(
    withAttention(ParamTable<BsarecParams>{})
        .add("filter-share", &BsarecParams::filterShare,
             {QT_TRANSLATE_NOOP("Param", "Share of the filter"),
              QT_TRANSLATE_NOOP("Param", "How much of a layer is the frequency filter; the rest is attention.")},
             {0.05, 1})
        .add("filter-cutoff", &BsarecParams::filterCutoff,
             {QT_TRANSLATE_NOOP("Param", "Cut-off of the filter"),
              QT_TRANSLATE_NOOP("Param",
                                "Half of this many slow waves over the longest history count as the shopper's lasting "
                                "taste; the rest is weighted by what is learnt.")},
             {1, 25})
        .add(
            "pass", &BsarecParams::pass,
            {QT_TRANSLATE_NOOP("Param", "One pass over"),
             QT_TRANSLATE_NOOP("Param", "history: all events of a history are learnt in one pass, each with a filter "
                                        "that hears only what came before it: as quick as SASRec. window: as "
                                        "published, each of a shopper's latest events, as many as the longest history "
                                        "has, is learnt with a pass of its own over the whole window, whose empty "
                                        "places are heard too, so that what is learnt is what is served. An epoch then "
                                        "takes several times as long: about five on Amazon Beauty, more with fewer "
                                        "products or a longer longest history.")},
            {"history", "window"}));

/// BSARec: every layer adds a frequency filter to self-attention, which by itself blurs quick changes of taste. The
/// filter is a Fourier transform over the whole window, which lets a place hear what follows it, so that each event has
/// to be learnt with a pass over the network of its own. So it is with `pass` "window" (WindowTransformer), but that an
/// empty place is no product that could be named, and that a history longer than the window is learnt from full windows
/// as it is served; the last layer is computed where it is asked for, which leaves 5 of 8 of the authors' work with two
/// layers. With "history" it is the causal filter that gives the same at the newest event in the first layer (see
/// Transformer), and all events of a history are learnt in one pass, as SASRec does.
class BsarecRecommender : public AttentionRecommender<BsarecRecommender, BsarecParams>
{
    using Base = AttentionRecommender<BsarecRecommender, BsarecParams>;

public:
    static constexpr const char *kId = "bsarec";
    static constexpr std::uint32_t kVersion = 1;
    using Base::Base;

    static TransformerShape shapeOf(const BsarecParams &params)
    {
        auto shape = aisle::shapeOf(params);
        shape.fromNewest = 1;
        shape.filterShare = static_cast<float>(params.filterShare);
        shape.filterComponents = params.filterCutoff / 2 + 1;
        return shape;
    }
    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        if (!m_params.readsWindows())
            return Base::makeEncoder(seed);
        return std::make_unique<WindowTransformer>(shapeOf(m_params), seed);
    }
    std::int64_t tableRows(std::int64_t items) const { return items + (m_params.readsWindows() ? 1 : 0); }
    Batches batches(const TrainingSet &train) const
    {
        return m_params.readsWindows() ? windows(train, {}) : Base::batches(train);
    }
    Batches updateBatches(const TrainingSet &grown, std::vector<std::uint32_t> before) const
    {
        if (!m_params.readsWindows())
            return Base::updateBatches(grown, std::move(before));
        return [fresh = windows(grown, std::move(before)), old = windows(grown, {})](std::uint64_t seed) {
            return batchesWithOld(fresh(seed), old(deriveSeed(seed, 1)), seed);
        };
    }
    /// Of all layers in each place of a window; the last one hears all places and is computed at one.
    double passes() const
    {
        constexpr double kLastLayer = 0.25;
        return m_params.readsWindows() ? m_params.maxLength * (m_params.layers - 1 + kLastLayer) / m_params.layers : 1;
    }
    ResourceEstimate estimate(const DatasetShape &data) const override
    {
        if (!m_params.readsWindows())
            return Base::estimate(data);
        auto learnt = data;
        learnt.events = std::min(data.events, data.users * static_cast<std::uint64_t>(m_params.maxLength));
        auto estimate = Base::estimate(learnt);
        const double keptAPlace = 45.0 * m_params.factors + 4.0 * m_params.heads * m_params.maxLength;
        estimate.memoryBytes +=
            static_cast<std::int64_t>(passes() * m_params.layers * m_params.batchSize * keptAPlace * sizeof(float));
        return estimate;
    }

protected:
    std::optional<std::int64_t> emptyToken() const override
    {
        return m_params.readsWindows() ? std::optional<std::int64_t>(m_catalogue.size()) : std::nullopt;
    }

private:
    Batches windows(const TrainingSet &train, std::vector<std::uint32_t> firstNew) const
    {
        return [&train, firstNew = std::move(firstNew), length = m_params.maxLength,
                size = m_params.batchSize](std::uint64_t seed) {
            return windowBatches(train, firstNew, length, train.itemCount(), size, seed);
        };
    }
};

const bool kRegistered = registerAlgorithm<BsarecRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "BSARec"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "A Transformer that also hears lasting taste and quick changes apart: try it where "
                                "SASRec is good."),
             .paper = "Shin, Choi, Wi & Park, An attentive inductive bias for sequential recommendation beyond the "
                      "self-attention, AAAI 2024",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published for Amazon Beauty"),
                          .source = "Shin et al., AAAI 2024",
                          .parameters = {{QStringLiteral("dropout"), 0.5},
                                         {QStringLiteral("learning-rate"), 5e-4},
                                         {QStringLiteral("loss"), QStringLiteral("softmax")},
                                         {QStringLiteral("pass"), QStringLiteral("window")},
                                         {QStringLiteral("batch-size"), 256},
                                         {QStringLiteral("epochs"), 200}}}}});
const bool kRegisteredEarlier =
    registerEarlier(BsarecRecommender::kId, {{QStringLiteral("pass"), QStringLiteral("history")}});

} // namespace
} // namespace aisle
