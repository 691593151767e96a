#include "core/recommend/offer.h"

#include "core/recommend/ranking.h"

#include <algorithm>

namespace aisle {

Offer::Offer(const Recommender &recommender, std::vector<ItemIndex> candidates, bool unknownLast)
    : m_recommender(recommender), m_scored(std::move(candidates))
{
    const auto *listing = dynamic_cast<const CatalogueRecommender *>(&recommender);
    const auto &traits = recommender.traits();
    if (!unknownLast || !listing || traits.newItem == ColdStart::Content || traits.ranksByChance)
        return;
    const auto &catalogue = listing->catalogue();
    const auto unknown = std::stable_partition(m_scored.begin(), m_scored.end(),
                                               [&](ItemIndex item) { return catalogue.popularity[item.value] > 0; });
    m_last.assign(unknown, m_scored.end());
    m_scored.erase(unknown, m_scored.end());
    std::ranges::sort(m_last, {}, [&](ItemIndex item) { return catalogue.tieRank[item.value]; });
}

std::vector<RankedList> Offer::rank(std::vector<Request> requests, const RankOptions &options) const
{
    std::vector<RankedList> lists(requests.size());
    if (!m_scored.empty()) { // or no candidates would mean all products
        for (auto &request : requests)
            request.candidates = m_scored;
        lists = m_recommender.rank(requests, options);
    }
    for (std::size_t p = 0; p < lists.size() && !m_last.empty(); ++p) {
        requests[p].candidates = {};
        fill(lists[p], requests[p], options);
    }
    return lists;
}

std::size_t filledUp(const RankedList &list, std::size_t places)
{
    const auto first = std::span(list).first(std::min(places, list.size()));
    return static_cast<std::size_t>(std::ranges::count(first, 0.0F, &RankedItem::score));
}

void Offer::fill(RankedList &list, const Request &request, const RankOptions &options) const
{
    const auto k = static_cast<std::size_t>(std::max(0, options.k));
    if (list.size() >= k)
        return;
    const Barred isBarred(request, options.mask);
    const float score = list.empty() ? 0.0F : std::min(0.0F, list.back().score);
    for (const auto item : m_last) {
        if (list.size() == k)
            return;
        if (!isBarred(item))
            list.push_back({item, score});
    }
}

} // namespace aisle
