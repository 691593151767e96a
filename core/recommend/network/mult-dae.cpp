#include "core/params/paramtable.h"
#include "core/recommend/network/autoencoder.h"

namespace aisle {
namespace {

struct MultDaeParams : AutoencoderParams
{
    MultDaeParams()
    {
        learningRate = 3e-3;
        batchSize = 128;
        epochs = 200;
        l2 = 0.01;
    }
};

const auto kTable = withOptimiser(withLeftOut(withCode(ParamTable<MultDaeParams>{})));

/// Mult-DAE: one hidden layer that restores a history of which a share was left out.
class MultDaeRecommender : public HistoryAutoencoder<MultDaeRecommender, MultDaeParams>
{
public:
    static constexpr const char *kId = "mult-dae";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr bool kVariational = false;
    using HistoryAutoencoder::HistoryAutoencoder;
};

const bool kRegistered = registerAlgorithm<MultDaeRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Mult-DAE"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Neural"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Learns to restore histories of which a part was hidden: Mult-VAE's simpler and "
                                "quicker sibling, and new shoppers need no training."),
             .paper = "Liang et al., Variational autoencoders for collaborative filtering, WWW 2018",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                          .source = "Liang et al. 2018, section 4.4",
                          .parameters = {{QStringLiteral("factors"), 200},
                                         {QStringLiteral("dropout"), 0.5},
                                         {QStringLiteral("batch-size"), 500},
                                         {QStringLiteral("learning-rate"), 1e-3},
                                         {QStringLiteral("epochs"), 200}}}}});

} // namespace
} // namespace aisle
