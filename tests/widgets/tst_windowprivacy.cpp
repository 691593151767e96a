// With pseudonyms on the window shows nobody's key, wherever it stands: what is seen, painted, copied, saved, spoken
// and found is searched for 3,000 known keys.
#include "core/report/report.h"
#include "core/runs/training/training.h"
#include "core/storage/eventstore.h"
#include "tests/support/knownkeys.h"
#include "tests/widgets/pageovershop.h"
#include "tests/widgets/windowtexts.h"
#include "widgets/charts/chartcard.h"
#include "widgets/commands/trainsetting.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/tables/sheetoutput.h"
#include "widgets/tables/tableview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QTabWidget>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace aisle;

class TestWindowPrivacy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_window.reset(); }
    void noPageTellsAKey_data();
    void noPageTellsAKey();
    void nothingLeavesWithATable();
    void cellsThatAreHiddenFilterNothing();
    void searchFindsWhatIsShown();
    void filtersAreAboutWhatIsShown();
    void theReportTellsNone();

private:
    void makeShop(const QString &path) const;
    void trainWithoutAProduct(ProjectSession &session) const;
    QStringList traces(QWidget &root) const;
    TableView *table(int tab) const
    {
        return m_window->page(QStringLiteral("data"))
            ->findChild<QTabWidget *>(QStringLiteral("data-tables"))
            ->widget(tab)
            ->findChild<TableView *>();
    }
    void show(const char *id)
    {
        m_window->showPage(QString::fromLatin1(id));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->page(QString::fromLatin1(id))->isSettled(), 30'000);
    }

    QTemporaryDir m_folder;
    test::KnownKeys m_keys{3000, {QStringLiteral("shop.aisle"), QStringLiteral("shop")}};
    std::unique_ptr<MainWindow> m_window;
};

/// Keys as shoppers, sessions, in contexts, in attributes of shoppers and products, in rejected rows and files' names.
void TestWindowPrivacy::makeShop(const QString &path) const
{
    const auto project = test::makeShop(path, m_keys.count());
    auto &database = project->database();
    SQLite::Transaction transaction(database);
    SQLite::Statement user(database,
                           "UPDATE user SET key = ?1, attributes = json_object('email', ?1, 'age', 9) WHERE id = ?2");
    SQLite::Statement visit(database, "INSERT INTO session VALUES (?2, ?1, 1)");
    for (int id = 1; id <= m_keys.count(); ++id) {
        const auto key = m_keys.key(id - 1).toStdString();
        for (auto *statement : {&user, &visit}) {
            statement->bind(1, key);
            statement->bind(2, id);
            statement->exec();
            statement->reset();
        }
    }
    database.exec("UPDATE event SET session = user_id, context = (SELECT json_object('note', key) FROM user WHERE "
                  "user.id = user_id)");
    database.exec(
        "UPDATE item SET attributes = (SELECT json_object('last_buyer', user.key, 'seller', user.key) FROM user "
        "WHERE user.id = item.id)");
    database.exec("UPDATE item SET key = '" + m_keys.key(100).toStdString() + "' WHERE id = 5");
    database.exec("INSERT INTO quarantine SELECT id, 1, 'log of ' || key || '.csv', id, key || ',item,yesterday', "
                  "'bad-time', key "
                  "FROM user WHERE id <= 50");
    database.exec("UPDATE import SET rejected = 50, rows = rows + 50, source = '/home/jane.doe3@mail.com/KQUX1.csv'");
    transaction.commit();
}

void TestWindowPrivacy::initTestCase()
{
    test::prepareWindow();
    const auto path = m_folder.filePath(QStringLiteral("shop.aisle"));
    makeShop(path);
    m_window = std::make_unique<MainWindow>(std::make_shared<JobPools>());
    m_window->resize(1280, 800);
    m_window->show();
    bool open = false;
    m_window->openProject(path, [&open] { open = true; });
    QTRY_VERIFY(open);
    show("data"); // the search finds what it is to find
    QTRY_VERIFY(!traces(*m_window).isEmpty());
    m_window->session()->setPseudonyms(true);
    test::trainIn(*m_window->session(), "popularity");
    trainWithoutAProduct(*m_window->session());
    test::compareAllRuns(*m_window->session());
    m_window->session()->selection().setShopper(ShopperRef{UserId(7), m_keys.key(6)});
    m_window->session()->selection().setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), {}});
}

/// The Runs page tells what differs, the Train page what is left out.
void TestWindowPrivacy::trainWithoutAProduct(ProjectSession &session) const
{
    TrainRequest request;
    request.recommender = "item-knn";
    request.protocol.filter.excludeItems = QStringList(m_keys.key(100));
    SilentContext job;
    trainRun(*session.project(), request, job);
    session.noteRunsChanged();
    session.setSetting(kTrainFormSetting, request.toJson());
}

QStringList TestWindowPrivacy::traces(QWidget &root) const
{
    auto texts = test::textsOf(root);
    for (auto &text : test::paintedTexts(root))
        texts.push_back(std::move(text));
    QStringList all, found;
    for (const auto &text : texts)
        all << text.text;
    if (m_keys.found(all.join(u'\n')).isEmpty())
        return {};
    for (const auto &text : texts)
        for (const auto &trace : m_keys.found(text.text))
            found << text.where + QStringLiteral(": ") + trace;
    return found;
}

void TestWindowPrivacy::noPageTellsAKey_data()
{
    QTest::addColumn<QString>("id");
    for (const auto &page : pages())
        QTest::newRow(page.id) << QString::fromLatin1(page.id);
}

void TestWindowPrivacy::noPageTellsAKey()
{
    QFETCH(const QString, id);
    show(id.toLatin1().constData());
    auto *page = m_window->page(id);
    auto tabs = page->findChildren<QTabWidget *>();
    for (auto *tab : tabs) {
        for (int i = 0; i < tab->count(); ++i) {
            tab->setCurrentIndex(i);
            QTRY_VERIFY_WITH_TIMEOUT(page->isSettled(), 20'000);
            traces(*tab); // asks for the rows
            QTRY_VERIFY_WITH_TIMEOUT(test::rowsAreThere(*tab), 20'000);
            const auto found = traces(*tab);
            QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
        }
    }
    for (const auto *card : page->findChildren<ChartCard *>()) {
        const auto found = m_keys.found(card->data().csv() + card->svg());
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
    for (auto *menu : m_window->findChildren<QMenu *>())
        Q_EMIT menu->aboutToShow();
    const auto found = traces(*m_window);
    QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
}

void TestWindowPrivacy::nothingLeavesWithATable()
{
    show("data");
    for (int tab = 0; tab < 4; ++tab) {
        auto *view = table(tab);
        QTRY_VERIFY(!view->table()->isLoading());
        QVERIFY(view->table()->rowCount() > 0);
        QApplication::clipboard()->clear();
        view->selectAll();
        view->copySelection();
        QTRY_VERIFY_WITH_TIMEOUT(!QApplication::clipboard()->text().isEmpty(), 30'000);
        auto found = m_keys.found(QApplication::clipboard()->text());
        QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("copied %1: ").arg(tab) + found.mid(0, 3).join(u'\n')));
        const auto path = m_folder.filePath(QStringLiteral("saved %1.csv").arg(tab));
        SheetOutput::of(view)->saveTo(view->table()->sheet({view->table()->allRows()}, view->shownColumns()), path);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path) && m_window->session()->jobs().isEmpty(), 30'000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto saved = file.readAll();
        QVERIFY(saved.count('\n') > 20);
        found = m_keys.found(saved);
        QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("saved %1: ").arg(tab) + found.mid(0, 3).join(u'\n')));
    }
}

/// "Filter to this" would write what is hidden into the field above.
void TestWindowPrivacy::cellsThatAreHiddenFilterNothing()
{
    show("data");
    for (int tab = 0; tab < 4; ++tab) {
        m_window->page(QStringLiteral("data"))
            ->findChild<QTabWidget *>(QStringLiteral("data-tables"))
            ->setCurrentIndex(tab);
        auto *view = table(tab);
        for (const int column : view->shownColumns()) {
            QTRY_VERIFY(view->table()->index(0, column).data(PagedTableModel::IsLoadedRole).toBool());
            view->scrollTo(view->table()->index(0, column));
            const auto at = view->visualRect(view->table()->index(0, column)).center();
            QContextMenuEvent asked(QContextMenuEvent::Mouse, at, view->viewport()->mapToGlobal(at));
            QApplication::sendEvent(view->viewport(), &asked);
            auto *menu = view->findChild<QMenu *>({}, Qt::FindDirectChildrenOnly);
            if (!menu)
                continue;
            for (auto *action : menu->actions())
                if (action->text().startsWith(QLatin1String("Filter")))
                    action->trigger();
            delete menu;
            QTRY_VERIFY(!view->table()->isLoading());
            const auto found = traces(*view);
            QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
            view->clearFilters();
            QTRY_VERIFY(!view->table()->isLoading());
        }
    }
}

void TestWindowPrivacy::searchFindsWhatIsShown()
{
    m_window->runCommand(QStringLiteral("search"));
    auto *field = m_window->findChild<QLineEdit *>(QStringLiteral("search-field"));
    auto *list = m_window->findChild<QListWidget *>(QStringLiteral("search-results"));
    QVERIFY(field && list);
    for (int number = 0; number < 3; ++number) {
        field->setText(m_keys.key(number));
        QTRY_VERIFY(list->count() == 1 &&
                    list->item(0)->text().contains(m_keys.key(number))); // "Nothing is called ..."
        QVERIFY(!(list->item(0)->flags() & Qt::ItemIsSelectable));
        const auto name = m_window->session()->keys().shopper(m_keys.key(number));
        field->setText(name);
        QTRY_COMPARE(list->item(0)->text(), name);
    }
    list->window()->close();
}

void TestWindowPrivacy::filtersAreAboutWhatIsShown()
{
    show("data");
    auto *view = table(2);
    auto *model = view->table();
    view->clearFilters();
    QTRY_VERIFY(!model->isLoading());
    const auto column = model->columnOf(QStringLiteral("shopper"));
    model->setFilters({{.column = column, .contains = m_keys.key(3)}});
    QTRY_VERIFY(!model->isLoading());
    QCOMPARE(model->matchingRows(), qint64(0));
    model->setFilters({{.column = column, .contains = m_window->session()->keys().shopper(m_keys.key(3))}});
    QTRY_VERIFY(!model->isLoading());
    QCOMPARE(model->matchingRows(), qint64(1));
    model->setFilters({});
    QTRY_VERIFY(!model->isLoading());

    auto *session = m_window->session().get(); // what was typed about keys goes when they become pseudonyms
    session->setPseudonyms(false);
    auto *filter = view->findChildren<QLineEdit *>().value(column);
    QVERIFY(filter);
    filter->setText(m_keys.key(3));
    session->setPseudonyms(true);
    QTRY_VERIFY(!model->isLoading());
    const auto found = traces(*view);
    QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
}

void TestWindowPrivacy::theReportTellsNone()
{
    const auto path = m_folder.filePath(QStringLiteral("shop.html"));
    m_window->writeReportTo(path, ReportRequest{});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 60'000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto found = m_keys.found(file.readAll());
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

QTEST_MAIN(TestWindowPrivacy)
#include "tst_windowprivacy.moc"
