#include "core/common/random.h"
#include "core/evaluate/comparison.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace aisle;

namespace {
void compareNear(double value, double expected, double tolerance)
{
    QVERIFY2(std::abs(value - expected) <= tolerance,
             qPrintable(QStringLiteral("%1, not %2").arg(value).arg(expected)));
}

std::vector<float> noisy(std::size_t count, double mean, double deviation, std::uint64_t seed)
{
    Random random(seed);
    std::vector<float> values(count);
    for (auto &value : values)
        value = static_cast<float>(mean + deviation * random.normal());
    return values;
}

using Runs = std::vector<std::vector<float>>; ///< one prediction a shopper

PairedComparison compared(const std::vector<float> &a, const std::vector<float> &b)
{
    return pairedDifference(ShopperSums(a), ShopperSums(b));
}

/// Of the difference as of a figure of its own.
Interval intervalOfDifference(const std::vector<float> &a, std::vector<float> b)
{
    for (std::size_t i = 0; i < b.size(); ++i)
        b[i] -= a[i];
    return figureInterval(ShopperSums(b));
}

PairedBand bandOf(const Runs &runs)
{
    return PairedBand(std::vector<ShopperSums>(runs.begin(), runs.end()));
}
} // namespace

class TestComparison : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void studentsT()
    {
        compareNear(studentTwoSided(2.228, 10), .05, 1e-4); // of the usual tables
        compareNear(studentTwoSided(12.706, 1), .05, 1e-5);
        compareNear(studentTwoSided(1.96, 1e6), .05, 1e-4);
        compareNear(studentTwoSided(0, 5), 1, 1e-12);
        compareNear(studentTwoSided(1, 1), .5, 1e-12);
    }
    void pairedDifference()
    {
        const std::vector<float> a{1, 2, 3, 4}, b{2, 2, 5, 5};
        const auto result = compared(a, b);
        const auto interval = intervalOfDifference(a, b);
        compareNear(result.difference, 1, 1e-12);
        compareNear(result.effect, 1 / std::sqrt(2.0 / 3), 1e-9);
        compareNear(result.p, studentTwoSided(1 / (std::sqrt(2.0 / 3) / 2), 3), 1e-12);
        QVERIFY(interval.low >= 0 && interval.low < 1 && interval.high > 1);
        compareNear(compared(b, a).difference, -1, 1e-12);
    }
    void equalRunsDoNotDiffer()
    {
        const std::vector<float> a{.5F, .25F, 1};
        const auto result = compared(a, a);
        QCOMPARE(result.difference, 0.0);
        QCOMPARE(result.p, 1.0);
        QCOMPARE(result.effect, 0.0);
        QCOMPARE(compared({}, {}).p, 1.0);
    }
    void bootstrapAgreesWithTheNormalInterval()
    {
        const auto values = noisy(2000, .3, .2, 1);
        const auto interval = figureInterval(ShopperSums(values));
        double mean = 0;
        for (const float value : values)
            mean += value / 2000.0;
        const double margin = 1.96 * .2 / std::sqrt(2000.0);
        compareNear(interval.low, mean - margin, .1 * margin);
        compareNear(interval.high, mean + margin, .1 * margin);
        const auto again = figureInterval(ShopperSums(values));
        QCOMPARE(again.low, interval.low);
        QCOMPARE(again.high, interval.high);
    }
    void intervalCoversTheTruth()
    {
        int covered = 0;
        for (std::uint64_t trial = 0; trial < 200; ++trial) {
            const auto interval = figureInterval(ShopperSums(noisy(100, 0, 1, trial)), trial);
            covered += interval.low <= 0 && 0 <= interval.high;
        }
        QVERIFY2(covered >= 180 && covered <= 199, qPrintable(QString::number(covered)));
    }
    void holmsCorrection()
    {
        const std::vector<double> p{.01, .04, .03, .005};
        const auto adjusted = holm(p);
        const std::vector<double> expected{.03, .06, .06, .02};
        for (std::size_t i = 0; i < p.size(); ++i)
            compareNear(adjusted[i], expected[i], 1e-12);
    }
    void indistinguishableRunsShareARank()
    {
        const auto base = noisy(500, .2, .05, 1);
        auto same = base, better = base;
        for (std::size_t i = 0; i < base.size(); ++i) {
            same[i] += i % 2 ? .0101F : -.01F;
            better[i] += .1F + (i % 2 ? .01F : -.01F);
        }
        const auto band = bandOf({base, better, same});
        QCOMPARE(sharedPlaces(band), (std::vector<int>{2, 1, 2}));
        QCOMPARE(sharedPlaces(band, Better::Lower), (std::vector<int>{1, 3, 1}));
        QVERIFY(!band.areToldApart(0, 2) && band.areToldApart(0, 1));
    }
    void placesCountTheRunsBefore()
    {
        const auto base = noisy(400, .5, .2, 1);
        const auto beside = [&](float mean, std::uint64_t seed) {
            auto run = base;
            const auto noise = noisy(run.size(), 0, .02, seed);
            for (std::size_t i = 0; i < run.size(); ++i)
                run[i] += mean + noise[i];
            return run;
        };
        const Runs runs{beside(-.3F, 2), beside(0, 3), beside(-.1F, 4), beside(-.1F, 5)};
        QCOMPARE(sharedPlaces(bandOf(runs)), (std::vector<int>{4, 1, 2, 2}));
    }
    void bandOfTwoIsTheUsualInterval()
    {
        const auto a = noisy(2000, .3, .2, 1), b = noisy(2000, .31, .2, 2);
        const auto band = bandOf({a, b});
        const auto usual = intervalOfDifference(a, b);
        compareNear(band.difference(0, 1), compared(a, b).difference, 1e-9);
        const double half = (usual.high - usual.low) / 2;
        compareNear(band.interval(0, 1).low, usual.low, .1 * half);
        compareNear(band.interval(0, 1).high, usual.high, .1 * half);
        compareNear(band.interval(1, 0).low, -band.interval(0, 1).high, 1e-12);
        compareNear(bandOf({a, b}).interval(0, 1).low, band.interval(0, 1).low, 0);
    }
    void bandHoldsForAllRunsAtOnce()
    {
        constexpr std::size_t kRuns = 8;
        constexpr int kTrials = 60;
        int allTogether = 0, pairsTogether = 0;
        for (int trial = 0; trial < kTrials; ++trial) {
            Runs runs;
            for (std::size_t run = 0; run < kRuns; ++run)
                runs.push_back(noisy(60, .3, .2, static_cast<std::uint64_t>(trial) * kRuns + run));
            const auto places = sharedPlaces(bandOf(runs));
            allTogether += std::all_of(places.begin(), places.end(), [](int place) { return place == 1; });
            bool apart = false;
            for (std::size_t a = 0; a < kRuns; ++a)
                for (std::size_t b = a + 1; b < kRuns; ++b)
                    apart |= compared(runs[a], runs[b]).p < .05;
            pairsTogether += !apart;
        }
        QVERIFY2(allTogether >= kTrials * 85 / 100, qPrintable(QString::number(allTogether)));
        QVERIFY(pairsTogether < allTogether); // what the correction is for
    }
    void bandTakesFewAndEqualShoppers()
    {
        const std::vector<float> a{.5F, .25F, 1}, b{.5F, .25F, 1};
        const auto equal = bandOf({a, b});
        QCOMPARE(equal.interval(0, 1).low, 0.0);
        QVERIFY(!equal.areToldApart(0, 1));
        const auto few = bandOf({{0, .1F}, {.5F, .7F}});
        QVERIFY(!few.areToldApart(0, 1)); // two shoppers prove nothing
        const auto alone = bandOf({a});
        QCOMPARE(sharedPlaces(alone), std::vector<int>{1});
    }
    void fewShoppersProveNothing()
    {
        for (std::size_t shoppers = 1; shoppers <= 7; ++shoppers) {
            const std::vector<float> none(shoppers, 0), all(shoppers, 1); // each differs by as much as is possible
            const Scale scale = scaleOf("NDCG@10");
            const std::vector<ShopperSums> both{ShopperSums(none, {}, scale), ShopperSums(all, {}, scale)};
            const PairedBand band(both);
            const auto interval = band.interval(0, 1);
            QVERIFY(interval.low >= -1 && interval.high <= 1 && interval.high >= 1);
            QCOMPARE(band.areToldApart(0, 1), shoppers >= kFewestToldApart);
            QCOMPARE(interval.low > 0, shoppers >= kFewestToldApart);
            QCOMPARE(sharedPlaces(band).front(), shoppers >= kFewestToldApart ? 2 : 1);
            QCOMPARE(aisle::pairedDifference(both[0], both[1]).p < .05, shoppers >= kFewestToldApart);
            const auto figure = figureInterval(both[1]);
            QCOMPARE(figure.low, shoppers >= kFewestToldApart ? 1. : 0.);
            QCOMPARE(figure.high, 1.);
        }
        const std::vector<float> a{0, .9F}, b{1, .1F}; // Student's interval would be ten times what is possible
        const auto scale = scaleOf("HitRate@5/repeated");
        const std::vector<ShopperSums> apart{ShopperSums(a, {}, scale), ShopperSums(b, {}, scale)};
        const auto interval = PairedBand(apart).interval(0, 1);
        QVERIFY(interval.low == -1 && interval.high == 1);
        QVERIFY(std::isinf(scaleOf("RMSE").most) && std::isinf(scaleOf("Novelty@10").most));
        const std::vector<float> errors{.5F, 3.F};
        QVERIFY(figureInterval(ShopperSums(errors, {}, scaleOf("RMSE"))).low >= 0);
    }
    void manyShoppersAreTakenInBatches()
    {
        const auto a = noisy(120'000, .2, .1, 1), b = noisy(120'000, .203, .1, 2), c = noisy(120'000, .2, .1, 3);
        const auto band = bandOf({a, b, c});
        const double error = .1 * std::sqrt(2 / 120'000.0);
        const auto interval = band.interval(0, 1);
        compareNear((interval.high - interval.low) / 2, 2.34 * error, .08 * error); // Tukey's range of three
        QCOMPARE(sharedPlaces(band), (std::vector<int>{2, 1, 2}));
    }
    void figureIntervalAndDifferenceAreOneStatistic()
    {
        // one shopper with a hundred predictions, many with one: a mean over predictions is not one of shoppers' means
        std::vector<float> values = noisy(200, .2, .05, 1), other = noisy(200, .25, .05, 2), weights(200, 1);
        values[0] = 1;
        other[0] = .5F;
        weights[0] = 100;
        const ShopperSums a(values, weights), b(other, weights);
        double sum = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            sum += static_cast<double>(values[i]) * static_cast<double>(weights[i]);
        compareNear(a.figure(), sum / 299, 1e-9);
        const auto interval = figureInterval(a);
        QVERIFY(interval.low < a.figure() && a.figure() < interval.high);
        QVERIFY(interval.high - interval.low > .1); // who has most predictions is drawn or not
        const auto pair = ::aisle::pairedDifference(a, b);
        compareNear(pair.difference, b.figure() - a.figure(), 1e-12);
        const PairedBand band(std::vector{a, b});
        compareNear(band.difference(0, 1), pair.difference, 1e-12);
        compareNear(band.mean(0), a.figure(), 1e-12);
        QVERIFY(band.interval(0, 1).low < pair.difference && pair.difference < band.interval(0, 1).high);
    }
    void rootsOfSquaresArePooledAsSquares()
    {
        const std::vector<float> ofShoppers{1, 3}, weights{3, 1}; // RMSE of three and of one rating
        const ShopperSums sums(ofShoppers, weights, Pooling::RootMeanSquare);
        compareNear(sums.figure(), std::sqrt((3 * 1.0 + 9) / 4), 1e-9);
        QVERIFY(scaleOf("RMSE").pooling == Pooling::RootMeanSquare && scaleOf("MAE").pooling == Pooling::Mean);
        const auto errors = noisy(2000, 1, .1, 3), worse = noisy(2000, 1.2, .1, 4);
        const ShopperSums a(errors, {}, Pooling::RootMeanSquare), b(worse, {}, Pooling::RootMeanSquare);
        const auto influences = a.influences();
        compareNear(std::accumulate(influences.begin(), influences.end(), 0.0), 0, 1e-6);
        const auto pair = ::aisle::pairedDifference(a, b);
        const auto interval = PairedBand(std::vector{a, b}).interval(0, 1);
        QVERIFY(interval.low < pair.difference && pair.difference < interval.high);
        QVERIFY(pair.p < 1e-6);
    }
    void figuresKnowTheirDirection()
    {
        QVERIFY(betterOf("NDCG@10") == Better::Higher && betterOf("HitRate") == Better::Higher);
        QVERIFY(betterOf("RMSE") == Better::Lower && betterOf("MAE") == Better::Lower);
        QVERIFY(betterOf("no such figure") == Better::Higher);
    }
    void onlyCommonShoppersArePaired()
    {
        const std::vector usersA{UserId(1), UserId(3), UserId(4), UserId(7)};
        const std::vector usersB{UserId(3), UserId(4), UserId(5), UserId(7)};
        const std::vector<float> a{1, 3, std::nanf(""), 7}, b{30, 40, 50, 70};
        const auto paired = pairByUser({usersA, a}, {usersB, b});
        QCOMPARE(paired.users, (std::vector{UserId(3), UserId(7)}));
        QCOMPARE(paired.a, (std::vector<float>{3, 7}));
        QCOMPARE(paired.b, (std::vector<float>{30, 70}));
    }
    void manyShoppersAreQuick()
    {
        const auto a = noisy(300'000, .2, .1, 1), b = noisy(300'000, .21, .1, 2);
        const auto interval = intervalOfDifference(a, b);
        QVERIFY(interval.low > 0 && interval.high < .02);
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
