#include "core/common/random.h"
#include "core/evaluate/comparison.h"

#include <QTest>
#include <cmath>

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
        const auto result = comparePaired(a, b);
        compareNear(result.difference, 1, 1e-12);
        compareNear(result.effect, 1 / std::sqrt(2.0 / 3), 1e-9);
        compareNear(result.p, studentTwoSided(1 / (std::sqrt(2.0 / 3) / 2), 3), 1e-12);
        QVERIFY(result.interval.low >= 0 && result.interval.low < 1 && result.interval.high > 1);
        compareNear(comparePaired(b, a).difference, -1, 1e-12);
    }
    void equalRunsDoNotDiffer()
    {
        const std::vector<float> a{.5F, .25F, 1};
        const auto result = comparePaired(a, a);
        QCOMPARE(result.difference, 0.0);
        QCOMPARE(result.p, 1.0);
        QCOMPARE(result.effect, 0.0);
        QCOMPARE(comparePaired({}, {}).p, 1.0);
    }
    void bootstrapAgreesWithTheNormalInterval()
    {
        const auto values = noisy(2000, .3, .2, 1);
        const auto interval = meanInterval(values);
        double mean = 0;
        for (const float value : values)
            mean += value / 2000.0;
        const double margin = 1.96 * .2 / std::sqrt(2000.0);
        compareNear(interval.low, mean - margin, .1 * margin);
        compareNear(interval.high, mean + margin, .1 * margin);
        const auto again = meanInterval(values);
        QCOMPARE(again.low, interval.low);
        QCOMPARE(again.high, interval.high);
    }
    void intervalCoversTheTruth()
    {
        int covered = 0;
        for (std::uint64_t trial = 0; trial < 200; ++trial) {
            const auto interval = meanInterval(noisy(100, 0, 1, trial), trial);
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
        const std::vector<std::vector<float>> runs{base, better, same};
        QCOMPARE(sharedRanks(runs), (std::vector<int>{2, 1, 2}));
        QCOMPARE(sharedRanks(runs, Better::Lower), (std::vector<int>{1, 3, 1}));
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
        const auto result = comparePaired(a, b);
        QVERIFY(result.interval.low > 0 && result.interval.high < .02);
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
