#include "core/charts/chartaxis.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr double kDayMs = 86400e3;

double niceStep(double span, int wanted)
{
    const double raw = span / std::max(1, wanted);
    const double magnitude = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (raw <= factor * magnitude * 1.15)
            return factor * magnitude;
    }
    return 10 * magnitude;
}

AxisTicks linearTicks(double from, double to, double leastStep, int wanted, const QLocale &locale)
{
    AxisTicks ticks;
    const double step = std::max(leastStep, niceStep(to - from, wanted));
    const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 8);
    const double greatest = std::max(std::abs(from), std::abs(to));
    const auto first = std::ceil(from / step - 1e-9);
    for (double i = first; i * step <= to + step * 1e-9; ++i) {
        const double value = std::abs(i) < .5 ? 0 : i * step;
        ticks.at.push_back(value);
        ticks.labels.append(greatest >= 1e5 ? shortText(value, locale) : locale.toString(value, 'f', decimals));
    }
    return ticks;
}

AxisTicks logTicks(double from, double to, int wanted, const QLocale &locale)
{
    AxisTicks ticks;
    const double decades = std::log10(to) - std::log10(from);
    const int every = std::max(1, static_cast<int>(std::ceil(decades / std::max(1, wanted))));
    const bool between = decades * 3 <= wanted;
    for (int power = static_cast<int>(std::floor(std::log10(from) + 1e-9)); power <= std::ceil(std::log10(to));
         ++power) {
        if (!between && power % every != 0)
            continue;
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double value = factor * std::pow(10.0, power);
            if ((factor > 1 && !between) || value < from * (1 - 1e-9) || value > to * (1 + 1e-9))
                continue;
            ticks.at.push_back(value);
            ticks.labels.append(shortText(value, locale));
        }
    }
    return ticks;
}

AxisTicks monthTicks(double from, double to, int wanted, const QLocale &locale)
{
    AxisTicks ticks;
    const double months = (to - from) / (30.44 * kDayMs);
    int step = 120;
    for (const int one : {1, 2, 3, 6, 12, 24, 60}) {
        if (months / one <= wanted) {
            step = one;
            break;
        }
    }
    const auto start = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(from), Qt::UTC).date();
    QDate date(start.year() - start.year() % std::max(1, step / 12), 1, 1);
    for (; date <= QDate(9999, 1, 1); date = date.addMonths(step)) {
        const auto at = static_cast<double>(QDateTime(date, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch());
        if (at > to)
            break;
        if (at < from)
            continue;
        ticks.at.push_back(at);
        ticks.labels.append(step >= 12 ? locale.toString(date, QStringLiteral("yyyy"))
                                       : date.toString(QStringLiteral("yyyy-MM")));
    }
    return ticks;
}

AxisTicks timeTicks(double from, double to, int wanted, const QLocale &locale)
{
    constexpr double kHour = 3600e3;
    const double span = to - from;
    if (span > wanted * 14 * kDayMs)
        return monthTicks(from, to, wanted, locale);
    double step = 14 * kDayMs;
    for (const double one : {60e3, 5 * 60e3, 15 * 60e3, kHour, 3 * kHour, 6 * kHour, 12 * kHour, kDayMs, 2 * kDayMs,
                             7 * kDayMs, 14 * kDayMs}) {
        if (span / one <= wanted) {
            step = one;
            break;
        }
    }
    AxisTicks ticks;
    for (double at = std::ceil(from / step) * step; at <= to; at += step) {
        const auto time = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(at), Qt::UTC);
        ticks.at.push_back(at);
        ticks.labels.append(step >= kDayMs               ? time.toString(QStringLiteral("MM-dd"))
                            : time.time() == QTime(0, 0) ? time.toString(QStringLiteral("MM-dd"))
                                                         : time.toString(QStringLiteral("HH:mm")));
    }
    return ticks;
}

} // namespace

AxisTicks axisTicks(double from, double to, AxisScale scale, int wanted, const QLocale &locale)
{
    wanted = std::max(2, wanted);
    if (!(to > from) || !std::isfinite(from) || !std::isfinite(to))
        return {};
    switch (scale) {
    case AxisScale::Log:
        return from > 0 ? logTicks(from, to, wanted, locale) : AxisTicks{};
    case AxisScale::Time:
        return timeTicks(from, to, wanted, locale);
    case AxisScale::Whole:
        return linearTicks(from, to, 1, wanted, locale);
    case AxisScale::Linear:
        break;
    }
    return linearTicks(from, to, 0, wanted, locale);
}

AxisRange niceRange(double least, double greatest, AxisScale scale, bool withZero)
{
    if (!std::isfinite(least) || !std::isfinite(greatest) || least > greatest)
        return {};
    if (scale == AxisScale::Time)
        return least == greatest ? AxisRange{least - kDayMs, greatest + kDayMs} : AxisRange{least, greatest};
    if (scale == AxisScale::Log) {
        least = std::max(least, 1e-12);
        greatest = std::max(greatest, least);
        return least == greatest ? AxisRange{least / 2, greatest * 2} : AxisRange{least * .9, greatest * 1.15};
    }
    if (withZero) {
        least = std::min(least, 0.0);
        greatest = std::max(greatest, 0.0);
    }
    if (least == greatest) {
        const double margin = least == 0 ? 1 : std::abs(least) * .1;
        return {least - (withZero && least >= 0 ? 0 : margin), greatest + margin};
    }
    const double margin = (greatest - least) * .06;
    return {withZero && least == 0 ? 0 : least - margin, withZero && greatest == 0 ? 0 : greatest + margin};
}

double axisPosition(double value, AxisScale scale)
{
    return scale == AxisScale::Log ? std::log10(std::max(value, 1e-12)) : value;
}

double axisValue(double position, AxisScale scale)
{
    return scale == AxisScale::Log ? std::pow(10.0, position) : position;
}

QString axisText(double value, AxisScale scale, const QLocale &locale)
{
    if (scale != AxisScale::Time)
        return exactText(value, locale);
    const auto time = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(value), Qt::UTC);
    const bool isDay = time.time().msecsSinceStartOfDay() == 0;
    return time.toString(isDay ? QStringLiteral("yyyy-MM-dd") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString exactText(double value, const QLocale &locale)
{
    if (std::abs(value) >= 1e15 || (value != 0 && std::abs(value) < 1e-5))
        return locale.toString(value, 'g', 4);
    if (value == std::round(value))
        return locale.toString(static_cast<qlonglong>(value));
    const int decimals = std::clamp(3 - static_cast<int>(std::floor(std::log10(std::abs(value)))), 1, 8);
    auto text = locale.toString(value, 'f', decimals);
    while (text.endsWith(u'0'))
        text.chop(1);
    return text.endsWith(locale.decimalPoint()) ? text.chopped(1) : text;
}

QString shortText(double value, const QLocale &locale)
{
    const double size = std::abs(value);
    const bool chinese = locale.language() == QLocale::Chinese;
    if (chinese && size >= 1e8)
        return exactText(value / 1e8, locale) + QStringLiteral("亿");
    if (chinese && size >= 1e5)
        return exactText(value / 1e4, locale) + QStringLiteral("万");
    if (!chinese && size >= 1e9)
        return exactText(value / 1e9, locale) + QStringLiteral(" bn");
    if (!chinese && size >= 1e6)
        return exactText(value / 1e6, locale) + QStringLiteral(" M");
    if (!chinese && size >= 1e5)
        return exactText(value / 1e3, locale) + QStringLiteral(" k");
    return exactText(value, locale);
}

} // namespace aisle
