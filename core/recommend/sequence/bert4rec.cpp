#include "core/recommend/sequence/attentionparams.h"

namespace aisle {
namespace {

struct Bert4recParams : AttentionParams
{
    Bert4recParams() { dropout = 0.2; }
    double maskShare = 0.33;
};

const auto kTable = withSequence(
    withAttention(ParamTable<Bert4recParams>{})
        .add("mask-share", &Bert4recParams::maskShare,
             {QT_TRANSLATE_NOOP("Param", "Share hidden"),
              QT_TRANSLATE_NOOP("Param", "How much of a history is hidden at once and to be guessed from the rest.")},
             {0.05, 1}));

/// BERT4Rec: guesses hidden events from both sides; asked for the next one by a hidden event behind the history. An
/// epoch hides every event once, in as many passes over a history as the share hidden at once makes necessary, where
/// the paper draws anew for each pass: equally many targets an epoch as the other sequence recommenders have.
class Bert4recRecommender : public AttentionRecommender<Bert4recRecommender, Bert4recParams>
{
public:
    static constexpr const char *kId = "bert4rec";
    static constexpr std::uint32_t kVersion = 1;
    using AttentionRecommender::AttentionRecommender;

    static TransformerShape shapeOf(const Bert4recParams &params)
    {
        auto shape = aisle::shapeOf(params);
        shape.causal = 0;
        shape.fromNewest = 1;
        return shape;
    }
    std::int64_t tableRows(std::int64_t items) const { return items + 1; }
    Batches batches(const TrainingSet &train) const
    {
        return [&train, &params = m_params](std::uint64_t seed) {
            return clozeBatches(train, params.maxLength, params.maskShare, train.itemCount(), params.batchSize, seed);
        };
    }
    /// A hidden event's neighbours on both sides may be new: whole histories are learnt again.
    Batches updateBatches(const TrainingSet &grown, const std::vector<std::uint32_t> &) const { return batches(grown); }
    double passes() const { return 1 / m_params.maskShare; }

protected:
    std::optional<std::int64_t> queryToken() const override { return m_catalogue.size(); }
};

const bool kRegistered = registerAlgorithm<Bert4recRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "BERT4Rec"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "A Transformer that learns to fill gaps from both sides: for long histories whose "
                                "exact order is noisy."),
             .paper = "Sun et al., BERT4Rec: Sequential recommendation with bidirectional encoder representations from "
                      "Transformer, CIKM 2019",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published for Amazon Beauty"),
                          .source = "Sun et al., CIKM 2019",
                          .parameters = {{QStringLiteral("mask-share"), 0.6},
                                         {QStringLiteral("learning-rate"), 1e-4},
                                         {QStringLiteral("l2"), 0.01},
                                         {QStringLiteral("clip-norm"), 5},
                                         {QStringLiteral("dropout"), 0.1},
                                         {QStringLiteral("loss"), QStringLiteral("softmax")}}}}});

} // namespace
} // namespace aisle
