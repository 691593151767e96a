#include "core/recommend/ensemble/pooledrecommender.h"

#include "core/common/lookup/mapped.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace aisle {

namespace {

constexpr float kBehind = 1e-6F; // products without events that are in no pool score less; whatever is in one, more

/// @param pool  sorted by product
template <class Entry>
Entry *findIn(std::span<Entry> pool, ItemIndex item)
{
    const auto place = std::ranges::lower_bound(pool, item, {}, &RankedItem::item);
    return place == pool.end() || place->item != item ? nullptr : &*place;
}

double deviation(const RankedList &list)
{
    double sum = 0, squares = 0;
    for (const auto &entry : list) {
        sum += static_cast<double>(entry.score);
        squares += static_cast<double>(entry.score) * static_cast<double>(entry.score);
    }
    const auto count = static_cast<double>(list.size());
    return std::sqrt(std::max(0.0, squares / count - (sum / count) * (sum / count)));
}

/// Brings the reasons of one member to the scale of its share; `fallback` where the member cannot say.
void addScaled(std::vector<Reason> &to, std::vector<Reason> reasons, double share, Reason fallback)
{
    double sum = 0;
    for (const auto &reason : reasons)
        sum += reason.contribution;
    if (!(sum > 0) || !std::isfinite(sum)) {
        fallback.contribution = share;
        reasons.assign(1, std::move(fallback));
        sum = share;
    }
    for (auto &reason : reasons) {
        reason.contribution *= sum == 0 ? 0 : share / sum;
        to.push_back(std::move(reason));
    }
}

/// One reason a product: what several members say because of the same one is added up.
std::vector<Reason> onePerProduct(std::vector<Reason> reasons)
{
    std::vector<Reason> merged;
    for (auto &reason : reasons) {
        const auto same =
            reason.because == kNoItem ? merged.end() : std::ranges::find(merged, reason.because, &Reason::because);
        if (same == merged.end()) {
            merged.push_back(std::move(reason));
            continue;
        }
        same->contribution += reason.contribution;
        if (same->text.empty())
            same->text = std::move(reason.text);
        for (auto &word : reason.words) {
            if (std::ranges::find(same->words, word) == same->words.end())
                same->words.push_back(std::move(word));
        }
    }
    return merged;
}

} // namespace

void PooledRecommender::scalePopularity()
{
    const auto most = m_catalogue.popularity.empty() ? 0 : *std::ranges::max_element(m_catalogue.popularity);
    m_outside.clear();
    for (const auto popularity : m_catalogue.popularity)
        m_outside.push_back(popularity / (most + 1) - 1);
    m_new.clear();
    for (std::uint32_t i = 0; i < m_catalogue.size(); ++i)
        if (m_catalogue.popularity[i] == 0)
            m_new.emplace_back(i);
}

std::vector<RankedList> PooledRecommender::newOf(std::span<const Request *const> requests) const
{
    std::vector<Request> asked;
    for (const auto *request : requests) {
        asked.push_back(*request);
        asked.back().candidates = m_new;
    }
    return judgeOfNew()->rank(asked, {.k = static_cast<int>(m_new.size()), .mask = MaskSeen::No});
}

void PooledRecommender::addBehind(Pool &pool, const RankedList &list)
{
    const auto inPool = pool.size();
    for (std::size_t r = 0; r < list.size(); ++r) {
        const auto score = kBehind * (1 - static_cast<float>(r) / static_cast<float>(list.size()));
        if (auto *entry = findIn(std::span(pool).first(inPool), list[r].item))
            entry->score = std::max(entry->score, score); // the last of a list has no share
        else
            pool.push_back({list[r].item, score});
    }
    std::ranges::sort(pool, {}, &RankedItem::item);
}

bool PooledRecommender::isEnough(const Request &request, const Pool &pool, const RankOptions &options) const
{
    if (!judgeOfNew() || m_new.empty())
        return true;
    const Barred isMasked(request, options.mask);
    return std::ranges::count_if(pool, [&](const RankedItem &entry) {
               return entry.score > kBehind && !isMasked(entry.item);
           }) >= options.k;
}

float PooledRecommender::scoreOutside(ItemIndex item) const
{
    return m_outside[item.value];
}

std::vector<Reason> PooledRecommender::merged(std::vector<Reason> reasons, ItemIndex item) const
{
    auto all = onePerProduct(std::move(reasons));
    if (all.empty())
        all.push_back(
            {.text = "popular, in none of the lists", .contribution = static_cast<double>(scoreOutside(item))});
    std::ranges::stable_sort(all, std::greater{}, &Reason::contribution);
    return all;
}

RankedList PooledRecommender::listOf(const Request &request, const Pool &pool, const RankOptions &options) const
{
    const auto k = static_cast<std::size_t>(options.k);
    const Barred isMasked(request, options.mask);
    TopList top(k, m_catalogue.tieRank);
    for (const auto &entry : pool) {
        if (!isMasked(entry.item))
            top.offer(entry.item, entry.score);
    }
    auto list = top.take();
    for (const auto item : m_catalogue.byPopularity) {
        if (list.size() >= k)
            break;
        if (!isMasked(item) && !findIn(std::span(pool), item))
            list.push_back({item, m_outside[item.value]});
    }
    return list;
}

std::vector<RankedList> PooledRecommender::rankKnown(std::span<const Request *const> requests,
                                                     const RankOptions &options) const
{
    constexpr std::size_t kBlock = 512; // upper lists of all shoppers at once would fill the memory
    std::vector<RankedList> lists(requests.size());
    for (std::size_t first = 0; first < requests.size(); first += kBlock) {
        const auto block = requests.subspan(first, std::min(kBlock, requests.size() - first));
        const auto listed = std::span(lists).subspan(first, block.size());
        auto pooled = pools(block);
        std::vector<std::uint8_t> isDone(block.size());
        parallelFor(block.size(), 32, [&](std::size_t begin, std::size_t end, int) {
            for (auto p = begin; p < end; ++p)
                if ((isDone[p] = isEnough(*block[p], pooled[p], options)) != 0)
                    listed[p] = listOf(*block[p], pooled[p], options);
        });
        rankBehind(block, placesWhere(block.size(), [&](std::size_t p) { return isDone[p] == 0; }), pooled, options,
                   listed);
    }
    return lists;
}

void PooledRecommender::rankBehind(std::span<const Request *const> block, std::span<const std::size_t> places,
                                   std::vector<Pool> &pooled, const RankOptions &options,
                                   std::span<RankedList> lists) const
{
    constexpr std::size_t kMostRanked = 1 << 22; // products at once
    const auto chunk = std::max<std::size_t>(1, kMostRanked / std::max<std::size_t>(1, m_new.size()));
    for (; !places.empty(); places = places.subspan(std::min(chunk, places.size()))) {
        const auto now = places.first(std::min(chunk, places.size()));
        const auto ranked =
            newOf(mapped<std::vector<const Request *>>(now, [&](std::size_t place) { return block[place]; }));
        parallelFor(now.size(), 8, [&](std::size_t begin, std::size_t end, int) {
            for (auto n = begin; n < end; ++n) {
                auto pool = std::exchange(pooled[now[n]], {});
                addBehind(pool, ranked[n]);
                lists[now[n]] = listOf(*block[now[n]], pool, options);
            }
        });
    }
}

std::vector<float> PooledRecommender::scoreKnown(const Request &request, std::span<const ItemIndex> items) const
{
    const Request *const one = &request;
    auto pool = std::move(pools(std::span(&one, 1)).front());
    const auto isNew = [&](ItemIndex item) { return m_catalogue.popularity[item.value] == 0; };
    if (judgeOfNew() && std::ranges::any_of(items, isNew))
        addBehind(pool, newOf(std::span(&one, 1)).front());
    return mapped<std::vector<float>>(items, [&](ItemIndex item) {
        const auto *entry = findIn(std::span(pool), item);
        return entry ? entry->score : m_outside[item.value];
    });
}

std::vector<RankedList> upperLists(const Recommender &recommender, std::span<const Request *const> requests, int depth)
{
    std::vector<Request> asked;
    std::vector<std::vector<ItemIndex>> seen;
    std::size_t most = 0;
    for (const auto *request : requests) {
        asked.push_back(*request);
        asked.back().candidates = {};
        seen.push_back(maskedItems(*request, MaskSeen::Yes));
        most = std::max(most, seen.back().size());
    }
    const RankOptions options{.k = depth + static_cast<int>(most), .mask = MaskSeen::No};
    auto lists = recommender.rank(asked, options);
    for (std::size_t p = 0; p < lists.size(); ++p) {
        int fresh = 0;
        const auto last = std::ranges::find_if(lists[p], [&](const RankedItem &entry) {
            fresh += !std::ranges::binary_search(seen[p], entry.item);
            return fresh > depth;
        });
        lists[p].erase(last, lists[p].end());
    }
    return lists;
}

std::vector<float> fusionShares(const RankedList &list, FusionRule rule, double weight)
{
    constexpr double kRankConstant = 60;
    std::vector<float> shares;
    if (list.empty())
        return shares;
    const double spread = rule == FusionRule::Score ? deviation(list) : 0;
    const double lowest = static_cast<double>(list.back().score);
    for (std::size_t r = 0; r < list.size(); ++r) {
        const double share = rule == FusionRule::ReciprocalRank ? 1 / (kRankConstant + static_cast<double>(r + 1))
                             : spread > 0                       ? (static_cast<double>(list[r].score) - lowest) / spread
                                                                : 0;
        shares.push_back(static_cast<float>(weight * share));
    }
    return shares;
}

void addShares(std::vector<RankedItem> &pool, const RankedList &list, std::span<const float> shares)
{
    auto other = list;
    for (std::size_t r = 0; r < list.size(); ++r)
        other[r].score = shares[r];
    std::ranges::sort(other, {}, &RankedItem::item);
    addWeighted(pool, other, 1);
}

void addWeighted(std::vector<RankedItem> &pool, std::span<const RankedItem> other, float weight)
{
    std::vector<RankedItem> merged;
    merged.reserve(pool.size() + other.size());
    auto from = pool.begin();
    for (const auto &[item, share] : other) {
        for (; from != pool.end() && from->item < item; ++from)
            merged.push_back(*from);
        const bool both = from != pool.end() && from->item == item;
        merged.push_back({item, weight * share + (both ? from++->score : 0)});
    }
    merged.insert(merged.end(), from, pool.end());
    pool = std::move(merged);
}

void addReasonsOf(std::vector<Reason> &to, const Recommender &member, const RankedList &list,
                  std::span<const float> shares, const Request &request, ItemIndex item, const std::string &listOf,
                  const char *name)
{
    const auto place = std::ranges::find(list, item, &RankedItem::item);
    if (place == list.end())
        return;
    const auto r = static_cast<std::size_t>(place - list.begin());
    addScaled(to, reasonsOf(member, request, item), static_cast<double>(shares[r]),
              {.text = "place " + std::to_string(r + 1) + " in the list of " + listOf, .words = {name}});
}

ColdStart widestBasis(std::span<const Recommender *const> members, const Request &request)
{
    auto widest = ColdStart::Popularity;
    for (const auto *member : members) {
        const auto basis = member->basis(request);
        if (basis == ColdStart::FoldIn)
            return basis;
        if (basis == ColdStart::Content)
            widest = basis;
    }
    return widest;
}

} // namespace aisle
