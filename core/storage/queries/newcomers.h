#pragma once
#include "core/common/events.h"
#include "core/storage/project.h"

#include <vector>

namespace aisle {

class JobContext;

/// A shopper and the time of the first event known of them.
struct Newcomer
{
    UserId user{};
    std::int64_t firstAt = kNoTime; ///< kNoTime when none of the events has a time
};

/// The `limit` shoppers whose first event is the latest, newest first; those without times come after them, last in the
/// files first. Reads two events a shopper, and the whole history only of those who can be among the newest.
/// @param within  ascending; empty: all
std::vector<Newcomer> newestShoppers(const Project &project, const std::vector<UserId> &within, std::size_t limit,
                                     JobContext &job);

} // namespace aisle
