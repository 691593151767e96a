#include "core/evaluate/metric.h"
#include "core/evaluate/pointwise.h"

namespace aisle {
namespace {

[[maybe_unused]] const bool kRegistered =
    registerPointMetric({.name = "RMSE", .task = kRatingsTask, .better = Better::Lower, .figure = rmse});

} // namespace
} // namespace aisle
