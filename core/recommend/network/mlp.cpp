#include "core/recommend/network/interactionnetwork.h"

namespace aisle {
namespace {

struct MlpParams : InteractionParams
{
    MlpParams() // faster, or by a softmax, it learns the pairs by heart
    {
        learningRate = 1e-3;
        loss = "bce";
    }
};

const auto kTable = withPerceptron(ParamTable<MlpParams>{});

/// MLP: the score of a pair is what a perceptron makes of the two vectors side by side.
class MlpRecommender : public PerceptronRecommender<MlpRecommender, MlpParams>
{
public:
    static constexpr const char *kId = "mlp";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr InteractionParts kParts{.product = false, .perceptron = true};
    using PerceptronRecommender::PerceptronRecommender;
};

const bool kRegistered = registerAlgorithm<MlpRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "MLP"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Neural"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "A perceptron over a shopper's and a product's vector instead of their "
                                          "product: mostly a part of NeuMF, seldom better than plain factors."),
             .paper = "He et al., Neural collaborative filtering, WWW 2017",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                          .source = "He et al. 2017, section 4.1",
                          .parameters = {{QStringLiteral("factors"), 32},
                                         {QStringLiteral("layers"), 3},
                                         {QStringLiteral("negatives"), 4},
                                         {QStringLiteral("learning-rate"), 1e-3},
                                         {QStringLiteral("batch-size"), 256},
                                         {QStringLiteral("l2"), 0}}}}});

} // namespace
} // namespace aisle
