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
constexpr double kNormalQuantile = 1.959964;     ///< of 95 %, two-sided
constexpr std::size_t kBandBudget = 200'000'000; ///< additions
constexpr std::size_t kLeastBandResamples = 2000;
constexpr std::size_t kMostBandRows = 5'000; ///< more shoppers are taken in batches

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

struct Value
{
    double sum = 0, count = 0;
};

/// The figure over as many shoppers, drawn with replacement.
double drawnFigure(const ShopperSums &run, Random random)
{
    const auto shoppers = static_cast<std::uint32_t>(run.size());
    Value all;
    for (std::uint32_t draw = 0; draw < shoppers; ++draw) {
        const auto i = random.below(shoppers);
        all.sum += run.sums[i];
        all.count += run.counts[i];
    }
    return run.figureOf(all.sum, all.count);
}

Interval bootstrap(const ShopperSums &run, std::uint64_t seed)
{
    std::vector<double> drawn(std::clamp(kDrawBudget / run.size(), kLeastResamples, kResamples));
    parallelForEach(drawn.size(), 16, [&](std::size_t r) { drawn[r] = drawnFigure(run, Random(deriveSeed(seed, r))); });
    std::sort(drawn.begin(), drawn.end());
    return {quantile(drawn, .025), quantile(drawn, .975)};
}

double sumOf(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<double> minus(const std::vector<double> &b, const std::vector<double> &a)
{
    Q_ASSERT(a.size() == b.size());
    std::vector<double> result(a.size());
    std::transform(b.begin(), b.end(), a.begin(), result.begin(), std::minus<>());
    return result;
}

/// Of differences between influences: what only rounding leaves is none.
double deviationOf(const std::vector<double> &differences, double scale)
{
    const auto deviation = momentsOf(differences).deviation;
    return deviation < 1e-9 * scale ? 0 : deviation;
}

double differenceDeviation(const ShopperSums &a, const ShopperSums &b)
{
    return deviationOf(minus(b.influences(), a.influences()), std::abs(a.figure()) + std::abs(b.figure()));
}

double pairedP(double difference, double deviation, std::size_t n)
{
    if (n < 2 || (deviation == 0 && difference == 0))
        return 1;
    const auto freedom = static_cast<double>(n - 1);
    return deviation == 0 ? std::pow(.5, freedom)
                          : studentTwoSided(difference / (deviation / std::sqrt(static_cast<double>(n))), freedom);
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

/// Of one over the beta function.
double logInverseBeta(double a, double b)
{
    return std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b);
}

double regularisedBeta(double a, double b, double x)
{
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    const double front = std::exp(logInverseBeta(a, b) + a * std::log(x) + b * std::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, 1 - x) / b;
}

/// What a bootstrap draws from: [rows x runs] of sums and counts. A row is a shopper, or a batch of shoppers from all
/// over the order where there are many.
class Rows
{
public:
    explicit Rows(std::span<const ShopperSums> runs) : m_runs(runs)
    {
        const auto shoppers = runs.empty() ? 0 : runs[0].size();
        m_count = std::min(shoppers, kMostBandRows);
        m_values.resize(m_count * runs.size());
        for (std::size_t i = 0; i < shoppers; ++i)
            for (std::size_t run = 0; run < runs.size(); ++run) {
                auto &value = m_values[i % m_count * runs.size() + run];
                value.sum += runs[run].sums[i];
                value.count += runs[run].counts[i];
            }
    }
    std::size_t count() const { return m_count; }
    std::size_t runs() const { return m_runs.size(); }
    /// Over as many rows, drawn with replacement; over each row once without `random`. @param all  scratch
    void figures(Random *random, std::vector<Value> &all, std::vector<double> &figures) const
    {
        all.assign(runs(), {});
        for (std::size_t i = 0; i < m_count; ++i) {
            const auto *row = &m_values[(random ? random->below(static_cast<std::uint32_t>(m_count)) : i) * runs()];
            for (std::size_t run = 0; run < runs(); ++run) {
                all[run].sum += row[run].sum;
                all[run].count += row[run].count;
            }
        }
        figures.resize(runs());
        for (std::size_t run = 0; run < runs(); ++run)
            figures[run] = m_runs[run].figureOf(all[run].sum, all[run].count);
    }

private:
    std::span<const ShopperSums> m_runs;
    std::size_t m_count = 0;
    std::vector<Value> m_values;
};

/// [runs x runs] standard errors of the differences.
std::vector<double> differenceErrors(std::span<const ShopperSums> runs, const std::vector<double> &figures)
{
    const auto count = runs.size();
    std::vector<std::vector<double>> influences;
    for (const auto &run : runs)
        influences.push_back(run.influences());
    std::vector<double> errors(count * count);
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = a + 1; b < count; ++b) {
            const auto root = std::sqrt(static_cast<double>(runs[a].size()));
            const auto scale = root * (std::abs(figures[a]) + std::abs(figures[b]));
            errors[a * count + b] = errors[b * count + a] =
                deviationOf(minus(influences[b], influences[a]), scale) / root;
        }
    return errors;
}

/// The greatest difference of a resample from what was seen, in standard errors.
double greatestDeviation(const std::vector<double> &seen, const std::vector<double> &drawn,
                         const std::vector<double> &errors)
{
    double most = 0;
    for (std::size_t a = 0; a < seen.size(); ++a)
        for (std::size_t b = a + 1; b < seen.size(); ++b)
            if (const double error = errors[a * seen.size() + b]; error > 0)
                most = std::max(most, std::abs((drawn[b] - drawn[a]) - (seen[b] - seen[a])) / error);
    return most;
}

/// The value that Student's t exceeds in absolute terms with this probability.
double studentQuantile(double twoSided, double degreesOfFreedom)
{
    double low = 0, high = 1000;
    while (high - low > 1e-9) {
        const double middle = (low + high) / 2;
        (studentTwoSided(middle, degreesOfFreedom) > twoSided ? low : high) = middle;
    }
    return low;
}

/// What an interval of two runs is wide at least.
double twoRunsQuantile(std::size_t shoppers)
{
    return shoppers < 2 ? 0 : studentQuantile(.05, static_cast<double>(shoppers - 1));
}

/// A bootstrap's deviations are those of the sample, which are smaller than the shoppers' it was drawn from.
double fewShoppersFactor(std::size_t shoppers)
{
    const auto n = static_cast<double>(shoppers);
    return shoppers < 2 ? 1 : std::sqrt(n / (n - 1)) * twoRunsQuantile(shoppers) / kNormalQuantile;
}

/// No further than what is possible.
Interval around(double middle, double half, double least, double most)
{
    return {std::max(middle - half, least), std::min(middle + half, most)};
}

/// What 95 in 100 resamples stay below.
double widestDeviation(const Rows &rows, const std::vector<double> &errors, std::uint64_t seed)
{
    if (rows.runs() < 2 || rows.count() < 2)
        return 0;
    std::vector<double> seen;
    std::vector<Value> scratch;
    rows.figures(nullptr, scratch, seen);
    std::vector<double> greatest(
        std::clamp(kBandBudget / (rows.count() * rows.runs()), kLeastBandResamples, kResamples));
    parallelFor(greatest.size(), 16, [&](std::size_t begin, std::size_t end, int) {
        std::vector<double> drawn;
        std::vector<Value> all;
        for (auto r = begin; r < end; ++r) {
            Random random(deriveSeed(seed, r));
            rows.figures(&random, all, drawn);
            greatest[r] = greatestDeviation(seen, drawn, errors);
        }
    });
    std::sort(greatest.begin(), greatest.end());
    return quantile(greatest, .95);
}

} // namespace

double studentTwoSided(double t, double degreesOfFreedom)
{
    return regularisedBeta(degreesOfFreedom / 2, .5, degreesOfFreedom / (degreesOfFreedom + t * t));
}

ShopperSums::ShopperSums(std::span<const float> values, std::span<const float> weights, Scale figureScale)
    : scale(figureScale)
{
    Q_ASSERT(weights.empty() || weights.size() == values.size());
    sums.reserve(values.size());
    counts.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = static_cast<double>(values[i]);
        const double count = weights.empty() ? 1 : static_cast<double>(weights[i]);
        sums.push_back(count * (scale.pooling == Pooling::Mean ? value : value * value));
        counts.push_back(count);
    }
}

double ShopperSums::figureOf(double sum, double count) const
{
    const double mean = count > 0 ? sum / count : 0;
    return scale.pooling == Pooling::Mean ? mean : std::sqrt(mean);
}

double ShopperSums::figure() const
{
    return figureOf(sumOf(sums), sumOf(counts));
}

std::vector<double> ShopperSums::influences() const
{
    const auto all = sumOf(counts);
    if (all <= 0)
        return std::vector<double>(size());
    const double mean = sumOf(sums) / all, each = all / static_cast<double>(size());
    double slope = 1 / each;
    if (scale.pooling == Pooling::RootMeanSquare)
        slope = mean > 0 ? slope / (2 * std::sqrt(mean)) : 0;
    std::vector<double> result(size());
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = slope * (sums[i] - mean * counts[i]);
    return result;
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
                if (!a.weights.empty())
                    paired.weightsA.push_back(a.weights[i]);
                if (!b.weights.empty())
                    paired.weightsB.push_back(b.weights[j]);
            }
            ++i;
            ++j;
        }
    }
    return paired;
}

PairedComparison pairedDifference(const ShopperSums &a, const ShopperSums &b)
{
    Q_ASSERT(a.size() == b.size());
    PairedComparison result;
    result.shoppers = a.size();
    result.meanA = a.figure();
    result.meanB = b.figure();
    result.difference = result.meanB - result.meanA;
    const auto deviation = differenceDeviation(a, b);
    result.p = pairedP(result.difference, deviation, a.size());
    result.effect = deviation > 0 ? result.difference / deviation : 0;
    return result;
}

Interval figureInterval(const ShopperSums &run, std::uint64_t seed)
{
    const auto value = run.figure();
    const auto deviation = deviationOf(run.influences(), std::abs(value));
    const auto error = deviation / std::sqrt(static_cast<double>(std::max<std::size_t>(run.size(), 1)));
    if (run.size() < kFewestToldApart)
        return std::isfinite(run.scale.most) ? Interval{0, run.scale.most}
                                             : around(value, twoRunsQuantile(run.size()) * error, 0, run.scale.most);
    if (deviation == 0)
        return {value, value};
    if (run.size() <= kMostShoppersResampled)
        return bootstrap(run, seed);
    return around(value, kNormalQuantile * error, 0, run.scale.most);
}

Interval figureInterval(const UserValues &run, Scale scale, std::uint64_t seed)
{
    std::vector<float> values, weights;
    for (std::size_t i = 0; i < run.values.size(); ++i) {
        if (std::isnan(run.values[i]))
            continue;
        values.push_back(run.values[i]);
        if (!run.weights.empty())
            weights.push_back(run.weights[i]);
    }
    return figureInterval(ShopperSums(values, weights, scale), seed);
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

PairedBand::PairedBand(std::span<const ShopperSums> runs, std::uint64_t seed)
{
    const Rows rows(runs);
    for (const auto &run : runs)
        m_means.push_back(run.figure());
    m_errors = differenceErrors(runs, m_means);
    m_shoppers = runs.empty() ? 0 : runs[0].size();
    m_most = runs.empty() ? 0 : runs[0].scale.most;
    m_widths =
        std::max(widestDeviation(rows, m_errors, seed) * fewShoppersFactor(m_shoppers), twoRunsQuantile(m_shoppers));
}

Interval PairedBand::interval(std::size_t a, std::size_t b) const
{
    const double seen = difference(a, b);
    const double half = m_widths * m_errors[a * size() + b];
    return around(seen, m_shoppers < kFewestToldApart ? std::max(half, std::abs(seen)) : half, -m_most, m_most);
}

bool PairedBand::areToldApart(std::size_t a, std::size_t b) const
{
    const auto between = interval(a, b);
    return between.low > 0 || between.high < 0;
}

std::vector<int> sharedPlaces(const PairedBand &band, Better better)
{
    std::vector<std::size_t> rest(band.size());
    std::iota(rest.begin(), rest.end(), std::size_t(0));
    std::vector<int> places(band.size());
    const auto isBetter = [&](std::size_t a, std::size_t b) {
        return better == Better::Lower ? band.mean(a) < band.mean(b) : band.mean(a) > band.mean(b);
    };
    while (!rest.empty()) {
        const auto best = *std::min_element(rest.begin(), rest.end(), isBetter);
        const auto place = static_cast<int>(band.size() - rest.size()) + 1;
        std::erase_if(rest, [&](std::size_t run) {
            const bool shares = run == best || !band.areToldApart(best, run);
            if (shares)
                places[run] = place;
            return shares;
        });
    }
    return places;
}

} // namespace aisle
