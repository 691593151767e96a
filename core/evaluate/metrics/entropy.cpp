#include "core/evaluate/metric.h"

#include <QtGlobal>
#include <cmath>
#include <limits>

namespace aisle {
namespace {

double entropy(const Exposure &exposure)
{
    if (exposure.shown == 0)
        return std::numeric_limits<double>::quiet_NaN();
    double bits = 0;
    for (const auto count : exposure.counts)
        if (count > 0) {
            const double share = static_cast<double>(count) / static_cast<double>(exposure.shown);
            bits -= share * std::log2(share);
        }
    return bits;
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "Entropy",
    .group = MetricGroup::Exposure,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP("Metric", "Shannon entropy of the shares of exposure, in bits"),
    .trust = QT_TRANSLATE_NOOP(
        "Metric", "Variety of what is shown; 2 to its power is the number of products that equal exposure would need."),
    .makeExposureMetric = [](const EvaluationContext &) -> ExposureMetric { return entropy; },
});

} // namespace
} // namespace aisle
