#include "core/runs/runstore.h"
#include "core/runs/segmentcomparison.h"
#include "core/runs/training/training.h"
#include "tests/core/syntheticruns.h"
#include "tests/widgets/runspagetest.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/chartplot.h"
#include "widgets/runs/comparisonview.h"
#include "widgets/text/format.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTreeWidget>
#include <cmath>

using namespace aisle;

/// Two of the compared runs against each other, under the table of the Runs page.
class TestRunsComparison : public test::RunsPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { trainRuns(); }
    void init() { openPage(); }
    void cleanup() { closePage(); }
    void comparesTwoRuns();
    void barsSelectShoppers();
    void smallWindowHasRoomForThePictures();
    void pairIsSaidInASentence();
    void listsChangedMostOpenAShopper();
    void joinedRunIsInThePair();
    void longNamesLeaveRoom();
    void savedChartSaysWhatItIsOf();
    void followedValueIsShown();
    void segmentsAreThoseOfTheCommandLine();
};

void TestRunsComparison::comparesTwoRuns()
{
    compare({3, 4});
    QCOMPARE(m_session->selection().comparedCount(), 2);
    QCOMPARE(at(4, RunTableModel::Field::Compared).data().toString(), QStringLiteral("B"));
    const auto *figures = child<QTreeWidget>("compared-figures");
    QVERIFY(figures->topLevelItemCount() > 3);
    const auto &chart = child<ChartCard>("differences-chart")->data();
    QCOMPARE(chart.categories.size(), figures->topLevelItemCount());
    const auto record3 = *RunStore(*m_session->project()).find(RunId(3));
    const auto record4 = *RunStore(*m_session->project()).find(RunId(4));
    for (int i = 0; i < chart.categories.size(); ++i) {
        const auto name = chart.categories[i].toStdString();
        const auto row = static_cast<std::size_t>(i);
        QVERIFY(chart.series[0].low[row] <= chart.series[0].values[row] &&
                chart.series[0].values[row] <= chart.series[0].high[row]);
        if (record3.test.count(name) && record4.test.count(name))
            QVERIFY(std::abs(record4.test.at(name) - record3.test.at(name) - chart.series[0].values[row]) < 1e-4);
    }
    QVERIFY(child<QTreeWidget>("what-differs")->topLevelItemCount() >= 2);
    shoot("compared");
}

void TestRunsComparison::barsSelectShoppers()
{
    compare({1, 4});
    auto *card = child<ChartCard>("per-shopper-chart");
    QCOMPARE(card->data().xLabel, QStringLiteral("Difference of NDCG@10: to the right B is better"));
    const auto counts = card->data().series.at(0).values;
    const int last = static_cast<int>(counts.size()) - 1;
    Q_EMIT card->rowsSelected(0, last);
    double all = 0;
    for (const double count : counts)
        all += count;
    QCOMPARE(m_session->selection().state().shoppers.size(), static_cast<std::size_t>(all));
    const auto half = static_cast<int>(counts.size()) / 2;
    double won = 0;
    for (int i = half; i <= last; ++i)
        won += counts[static_cast<std::size_t>(i)];
    Q_EMIT card->rowsSelected(half, last);
    QCOMPARE(m_session->selection().state().shoppers.size(), static_cast<std::size_t>(won));
    Q_EMIT card->rowsSelected(-1, -1);
    QVERIFY(m_session->selection().state().shoppers.isEmpty());
}

/// What a window of 1024 x 700 leaves for the page.
void TestRunsComparison::smallWindowHasRoomForThePictures()
{
    m_page->resize(1024, 556);
    compare({1, 4});
    for (const char *name : {"per-shopper-chart", "differences-chart"}) {
        const auto *plot = child<ChartCard>(name)->findChild<ChartPlot *>();
        QTRY_VERIFY2(plot->height() >= 90,
                     qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(name)).arg(plot->height())));
    }
    shoot("small");
}

void TestRunsComparison::pairIsSaidInASentence()
{
    compare({1, 4});
    const auto *verdict = child<QLabel>("verdict");
    QVERIFY2(verdict->text().startsWith(QStringLiteral("B is better than A by ")), qPrintable(verdict->text()));
    QVERIFY2(verdict->text().contains(QStringLiteral("NDCG@10")), qPrintable(verdict->text()));
    auto *first = child<QComboBox>("compare-first");
    first->setCurrentIndex(1);
    Q_EMIT first->activated(1);
    settle();
    QVERIFY2(verdict->text().startsWith(QStringLiteral("A is worse than B by ")), qPrintable(verdict->text()));
    shoot("worse");
}

void TestRunsComparison::listsChangedMostOpenAShopper()
{
    compare({1, 4});
    auto *list = child<QTreeWidget>("changed-most");
    child<QPushButton>("find-changed")->click();
    settle();
    QVERIFY(list->topLevelItemCount() > 0);
    m_session->selection().renameRun(RunId(4), QStringLiteral("another name"));
    QVERIFY(list->topLevelItemCount() > 0); // a new name does not undo the search
    QSignalSpy requested(m_page.get(), &Page::pageRequested);
    Q_EMIT list->itemActivated(list->topLevelItem(0), 0);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested[0][0].toString(), QStringLiteral("shoppers"));
    QCOMPARE(m_session->selection().state().shopper->key, list->topLevelItem(0)->text(0));
}

void TestRunsComparison::joinedRunIsInThePair()
{
    compare({1, 2, 3});
    m_session->selection().stopComparing(RunId(1)); // A is free; B and C are the pair
    settle();
    auto *first = child<QComboBox>("compare-first");
    auto *second = child<QComboBox>("compare-second");
    QCOMPARE(first->currentData().toInt(), 1);
    m_session->selection().compareRun({RunId(4), QStringLiteral("EASE #4")}); // as a banner's Compare does: it is A now
    settle();
    QCOMPARE(second->currentData().toInt(), 0);
    QVERIFY(first->currentData().toInt() != 0);
}

void TestRunsComparison::longNamesLeaveRoom()
{
    compare({1, 4});
    m_page->resize(1024, 700);
    m_session->selection().renameRun(RunId(4), QString(200, QLatin1Char('m')));
    settle();
    QCoreApplication::processEvents();
    QVERIFY(m_page->width() <= 1024);
    for (const auto *name : {"compare-first", "compare-second"}) {
        const auto *box = child<QComboBox>(name);
        QVERIFY2(box->width() <= 340, qPrintable(QString::number(box->width())));
        QVERIFY(box->mapTo(m_page.get(), QPoint(box->width(), 0)).x() <= m_page->width());
    }
}

void TestRunsComparison::savedChartSaysWhatItIsOf()
{
    compare({1, 4});
    auto *card = child<ChartCard>("differences-chart");
    const auto svg = QString::fromUtf8(card->svg());
    for (const auto *part : {"Popularity #1", "EASE #4", "By time 80/10/10"})
        QVERIFY2(svg.contains(QLatin1String(part)), part);
    QSignalSpy notices(m_page.get(), &Page::noticeRaised);
    Q_EMIT card->saved(QStringLiteral("/tmp/chart.svg"));
    QCOMPARE(notices.size(), 1);
    QVERIFY(notices[0][0].value<Notice>().text().contains(QStringLiteral("/tmp/chart.svg")));
}

void TestRunsComparison::followedValueIsShown()
{
    TrainRequest request;
    request.recommender = "ease";
    request.protocol.mask = MaskSeen::No;
    SilentContext quiet;
    const auto run = trainRun(*m_session->project(), request, quiet).run.id;
    m_session->noteRunsChanged();
    QTRY_VERIFY(m_page->table()->indexOf(run).isValid());
    compare({4, static_cast<int>(run.value)});
    const auto *differing = child<QTreeWidget>("what-differs");
    QStringList values;
    for (int row = 0; row < differing->topLevelItemCount(); ++row)
        values << differing->topLevelItem(row)->text(1) << differing->topLevelItem(row)->text(2);
    QVERIFY2(values.contains(QStringLiteral("25")), qPrintable(values.join(QLatin1Char('|'))));
    QVERIFY2(values.filter(QStringLiteral("(follows the data)")).size() == 1,
             qPrintable(values.join(QLatin1Char('|'))));
}

/// Worked out when they are looked at, by the code of `compare --segments`; one of them selects its shoppers.
void TestRunsComparison::segmentsAreThoseOfTheCommandLine()
{
    const auto &project = *m_session->project();
    const auto a = test::keepSyntheticRun(project, "ease", .3, .1, 1, 300);
    const auto b = test::keepSyntheticRun(project, "bpr", .35, .1, 2, 300);
    m_session->noteRunsChanged();
    QTRY_VERIFY(m_page->table()->indexOf(b).isValid());
    settle();
    compare({static_cast<int>(a.value), static_cast<int>(b.value)});
    QCOMPARE(m_session->selection().comparedCount(), 2);
    auto *rows = child<QTreeWidget>("segments");
    QCOMPARE(rows->topLevelItemCount(), 0);
    auto *page = rows->parentWidget();
    for (auto *tabs : child<ComparisonView>("comparison")->findChildren<QTabWidget *>()) {
        if (tabs->indexOf(page) >= 0)
            tabs->setCurrentWidget(page);
    }
    QVERIFY(page->isVisible());
    settle();
    SilentContext quiet;
    const auto wanted = compareSegments(project, compareRuns(project, a, b, quiet), quiet);
    QCOMPARE(wanted.size(), std::size_t(3)); // thirds by how many events they have
    QVERIFY2(rows->topLevelItemCount() == static_cast<int>(wanted.size()),
             qPrintable(child<QLabel>("segments-help")->text()));
    for (int row = 0; row < rows->topLevelItemCount(); ++row) {
        const auto &segment = wanted[static_cast<std::size_t>(row)];
        const auto *item = rows->topLevelItem(row);
        QCOMPARE(item->text(0), segment.segment);
        QCOMPARE(item->text(2), formatMetric(segment.a));
        QCOMPARE(item->text(3), formatMetric(segment.b));
        QCOMPARE(item->text(4), formatDifference(segment.difference));
    }
    shoot("segments");
    Q_EMIT rows->itemActivated(rows->topLevelItem(0), 0);
    QCOMPARE(*m_session->selection().state().shoppers.ids, wanted.front().users);
    compare({4}); // another pair is asked for at once; few shoppers were judged with both
    QCOMPARE(rows->topLevelItemCount(), 0);
    QVERIFY(child<QLabel>("segments-help")->text().startsWith(QStringLiteral("No group of at least 30 shoppers")));
}

QTEST_MAIN(TestRunsComparison)
#include "tst_runscomparison.moc"
