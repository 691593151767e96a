#include "core/runs/runstore.h"
#include "core/runs/training/training.h"
#include "tests/widgets/runspagetest.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/chartplot.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
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

QTEST_MAIN(TestRunsComparison)
#include "tst_runscomparison.moc"
