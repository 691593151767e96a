#include "core/evaluate/metric.h"

#include <QtGlobal>

namespace aisle {
namespace {

double precisionAt(const JudgedList &list, int k)
{
    return static_cast<double>(list.hits(k)) / k;
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "Precision",
    .group = MetricGroup::Accuracy,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP("Metric", "hits within the first k / k"),
    .trust = QT_TRANSLATE_NOOP(
        "Metric",
        "Share of the places that were used well. Its ceiling is low for shoppers who want fewer than k products."),
    .makeListMetric = [](const EvaluationContext &) -> ListMetric { return precisionAt; },
});

} // namespace
} // namespace aisle
