#include "core/recommend/network/interactionnetwork.h"

namespace aisle {
namespace {

struct NeumfParams : InteractionParams
{
    NeumfParams()
    {
        negatives = 16;
        gmfStart = true;
    }
};

const auto kTable =
    withPerceptron(ParamTable<NeumfParams>{})
        .add("item-bias", static_cast<bool NeumfParams::*>(&NeumfParams::itemBias),
             {QT_TRANSLATE_NOOP("Param", "Bias of products"),
              QT_TRANSLATE_NOOP("Param", "Learns for each product how much it is taken by everybody.")})
        .add("gmf-start", static_cast<bool NeumfParams::*>(&NeumfParams::gmfStart),
             {QT_TRANSLATE_NOOP("Param", "GMF first"),
              QT_TRANSLATE_NOOP("Param", "Learns the factors alone until patience runs out, at most for half of the "
                                         "epochs, then the perceptron in addition, which begins at nothing and has "
                                         "patience of its own: so it is no worse on validation than the factors "
                                         "alone.")});

/// NeuMF: the elementwise product of two vectors and a perceptron over two others, added up and learnt together, from
/// the state that the product alone has come to (He et al. 2017, section 3.4.1).
class NeumfRecommender : public PerceptronRecommender<NeumfRecommender, NeumfParams>
{
public:
    static constexpr const char *kId = "neumf";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr InteractionParts kParts{.product = true, .perceptron = true};
    using PerceptronRecommender::PerceptronRecommender;
};

const bool kRegisteredEarlier = registerEarlier(
    NeumfRecommender::kId,
    {{QStringLiteral("negatives"), 4}, {QStringLiteral("item-bias"), false}, {QStringLiteral("gmf-start"), false}});
const bool kRegistered = registerAlgorithm<NeumfRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "NeuMF"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Neural"),
     .summary = QT_TRANSLATE_NOOP(
         "Recommender",
         "Factors and a perceptron added up, each with vectors of its own: the best known neural model of pairs."),
     .paper = "He et al., Neural collaborative filtering, WWW 2017",
     .presets = {{.id = "as-published",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                  .source = "He et al. 2017, section 4.1",
                  .parameters = {{QStringLiteral("factors"), 32},
                                 {QStringLiteral("layers"), 3},
                                 {QStringLiteral("negatives"), 4},
                                 {QStringLiteral("item-bias"), false},
                                 {QStringLiteral("gmf-start"), false},
                                 {QStringLiteral("loss"), QStringLiteral("bce")},
                                 {QStringLiteral("learning-rate"), 1e-3},
                                 {QStringLiteral("batch-size"), 256},
                                 {QStringLiteral("l2"), 0}}}}});

} // namespace
} // namespace aisle
