#pragma once
#include <string_view>

namespace aisle {

/// A key as it is stored and looked up: without spaces at its ends, and without what cannot be seen there (byte order
/// marks, zero width and no-break spaces, soft hyphens, marks of direction), nor the marks by which spreadsheets keep
/// digits as they are (="007", '007). UTF-8.
std::string_view trimmedKey(std::string_view text);

} // namespace aisle
