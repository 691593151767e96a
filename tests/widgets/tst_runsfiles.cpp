#include "core/lists/listexport.h"
#include "core/runs/runstore.h"
#include "tests/core/syntheticruns.h"
#include "tests/widgets/runspagetest.h"
#include "widgets/commands/runcommands.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace aisle;

/// What leaves the Runs page: files and the clipboard.
class TestRunsFiles : public test::RunsPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { trainRuns(); }
    void init() { openPage(); }
    void cleanup() { closePage(); }
    void exportsWhatItShows();
    void copiesTheSelectedRuns();
    void savesEverybodysLists();
    void reportsOnTheRunsThatAreChosen();

private:
    void chooseFile(const QString &path); ///< in the dialogue that is open
    static QList<QByteArray> linesOf(const QString &path);
};

QList<QByteArray> TestRunsFiles::linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
}

void TestRunsFiles::chooseFile(const QString &path)
{
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    delete dialog;
    settle();
}

void TestRunsFiles::exportsWhatItShows()
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

void TestRunsFiles::copiesTheSelectedRuns()
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
void TestRunsFiles::savesEverybodysLists()
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

void TestRunsFiles::reportsOnTheRunsThatAreChosen()
{
    QSignalSpy commands(m_page.get(), &Page::commandRequested);
    auto *menu = child<QToolButton>("export-report")->menu();
    const auto offers = [menu] {
        Q_EMIT menu->aboutToShow();
        return menu->actions();
    };
    QVERIFY(!offers()[0]->isEnabled() && !offers()[1]->isEnabled()); // nothing is selected or compared
    offers()[2]->trigger();
    QCOMPARE(commands.takeFirst()[0].toString(), QStringLiteral("report:"));
    compare({2, 3});
    offers()[1]->trigger();
    QCOMPARE(commands.takeFirst()[0].toString(), QStringLiteral("report"));
    auto *selection = child<QTreeView>("runs-table")->selectionModel();
    for (const int run : {1, 4})
        selection->select(at(run, RunTableModel::Field::Name), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    offers()[0]->trigger();
    auto runs = commands.takeFirst()[0].toString().section(u':', 1).split(u',');
    runs.sort();
    QCOMPARE(runs, (QStringList{QStringLiteral("1"), QStringLiteral("4")}));
    test::keepSyntheticRun(*m_session->project(), "ease", .3, .02, 5);
    m_session->noteRunsChanged();
    settle();
    child<QTreeView>("runs-table")->selectAll();
    QVERIFY(!offers()[0]->isEnabled()); // a report has four letters
}

QTEST_MAIN(TestRunsFiles)
#include "tst_runsfiles.moc"
