#include "core/lists/listexport.h"
#include "core/report/report.h"
#include "core/runs/runstore.h"
#include "core/runs/training/training.h"
#include "core/storage/eventstore.h"
#include "models/epochtablemodel.h"
#include "tests/core/syntheticruns.h"
#include "tests/widgets/shop.h"
#include "translations/translations.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/chartplot.h"
#include "widgets/commands/runcommands.h"
#include "widgets/commands/trainsetting.h"
#include "widgets/common/theme.h"
#include "widgets/runs/comparisonview.h"
#include "widgets/runs/runspage.h"
#include "widgets/runs/runview.h"
#include "widgets/shell/language.h"
#include "widgets/shell/noticestrip.h"
#include "widgets/text/runtext.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <cmath>
#include <set>

using namespace aisle;

/// Drives the Runs page over a small shop with four trained runs. With AISLE_SHOTS=FOLDER it also leaves pictures
/// there.
class TestRunsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhatTheBestRunMeans();
    void comparesTwoRuns();
    void clickAndSpaceCompare();
    void barsSelectShoppers();
    void smallWindowHasRoomForThePictures();
    void pairIsSaidInASentence();
    void listsChangedMostOpenAShopper();
    void renamesAndDeletesWithUndo();
    void undoInTheNoticeIsOfTheDeletion();
    void judgesAgainUnderItsOwnHeading();
    void equalRunsShareARank();
    void placesAreThoseOfTheReport();
    void opensARun();
    void curvesOfKeptRunsAreShown();
    void doubleClickEditsOrOpens();
    void typedTextTicksNothing();
    void joinedRunIsInThePair();
    void longNamesLeaveRoom();
    void headingStaysWhileScrolling();
    void readOnlyProjectsHaveRanks();
    void boughtAgainIsSeenAgainUnderViews();
    void headlineHasNoCursor();
    void savedChartSaysWhatItIsOf();
    void followedValueIsShown();
    void trainAgainAsks();
    void exportsWhatItShows();
    void copiesTheSelectedRuns();
    void savesEverybodysLists();
    void remembersColumns();
    void emptyProjectSaysWhatToDo();
    void epochModelGrows();
    void changesLanguageAndTheme();

private:
    void shoot(const char *name);
    void settle();
    QModelIndex at(int run, RunTableModel::Field field) const
    {
        return m_page->table()->indexOf(RunId(run), m_page->table()->columnOf(field));
    }
    void compare(std::initializer_list<int> runs);
    void chooseFile(const QString &path); ///< in the dialogue that is open
    static QList<QByteArray> linesOf(const QString &path);
    template <class T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }

    QTemporaryDir m_folder;
    QString m_trained;
    int m_count = 0;
    std::shared_ptr<JobPools> m_pools;
    std::shared_ptr<ProjectSession> m_session;
    std::unique_ptr<RunsPage> m_page;
};

void TestRunsPage::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    loadTranslationResources();
    setLanguage(QStringLiteral("en"));
    Theme::instance().install(ThemeChoice::Light);
    m_pools = std::make_shared<JobPools>();
    m_trained = m_folder.filePath(QStringLiteral("trained.aisle"));
    const auto project = test::makeShop(m_trained);
    SilentContext job;
    RunShelf shelf(*project);
    for (const auto *id : {"popularity", "bought-again", "item-knn", "ease"}) {
        TrainRequest request;
        request.recommender = id;
        request.protocol.mask = MaskSeen::No;
        if (request.recommender == "ease")
            request.parameters = {{QStringLiteral("l2"), 25}};
        trainRun(*project, request, job, &shelf);
    }
}

void TestRunsPage::init()
{
    const auto path = m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_count));
    QVERIFY(QFile::copy(m_trained, path));
    m_session = std::make_shared<ProjectSession>(Project::open(path), m_pools);
    m_page = std::make_unique<RunsPage>();
    m_page->resize(1280, 860);
    m_page->setProject(m_session);
    m_page->show();
    QTRY_VERIFY(!m_page->table()->groups().empty());
    settle();
}

void TestRunsPage::cleanup()
{
    m_page.reset();
    m_session.reset();
}

void TestRunsPage::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled() && m_session->jobs().isEmpty(), 30'000);
}

void TestRunsPage::compare(std::initializer_list<int> runs)
{
    for (const int run : runs)
        m_page->table()->setData(at(run, RunTableModel::Field::Compared), Qt::Checked, Qt::CheckStateRole);
    settle();
}

void TestRunsPage::shoot(const char *name)
{
    const auto folder = qEnvironmentVariable("AISLE_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    m_page->grab().save(QDir(folder).filePath(QStringLiteral("runs-%1.png").arg(QString::fromLatin1(name))));
}

void TestRunsPage::saysWhatTheBestRunMeans()
{
    QAbstractItemModelTester tester(m_page->table(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(m_page->table()->groups().size(), std::size_t(1));
    QCOMPARE(m_page->table()->groups()[0].rows.size(), std::size_t(4));
    const auto sentence = child<QLabel>("sentence")->text();
    QVERIFY2(sentence.contains(QStringLiteral("in 100 from the ten bestsellers")), qPrintable(sentence));
    for (const auto &row : m_page->table()->groups()[0].rows)
        QVERIFY(row.intervals.count("NDCG@10"));
    shoot("one-group");
}

void TestRunsPage::comparesTwoRuns()
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

void TestRunsPage::clickAndSpaceCompare()
{
    auto *view = child<QTreeView>("runs-table");
    const auto letter = at(4, RunTableModel::Field::Compared);
    const auto click = [&] {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(letter).center());
    };
    click();
    QCOMPARE(m_session->selection().slotOf(RunId(4)), std::optional(0));
    click();
    QCOMPARE(m_session->selection().comparedCount(), 0);
    view->setCurrentIndex(at(3, RunTableModel::Field::Name));
    QTest::keyClick(view, Qt::Key_Space);
    QCOMPARE(m_session->selection().slotOf(RunId(3)), std::optional(0));
    settle();
    view->setFocus();
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    const auto copied = QGuiApplication::clipboard()->text().section(u'\n', 1); // after the headings
    QVERIFY2(copied.startsWith(QStringLiteral("A\tItem neighbours #3\t")), qPrintable(copied));
}

void TestRunsPage::barsSelectShoppers()
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
void TestRunsPage::smallWindowHasRoomForThePictures()
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

void TestRunsPage::pairIsSaidInASentence()
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

void TestRunsPage::listsChangedMostOpenAShopper()
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

void TestRunsPage::renamesAndDeletesWithUndo()
{
    auto *model = m_page->table();
    QVERIFY(model->setData(at(4, RunTableModel::Field::Name), QStringLiteral("strong EASE"), Qt::EditRole));
    QTRY_COMPARE(at(4, RunTableModel::Field::Name).data().toString(), QStringLiteral("strong EASE #4"));
    QVERIFY(model->setData(at(4, RunTableModel::Field::Note), QStringLiteral("for Monday"), Qt::EditRole));
    QTRY_COMPARE(at(4, RunTableModel::Field::Note).data().toString(), QStringLiteral("for Monday"));
    settle();
    auto *view = child<QTreeView>("runs-table");
    view->selectionModel()->select(at(4, RunTableModel::Field::Name),
                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    child<QToolButton>("delete-runs")->click();
    QTRY_VERIFY(!model->indexOf(RunId(4)).isValid());
    m_session->undoStack().undo();
    QTRY_VERIFY(model->indexOf(RunId(4)).isValid());
    m_session->undoStack().undo();
    m_session->undoStack().undo();
    QTRY_COMPARE(at(4, RunTableModel::Field::Name).data().toString(), QStringLiteral("EASE #4"));
    settle();
}

void TestRunsPage::undoInTheNoticeIsOfTheDeletion()
{
    NoticeStrip strip;
    connect(m_page.get(), &Page::noticeRaised, &strip, &NoticeStrip::show);
    auto *undo = strip.findChild<QPushButton *>(QStringLiteral("notice-action"));
    auto *model = m_page->table();
    auto &selection = m_session->selection();
    const auto rename = [&](const char *name) {
        QVERIFY(model->setData(at(3, RunTableModel::Field::Name), QString::fromLatin1(name), Qt::EditRole));
    };
    const auto remove = [&] {
        QTRY_VERIFY(model->indexOf(RunId(4)).isValid());
        settle();
        child<QTreeView>("runs-table")
            ->selectionModel()
            ->select(at(4, RunTableModel::Field::Name),
                     QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        child<QToolButton>("delete-runs")->click();
        QTRY_VERIFY(!model->indexOf(RunId(4)).isValid());
        QVERIFY(strip.isVisible());
    };
    compare({3, 4});
    const auto slot = selection.slotOf(RunId(4));
    QVERIFY(slot);
    remove();
    QVERIFY(!selection.slotOf(RunId(4)));
    undo->click();
    QTRY_VERIFY(model->indexOf(RunId(4)).isValid());
    QTRY_COMPARE(selection.slotOf(RunId(4)), slot);
    remove();
    rename("another name"); // now Undo would take this back
    QVERIFY(!strip.isVisible());
    m_session->undoStack().undo();
    m_session->undoStack().undo();
    QTRY_COMPARE(selection.slotOf(RunId(4)), slot);
    remove();
    m_session->undoStack().undo();
    QVERIFY(!strip.isVisible());
    QTRY_VERIFY(model->indexOf(RunId(4)).isValid());
    settle();
}

void TestRunsPage::judgesAgainUnderItsOwnHeading()
{
    auto *view = child<QTreeView>("runs-table");
    for (const int run : {3, 4})
        view->selectionModel()->select(at(run, RunTableModel::Field::Name),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
    auto *menu = child<QToolButton>("judge-again")->menu();
    Q_EMIT menu->aboutToShow();
    menu->actions().at(0)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_page->table()->groups().size(), std::size_t(2), 30'000);
    settle();
    QTRY_COMPARE(RunStore(*m_session->project()).all().size(), std::size_t(6));
    view->selectionModel()->clear();
    view->selectionModel()->select(at(1, RunTableModel::Field::Name),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
    shoot("two-groups");
    QToolButton *like = nullptr;
    for (auto *button : m_page->findChildren<QToolButton *>(QStringLiteral("judge-like"))) {
        if (button->isVisible())
            like = button;
    }
    QVERIFY(like && like->isEnabled());
    like->click();
    QTRY_COMPARE_WITH_TIMEOUT(RunStore(*m_session->project()).all().size(), std::size_t(7), 30'000);
    settle();
    QTRY_COMPARE(m_page->table()->groups().front().rows.size(),
                 std::size_t(3)); // the group of the newest run comes first
}

void TestRunsPage::equalRunsShareARank()
{
    std::map<int, int> ranks;
    for (const auto &row : m_page->table()->groups()[0].rows)
        ranks[static_cast<int>(row.run.id.value)] = row.place();
    QVERIFY(ranks.size() == 4);
    int first = 0;
    for (const auto &[run, rank] : ranks) {
        QVERIFY(rank >= 1 && rank <= 4);
        first += rank == 1;
    }
    QVERIFY(first >= 1);
    QVERIFY(ranks[4] < ranks[1]); // EASE beats the bestsellers where shoppers have tastes
}

QList<QByteArray> TestRunsPage::linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
}

void TestRunsPage::chooseFile(const QString &path)
{
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    delete dialog;
    settle();
}

void TestRunsPage::placesAreThoseOfTheReport()
{
    const auto &project = *m_session->project();
    const auto wanted = std::map<std::int64_t, int>{{test::keepSyntheticRun(project, "ease", .1, .02, 1).value, 4},
                                                    {test::keepSyntheticRun(project, "bpr", .3, .02, 2).value, 2},
                                                    {test::keepSyntheticRun(project, "ials", .3, .02, 3).value, 2},
                                                    {test::keepSyntheticRun(project, "slim", .5, .02, 4).value, 1}};
    m_session->noteRunsChanged();
    QTRY_COMPARE(m_page->table()->groups().size(), std::size_t(2));
    settle();
    SilentContext quiet;
    const auto report = gatherReport(project, {}, quiet);
    std::map<std::int64_t, int> shown, reported;
    for (const auto &row : m_page->table()->groups()[0].rows)
        shown[row.run.id.value] = row.place();
    for (const auto &group : report.groups) {
        for (const auto &one : group.runs) {
            if (wanted.contains(one.run.id.value))
                reported[one.run.id.value] = one.standing->place;
        }
    }
    QCOMPARE(shown, wanted);
    QCOMPARE(reported, wanted);
    const auto rank = at(static_cast<int>(wanted.begin()->first), RunTableModel::Field::Rank);
    QVERIFY(rank.data(Qt::ToolTipRole).toString().contains(QStringLiteral("from the best")));
}

void TestRunsPage::opensARun()
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

void TestRunsPage::curvesOfKeptRunsAreShown()
{
    std::vector<RunId> trained;
    SilentContext quiet;
    for (const int factors : {4, 8}) {
        TrainRequest request;
        request.recommender = "bpr";
        request.parameters = {{QStringLiteral("epochs"), 3}, {QStringLiteral("factors"), factors}};
        trained.push_back(trainRun(*m_session->project(), request, quiet).run.id);
    }
    const auto path = m_session->path();
    m_page.reset(); // as after a restart
    m_session.reset();
    m_session = std::make_shared<ProjectSession>(Project::open(path), m_pools);
    m_page = std::make_unique<RunsPage>();
    m_page->resize(1280, 860);
    m_page->setProject(m_session);
    m_page->show();
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

void TestRunsPage::doubleClickEditsOrOpens()
{
    auto *view = child<QTreeView>("runs-table");
    auto *open = child<RunView>("run-view");
    const auto doubleClick = [&](RunTableModel::Field field) {
        const auto index = at(4, field);
        view->scrollTo(index);
        const auto point = view->visualRect(index).center();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, point);
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, point);
    };
    doubleClick(RunTableModel::Field::Note);
    auto *editor = view->findChild<QLineEdit *>();
    QVERIFY(editor && editor->isVisible());
    QTest::keyClicks(editor, QStringLiteral("for the board"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(at(4, RunTableModel::Field::Note).data().toString(), QStringLiteral("for the board"));
    QCOMPARE(m_session->selection().comparedCount(), 0);
    QVERIFY(!open->run());
    settle();
    doubleClick(RunTableModel::Field::Recommender);
    settle();
    QCOMPARE(open->run(), std::optional(RunId(4)));
}

void TestRunsPage::typedTextTicksNothing()
{
    auto *view = child<QTreeView>("runs-table");
    view->setCurrentIndex(at(4, RunTableModel::Field::Note));
    view->setFocus();
    QTest::keyClicks(view, QStringLiteral("for the board"));
    QCOMPARE(m_session->selection().comparedCount(), 0);
    QTest::qWait(QApplication::keyboardInputInterval() + 50);
    QTest::keyClick(view, Qt::Key_Space); // meant
    QCOMPARE(m_session->selection().comparedCount(), 1);
    settle();
}

void TestRunsPage::joinedRunIsInThePair()
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

void TestRunsPage::longNamesLeaveRoom()
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

void TestRunsPage::headingStaysWhileScrolling()
{
    for (std::uint64_t seed = 1; seed <= 30; ++seed)
        test::keepSyntheticRun(*m_session->project(), "ease", .3, .02, seed, 50);
    m_session->noteRunsChanged();
    QTRY_COMPARE(m_page->table()->groups().size(), std::size_t(2));
    settle();
    auto *view = child<QTreeView>("runs-table");
    auto *heading = child<QLabel>("sticky-heading");
    QVERIFY(!heading->isVisible());
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 2);
    QVERIFY(heading->isVisible());
    QCOMPARE(heading->text(), m_page->table()->groups()[0].heading);
    shoot("scrolled");
    view->verticalScrollBar()->setValue(0);
    QVERIFY(!heading->isVisible());
}

void TestRunsPage::readOnlyProjectsHaveRanks()
{
    std::map<std::int64_t, int> wanted;
    for (const auto &row : m_page->table()->groups()[0].rows)
        wanted[row.run.id.value] = row.place();
    const auto second = std::make_shared<ProjectSession>(Project::open(m_session->path(), Project::Access::ReadOnly),
                                                         m_pools); // the first window has it open
    RunsPage page;
    page.setProject(second);
    page.show();
    QTRY_VERIFY(page.isSettled() && !page.table()->groups().empty());
    for (const auto &row : page.table()->groups()[0].rows) {
        QCOMPARE(row.place(), wanted[row.run.id.value]);
        QVERIFY(row.intervals.contains("NDCG@10"));
    }
    page.setProject(nullptr);
}

/// What its shoppers wanted were views: nobody bought anything.
void TestRunsPage::boughtAgainIsSeenAgainUnderViews()
{
    const auto name = [&] { return at(2, RunTableModel::Field::Recommender).data().toString(); };
    const auto &project = *m_session->project();
    QCOMPARE(name(), QStringLiteral("Bought again"));
    QCOMPARE(runLabel(RunStore(project).known(RunId(2))), QStringLiteral("Bought again #2"));
    EventStore events(project);
    for (const auto &kind : events.kinds())
        events.setKindMeaning(kind.id, Meaning::View, kind.weight);
    m_page->setProject(nullptr);
    m_page->setProject(m_session);
    QTRY_COMPARE(name(), QStringLiteral("Seen again"));
    QCOMPARE(runLabel(RunStore(project).known(RunId(2))), QStringLiteral("Seen again #2"));
}

void TestRunsPage::headlineHasNoCursor()
{
    const auto flags = child<QLabel>("sentence")->textInteractionFlags();
    QVERIFY(flags.testFlag(Qt::TextSelectableByMouse) && !flags.testFlag(Qt::TextSelectableByKeyboard));
}

void TestRunsPage::savedChartSaysWhatItIsOf()
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

void TestRunsPage::followedValueIsShown()
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

void TestRunsPage::trainAgainAsks()
{
    auto *view = child<QTreeView>("runs-table");
    view->selectionModel()->select(at(4, RunTableModel::Field::Name),
                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    child<QToolButton>("train-again")->click();
    const auto form = m_session->setting(kTrainFormSetting).toObject();
    QVERIFY(form.contains(kTrainAgainKey));
    QCOMPARE(TrainRequest::fromJson(form).recommender, std::string("ease"));
}

void TestRunsPage::exportsWhatItShows()
{
    RunStore(*m_session->project()).rename(RunId(1), QStringLiteral("=1+1"));
    m_session->noteRunsChanged();
    settle();
    const auto path = m_folder.filePath(QStringLiteral("runs.csv"));
    child<QToolButton>("export-runs")->click();
    QSignalSpy notices(m_page.get(), &Page::noticeRaised);
    chooseFile(path);
    QCOMPARE(notices.last().first().value<Notice>().level, Notice::Level::Good);
    const auto lines = linesOf(path);
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines[0].startsWith("run,name,recommender"));
    QVERIFY(lines[0].contains("NDCG@10 low"));
    const auto all = lines.join('\n');
    QVERIFY(all.contains("time:0.8,0.1,0.1"));
    QVERIFY(all.contains("1,'=1+1,")); // no spreadsheet runs it

    QSignalSpy failures(&m_session->jobs(), &JobList::jobFailed);
    child<QToolButton>("export-runs")->click();
    chooseFile(m_session->path());
    QCOMPARE(failures.count(), 1);
    QVERIFY(!RunStore(*m_session->project()).all().empty()); // the project is still one
}

void TestRunsPage::copiesTheSelectedRuns()
{
    auto *view = child<QTreeView>("runs-table");
    view->selectionModel()->select(at(4, RunTableModel::Field::Name),
                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QGuiApplication::clipboard()->clear();
    m_page->activateWindow();
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
    QTest::keySequence(view, QKeySequence(QKeySequence::Copy));
    QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    const auto lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].contains(QStringLiteral("Run\t")) && lines[0].contains(QStringLiteral("NDCG@10")));
    QVERIFY(lines[1].contains(at(4, RunTableModel::Field::Name).data().toString()));
}

/// The file that the command line writes for the same run.
void TestRunsPage::savesEverybodysLists()
{
    const auto saved = m_folder.filePath(QStringLiteral("lists.csv")),
               like = m_folder.filePath(QStringLiteral("like.csv"));
    const auto choose = [this](int runs) {
        auto *model = child<QTreeView>("runs-table")->selectionModel();
        model->clear();
        for (int run = 1; run <= runs; ++run)
            model->select(at(run, RunTableModel::Field::Name), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        auto *menu = child<QToolButton>("save-lists")->menu();
        QVERIFY(menu->actions().at(0)->text().startsWith(QStringLiteral("5 products")));
        menu->actions().at(0)->trigger();
    };
    QVERIFY(!child<QToolButton>("save-lists")->isEnabled()); // nothing is selected or compared
    choose(1);
    chooseFile(saved);
    SilentContext job;
    const auto lists = exportListsOfRun(*m_session->project(), RunId(1), {.k = 5}, m_session->keys(), like, job);
    const auto lines = linesOf(saved);
    QVERIFY(lists > 100 && lines.size() > lists);
    QCOMPARE(lines, linesOf(like));
    QCOMPARE(lines.first(), QByteArray("user,rank,item,score"));
    m_session->setPseudonyms(true);
    choose(2);
    chooseFile(saved);
    for (const int run : {1, 2}) {
        const auto one = linesOf(listsPath(saved, RunId(run)));
        QCOMPARE(one.size(), run == 1 ? lines.size() : one.size());
        QVERIFY(one.size() > 100 && one.at(1).startsWith("S-") && one.at(1).contains(",P-"));
    }
    QCOMPARE(listsPath(QStringLiteral("/a/b.csv.gz"), RunId(7)), QStringLiteral("/a/b-7.csv.gz"));
}

void TestRunsPage::remembersColumns()
{
    auto *view = child<QTreeView>("runs-table");
    auto *menu = child<QToolButton>("choose-columns")->menu();
    Q_EMIT menu->aboutToShow();
    QVERIFY(view->isColumnHidden(m_page->table()->columnOf(RunTableModel::Field::Seed)));
    for (auto *action : menu->actions()) {
        if (action->text() == QLatin1String("Seed"))
            action->trigger();
    }
    QVERIFY(!view->isColumnHidden(m_page->table()->columnOf(RunTableModel::Field::Seed)));
    m_page = std::make_unique<RunsPage>();
    m_page->setProject(m_session);
    QVERIFY(!child<QTreeView>("runs-table")->isColumnHidden(m_page->table()->columnOf(RunTableModel::Field::Seed)));
    m_page->show();
    settle();
}

void TestRunsPage::emptyProjectSaysWhatToDo()
{
    const auto path = m_folder.filePath(QStringLiteral("empty.aisle"));
    const auto empty = std::make_shared<ProjectSession>(test::makeShop(path, 10, 10), m_pools);
    m_page->setProject(empty);
    QTRY_VERIFY(m_page->isSettled());
    QVERIFY(m_page->table()->groups().empty());
    QVERIFY(!child<QTreeView>("runs-table")->isVisible());
    m_page->setProject(nullptr);
}

void TestRunsPage::epochModelGrows()
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

void TestRunsPage::changesLanguageAndTheme()
{
    compare({1, 2, 3, 4});
    shoot("four");
    Theme::instance().setChoice(ThemeChoice::Dark);
    QCoreApplication::processEvents();
    shoot("dark");
    setLanguage(QStringLiteral("zh_CN"));
    QCoreApplication::processEvents();
    shoot("dark-zh");
    Theme::instance().setChoice(ThemeChoice::Light);
    setLanguage(QStringLiteral("en"));
    QCoreApplication::processEvents();
    QCOMPARE(child<QToolButton>("export-runs")->text(), QStringLiteral("Export CSV"));
}

QTEST_MAIN(TestRunsPage)
#include "tst_runspage.moc"
