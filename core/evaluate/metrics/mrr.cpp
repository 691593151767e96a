#include "core/evaluate/metric.h"

#include <QtGlobal>

namespace aisle {
namespace {

double mrrAt(const JudgedList &list, int k)
{
    const auto hits = list.hitRanksWithin(k);
    return hits.empty() ? 0 : 1.0 / hits.front();
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "MRR",
    .group = MetricGroup::Accuracy,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP("Metric", "1 / place of the first hit within the first k, else 0"),
    .trust = QT_TRANSLATE_NOOP("Metric", "How far down the first useful product stands. It sees the first hit only."),
    .makeListMetric = [](const EvaluationContext &) -> ListMetric { return mrrAt; },
});

} // namespace
} // namespace aisle
