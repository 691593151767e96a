#include "core/evaluate/negativesampler.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace aisle {

NegativeSampler::NegativeSampler(const TrainingSet &train) : m_items(train.itemCount())
{
    std::uint64_t sum = 0;
    m_cumulative.reserve(m_items);
    for (const auto events : train.itemEvents())
        m_cumulative.push_back(sum += events);
}

double NegativeSampler::weight(std::uint32_t item) const
{
    if (m_cumulative.empty())
        return 1;
    return static_cast<double>(m_cumulative[item] - (item > 0 ? m_cumulative[item - 1] : 0));
}

ItemIndex NegativeSampler::drawOne(Random &random) const
{
    if (m_cumulative.empty())
        return product(random.below(m_items));
    const auto target = static_cast<std::uint64_t>(random.uniform() * static_cast<double>(m_cumulative.back()));
    return ItemIndex(std::ranges::upper_bound(m_cumulative, target) - m_cumulative.begin());
}

std::vector<ItemIndex> NegativeSampler::draw(std::size_t count, std::span<const ItemIndex> banned, Random &random) const
{
    std::vector<ItemIndex> taken;
    if (m_items == 0 || (!m_cumulative.empty() && m_cumulative.back() == 0))
        return taken;
    if (count >= m_items) // all that may be drawn
        return drawFromRest(count, banned, taken, random);
    taken.reserve(count);
    std::unordered_set<std::uint32_t> known;
    for (std::size_t tries = 0; taken.size() < count && tries < 8 * count + 32; ++tries) {
        const auto item = drawOne(random);
        if (!std::binary_search(banned.begin(), banned.end(), item) && known.insert(item.value).second)
            taken.push_back(item);
    }
    if (taken.size() < count) {
        const auto rest = drawFromRest(count - taken.size(), banned, taken, random);
        taken.insert(taken.end(), rest.begin(), rest.end());
    }
    return taken;
}

/// When rejection no longer finds anything: the largest u^(1/weight) (Efraimidis & Spirakis 2006), which continues the
/// same distribution.
std::vector<ItemIndex> NegativeSampler::drawFromRest(std::size_t count, std::span<const ItemIndex> banned,
                                                     const std::vector<ItemIndex> &taken, Random &random) const
{
    std::unordered_set<std::uint32_t> known;
    for (const auto item : taken)
        known.insert(item.value);
    std::vector<std::pair<double, ItemIndex>> keyed;
    for (std::uint32_t item = 0; item < m_items; ++item) {
        const double itemWeight = weight(item);
        if (itemWeight <= 0 || std::binary_search(banned.begin(), banned.end(), product(item)) ||
            known.contains(product(item).value))
            continue;
        keyed.emplace_back(std::log(1 - random.uniform()) / itemWeight, product(item));
    }
    count = std::min(count, keyed.size());
    std::partial_sort(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(count), keyed.end(), std::greater<>());
    std::vector<ItemIndex> rest;
    for (std::size_t i = 0; i < count; ++i)
        rest.push_back(keyed[i].second);
    return rest;
}

} // namespace aisle
