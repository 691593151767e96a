#include "core/params/paramtable.h"
#include "core/recommend/network/autoencoder.h"

namespace aisle {
namespace {

struct MultVaeParams : AutoencoderParams
{
    MultVaeParams()
    {
        factors = 50;
        batchSize = 128;
        epochs = 200;
    }
};

const auto kTable = withOptimiser(
    withLeftOut(withCode(ParamTable<MultVaeParams>{})
                    .add("hidden", static_cast<int MultVaeParams::*>(&MultVaeParams::hidden),
                         {QT_TRANSLATE_NOOP("Param", "Hidden width"),
                          QT_TRANSLATE_NOOP("Param", "Width of the layers before and after the code.")},
                         {1, 4096, ParamScale::Log}))
        .add("anneal", static_cast<double MultVaeParams::*>(&MultVaeParams::anneal),
             {QT_TRANSLATE_NOOP("Param", "Divergence"),
              QT_TRANSLATE_NOOP("Param", "Highest weight of the code's divergence from the standard normal.")},
             {0, 1})
        .add("anneal-epochs", static_cast<int MultVaeParams::*>(&MultVaeParams::annealEpochs),
             {QT_TRANSLATE_NOOP("Param", "Annealing"),
              QT_TRANSLATE_NOOP("Param", "Epochs over which the divergence rises to its highest weight.")},
             {0, 10000, ParamScale::Log}));

/// Mult-VAE: the whole history goes in, and the likelihood of every product comes out; new shoppers are served
/// natively.
class MultVaeRecommender : public HistoryAutoencoder<MultVaeRecommender, MultVaeParams>
{
public:
    static constexpr const char *kId = "mult-vae";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr bool kVariational = true;
    using HistoryAutoencoder::HistoryAutoencoder;
};

const bool kRegisteredEarlier = registerEarlier(MultVaeRecommender::kId, {{QStringLiteral("factors"), 200}});
const bool kRegistered = registerAlgorithm<MultVaeRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Mult-VAE"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Neural"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Presses a whole history into a short random code and unfolds it to likelihoods of "
                                "all products: strong on dense data, and new shoppers need no training."),
             .paper = "Liang et al., Variational autoencoders for collaborative filtering, WWW 2018",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                          .source = "Liang et al. 2018, section 4.4",
                          .parameters = {{QStringLiteral("hidden"), 600},
                                         {QStringLiteral("factors"), 200},
                                         {QStringLiteral("dropout"), 0.5},
                                         {QStringLiteral("anneal"), 0.2},
                                         {QStringLiteral("batch-size"), 500},
                                         {QStringLiteral("learning-rate"), 1e-3},
                                         {QStringLiteral("epochs"), 200}}}}});

} // namespace
} // namespace aisle
