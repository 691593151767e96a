#pragma once
#include "core/runs/runstore.h"

#include <QJsonObject>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// B minus A over the shoppers both runs judged.
struct MetricDifference
{
    std::string metric;
    double a = 0, b = 0; ///< means over the common shoppers
    double difference = 0;
    double low = 0, high = 0; ///< 95 % interval, paired bootstrap
    double p = 1;             ///< paired t-test, Holm-corrected over the metrics shown
    double effect = 0;        ///< Cohen's d of the differences
    std::size_t shoppers = 0;
};

struct RunComparison
{
    RunRecord a, b;
    bool sameProtocol = false;     ///< by Protocol::key()
    QJsonObject differingProtocol; ///< of Protocol::comparable(): field -> [value in A, value in B]
    QJsonObject differing;         ///< parameter or protocol field -> [value in A, value in B]
    std::vector<MetricDifference> metrics;
    std::vector<float> perShopper; ///< differences of the leading metric, aligned with shoppers
    std::vector<UserId> shoppers;
};

/// Whose lists changed most is told by changedMost() of core/lists.
/// @throws Error run.unknown, compare.nothing-common
RunComparison compareRuns(const Project &project, RunId a, RunId b, JobContext &job);

} // namespace aisle
