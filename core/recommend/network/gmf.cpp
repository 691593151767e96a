#include "core/numeric/decomposition/embeddingof.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/network/interactionnetwork.h"

namespace aisle {
namespace {

struct GmfParams : InteractionParams
{
    GmfParams() { negatives = 16; }
};

const auto kTable = withInteractions(ParamTable<GmfParams>{});
constexpr InteractionParts kParts{.product = true, .perceptron = false};

/// GMF: a weighted sum of the elementwise product of two vectors, which ranks as a dot product does.
class GmfRecommender : public Algorithm<GmfRecommender, GmfParams, DotProductRecommender>, public FoldsIn
{
public:
    static constexpr const char *kId = "gmf";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
    {
        m_bestEpoch = learnInteractions(from.events, m_params, kParts, options, hooks, job, *this,
                                        [this](const InteractionNetwork &network) { take(network); });
        for (auto *tensor : m_network.tensors()) // the learner's memory goes
            *tensor = tensor->clone();
    }
    void write(SnapshotWriter &out) const
    {
        out.epoch(m_bestEpoch);
        writeInteractions(out, m_network);
    }
    void read(SnapshotReader &in)
    {
        m_bestEpoch = in.epoch();
        take(readInteractions(in, m_params, kParts, m_catalogue.size()));
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs),
                     numbers = static_cast<double>(shape.users + shape.items) * m_params.factors;
        return {.seconds = 0.1 + m_params.epochs * pairs * interactionSecondsAPair(m_params, kParts) / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(1.4e7 + numbers * 10 + pairs * 10)};
    }
    double foldInSeconds(double visits) const override { return foldInSecondsOf(m_params, kParts, visits); }
    std::int64_t parameterCount() const override
    {
        return m_network.hasProduct() ? m_network.users.numel() + m_network.items.numel() + m_params.factors : 0;
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override { return embeddingOf(m_network.users); }

protected:
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override
    {
        const auto size = static_cast<std::size_t>(m_params.factors);
        parallelFor(requests.size(), 8, [&](std::size_t begin, std::size_t end, int) {
            for (auto p = begin; p < end; ++p) {
                const auto user = requests[p]->user;
                const auto vector = user && user->value < m_network.users.size(0)
                                        ? m_network.users[user->value]
                                        : foldIn(m_network, m_mean, distinctItems(requests[p]->history)).product;
                const auto weighted = toVector(vector * m_network.weight);
                std::ranges::copy(weighted, vectors.begin() + static_cast<std::ptrdiff_t>(p * size));
            }
        });
    }

private:
    void take(const InteractionNetwork &network)
    {
        m_network = network;
        toCpu(m_network);
        m_mean = meanShopper(m_network);
        setItems(embeddingOf(m_network.items));
    }

    InteractionNetwork m_network; ///< on the CPU
    ShopperVectors m_mean;
    std::optional<int> m_bestEpoch;
};

const bool kRegisteredEarlier = registerEarlier(GmfRecommender::kId, {{QStringLiteral("negatives"), 4}});
const bool kRegistered = registerAlgorithm<GmfRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "GMF"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Neural"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "Matrix factorisation as a network: a learnt weight for each factor, against "
                                          "products drawn at random."),
             .paper = "He et al., Neural collaborative filtering, WWW 2017",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                          .source = "He et al. 2017, section 4.1",
                          .parameters = {{QStringLiteral("factors"), 8},
                                         {QStringLiteral("negatives"), 4},
                                         {QStringLiteral("loss"), QStringLiteral("bce")},
                                         {QStringLiteral("learning-rate"), 1e-3},
                                         {QStringLiteral("batch-size"), 256},
                                         {QStringLiteral("l2"), 0}}}}});

} // namespace
} // namespace aisle
