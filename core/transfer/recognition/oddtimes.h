#pragma once
#include <QString>
#include <QStringList>
#include <cstdint>
#include <string_view>
#include <vector>

namespace aisle {

QString percentOf(std::int64_t count, std::int64_t all); ///< "25", as remarks have it: 30 of 120 (25 %)

/// Times of a sample that cannot be what happened: years of other calendars, the zero of a calendar instead of a date,
/// times far from the bulk of the log or after today, and those that Excel's other calendar shifts by 1,462 days.
class OddTimes
{
public:
    /// @param mayChoose  the format was not told: years that can only be Buddhist are read as such
    OddTimes(const QString &column, bool mayChoose) : m_column(column), m_mayChoose(mayChoose) {}

    void take(std::int64_t utcMs, std::string_view text); ///< a time and how it is written
    /// @param format  of the recipe; the Buddhist era is added to it. @return a sentence each
    QStringList findings(QString &format);

private:
    struct Time
    {
        std::int64_t ms;
        QString text;
    };
    QString buddhist(QString &format);
    QString otherCalendar(QString &format) const;
    QStringList zeros();
    std::size_t widestGap() const;
    QString shifted() const;
    QString farAway() const;
    QString afterToday() const;
    QString examplesOf(std::int64_t first, std::int64_t last) const; ///< of the times within
    std::int64_t countOf(std::int64_t first, std::int64_t last) const;

    QString m_column;
    bool m_mayChoose;
    std::int64_t m_all = 0;
    std::vector<Time> m_times; ///< sorted by findings()
};

} // namespace aisle
