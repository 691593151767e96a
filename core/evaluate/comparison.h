#pragma once
#include "core/common/ids.h"
#include "core/evaluate/metric.h"
#include "core/storage/runtable.h"

#include <cstdint>
#include <span>
#include <vector>

namespace aisle {

/// A 95 % interval.
struct Interval
{
    double low = 0;
    double high = 0;
};

/// Values of two runs over the shoppers that both judged.
struct PairedValues
{
    std::vector<UserId> users; ///< ascending
    std::vector<float> a;
    std::vector<float> b;
};
/// Shoppers that only one run judged, or whose value is not defined (NaN) in one, are left out.
PairedValues pairByUser(const UserMetric &a, const UserMetric &b);

/// B minus A, paired.
struct PairedComparison
{
    std::size_t shoppers = 0;
    double meanA = 0;
    double meanB = 0;
    double difference = 0; ///< mean of b - a
    Interval interval;     ///< of the difference
    double p = 1;          ///< two-sided paired t-test; 1 with fewer than two shoppers
    double effect = 0;     ///< Cohen's d_z: difference / standard deviation of the differences; 0 when that is 0
};

/// The interval is a percentile bootstrap of 10,000 resamples (fewer, but at least 1,000, from 20,000 shoppers on;
/// beyond 200,000 shoppers mean +- 1.96 standard errors, which then is the same to the digits shown). Repeats exactly.
/// @param a,b  [shoppers] aligned, no NaN
PairedComparison comparePaired(std::span<const float> a, std::span<const float> b, std::uint64_t seed = 1);
/// Of one run's mean, the same way.
Interval meanInterval(std::span<const float> values, std::uint64_t seed = 1);

/// Holm's (1979) step-down correction. @return adjusted p-values in the order given
std::vector<double> holm(std::span<const double> p);

/// Ranks from 1 for runs over the same shoppers: 1 + the number of runs that are better beyond doubt (paired t-test,
/// Holm over all pairs, .05), so that runs which cannot be told apart from the best one share its rank.
/// @param runs  [runs][shoppers]
std::vector<int> sharedRanks(std::span<const std::vector<float>> runs, Better better = Better::Higher);

/// Two-sided p-value of Student's t.
double studentTwoSided(double t, double degreesOfFreedom);

} // namespace aisle
