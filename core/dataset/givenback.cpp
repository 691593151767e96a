#include "core/dataset/givenback.h"

#include <algorithm>
#include <limits>

namespace aisle {

namespace {

constexpr auto kNever = std::numeric_limits<std::int64_t>::max();
constexpr Known kAllKnown[] = {Known::Training, Known::Validation, Known::Everything};

Known knownWith(Part part)
{
    return part == Part::Test ? Known::Everything : part == Part::Valid ? Known::Validation : Known::Training;
}

/// Takes a quantity back from the last that match before a place. @return whether there was one
template <class Matches, class Gone>
bool takeBackFrom(std::vector<float> &left, std::size_t before, float quantity, const Matches &matches,
                  const Gone &gone)
{
    constexpr float kNothing = 1e-6F; // of a quantity that is no whole number
    bool found = false;
    for (auto e = before; e > 0 && quantity > kNothing;) {
        --e;
        if (left[e] <= kNothing || !matches(e))
            continue;
        const float taken = std::min(left[e], quantity);
        left[e] -= taken;
        quantity -= taken;
        found = true;
        if (left[e] <= kNothing)
            gone(e);
    }
    return found;
}

class Canceller
{
public:
    Canceller(const Dataset &dataset, const SplitSpec &spec, const std::vector<Part> &parts)
        : m_dataset(dataset), m_events(dataset.events), m_returns(*dataset.returns), m_spec(spec), m_parts(parts)
    {
        if (spec.kind != SplitKind::Time)
            return;
        m_validFrom = earliest(Part::Valid);
        m_testFrom = earliest(Part::Test);
    }

    GivenBack run()
    {
        m_result.returns = m_returns.size();
        m_result.events.assign(m_events.size(), 0);
        for (std::size_t user = 0; user + 1 < m_returns.offsets.size(); ++user) {
            if (m_returns.offsets[user] == m_returns.offsets[user + 1])
                continue;
            for (const auto known : kAllKnown)
                takeBack(user, known);
        }
        return std::move(m_result);
    }

private:
    std::int64_t earliest(Part part) const
    {
        auto first = kNever;
        for (std::size_t e = 0; e < m_parts.size(); ++e)
            first = m_parts[e] == part ? std::min(first, m_events.at[e]) : first;
        return first;
    }

    Known knownFrom(std::size_t user, std::size_t number) const
    {
        switch (m_spec.kind) {
        case SplitKind::Time: {
            const auto at = m_returns.at[number];
            return at >= m_testFrom ? Known::Everything : at >= m_validFrom ? Known::Validation : Known::Training;
        }
        case SplitKind::NewUsers:
        case SplitKind::UserFolds:
            if (!m_dataset.hasTime() || m_spec.randomInput)
                break;
            [[fallthrough]];
        case SplitKind::LeaveLastBasketOut:
        case SplitKind::LeaveLastOut: {
            const auto before = m_returns.before[number];
            return before == m_events.offsets[user] ? Known::Training : knownWith(m_parts[before - 1]);
        }
        case SplitKind::Fixed:
            return m_returns.part[number] == StoredPart::Test    ? Known::Everything
                   : m_returns.part[number] == StoredPart::Valid ? Known::Validation
                                                                 : Known::Training;
        case SplitKind::UserRandom:
        case SplitKind::Random:
        case SplitKind::Folds:
        case SplitKind::NewProducts:
        case SplitKind::None:
            break;
        }
        return Known::Training;
    }

    bool isPurchase(std::size_t event) const
    {
        return m_dataset.kinds[m_events.kind[event]].meaning == Meaning::Purchase;
    }

    void takeBack(std::size_t user, Known known)
    {
        const auto begin = m_events.offsets[user], end = m_events.offsets[user + 1];
        m_left.assign(m_returns.had.begin() + static_cast<std::ptrdiff_t>(begin),
                      m_returns.had.begin() + static_cast<std::ptrdiff_t>(end));
        for (auto number = m_returns.offsets[user]; number < m_returns.offsets[user + 1]; ++number) {
            if (knownFrom(user, number) > known)
                continue;
            const bool found = takeBackFrom(
                m_left, m_returns.before[number] - begin, m_returns.quantity[number],
                [&](std::size_t e) {
                    return m_events.item[begin + e] == m_returns.item[number] && isPurchase(begin + e);
                },
                [&](std::size_t e) {
                    m_result.events[begin + e] |= static_cast<std::uint8_t>(1 << static_cast<int>(known));
                });
            m_result.withoutPurchase += known == Known::Everything && !found;
        }
    }

    const Dataset &m_dataset;
    const EventTable &m_events;
    const ReturnTable &m_returns;
    const SplitSpec &m_spec;
    const std::vector<Part> &m_parts;
    std::int64_t m_validFrom = kNever, m_testFrom = kNever;
    std::vector<float> m_left; ///< of a shopper's purchases
    GivenBack m_result;
};

} // namespace

std::vector<bool> returnedPurchases(std::span<const StoredEvent> history,
                                    const std::function<Meaning(const StoredEvent &)> &meaningOf)
{
    std::vector<float> left;
    for (const auto &event : history)
        left.push_back(meaningOf(event) == Meaning::Purchase ? quantityOf(event) : 0);
    std::vector<bool> returned(history.size());
    for (std::size_t r = 0; r < history.size(); ++r) {
        if (meaningOf(history[r]) != Meaning::Return)
            continue;
        takeBackFrom(
            left, r, quantityOf(history[r]), [&](std::size_t e) { return history[e].item == history[r].item; },
            [&](std::size_t e) { returned[e] = true; });
    }
    return returned;
}

GivenBack givenBackBy(const Dataset &dataset, const SplitSpec &spec, const std::vector<Part> &parts)
{
    return dataset.returns ? Canceller(dataset, spec, parts).run() : GivenBack();
}

} // namespace aisle
