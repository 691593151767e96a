#include "core/evaluate/metric.h"

#include <QtGlobal>
#include <cmath>
#include <limits>

namespace aisle {
namespace {

/// Mean inverse user frequency in bits (MIUF). A product that nobody had in train counts as had by one shopper.
ExposureMetric make(const EvaluationContext &context)
{
    if (!context.train)
        return {};
    const auto &train = *context.train;
    std::size_t shoppers = 0;
    for (std::uint32_t user = 0; user < train.userCount(); ++user)
        shoppers += !train.history(UserIndex(user)).empty();
    if (shoppers == 0)
        return {};
    return [&users = train.itemUsers(), shoppers](const Exposure &exposure) {
        double sum = 0;
        for (std::size_t item = 0; item < exposure.counts.size(); ++item) {
            if (exposure.counts[item] == 0)
                continue;
            const auto had = item < users.size() ? std::max(1U, users[item]) : 1U;
            sum -= static_cast<double>(exposure.counts[item]) * std::log2(had / static_cast<double>(shoppers));
        }
        return exposure.shown > 0 ? sum / static_cast<double>(exposure.shown)
                                  : std::numeric_limits<double>::quiet_NaN();
    };
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "Novelty",
    .group = MetricGroup::Exposure,
    .better = Better::Neither,
    .formula = QT_TRANSLATE_NOOP(
        "Metric",
        "mean of -log2(shoppers who had the product in train / shoppers with training events) over shown products"),
    .trust = QT_TRANSLATE_NOOP(
        "Metric",
        "How surprising the shown products are (MIUF). Products that nobody had count as had by one shopper."),
    .needs = {"train"},
    .makeExposureMetric = make,
});

} // namespace
} // namespace aisle
