#pragma once
#include <QLocale>
#include <QString>
#include <QStringList>
#include <vector>

namespace aisle {

enum class AxisScale { Linear, Whole, Log, Time }; ///< Whole: linear, of what is counted, no line between two numbers

/// Where an axis has its lines and what they say.
struct AxisTicks
{
    std::vector<double> at; ///< in the data's own numbers, ascending
    QStringList labels;
};

/// Round numbers, powers of ten (with 2 and 5 where there is room) or calendar steps between two values.
/// @param wanted  about how many lines there is room for, at least 2
AxisTicks axisTicks(double from, double to, AxisScale scale, int wanted, const QLocale &locale);

/// Widens [least, greatest] to what looks well: zero included where it is near, a margin, never empty.
struct AxisRange
{
    double from = 0;
    double to = 1;
};
AxisRange niceRange(double least, double greatest, AxisScale scale, bool withZero);

/// What a log axis draws: log10 of a positive value; linear and time axes draw the value itself.
double axisPosition(double value, AxisScale scale);
double axisValue(double position, AxisScale scale);

/// A value of an axis in full: "12,345", "0.0417", "2011-03-04".
QString axisText(double value, AxisScale scale, const QLocale &locale);
/// A number without needless digits, grouped.
QString exactText(double value, const QLocale &locale);
/// Shortened where it is long: "1.5 M", in Chinese "150万".
QString shortText(double value, const QLocale &locale);

} // namespace aisle
