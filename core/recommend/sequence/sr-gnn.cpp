#include "core/recommend/sequence/encoders/sessiongraph.h"
#include "core/recommend/sequence/sequencerecommender.h"

#include <algorithm>

namespace aisle {
namespace {

/// A graph is read anew for each of its events, so that long histories would be dear; sessions are short.
struct SrgnnParams : SequenceParams
{
    SrgnnParams()
    {
        learningRate = 5e-3;
        dropout = 0.25;
        batchSize = 512;
        epochs = 10;
        maxLength = 20;
    }
    int layers = 1;
};

const auto kTable = withSequence(ParamTable<SrgnnParams>{}.add(
    "layers", &SrgnnParams::layers,
    {QT_TRANSLATE_NOOP("Param", "Layers"),
     QT_TRANSLATE_NOOP("Param", "Steps along the graph of the session: from how far a product hears of others.")},
    {1, 6}));

/// SR-GNN: the session as a graph of its products, in which each hears from those before and behind it. As the paper
/// does, each event is learnt from a session of its own that ends before it, for the graph must not know what follows.
class SrgnnRecommender : public SequenceRecommender<SrgnnRecommender, SrgnnParams>
{
    using Base = SequenceRecommender<SrgnnRecommender, SrgnnParams>;

public:
    static constexpr const char *kId = "sr-gnn";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr double kDeviation = 0.1;
    using Base::Base;

    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        return std::make_unique<SessionGraphEncoder>(m_params.factors, m_params.layers, seed);
    }
    Batches batches(const TrainingSet &train) const
    {
        return prefixes(train, std::vector<std::uint32_t>(train.userCount()));
    }
    Batches updateBatches(const TrainingSet &grown, std::vector<std::uint32_t> before) const
    {
        return [fresh = prefixes(grown, std::move(before)), all = batches(grown)](std::uint64_t seed) {
            return batchesWithOld(fresh(seed), all(deriveSeed(seed, 1)), seed);
        };
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double width = m_params.factors, history = std::max(1.0, shape.meanHistory);
        const double longest = std::min<double>(m_params.maxLength, history);
        const double read = std::max(1.0, longest * (1 - longest / (2 * history))); // events before one, in the mean
        const double numbers = 16 * width * width;
        return estimateSequence(m_params, shape, 2 * numbers * m_params.layers + 10 * width * longest, numbers, read);
    }

private:
    /// @param firstNew  [users]
    Batches prefixes(const TrainingSet &train, std::vector<std::uint32_t> firstNew) const
    {
        return [&train, firstNew = std::move(firstNew), length = historyLength(), size = m_params.batchSize](
                   std::uint64_t seed) { return prefixBatches(train, firstNew, length, size, seed); };
    }
};

const bool kRegistered = registerAlgorithm<SrgnnRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "SR-GNN"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Reads a session as a graph of its products: for short sessions in which shoppers "
                                "come back to what they saw."),
             .paper = "Wu et al., Session-based recommendation with graph neural networks, AAAI 2019",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published for Yoochoose"),
                          .source = "Wu et al., AAAI 2019",
                          .parameters = {{QStringLiteral("factors"), 100},
                                         {QStringLiteral("batch-size"), 256},
                                         {QStringLiteral("learning-rate"), 1e-3},
                                         {QStringLiteral("dropout"), 0},
                                         {QStringLiteral("epochs"), 30},
                                         {QStringLiteral("loss"), QStringLiteral("softmax")}}}}});

} // namespace
} // namespace aisle
