#pragma once
#include "core/transfer/rowreader.h"

namespace aisle {

inline constexpr const char *kJsonSeparator = "json"; ///< Recipe::separator of JSON lines: one object a line

/// Rows of JSON lines. Columns are recipe.columns (else the first object's keys); null and
/// absent members are empty, nested values are their JSON. A line that is no object has the reason "bad-json".
std::unique_ptr<RowReader> openJsonLines(const InputSource &source, const Recipe &recipe, const ReadLimits &limits);

} // namespace aisle
