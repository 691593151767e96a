#include "core/dataset/eventgatherer.h"
#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/dataset/permute.h"
#include "core/jobs/jobcontext.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {

namespace {

constexpr std::uint32_t kNone = ~std::uint32_t(0);
constexpr std::size_t kCheckEvery = 1 << 20;

/// Appends to a column that exists only once something was worth keeping in it.
template <class Value>
void appendSparse(std::vector<Value> &column, std::size_t before, Value value, bool isAbsent, Value absent)
{
    if (column.empty() && isAbsent)
        return;
    if (column.empty())
        column.assign(before, absent);
    column.push_back(value);
}

template <class Value>
void keepOnly(std::vector<Value> &column, const std::vector<bool> &kept)
{
    if (column.empty())
        return;
    std::size_t to = 0;
    for (std::size_t from = 0; from < column.size(); ++from)
        if (kept[from])
            column[to++] = column[from];
    column.resize(to);
}

template <class Value>
void scatter(std::vector<Value> &column, const std::vector<std::uint64_t> &placeOf)
{
    if (column.empty())
        return;
    std::vector<Value> moved(column.size());
    for (std::size_t e = 0; e < column.size(); ++e)
        moved[placeOf[e]] = column[e];
    column = std::move(moved);
}

/// @return [ids] the position of each among the ascending ids that are used; kNone for unused ones
template <class Id>
std::vector<std::uint32_t> denseIndexes(const std::vector<Id> &ids, const std::vector<bool> &used,
                                        std::vector<Id> &sorted)
{
    std::vector<std::uint32_t> order;
    for (std::uint32_t number = 0; number < ids.size(); ++number)
        if (used[number])
            order.push_back(number);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return ids[a] < ids[b]; });
    std::vector<std::uint32_t> dense(ids.size(), kNone);
    sorted.clear();
    sorted.reserve(order.size());
    for (const auto number : order) {
        dense[number] = static_cast<std::uint32_t>(sorted.size());
        sorted.push_back(ids[number]);
    }
    return dense;
}

} // namespace

template <class Id>
std::uint32_t EventGatherer::Numbering<Id>::numberOf(Id id)
{
    auto &number = numbers[places.placeOf(id.value)];
    if (number == IdPlaces::kNowhere) {
        number = static_cast<std::uint32_t>(ids.size());
        ids.push_back(id);
    }
    return number;
}

EventGatherer::EventGatherer(const DatasetFilter &filter, const std::vector<int> &kindPositions,
                             const std::vector<ItemId> &excluded, std::vector<std::int64_t> users,
                             std::vector<std::int64_t> items)
    : m_filter(filter), m_kindPositions(kindPositions), m_excluded(excluded.begin(), excluded.end()),
      m_onlyUsers(filter.onlyUsers.begin(), filter.onlyUsers.end()),
      m_onlyItems(filter.onlyItems.begin(), filter.onlyItems.end()), m_users(std::move(users)),
      m_items(std::move(items)), m_takesReturns(std::ranges::find(kindPositions, kReturn) != kindPositions.end())
{
}

bool EventGatherer::passes(const StoredEvent &event)
{
    if (event.item.value == 0)
        return false;
    ++m_left[HasProduct];
    if (!m_users.knows(event.user) || !m_items.knows(event.item)) {
        ++m_strangers;
        return false;
    }
    ++m_left[IsKnown];
    const auto kind = static_cast<std::size_t>(event.kind);
    if (kind >= m_kindPositions.size() || m_kindPositions[kind] < 0)
        return false;
    const auto counted = m_kindPositions[kind] == kReturn ? 0U : 1U;
    m_left[IsKind] += counted;
    if (isLaterThan(m_filter.lastDay, event.at))
        return false;
    m_left[IsInTime] += counted;
    if (!m_excluded.empty() && m_excluded.contains(event.item))
        return false;
    m_left[IsProduct] += counted;
    if ((!m_onlyUsers.empty() && !m_onlyUsers.contains(event.user)) ||
        (!m_onlyItems.empty() && !m_onlyItems.contains(event.item)))
        return false;
    m_left[IsSelected] += counted;
    if (m_filter.minValue && counted > 0 && !(event.value >= *m_filter.minValue)) {
        ++m_tooLow;
        return false;
    }
    m_left[HasValue] += counted;
    return true;
}

void EventGatherer::add(const StoredEvent &event)
{
    if (!passes(event))
        return;
    const auto before = m_user.size();
    m_user.push_back(m_users.numberOf(event.user));
    m_events.item.emplace_back(m_items.numberOf(event.item));
    m_events.kind.push_back(static_cast<std::uint8_t>(m_kindPositions[static_cast<std::size_t>(event.kind)]));
    appendSparse(m_events.at, before, event.at, event.at == kNoTime, kNoTime);
    appendSparse(m_events.value, before, static_cast<float>(event.value), std::isnan(event.value), std::nanf(""));
    appendSparse(m_events.part, before, event.part, event.part == StoredPart::None, StoredPart::None);
    if (m_filter.moments == Moments::Sets)
        appendSparse(m_events.session, before, static_cast<std::uint32_t>(event.session), event.session == 0, 0U);
    if (m_takesReturns)
        m_quantity.push_back(quantityOf(event));
}

void EventGatherer::throwIfEmpty(const QString &kindsThereAre) const
{
    const auto emptied = std::find(m_left.begin(), m_left.end(), 0U) - m_left.begin();
    switch (emptied) {
    case HasProduct:
        throw Error("dataset.empty", QT_TRANSLATE_NOOP("Error", "No event of the project names a product."));
    case IsKnown:
        throw Error("dataset.empty",
                    QT_TRANSLATE_NOOP("Error", "No event is of a shopper and a product that the project has: it is "
                                               "damaged, so import the logs again."));
    case IsKind:
        throw Error("dataset.empty",
                    QT_TRANSLATE_NOOP("Error", "No event is of a kind to learn from. The log has: %1. Choose kinds, or "
                                               "correct what they mean."),
                    {kindsThereAre});
    case IsInTime:
        throw Error("dataset.empty", QT_TRANSLATE_NOOP("Error", "No event that counts is of %1 or earlier."),
                    {lastDayText(m_filter.lastDay)});
    case IsProduct:
        throw Error("dataset.empty", QT_TRANSLATE_NOOP("Error", "Excluding products leaves no event."));
    case IsSelected:
        throw Error("dataset.empty", QT_TRANSLATE_NOOP("Error", "The chosen shoppers and products have no events."));
    case HasValue:
        throw Error("dataset.empty", QT_TRANSLATE_NOOP("Error", "No event has a value of %1 or more."),
                    {QString::number(m_filter.minValue.value_or(0))});
    case InCore:
        throw Error("dataset.empty",
                    QT_TRANSLATE_NOOP("Error",
                                      "Nothing is left when every shopper must have %1 [event|events] and every "
                                      "product %2: ask for fewer."),
                    {grouped(m_filter.minUserEvents), grouped(m_filter.minItemEvents)});
    default:
        break;
    }
}

void EventGatherer::compact(const std::vector<bool> &kept)
{
    keepOnly(m_user, kept);
    keepOnly(m_events.item, kept);
    keepOnly(m_events.kind, kept);
    keepOnly(m_events.at, kept);
    keepOnly(m_events.value, kept);
    keepOnly(m_events.part, kept);
    keepOnly(m_events.session, kept);
    keepOnly(m_quantity, kept);
}

/// The k-core is unique: whichever order events are removed in, the same ones are left.
void EventGatherer::keepCore(JobContext &job)
{
    const auto minUser = static_cast<std::uint32_t>(std::max(0, m_filter.minUserEvents));
    const auto minItem = static_cast<std::uint32_t>(std::max(0, m_filter.minItemEvents));
    if (minUser > 1 || minItem > 1) {
        std::vector<std::uint32_t> userEvents(m_users.ids.size()), itemEvents(m_items.ids.size());
        for (std::size_t e = 0; e < m_user.size(); ++e) {
            if (isReturn(e))
                continue;
            ++userEvents[m_user[e]];
            ++itemEvents[m_events.item[e].value];
        }
        std::vector<bool> kept(m_user.size(), true);
        for (bool removed = true; removed;) {
            removed = false;
            for (std::size_t e = 0; e < m_user.size(); ++e) {
                if (e % kCheckEvery == 0)
                    job.checkpoint();
                auto &ofUser = userEvents[m_user[e]];
                auto &ofItem = itemEvents[m_events.item[e].value];
                if (!kept[e] || isReturn(e) || (ofUser >= minUser && ofItem >= minItem))
                    continue;
                kept[e] = false;
                removed = true;
                --ofUser;
                --ofItem;
            }
        }
        compact(kept);
    }
    m_left[InCore] = m_user.size() - static_cast<std::size_t>(std::ranges::count(m_events.kind, kReturn));
}

/// Returns of shoppers and products that have no events.
void EventGatherer::dropForeignReturns(const std::vector<bool> &usedUsers, const std::vector<bool> &usedItems)
{
    if (!m_takesReturns)
        return;
    std::vector<bool> kept(m_user.size());
    for (std::size_t e = 0; e < m_user.size(); ++e)
        kept[e] = usedUsers[m_user[e]] && usedItems[m_events.item[e].value];
    compact(kept);
}

void EventGatherer::makeDense(GatheredEvents &gathered, JobContext &job)
{
    std::vector<bool> usedUsers(m_users.ids.size()), usedItems(m_items.ids.size());
    for (std::size_t e = 0; e < m_user.size(); ++e) {
        if (isReturn(e))
            continue;
        usedUsers[m_user[e]] = true;
        usedItems[m_events.item[e].value] = true;
    }
    dropForeignReturns(usedUsers, usedItems);
    const auto userIndexes = denseIndexes(m_users.ids, usedUsers, gathered.userIds);
    const auto itemIndexes = denseIndexes(m_items.ids, usedItems, gathered.itemIds);
    job.checkpoint();
    for (auto &user : m_user)
        user = userIndexes[user];
    for (auto &item : m_events.item)
        item = ItemIndex(itemIndexes[item.value]);
    m_users = Numbering<UserId>({});
    m_items = Numbering<ItemId>({});
}

void EventGatherer::groupByUser(std::uint32_t users, JobContext &job)
{
    auto &offsets = m_events.offsets;
    offsets.assign(std::size_t(users) + 1, 0);
    for (const auto user : m_user)
        ++offsets[user + 1];
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    if (!std::is_sorted(m_user.begin(), m_user.end())) {
        std::vector<std::uint64_t> next(offsets.begin(), offsets.end() - 1);
        std::vector<std::uint64_t> placeOf(m_user.size());
        for (std::size_t e = 0; e < m_user.size(); ++e)
            placeOf[e] = next[m_user[e]]++;
        job.checkpoint();
        scatter(m_events.item, placeOf);
        scatter(m_events.kind, placeOf);
        job.checkpoint();
        scatter(m_events.at, placeOf);
        scatter(m_events.value, placeOf);
        scatter(m_events.part, placeOf);
        scatter(m_events.session, placeOf);
        scatter(m_quantity, placeOf);
    }
    m_user = {};
}

void EventGatherer::orderByTime(JobContext &job)
{
    if (m_events.at.empty())
        return;
    std::vector<std::uint32_t> order;
    for (std::size_t user = 0; user + 1 < m_events.offsets.size(); ++user) {
        if (user % 4096 == 0)
            job.checkpoint();
        const auto begin = m_events.offsets[user];
        const auto times = std::span(m_events.at).subspan(begin, m_events.offsets[user + 1] - begin);
        if (std::is_sorted(times.begin(), times.end()))
            continue;
        order.resize(times.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return times[a] < times[b]; });
        permute(m_events.item, begin, order);
        permute(m_events.kind, begin, order);
        permute(m_events.value, begin, order);
        permute(m_events.part, begin, order);
        permute(m_events.session, begin, order);
        permute(m_quantity, begin, order);
        permute(m_events.at, begin, order);
    }
}

/// Takes the returns out from among the events.
std::shared_ptr<ReturnTable> EventGatherer::takeReturns()
{
    if (std::ranges::find(m_events.kind, kReturn) == m_events.kind.end())
        return nullptr;
    auto table = std::make_shared<ReturnTable>();
    table->offsets.push_back(0);
    auto &offsets = m_events.offsets;
    std::vector<bool> kept(m_events.size());
    std::uint64_t begin = 0;
    for (std::size_t user = 0; user + 1 < offsets.size(); ++user) {
        for (auto e = begin; e < offsets[user + 1]; ++e) {
            kept[e] = !isReturn(e);
            if (kept[e]) {
                table->had.push_back(m_quantity[e]);
                continue;
            }
            table->item.push_back(m_events.item[e]);
            table->at.push_back(m_events.at.empty() ? kNoTime : m_events.at[e]);
            table->quantity.push_back(m_quantity[e]);
            table->part.push_back(m_events.part.empty() ? StoredPart::None : m_events.part[e]);
            table->before.push_back(table->had.size());
        }
        begin = offsets[user + 1];
        offsets[user + 1] = table->had.size();
        table->offsets.push_back(table->size());
    }
    compact(kept);
    return table;
}

GatheredEvents EventGatherer::finish(const QString &kindsThereAre, JobContext &job)
{
    keepCore(job);
    throwIfEmpty(kindsThereAre);
    GatheredEvents gathered;
    makeDense(gathered, job);
    groupByUser(static_cast<std::uint32_t>(gathered.userIds.size()), job);
    orderByTime(job);
    gathered.returns = takeReturns();
    gathered.events = std::move(m_events);
    gathered.strangers = m_strangers;
    gathered.tooLow = m_tooLow;
    return gathered;
}

} // namespace aisle
