#include "core/evaluate/metric.h"

#include <QtGlobal>

namespace aisle {
namespace {

double recallAt(const JudgedList &list, int k)
{
    return static_cast<double>(list.hits(k)) / static_cast<double>(list.relevant);
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "Recall",
    .group = MetricGroup::Accuracy,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP("Metric", "hits within the first k / relevant products"),
    .trust = QT_TRANSLATE_NOOP("Metric", "Share of what was relevant that the list shows. Some tools divide by min(k, "
                                         "relevant): their figures are higher."),
    .bySide = true,
    .makeListMetric = [](const EvaluationContext &) -> ListMetric { return recallAt; },
});

} // namespace
} // namespace aisle
