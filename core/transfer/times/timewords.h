#pragma once
#include "core/transfer/times/timeword.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aisle {

/// Takes AM, p.m., 下午, 오후, 午前 and the like off the front of a text.
HalfDay takeHalfDay(std::string_view &text);

/// The hour of 24 that an hour of a half day is. @return nothing for an hour that it does not have (14 AM)
std::optional<int> hourOfDay(HalfDay half, int hour);

/// Takes the known word off the front of a text in lower case: a whole word where the script separates words by blanks,
/// else the longest that is known (Chinese, Japanese, Korean, Thai).
/// @param inAllLanguages  also words that only ICU knows (localewords.h), which are many
std::optional<TimeWord> takeTimeWord(std::string_view &text, bool inAllLanguages = false);

/// Minutes east of Greenwich that letters such as PST, CEST or JST name (in upper case); nothing for other words.
std::optional<int> zoneOfLetters(std::string_view letters);

/// The text with digits, marks and blanks of other scripts as ASCII has them, and without marks of direction and width.
/// Texts of ASCII alone come back as they are; else the result stands in `buffer`.
std::string_view withPlainDigits(std::string_view text, std::string &buffer, char decimal = '.');

/// What a program wrote around a time: /Date(1772359920000)/, ISODate("2026-03-01"). Other texts come back as they are.
std::string_view unwrapped(std::string_view text);

} // namespace aisle
