#pragma once
#include "core/transfer/recognition/recognise.h"

namespace aisle {

/// Recipe::partColumn: as told (hints.columns["part-column"]), else the column whose words are train, valid and test;
/// what was found is said in the remarks.
void findPartColumn(Recognition &seen, const RecognitionHints &hints);

} // namespace aisle
