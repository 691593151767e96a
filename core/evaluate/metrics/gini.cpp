#include "core/evaluate/metric.h"

#include <QtGlobal>
#include <limits>

namespace aisle {
namespace {

/// G = sum_i (2 i - n - 1) x_i / (n sum x) over counts x sorted ascending, i from 1.
double gini(std::vector<std::uint64_t> counts)
{
    std::sort(counts.begin(), counts.end());
    const auto n = static_cast<double>(counts.size());
    double weighted = 0, sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        weighted += (2 * static_cast<double>(i + 1) - n - 1) * static_cast<double>(counts[i]);
        sum += static_cast<double>(counts[i]);
    }
    return sum > 0 ? weighted / (n * sum) : std::numeric_limits<double>::quiet_NaN();
}

ExposureMetric make(const EvaluationContext &context)
{
    const auto catalogue = context.catalogueSize();
    if (catalogue == 0)
        return {};
    return [catalogue](const Exposure &exposure) {
        const auto known = exposure.counts.first(std::min<std::size_t>(catalogue, exposure.counts.size()));
        std::vector<std::uint64_t> counts(known.begin(), known.end());
        counts.resize(catalogue);
        return gini(std::move(counts));
    };
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "Gini",
    .group = MetricGroup::Exposure,
    .better = Better::Lower,
    .formula = QT_TRANSLATE_NOOP(
        "Metric",
        "Gini coefficient of how often each product of the catalogue is shown: 0 equal, 1 one product takes all"),
    .trust = QT_TRANSLATE_NOOP("Metric", "Whether a few products take all the places. Products never shown count, so a "
                                         "large catalogue pushes it towards 1."),
    .needs = {"catalogue"},
    .makeExposureMetric = make,
});

} // namespace
} // namespace aisle
