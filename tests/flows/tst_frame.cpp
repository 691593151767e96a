#include "core/recommend/registry.h"
#include "core/runs/runstore.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/forms/questionsheet.h"
#include "widgets/map/scatterview.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/language.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/noticestrip.h"
#include "widgets/start/recentfacts.h"
#include "widgets/tables/tableview.h"
#include "widgets/train/recommenderlist.h"

#include <QAbstractItemView>
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>
#include <set>

using namespace aisle;

/// The frame around the pages, over a small shop with two compared runs: focus chooses nothing, nothing moves a page,
/// the selection stays true to the project.
class FrameFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void focusChoosesNothing_data();
    void focusChoosesNothing();
    void otherPageKeepsTheShopper();
    void nothingMovesThePage_data() { addPages(); }
    void nothingMovesThePage();
    void chipsFitIntoOneRow();
    void furtherJobsAreListedOnDemand();
    void tabWalksInLayoutOrder();
    void trainCommandFocusesTheSearch();
    void productGetsItsTitle();
    void takingBackAnImportEmptiesTheSelection();
    void runsSayThatTheirDataAreGone();
    void deletedProjectIsNoProjectWithoutRuns();
    void searchTextsBelongToAProject();
    void paletteAnswersNamesFirst();
    void paletteSaysThatNothingWasFound();
    void keyboardHelpKnowsEveryShortcut();
    void helpKnowsEveryRecommender();
    void helpKeyOpensThePagesHelp();
    void recentProjectsSayWhatIsInThem();
    void dangerousAnswerIsNotEnters();

private:
    static void addPages();
    void open(const QString &path);
    void settle();
    SessionPointer session() const { return m_window->session(); }
    const SelectionState &selected() const { return session()->selection().state(); }
    QPoint cornerOf(const QWidget *widget) const { return widget->mapTo(m_window.get(), QPoint()); }
    QStringList ask(const QString &text);
    void takeBack(ImportId import);
    template <class T>
    T *child(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }

    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void FrameFlow::initTestCase()
{
    test::prepareWindow();
}

void FrameFlow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>(m_pools);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    const auto path = m_folder->filePath(QStringLiteral("shop.aisle"));
    test::makeShop(path).reset();
    open(path);
    test::trainIn(*session(), "ease");
    test::trainIn(*session(), "popularity");
    test::compareAllRuns(*session());
    session()->selection().setShopper(ShopperRef{UserId(5), QStringLiteral("17005")});
    settle();
}

void FrameFlow::cleanup()
{
    m_window.reset();
    m_pools->query.waitForDone();
    m_pools->writing.waitForDone();
    m_folder.reset();
}

void FrameFlow::open(const QString &path)
{
    bool isOpen = false;
    m_window->openProject(path, [&isOpen] { isOpen = true; });
    QTRY_VERIFY(isOpen);
}

void FrameFlow::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_window->page(m_window->currentPage())->isSettled(), 20'000);
}

void FrameFlow::addPages()
{
    QTest::addColumn<QString>("id");
    for (const auto &page : pages())
        QTest::newRow(page.id) << QString::fromLatin1(page.id);
}

void FrameFlow::focusChoosesNothing_data()
{
    addPages();
}

/// Every view of the page gets the focus as by Tab, without a current row.
void FrameFlow::focusChoosesNothing()
{
    QFETCH(const QString, id);
    m_window->showPage(QStringLiteral("train")); // its recommender is proposed once the data is known
    settle();
    m_window->showPage(id);
    settle();
    auto *page = m_window->page(id);
    auto *list = m_window->findChild<RecommenderList *>();
    const auto before = selected();
    const auto recommender = list->current();
    int views = 0;
    for (auto *view : page->findChildren<QAbstractItemView *>()) {
        if (!view->isVisible() || !view->model() || view->model()->rowCount() == 0)
            continue;
        ++views;
        view->selectionModel()->clear();
        view->setFocus(Qt::TabFocusReason);
        QVERIFY(view->hasFocus() || view->focusPolicy() == Qt::NoFocus);
        QCoreApplication::processEvents();
        QVERIFY2(selected() == before, qPrintable(view->objectName()));
        QCOMPARE(list->current(), recommender);
    }
    QVERIFY(views > 0 || id == QLatin1String("product") || id == QLatin1String("features")); // nothing is chosen, made
}

/// As after a double click in "Lists changed most": the page comes up, and its finder gets the focus.
void FrameFlow::otherPageKeepsTheShopper()
{
    m_window->showPage(QStringLiteral("runs"));
    settle();
    session()->selection().setShopper(ShopperRef{UserId(42), QStringLiteral("17042")});
    m_window->showPage(QStringLiteral("shoppers"));
    child<QAbstractItemView>("shoppers")->setFocus(Qt::TabFocusReason);
    settle();
    child<QAbstractItemView>("shoppers")->setFocus(Qt::TabFocusReason);
    QCOMPARE(selected().shopper->key, QStringLiteral("17042"));
    m_window->page(QStringLiteral("runs"))->setFocus();
    m_window->showPage(QStringLiteral("runs"));
    m_window->showPage(QStringLiteral("shoppers"));
    settle();
    QCOMPARE(selected().shopper->key, QStringLiteral("17042"));
}

void FrameFlow::nothingMovesThePage()
{
    QFETCH(const QString, id);
    m_window->showPage(id);
    session()->selection().amend([](SelectionState &state) { state = {}; }); // no step is left, either
    settle();
    auto *page = m_window->page(id);
    const auto place = [&] { return QRect(cornerOf(page), page->size()); };
    QCoreApplication::processEvents();
    const auto before = place();
    const auto stays = [&](const char *when) {
        QCoreApplication::processEvents();
        QVERIFY2(place() == before, when);
    };
    m_window->say(
        {.level = Notice::Level::Error, .text = QStringLiteral("It failed."), .details = QStringLiteral("x")});
    QVERIFY(m_window->notices()->isVisible());
    stays("a notice came");
    m_window->notices()->dismiss();
    stays("a notice went");
    session()->selection().setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), QStringLiteral("Tea")});
    stays("a chip came");
    session()->selection().clear();
    stays("a chip went");
    std::vector<ListedJob *> jobs;
    for (const char *title : {"first", "second", "third"})
        jobs.push_back(session()->jobs().start<int>({.title = QString::fromLatin1(title)},
                                                    [](JobContext &job) {
                                                        while (true)
                                                            job.checkpoint();
                                                        return 0;
                                                    },
                                                    this, {}));
    stays("jobs came");
    session()->jobs().cancelAll();
    QTRY_VERIFY(session()->jobs().isEmpty());
    stays("jobs went");
}

void FrameFlow::chipsFitIntoOneRow()
{
    auto &selection = session()->selection();
    const auto longText = QStringLiteral("A title that is far longer than a chip can show in a narrow window");
    test::trainIn(*session(), "random");
    test::trainIn(*session(), "bought-again");
    test::compareAllRuns(*session());
    selection.setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), longText});
    selection.setProducts({ItemId(1), ItemId(2)}, SelectionOrigin::Map);
    selection.setShoppers({UserId(1), UserId(2)}, SelectionOrigin::Chart);
    m_window->resize(m_window->minimumSize());
    QTRY_COMPARE(m_window->width(), m_window->minimumWidth());
    QCoreApplication::processEvents();
    QRect last;
    int chips = 0;
    for (const auto *chip : m_window->findChildren<QAbstractButton *>()) {
        if (!chip->isVisible() || !chip->findChild<QToolButton *>() || chip->height() != 26)
            continue;
        ++chips;
        const QRect rect(cornerOf(chip), chip->size());
        QVERIFY(rect.right() < m_window->width());
        QVERIFY(last.isNull() || (rect.left() > last.right() && rect.top() == last.top()));
        last = rect;
    }
    QCOMPARE(chips, 8);
}

void FrameFlow::furtherJobsAreListedOnDemand()
{
    for (const char *title : {"first", "second"})
        session()->jobs().start<int>({.title = QString::fromLatin1(title)},
                                     [](JobContext &job) {
                                         while (true)
                                             job.checkpoint();
                                         return 0;
                                     },
                                     this, {});
    auto *list = child<QWidget>("job-list");
    auto *more = child<QToolButton>("more-jobs");
    QVERIFY(more->isVisible() && !list->isVisible());
    more->click();
    QVERIFY(list->isVisible());
    const auto cancels = list->findChildren<QPushButton *>(QStringLiteral("job-cancel"));
    QCOMPARE(cancels.size(), 1);
    auto *first = session()->jobs().jobs().front();
    cancels.front()->click(); // it waits for its turn: it ends at once
    QTRY_COMPARE(session()->jobs().jobs(), std::vector<ListedJob *>{first});
    QVERIFY(!first->isOver());
    QVERIFY(!list->isVisible() && !more->isVisible());
    session()->jobs().cancelAll();
    QTRY_VERIFY(session()->jobs().isEmpty());
}

/// Focus goes through a page without leaving it, and never back to a column that it has left.
void FrameFlow::tabWalksInLayoutOrder()
{
    const auto columnsOf = [&](const QSplitter *splitter, QWidget *from, int steps) {
        from->setFocus(Qt::TabFocusReason);
        std::vector<int> columns;
        for (int step = 0; step < steps; ++step) {
            const auto *focus = QApplication::focusWidget();
            int column = -1;
            for (int i = 0; i < splitter->count(); ++i) {
                if (splitter->widget(i) == focus || splitter->widget(i)->isAncestorOf(focus))
                    column = i;
            }
            columns.push_back(column);
            if (column < 0)
                break;
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        return columns;
    };
    m_window->showPage(QStringLiteral("train"));
    settle();
    auto *train = m_window->page(QStringLiteral("train"));
    auto columns = columnsOf(train->findChild<QSplitter *>(), child<QLineEdit>("recommender-search"), 200);
    QVERIFY(columns.size() > 8);
    while (!columns.empty() && columns.back() < 0)
        columns.pop_back(); // has left the page
    QVERIFY(std::is_sorted(columns.begin(), columns.end()));
    QVERIFY(std::count(columns.begin(), columns.end(), 1) > 6); // the form, with its parameters
    m_window->showPage(QStringLiteral("shoppers"));
    settle();
    auto *shoppers = m_window->page(QStringLiteral("shoppers"));
    columns =
        columnsOf(shoppers->findChild<QSplitter *>(), shoppers->findChild<QLineEdit *>(QStringLiteral("search")), 200);
    while (!columns.empty() && columns.back() < 0)
        columns.pop_back();
    QVERIFY(std::is_sorted(columns.begin(), columns.end()));
    QCOMPARE(std::set<int>(columns.begin(), columns.end()), (std::set<int>{0, 1, 2})); // finder, history, lists
}

void FrameFlow::trainCommandFocusesTheSearch()
{
    m_window->showPage(QStringLiteral("runs"));
    m_window->runCommand(QStringLiteral("train-page"));
    QCOMPARE(m_window->currentPage(), QStringLiteral("train"));
    QCOMPARE(QApplication::focusWidget(), child<QWidget>("recommender-search"));
}

void FrameFlow::productGetsItsTitle()
{
    session()->selection().setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), {}}); // as a table selects it
    const auto title = Catalogue(*session()->project()).item(ItemId(7))->title;
    QVERIFY(!title.isEmpty());
    QTRY_COMPARE(selected().product->title, title);
    session()->selection().goBack();
    QVERIFY(!selected().product); // the title was no step of its own
}

void FrameFlow::takeBack(ImportId import)
{
    SilentContext job;
    EventStore(*session()->project()).undoImport(import, job);
    session()->noteEventsChanged();
}

void FrameFlow::takingBackAnImportEmptiesTheSelection()
{
    auto &selection = session()->selection();
    selection.setProducts({ItemId(1), ItemId(2)}, SelectionOrigin::Map);
    selection.setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), {}});
    m_window->showPage(QStringLiteral("map"));
    settle();
    takeBack(ImportId(1));
    QTRY_VERIFY(!selected().shopper);
    QVERIFY(!selected().product);
    QVERIFY(selected().products.isEmpty());
    QCOMPARE(selection.comparedCount(), 2);
    while (selection.canGoBack()) {
        selection.goBack();
        QVERIFY(!selected().shopper && !selected().product && selected().products.isEmpty());
    }
    QTRY_VERIFY(m_window->findChild<ScatterView *>()->rings().empty());
}

void FrameFlow::runsSayThatTheirDataAreGone()
{
    m_window->showPage(QStringLiteral("runs"));
    settle();
    const auto marks = [&] {
        int shown = 0;
        for (const auto *mark : m_window->findChildren<QLabel *>(QStringLiteral("data-gone")))
            shown += mark->isVisible();
        return shown;
    };
    QCOMPARE(marks(), 0);
    const auto before = child<QLabel>("sentence")->text();
    takeBack(ImportId(1));
    QTRY_VERIFY(marks() > 0);
    QVERIFY(child<QLabel>("sentence")->text() != before);
    QVERIFY(child<QLabel>("sentence")->text().contains(QStringLiteral("taken back")));
}

void FrameFlow::deletedProjectIsNoProjectWithoutRuns()
{
    const auto path = m_folder->filePath(QStringLiteral("other.aisle"));
    test::makeShop(path).reset();
    open(path);
    test::trainIn(*session(), "popularity");
    m_window->showPage(QStringLiteral("data"));
    settle();
    m_pools->writing.waitForDone();
    QVERIFY(QFile::remove(path));
    m_window->showPage(QStringLiteral("runs"));
    settle();
    auto *page = m_window->page(QStringLiteral("runs"));
    const auto said = [&](const QString &text) {
        for (const auto *label : page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(said(QStringLiteral("not there")) || said(QStringLiteral("other.aisle")));
    QVERIFY(!said(QStringLiteral("No run is kept yet")));
}

void FrameFlow::searchTextsBelongToAProject()
{
    m_window->showPage(QStringLiteral("map"));
    settle();
    for (const char *name : {"mapSearch", "recommender-search", "findProduct", "search"})
        child<QLineEdit>(name)->setText(QStringLiteral("tea"));
    auto *table = m_window->findChild<TableView *>();
    auto *filter = table->findChild<QLineEdit *>(QStringLiteral("filter0"));
    filter->setText(QStringLiteral("17005"));
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(!table->table()->filters().empty());
    const auto path = m_folder->filePath(QStringLiteral("other.aisle"));
    test::makeShop(path).reset();
    open(path);
    QVERIFY(filter->text().isEmpty() && table->table()->filters().empty());
    for (const char *name : {"mapSearch", "recommender-search", "findProduct", "search"})
        QVERIFY2(child<QLineEdit>(name)->text().isEmpty(), name);
}

/// @return the palette's lines for a text, best first
QStringList FrameFlow::ask(const QString &text)
{
    m_window->runCommand(QStringLiteral("search"));
    auto *palette = m_window->findChild<CommandPalette *>();
    auto *list = palette->findChild<QListWidget *>(QStringLiteral("search-results"));
    list->clear();
    QTest::keyClicks(palette->findChild<QLineEdit *>(QStringLiteral("search-field")), text);
    if (!QTest::qWaitFor([&] { return list->count() > 0; }))
        return {};
    QStringList lines;
    for (int row = 0; row < list->count(); ++row)
        lines.append(list->item(row)->text());
    QTest::keyClick(palette, Qt::Key_Escape);
    delete palette;
    return lines;
}

void FrameFlow::paletteAnswersNamesFirst()
{
    {
        const auto project = session()->project()->another();
        RunStore(*project).rename(RunId(2), QStringLiteral("Increase")); // holds "ease" within a word
    }
    session()->noteRunsChanged();
    const auto lines = ask(QStringLiteral("ease"));
    QVERIFY(lines.size() >= 2);
    QVERIFY2(lines[0].startsWith(QStringLiteral("EASE")), qPrintable(lines.join(u'|')));
    const auto named =
        std::ranges::find_if(lines, [](const QString &line) { return line.startsWith(QStringLiteral("Increase")); });
    QVERIFY(named > lines.begin() && named != lines.end());
    QCOMPARE(ask(QStringLiteral("runs")).value(0), QStringLiteral("Runs"));
    QVERIFY(ask(QStringLiteral("17005")).value(0).contains(QStringLiteral("17005")));
}

void FrameFlow::paletteSaysThatNothingWasFound()
{
    const auto lines = ask(QStringLiteral("xyzzy"));
    QCOMPARE(lines.size(), 1);
    QVERIFY(lines[0].contains(QStringLiteral("xyzzy")));
}

void FrameFlow::keyboardHelpKnowsEveryShortcut()
{
    m_window->runCommand(QStringLiteral("help:keys"));
    const auto text = child<QTextBrowser>("help-text")->toPlainText();
    int shortcuts = 0;
    const auto isSaid = [&](const QKeySequence &keys) {
        ++shortcuts;
        const auto name = keys.toString(QKeySequence::NativeText);
        QVERIFY2(text.contains(name), qPrintable(name));
        QVERIFY2(!name.contains(QStringLiteral("Backtab")), qPrintable(name));
    };
    for (const auto *action : m_window->findChildren<QAction *>()) {
        if (!action->shortcut().isEmpty())
            isSaid(action->shortcut());
    }
    for (const auto *shortcut : m_window->findChildren<QShortcut *>())
        isSaid(shortcut->key());
    QVERIFY(shortcuts > 20);
    child<QTextBrowser>("help-text")->window()->close();

    const auto english = qScopeGuard([] { setLanguage(QStringLiteral("en")); });
    setLanguage(QStringLiteral("zh_CN"));
    QCoreApplication::processEvents(); // the menus hear of it
    m_window->runCommand(QStringLiteral("help:keys"));
    const auto chinese = child<QTextBrowser>("help-text")->toPlainText();
    const auto words = QRegularExpression(QStringLiteral("[a-z]+ [a-z]+")).match(chinese);
    QVERIFY2(!words.hasMatch(), qPrintable(words.captured()));
    child<QTextBrowser>("help-text")->window()->close();
}

void FrameFlow::helpKnowsEveryRecommender()
{
    m_window->runCommand(QStringLiteral("help:recommenders"));
    auto *help = child<QTextBrowser>("help-text");
    const auto text = help->toPlainText();
    for (const auto &info : recommenders())
        QVERIFY2(text.contains(QString::fromUtf8(info.name)), info.id.c_str());
    auto *find = child<QLineEdit>("help-find");
    QTest::keyClicks(find, QStringLiteral("EASE"));
    const auto first = help->textCursor();
    QCOMPARE(first.selectedText().toUpper(), QStringLiteral("EASE"));
    QTest::keyClick(find, Qt::Key_Return);
    QVERIFY(help->textCursor().selectionStart() > first.selectionStart());
    help->window()->close();
}

void FrameFlow::helpKeyOpensThePagesHelp()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    auto *help = child<QTextBrowser>("help-text");
    QVERIFY(help);
    for (const auto &page : pages()) {
        m_window->showPage(QString::fromLatin1(page.id));
        m_window->runCommand(QStringLiteral("help-page"));
        QVERIFY(help->toHtml().contains(QStringLiteral("<a name=\"%1\">").arg(QLatin1String(page.id))));
        QVERIFY(page.order < 20 || help->verticalScrollBar()->value() > 0);
    }
    child<QTextBrowser>("help-text")->window()->close();
}

void FrameFlow::recentProjectsSayWhatIsInThem()
{
    const auto path = session()->path();
    const auto facts = [&path] { return recentFacts(path).value_or(RecentFacts{}); };
    const EventStore events(*session()->project());
    QTRY_COMPARE(facts().runs, 2);
    QCOMPARE(facts().events, events.count());
    QCOMPARE(facts().shoppers, Catalogue(*session()->project()).userCount());
    test::trainIn(*session(), "item-knn");
    QTRY_COMPARE(facts().runs, 3);
    QVERIFY(recentFactsText(facts()).contains(QLocale().toString(qlonglong{events.count()})));
}

/// Enter on a question never loses anything; its own button does what it says, once.
void FrameFlow::dangerousAnswerIsNotEnters()
{
    int agreed = 0;
    const auto shown = [this](bool loses, int &count) {
        aisle::ask(m_window.get(),
                   {QStringLiteral("Title"), QStringLiteral("<b>text</b> & more"), QStringLiteral("R&D"), loses},
                   [&count] { ++count; });
        auto *sheet = m_window->findChild<QDialog *>(QStringLiteral("question"));
        return sheet && QTest::qWaitForWindowActive(sheet) ? sheet : nullptr;
    };
    for (const bool loses : {true, false}) {
        auto *sheet = shown(loses, agreed);
        QVERIFY(sheet);
        QTest::keyClick(sheet, Qt::Key_Return);
        QTRY_VERIFY(!m_window->findChild<QDialog *>(QStringLiteral("question")));
        QCOMPARE(agreed, loses ? 0 : 1);
    }
    auto *sheet = shown(true, agreed);
    QVERIFY(sheet);
    auto *button = sheet->findChild<QPushButton *>(QStringLiteral("question-agree"));
    QCOMPARE(button->text(), QStringLiteral("R&&D"));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(agreed, 2);
}

QTEST_MAIN(FrameFlow)
#include "tst_frame.moc"
