#include "core/transfer/recognition/columnprofile.h"

#include "core/common/text/ascii.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/times/countedtime.h"
#include "core/transfer/times/timewords.h"
#include "core/transfer/times/writtentime.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace aisle {

namespace {

constexpr std::size_t kMaxWords = 200;
constexpr double kFirstUnix = 631'152'000;  ///< 1990
constexpr double kLastUnix = 2'208'988'800; ///< 2040
constexpr int kLeapYear = 2000;

void lookForUnix(ColumnProfile &profile, std::string_view text)
{
    constexpr double kFirstFine = 946'684'800; // 2000
    const auto point = std::min(text.find('.'), text.size());
    if (const auto fine = point > 13 ? fineCount(text) : std::nullopt)
        profile.unixFiner += double(*fine) >= 1000 * kFirstFine && double(*fine) <= 1000 * kLastUnix;
    if (point < 9 || point > 13)
        return;
    if (const auto value = parseNumber(text, u'.')) {
        profile.unixSeconds += *value >= kFirstUnix && *value <= kLastUnix;
        profile.unixMs += *value >= 1000 * kFirstUnix && *value <= 1000 * kLastUnix;
    }
}

/// 1.7723E+09: what a spreadsheet makes of seconds.
bool lookForExponents(ColumnProfile &profile, std::string_view text)
{
    if (text.size() < 8 || !isDigit(text.front()) || text.find_first_not_of("0123456789.eE+") != text.npos)
        return false;
    const auto value = parseNumber(text, u'.');
    profile.unixSeconds += value && *value >= kFirstUnix && *value <= kLastUnix;
    return value.has_value();
}

bool isUsualYear(const std::optional<WrittenTime> &time)
{
    return time && time->year >= 1900 && time->year < 2100;
}

/// Of three digits, those of the Republic of China from 1990 to 2050.
bool isYearOfDigits(const std::optional<WrittenTime> &time)
{
    return isUsualYear(time) || (time && time->year + kMinguoYears >= 1990 && time->year + kMinguoYears < 2050);
}

void countEra(ColumnProfile &profile, const std::optional<WrittenTime> &time, std::string_view text)
{
    if (!time || !time->hasEra || profile.eras++ > 0)
        return;
    profile.eraExample = QString::fromUtf8(text);
    profile.eraYear = time->year;
}

bool isMidnight(const std::optional<WrittenTime> &time)
{
    return time && time->localMs() % kDayMs == 0;
}

void lookForDigits(ColumnProfile &profile, std::string_view text)
{
    if (text.size() > 17)
        return;
    if (text.size() == 8 || text.size() == 14 || text.size() == 17) {
        const auto date = freeTime(text, true);
        profile.compact += isUsualYear(date);
        profile.midnights += isUsualYear(date) && isMidnight(date);
    }
    for (std::size_t i = 0; i < kDigitDates.size(); ++i)
        profile.digitDates[i] += isYearOfDigits(digitTime(text, kDigitDates[i], kLeapYear));
    profile.digitClocks += clockTime(text).has_value();
}

/// Counts values that are a date one way only, and steps back under either reading.
void lookForDates(ColumnProfile &profile, std::string_view text, std::int64_t &lastDay, std::int64_t &lastMonth)
{
    const auto day = freeTime(text, true), month = freeTime(text, false);
    profile.dayFirst += day.has_value();
    profile.monthFirst += month.has_value();
    profile.onlyDayFirst += day && !month;
    profile.onlyMonthFirst += month && !day;
    profile.zoned += (day && day->hasZone) || (month && month->hasZone);
    countEra(profile, day ? day : month, text);
    profile.midnights += isMidnight(day ? day : month);
    if (!day || !month || day->localMs() == month->localMs())
        return;
    ++profile.eitherWay;
    profile.disorderDayFirst += day->localMs() < lastDay;
    profile.disorderMonthFirst += month->localMs() < lastMonth;
    lastDay = day->localMs();
    lastMonth = month->localMs();
}

/// Digits with at most one decimal mark. @return whether the text is such
bool lookForPlainNumbers(ColumnProfile &profile, std::string_view text)
{
    if (text.find_first_not_of("0123456789.,") != text.npos ||
        std::count_if(text.begin(), text.end(), [](char c) { return c == '.' || c == ','; }) > 1)
        return false;
    profile.dayFractions += dayFraction(text).has_value();
    const bool comma = text.find(',') != text.npos;
    if (!comma)
        lookForDigits(profile, text);
    const auto days = text.size() >= 5 && text.size() < 18 ? parseNumber(text, comma ? u',' : u'.') : std::nullopt;
    profile.excel += days && *days > 20'000 && *days < 80'000 && (!comma || text.find(',') == 5);
    if (!comma)
        lookForUnix(profile, text);
    return true;
}

void lookForTimes(ColumnProfile &profile, std::string_view text, std::int64_t &lastDay, std::int64_t &lastMonth)
{
    constexpr std::size_t kLongest = 80, kLongestClock = 32;
    if (text.size() > kLongest)
        return;
    text = unwrapped(text);
    const bool isDated = std::any_of(text.begin(), text.end(), isDigit) || text.find("年") != text.npos;
    if (!isDated || lookForPlainNumbers(profile, text) || lookForExponents(profile, text))
        return;
    const auto strict = strictIsoTime(text);
    const auto year = strict ? strict : freeTime(text, true, true);
    profile.yearFirst += year.has_value();
    profile.zoned += year && year->hasZone;
    countEra(profile, year, text);
    profile.midnights += isMidnight(year);
    profile.clocks += !year && text.size() <= kLongestClock && clockTime(text);
    if (!year)
        lookForDates(profile, text, lastDay, lastMonth);
    profile.halfDays += text.find('M') != text.npos && text.find(':') != text.npos;
}

/// A mark followed by one, two or more than three digits at the end is a decimal mark.
void lookForDecimals(ColumnProfile &profile, std::string_view text)
{
    const auto mark = text.find_last_of(".,");
    if (mark == text.npos || !std::any_of(text.begin(), text.end(), isDigit))
        return;
    auto digits = mark + 1;
    while (digits < text.size() && isDigit(text[digits]))
        ++digits;
    const auto count = digits - mark - 1;
    const auto other = text.find(text[mark] == '.' ? ',' : '.');
    const bool both = other < mark && other > 0 && isDigit(text[other - 1]); // not the point of "Rs."
    if (count > 0 && (count != 3 || both))
        ++(text[mark] == ',' ? profile.decimalCommas : profile.decimalPoints);
}

void lookForNumbers(ColumnProfile &profile, std::string_view text)
{
    auto value = parseNumber(text, u'.');
    if (!value)
        value = parseNumber(text, u',');
    lookForDecimals(profile, text);
    if (!value) {
        profile.ratings += ratingInWords(text, u'.') || ratingInWords(text, u',');
        return;
    }
    profile.smallest = profile.numbers ? std::min(profile.smallest, *value) : *value;
    profile.largest = profile.numbers ? std::max(profile.largest, *value) : *value;
    ++profile.numbers;
    profile.negatives += *value < 0;
    profile.integers += text.find_first_not_of("-0123456789") == text.npos;
}

/// #1001, as shops number their orders.
bool isOrderNumber(std::string_view text)
{
    return text.size() >= 3 && text.size() <= 20 && text.front() == '#' && isDigit(text.back()) &&
           text.find(' ') == text.npos;
}

/// Whether every value is larger than the last: by one where the rows stand together, by more between pieces of a
/// sample.
struct Counter
{
    bool steady = true;
    std::int64_t last = -1, jumps = 0, restarts = 0, follows = 0;
};

void lookForCounter(std::string_view text, Counter &counter)
{
    constexpr std::int64_t kMostJumps = 10;
    std::int64_t value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    counter.steady = counter.steady && end.ec == std::errc() && end.ptr == text.data() + text.size() &&
                     value > counter.last && (counter.jumps += value != counter.last + 1) <= kMostJumps;
    counter.restarts += value == 1;
    counter.follows += value == counter.last + 1 && value != 1;
    counter.last = value;
}

} // namespace

double ColumnProfile::timeShare() const
{
    constexpr double kOneMoment = 1e-9; // of the count: many numbers within a second or two are no times but cards
    const bool areKeys = distinct > 10 && largest - smallest < kOneMoment * largest;
    const auto finer = areKeys ? 0 : unixFiner;
    const auto times = unixSeconds + unixMs + finer + compact + yearFirst + std::max(dayFirst, monthFirst);
    return double(times) / double(std::max<std::int64_t>(1, filled));
}

QString ColumnProfile::digitDateFormat() const
{
    for (std::size_t i = 0; i < kDigitDates.size(); ++i)
        if (filled > 0 && share(digitDates[i]) >= 0.99)
            return QString::fromLatin1(kDigitDates[i]);
    return {};
}

ColumnProfile profileColumn(const SampleRows &sample, std::size_t firstRow, std::size_t column,
                            const QStringList &missing)
{
    ColumnProfile profile;
    std::vector<std::string> absent;
    for (const auto &word : missing)
        absent.push_back(word.toStdString());
    std::unordered_map<std::string_view, std::int64_t> counts;
    std::int64_t lastDay = INT64_MIN, lastMonth = INT64_MIN;
    Counter counter;
    std::string buffer;
    for (std::size_t i = firstRow; i < sample.rows.size(); ++i) {
        ++profile.rows;
        const auto text = trimmed(sample.field(sample.rows[i], column));
        if (text.empty() || (text.size() < 8 && std::find(absent.begin(), absent.end(), text) != absent.end()))
            continue;
        ++profile.filled;
        ++counts[text];
        lookForCounter(text, counter);
        const auto plain = withPlainDigits(text, buffer);
        lookForTimes(profile, plain, lastDay, lastMonth);
        lookForNumbers(profile, plain);
        profile.orderNumbers += isOrderNumber(plain);
        profile.spaced += text.find(' ') != text.npos;
        profile.letters +=
            std::any_of(text.begin(), text.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }) ||
            std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        if (profile.examples.size() < 5) {
            const auto word = QString::fromUtf8(text.data(), qsizetype(std::min<std::size_t>(text.size(), 80)));
            if (!profile.examples.contains(word))
                profile.examples << word;
        }
    }
    profile.distinct = std::int64_t(counts.size());
    profile.counts = counter.steady && profile.filled > 2;
    profile.countsAgain =
        counter.restarts > 1 && counter.follows > 1 && profile.share(counter.restarts + counter.follows) >= 0.98;
    if (counts.size() <= kMaxWords)
        for (const auto &[word, count] : counts)
            profile.words.emplace(QString::fromUtf8(word), count);
    return profile;
}

} // namespace aisle
