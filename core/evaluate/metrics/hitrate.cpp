#include "core/evaluate/metric.h"

#include <QtGlobal>

namespace aisle {
namespace {

double hitRateAt(const JudgedList &list, int k)
{
    return list.hits(k) > 0 ? 1 : 0;
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "HitRate",
    .group = MetricGroup::Accuracy,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP("Metric", "1 if anything relevant is within the first k, else 0"),
    .trust = QT_TRANSLATE_NOOP("Metric", "Share of shoppers who find something. It grows with the number of relevant "
                                         "products: compare within one split only."),
    .bySide = true,
    .makeListMetric = [](const EvaluationContext &) -> ListMetric { return hitRateAt; },
});

} // namespace
} // namespace aisle
