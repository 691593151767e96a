#include "core/features/relations/graphbuild.h"
#include "core/features/relations/graphediting.h"
#include "core/lists/pathreasons.h"
#include "core/runs/freshness.h"
#include "core/runs/runcomparison.h"
#include "core/runs/runshelf.h"
#include "core/runs/runwords.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/graph/graphstore.h"
#include "tests/support/errorof.h"
#include "tests/support/notingcontext.h"
#include "tests/widgets/shop.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace aisle;
using namespace aisle::test;

namespace {

constexpr int kShoppers = 60, kProducts = 30;

TrainRequest asking(const QString &recommender)
{
    TrainRequest request;
    request.recommender = recommender.toStdString();
    if (recommenderInfo(request.recommender).schema.find("epochs"))
        request.parameters = {{QStringLiteral("epochs"), 3}, {QStringLiteral("factors"), 8}};
    return request;
}

} // namespace

/// Runs that learnt from the knowledge graph: what they keep, and what becomes of them when it changes.
class TestRunGraph : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
    int m_projects = 0;

    void say(const QString &head, const char *relation, const QString &tail)
    {
        addTriple(*m_project, {head, QString::fromLatin1(relation), tail});
    }
    /// Every second product has a colour.
    void makeGraph()
    {
        int number = 0;
        for (const auto &[id, key] : Catalogue(*m_project).itemKeys())
            if (number++ % 2 == 0)
                say(QStringLiteral("product:%1").arg(QString::fromStdString(key)), "colour",
                    number % 4 == 1 ? QStringLiteral("red") : QStringLiteral("blue"));
    }
    RunRecord train(const QString &recommender) { return trainRun(*m_project, asking(recommender), m_job).run; }
    ChangedSince changed(RunId run) const
    {
        return Freshness(*m_project).changedSince(RunStore(*m_project).known(run));
    }
    static void thoseWhoNeed(Need need)
    {
        QTest::addColumn<QString>("id");
        for (const auto &info : recommenders())
            if (needs(info, need))
                QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
    }

private Q_SLOTS:
    void init()
    {
        m_project = makeShop(m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_projects)), kShoppers, kProducts);
    }

    void withoutAGraphASentenceSaysSo_data() { thoseWhoNeed(Need::Graph); }
    void withoutAGraphASentenceSaysSo()
    {
        QFETCH(QString, id);
        QVERIFY(!Inventory::of(*m_project, m_job).has(Need::Graph));
        QCOMPARE(errorOf([&] { train(id); }), std::string("data.no-graph"));
        say(QStringLiteral("Assam"), "is in", QStringLiteral("Asia"));
        QCOMPARE(errorOf([&] { train(id); }), std::string("data.no-graph")); // no product stands in it
        QVERIFY(!Inventory::of(*m_project, m_job).has(Need::Graph));
    }

    void runsNameTheirGraph_data() { thoseWhoNeed(Need::Graph); }
    void runsNameTheirGraph()
    {
        QFETCH(QString, id);
        makeGraph();
        QVERIFY(Inventory::of(*m_project, m_job).has(Need::Graph));
        const auto run = RunStore(*m_project).known(train(id).id);
        QVERIFY(run.details.graph);
        const auto &use = *run.details.graph;
        QCOMPARE(use.version, GraphStore(*m_project).version());
        QCOMPARE(use.triples, std::int64_t(kProducts / 2));
        QCOMPARE(use.relations, std::int64_t(1));
        QCOMPARE(use.coverage, .5);
        QCOMPARE(graphText(use), QStringLiteral("15 triples, 50 % of the products covered"));
        QVERIFY(graphUseFrom(toJson(use)) == use);
        QCOMPARE(changed(run.id), ChangedSince());
        say(QStringLiteral("red"), "is a", QStringLiteral("colour"));
        QCOMPARE(changed(run.id), (ChangedSince{.graphChanged = true}));
        QCOMPARE(changedText(changed(run.id)),
                 QStringList{QStringLiteral("The knowledge graph that it learnt from has changed.")});
        RunShelf shelf(*m_project);
        QVERIFY(shelf.get(run.id, m_job)->recommender().parameterCount() > 0);
    }

    void othersNameNone()
    {
        makeGraph();
        const auto plain = train(QStringLiteral("bpr")), with = train(QStringLiteral("kgat"));
        QVERIFY(!plain.details.graph);
        QVERIFY(!plain.details.toJson().contains(QStringLiteral("graph")));
        say(QStringLiteral("red"), "is a", QStringLiteral("colour"));
        QCOMPARE(changed(plain.id), ChangedSince());
        const auto sides =
            compareRuns(*m_project, plain.id, with.id, m_job).differing.value(QStringLiteral("graph")).toArray();
        QVERIFY(sides.size() == 2 && sides[0].isNull() && sides[1].toInteger() == with.details.graph->version);
    }

    void linksBetweenShoppersAreAsked_data() { thoseWhoNeed(Need::Links); }
    void linksBetweenShoppersAreAsked()
    {
        QFETCH(QString, id);
        makeGraph();
        QCOMPARE(errorOf([&] { train(id); }), std::string("data.no-links"));
        const auto shoppers = Catalogue(*m_project).userKeys();
        say(QStringLiteral("shopper:%1").arg(QString::fromStdString(shoppers[0].second)), "trusts",
            QStringLiteral("shopper:%1").arg(QString::fromStdString(shoppers[1].second)));
        QVERIFY(Inventory::of(*m_project, m_job).has(Need::Links));
        QVERIFY(train(id).details.graph);
    }

    /// "Goes with" knows the baskets that it was learnt from.
    void eventsThatTheGraphHasSeenAreSaid()
    {
        const auto says = [&](const QString &split) {
            buildGraph(*m_project, {.from = {}, .goesWith = GoesWith{.split = split, .seed = 1}}, m_job);
            NotingContext job;
            trainRun(*m_project, asking(QStringLiteral("kgat")), job);
            return job.notes.join(u' ').contains(QStringLiteral("--goes-with --split"));
        };
        QVERIFY(says({}));
        QVERIFY(!says(train(QStringLiteral("kgat")).protocol.split));
    }

    /// Two products of one colour, and none of those that are no neighbours.
    void pathsAreReasons()
    {
        makeGraph();
        const auto run = train(QStringLiteral("kgat")).id;
        RunShelf shelf(*m_project);
        const auto kept = shelf.get(run, m_job);
        const auto paths = PathReasons::of(*kept, *m_project);
        QVERIFY(paths);
        const std::vector<Visit> history{{.item = ItemIndex(1)}, {.item = ItemIndex(0)}, {.item = ItemIndex(2)}};
        Request request;
        request.history = history;
        const auto reasons = paths->explain(request, ItemIndex(4), 5);
        QCOMPARE(reasons.size(), std::size_t(1));
        QCOMPARE(reasons.front().because, ItemIndex(0));
        QCOMPARE(reasons.front().text, std::string(kPathReason));
        QCOMPARE(reasons.front().words, std::vector<std::string>{"colour=red"});
        QVERIFY(reasons.front().contribution > 0 && reasons.front().contribution <= 1);
        QVERIFY(paths->explain(request, ItemIndex(5), 5).empty());
        QVERIFY(!PathReasons::of(*shelf.get(train(QStringLiteral("item-knn")).id, m_job), *m_project));
        QVERIFY(!PathReasons::of(*shelf.get(train(QStringLiteral("popularity")).id, m_job), *m_project));
    }
};

QTEST_GUILESS_MAIN(TestRunGraph)
#include "tst_rungraph.moc"
