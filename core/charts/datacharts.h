#pragma once
#include "core/charts/chartdata.h"
#include "core/storage/queries/summary.h"

namespace aisle {

/// The four charts of a project from its summary, for the Data page and the report; texts in the installed language.
ChartData eventsPerDayChart(const ProjectSummary &summary);
ChartData longTailChart(const ProjectSummary &summary);
ChartData eventsPerShopperChart(const ProjectSummary &summary);
ChartData weekChart(const ProjectSummary &summary);

/// When bins of time begin, Unix ms.
std::vector<double> binTimes(std::size_t bins, std::int64_t firstBin, int hoursPerBin);
/// Events per bin of time, stacked by kind. @param firstBin  Unix ms; absent: nothing to draw, and the caller says why
ChartData eventsOverTimeChart(const std::vector<ProjectSummary::Kind> &kinds, std::optional<std::int64_t> firstBin,
                              int hoursPerBin);

} // namespace aisle
