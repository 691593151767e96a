#pragma once
#include "core/evaluate/comparison.h"
#include "core/runs/runstore.h"

#include <string>

namespace aisle {

/// By what a run is judged first: what chose its best epoch, where that is a test figure. A protocol's runs are ranked
/// by that of the newest.
std::string leadingFigure(const RunRecord &run);

/// Whether a figure has no cut-off or that of the one that leads: what pages show of a run beside its interval.
bool isAtLeadingCutoff(const RunRecord &run, const std::string &figure);
/// Of one run's figure, over its shoppers.
Interval intervalOf(const std::string &figure, const UserMetric &values);

} // namespace aisle
