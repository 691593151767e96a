#pragma once
#include <cstdint>

namespace aisle {

inline constexpr std::int64_t kDayMs = 86'400'000;

/// Days since 1970-01-01 of the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
constexpr std::int64_t daysFromCivil(int year, int month, int day)
{
    const int y = year - (month <= 2);
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int yearOfEra = y - era * 400;
    const int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return std::int64_t(era) * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

constexpr bool isLeapYear(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int daysInMonth(int year, int month)
{
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeapYear(year) ? 29 : kDays[month - 1];
}

inline constexpr int kBuddhistYears = 543; ///< that the Buddhist era is ahead: 2567 is 2024
constexpr bool isBuddhistYear(int year)
{
    return year >= 2443 && year < 2643;
}

inline constexpr int kMinguoYears = 1911; ///< that the calendar of the Republic of China is behind: 113 is 2024
constexpr bool isMinguoYear(int year)
{
    return year >= 60 && year < 200;
}

/// A time as written, before its zone is known. 24:00 is the end of its day (ISO 8601).
struct WrittenTime
{
    int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0;
    bool hasZone = false;
    int offsetMinutes = 0;
    bool hasEra = false; ///< the year was counted in an era that the text names (令和8年)

    constexpr bool isValid() const
    {
        return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= lastDay() && hour >= 0 &&
               minute >= 0 && minute <= 59 && second >= 0 && second <= 60 &&
               (hour <= 23 || (hour == 24 && minute == 0 && second == 0 && millisecond == 0));
    }
    /// 29 February is a day of every calendar that the year may be of, until it is known which one is meant.
    constexpr int lastDay() const
    {
        const bool isLeapDay = month == 2 && ((isBuddhistYear(year) && isLeapYear(year - kBuddhistYears)) ||
                                              (isMinguoYear(year) && isLeapYear(year + kMinguoYears)));
        return isLeapDay ? 29 : daysInMonth(year, month);
    }
    constexpr std::int64_t localMs() const
    {
        return daysFromCivil(year, month, day) * kDayMs + ((hour * 60 + minute) * 60 + second) * std::int64_t(1000) +
               millisecond;
    }
};

} // namespace aisle
