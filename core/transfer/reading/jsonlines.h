#pragma once
#include "core/transfer/reading/inputsource.h"
#include "core/transfer/reading/rowbatch.h"
#include "core/transfer/recipe.h"

namespace aisle {

inline constexpr const char *kJsonSeparator = "json"; ///< Recipe::separator of JSON lines: one object a line

inline constexpr const char *kJsonArraySeparator = "json-array"; ///< one array of objects, on any number of lines
inline constexpr const char *kJsonMapSeparator = "json-map";     ///< one object: a member is a row
inline constexpr const char *kJsonListSeparator = "json-list";   ///< one object around one array of objects
inline constexpr const char *kJsonKeyColumn = "key";             ///< of a map: the member's name
inline constexpr const char *kJsonValueColumn = "value";         ///< of a map whose members are no objects

/// Which of these the beginning of a text is, null for none. @param whole  there is no more text
const char *jsonFormOf(std::string_view head, bool whole);

/// Rows of JSON, lines also as Python prints them ({'user': 1}). Columns are recipe.columns (else the first object's
/// keys); null and absent members are empty, nested values are their JSON. A line that is no object has the reason
/// "bad-json".
std::unique_ptr<RowReader> openJsonLines(const InputSource &source, const Recipe &recipe, const ReadLimits &limits);

} // namespace aisle
