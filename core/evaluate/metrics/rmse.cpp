#include "core/evaluate/metric.h"
#include "core/evaluate/pointwise.h"

#include <QtGlobal>

namespace aisle {
namespace {

[[maybe_unused]] const bool kRegistered = registerPointMetric(
    {.name = "RMSE",
     .task = kRatingsTask,
     .better = Better::Lower,
     .trust = QT_TRANSLATE_NOOP(
         "Metric", "The root of the mean squared difference between predicted and given values. Lower is better."),
     .figure = rmse,
     .pooling = Pooling::RootMeanSquare});

} // namespace
} // namespace aisle
