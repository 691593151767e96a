#include "core/recommend/fitting.h"

namespace aisle {

std::optional<int> train(Learner &learner, const Recommender &shown, int epochs, const FitOptions &options,
                         const FitHooks &hooks, JobContext &job)
{
    std::function<std::optional<double>()> judge;
    if (hooks.validate)
        judge = [&] { return hooks.validate(shown); };
    return train(learner, epochs, options, judge, hooks, job);
}

} // namespace aisle
