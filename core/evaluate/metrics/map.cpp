#include "core/evaluate/metric.h"

#include <QtGlobal>

namespace aisle {
namespace {

double mapAt(const JudgedList &list, int k)
{
    double sum = 0;
    std::size_t hits = 0;
    for (const auto rank : list.hitRanksWithin(k))
        sum += static_cast<double>(++hits) / rank;
    return sum / static_cast<double>(std::min<std::size_t>(static_cast<std::size_t>(k), list.relevant));
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "MAP",
    .group = MetricGroup::Accuracy,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP("Metric", "sum over hits of (hits so far / place), divided by min(k, relevant)"),
    .trust = QT_TRANSLATE_NOOP("Metric", "Order and completeness in one figure; early places weigh much. Tools that "
                                         "divide by the relevant products or by the hits give other figures."),
    .makeListMetric = [](const EvaluationContext &) -> ListMetric { return mapAt; },
});

} // namespace
} // namespace aisle
