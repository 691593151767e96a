#include "core/report/report.h"
#include "core/runs/runstore.h"
#include "core/runs/training/training.h"
#include "core/storage/eventstore.h"
#include "tests/core/syntheticruns.h"
#include "tests/widgets/runspagetest.h"
#include "tests/widgets/shop.h"
#include "widgets/commands/trainsetting.h"
#include "widgets/common/theme.h"
#include "widgets/runs/runview.h"
#include "widgets/shell/language.h"
#include "widgets/shell/noticestrip.h"
#include "widgets/text/runtext.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <map>

using namespace aisle;

/// Drives the table of the Runs page: what it says, how it is used, and that it keeps what it was told.
class TestRunsPage : public test::RunsPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { trainRuns(); }
    void init() { openPage(); }
    void cleanup() { closePage(); }
    void saysWhatTheBestRunMeans();
    void clickAndSpaceCompare();
    void renamesAndDeletesWithUndo();
    void undoInTheNoticeIsOfTheDeletion();
    void judgesAgainUnderItsOwnHeading();
    void equalRunsShareARank();
    void placesAreThoseOfTheReport();
    void doubleClickEditsOrOpens();
    void typedTextTicksNothing();
    void headingStaysWhileScrolling();
    void readOnlyProjectsHaveRanks();
    void boughtAgainIsSeenAgainUnderViews();
    void headlineHasNoCursor();
    void trainAgainAsks();
    void remembersColumns();
    void emptyProjectSaysWhatToDo();
    void changesLanguageAndTheme();
};

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
