#include "core/jobs/jobcontext.h"
#include "core/report/report.h"
#include "core/runs/leaderboard.h"
#include "core/runs/runcomparison.h"
#include "core/runs/runwords.h"
#include "core/runs/segmentcomparison.h"
#include "tests/core/syntheticruns.h"
#include "tests/widgets/shop.h"

#include <QTemporaryDir>
#include <QTest>
#include <limits>

using namespace aisle;

/// Places and the differences they come from, over runs whose shoppers' figures are drawn.
class TestLeaderboard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void placesCount1224();
    void firstPlaceIsTheIntervalThatHoldsZero();
    void lowerIsBetterForErrors();
    void onlyShoppersThatAllJudgedCount();
    void runsWithoutShoppersAreLeftOut();
    void modelsStandOnce();
    void predictionsAreNotShoppers();
    void segmentsByTheirEffect();
    void reportSaysTheSame();

private:
    RunId keep(double mean, std::uint64_t seed) { return test::keepSyntheticRun(*m_project, "ease", mean, .02, seed); }
    Leaderboard board(const std::string &metric = "NDCG@10")
    {
        return Leaderboard(RunStore(*m_project), RunStore(*m_project).all(), metric, m_job);
    }
    std::vector<int> places()
    {
        std::vector<int> found;
        const auto all = board();
        for (const auto &standing : all.standings())
            found.push_back(standing.place);
        return found;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
    int m_count = 0;
};

void TestLeaderboard::init()
{
    m_project = test::makeShop(m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_count)), 400, 20);
}

void TestLeaderboard::placesCount1224()
{
    const auto last = keep(.1, 1), best = keep(.5, 2);
    keep(.3, 3);
    keep(.3, 4);
    QCOMPARE(places(), (std::vector<int>{1, 2, 2, 4}));
    const auto all = board();
    QCOMPARE(all.standings().front().run, best);
    QCOMPARE(all.standings().back().run, last);
    QCOMPARE(all.find(last)->place, 4);
    QVERIFY(!all.find(RunId(99)));
    QCOMPARE(all.metric(), std::string("NDCG@10"));
}

void TestLeaderboard::firstPlaceIsTheIntervalThatHoldsZero()
{
    for (std::uint64_t seed = 1; seed <= 12; ++seed)
        keep(.3 + .001 * static_cast<double>(seed), seed);
    int shared = 0;
    const auto all = board();
    for (const auto &standing : all.standings()) {
        const bool holdsZero = standing.interval.low <= 0 && standing.interval.high >= 0;
        QCOMPARE(standing.place == 1, holdsZero);
        QVERIFY(standing.interval.low <= standing.difference && standing.difference <= standing.interval.high);
        shared += holdsZero;
    }
    QVERIFY(shared > 1 && shared < 12); // or nothing was tried
    const auto first = all.standings().front();
    QCOMPARE(first.difference, 0.);
    QCOMPARE(all.difference(first.run, all.standings().back().run)->low, all.standings().back().interval.low);
    QVERIFY(!all.difference(first.run, RunId(99)));
}

void TestLeaderboard::lowerIsBetterForErrors()
{
    const auto worse = test::keepSyntheticRun(*m_project, "ease", 1.2, .02, 1, 400, "RMSE");
    const auto better = test::keepSyntheticRun(*m_project, "ease", .9, .02, 2, 400, "RMSE");
    const auto all = board("RMSE");
    QCOMPARE(all.find(better)->place, 1);
    QCOMPARE(all.find(worse)->place, 2);
    QVERIFY(all.find(worse)->difference > 0);
}

void TestLeaderboard::onlyShoppersThatAllJudgedCount()
{
    const auto a = keep(.3, 1), b = keep(.3, 2);
    RunStore store(*m_project);
    auto figures = *store.userMetric(b, "NDCG@10");
    figures.users.resize(200);
    figures.values.resize(200);
    figures.values[7] = std::numeric_limits<float>::quiet_NaN();
    store.writeUserMetric(b, "NDCG@10", figures);
    const auto whole = *store.userMetric(a, "NDCG@10");
    double expected = 0;
    for (std::size_t i = 0; i < 200; ++i)
        expected += i == 7 ? 0 : static_cast<double>(figures.values[i] - whole.values[i]) / 199;
    const auto interval = *board().difference(a, b);
    QVERIFY(std::abs((interval.low + interval.high) / 2 - expected) < 1e-6);
}

void TestLeaderboard::runsWithoutShoppersAreLeftOut()
{
    const auto a = keep(.3, 1);
    RunRecord bare = *RunStore(*m_project).find(a);
    const auto without = RunStore(*m_project).insert(bare);
    const auto all = board();
    QCOMPARE(all.standings().size(), std::size_t(1));
    QVERIFY(!all.find(without));
    QVERIFY(board("Recall@10").standings().empty());
}

/// Two runs whose figures are means over predictions, of which some shoppers have many.
void TestLeaderboard::modelsStandOnce()
{
    const auto a = keep(.3, 1), b = keep(.1, 2);
    RunStore store(*m_project);
    auto again = *store.find(a); // as `evaluate` keeps it at other cut-offs
    again.ofRun = a;
    const auto other = store.insert(again);
    store.writeUserMetric(other, "NDCG@10", *store.userMetric(a, "NDCG@10"));
    QCOMPARE(places(), (std::vector<int>{1, 2}));
    const auto all = board();
    QVERIFY(all.find(a) && all.find(b) && !all.find(other));
}

void TestLeaderboard::predictionsAreNotShoppers()
{
    const auto a = keep(.3, 1), b = keep(.32, 2);
    RunStore store(*m_project);
    std::map<RunId, double> figures;
    for (const auto id : {a, b}) {
        auto values = *store.userMetric(id, "NDCG@10");
        double sum = 0, count = 0;
        for (std::size_t i = 0; i < values.values.size(); ++i) {
            values.weights.push_back(i % 10 == 0 ? 30.F : 1.F);
            sum += static_cast<double>(values.values[i]) * static_cast<double>(values.weights[i]);
            count += static_cast<double>(values.weights[i]);
        }
        store.writeUserMetric(id, "NDCG@10", values);
        figures[id] = sum / count;
    }
    const auto seen = compareRuns(*m_project, a, b, m_job);
    QVERIFY(std::abs(seen.metrics[0].a - figures[a]) < 1e-6 && std::abs(seen.metrics[0].b - figures[b]) < 1e-6);
    QVERIFY(std::abs(seen.metrics[0].difference - (figures[b] - figures[a])) < 1e-6);
    const auto interval = intervalOf("NDCG@10", *store.userMetric(a, "NDCG@10"));
    QVERIFY(interval.low < figures[a] && figures[a] < interval.high);
    const auto all = board();
    QVERIFY(std::abs(all.find(a)->difference - (figures[a] - figures[b])) < 1e-6 || all.find(a)->difference == 0);
}

void TestLeaderboard::segmentsByTheirEffect()
{
    const auto a = keep(.3, 1), b = keep(.35, 2);
    const auto seen = compareRuns(*m_project, a, b, m_job);
    const auto segments = compareSegments(*m_project, seen, m_job);
    QVERIFY(!segments.empty());
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto &users = segments[i].users;
        QVERIFY(users.size() >= 30 && std::is_sorted(users.begin(), users.end()) && !segments[i].segment.isEmpty());
        QVERIFY(std::abs(segments[i].b - segments[i].a - segments[i].difference) < 1e-9);
        QVERIFY(segments[i].interval.low <= segments[i].difference);
        QVERIFY(segments[i].pAdjusted >= 0 && segments[i].pAdjusted <= 1);
        QVERIFY(i == 0 || std::abs(segments[i].effect) <= std::abs(segments[i - 1].effect));
    }
}

void TestLeaderboard::reportSaysTheSame()
{
    for (const double mean : {.1, .5, .3, .3, .4995})
        keep(mean, static_cast<std::uint64_t>(mean * 1e4) + static_cast<std::uint64_t>(m_count++));
    const auto all = board();
    ReportData data = gatherReport(*m_project, {}, m_job);
    QCOMPARE(data.groups.size(), std::size_t(1));
    QCOMPARE(data.groups[0].runs.size(), all.standings().size());
    for (std::size_t i = 0; i < all.standings().size(); ++i) {
        const auto &one = data.groups[0].runs[i];
        QCOMPARE(one.run.id, all.standings()[i].run);
        QCOMPARE(one.standing->place, all.standings()[i].place);
        QCOMPARE(one.standing->interval.low, all.standings()[i].interval.low);
    }
    QVERIFY(!data.comparisons.empty());
    for (const auto &seen : data.comparisons) { // bold there exactly where the places are apart
        const auto interval = *all.difference(seen.a.id, seen.b.id);
        QCOMPARE(seen.metrics[0].low, interval.low);
        QCOMPARE(seen.metrics[0].high, interval.high);
    }
}

QTEST_GUILESS_MAIN(TestLeaderboard)
#include "tst_leaderboard.moc"
