#pragma once
#include "core/storage/project.h"

#include <cstdint>

namespace aisle {

/// Makes the unique indexes on the keys of shoppers and products where they are missing. Called at the end of every
/// load: building them then takes .3 s for a million keys, keeping them up during a first load several times that.
void ensureKeyIndexes(const Project &project);

/// Ids for new rows of `table` (user, item, session) that were never given before, not even by an import that was taken
/// back: kept runs name products and shoppers by id. Within the caller's transaction. @return the first of `count`
std::int64_t reserveIds(const Project &project, const char *table, std::int64_t count);

} // namespace aisle
