#pragma once
#include "core/dataset/eventtable.h"

#include <array>
#include <span>
#include <unordered_map>
#include <unordered_set>

namespace aisle {

class JobContext;

/// What a filter left.
struct GatheredEvents
{
    std::vector<UserId> userIds; ///< ascending
    std::vector<ItemId> itemIds; ///< ascending
    EventTable events;
};

/// Takes a project's events one by one, drops what a filter drops, and makes the CSR of a Dataset out of the rest.
/// About 22 bytes an event while it gathers; a log that arrives grouped by ascending shopper is compacted in place.
class EventGatherer
{
public:
    /// @param kindPositions  by EventKind::id: position in Dataset::kinds, -1 or beyond the end: dropped
    EventGatherer(const DatasetFilter &filter, const std::vector<int> &kindPositions,
                  const std::vector<ItemId> &excluded);

    void add(const StoredEvent &event);
    /// @throws Error dataset.empty saying which filter left nothing
    GatheredEvents finish(const QString &kindsThereAre, JobContext &job);

private:
    enum Stage { HasProduct, IsKind, IsProduct, IsSelected, HasValue, InCore };
    /// Ids in the order they were first met, with a table for the usual dense ids.
    template <class Id>
    struct Numbering
    {
        std::uint32_t numberOf(Id id);
        std::vector<Id> ids;
        std::vector<std::uint32_t> table;
        std::unordered_map<Id, std::uint32_t> sparse;
    };
    bool passes(const StoredEvent &event);
    void throwIfEmpty(const QString &kindsThereAre) const;
    void keepCore(JobContext &job);
    void compact(const std::vector<bool> &kept);
    void makeDense(GatheredEvents &gathered, JobContext &job);
    void groupByUser(std::uint32_t users, JobContext &job);
    void orderByTime(JobContext &job);

    DatasetFilter m_filter;
    std::vector<int> m_kindPositions;
    std::unordered_set<ItemId> m_excluded;
    std::unordered_set<UserId> m_onlyUsers;
    std::unordered_set<ItemId> m_onlyItems;
    Numbering<UserId> m_users;
    Numbering<ItemId> m_items;
    std::vector<std::uint32_t> m_user; ///< [events]
    EventTable m_events;
    std::array<std::uint64_t, InCore + 1> m_left{}; ///< events left after each stage
};

} // namespace aisle
