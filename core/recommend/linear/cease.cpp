#include "core/features/textfeatures.h"
#include "core/numeric/decomposition/decomposition.h"
#include "core/recommend/linear/densegram.h"
#include "core/recommend/linear/easeform.h"
#include "core/recommend/pairvalues.h"
#include "core/recommend/ranking.h"

namespace aisle {
namespace {

struct CeaseParams : EaseForm
{
    double attributes = 5;
};

const auto kTable = withEaseForm(
    ParamTable<CeaseParams>{}.add("attributes", &CeaseParams::attributes,
                                  {QT_TRANSLATE_NOOP("Param", "Attributes"),
                                   QT_TRANSLATE_NOOP("Param", "How many shoppers it would take to say of two products "
                                                              "what it says that all their words, categories, brands "
                                                              "and attributes are the same. Higher trusts what is "
                                                              "written more, and the events less.")},
                                  {0.1, 1e4, ParamScale::Log}));

/// The collective form of EASE (Jeunen, Van Balen & Goethals 2020): what is written of products stands below the
/// shoppers' rows, so that B minimises |Y - Y B|^2 + attributes |T - T B|^2 + |L^.5 B|^2 with zero diagonal, T the
/// TF-IDF vectors of length 1 as columns, and everything else as EASE has it. It is the inverse of Y'Y + attributes T'T
/// + L.
class CeaseRecommender : public Algorithm<CeaseRecommender, CeaseParams>,
                         public FollowsData,
                         public Embeds,
                         public Explains
{
public:
    static constexpr const char *kId = "cease";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{
        .newItem = ColdStart::Content, .explainsExactly = true, .usesDevice = true, .keepsRecipeOnly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const
    {
        out.value(m_l2);
        out.value(m_gamma);
        out.array(m_weights);
    }
    void read(SnapshotReader &in)
    {
        m_l2 = in.value<double>();
        m_gamma = in.value<double>();
        m_weights = in.array<float>();
        const std::size_t items = m_catalogue.size();
        in.check(m_l2 > 0 && m_gamma >= 0 && m_gamma <= 1 && m_weights.size() == items * items);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const auto items = static_cast<double>(shape.items);
        return {.seconds = 0.1 + (items * items * items / 7.7e10 + items * items * 2e-8 +
                                  static_cast<double>(shape.pairs) * shape.meanHistory * 3e-9) /
                                     threadCount(),
                .memoryBytes = bytesNeeded(items) + (8 << 20)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_weights.size()); }
    std::optional<Embedding> itemEmbedding() const override { return decompose(m_weights, m_catalogue.size(), 64); }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;
    std::map<std::string, double> takenValues() const override
    {
        return takenOf({{"l2", m_params.l2 <= 0, m_l2}, {"gamma", m_params.gamma < 0, m_gamma}});
    }

protected:
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override
    {
        scoreByWeights(m_weights, m_catalogue.size(), requests, scores);
    }
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override
    {
        scoreSomeByWeights(m_weights, m_catalogue.size(), request, items, scores);
    }

private:
    static std::int64_t bytesNeeded(double items) { return static_cast<std::int64_t>(items * items * 4 * 2.15); }

    double m_l2 = 0, m_gamma = 0; ///< what was learnt with
    std::vector<float> m_weights; ///< D B [items x items]
};

/// What is written of products, each of length 1. @throws Error content.no-text
SparseRows writtenOf(const Ingredients &from, JobContext &job)
{
    const auto *facts = from.facts.get();
    if (!facts || !(facts->hasText() || facts->hasAttributes()))
        throwNoText();
    return textFeatures(*facts, from.events.itemCount(), {}, job).rows;
}

void CeaseRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &, JobContext &job)
{
    const auto &train = from.events;
    const std::size_t n = train.itemCount();
    refuseTooLargeGram(train.itemCount(), bytesNeeded(static_cast<double>(n)));
    m_l2 = m_params.l2For(train);
    m_gamma = m_params.gammaFor(train);
    const auto written = writtenOf(from, job);
    const PairValues values(train);
    const auto pairs = values.byItem(train);
    const auto products = normalisation(rowCounts(pairs), m_gamma);
    job.progress(0, QStringLiteral("counting common shoppers"));
    gram(pairs, values.byUser(train), false, normalisation(columnCounts(pairs), m_params.beta), products, m_weights,
         job);
    std::vector<float> similar;
    gram(written, written.transposed(), false,
         std::vector<float>(written.cols, static_cast<float>(m_params.attributes)), std::vector<float>(n, 1), similar,
         job);
    for (std::size_t i = 0; i < n; ++i) {
        auto own = static_cast<double>(m_weights[i * n + i]);
        for (std::size_t j = 0; j <= i; ++j)
            m_weights[i * n + j] += similar[i * n + j];
        m_weights[i * n + i] += static_cast<float>(m_l2 + m_params.dropoutOdds() * own);
    }
    similar = {};
    invertGram(m_weights, n, options, job);
    weightsFromInverse(m_weights, products);
}

std::vector<Reason> CeaseRecommender::explain(const Request &request, ItemIndex item) const
{
    return reasonsByWeights(request, item, [&](ItemIndex seen) {
        return m_weights[std::size_t(seen.value) * m_catalogue.size() + item.value];
    });
}

const bool kRegistered = registerAlgorithm<CeaseRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "EASE with attributes"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Linear"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "EASE that also learns which products read alike, by title, category, brand and "
                                  "attributes: better for what few have chosen, and new products are offered."),
     .paper = "Jeunen, Van Balen & Goethals, Closed-form models for collaborative filtering with side-information, "
              "RecSys 2020",
     .needs = {Need::Text}});

} // namespace
} // namespace aisle
