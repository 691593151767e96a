#pragma once
#include "core/transfer/importing/codedrow.h"
#include "core/transfer/importing/partition.h"

namespace aisle {

/// Counts rows that equal an earlier one of the same user in every stored field, and removes them if asked.
/// @return how many there are
std::int64_t findDuplicates(SortedRows &sorted, const RowLayout &layout, const TextSpool &contexts, bool remove);

} // namespace aisle
