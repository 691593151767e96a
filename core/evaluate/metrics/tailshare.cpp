#include "core/evaluate/metric.h"

#include <QtGlobal>
#include <limits>
#include <numeric>

namespace aisle {
namespace {

/// Marks the fewest most popular products that make up 80 % of the training events (ties by TrainingSet::tieRank).
std::vector<bool> popularHead(const TrainingSet &train)
{
    const auto &events = train.itemEvents();
    const auto &tieRank = train.tieRank();
    std::vector<std::uint32_t> order(events.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return events[a] != events[b] ? events[a] > events[b] : tieRank[a] < tieRank[b]; });
    const std::uint64_t total = train.visitCount();
    std::vector<bool> head(events.size());
    std::uint64_t covered = 0;
    for (const auto item : order) {
        if (covered * 10 >= total * 8)
            break;
        head[item] = true;
        covered += events[item];
    }
    return head;
}

ExposureMetric make(const EvaluationContext &context)
{
    if (!context.train || context.train->visitCount() == 0)
        return {};
    return [head = popularHead(*context.train)](const Exposure &exposure) {
        std::uint64_t popular = 0;
        for (std::size_t item = 0; item < std::min(head.size(), exposure.counts.size()); ++item)
            popular += head[item] ? exposure.counts[item] : 0;
        return exposure.shown > 0 ? 1 - static_cast<double>(popular) / static_cast<double>(exposure.shown)
                                  : std::numeric_limits<double>::quiet_NaN();
    };
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "TailShare",
    .group = MetricGroup::Exposure,
    .better = Better::Neither,
    .formula = QT_TRANSLATE_NOOP(
        "Metric", "share of shown products outside the most popular ones that make up 80 % of training events"),
    .trust = QT_TRANSLATE_NOOP("Metric", "How much the lists reach past the bestsellers. A random list has a high "
                                         "share: read it beside an accuracy figure."),
    .needs = {"train"},
    .makeExposureMetric = make,
});

} // namespace
} // namespace aisle
