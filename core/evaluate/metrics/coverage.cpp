#include "core/evaluate/metric.h"

#include <QtGlobal>

namespace aisle {
namespace {

ExposureMetric make(const EvaluationContext &context)
{
    const auto catalogue = context.catalogueSize();
    if (catalogue == 0)
        return {};
    return [catalogue](const Exposure &exposure) {
        const auto counts = exposure.counts.first(std::min<std::size_t>(catalogue, exposure.counts.size()));
        const auto shown = counts.size() - static_cast<std::size_t>(std::count(counts.begin(), counts.end(), 0U));
        return static_cast<double>(shown) / catalogue;
    };
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "Coverage",
    .group = MetricGroup::Exposure,
    .better = Better::Higher,
    .formula = QT_TRANSLATE_NOOP("Metric", "distinct products shown / products of the catalogue"),
    .trust =
        QT_TRANSLATE_NOOP("Metric", "How much of the shop is ever shown. It grows with the number of shoppers judged."),
    .needs = {"catalogue"},
    .makeExposureMetric = make,
});

} // namespace
} // namespace aisle
