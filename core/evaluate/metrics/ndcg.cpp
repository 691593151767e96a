#include "core/evaluate/metric.h"
#include "core/evaluate/rankdiscount.h"

#include <QtGlobal>

namespace aisle {
namespace {

/// Gains are binary (Jarvelin & Kekalainen 2002); the ideal list has min(k, relevant) hits at the top.
double ndcgAt(const JudgedList &list, int k)
{
    double sum = 0;
    for (const auto rank : list.hitRanksWithin(k))
        sum += rankDiscount(rank);
    if (sum == 0)
        return 0;
    double ideal = 0;
    for (std::size_t rank = 1; rank <= std::min<std::size_t>(static_cast<std::size_t>(k), list.relevant); ++rank)
        ideal += rankDiscount(rank);
    return sum / ideal;
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "NDCG",
    .group = MetricGroup::Accuracy,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP(
        "Metric", "sum over hits of 1 / log2(place + 1), divided by the same sum for min(k, relevant) hits at the top"),
    .trust = QT_TRANSLATE_NOOP("Metric", "The usual figure to choose by: higher places weigh more, 1 is a perfect "
                                         "list. Tools differ in names and details: compare within one protocol only."),
    .bySide = true,
    .makeListMetric = [](const EvaluationContext &) -> ListMetric { return ndcgAt; },
});

} // namespace
} // namespace aisle
