#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace aisle {

/// Counts finer than milliseconds, told by their length: microseconds (16 digits) and nanoseconds (19) since 1970,
/// those of browsers since 1601 (17), and the tenths of a microsecond of .NET and Windows (18, since the years 1 and
/// 1601).
/// @return Unix milliseconds, nothing for other texts
std::optional<std::int64_t> fineCount(std::string_view text);

} // namespace aisle
