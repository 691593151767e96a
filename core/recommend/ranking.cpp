#include "core/recommend/ranking.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/common/random.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>

namespace aisle {

ItemPopularity::ItemPopularity(const TrainingSet &train)
    : tieRank(train.tieRank()), popularity(train.itemEvents().begin(), train.itemEvents().end()),
      byPopularity(orderedBy(popularity, tieRank))
{
}

void ItemPopularity::save(SnapshotWriter &out) const
{
    out.array(tieRank);
    out.array(popularity);
}

ItemPopularity ItemPopularity::load(SnapshotReader &in)
{
    ItemPopularity catalogue;
    catalogue.tieRank = in.array<std::uint32_t>();
    catalogue.popularity = in.array<float>(catalogue.tieRank.size());
    in.check(!catalogue.tieRank.empty() && std::ranges::min(catalogue.popularity) >= 0);
    catalogue.byPopularity = orderedBy(catalogue.popularity, catalogue.tieRank);
    return catalogue;
}

std::vector<ItemIndex> orderedBy(std::span<const float> values, std::span<const std::uint32_t> tieRank)
{
    std::vector<ItemIndex> order(values.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i] = ItemIndex(i);
    std::sort(order.begin(), order.end(), [&](ItemIndex a, ItemIndex b) {
        return values[a.value] != values[b.value] ? values[a.value] > values[b.value]
                                                  : tieRank[a.value] < tieRank[b.value];
    });
    return order;
}

void TopList::offer(ItemIndex item, float score)
{
    const RankedItem entry{item, std::isnan(score) ? std::numeric_limits<float>::lowest() : score};
    const auto worse = [this](const RankedItem &a, const RankedItem &b) { return better(a, b); };
    if (m_heap.size() == m_k) {
        if (m_k == 0 || !better(entry, m_heap.front()))
            return;
        std::pop_heap(m_heap.begin(), m_heap.end(), worse);
        m_heap.back() = entry;
    } else {
        m_heap.push_back(entry);
    }
    std::push_heap(m_heap.begin(), m_heap.end(), worse);
    if (m_heap.size() == m_k)
        m_threshold = m_heap.front().score;
}

RankedList TopList::take()
{
    std::sort(m_heap.begin(), m_heap.end(), [this](const RankedItem &a, const RankedItem &b) { return better(a, b); });
    m_threshold = std::numeric_limits<float>::lowest();
    return std::exchange(m_heap, {});
}

std::vector<ItemIndex> distinctItems(std::span<const Visit> history)
{
    return sortedDistinct(mapped<std::vector<ItemIndex>>(history, &Visit::item));
}

std::uint64_t seedOf(std::span<const ItemIndex> seen)
{
    std::uint64_t seed = 0;
    for (const auto item : seen)
        seed = deriveSeed(seed, item.value);
    return seed;
}

std::vector<ItemIndex> maskedItems(const Request &request, MaskSeen mask)
{
    if (mask == MaskSeen::No)
        return {};
    if (mask == MaskSeen::Hidden)
        return {request.hidden.begin(), request.hidden.end()};
    const auto seen = distinctItems(request.history);
    if (request.hidden.empty())
        return seen;
    std::vector<ItemIndex> all;
    all.reserve(seen.size() + request.hidden.size());
    std::set_union(seen.begin(), seen.end(), request.hidden.begin(), request.hidden.end(), std::back_inserter(all));
    return all;
}

namespace {
bool isIn(const std::vector<ItemIndex> &sorted, ItemIndex item)
{
    return std::binary_search(sorted.begin(), sorted.end(), item);
}

/// @param scores  of the request's candidates
RankedList listOfCandidates(const Request &request, std::span<const float> scores, const RankOptions &options,
                            const ItemPopularity &catalogue)
{
    const auto items = request.candidates;
    const auto masked = maskedItems(request, options.mask);
    TopList top(std::min<std::size_t>(static_cast<std::size_t>(options.k), items.size()), catalogue.tieRank);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!isIn(masked, items[i]))
            top.offer(items[i], scores[i]);
    }
    return top.take();
}
} // namespace

bool Barred::operator()(ItemIndex item) const
{
    return isIn(m_masked, item) ||
           (!m_candidates.empty() && !std::binary_search(m_candidates.begin(), m_candidates.end(), item));
}

bool areScoredOneByOne(const Request &request, std::size_t items)
{
    constexpr std::size_t kOfSoMany = 8;
    return !request.candidates.empty() && request.candidates.size() * kOfSoMany < items;
}

RankedList CatalogueRecommender::popularList(const Request &request, const RankOptions &options) const
{
    const Barred isBarred(request, options.mask);
    RankedList list;
    for (const auto item : m_catalogue.byPopularity) {
        if (list.size() == static_cast<std::size_t>(options.k))
            break;
        if (!isBarred(item))
            list.push_back({item, m_catalogue.popularity[item.value]});
    }
    return list;
}

bool CatalogueRecommender::knows(const Request &request) const
{
    return std::ranges::any_of(request.history,
                               [this](const Visit &visit) { return m_catalogue.popularity[visit.item.value] > 0; });
}

namespace {

/// Requests in which what stands in one moment stands as TrainingSet has it, so that no list follows from the order
/// that it came in.
class ArrangedRequests
{
public:
    ArrangedRequests(std::span<const Request> requests, std::span<const std::uint32_t> tieRank) : m_requests(requests)
    {
        for (std::size_t p = 0; p < requests.size(); ++p)
            if (!isArranged(requests[p].history, tieRank))
                arrange(p, tieRank);
    }
    ArrangedRequests(const ArrangedRequests &) = delete;
    ArrangedRequests &operator=(const ArrangedRequests &) = delete;
    std::span<const Request> all() const { return m_requests; }

private:
    void arrange(std::size_t p, std::span<const std::uint32_t> tieRank)
    {
        if (m_arranged.empty()) {
            m_arranged.assign(m_requests.begin(), m_requests.end());
            m_requests = m_arranged;
        }
        auto &request = m_arranged[p];
        auto &[visits, values] = m_histories.emplace_back();
        visits.assign(request.history.begin(), request.history.end());
        values.assign(request.values.begin(), request.values.end());
        arrangeMoments(visits, values, tieRank);
        request.history = visits;
        request.values = values;
    }

    std::span<const Request> m_requests;
    std::vector<Request> m_arranged; ///< all of them, or none
    std::deque<std::pair<std::vector<Visit>, std::vector<float>>> m_histories;
};

} // namespace

std::vector<RankedList> CatalogueRecommender::rank(std::span<const Request> asked, const RankOptions &options) const
{
    const ArrangedRequests arranged(asked, m_catalogue.tieRank);
    const auto requests = arranged.all();
    std::vector<RankedList> lists(requests.size());
    auto bounded = options;
    bounded.k = std::clamp(options.k, 0, static_cast<int>(m_catalogue.size()));
    std::vector<const Request *> known;
    std::vector<std::size_t> places;
    for (std::size_t p = 0; p < requests.size(); ++p) {
        const auto &request = requests[p];
        if (areScoredOneByOne(request, m_catalogue.size())) {
            lists[p] = listOfCandidates(request, score(request, request.candidates), bounded, m_catalogue);
        } else if (knows(request)) {
            known.push_back(&request);
            places.push_back(p);
        } else {
            lists[p] = popularList(request, bounded);
        }
    }
    if (known.empty())
        return lists;
    auto ranked = rankKnown(known, bounded);
    for (std::size_t i = 0; i < places.size(); ++i)
        lists[places[i]] = std::move(ranked[i]);
    return lists;
}

std::vector<float> CatalogueRecommender::score(const Request &asked, std::span<const ItemIndex> items) const
{
    const ArrangedRequests arranged(std::span(&asked, 1), m_catalogue.tieRank);
    const auto &request = arranged.all().front();
    if (knows(request))
        return scoreKnown(request, items);
    std::vector<float> scores;
    for (const auto item : items)
        scores.push_back(m_catalogue.popularity[item.value]);
    return scores;
}

namespace {
/// What has the score 0 has it because nothing speaks for or against it: chance would choose among many thousands.
/// @param scores  of all products
void fillByPopularity(RankedList &list, std::span<const float> scores, const Barred &isBarred,
                      const ItemPopularity &catalogue)
{
    const auto isZero = [](const RankedItem &ranked) { return ranked.score == 0; };
    auto next = std::ranges::find_if(list, isZero);
    for (auto popular = catalogue.byPopularity.begin(); next != list.end() && isZero(*next); ++popular)
        if (scores[popular->value] == 0 && !isBarred(*popular))
            (next++)->item = *popular;
}
} // namespace

bool isFiller(const Recommender &recommender, float score)
{
    return score == 0 && recommender.traits().personal && dynamic_cast<const ScoringRecommender *>(&recommender);
}

std::vector<RankedList> ScoringRecommender::rankKnown(std::span<const Request *const> requests,
                                                      const RankOptions &options) const
{
    constexpr std::size_t kFewest = 32, kMost = 128, kScoresAThread = std::size_t(1) << 21;
    const std::size_t items = m_catalogue.size();
    const auto block = std::clamp(kScoresAThread / std::max<std::size_t>(1, items), kFewest, kMost);
    std::vector<RankedList> lists(requests.size());
    std::vector<std::vector<float>> buffers(static_cast<std::size_t>(threadCount()));
    parallelFor(requests.size(), block, [&](std::size_t begin, std::size_t end, int thread) {
        auto &scores = buffers[static_cast<std::size_t>(thread)];
        scores.assign((end - begin) * items, 0.0F);
        scoreBlock(requests.subspan(begin, end - begin), scores);
        refuseNotFinite(scores);
        for (auto p = begin; p < end; ++p) {
            const auto row = std::span(scores).subspan((p - begin) * items, items);
            const Barred isBarred(*requests[p], options.mask);
            TopList top(static_cast<std::size_t>(options.k), m_catalogue.tieRank);
            top.offerBlock(0, row, isBarred);
            lists[p] = top.take();
            fillByPopularity(lists[p], row, isBarred, m_catalogue);
        }
    });
    return lists;
}

void ScoringRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> to) const
{
    std::vector<float> all(m_catalogue.size());
    const Request *const one = &request;
    scoreBlock(std::span(&one, 1), all);
    std::ranges::transform(items, to.begin(), [&](ItemIndex item) { return all[item.value]; });
}

std::vector<float> ScoringRecommender::scoreKnown(const Request &request, std::span<const ItemIndex> items) const
{
    std::vector<float> scores(items.size());
    scoreSome(request, items, scores);
    refuseNotFinite(scores);
    return scores;
}

} // namespace aisle
