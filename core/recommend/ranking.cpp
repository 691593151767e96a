#include "core/recommend/ranking.h"

#include "core/common/error.h"
#include "core/common/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {

Embedding Embedding::firstColumns(std::uint32_t columns) const
{
    Embedding first{.rows = rows, .size = columns, .values = {}};
    first.values.reserve(std::size_t(rows) * columns);
    for (std::uint32_t r = 0; r < rows; ++r)
        std::ranges::copy(row(r).first(columns), std::back_inserter(first.values));
    return first;
}

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

void refuseNotFinite(std::span<const float> scores)
{
    if (!kernels::allFinite(scores))
        throw Error("scores.not-finite",
                    QT_TRANSLATE_NOOP("Error", "What was learnt gives scores that are no numbers, most likely because "
                                               "too little held it back: train again with a higher l2."));
}

std::vector<ItemIndex> distinctItems(std::span<const Visit> history)
{
    std::vector<ItemIndex> items;
    items.reserve(history.size());
    for (const auto &visit : history)
        items.push_back(visit.item);
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
}

std::uint64_t seedOf(std::span<const ItemIndex> seen)
{
    std::uint64_t seed = 0;
    for (const auto item : seen)
        seed = deriveSeed(seed, item.value);
    return seed;
}

std::vector<ItemIndex> maskedItems(const Profile &profile, MaskSeen mask)
{
    if (mask == MaskSeen::No)
        return {};
    const auto seen = distinctItems(profile.history);
    if (profile.hidden.empty())
        return seen;
    std::vector<ItemIndex> all;
    all.reserve(seen.size() + profile.hidden.size());
    std::set_union(seen.begin(), seen.end(), profile.hidden.begin(), profile.hidden.end(), std::back_inserter(all));
    return all;
}

namespace {
bool isIn(const std::vector<ItemIndex> &sorted, ItemIndex item)
{
    return std::binary_search(sorted.begin(), sorted.end(), item);
}

RankedList listOf(std::span<const ItemIndex> items, std::span<const float> scores, const Profile &profile,
                  const RankOptions &options, const ItemPopularity &catalogue)
{
    const auto masked = maskedItems(profile, options.mask);
    TopList top(std::min<std::size_t>(static_cast<std::size_t>(options.k), items.size()), catalogue.tieRank);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!isIn(masked, items[i]))
            top.offer(items[i], scores[i]);
    }
    return top.take();
}
} // namespace

RankedList CatalogueRecommender::popularList(const Profile &profile, const RankOptions &options) const
{
    const auto masked = maskedItems(profile, options.mask);
    RankedList list;
    for (const auto item : m_catalogue.byPopularity) {
        if (list.size() == static_cast<std::size_t>(options.k))
            break;
        if (!isIn(masked, item))
            list.push_back({item, m_catalogue.popularity[item.value]});
    }
    return list;
}

bool CatalogueRecommender::knows(const Profile &profile) const
{
    return std::ranges::any_of(profile.history,
                               [this](const Visit &visit) { return m_catalogue.popularity[visit.item.value] > 0; });
}

std::vector<RankedList> CatalogueRecommender::rank(std::span<const Profile> profiles, const RankOptions &options) const
{
    std::vector<RankedList> lists(profiles.size());
    if (!options.candidates.empty()) {
        for (std::size_t p = 0; p < profiles.size(); ++p)
            lists[p] =
                listOf(options.candidates, score(profiles[p], options.candidates), profiles[p], options, m_catalogue);
        return lists;
    }
    auto bounded = options;
    bounded.k = std::clamp(options.k, 0, static_cast<int>(m_catalogue.size()));
    std::vector<const Profile *> known;
    std::vector<std::size_t> places;
    for (std::size_t p = 0; p < profiles.size(); ++p) {
        if (knows(profiles[p])) {
            known.push_back(&profiles[p]);
            places.push_back(p);
        } else {
            lists[p] = popularList(profiles[p], bounded);
        }
    }
    if (known.empty())
        return lists;
    auto ranked = rankKnown(known, bounded);
    for (std::size_t i = 0; i < places.size(); ++i)
        lists[places[i]] = std::move(ranked[i]);
    return lists;
}

std::vector<float> CatalogueRecommender::score(const Profile &profile, std::span<const ItemIndex> items) const
{
    if (knows(profile))
        return scoreKnown(profile, items);
    std::vector<float> scores;
    for (const auto item : items)
        scores.push_back(m_catalogue.popularity[item.value]);
    return scores;
}

std::vector<RankedList> ScoringRecommender::rankKnown(std::span<const Profile *const> profiles,
                                                      const RankOptions &options) const
{
    constexpr std::size_t kFewest = 32, kMost = 128, kScoresAThread = std::size_t(1) << 21;
    const std::size_t items = m_catalogue.size();
    const auto block = std::clamp(kScoresAThread / std::max<std::size_t>(1, items), kFewest, kMost);
    std::vector<RankedList> lists(profiles.size());
    std::vector<std::vector<float>> buffers(static_cast<std::size_t>(threadCount()));
    parallelFor(profiles.size(), block, [&](std::size_t begin, std::size_t end, int thread) {
        auto &scores = buffers[static_cast<std::size_t>(thread)];
        scores.assign((end - begin) * items, 0.0F);
        scoreBlock(profiles.subspan(begin, end - begin), scores);
        refuseNotFinite(scores);
        for (auto p = begin; p < end; ++p) {
            const auto masked = maskedItems(*profiles[p], options.mask);
            TopList top(static_cast<std::size_t>(options.k), m_catalogue.tieRank);
            top.offerBlock(0, std::span(scores).subspan((p - begin) * items, items),
                           [&](ItemIndex item) { return isIn(masked, item); });
            lists[p] = top.take();
        }
    });
    return lists;
}

void ScoringRecommender::scoreSome(const Profile &profile, std::span<const ItemIndex> items,
                                   std::span<float> scores) const
{
    std::vector<float> all(m_catalogue.size());
    const Profile *const one = &profile;
    scoreBlock(std::span(&one, 1), all);
    std::ranges::transform(items, scores.begin(), [&](ItemIndex item) { return all[item.value]; });
}

std::vector<float> ScoringRecommender::scoreKnown(const Profile &profile, std::span<const ItemIndex> items) const
{
    std::vector<float> scores(items.size());
    scoreSome(profile, items, scores);
    refuseNotFinite(scores);
    return scores;
}

} // namespace aisle
