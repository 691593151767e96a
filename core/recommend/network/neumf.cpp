#include "core/recommend/network/interactionnetwork.h"

namespace aisle {
namespace {

const auto kTable = withPerceptron(ParamTable<InteractionParams>{});

/// NeuMF: the elementwise product of two vectors and a perceptron over two others, added up and learnt together.
class NeumfRecommender : public PerceptronRecommender<NeumfRecommender, InteractionParams>
{
public:
    static constexpr const char *kId = "neumf";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr InteractionParts kParts{.product = true, .perceptron = true};
    using PerceptronRecommender::PerceptronRecommender;
};

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
                                 {QStringLiteral("loss"), QStringLiteral("bce")},
                                 {QStringLiteral("learning-rate"), 1e-3},
                                 {QStringLiteral("batch-size"), 256},
                                 {QStringLiteral("l2"), 0}}}}});

} // namespace
} // namespace aisle
