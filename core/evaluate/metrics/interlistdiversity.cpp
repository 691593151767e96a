#include "core/evaluate/metric.h"

#include <QtGlobal>
#include <limits>

namespace aisle {
namespace {

/// sum_i c_i (c_i - 1) / 2 is the overlap of all pairs of lists together, so no pair is ever looked at.
double interListDiversity(const Exposure &exposure)
{
    if (exposure.lists < 2)
        return std::numeric_limits<double>::quiet_NaN();
    double overlaps = 0;
    for (const auto count : exposure.counts)
        overlaps += static_cast<double>(count) * (static_cast<double>(count) - 1) / 2;
    const double pairs = static_cast<double>(exposure.lists) * (static_cast<double>(exposure.lists) - 1) / 2;
    return 1 - overlaps / pairs / exposure.k;
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "InterListDiversity",
    .group = MetricGroup::Diversity,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP("Metric", "mean over pairs of shoppers of 1 - products in both lists / k"),
    .trust = QT_TRANSLATE_NOOP("Metric", "How personal the lists are: 0 means everybody sees the same."),
    .makeExposureMetric = [](const EvaluationContext &) -> ExposureMetric { return interListDiversity; },
});

} // namespace
} // namespace aisle
