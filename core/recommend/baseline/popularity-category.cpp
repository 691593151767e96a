#include "core/common/error.h"
#include "core/dataset/categories.h"
#include "core/params/paramtable.h"
#include "core/recommend/ranking.h"

#include <algorithm>

namespace aisle {
namespace {

struct CategoryParams
{
    double shrinkage = 2;
};

const auto kTable = ParamTable<CategoryParams>{}.add(
    "shrinkage", &CategoryParams::shrinkage,
    {QT_TRANSLATE_NOOP("Param", "Shrinkage"),
     QT_TRANSLATE_NOOP("Param", "How many events of an average shopper are added to the history, so that a short one "
                                "says less about the categories.")},
    {0, 1000, ParamScale::Log});

void demandCategories(const SideFacts *facts)
{
    if (!facts || facts->categories.empty())
        throw Error("popularity.no-categories",
                    QT_TRANSLATE_NOOP("Error", "The products have no categories: load a catalogue that names "
                                               "them, or take \"popularity\" instead."));
}

/// What sells most in the shopper's own categories: the probability of a product, sum over categories of
/// p(category | shopper) * p(product | category), both out of counts of events; an event of a product with several
/// categories is shared out among them. The shopper's share of a category is shrunk towards everybody's. Products
/// without a category are one category of their own.
class CategoryRecommender : public Algorithm<CategoryRecommender, CategoryParams>, public Explains
{
public:
    static constexpr const char *kId = "popularity-category";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &)
    {
        demandCategories(from.facts.get());
        m_categories = CategoryRows(from.facts->categories);
        m_categories.gatherOthers();
        count();
    }
    void write(SnapshotWriter &out) const { m_categories.save(out); }
    void read(SnapshotReader &in)
    {
        m_categories = CategoryRows::load(in, m_catalogue.size());
        in.check(m_categories.products() == m_catalogue.size());
        count();
    }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return {.seconds = 0.02 + 1e-7 * static_cast<double>(shape.items),
                .memoryBytes = static_cast<std::int64_t>(shape.items * 40)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_within.size()); }

    std::vector<Reason> explain(const Request &request, ItemIndex item) const override
    {
        std::vector<Reason> reasons;
        const double events = static_cast<double>(request.history.size()) + m_params.shrinkage;
        if (events <= 0)
            return reasons;
        std::vector<ItemIndex> own;
        for (const auto &visit : request.history)
            own.push_back(visit.item);
        std::ranges::sort(own);
        for (auto from = own.begin(); from != own.end();) {
            const auto to = std::ranges::upper_bound(own, *from);
            const double share = static_cast<double>(to - from) / static_cast<double>(m_categories.of(*from).size());
            if (const double within = withinThose(item, m_categories.of(*from)); within > 0)
                reasons.push_back({.because = *from, .text = {}, .contribution = share / events * within});
            from = to;
        }
        double popular = 0;
        forCategories(item, [&](std::uint32_t category, double within) { popular += m_share[category] * within; });
        reasons.push_back({.text = "popular", .contribution = m_params.shrinkage * popular / events});
        std::ranges::stable_sort(reasons, std::greater{}, &Reason::contribution);
        return reasons;
    }

protected:
    bool knows(const Request &request) const override { return !request.history.empty(); }
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override
    {
        const auto items = m_catalogue.size();
        for (std::size_t p = 0; p < requests.size(); ++p)
            scoreRow(*requests[p], scores.subspan(p * items, items));
    }
    void scoreRow(const Request &request, std::span<float> row) const
    {
        const auto likely = categoriesOf(request);
        for (std::uint32_t i = 0; i < row.size(); ++i)
            row[i] = scoreOf(ItemIndex(i), likely);
    }
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override
    {
        const auto likely = categoriesOf(request);
        std::ranges::transform(items, scores.begin(), [&](ItemIndex item) { return scoreOf(item, likely); });
    }

private:
    /// body(category, p(product | category)) for those of a product.
    void forCategories(ItemIndex item, const auto &body) const
    {
        const auto own = m_categories.of(item);
        const float *within = m_within.data() + m_categories.begin(item);
        for (std::size_t c = 0; c < own.size(); ++c)
            body(own[c], within[c]);
    }
    float scoreOf(ItemIndex item, const std::vector<float> &likely) const
    {
        float score = 0;
        forCategories(item, [&](std::uint32_t category, float within) { score += likely[category] * within; });
        return score;
    }
    /// sum of p(product | category) over those of its categories that are among `others`.
    double withinThose(ItemIndex item, std::span<const std::uint32_t> others) const
    {
        double sum = 0;
        forCategories(item, [&](std::uint32_t category, float within) {
            if (std::ranges::binary_search(others, category))
                sum += static_cast<double>(within);
        });
        return sum;
    }
    /// [categories] p(category | shopper)
    std::vector<float> categoriesOf(const Request &request) const
    {
        const double events = static_cast<double>(request.history.size()) + m_params.shrinkage;
        std::vector<double> counts;
        for (const auto share : m_share)
            counts.push_back(m_params.shrinkage * share);
        for (const auto &visit : request.history) {
            const auto own = m_categories.of(visit.item);
            for (const auto category : own)
                counts[category] += 1 / static_cast<double>(own.size());
        }
        std::vector<float> likely;
        for (const auto count : counts)
            likely.push_back(static_cast<float>(count / events));
        return likely;
    }
    void count()
    {
        const auto &events = m_catalogue.popularity;
        m_share.assign(m_categories.count(), 0);
        double all = 0;
        const auto partOf = [&](std::uint32_t item) {
            return static_cast<double>(events[item]) / static_cast<double>(m_categories.of(ItemIndex(item)).size());
        };
        for (std::uint32_t i = 0; i < m_categories.products(); ++i) {
            for (const auto category : m_categories.of(ItemIndex(i)))
                m_share[category] += partOf(i);
            all += static_cast<double>(events[i]);
        }
        m_within.reserve(m_categories.entries());
        for (std::uint32_t i = 0; i < m_categories.products(); ++i)
            for (const auto category : m_categories.of(ItemIndex(i)))
                m_within.push_back(m_share[category] > 0 ? static_cast<float>(partOf(i) / m_share[category]) : 0);
        for (auto &share : m_share)
            share = all > 0 ? share / all : 0;
    }

    CategoryRows m_categories;   ///< one at least a product
    std::vector<float> m_within; ///< [entries of m_categories] p(product | category)
    std::vector<double> m_share; ///< [categories] p(category)
};

const bool kRegistered = registerAlgorithm<CategoryRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Popular in the shopper's categories"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Baselines"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "Bestsellers of the categories that the shopper buys from: a personal "
                                                 "baseline that needs nothing but categories."),
     .paper = "",
     .needs = {Need::Attributes}});

} // namespace
} // namespace aisle
