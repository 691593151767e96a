#include "core/evaluate/metric.h"

#include <QtGlobal>
#include <limits>

namespace aisle {
namespace {

ExposureMetric make(const EvaluationContext &context)
{
    if (!context.train)
        return {};
    const auto &events = context.train->itemEvents();
    return [&events](const Exposure &exposure) {
        double sum = 0;
        for (std::size_t item = 0; item < std::min(events.size(), exposure.counts.size()); ++item)
            sum += static_cast<double>(exposure.counts[item]) * events[item];
        return exposure.shown > 0 ? sum / static_cast<double>(exposure.shown)
                                  : std::numeric_limits<double>::quiet_NaN();
    };
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "AveragePopularity",
    .group = MetricGroup::Exposure,
    .better = Better::Neither,
    .formula = QT_TRANSLATE_NOOP("Metric", "mean number of training events of the shown products"),
    .trust =
        QT_TRANSLATE_NOOP("Metric", "How much the lists lean on bestsellers. Neither high nor low is good by itself."),
    .needs = {"train"},
    .makeExposureMetric = make,
});

} // namespace
} // namespace aisle
