#include "core/evaluate/metric.h"

#include <QtGlobal>

namespace aisle {
namespace {

/// Harmonic mean of the shopper's own precision and recall: 2 hits / (k + relevant).
double f1At(const JudgedList &list, int k)
{
    return 2.0 * static_cast<double>(list.hits(k)) / (static_cast<double>(k) + static_cast<double>(list.relevant));
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "F1",
    .group = MetricGroup::Accuracy,
    .better = Better::Higher,
    .formula =
        QT_TRANSLATE_NOOP("Metric", "2 P R / (P + R) of the shopper's own precision and recall; 0 without a hit"),
    .trust = QT_TRANSLATE_NOOP("Metric",
                               "One figure where precision and recall pull apart. It hides which of the two moved."),
    .makeListMetric = [](const EvaluationContext &) -> ListMetric { return f1At; },
});

} // namespace
} // namespace aisle
