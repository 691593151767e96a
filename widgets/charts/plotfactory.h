#pragma once
#include "widgets/charts/chartplot.h"

namespace aisle {

ChartPlot *makeChartPlot(ChartKind kind, QWidget *parent); ///< owned by its parent

} // namespace aisle
