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
    double a = 0, b = 0; ///< the figures over the common shoppers
    double difference = 0;
    double low = 0, high = 0; ///< 95 % interval, by PairedBand of the two
    double p = 1;             ///< paired t-test
    double effect = 0;        ///< Cohen's d of the differences
    std::size_t shoppers = 0;
};

struct RunComparison
{
    RunRecord a, b;
    bool sameProtocol = false;     ///< by Protocol::key()
    QJsonObject differingProtocol; ///< of Protocol::comparable(): field -> [value in A, value in B]
    QJsonObject differing;         ///< parameter, "protocol." and field or filter -> [value in A, value in B]
    std::vector<MetricDifference> metrics;
    std::vector<float> perShopper; ///< differences of the leading metric, aligned with shoppers
    std::vector<UserId> shoppers;
};

/// Which figures are compared: those that both runs have at the cut-off that leads A (at every one where they share
/// none there), or at every cut-off.
enum class ComparedCutoffs { Leading, All };

/// Whose lists changed most is told by changedMost() of core/lists.
/// @throws Error run.unknown, compare.nothing-common
RunComparison compareRuns(const Project &project, RunId a, RunId b, JobContext &job,
                          ComparedCutoffs cutoffs = ComparedCutoffs::Leading);

} // namespace aisle
