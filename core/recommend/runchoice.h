#pragma once
#include "core/recommend/memberrun.h"

#include <string>
#include <utility>
#include <vector>

namespace aisle {

/// More would leave no score a number.
inline constexpr double kHeaviestRun = 1e30;

/// Which kept runs a recommender is built upon.
struct ChosenRun
{
    std::int64_t run = 0;
    std::shared_ptr<const MemberRun> member;
    double weight = 1;
};

/// @param text  "3,5:2": run 3 with weight 1, run 5 with weight 2; empty: of MemberRuns::best the best run of each
///              recommender, at most `byDefault`, none that is itself built upon runs; then it names them afterwards
/// @throws Error ensemble.runs, ensemble.no-runs, run.*
std::vector<ChosenRun> chooseRuns(std::string &text, const MemberRuns &runs, std::size_t byDefault, JobContext &job);

/// "run 3 (EASE) with weight 1, run 5 (BPR) with weight 0.5": the heaviest first.
QString weighedRunsText(std::vector<ChosenRun> runs);

/// Numbers and weights of such a text, 1 where none is given. @throws Error ensemble.runs
std::vector<std::pair<std::int64_t, double>> parseRuns(const std::string &text);

} // namespace aisle
