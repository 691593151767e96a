#pragma once
#include "core/common/ids.h"
#include "core/evaluate/metric.h"

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

/// Fewer shoppers never tell two runs apart: that all five differ in one direction has a chance of one in sixteen (sign
/// test), and what so few deviate by says nothing. Their intervals hold 0, of a figure all that it can be.
inline constexpr std::size_t kFewestToldApart = 6;

/// Values of one run. A shopper's value may be of several predictions (each-next, ratings).
struct UserValues
{
    std::span<const UserId> users;    ///< ascending, distinct
    std::span<const float> values;    ///< aligned
    std::span<const float> weights{}; ///< aligned: of how many predictions; empty: of one each
};

/// Values of two runs over the shoppers that both judged.
struct PairedValues
{
    std::vector<UserId> users; ///< ascending
    std::vector<float> a;
    std::vector<float> b;
    std::vector<float> weightsA, weightsB; ///< empty where all are 1
};
/// Shoppers that only one run judged, or whose value is not defined (NaN) in one, are left out.
PairedValues pairByUser(const UserValues &a, const UserValues &b);

/// A figure as the one statistic that its value, its interval and its differences are of: what the predictions of each
/// shopper add up to, and how many they are. The figure is the one sum by the other (of squares: its root), so that
/// shoppers can be drawn without tearing their predictions apart (cluster bootstrap of a ratio of sums).
struct ShopperSums
{
    std::vector<double> sums;   ///< [shoppers]
    std::vector<double> counts; ///< [shoppers]
    Scale scale;

    ShopperSums() = default;
    /// @param values  no NaN @param weights  empty: 1 each
    explicit ShopperSums(std::span<const float> values, std::span<const float> weights = {}, Scale figureScale = {});
    std::size_t size() const { return sums.size(); }
    double figure() const; ///< 0 without predictions
    double figureOf(double sum, double count) const;
    /// [shoppers] what each adds to the figure's error, about 0: the standard error is their deviation by the root of
    /// how many they are (linearised; exact where every shopper has one prediction).
    std::vector<double> influences() const;
};

/// B minus A, paired.
struct PairedComparison
{
    std::size_t shoppers = 0;
    double meanA = 0; ///< the figures over these shoppers
    double meanB = 0;
    double difference = 0; ///< meanB - meanA
    double p = 1;          ///< two-sided paired t-test (sign test where all differ by the same); 1 with one shopper
    double effect = 0;     ///< Cohen's d_z: difference / standard deviation of the differences; 0 when that is 0
};

/// @param a,b  aligned
PairedComparison pairedDifference(const ShopperSums &a, const ShopperSums &b);

/// Of one run's figure: a percentile bootstrap of 10,000 resamples of shoppers (fewer, but at least 1,000, from 20,000
/// shoppers on; beyond 200,000 shoppers the figure +- 1.96 standard errors, which then is the same to the digits
/// shown). Fewer than kFewestToldApart: anything that the figure can be. Repeats exactly.
Interval figureInterval(const ShopperSums &run, std::uint64_t seed = 1);
Interval figureInterval(const UserValues &run, Scale scale, std::uint64_t seed = 1); ///< NaN is left out

/// Holm's (1979) step-down correction. @return adjusted p-values in the order given
std::vector<double> holm(std::span<const double> p);

/// Differences between every two of several runs over the same shoppers, in one band of simultaneous 95 % intervals:
/// paired bootstrap over shoppers of the greatest standardised difference (max-t; Westfall & Young 1993, section 2.2),
/// widened for few shoppers as in Hesterberg (2015). Over all pairs and not those with the best alone, because which
/// run is the best is itself found in the data. Repeats exactly.
class PairedBand
{
public:
    /// @param runs  aligned
    explicit PairedBand(std::span<const ShopperSums> runs, std::uint64_t seed = 1);

    std::size_t size() const { return m_means.size(); }
    double mean(std::size_t run) const { return m_means[run]; }
    double difference(std::size_t a, std::size_t b) const { return m_means[b] - m_means[a]; } ///< B minus A
    Interval interval(std::size_t a, std::size_t b) const;                                    ///< of the difference
    bool areToldApart(std::size_t a, std::size_t b) const; ///< their interval does not contain 0

private:
    std::vector<double> m_means;
    std::vector<double> m_errors; ///< [runs x runs] standard errors of the differences
    double m_widths = 0;          ///< of an interval's half, in standard errors
    double m_most = 0;            ///< no difference is beyond
    std::size_t m_shoppers = 0;
};

/// Places from 1. The best run and all that cannot be told apart from it share the first; so on with the best of the
/// rest. The next place counts the runs before it: 1, 2, 2, 4.
std::vector<int> sharedPlaces(const PairedBand &band, Better better = Better::Higher);

/// Two-sided p-value of Student's t.
double studentTwoSided(double t, double degreesOfFreedom);

} // namespace aisle
