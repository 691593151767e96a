#include "core/recommend/sequence/attentionparams.h"

namespace aisle {
namespace {

struct BsarecParams : AttentionParams
{
    BsarecParams() { heads = 1; }
    double filterShare = 0.7;
    int filterCutoff = 5;
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
             {1, 25}));

/// BSARec: every layer adds a frequency filter to self-attention, which by itself blurs quick changes of taste. As
/// published the filter is a Fourier transform over the whole history, which lets a position see what follows it, so
/// that each event has to be learnt with a pass over the network of its own: some 30 times SASRec's work on
/// MovieLens. Here it is the causal filter that gives the same at the newest event (see Transformer), and all events of
/// a history are learnt in one pass. It was chosen among the newcomers (LRURec, HSTU) for the best published figure on
/// sparse shop data, and because it costs a 2-core machine no more than SASRec.
class BsarecRecommender : public AttentionRecommender<BsarecRecommender, BsarecParams>
{
public:
    static constexpr const char *kId = "bsarec";
    static constexpr std::uint32_t kVersion = 1;
    using AttentionRecommender::AttentionRecommender;

    static TransformerShape shapeOf(const BsarecParams &params)
    {
        auto shape = aisle::shapeOf(params);
        shape.fromNewest = 1;
        shape.filterShare = static_cast<float>(params.filterShare);
        shape.filterComponents = params.filterCutoff / 2 + 1;
        return shape;
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
                                         {QStringLiteral("loss"), QStringLiteral("softmax")}}}}});

} // namespace
} // namespace aisle
