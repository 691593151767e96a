#include "core/evaluate/metric.h"
#include "core/evaluate/pointwise.h"

namespace aisle {
namespace {

[[maybe_unused]] const bool kRegistered =
    registerPointMetric({.name = "MAE", .task = kRatingsTask, .better = Better::Lower, .figure = mae});

} // namespace
} // namespace aisle
