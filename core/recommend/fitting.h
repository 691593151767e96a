#pragma once
#include "core/recommend/recommender.h"

namespace aisle {

/// The epochs of a recommender's fit(), see train() in core/numeric/trainer.h; what they end with is published.
/// @param shown  where `learner` publishes; FitHooks::validate judges it
std::optional<int> learnEpochs(Learner &learner, const Recommender &shown, int epochs, const FitOptions &options,
                               const FitHooks &hooks, JobContext &job);

} // namespace aisle
