#pragma once
#include "core/common/events.h"
#include "core/storage/project.h"

#include <vector>

namespace aisle {

class JobContext;

/// A product's events in row order. Reads through all events, since they lie by shopper. @throws Cancelled
std::vector<StoredEvent> eventsOfItem(const Project &project, ItemId item, JobContext &job);

} // namespace aisle
