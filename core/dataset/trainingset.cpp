#include "core/dataset/trainingset.h"

#include <QtGlobal>
#include <algorithm>
#include <functional>

namespace aisle {

struct TrainingSet::Derived
{
    std::once_flag timeOnce, byUserOnce, byItemOnce, valuesByUserOnce, valuesByItemOnce, eventsOnce, usersOnce;
    std::int64_t latest = kNoTime;
    SparseRows byUser;
    SparseRows byItem;
    std::vector<float> valuesByUser, valuesByItem;
    std::vector<std::uint32_t> itemEvents;
    std::vector<std::uint32_t> itemUsers;
};

namespace {

std::int64_t latestOf(std::span<const Visit> visits)
{
    auto latest = kNoTime;
    for (const auto &visit : visits)
        latest = std::max(latest, visit.at);
    return latest;
}

std::vector<std::uint32_t> countsOf(std::uint32_t items, const auto &values, const auto &itemOf)
{
    std::vector<std::uint32_t> counts(items);
    for (const auto &value : values)
        ++counts[itemOf(value)];
    return counts;
}

} // namespace

TrainingSet::TrainingSet(std::uint32_t items, std::vector<std::uint64_t> offsets, std::vector<Visit> visits,
                         std::vector<float> values, std::vector<float> kindWeights, std::vector<std::uint32_t> tieRank)
    : m_items(items), m_offsets(std::move(offsets)), m_visits(std::move(visits)), m_values(std::move(values)),
      m_kindWeights(std::move(kindWeights)), m_tieRank(std::move(tieRank)), m_derived(std::make_shared<Derived>())
{
    Q_ASSERT(!m_offsets.empty() && m_offsets.front() == 0 && m_offsets.back() == m_visits.size());
    Q_ASSERT(m_values.empty() || m_values.size() == m_visits.size());
    Q_ASSERT(m_tieRank.size() == m_items);
    for (std::size_t user = 0; user + 1 < m_offsets.size(); ++user) {
        const auto first = m_offsets[user], count = m_offsets[user + 1] - first;
        arrangeMoments(std::span(m_visits).subspan(first, count),
                       m_values.empty() ? std::span<float>() : std::span(m_values).subspan(first, count), m_tieRank);
    }
}

bool TrainingSet::hasSessions() const
{
    return std::ranges::any_of(m_visits, &Visit::hasSession);
}

bool TrainingSet::hasTime() const
{
    return latest() != kNoTime;
}

std::span<const float> TrainingSet::values(UserIndex user) const
{
    if (m_values.empty())
        return {};
    return std::span(m_values).subspan(m_offsets[user.value], m_offsets[user.value + 1] - m_offsets[user.value]);
}

std::int64_t TrainingSet::latest() const
{
    std::call_once(m_derived->timeOnce, [this] { m_derived->latest = latestOf(m_visits); });
    return m_derived->latest;
}

const SparseRows &TrainingSet::byUser() const
{
    std::call_once(m_derived->byUserOnce, [this] {
        SparseRows rows;
        rows.rows = userCount();
        rows.cols = m_items;
        rows.offsets.reserve(m_offsets.size());
        rows.offsets.push_back(0);
        rows.columns.reserve(m_visits.size());
        rows.values.reserve(m_visits.size());
        std::vector<std::uint32_t> items;
        for (std::uint32_t user = 0; user < rows.rows; ++user) {
            items.clear();
            for (const auto &visit : history(UserIndex(user)))
                items.push_back(visit.item.value);
            std::sort(items.begin(), items.end());
            for (std::size_t i = 0; i < items.size(); ++i) {
                if (i > 0 && items[i] == items[i - 1]) {
                    rows.values.back() += 1;
                    continue;
                }
                rows.columns.push_back(items[i]);
                rows.values.push_back(1);
            }
            rows.offsets.push_back(rows.columns.size());
        }
        rows.columns.shrink_to_fit();
        rows.values.shrink_to_fit();
        m_derived->byUser = std::move(rows);
    });
    return m_derived->byUser;
}

const SparseRows &TrainingSet::byItem() const
{
    std::call_once(m_derived->byItemOnce, [this] { m_derived->byItem = byUser().transposed(); });
    return m_derived->byItem;
}

bool TrainingSet::isWeighted() const
{
    return std::ranges::any_of(m_kindWeights, [](float weight) { return weight > 1; });
}

const std::vector<float> &TrainingSet::valuesByUser() const
{
    std::call_once(m_derived->valuesByUserOnce, [this] {
        if (!isWeighted())
            return;
        const auto &pairs = byUser();
        auto &values = m_derived->valuesByUser;
        values.resize(pairs.entries());
        const float heaviest = *std::ranges::max_element(m_kindWeights);
        for (std::uint32_t user = 0; user < pairs.rows; ++user) {
            const auto items = pairs.row(user);
            float *own = values.data() + pairs.offsets[user];
            for (const auto &visit : history(UserIndex(user))) {
                float &value = own[std::ranges::lower_bound(items, visit.item.value) - items.begin()];
                value = std::min(heaviest, value + m_kindWeights[visit.kind]);
            }
        }
    });
    return m_derived->valuesByUser;
}

const std::vector<float> &TrainingSet::valuesByItem() const
{
    std::call_once(m_derived->valuesByItemOnce, [this] {
        if (!isWeighted())
            return;
        const auto &pairs = byUser();
        auto &values = m_derived->valuesByItem;
        values.resize(pairs.entries());
        std::vector<std::uint64_t> next(byItem().offsets.begin(), byItem().offsets.end() - 1);
        for (std::size_t e = 0; e < pairs.entries(); ++e)
            values[next[pairs.columns[e]]++] = valuesByUser()[e];
    });
    return m_derived->valuesByItem;
}

const std::vector<std::uint32_t> &TrainingSet::itemEvents() const
{
    std::call_once(m_derived->eventsOnce, [this] {
        m_derived->itemEvents = countsOf(m_items, m_visits, [](const Visit &visit) { return visit.item.value; });
    });
    return m_derived->itemEvents;
}

const std::vector<std::uint32_t> &TrainingSet::itemUsers() const
{
    std::call_once(m_derived->usersOnce,
                   [this] { m_derived->itemUsers = countsOf(m_items, byUser().columns, std::identity()); });
    return m_derived->itemUsers;
}

} // namespace aisle
