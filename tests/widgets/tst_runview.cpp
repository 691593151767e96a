#include "core/features/tables/vectorfile.h"
#include "core/features/vectors.h"
#include "core/runs/training/training.h"
#include "core/storage/eventstore.h"
#include "core/storage/featurestore.h"
#include "core/transfer/plan/pastimports.h"
#include "models/epochtablemodel.h"
#include "tests/widgets/runspagetest.h"
#include "widgets/charts/chartcard.h"
#include "widgets/runs/comparisonview.h"
#include "widgets/runs/runview.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>
#include <cmath>

using namespace aisle;

/// One run, opened on the Runs page, and the curves of several.
class TestRunView : public test::RunsPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { trainRuns(); }
    void init() { openPage(); }
    void cleanup() { closePage(); }
    void opensARun();
    void curvesOfKeptRunsAreShown();
    void epochModelGrows();
    void openRunSaysWhatChanged();
};

void TestRunView::opensARun()
{
    auto *view = child<QTreeView>("runs-table");
    auto *open = child<RunView>("run-view");
    QVERIFY(!open->isVisible());
    view->setCurrentIndex(at(4, RunTableModel::Field::Name));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Return);
    settle();
    QVERIFY(open->isVisible());
    QCOMPARE(open->run(), std::optional(RunId(4)));
    const auto *facts = child<QTreeWidget>("run-facts");
    QCOMPARE(facts->topLevelItem(0)->text(1), QStringLiteral("25")); // its L2
    QCOMPARE(open->findChild<ChartCard *>(QStringLiteral("run-loss"))->data().whyEmpty,
             QStringLiteral("This recommender is solved in one step: it has no curve."));
    shoot("open");
    QTest::keyClick(child<QTreeView>("runs-table"), Qt::Key_Escape);
    QVERIFY(!open->isVisible() && !open->run());
}

void TestRunView::curvesOfKeptRunsAreShown()
{
    std::vector<RunId> trained;
    SilentContext quiet;
    for (const int factors : {4, 8}) {
        TrainRequest request;
        request.recommender = "bpr";
        request.parameters = {{QStringLiteral("epochs"), 3}, {QStringLiteral("factors"), factors}};
        trained.push_back(trainRun(*m_session->project(), request, quiet).run.id);
    }
    reopen();
    QTRY_VERIFY(m_page->table()->indexOf(trained[1]).isValid());
    const auto activate = [&](RunId run) {
        Q_EMIT child<QTreeView>("runs-table")->activated(m_page->table()->indexOf(run, 3));
        settle();
    };
    activate(trained[0]);
    auto *loss = child<RunView>("run-view")->findChild<ChartCard *>(QStringLiteral("run-loss"));
    QCOMPARE(loss->data().series.size(), std::size_t(1));
    QCOMPARE(loss->data().rowCount(), 3);
    QVERIFY(std::isfinite(loss->data().mark));
    for (const auto run : trained)
        m_session->selection().compareRun({run, QStringLiteral("run")});
    settle();
    QCOMPARE(loss->data().series.size(), std::size_t(2)); // one over the other, in the runs' colours
    QCOMPARE(loss->data().series[1].colour, SeriesColour::run(1));
    auto *beside = child<ComparisonView>("comparison")->findChild<ChartCard *>(QStringLiteral("run-validation"));
    QCOMPARE(beside->data().series.size(), std::size_t(2));
    shoot("curves");
}

void TestRunView::epochModelGrows()
{
    EpochTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    std::vector<EpochReport> epochs;
    for (int epoch = 1; epoch <= 5; ++epoch) {
        epochs.push_back({.epoch = epoch,
                          .loss = 1. / epoch,
                          .seconds = .5,
                          .samplesPerSecond = 100,
                          .validation = epoch == 3 ? .4 : .2});
        model.setEpochs(epochs);
    }
    QCOMPARE(inserted.size(), 5);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.bestRow(), 2);
    epochs.resize(1);
    model.setEpochs(epochs);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.bestRow(), 0);
}

/// At once, not when it is opened again.
void TestRunView::openRunSaysWhatChanged()
{
    SilentContext job;
    const auto project = m_session->project()->another(&job); // as a job has it
    VectorFile groups{.dims = 1};
    for (int id = 1; id <= 60; ++id) {
        groups.keys << QString::number(22'000 + id);
        groups.values.push_back(static_cast<float>(id % 3) + 1);
    }
    importFeatures(*project, QStringLiteral("groups"), FeatureSubject::Items, QStringLiteral("g.csv"), groups, job);
    TrainRequest request;
    request.recommender = "content";
    request.features = {QStringLiteral("groups")};
    const auto run = trainRun(*project, request, job).run.id;
    m_session->noteRunsChanged();
    child<RunView>("run-view")->open(run);
    settle();
    const auto *facts = child<QTreeWidget>("run-facts");
    const auto says = [&](const char *words) {
        return !facts->findItems(QString::fromLatin1(words), Qt::MatchStartsWith, 1).isEmpty();
    };
    QVERIFY(!says("Features that it learnt from"));

    FeatureStore features(*project);
    features.remove(features.known(QStringLiteral("groups")).id);
    m_session->noteFeaturesChanged();
    QTRY_VERIFY(says("Features that it learnt from were deleted: groups"));
    takeBack(*project, EventStore(*project).imports().front().id, job);
    m_session->noteEventsChanged();
    QTRY_VERIFY(says("Events that were there at the training were taken back"));
    settle();
}

QTEST_MAIN(TestRunView)
#include "tst_runview.moc"
