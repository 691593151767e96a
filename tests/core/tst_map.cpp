#include "core/common/random.h"
#include "core/explore/map.h"

#include <QTest>
#include <cmath>
#include <numeric>

using namespace aisle;

namespace {

/// Rows along a known direction: (3, 4) / 5 with deviation 5, across it with deviation 1, and nothing in the third.
Embedding stretched(std::uint32_t rows)
{
    Random random(2);
    Embedding embedding{rows, 3, {}};
    for (std::uint32_t r = 0; r < rows; ++r) {
        const double along = 5 * random.normal();
        const double across = random.normal();
        embedding.values.push_back(static_cast<float>(7 + .6 * along - .8 * across));
        embedding.values.push_back(static_cast<float>(.8 * along + .6 * across));
        embedding.values.push_back(2);
    }
    return embedding;
}

/// `groups` bundles of directions, rows of one after another.
Embedding bundles(std::uint32_t groups, std::uint32_t rowsEach, std::uint32_t size)
{
    Random random(9);
    Embedding embedding{groups * rowsEach, size, {}};
    for (std::uint32_t r = 0; r < embedding.rows; ++r) {
        for (std::uint32_t d = 0; d < size; ++d)
            embedding.values.push_back(static_cast<float>((d == r / rowsEach ? 3 : 0) + .2 * random.normal()));
    }
    return embedding;
}

} // namespace

class TestMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pcaFindsTheWidestDirections();
    void pcaOfLittleIsNoTrouble();
    void groupsAreFoundAgain();
    void moreGroupsThanRows();
    void namesSetGroupsApart();
    void titlesWithoutWordsGiveNoName();
    void neighboursAreExact();
    void cancelStops();
};

void TestMap::pcaFindsTheWidestDirections()
{
    SilentContext job;
    const auto embedding = stretched(20'000);
    const auto projection = projectPca(embedding, job);
    QCOMPARE(projection.dimensions, 3U);
    QVERIFY(std::abs(projection.explained[0] - 25. / 26) < .01);
    QVERIFY(std::abs(projection.explained[0] + projection.explained[1] - 1) < 1e-6);
    double mean = 0;
    for (std::uint32_t r = 0; r < 100; ++r) {
        const double along = .6 * (embedding.values[r * 3] - 7) + .8 * embedding.values[r * 3 + 1];
        QVERIFY(std::abs(projection.x[r] - along) < .3);
        mean += projection.x[r];
    }
    QVERIFY(std::abs(std::accumulate(projection.x.begin(), projection.x.end(), 0.) / 20'000) < 1e-3);
}

void TestMap::pcaOfLittleIsNoTrouble()
{
    SilentContext job;
    QVERIFY(projectPca({}, job).x.empty());
    QCOMPARE(projectPca({1, 4, {1, 2, 3, 4}}, job).x, std::vector<float>{0});
    const auto flat = projectPca({3, 1, {1, 2, 3}}, job);
    QCOMPARE(flat.explained[0], 1.);
    QCOMPARE(flat.y, (std::vector<float>{0, 0, 0}));
    const auto same = projectPca({3, 2, {1, 2, 1, 2, 1, 2}}, job);
    QVERIFY(std::isfinite(same.x[0]) && same.explained[0] >= 0);
}

void TestMap::groupsAreFoundAgain()
{
    SilentContext job;
    const auto unit = unitRows(bundles(5, 300, 8));
    const auto found = clusterRows(unit, 5, 1, job);
    QCOMPARE(found.groups, 5U);
    for (std::uint32_t r = 0; r < unit.rows; ++r)
        QCOMPARE(found.groupOf[r], found.groupOf[r / 300 * 300]);
    QCOMPARE(clusterRows(unit, 5, 1, job).groupOf, found.groupOf);
}

void TestMap::moreGroupsThanRows()
{
    SilentContext job;
    const auto found = clusterRows(unitRows({2, 2, {1, 0, 0, 1}}), 24, 1, job);
    QVERIFY(found.groups <= 2);
    QCOMPARE(found.groupOf.size(), std::size_t(2));
    QCOMPARE(clusterRows({}, 3, 1, job).groups, 0U);
}

void TestMap::namesSetGroupsApart()
{
    SilentContext job;
    Clustering clustering;
    std::vector<QString> titles;
    for (int i = 0; i < 60; ++i) {
        const auto colour = i % 3 == 0 ? QStringLiteral("RED") : QStringLiteral("WHITE");
        titles.push_back(QStringLiteral("%1 JUMBO BAG SET OF %2").arg(colour).arg(i));
        clustering.groupOf.push_back(0);
        titles.push_back(QStringLiteral("%1 CANDLE HOLDER SET OF %2").arg(colour).arg(i));
        clustering.groupOf.push_back(1);
        titles.push_back(QString::fromUtf8("%1 陶瓷茶杯 SET OF").arg(colour));
        clustering.groupOf.push_back(2);
    }
    clustering.groups = 3;
    const auto names = nameGroups(clustering, titles, job);
    QCOMPARE(names.size(), 3);
    QVERIFY2(names[0].contains(QStringLiteral("bag")) && names[0].contains(QStringLiteral("jumbo")),
             qPrintable(names[0]));
    QVERIFY2(names[1].contains(QStringLiteral("candle")), qPrintable(names[1]));
    QVERIFY2(names[2].contains(QString::fromUtf8("陶瓷")), qPrintable(names[2]));
    for (const auto &name : names)
        QVERIFY2(!name.contains(QStringLiteral("red")) && !name.contains(QStringLiteral("set")), qPrintable(name));
}

void TestMap::titlesWithoutWordsGiveNoName()
{
    SilentContext job;
    const Clustering clustering{{0, 0, 1, 1}, 2};
    const std::vector<QString> titles{QString(), QStringLiteral("12345"), QStringLiteral("99"), QString()};
    QCOMPARE(nameGroups(clustering, titles, job), QStringList({QString(), QString()}));
}

void TestMap::neighboursAreExact()
{
    const auto unit = unitRows(bundles(4, 50, 6));
    const auto nearest = nearestRows(unit, 60, 49);
    QCOMPARE(nearest.size(), std::size_t(49));
    float before = 2;
    for (const auto &neighbour : nearest) {
        QVERIFY(neighbour.row != 60 && neighbour.row >= 50 && neighbour.row < 100); // its own bundle
        QVERIFY(neighbour.cosine <= before);
        before = neighbour.cosine;
    }
    QVERIFY(nearestRows(unit, 0, 1000).size() == 199);
}

void TestMap::cancelStops()
{
    struct Impatient : SilentContext
    {
        void checkpoint() override { throw Cancelled{}; }
    } job;
    QVERIFY_EXCEPTION_THROWN(projectPca(stretched(100), job), Cancelled);
    QVERIFY_EXCEPTION_THROWN(clusterRows(unitRows(stretched(100)), 3, 1, job), Cancelled);
}

QTEST_GUILESS_MAIN(TestMap)
#include "tst_map.moc"
