#pragma once
#include "core/transfer/times/calendar.h"

#include <optional>
#include <string>
#include <string_view>

namespace aisle {

/// yyyy-MM-dd[(T| )HH:mm[:ss[.fraction]]][Z|+hh[:mm]] with every digit in its place.
std::optional<WrittenTime> strictIsoTime(std::string_view text);

/// Any usual way to write a date, with or without a time: 2024/3/5, 5.3.2024 14:05, 2024年3月5日 下午2:05, 5-Mar-24,
/// Mar 5, 2024 2:05 PM, 20240305, and what wordedTime() reads. Days come before months in all-number dates when
/// `dayFirst`.
/// @param yearFirst  nothing but year-month-day is taken
std::optional<WrittenTime> freeTime(std::string_view text, bool dayFirst, bool yearFirst = false);

/// A time of day alone: 14:05, 14:05:33.5, 2:05 PM, 下午2:05, 14 (o'clock), 1405, 140533, 0.5868 (of the day). The date
/// is not set.
std::optional<WrittenTime> clockTime(std::string_view text);

/// A time of day as a spreadsheet counts it, with a decimal mark: 0.5 is noon.
std::optional<double> dayFraction(std::string_view text);

/// Digits alone by a pattern of two digits a letter pair (yyyyMMddHH, yyMMdd, yyyyMM, MMdd ...). A month's leading zero
/// may be missing where the pattern begins with it (829). @param year  of patterns without one
std::optional<WrittenTime> digitTime(std::string_view text, std::string_view pattern, int year);

} // namespace aisle
