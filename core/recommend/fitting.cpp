#include "core/recommend/fitting.h"

namespace aisle {

std::optional<int> train(Learner &learner, const Recommender &shown, int epochs, const FitOptions &options,
                         JobContext &job)
{
    std::function<std::optional<double>()> judge;
    if (options.validate)
        judge = [&] { return options.validate(shown); };
    return train(learner, epochs, options, judge, job);
}

} // namespace aisle
