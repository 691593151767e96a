#include "core/common/error.h"
#include "core/params/paramtable.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <unordered_map>

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

/// What sells most in the shopper's own categories: the probability of a product, sum over categories of
/// p(category | shopper) * p(product | category), both out of counts of events; the shopper's share of a category is
/// shrunk towards everybody's. Products without a category are one category of their own.
class CategoryRecommender : public Algorithm<CategoryRecommender, CategoryParams>, public Explains
{
public:
    static constexpr const char *kId = "popularity-category";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &)
    {
        if (!from.facts || from.facts->categories.empty())
            throw Error("popularity.no-categories",
                        QT_TRANSLATE_NOOP("Error", "The products have no categories: load a catalogue that names "
                                                   "them, or take \"popularity\" instead."));
        std::unordered_map<std::string, std::uint32_t> known;
        for (const auto &category : from.facts->categories)
            m_category.push_back(known.try_emplace(category, static_cast<std::uint32_t>(known.size())).first->second);
        count();
    }
    void write(SnapshotWriter &out) const { out.array(m_category); }
    void read(SnapshotReader &in)
    {
        m_category = in.array<std::uint32_t>(m_catalogue.size());
        in.check(std::ranges::all_of(m_category, [&](auto category) { return category < m_category.size(); }));
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
        const auto category = m_category[item.value];
        const double within = static_cast<double>(m_within[item.value]);
        const double events = static_cast<double>(request.history.size()) + m_params.shrinkage;
        if (events <= 0)
            return reasons;
        std::vector<ItemIndex> own;
        for (const auto &visit : request.history) {
            if (m_category[visit.item.value] == category)
                own.push_back(visit.item);
        }
        std::ranges::sort(own);
        for (auto from = own.begin(); from != own.end();) {
            const auto to = std::ranges::upper_bound(own, *from);
            reasons.push_back(
                {.because = *from, .text = {}, .contribution = static_cast<double>(to - from) / events * within});
            from = to;
        }
        reasons.push_back(
            {.text = "popular", .contribution = m_params.shrinkage * m_share[category] / events * within});
        std::ranges::stable_sort(reasons, std::greater{}, &Reason::contribution);
        return reasons;
    }

protected:
    bool knows(const Request &request) const override { return !request.history.empty(); }
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override
    {
        const auto items = m_catalogue.size();
        for (std::size_t p = 0; p < requests.size(); ++p) {
            const auto likely = categoriesOf(*requests[p]);
            for (std::uint32_t i = 0; i < items; ++i)
                scores[p * items + i] = likely[m_category[i]] * m_within[i];
        }
    }
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override
    {
        const auto likely = categoriesOf(request);
        std::ranges::transform(items, scores.begin(),
                               [&](ItemIndex item) { return likely[m_category[item.value]] * m_within[item.value]; });
    }

private:
    /// [categories] p(category | shopper)
    std::vector<float> categoriesOf(const Request &request) const
    {
        const double events = static_cast<double>(request.history.size()) + m_params.shrinkage;
        std::vector<double> counts;
        for (const auto share : m_share)
            counts.push_back(m_params.shrinkage * share);
        for (const auto &visit : request.history)
            counts[m_category[visit.item.value]] += 1;
        std::vector<float> likely;
        for (const auto count : counts)
            likely.push_back(static_cast<float>(count / events));
        return likely;
    }
    void count()
    {
        const auto &events = m_catalogue.popularity;
        const auto most = m_category.empty() ? 0 : *std::ranges::max_element(m_category);
        m_share.assign(std::size_t(most) + 1, 0);
        double all = 0;
        for (std::size_t i = 0; i < m_category.size(); ++i) {
            m_share[m_category[i]] += static_cast<double>(events[i]);
            all += static_cast<double>(events[i]);
        }
        for (std::size_t i = 0; i < m_category.size(); ++i) {
            const double total = m_share[m_category[i]];
            m_within.push_back(total > 0 ? static_cast<float>(static_cast<double>(events[i]) / total) : 0);
        }
        for (auto &share : m_share)
            share = all > 0 ? share / all : 0;
    }

    std::vector<std::uint32_t> m_category; ///< [items]
    std::vector<float> m_within;           ///< [items] p(product | category)
    std::vector<double> m_share;           ///< [categories] p(category)
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
