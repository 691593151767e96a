#pragma once
#include "core/transfer/recognition/hints.h"
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

/// Gives the roles that hints tell; such columns are fixed.
/// @throws Error import.no-column, import.column-twice (a column has one role: of two, one would be lost without a
/// word)
void applyHints(Columns &columns, const RecognitionHints &hints);

} // namespace aisle
