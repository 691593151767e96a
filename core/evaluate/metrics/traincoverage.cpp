#include "core/evaluate/metric.h"

#include <QtGlobal>

namespace aisle {
namespace {

ExposureMetric make(const EvaluationContext &context)
{
    if (!context.train)
        return {};
    const auto &events = context.train->itemEvents();
    const auto learnt = events.size() - static_cast<std::size_t>(std::count(events.begin(), events.end(), 0U));
    if (learnt == 0)
        return {};
    return [&events, learnt](const Exposure &exposure) {
        std::size_t shown = 0;
        for (std::size_t item = 0; item < std::min(events.size(), exposure.counts.size()); ++item)
            shown += exposure.counts[item] > 0 && events[item] > 0;
        return static_cast<double>(shown) / static_cast<double>(learnt);
    };
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "TrainCoverage",
    .group = MetricGroup::Exposure,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP("Metric", "distinct products shown that were learnt from / products learnt from"),
    .trust = QT_TRANSLATE_NOOP("Metric", "Coverage without the products that no recommender could have learnt."),
    .needs = {"train"},
    .makeExposureMetric = make,
});

} // namespace
} // namespace aisle
