#include "core/transfer/recognition/oddtimes.h"

#include "core/common/text/sentence.h"
#include "core/transfer/recognition/hints.h"
#include "core/transfer/recognition/roles/columnguess.h"
#include "core/transfer/times/calendar.h"
#include "core/transfer/times/timeparser.h"

#include <QDateTime>
#include <algorithm>

namespace aisle {

namespace {

constexpr std::int64_t kYearMs = 365 * kDayMs + kDayMs / 4;
constexpr std::int64_t kExcelShiftMs = 1462 * kDayMs; ///< between Excel's two calendars

int yearOf(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).date().year();
}

QString dayOf(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).date().toString(Qt::ISODate);
}

struct Zero
{
    int year, month, day;
    const char *of;
};
/// Where programs begin to count: what they write where there is no date.
constexpr Zero kZeros[] = {{1, 1, 1, ".NET"},       {1899, 12, 30, "Excel"},      {1899, 12, 31, "Excel"},
                           {1900, 1, 1, "Excel"},   {1904, 1, 1, "Excel (1904)"}, {1970, 1, 1, "Unix"},
                           {1601, 1, 1, "Windows"}, {1753, 1, 1, "SQL Server"},   {9999, 12, 31, "SQL"}};

/// Left to "auto" they would be recognised again.
QString asTheyStand(const QString &format)
{
    return isAuto(format) ? QStringLiteral("A pattern that is named as their format, such as dd/MM/yyyy, takes them as "
                                           "they stand.")
                          : QStringLiteral("The format %1 takes them as they stand.").arg(format);
}

} // namespace

QString percentOf(std::int64_t count, std::int64_t all)
{
    const auto share = 100.0 * double(count) / double(std::max<std::int64_t>(1, all));
    return count > 0 && share < 0.1 ? QStringLiteral("less than 0.1") : QString::number(share, 'g', share < 1 ? 1 : 3);
}

void OddTimes::take(std::int64_t utcMs, std::string_view text)
{
    ++m_all;
    m_times.push_back({utcMs, QString::fromUtf8(text.data(), qsizetype(std::min<std::size_t>(text.size(), 40)))});
}

std::int64_t OddTimes::countOf(std::int64_t first, std::int64_t last) const
{
    return std::count_if(m_times.begin(), m_times.end(),
                         [&](const auto &time) { return time.ms >= first && time.ms <= last; });
}

QString OddTimes::examplesOf(std::int64_t first, std::int64_t last) const
{
    QStringList examples;
    for (const auto &time : m_times)
        if (time.ms >= first && time.ms <= last && examples.size() < 3 && !examples.contains(time.text))
            examples << time.text;
    return examples.join(QStringLiteral(", "));
}

/// Years 543 ahead of ours which, brought back, lie between 1990 and today.
QString OddTimes::buddhist(QString &format)
{
    constexpr int kFirstYear = 1990;
    const int thisYear = QDate::currentDate().year();
    std::int64_t count = 0;
    int example = 0;
    for (const auto &time : m_times) {
        const int year = yearOf(time.ms);
        if (year < kFirstYear + kBuddhistYears || year > thisYear + 1 + kBuddhistYears)
            continue;
        ++count;
        example = year;
    }
    if (count == 0 || format.endsWith(kBuddhistFormat))
        return {};
    const auto written = QString::number(example), ours = QString::number(example - kBuddhistYears);
    if (!m_mayChoose || count * 100 < m_all)
        return sentence("%1: %2 of %3 sampled [time|times] (%4 %) [%2:has a year|have years] such as %5: years of the "
                        "Buddhist era (%6)? The format %7 reads them so.",
                        {m_column, count, m_all, percentOf(count, m_all), written, ours, format + kBuddhistFormat});
    for (auto &time : m_times)
        if (isBuddhistYear(yearOf(time.ms)))
            time.ms = QDateTime::fromMSecsSinceEpoch(time.ms, Qt::UTC).addYears(-kBuddhistYears).toMSecsSinceEpoch();
    const auto plain = format;
    format += kBuddhistFormat;
    return sentence("%1: %2 of %3 sampled [time|times] (%4 %) [%2:has a year|have years] such as %5: they are read as "
                    "years of the Buddhist era, %5 as %6. ",
                    {m_column, count, m_all, percentOf(count, m_all), written, ours}) +
           asTheyStand(plain);
}

/// Most years are those of another calendar.
QString OddTimes::otherCalendar(QString &format) const
{
    struct Calendar
    {
        int first, last;
        const char *name;
    };
    static constexpr Calendar kCalendars[] = {{80, 140, "Republic of China"},
                                              {1370, 1425, "Persian"},
                                              {1426, 1460, "Islamic"},
                                              {2055, 2085, "Nepali"},
                                              {5750, 5800, "Hebrew"}};
    constexpr int kFirstOfOurs = 1900;
    const int year = yearOf(m_times[m_times.size() / 2].ms);
    if (year >= kFirstOfOurs && yearOf(m_times.front().ms) <= QDate::currentDate().year() + 1)
        return {};
    if (m_mayChoose && isMinguoYear(year) && year + kMinguoYears <= QDate::currentDate().year() + 1) {
        const auto plain = format;
        format += kMinguoFormat;
        return QStringLiteral("%1: its years are such as %2: they are read as years of the Republic of China, %2 as "
                              "%3. ")
                   .arg(m_column, QString::number(year), QString::number(year + kMinguoYears)) +
               asTheyStand(plain);
    }
    for (const auto &calendar : kCalendars)
        if (year >= calendar.first && year <= calendar.last)
            return QStringLiteral("%1: its years are such as %2: years of another calendar (%3)? They are kept as they "
                                  "stand; the order of the times is right, their dates are not.")
                .arg(m_column)
                .arg(year)
                .arg(QString::fromLatin1(calendar.name));
    return {};
}

/// Takes the zeros out, so that they are not said twice.
QStringList OddTimes::zeros()
{
    QStringList remarks;
    const auto bulk = yearOf(m_times[m_times.size() / 2].ms);
    for (const auto &zero : kZeros) {
        if (std::abs(bulk - zero.year) < 3)
            continue;
        const auto day = daysFromCivil(zero.year, zero.month, zero.day) * kDayMs;
        const auto first = day - kDayMs / 2, last = day + kDayMs * 3 / 2; // in any zone
        const auto isIt = [&](const Time &time) { return time.ms >= first && time.ms < last; };
        const auto count = std::count_if(m_times.begin(), m_times.end(), isIt);
        if (count == 0 || 2 * count > m_all)
            continue;
        remarks << sentence(
            "%1: %2 of %3 sampled [time|times] (%4 %) [%2:is|are] %5, where %6 begins or ends to count: "
            "no date was entered? Named as missing, %5 rejects its row.",
            {m_column, count, m_all, percentOf(count, m_all), examplesOf(first, last - 1),
             QString::fromLatin1(zero.of)});
        std::erase_if(m_times, isIt);
    }
    return remarks;
}

/// The time behind the longest stretch without any.
std::size_t OddTimes::widestGap() const
{
    std::size_t widest = 1;
    for (std::size_t i = 2; i < m_times.size(); ++i)
        if (m_times[i].ms - m_times[i - 1].ms > m_times[widest].ms - m_times[widest - 1].ms)
            widest = i;
    return widest;
}

/// Two groups that 1,462 days bring together.
QString OddTimes::shifted() const
{
    const auto widest = widestGap();
    const auto gap = m_times[widest].ms - m_times[widest - 1].ms;
    constexpr std::int64_t kWidest = 30 * kDayMs;
    if (gap < 2 * kYearMs)
        return {};
    const auto moved = m_times[widest - 1].ms + kExcelShiftMs, next = m_times[widest].ms;
    const auto movedFirst = m_times.front().ms + kExcelShiftMs, last = m_times.back().ms;
    const bool meet = movedFirst >= next - kWidest && moved <= last + kWidest;
    if (!meet)
        return {};
    const auto count = std::int64_t(widest);
    return sentence(
        "%1: %2 of %3 sampled [time|times] (%4 %) [%2:lies|lie] 1,462 days before the others, such as %5: "
        "dates of Excel's 1904 calendar? The format excel-1904 reads such a column.",
        {m_column, count, m_all, percentOf(count, m_all), examplesOf(m_times.front().ms, m_times[widest - 1].ms)});
}

QString OddTimes::farAway() const
{
    const auto at = [&](double part) { return m_times[std::size_t(part * double(m_times.size() - 1))].ms; };
    auto low = at(0.05), high = at(0.95);
    const auto widest = widestGap();
    const auto before = m_times[widest - 1].ms, behind = m_times[widest].ms;
    const bool isUpper = 2 * widest < m_times.size(); // where most are
    const auto span = isUpper ? m_times.back().ms - behind : before - m_times.front().ms;
    const bool isToCome = !isUpper && behind > QDateTime::currentMSecsSinceEpoch(); // afterToday() says it
    if (!isToCome && behind - before > std::max(5 * kYearMs, 2 * span)) {
        low = isUpper ? behind : m_times.front().ms;
        high = isUpper ? m_times.back().ms : before;
    }
    const auto reach = std::max(5 * kYearMs, 2 * (high - low));
    const auto first = low - reach, last = high + reach;
    const auto count = countOf(INT64_MIN, first) + countOf(last, INT64_MAX);
    if (count == 0)
        return {};
    auto examples = QStringList{examplesOf(INT64_MIN, first), examplesOf(last, INT64_MAX)};
    examples.removeAll(QString());
    return sentence(
        "%1: %2 of %3 sampled [time|times] (%4 %) [%2:lies|lie] far from the others (%5 to %6), such as %7. "
        "Named as missing, [%2:it rejects its row|they reject their rows].",
        {m_column, count, m_all, percentOf(count, m_all), dayOf(low), dayOf(high),
         examples.join(QStringLiteral(", "))});
}

QString OddTimes::afterToday() const
{
    const auto limit = QDateTime::currentMSecsSinceEpoch() + 2 * kDayMs;
    const auto count = countOf(limit, INT64_MAX);
    if (count == 0)
        return {};
    return sentence("%1: %2 of %3 sampled [time|times] (%4 %) [%2:lies|lie] after today, the last is %5.",
                    {m_column, count, m_all, percentOf(count, m_all), dayOf(m_times.back().ms)});
}

QStringList OddTimes::findings(QString &format)
{
    constexpr std::size_t kFewest = 10;
    if (m_times.empty())
        return {};
    const auto sort = [&] {
        std::stable_sort(m_times.begin(), m_times.end(), [](const auto &a, const auto &b) { return a.ms < b.ms; });
    };
    sort();
    QStringList remarks{buddhist(format)};
    sort();
    if (m_times.size() < kFewest) { // too few to say what is usual
        remarks << otherCalendar(format);
        remarks.removeAll(QString());
        return remarks;
    }
    remarks << zeros();
    if (const auto calendar = m_times.empty() ? QString() : otherCalendar(format); !calendar.isEmpty()) {
        remarks << calendar;
    } else if (!m_times.empty()) {
        const auto moved = shifted(), far = moved.isEmpty() ? farAway() : QString();
        remarks << moved << far << (far.isEmpty() ? afterToday() : QString());
    }
    remarks.removeAll(QString());
    return remarks;
}

} // namespace aisle
