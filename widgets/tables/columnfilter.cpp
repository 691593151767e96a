#include "widgets/tables/columnfilter.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <cmath>

namespace aisle {

namespace {

constexpr qint64 kDayMs = 86'400'000;

/// A number, or a moment in Unix ms; `isEnd` takes the end of a day or month that is named without a time.
std::optional<double> parseBound(const QString &text, ColumnKind kind, bool isEnd)
{
    const auto trimmed = text.trimmed();
    if (kind != ColumnKind::Time) {
        bool isNumber = false;
        double value = QLocale().toDouble(trimmed, &isNumber);
        if (!isNumber)
            value = QLocale::c().toDouble(trimmed, &isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    }
    static const std::pair<const char *, int> kForms[]{
        {"yyyy-MM-dd HH:mm:ss", 0}, {"yyyy-MM-dd HH:mm", 1}, {"yyyy-MM-dd", 2}, {"yyyy-MM", 3}, {"yyyy", 4}};
    for (const auto &[form, step] : kForms) {
        auto moment = QDateTime::fromString(trimmed, QString::fromLatin1(form));
        if (!moment.isValid())
            continue;
        moment.setTimeSpec(Qt::UTC);
        if (isEnd)
            moment = (step == 0   ? moment.addSecs(1)
                      : step == 1 ? moment.addSecs(60)
                      : step == 2 ? moment.addDays(1)
                      : step == 3 ? moment.addMonths(1)
                                  : moment.addYears(1))
                         .addMSecs(-1);
        return static_cast<double>(moment.toMSecsSinceEpoch());
    }
    return {};
}

QString momentText(double value)
{
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(value), Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

/// As parseBound() reads it; a time at the edge of a day is the day.
QString boundText(double value, ColumnKind kind, bool isEnd)
{
    if (kind != ColumnKind::Time)
        return QLocale::c().toString(value, 'g', 12);
    const auto edge = static_cast<qint64>(value) + isEnd;
    return edge % kDayMs == 0 ? momentText(value).left(10) : momentText(value);
}

std::optional<ColumnFilter> parseRange(ColumnFilter filter, ColumnKind kind, const QString &text)
{
    const auto dots = text.indexOf(QStringLiteral(".."));
    if (dots >= 0) {
        filter.least = parseBound(text.left(dots), kind, false);
        filter.most = parseBound(text.mid(dots + 2), kind, true);
    } else if (text.startsWith(QStringLiteral(">="))) {
        filter.least = parseBound(text.mid(2), kind, false);
    } else if (text.startsWith(QStringLiteral("<="))) {
        filter.most = parseBound(text.mid(2), kind, true);
    } else if (text.startsWith(u'>')) {
        if (const auto bound = parseBound(text.mid(1), kind, true))
            filter.least = std::nextafter(*bound, INFINITY);
    } else if (text.startsWith(u'<')) {
        if (const auto bound = parseBound(text.mid(1), kind, false))
            filter.most = std::nextafter(*bound, -INFINITY);
    } else {
        const auto plain = text.startsWith(u'=') ? text.mid(1) : text;
        filter.least = parseBound(plain, kind, false);
        filter.most = parseBound(plain, kind, true);
    }
    return filter.least || filter.most ? std::optional(filter) : std::nullopt;
}

/// What parseRange() reads as numbers.
QStringList boundsOf(const QString &text)
{
    if (const auto dots = text.indexOf(QStringLiteral("..")); dots >= 0)
        return {text.left(dots), text.mid(dots + 2)};
    qsizetype sign = 0;
    while (sign < text.size() && QStringLiteral("<>=").contains(text[sign]))
        ++sign;
    return {text.mid(sign)};
}

} // namespace

std::optional<ColumnFilter> parseColumnFilter(int column, ColumnKind kind, const QString &text)
{
    auto rest = text.trimmed();
    ColumnFilter filter{.column = column};
    if (rest.startsWith(u'!') || (rest.startsWith(u'-') && !isNumeric(kind))) {
        filter.exclude = true;
        rest = rest.mid(1);
    }
    if (isNumeric(kind))
        return rest.isEmpty() ? std::nullopt : parseRange(filter, kind, rest);
    if (rest.startsWith(u'=')) {
        filter.equals = true;
        rest = rest.mid(1);
    }
    filter.contains = rest;
    return rest.isEmpty() && !filter.equals ? std::nullopt : std::optional(filter);
}

QString unreadableBound(ColumnKind kind, const QString &text)
{
    auto rest = text.trimmed();
    if (rest.startsWith(u'!'))
        rest = rest.mid(1);
    if (isNumeric(kind)) {
        for (const auto &bound : boundsOf(rest)) {
            if (const auto part = bound.trimmed(); !part.isEmpty() && !parseBound(part, kind, false))
                return part;
        }
    }
    return {};
}

QString columnFilterText(const ColumnFilter &filter, ColumnKind kind)
{
    const auto sign = filter.exclude ? QStringLiteral("!") : QString();
    if (!isNumeric(kind))
        return sign + (filter.equals ? QStringLiteral("=") : QString()) + filter.contains;
    const auto bound = [kind](const std::optional<double> &value, bool isEnd) {
        return value ? boundText(*value, kind, isEnd) : QString();
    };
    if (kind == ColumnKind::Time && filter.least && filter.most && *filter.most - *filter.least < 1000)
        return sign + momentText(*filter.least);
    const auto least = bound(filter.least, false), most = bound(filter.most, true);
    return sign + (least == most ? least : least + QStringLiteral("..") + most);
}

} // namespace aisle
