#pragma once
#include "core/transfer/reading/sample.h"

#include <QStringList>
#include <array>
#include <map>

namespace aisle {

/// Dates as digits that are no compact date (yyyyMMdd); only a column whose name says time is read so.
inline constexpr std::array kDigitDates{"yyyyMMddHH", "yyMMddHH", "yyyyMM", "yyMMdd", "MMdd", "yyyMMdd"};

/// What a sample of a column's values looks like. Values in `missing` are not looked at.
struct ColumnProfile
{
    std::int64_t rows = 0, filled = 0, distinct = 0;
    std::int64_t integers = 0, numbers = 0, negatives = 0, spaced = 0, letters = 0;
    std::int64_t ratings = 0; ///< that are drawn or name their scale: ★★★, 4/5; no numbers otherwise
    double smallest = 0, largest = 0;
    std::int64_t decimalCommas = 0, decimalPoints = 0;
    std::int64_t unixSeconds = 0, unixMs = 0, unixFiner = 0, yearFirst = 0, compact = 0, dayFirst = 0, monthFirst = 0,
                 onlyDayFirst = 0, onlyMonthFirst = 0, excel = 0, zoned = 0,
                 halfDays = 0; ///< values that are such times
    std::array<std::int64_t, kDigitDates.size()> digitDates{};
    std::int64_t eras = 0; ///< dates that name the era of their year (令和8年)
    QString eraExample;
    int eraYear = 0;                          ///< what the example's year is in our count
    std::int64_t eitherWay = 0;               ///< dates that are another day when the month comes first
    std::int64_t dayFractions = 0;            ///< parts of a day: 0.5868
    std::int64_t orderNumbers = 0;            ///< #1001
    std::int64_t midnights = 0;               ///< dates without a time of day (or at midnight)
    std::int64_t clocks = 0, digitClocks = 0; ///< times of day without a date: 14:05; 14, 1405, 140533
    bool counts = false;                      ///< the rows' own numbers: each one more than the last
    bool countsAgain = false;                 ///< 1, 2, 1, 1, 2, 3: lines within something else
    std::int64_t disorderDayFirst = 0, disorderMonthFirst = 0; ///< steps back in time in the file's order
    std::map<QString, std::int64_t> words;                     ///< with counts, while there are at most 200
    QStringList examples;

    double share(std::int64_t count) const { return filled ? double(count) / double(filled) : 0; }
    bool isUnique() const { return filled > 1 && distinct == filled; }
    bool repeats() const { return distinct < filled; }
    bool looksNumeric() const { return share(numbers) >= 0.9; }
    double timeShare() const;        ///< in whatever form; days of a spreadsheet do not count
    QString digitDateFormat() const; ///< the one of kDigitDates that nearly every value is; else empty
};

ColumnProfile profileColumn(const SampleRows &sample, std::size_t firstRow, std::size_t column,
                            const QStringList &missing);

} // namespace aisle
