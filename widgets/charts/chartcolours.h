#pragma once
#include "core/charts/svgchart.h"
#include "widgets/common/theme.h"

namespace aisle {

/// The theme's colours as charts name them; the SVG files that a chart saves have the same.
ChartPalette chartPalette(const ThemeTokens &tokens);

/// Colour and pattern of a series under the theme in force (returns are hatched).
QBrush seriesBrush(SeriesColour colour);
QColor seriesColour(SeriesColour colour);

} // namespace aisle
