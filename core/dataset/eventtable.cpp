#include "core/dataset/eventtable.h"

#include "core/dataset/permute.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace aisle {

namespace {

/// Those beyond what a visit can tell apart have none: no shopper has millions.
constexpr std::uint32_t kMostSessions = 1U << 23;

void numberSessions(EventTable &events)
{
    if (events.session.empty())
        return;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    for (std::size_t user = 0; user + 1 < events.offsets.size(); ++user) {
        numbers.clear();
        for (auto e = events.offsets[user]; e < events.offsets[user + 1]; ++e) {
            auto &session = events.session[e];
            if (session == 0)
                continue;
            const auto next = static_cast<std::uint32_t>(numbers.size() + 1);
            const auto number = numbers.try_emplace(session, next).first->second;
            session = number <= kMostSessions ? number : 0;
        }
    }
}

/// Orders the events of one instant, or those without a time, of one shopper.
class InstantOrder
{
public:
    /// @param had  [events] goes along; null: nothing does
    InstantOrder(EventTable &events, const std::vector<std::uint32_t> &tieRank, std::vector<float> *had)
        : m_events(events), m_tieRank(tieRank), m_had(had)
    {
    }

    void apply(std::size_t begin, std::size_t end)
    {
        m_order.resize(end - begin);
        std::iota(m_order.begin(), m_order.end(), 0U);
        findMoments(begin);
        const auto key = [&](std::uint32_t i) { return keyOf(begin, i); };
        if (std::ranges::is_sorted(m_order, {}, key))
            return;
        std::ranges::stable_sort(m_order, {}, key);
        permute(m_events.item, begin, m_order);
        permute(m_events.kind, begin, m_order);
        permute(m_events.value, begin, m_order);
        permute(m_events.part, begin, m_order);
        permute(m_events.session, begin, m_order);
        if (m_had)
            permute(*m_had, begin, m_order);
    }

private:
    /// Each event's moment, by the place of the first event in it.
    void findMoments(std::size_t begin)
    {
        m_firstOf.clear();
        m_moment.resize(m_order.size());
        const bool hasTime = !m_events.at.empty() && m_events.at[begin] != kNoTime;
        for (const auto i : m_order) {
            const auto session = m_events.session.empty() ? 0U : m_events.session[begin + i];
            m_moment[i] = hasTime || session != 0 ? m_firstOf.try_emplace(session, i).first->second : i;
        }
    }
    using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint8_t, StoredPart, std::uint32_t>;
    Key keyOf(std::size_t begin, std::uint32_t i) const
    {
        const auto e = begin + i;
        return {m_moment[i], m_tieRank[m_events.item[e].value], m_events.kind[e],
                m_events.part.empty() ? StoredPart::None : m_events.part[e],
                m_events.value.empty() ? 0U : std::bit_cast<std::uint32_t>(m_events.value[e])};
    }

    EventTable &m_events;
    const std::vector<std::uint32_t> &m_tieRank;
    std::vector<float> *m_had;
    std::vector<std::uint32_t> m_order, m_moment;
    std::unordered_map<std::uint32_t, std::uint32_t> m_firstOf;
};

/// The order of a return and the purchases of its instant says nothing: it is taken for the last of them.
void putBehindTheirInstant(ReturnTable &returns, const EventTable &events)
{
    if (events.at.empty())
        return;
    for (std::size_t user = 0; user + 1 < returns.offsets.size(); ++user)
        for (auto number = returns.offsets[user]; number < returns.offsets[user + 1]; ++number) {
            auto &before = returns.before[number];
            const auto at = returns.at[number];
            while (at != kNoTime && before < events.offsets[user + 1] && events.at[before] == at)
                ++before;
        }
}

} // namespace

bool EventTable::isSameMoment(std::size_t a, std::size_t b) const
{
    const auto time = [this](std::size_t e) { return at.empty() ? kNoTime : at[e]; };
    const auto sessionOf = [this](std::size_t e) { return session.empty() ? 0U : session[e]; };
    return time(a) == time(b) && sessionOf(a) == sessionOf(b) && (time(a) != kNoTime || sessionOf(a) != 0);
}

void orderMoments(EventTable &events, const std::vector<std::uint32_t> &tieRank, ReturnTable *returns)
{
    numberSessions(events);
    if (events.at.empty() && events.session.empty())
        return;
    if (returns)
        putBehindTheirInstant(*returns, events);
    InstantOrder order(events, tieRank, returns ? &returns->had : nullptr);
    for (std::size_t user = 0; user + 1 < events.offsets.size(); ++user) {
        const auto last = events.offsets[user + 1];
        for (auto begin = events.offsets[user]; begin < last;) {
            auto end = begin + 1;
            while (end < last && (events.at.empty() || events.at[end] == events.at[begin]))
                ++end;
            if (end - begin > 1)
                order.apply(begin, end);
            begin = end;
        }
    }
}

} // namespace aisle
