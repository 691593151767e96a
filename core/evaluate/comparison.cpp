#include "core/evaluate/comparison.h"
#include "core/common/parallel.h"
#include "core/common/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {

namespace {

constexpr std::size_t kResamples = 10000;
constexpr std::size_t kLeastResamples = 1000;
constexpr std::size_t kDrawBudget = 200'000'000;
constexpr std::size_t kMostShoppersResampled = 200'000;
constexpr double kAlpha = .05;

struct Moments
{
    double mean = 0;
    double deviation = 0; ///< standard deviation of the sample (n - 1)
};

Moments momentsOf(const std::vector<double> &values)
{
    Moments moments;
    if (values.empty())
        return moments;
    const auto n = static_cast<double>(values.size());
    moments.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values)
        squares += (value - moments.mean) * (value - moments.mean);
    if (values.size() > 1)
        moments.deviation = std::sqrt(squares / (n - 1));
    return moments;
}

double quantile(const std::vector<double> &sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Interval bootstrap(const std::vector<double> &values, std::uint64_t seed)
{
    const auto n = static_cast<std::uint32_t>(values.size());
    std::vector<double> means(std::clamp(kDrawBudget / values.size(), kLeastResamples, kResamples));
    parallelFor(means.size(), 16, [&](std::size_t begin, std::size_t end, int) {
        for (auto r = begin; r < end; ++r) {
            Random random(deriveSeed(seed, r));
            double sum = 0;
            for (std::uint32_t draw = 0; draw < n; ++draw)
                sum += values[random.below(n)];
            means[r] = sum / n;
        }
    });
    std::sort(means.begin(), means.end());
    return {quantile(means, .025), quantile(means, .975)};
}

Interval intervalOf(const std::vector<double> &values, const Moments &moments, std::uint64_t seed)
{
    if (values.size() < 2 || moments.deviation == 0)
        return {moments.mean, moments.mean};
    if (values.size() <= kMostShoppersResampled)
        return bootstrap(values, seed);
    const double margin = 1.959964 * moments.deviation / std::sqrt(static_cast<double>(values.size()));
    return {moments.mean - margin, moments.mean + margin};
}

std::vector<double> differences(std::span<const float> a, std::span<const float> b)
{
    Q_ASSERT(a.size() == b.size());
    std::vector<double> result(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        result[i] = static_cast<double>(b[i]) - static_cast<double>(a[i]);
    return result;
}

double meanOf(std::span<const float> values)
{
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double pairedP(const Moments &moments, std::size_t n)
{
    if (n < 2)
        return 1;
    if (moments.deviation == 0)
        return moments.mean == 0 ? 1 : 0;
    return studentTwoSided(moments.mean / (moments.deviation / std::sqrt(static_cast<double>(n))),
                           static_cast<double>(n - 1));
}

/// Lentz's continued fraction of the incomplete beta function (Numerical Recipes, section 6.4).
double betaFraction(double a, double b, double x)
{
    constexpr double kTiny = 1e-300;
    const auto guarded = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
    double c = 1;
    double d = 1 / guarded(1 - (a + b) * x / (a + 1));
    double fraction = d;
    for (int m = 1; m <= 500; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / guarded(1 + even * d);
        c = guarded(1 + even / c);
        fraction *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / guarded(1 + odd * d);
        c = guarded(1 + odd / c);
        const double step = d * c;
        fraction *= step;
        if (std::abs(step - 1) < 1e-15)
            break;
    }
    return fraction;
}

double regularisedBeta(double a, double b, double x)
{
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, 1 - x) / b;
}

} // namespace

double studentTwoSided(double t, double degreesOfFreedom)
{
    return regularisedBeta(degreesOfFreedom / 2, .5, degreesOfFreedom / (degreesOfFreedom + t * t));
}

PairedValues pairByUser(const UserValues &a, const UserValues &b)
{
    PairedValues paired;
    for (std::size_t i = 0, j = 0; i < a.users.size() && j < b.users.size();) {
        if (a.users[i] < b.users[j]) {
            ++i;
        } else if (b.users[j] < a.users[i]) {
            ++j;
        } else {
            if (!std::isnan(a.values[i]) && !std::isnan(b.values[j])) {
                paired.users.push_back(a.users[i]);
                paired.a.push_back(a.values[i]);
                paired.b.push_back(b.values[j]);
            }
            ++i;
            ++j;
        }
    }
    return paired;
}

PairedComparison comparePaired(std::span<const float> a, std::span<const float> b, std::uint64_t seed)
{
    const auto each = differences(a, b);
    const auto moments = momentsOf(each);
    PairedComparison result;
    result.shoppers = each.size();
    result.meanA = meanOf(a);
    result.meanB = meanOf(b);
    result.difference = moments.mean;
    result.interval = intervalOf(each, moments, seed);
    result.p = pairedP(moments, each.size());
    result.effect = moments.deviation > 0 ? moments.mean / moments.deviation : 0;
    return result;
}

Interval meanInterval(std::span<const float> values, std::uint64_t seed)
{
    std::vector<double> defined;
    for (const float value : values)
        if (!std::isnan(value))
            defined.push_back(value);
    return intervalOf(defined, momentsOf(defined), seed);
}

std::vector<double> holm(std::span<const double> p)
{
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size());
    double highest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        highest = std::max(highest, std::min(1.0, static_cast<double>(p.size() - i) * p[order[i]]));
        adjusted[order[i]] = highest;
    }
    return adjusted;
}

std::vector<int> sharedRanks(std::span<const std::vector<float>> runs, Better better)
{
    struct Pair
    {
        std::size_t worse, better;
    };
    std::vector<Pair> pairs;
    std::vector<double> p;
    for (std::size_t a = 0; a < runs.size(); ++a)
        for (std::size_t b = a + 1; b < runs.size(); ++b) {
            const auto moments = momentsOf(differences(runs[a], runs[b]));
            const bool secondIsBetter = (moments.mean > 0) == (better != Better::Lower);
            pairs.push_back(secondIsBetter ? Pair{a, b} : Pair{b, a});
            p.push_back(pairedP(moments, runs[a].size()));
        }
    const auto adjusted = holm(p);
    std::vector<int> ranks(runs.size(), 1);
    for (std::size_t i = 0; i < pairs.size(); ++i)
        if (adjusted[i] < kAlpha)
            ++ranks[pairs[i].worse];
    return ranks;
}

} // namespace aisle
