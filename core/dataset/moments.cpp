#include "core/dataset/moments.h"
#include "core/common/lookup/sorted.h"
#include "core/common/random.h"
#include "core/dataset/permute.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

namespace aisle {

bool isSameMoment(const Visit &a, const Visit &b)
{
    return a.session == b.session && a.at == b.at && a.session != Visit::kApart &&
           (a.session != Visit::kNoSession || a.at != kNoTime);
}

std::span<const Visit> lastMoment(std::span<const Visit> history)
{
    auto first = history.size();
    while (first > 0 && (first == history.size() || isSameMoment(history[first - 1], history[first])))
        --first;
    return history.subspan(first);
}

std::span<const Visit> firstMoment(std::span<const Visit> history)
{
    std::size_t size = 0;
    while (size < history.size() && (size == 0 || isSameMoment(history[size - 1], history[size])))
        ++size;
    return history.first(size);
}

std::vector<std::uint32_t> stepsBack(std::span<const Visit> history)
{
    std::vector<std::uint32_t> steps(history.size());
    for (auto v = history.size(); v-- > 1;)
        steps[v - 1] = steps[v] + (isSameMoment(history[v - 1], history[v]) ? 0 : 1);
    return steps;
}

std::vector<std::vector<ItemIndex>> basketsOf(std::span<const Visit> history)
{
    std::vector<std::vector<ItemIndex>> baskets;
    std::map<std::uint32_t, std::size_t> ofSession;
    for (std::size_t v = 0; v < history.size(); ++v) {
        const auto &visit = history[v];
        auto basket = baskets.size();
        if (visit.hasSession())
            basket = ofSession.try_emplace(std::uint32_t(visit.session), basket).first->second;
        else if (v > 0 && isSameMoment(history[v - 1], visit))
            --basket;
        baskets.resize(std::max(baskets.size(), basket + 1));
        baskets[basket].push_back(visit.item);
    }
    for (auto &basket : baskets) {
        sortUnique(basket);
    }
    return baskets;
}

std::vector<Visit> bySession(std::span<const Visit> history)
{
    std::vector<Visit> sorted(history.begin(), history.end());
    const auto number = [](const Visit &visit) { return visit.hasSession() ? visit.session : Visit::kNoSession; };
    if (!std::ranges::is_sorted(sorted, {}, number))
        std::ranges::stable_sort(sorted, {}, number);
    return sorted;
}

namespace {

/// Where each visit of a moment belongs within it.
class MomentKey
{
public:
    MomentKey(std::span<const Visit> history, std::span<const float> values, std::span<const std::uint32_t> tieRank)
        : m_history(history), m_values(values), m_tieRank(tieRank)
    {
    }
    auto operator()(std::size_t visit, std::uint64_t moment) const
    {
        const auto &one = m_history[visit];
        return std::tuple(deriveSeed(moment, m_tieRank[one.item.value]), std::uint32_t(one.kind),
                          m_values.empty() ? 0U : std::bit_cast<std::uint32_t>(m_values[visit]));
    }

private:
    std::span<const Visit> m_history;
    std::span<const float> m_values;
    std::span<const std::uint32_t> m_tieRank;
};

/// body(first, end, number) for each moment of several visits; a moment with a time goes by it, so that its number
/// stays when the history grows to the front.
template <class Body>
void eachMoment(std::span<const Visit> history, const Body &body)
{
    std::uint64_t count = 0;
    for (std::size_t first = 0; first < history.size(); ++count) {
        auto end = first + 1;
        while (end < history.size() && isSameMoment(history[first], history[end]))
            ++end;
        const auto at = history[first].at;
        if (end - first > 1)
            body(first, end, at == kNoTime ? count : static_cast<std::uint64_t>(at));
        first = end;
    }
}

} // namespace

void gatherMoments(std::vector<Visit> &history, std::vector<float> &values)
{
    std::map<std::pair<std::uint32_t, std::int64_t>, std::uint32_t> firstOf;
    std::vector<std::uint32_t> first(history.size()), order(history.size());
    for (std::uint32_t v = 0; v < history.size(); ++v) {
        order[v] = first[v] = v;
        if (isSameMoment(history[v], history[v]))
            first[v] =
                firstOf.try_emplace(std::pair(std::uint32_t(history[v].session), history[v].at), v).first->second;
    }
    if (std::ranges::is_sorted(first))
        return;
    std::ranges::stable_sort(order, {}, [&](auto v) { return first[v]; });
    permute(std::span(history), order);
    if (!values.empty())
        permute(std::span(values), order);
}

bool isArranged(std::span<const Visit> history, std::span<const std::uint32_t> tieRank)
{
    const MomentKey key(history, {}, tieRank);
    bool arranged = true;
    eachMoment(history, [&](std::size_t first, std::size_t end, std::uint64_t number) {
        for (auto v = first + 1; arranged && v < end; ++v)
            arranged = key(v - 1, number) <= key(v, number);
    });
    return arranged;
}

void arrangeMoments(std::span<Visit> history, std::span<float> values, std::span<const std::uint32_t> tieRank)
{
    std::vector<std::uint32_t> order;
    eachMoment(history, [&](std::size_t first, std::size_t end, std::uint64_t number) {
        const auto some = history.subspan(first, end - first);
        const auto own = values.empty() ? values : values.subspan(first, end - first);
        const MomentKey key(some, own, tieRank);
        order.resize(some.size());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            order[i] = i;
        const auto byKey = [&](std::uint32_t i) { return key(i, number); };
        if (std::ranges::is_sorted(order, {}, byKey))
            return;
        std::ranges::stable_sort(order, {}, byKey);
        permute(some, order);
        if (!own.empty())
            permute(own, order);
    });
}

} // namespace aisle
