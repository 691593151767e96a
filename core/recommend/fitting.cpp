#include "core/recommend/fitting.h"

namespace aisle {

std::optional<int> learnEpochs(Learner &learner, const Recommender &shown, int epochs, const FitOptions &options,
                               const FitHooks &hooks, JobContext &job)
{
    std::function<std::optional<double>()> judge;
    if (hooks.validate)
        judge = [&] { return hooks.validate(shown); };
    const auto best = train(learner, epochs, options, judge, hooks, job);
    learner.publish();
    return best;
}

} // namespace aisle
