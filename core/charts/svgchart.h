#pragma once
#include "core/charts/chartdata.h"

#include <array>

namespace aisle {

/// Colours of a chart as "#rrggbb"; the window fills it from its theme, reports take light() or dark().
struct ChartPalette
{
    QString background;
    QString text;
    QString secondary;
    QString grid;
    QString accent;
    QString neutral;
    std::array<QString, 4> runs;       ///< A, B, C, D
    std::array<QString, 10> kinds;     ///< by Meaning
    std::vector<QString> ramp;         ///< magnitude from least to greatest, perceptually even
    std::array<QString, 3> difference; ///< below, middle, above

    static ChartPalette light();
    static ChartPalette dark();
    QString of(SeriesColour colour) const;
    /// Between the ramp's colours. @param fraction 0..1
    QString rampAt(double fraction) const;
};

/// One chart as a self-contained SVG picture with its title, in pixels.
/// @param family  CSS font family list
QByteArray svgChart(const ChartData &data, const ChartPalette &palette, int width, int height, const QLocale &locale,
                    const QString &family = QStringLiteral("'Noto Sans','Noto Sans CJK SC','Segoe UI',sans-serif"));

} // namespace aisle
