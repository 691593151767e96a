#include "widgets/charts/plotfactory.h"
#include "widgets/charts/axisplot.h"
#include "widgets/charts/dotwhiskerplot.h"
#include "widgets/charts/heatmapplot.h"

namespace aisle {

ChartPlot *makeChartPlot(ChartKind kind, QWidget *parent)
{
    switch (kind) {
    case ChartKind::HeatMap:
        return new HeatMapPlot(parent);
    case ChartKind::DotWhisker:
        return new DotWhiskerPlot(parent);
    default:
        return new AxisPlot(parent);
    }
}

} // namespace aisle
