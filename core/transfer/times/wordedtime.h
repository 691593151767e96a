#pragma once
#include "core/transfer/times/calendar.h"

#include <optional>
#include <string_view>

namespace aisle {

/// Dates and times in words, in any order that leaves no doubt: Wed Mar 01 06:00:00 -0700 2017, 2026. 3. 5. 오후 2:30,
/// Mittwoch, 1. März 2017 14:30 Uhr, 令和6年3月5日, [01/Mar/2017:06:00:00 -0700], 2026-03-05 14:30 PST. Slower than the
/// plain forms of writtentime.h, and tried after them.
/// @param yearFirst  nothing but dates that begin with the year is taken
std::optional<WrittenTime> wordedTime(std::string_view text, bool dayFirst, bool yearFirst);

/// A time of day alone in the same words: 오후 2:30, 14時30分, 14h30, 2:30 p. m. The date is not set.
std::optional<WrittenTime> wordedClock(std::string_view text);

} // namespace aisle
