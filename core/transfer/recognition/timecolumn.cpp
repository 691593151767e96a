#include "core/transfer/recognition/timecolumn.h"

#include "core/common/text/sentence.h"
#include "core/transfer/recognition/roles/guessedroles.h"
#include "core/transfer/times/writtentime.h"

#include <QTimeZone>
#include <algorithm>

namespace aisle {

namespace {

QString shown(const ColumnProfile &profile)
{
    return profile.examples.mid(0, 3).join(QStringLiteral(", "));
}

struct TimeFinder
{
    Columns &columns;
    const RecognitionHints &hints;
    Recipe &recipe;
    QStringList remarks{};

    void remark(const QString &sentence) { remarks << sentence; }
    void findTime();
    void findDates(const ColumnProfile &profile);
    void takeDigitDates(const QString &pattern, const ColumnProfile &profile);
    void takeSmallNumbers(const ColumnGuess &column);
    void sayInvented(const ColumnGuess &column);
    void findFormat(ColumnGuess &column);
    void sayNoTime();
};

void TimeFinder::findDates(const ColumnProfile &profile)
{
    const auto evidence = profile.onlyDayFirst + profile.onlyMonthFirst;
    if (!isAuto(hints.dayFirst)) {
        recipe.dayFirst = hints.dayFirst == QLatin1String("yes");
        return;
    }
    const auto written = std::find_if(profile.examples.begin(), profile.examples.end(), [](const QString &example) {
        return freeTime(example.toStdString(), true) || freeTime(example.toStdString(), false);
    });
    const auto example = written == profile.examples.end() ? QStringLiteral("Dates") : *written;
    if (profile.onlyDayFirst != profile.onlyMonthFirst && evidence > 0) {
        recipe.dayFirst = profile.onlyDayFirst > profile.onlyMonthFirst;
        remark(sentence("%1: %2 first, from %3 [date|dates] that cannot be otherwise.",
                        {example, recipe.dayFirst ? QStringLiteral("day") : QStringLiteral("month"),
                         std::max(profile.onlyDayFirst, profile.onlyMonthFirst)}));
        return;
    }
    const bool ordered = profile.disorderDayFirst != profile.disorderMonthFirst;
    recipe.dayFirst = ordered ? profile.disorderDayFirst < profile.disorderMonthFirst : profile.halfDays == 0;
    if (profile.eitherWay > 0)
        remark(QStringLiteral(
                   "%1: no date of the sample tells whether the day or the month comes first; %2 first was taken%3.")
                   .arg(example, recipe.dayFirst ? QStringLiteral("day") : QStringLiteral("month"),
                        ordered ? QStringLiteral(", since the rows are then in order") : QString()));
}

void TimeFinder::takeDigitDates(const QString &pattern, const ColumnProfile &profile)
{
    constexpr int kLeapYear = 2000; // so that 29 February is a date
    recipe.timeFormat = pattern;
    if (pattern.contains(u'y'))
        return;
    recipe.timeFormat += QStringLiteral("@%1").arg(kLeapYear);
    remark(QStringLiteral("%1: a month and a day without a year; the year %2 was taken. The format %3@2014 names one.")
               .arg(shown(profile), QString::number(kLeapYear), pattern));
}

/// The analyst said that the column is the time.
void TimeFinder::takeSmallNumbers(const ColumnGuess &column)
{
    recipe.timeFormat = QStringLiteral("unix");
    remark(QStringLiteral("%1: numbers such as %2 are read as seconds since 1970. Their order is right, the dates mean "
                          "nothing.")
               .arg(column.name, shown(column.profile)));
}

void TimeFinder::sayNoTime()
{
    const auto column = std::find_if(columns.begin(), columns.end(), [](const auto &c) { return c.notTime; });
    if (column == columns.end() || column->role != Role::Ignore)
        return;
    column->why = QStringLiteral("its name says time, its numbers are no dates");
    remark(QStringLiteral("%1 is left out: numbers such as %2 are no dates. Where they are, name their format "
                          "(unix, unix-ms, excel, days or a pattern such as MMdd@2014).")
               .arg(column->name, shown(column->profile)));
}

void TimeFinder::sayInvented(const ColumnGuess &column)
{
    remark(
        QStringLiteral("%1 counts days: day 0 is taken for 2000-01-01. The dates are invented, their order and their "
                       "distances are right; the format days@2017-01-31 names the day they are counted from.")
            .arg(column.name));
}

void TimeFinder::findFormat(ColumnGuess &column)
{
    const auto &profile = column.profile;
    const auto most = double(std::max<std::int64_t>(1, profile.filled));
    const auto shareOf = [&](std::int64_t count) { return double(count) / most; };
    const auto written = profile.yearFirst + std::max(profile.dayFirst, profile.monthFirst);
    const auto fromZero = profile.unixSeconds + profile.unixMs + profile.unixFiner;
    const auto isAll = [&](std::int64_t count) { // another form beside it is read by "auto" alone
        return shareOf(count) >= 0.8 && count == written + fromZero + profile.compact;
    };
    if (!isAuto(hints.timeFormat))
        recipe.timeFormat = hints.timeFormat;
    else if (shareOf(profile.compact) >= 0.8)
        recipe.timeFormat = QStringLiteral("auto");
    else if (isDayCount(column))
        recipe.timeFormat = QStringLiteral("days");
    else if (const auto digits = profile.digitDateFormat(); !digits.isEmpty())
        takeDigitDates(digits, profile);
    else if (isAll(profile.unixSeconds))
        recipe.timeFormat = QStringLiteral("unix");
    else if (isAll(profile.unixMs))
        recipe.timeFormat = QStringLiteral("unix-ms");
    else if (isAll(profile.yearFirst))
        recipe.timeFormat = QStringLiteral("iso");
    else if (shareOf(profile.excel) >= 0.8 && written + fromZero + profile.compact == 0)
        recipe.timeFormat = QStringLiteral("excel");
    else if (profile.looksNumeric() && profile.timeShare() < 0.2 && profile.filled > 0) {
        column.notTime = !column.fixed;
        if (column.notTime)
            column.role = Role::Ignore;
        else
            takeSmallNumbers(column);
    } else
        recipe.timeFormat = QStringLiteral("auto");
}

void TimeFinder::findTime()
{
    auto *column = withRole(columns, Role::Time);
    if (!isAuto(hints.timeZone))
        recipe.timeZone = hints.timeZone;
    if (!column) {
        if (!isAuto(hints.timeFormat))
            recipe.timeFormat = hints.timeFormat;
        return sayNoTime();
    }
    const auto &profile = column->profile;
    if (std::max(profile.dayFirst, profile.monthFirst) > 0 || !isAuto(hints.dayFirst))
        findDates(profile);
    findFormat(*column);
    if (column->role != Role::Time)
        return sayNoTime();
    column->why += QStringLiteral("; read as %1").arg(recipe.timeFormat);
    if (recipe.timeFormat == QLatin1String("days"))
        return sayInvented(*column);
    const bool counts = recipe.timeFormat == QLatin1String("unix") || recipe.timeFormat == QLatin1String("unix-ms") ||
                        recipe.timeFormat.startsWith(QLatin1String("days@"));
    if (profile.eras > 0)
        remark(sentence(
            "%1: %2 of %3 sampled [time|times] [%2:names|name] the era of [%2:its|their] year, such as %4: "
            "it is read as %5.",
            {column->name, profile.eras, profile.filled, profile.eraExample, QString::number(profile.eraYear)}));
    const auto fromZero = profile.unixSeconds + profile.unixMs + profile.unixFiner;
    if (counts || profile.zoned * 2 > profile.filled || 2 * fromZero > profile.filled)
        return;
    if (recipe.timeZone.isEmpty())
        recipe.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    remark(QStringLiteral("Times are written without a zone and read as %1%2.")
               .arg(recipe.timeZone, isAuto(hints.timeZone) ? QStringLiteral(" (this computer's zone)") : QString()));
}

} // namespace

QStringList findTimes(Columns &columns, const RecognitionHints &hints, Recipe &recipe)
{
    TimeFinder finder{columns, hints, recipe};
    finder.findTime();
    return finder.remarks;
}

} // namespace aisle
