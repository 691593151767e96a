#pragma once
#include "core/common/idplaces.h"
#include "core/dataset/eventtable.h"

#include <array>
#include <memory>
#include <span>
#include <unordered_set>

namespace aisle {

class JobContext;

/// What a filter left.
struct GatheredEvents
{
    std::vector<UserId> userIds;          ///< ascending
    std::vector<ItemId> itemIds;          ///< ascending
    EventTable events;                    ///< moments not yet in order, sessions as the project numbers them
    std::shared_ptr<ReturnTable> returns; ///< null: nothing was given back, or nobody asked
    std::uint64_t strangers = 0;          ///< events left out whose shopper or product is not stored
    std::uint64_t tooLow = 0;             ///< events left out by DatasetFilter::minValue
};

/// Takes a project's events one by one, drops what a filter drops, and makes the CSR of a Dataset out of the rest.
/// About 22 bytes an event while it gathers; a log that arrives grouped by ascending shopper is compacted in place.
class EventGatherer
{
public:
    /// A kind whose events are no events of the dataset but its returns.
    static constexpr int kReturn = 255;

    /// @param kindPositions  by EventKind::id: position in Dataset::kinds, or kReturn; -1 or beyond the end: dropped
    /// @param users, items   all that are stored; an event of anybody else is dropped
    EventGatherer(const DatasetFilter &filter, const std::vector<int> &kindPositions,
                  const std::vector<ItemId> &excluded, std::vector<std::int64_t> users,
                  std::vector<std::int64_t> items);

    void add(const StoredEvent &event);
    /// @throws Error dataset.empty saying which filter left nothing
    GatheredEvents finish(const QString &kindsThereAre, JobContext &job);

private:
    enum Stage { HasProduct, IsKnown, IsKind, IsInTime, IsProduct, IsSelected, HasValue, InCore };
    /// Stored ids in the order in which events first met them.
    template <class Id>
    struct Numbering
    {
        explicit Numbering(std::vector<std::int64_t> stored)
            : places(std::move(stored)), numbers(places.size(), IdPlaces::kNowhere)
        {
        }
        bool knows(Id id) const { return places.placeOf(id.value) != IdPlaces::kNowhere; }
        std::uint32_t numberOf(Id id); ///< of one that it knows
        IdPlaces places;
        std::vector<std::uint32_t> numbers; ///< by place; kNowhere: not met
        std::vector<Id> ids;
    };
    bool passes(const StoredEvent &event);
    bool isReturn(std::size_t event) const { return m_events.kind[event] == kReturn; }
    void dropForeignReturns(const std::vector<bool> &usedUsers, const std::vector<bool> &usedItems);
    std::shared_ptr<ReturnTable> takeReturns();
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
    bool m_takesReturns;
    std::vector<float> m_quantity;                  ///< [events]; only with returns
    std::array<std::uint64_t, InCore + 1> m_left{}; ///< events left after each stage
    std::uint64_t m_strangers = 0;
    std::uint64_t m_tooLow = 0;
};

} // namespace aisle
