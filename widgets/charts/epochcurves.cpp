#include "widgets/charts/epochcurves.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>

namespace aisle {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

int lastEpoch(const std::vector<EpochCurve> &curves)
{
    int last = 0;
    for (const auto &curve : curves) {
        for (const auto &epoch : curve.epochs)
            last = std::max(last, epoch.epoch);
    }
    return last;
}

/// @param figure  what is drawn of an epoch; NaN where it has none
template <class Figure>
ChartData curveChart(const std::vector<EpochCurve> &curves, Figure figure)
{
    ChartData data;
    data.kind = ChartKind::Line;
    data.xScale = AxisScale::Whole;
    data.xLabel = QCoreApplication::translate("EpochCurves", "Epoch");
    for (int epoch = 1; epoch <= lastEpoch(curves); ++epoch)
        data.x.push_back(epoch);
    for (const auto &curve : curves) {
        ChartSeries series{curve.name, std::vector<double>(data.x.size(), kNaN), {}, {}, curve.colour};
        for (const auto &epoch : curve.epochs) {
            if (epoch.epoch > 0)
                series.values[static_cast<std::size_t>(epoch.epoch) - 1] = figure(epoch);
        }
        if (std::any_of(series.values.begin(), series.values.end(), [](double value) { return std::isfinite(value); }))
            data.series.push_back(std::move(series));
    }
    if (data.series.empty())
        data.x.clear();
    return data;
}

} // namespace

ChartData lossChart(const std::vector<EpochCurve> &curves)
{
    return curveChart(curves, [](const EpochReport &epoch) { return epoch.loss; });
}

ChartData validationChart(const std::vector<EpochCurve> &curves)
{
    auto data = curveChart(curves, [](const EpochReport &epoch) { return epoch.validation.value_or(kNaN); });
    data.decimals = 4;
    return data;
}

} // namespace aisle
