#include "core/evaluate/metric.h"
#include "core/evaluate/pointwise.h"

#include <QtGlobal>

namespace aisle {
namespace {

[[maybe_unused]] const bool kRegistered = registerPointMetric(
    {.name = "MAE",
     .task = kRatingsTask,
     .better = Better::Lower,
     .trust = QT_TRANSLATE_NOOP("Metric",
                                "The mean difference between predicted and given values, either way. Lower is better."),
     .figure = mae});

} // namespace
} // namespace aisle
