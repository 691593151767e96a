#pragma once
#include "core/transfer/recognition/hints.h"
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

/// How the column of times is written, put into the recipe: format, whether the day comes first, zone. A column that is
/// called time and whose numbers are no dates loses its role.
/// @return what a person should know of it
QStringList findTimes(Columns &columns, const RecognitionHints &hints, Recipe &recipe);

} // namespace aisle
