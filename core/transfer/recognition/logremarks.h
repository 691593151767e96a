#pragma once
#include "core/transfer/recognition/hints.h"
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

// What a person should know of a file whose columns have their roles: sentences for Recognition::remarks.

/// Keys that are taken from another column of the same role.
QStringList remarksOfGaps(const Columns &columns);

/// What follows from the roles together. Puts into the recipe what negative quantities are, and whether sessions are
/// the shoppers.
QStringList remarksOfLog(const Columns &columns, FilePart part, Recipe &recipe);

/// Why a file is no part of a log.
QString remarkOfNoLog(const Columns &columns);

} // namespace aisle
