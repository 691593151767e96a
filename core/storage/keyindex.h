#pragma once
#include "core/storage/project.h"

namespace aisle {

/// Makes the unique indexes on the keys of shoppers and products where they are missing. Called at the end of every
/// load: building them then takes .3 s for a million keys, keeping them up during a first load several times that.
void ensureKeyIndexes(const Project &project);
bool hasKeyIndexes(const Project &project);

} // namespace aisle
