#pragma once
#include "core/storage/summary.h"
#include "core/workflow/chartdata.h"

namespace aisle {

/// The four charts of a project from its summary, for the Data page and the report; texts in the installed language.
ChartData eventsPerDayChart(const ProjectSummary &summary);
ChartData longTailChart(const ProjectSummary &summary);
ChartData eventsPerShopperChart(const ProjectSummary &summary);
ChartData weekChart(const ProjectSummary &summary);

} // namespace aisle
