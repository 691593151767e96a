#pragma once
#include "core/transfer/recognition/columnroles.h"

namespace aisle {

/// How the column of times is written, put into the recipe: format, whether the day comes first, zone. A column that is
/// called time and whose numbers are no dates loses its role.
/// @return what a person should know of it
QStringList findTimes(std::vector<ColumnGuess> &columns, const RecognitionHints &hints, Recipe &recipe);

} // namespace aisle
