#include "core/transfer/times/writtentime.h"

#include "core/common/text/ascii.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/times/timewords.h"
#include "core/transfer/times/wordedtime.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>
#include <array>
#include <cmath>

namespace aisle {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

/// @return -1 when one is no digit
int digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; ++i) {
        if (!isDigit(at[i]))
            return -1;
        value = value * 10 + (at[i] - '0');
    }
    return value;
}

/// In English, whole or by its first letters: marraskuuta is no March.
int monthNamed(std::string_view word)
{
    if (word.size() < 3)
        return 0;
    std::string lower;
    for (const char c : word)
        lower.push_back(char(c | 0x20));
    for (std::size_t m = 0; m < kMonths.size(); ++m)
        if (lower == kMonths[m].substr(0, 3) || lower == kMonths[m] || (m == 8 && lower == "sept"))
            return int(m) + 1;
    return 0;
}

int fullYear(int year, int writtenDigits)
{
    return writtenDigits > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/// Reads text from left to right.
struct Cursor
{
    std::string_view left;

    bool done() const { return left.empty(); }
    bool take(std::string_view word)
    {
        if (left.substr(0, word.size()) != word)
            return false;
        left.remove_prefix(word.size());
        return true;
    }
    void skipSpaces()
    {
        while (take(" ") || take("\t") || take("\xC2\xA0") || take("\xE2\x80\xAF") || take("\xE3\x80\x80")) {
        }
    }
    /// @return digits read (0: none), at most `most`
    int number(int most, int &value)
    {
        int count = 0;
        for (value = 0; count < most && count < int(left.size()) && isDigit(left[std::size_t(count)]); ++count)
            value = value * 10 + (left[std::size_t(count)] - '0');
        left.remove_prefix(std::size_t(count));
        return count;
    }
    std::string_view word()
    {
        const auto count = std::size_t(std::ranges::find_if_not(left, isLetter) - left.begin());
        const auto found = left.substr(0, count);
        left.remove_prefix(count);
        return found;
    }
};

bool readFraction(Cursor &cursor, int &millisecond)
{
    int scale = 100, count = 0;
    for (millisecond = 0; !cursor.done() && isDigit(cursor.left.front()); ++count, scale /= 10) {
        millisecond += (cursor.left.front() - '0') * scale;
        cursor.left.remove_prefix(1);
    }
    return count > 0;
}

bool readZone(Cursor &cursor, WrittenTime &time)
{
    if (cursor.take("Z") || cursor.take("z") || cursor.take("UTC") || cursor.take("GMT"))
        time.hasZone = true;
    const bool plus = cursor.take("+");
    if (!plus && !cursor.take("-"))
        return true;
    int hours = 0, minutes = 0;
    if (cursor.number(2, hours) != 2)
        return false;
    const bool colon = cursor.take(":");
    const int count = cursor.number(2, minutes);
    if ((colon && count != 2) || (count != 0 && count != 2) || hours > 14 || minutes > 59)
        return false;
    time.hasZone = true;
    time.offsetMinutes = (plus ? 1 : -1) * (hours * 60 + minutes);
    return true;
}

/// The time of day behind a date, if any, up to the end of the text.
bool readClock(Cursor &cursor, WrittenTime &time)
{
    const bool isDotted = cursor.left.size() > 5 && cursor.left[0] == '-' && cursor.left[3] == '.'; // -14.05.33
    if (isDotted || (!cursor.take("T") && !cursor.take("t")))
        cursor.take(isDotted ? "-" : ",");
    cursor.skipSpaces();
    if (cursor.done())
        return true;
    auto half = takeHalfDay(cursor.left);
    cursor.skipSpaces();
    if (cursor.number(2, time.hour) == 0)
        return false;
    if (cursor.done() && half == HalfDay::None)
        return true;
    if (!cursor.take(":") && !cursor.take("时") && !cursor.take("点") && !cursor.take("：") && !cursor.take("."))
        return false;
    if (cursor.number(2, time.minute) == 0 && !cursor.done())
        return false;
    cursor.take("分");
    if (cursor.take(":") || cursor.take("：") || cursor.take(".") || (!cursor.done() && isDigit(cursor.left.front()))) {
        if (cursor.number(2, time.second) == 0)
            return false;
        if ((cursor.take(".") || cursor.take(",")) && !readFraction(cursor, time.millisecond))
            return false;
    }
    cursor.take("秒");
    cursor.skipSpaces();
    if (half == HalfDay::None)
        half = takeHalfDay(cursor.left);
    cursor.skipSpaces();
    const auto hour = hourOfDay(half, time.hour);
    time.hour = hour.value_or(0);
    return hour && readZone(cursor, time) && cursor.done();
}

std::optional<WrittenTime> finished(Cursor &cursor, WrittenTime time)
{
    if (!readClock(cursor, time) || !time.isValid())
        return std::nullopt;
    return time;
}

bool takeDateMark(Cursor &cursor)
{
    const bool found = cursor.take("-") || cursor.take("/") || cursor.take(".") || cursor.take("年") ||
                       cursor.take("月") || cursor.take(",") || cursor.take("日");
    const auto before = cursor.left.size();
    cursor.skipSpaces();
    return found || cursor.left.size() != before;
}

/// 20260305T143005Z, 20260305-1430, 20260305 14:30:05
std::optional<WrittenTime> compactDateWithClock(std::string_view text)
{
    if (text.size() < 11 || isDigit(text[8]) || digits(text.data(), 8) < 0)
        return std::nullopt;
    WrittenTime time;
    time.year = digits(text.data(), 4);
    time.month = digits(text.data() + 4, 2);
    time.day = digits(text.data() + 6, 2);
    Cursor cursor{text.substr(8)};
    const auto end = std::min(text.find_first_not_of("0123456789", 9), text.size());
    if (std::string_view("Tt _-:").find(text[8]) == std::string_view::npos)
        return std::nullopt;
    if (end != 13 && end != 15)
        return text[8] == '-' ? std::nullopt : finished(cursor, time);
    cursor.left.remove_prefix(1);
    cursor.number(2, time.hour);
    cursor.number(2, time.minute);
    cursor.number(2, time.second);
    if ((cursor.take(".") || cursor.take(",")) && !readFraction(cursor, time.millisecond))
        return std::nullopt;
    cursor.skipSpaces();
    return readZone(cursor, time) && cursor.done() && time.isValid() ? std::optional(time) : std::nullopt;
}

std::optional<WrittenTime> compactTime(std::string_view text)
{
    if (text.find_first_not_of("0123456789") != text.npos)
        return compactDateWithClock(text);
    if (text.size() != 8 && text.size() != 12 && text.size() != 14 && text.size() != 17)
        return std::nullopt;
    WrittenTime time;
    time.year = digits(text.data(), 4);
    time.month = digits(text.data() + 4, 2);
    time.day = digits(text.data() + 6, 2);
    if (text.size() >= 12) {
        time.hour = digits(text.data() + 8, 2);
        time.minute = digits(text.data() + 10, 2);
    }
    if (text.size() >= 14)
        time.second = digits(text.data() + 12, 2);
    if (text.size() == 17)
        time.millisecond = digits(text.data() + 14, 3);
    if (!time.isValid() || time.year < 1900 || time.year > 2200)
        return std::nullopt;
    return time;
}

/// Numbers, with at most a month or a weekday in English letters.
std::optional<WrittenTime> plainTime(std::string_view text, bool dayFirst, bool yearFirst)
{
    if (auto compact = compactTime(text))
        return compact;
    Cursor cursor{text};
    cursor.skipSpaces();
    WrittenTime time;
    std::array<int, 3> values{}, lengths{};
    int namedMonth = -1;
    for (int i = 0; i < 3; ++i) {
        if (i > 0 && !takeDateMark(cursor))
            return std::nullopt;
        if (!cursor.done() && isLetter(cursor.left.front())) {
            auto word = cursor.word();
            if (i == 0 && !monthNamed(word)) { // a weekday
                takeDateMark(cursor);
                cursor.skipSpaces();
                word = cursor.word();
            }
            if (!word.empty()) {
                values[std::size_t(i)] = monthNamed(word);
                if (namedMonth >= 0 || !values[std::size_t(i)])
                    return std::nullopt;
                namedMonth = i;
                continue;
            }
        }
        lengths[std::size_t(i)] = cursor.number(4, values[std::size_t(i)]);
        if (lengths[std::size_t(i)] == 0)
            return std::nullopt;
    }
    cursor.take("日") || cursor.take("号");
    const bool startsWithYear = lengths[0] > 2;
    if (yearFirst && !startsWithYear)
        return std::nullopt;
    const int year = startsWithYear ? 0 : 2;
    const int month = namedMonth >= 0 ? namedMonth : startsWithYear ? 1 : dayFirst ? 1 : 0;
    const int day = 3 - year - month;
    if (month == year || day < 0 || day > 2)
        return std::nullopt;
    time.year = fullYear(values[std::size_t(year)], lengths[std::size_t(year)]);
    time.month = values[std::size_t(month)];
    time.day = values[std::size_t(day)];
    if (lengths[std::size_t(day)] > 2)
        return std::nullopt;
    return finished(cursor, time);
}

/// 2026-W10-4T14:05 (the week alone is its Monday), 2026-064T14:05
std::optional<WrittenTime> weekOrDayOfYear(std::string_view text)
{
    Cursor cursor{text};
    WrittenTime time;
    int number = 0, weekday = 1;
    if (cursor.number(4, time.year) != 4)
        return std::nullopt;
    const bool isDashed = cursor.take("-"), isWeek = cursor.take("W");
    const int count = cursor.number(isWeek ? 2 : 3, number);
    const bool hasDay = isWeek && (!isDashed || cursor.take("-")) && cursor.number(1, weekday) == 1;
    const bool isNumber = isWeek
                              ? count == 2 && number >= 1 && number <= 53 && weekday >= 1 && weekday <= 7
                              : isDashed && count == 3 && number >= 1 && number <= 366 && cursor.left.starts_with("T");
    if (!isNumber || !(hasDay || cursor.done() || cursor.left.starts_with("T")))
        return std::nullopt;
    const auto fourth = QDate(time.year, 1, 4);
    const auto date = isWeek ? fourth.addDays((number - 1) * 7 + weekday - fourth.dayOfWeek())
                             : QDate(time.year, 1, 1).addDays(number - 1);
    time.year = date.year();
    time.month = date.month();
    time.day = date.day();
    return date.isValid() ? finished(cursor, time) : std::nullopt;
}

/// 2026-03-05 14:05:00 Europe/Berlin
std::optional<WrittenTime> timeOfNamedZone(std::string_view text, bool dayFirst, bool yearFirst)
{
    const auto blank = text.rfind(' ');
    if (blank == text.npos || blank < 10 || text.find('/', blank) == text.npos || !isLetter(text[blank + 1]))
        return std::nullopt;
    static thread_local std::pair<QByteArray, QTimeZone> last;
    const QByteArray name(text.data() + blank + 1, qsizetype(text.size() - blank - 1));
    if (last.first != name)
        last = {name, QTimeZone(name)};
    auto time = last.second.isValid() ? freeTime(text.substr(0, blank), dayFirst, yearFirst) : std::nullopt;
    if (!time || time->hasZone)
        return std::nullopt;
    const QDateTime local(QDate(time->year, time->month, time->day), QTime(time->hour % 24, time->minute), last.second);
    time->hasZone = true;
    time->offsetMinutes = local.offsetFromUtc() / 60;
    return time;
}

WrittenTime ofDay(double fraction)
{
    const auto seconds = int(std::lround(fraction * double(kDayMs) / 1000));
    WrittenTime time;
    time.year = 1970;
    time.hour = seconds / 3600;
    time.minute = seconds / 60 % 60;
    time.second = seconds % 60;
    return time;
}

} // namespace

std::optional<WrittenTime> strictIsoTime(std::string_view text)
{
    if (text.size() < 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    WrittenTime time;
    time.year = digits(text.data(), 4);
    time.month = digits(text.data() + 5, 2);
    time.day = digits(text.data() + 8, 2);
    if (text.size() > 10) {
        if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':')
            return std::nullopt;
        time.hour = digits(text.data() + 11, 2);
        time.minute = digits(text.data() + 14, 2);
        Cursor cursor{text.substr(16)};
        if (cursor.take(":")) {
            if (cursor.left.size() < 2)
                return std::nullopt;
            time.second = digits(cursor.left.data(), 2);
            cursor.left.remove_prefix(2);
            if ((cursor.take(".") || cursor.take(",")) && !readFraction(cursor, time.millisecond))
                return std::nullopt;
        }
        if (!cursor.done()) {
            cursor.skipSpaces();
            if (!readZone(cursor, time) || !cursor.done())
                return std::nullopt;
        }
    }
    if (!time.isValid())
        return std::nullopt;
    return time;
}

std::optional<WrittenTime> freeTime(std::string_view text, bool dayFirst, bool yearFirst)
{
    const auto plain = plainTime(text, dayFirst, yearFirst);
    if (plain)
        return plain;
    if (const auto other = weekOrDayOfYear(text))
        return other;
    const auto worded = wordedTime(text, dayFirst, yearFirst);
    return worded ? worded : timeOfNamedZone(text, dayFirst, yearFirst);
}

namespace {

bool looksBelowOne(std::string_view text)
{
    return text.starts_with("0.") || text.starts_with("0,") || text.starts_with('.') ||
           text.find_first_of("eE") != text.npos;
}

} // namespace

std::optional<double> dayFraction(std::string_view text)
{
    if (!looksBelowOne(text) || text.size() < 2 || text.find_first_not_of("0123456789.,eE-") != text.npos)
        return std::nullopt;
    const auto value = parseNumber(text, text.find(',') == text.npos ? u'.' : u',');
    return value && *value >= 0 && *value < 1 ? value : std::nullopt;
}

std::optional<WrittenTime> clockTime(std::string_view text)
{
    WrittenTime time;
    const bool digitsOnly = text.find_first_not_of("0123456789") == text.npos;
    if (digitsOnly && (text.empty() || text.size() > 6))
        return std::nullopt;
    if (const auto fraction = dayFraction(text))
        return ofDay(*fraction);
    if (digitsOnly && text.size() > 2) {
        const auto padded = std::string(text.size() % 2, '0').append(text);
        time.hour = digits(padded.data(), 2);
        time.minute = digits(padded.data() + 2, 2);
        if (padded.size() == 6)
            time.second = digits(padded.data() + 4, 2);
    } else if (Cursor cursor{text}; !isDigit(text.front()) || !readClock(cursor, time)) {
        return wordedClock(text);
    }
    time.year = 1970;
    return time.isValid() ? std::optional(time) : std::nullopt;
}

std::optional<WrittenTime> digitTime(std::string_view text, std::string_view pattern, int year)
{
    const bool isShort = pattern.front() == 'M' && text.size() + 1 == pattern.size();
    if ((text.size() != pattern.size() && !isShort) || text.find_first_not_of("0123456789") != text.npos)
        return std::nullopt;
    const auto padded = std::string(isShort ? 1 : 0, '0').append(text);
    WrittenTime time;
    time.year = year;
    for (std::size_t at = 0; at < pattern.size();) {
        const auto length = pattern.find_first_not_of(pattern[at], at) == pattern.npos
                                ? pattern.size() - at
                                : pattern.find_first_not_of(pattern[at], at) - at;
        const int value = digits(padded.data() + at, int(length));
        switch (pattern[at]) {
        case 'y':
            time.year = fullYear(value, int(length));
            break;
        case 'M':
            time.month = value;
            break;
        case 'd':
            time.day = value;
            break;
        default:
            time.hour = value;
        }
        at += length;
    }
    return time.isValid() ? std::optional(time) : std::nullopt;
}

} // namespace aisle
