#pragma once
#include "core/charts/chartdata.h"
#include "core/jobs/jobcontext.h"

#include <QString>
#include <vector>

namespace aisle {

/// One training's epochs as a line.
struct EpochCurve
{
    QString name;
    SeriesColour colour;
    std::vector<EpochReport> epochs;
};

/// All curves over one axis of epochs; a curve without such figures has no line. Without title.
ChartData lossChart(const std::vector<EpochCurve> &curves);
ChartData validationChart(const std::vector<EpochCurve> &curves);

} // namespace aisle
