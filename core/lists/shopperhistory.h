#pragma once
#include "core/lists/listing.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace aisle {

/// Everything that is shown of one shopper's doings.
struct ShopperHistory
{
    UserRecord user;
    std::vector<StoredEvent> events;              ///< oldest first, as EventStore::history() gives them
    std::unordered_map<ItemId, ItemRecord> items; ///< of the events
    std::vector<EventKind> kinds;                 ///< of the project

    const EventKind *kind(int id) const; ///< null when unknown
};

/// @throws Error shopper.unknown
ShopperHistory loadHistory(const Project &project, UserId user);

/// The part of each event of a history under a run's split, aligned with `history`; absent for events that the run's
/// data leaves out (another kind, a filter). All absent when the split is not prepared or does not have the shopper.
std::vector<std::optional<Part>> partsOfHistory(const Lister &lister, UserId user,
                                                std::span<const StoredEvent> history);

/// Which events of a history a run's list may know, aligned with `history`.
/// @param parts  of partsOfHistory(); only read as evaluated
std::vector<bool> eventsThatCount(const Lister &lister, UserId user, std::span<const StoredEvent> history,
                                  std::span<const std::optional<Part>> parts, ListInput input);

} // namespace aisle
