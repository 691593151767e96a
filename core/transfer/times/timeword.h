#pragma once

namespace aisle {

enum class HalfDay { None, Morning, Afternoon, Noon, Night };

/// What a word says in a date or a time; the words are in lower case.
struct TimeWord
{
    enum class Says {
        Nothing, ///< de, um, at, 的
        Month,   ///< value 1 to 12
        Weekday,
        Half,       ///< value: HalfDay
        HalfBehind, ///< the same right behind a clock (8:00 SA); elsewhere a weekday or nothing
        HalfBefore, ///< the same right before a clock (de. 8:00); elsewhere nothing
        YearMark,   ///< 年: the number before it is the year
        MonthMark,
        DayMark,
        HourMark,
        MinuteMark,
        SecondMark,
        Zone,      ///< value: minutes east of Greenwich
        Era,       ///< value: what is to be added to the year (令和, 民國, พ.ศ.)
        YearOne,   ///< 元年: the first year of an era
        MonthNext, ///< tháng: the number behind it is the month
        YearNext,
        ClockNext ///< kl., klo, pukul: a time of day follows, also one with a dot (14.05)
    };
    Says says = Says::Nothing;
    int value = 0;
};

} // namespace aisle
