#pragma once
#include "core/transfer/times/calendar.h"

#include <QString>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// A way to write times that somebody named, letter by letter: yyyy-MM-dd HH:mm:ss, EEE MMM dd HH:mm:ss Z yyyy,
/// dd.MM.yy h:mm AP, or %Y-%m-%dT%H:%M:%S%z. Numbers may lack leading zeros where the pattern has a single letter;
/// other characters, and what stands between ' marks, stand for themselves.
///
/// y M d h H m s numbers (Y D k K too) · MMM a month's name · ddd, E a weekday's (not looked at) · AP, a half of the
/// day · z, S fraction of a second · t, Z, X, x a zone (+0100, +01:00, UTC, PST)
class TimePattern
{
public:
    /// @param format  a year that the dates lack stands behind it: MMdd@2014
    explicit TimePattern(const QString &format);

    std::optional<WrittenTime> read(std::string_view text) const;
    /// Whether it reads a year or names one: others read no date.
    bool hasYear() const;

private:
    enum class Reads { Literal, Year, Month, MonthName, Day, Weekday, Hour, Minute, Second, Fraction, HalfDay, Zone };
    struct Element
    {
        Reads reads;
        int most = 0;     ///< digits
        std::string text; ///< of literals
    };
    void compile(const std::string &pattern);
    void addLetters(char letter, std::size_t count);
    void addLiteral(std::string_view text);
    bool readElement(const Element &element, std::string_view &text, WrittenTime &time, int &half) const;

    std::vector<Element> m_elements;
    std::string m_digits; ///< the pattern, where it is of digits alone that stand together (yyMMdd)
    int m_year = 0;
};

/// Takes Z, UTC, PST, +0100, GMT+8 off the front; a text without one is left as it is.
/// @return false for a sign without an offset
bool takeZone(std::string_view &text, WrittenTime &time);

} // namespace aisle
