#include "models/projectsession.h"
#include "models/projecttablemodel.h"
#include "tests/flows/watchdog.h"
#include "tests/widgets/shop.h"
#include "widgets/common/theme.h"
#include "widgets/tables/columnfilter.h"
#include "widgets/tables/sheetoutput.h"
#include "widgets/tables/tablepane.h"
#include "widgets/text/tiptext.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWhatsThis>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace aisle;

class TestTableView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void readsFilters_data();
    void readsFilters();
    void refusesWhatIsNoFilter();
    void typingFilters();
    void clearingLeavesTheHeader_data();
    void clearingLeavesTheHeader();
    void saysWhatIsNoNumber();
    void headerClicksSort();
    void copiesRowsAsTsv();
    void copiesEveryRow();
    void saysWhatTheClipboardLeftOut();
    void savesWhatItShows();
    void columnsAreHiddenAndShown();
    void lastColumnTakesTheRest();
    void explainsFilters();
    void longTextsHaveNarrowTips();
    void saysHowManyRows();
    void saysWhenNoRowFits();
    void doubleClickOpens();
    void remembersItsLayout();
    void looksAsItShould();

private:
    void settle() { QTRY_VERIFY(!m_model->isLoading()); }
    void show(const std::shared_ptr<ProjectSession> &session, TableQuery::Table table);
    /// What a copy or saving ends with.
    QString said(const std::function<void()> &act);

    QTemporaryDir m_folder;
    QThreadPool m_pool;
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
    std::shared_ptr<ProjectSession> m_session;
    std::shared_ptr<const Project> m_project;
    SheetOutput *m_output = nullptr;
    std::unique_ptr<ProjectTableModel> m_model;
    std::unique_ptr<TablePane> m_pane;
};

void TestTableView::initTestCase()
{
    Theme::instance().install(ThemeChoice::Light);
    m_session =
        std::make_shared<ProjectSession>(test::makeShop(m_folder.filePath(QStringLiteral("shop.aisle"))), m_pools);
    m_project = m_session->project();
}

void TestTableView::show(const std::shared_ptr<ProjectSession> &session, TableQuery::Table table)
{
    cleanup();
    m_model = std::make_unique<ProjectTableModel>(table, m_pool);
    m_model->setProject(session->project());
    m_pane = std::make_unique<TablePane>();
    m_output = new SheetOutput(m_pane.get());
    m_output->setSession(session);
    m_pane->setTable(m_model.get());
    m_pane->resize(900, 400);
    m_pane->show();
    settle();
}

void TestTableView::init()
{
    show(m_session, TableQuery::Table::Events);
}

void TestTableView::cleanup()
{
    m_pane.reset();
    m_model.reset();
}

void TestTableView::readsFilters_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<ColumnFilter>("expected");
    const auto row = [](ColumnKind kind, const char *text, const ColumnFilter &expected) {
        QTest::addRow("%d %s", static_cast<int>(kind), text)
            << static_cast<int>(kind) << QString::fromUtf8(text) << expected;
    };
    const auto words = [](const char *contains, bool equals, bool exclude) {
        return ColumnFilter{.column = 3, .contains = QString::fromUtf8(contains), .equals = equals, .exclude = exclude};
    };
    const auto range = [](std::optional<double> least, std::optional<double> most, bool exclude = false) {
        return ColumnFilter{.column = 3, .exclude = exclude, .least = least, .most = most};
    };
    row(ColumnKind::Text, " tea ", words("tea", false, false));
    row(ColumnKind::Text, "=红茶", words("红茶", true, false));
    row(ColumnKind::Text, "-tea", words("tea", false, true));
    row(ColumnKind::Text, "!=tea", words("tea", true, true));
    row(ColumnKind::Text, "=", words("", true, false));
    row(ColumnKind::Number, "5", range(5., 5.));
    row(ColumnKind::Number, "-5", range(-5., -5.));
    row(ColumnKind::Number, ">=5", range(5., {}));
    row(ColumnKind::Number, "5..20", range(5., 20.));
    row(ColumnKind::Number, "..20", range({}, 20.));
    row(ColumnKind::Number, "!5..20", range(5., 20., true));
    row(ColumnKind::Money, ">5", range(std::nextafter(5., 6.), {}));
    row(ColumnKind::Time, "1970-01-01", range(0., 86399999.));
    row(ColumnKind::Time, "1970-01", range(0., 31 * 86400000. - 1));
    row(ColumnKind::Time, "1970-01-01 00:00..1970-01-02", range(0., 2 * 86400000. - 1));
}

void TestTableView::readsFilters()
{
    QFETCH(int, kind);
    QFETCH(QString, text);
    QFETCH(ColumnFilter, expected);
    const auto filter = parseColumnFilter(3, static_cast<ColumnKind>(kind), text);
    QVERIFY(filter);
    QCOMPARE(*filter, expected);
    if (!text.contains(u'>')) {
        const auto again = parseColumnFilter(3, static_cast<ColumnKind>(kind),
                                             columnFilterText(*filter, static_cast<ColumnKind>(kind)));
        QVERIFY(again);
        QCOMPARE(again->least, expected.least);
        QCOMPARE(again->contains, expected.contains);
        QCOMPARE(again->exclude, expected.exclude);
    }
}

void TestTableView::refusesWhatIsNoFilter()
{
    for (const char *text : {"", "  ", "-", "!"})
        QVERIFY(!parseColumnFilter(0, ColumnKind::Text, QString::fromUtf8(text)));
    for (const char *text : {"", "abc", "..", ">", "5-"})
        QVERIFY2(!parseColumnFilter(0, ColumnKind::Number, QString::fromUtf8(text)), text);
    QVERIFY(!parseColumnFilter(0, ColumnKind::Time, QStringLiteral("yesterday")));
}

void TestTableView::typingFilters()
{
    const auto all = m_model->rowCount();
    m_pane->view()->findInTable();
    auto *field = m_pane->findChild<QLineEdit *>(QStringLiteral("filter0"));
    QVERIFY(field);
    const auto key = m_model->index(0, 0);
    QTRY_VERIFY(key.data(PagedTableModel::IsLoadedRole).toBool());
    QTest::keyClicks(field, u'=' + key.data(PagedTableModel::UserKeyRole).toString());
    QTRY_VERIFY(m_model->rowCount() < all && !m_model->isLoading());
    QVERIFY(m_model->rowCount() > 0);
    field->clear();
    QTRY_COMPARE(m_model->rowCount(), all);
}

void TestTableView::clearingLeavesTheHeader_data()
{
    QTest::addColumn<int>("table");
    QTest::addColumn<QString>("text");
    QTest::addRow("events") << static_cast<int>(TableQuery::Table::Events) << QStringLiteral("no. 7");
    QTest::addRow("products") << static_cast<int>(TableQuery::Table::Products) << QStringLiteral("tea");
    QTest::addRow("rejected, none") << static_cast<int>(TableQuery::Table::Rejected) << QStringLiteral("2");
}

/// The names of the columns stay above the fields, the fields above the rows.
void TestTableView::clearingLeavesTheHeader()
{
    QFETCH(int, table);
    QFETCH(QString, text);
    cleanup();
    m_model = std::make_unique<ProjectTableModel>(static_cast<TableQuery::Table>(table), m_pool);
    m_pane = std::make_unique<TablePane>();
    m_pane->setTable(m_model.get());
    m_pane->resize(900, 400);
    m_pane->show();
    m_model->setProject(m_project); // as a page does: the table is shown before there is a project
    settle();
    auto *header = m_pane->view()->horizontalHeader();
    auto *field = m_pane->findChild<QLineEdit *>(QStringLiteral("filter2"));
    const auto places = [&] {
        return std::tuple(header->height(), field->geometry(), m_pane->view()->viewport()->y());
    };
    const auto look = [&] {
        QCoreApplication::processEvents();
        QVERIFY(field->y() >= header->fontMetrics().height());
        QVERIFY(field->geometry().bottom() < header->height());
        QVERIFY(header->viewport()->height() >= header->fontMetrics().height());
        QCOMPARE(m_pane->view()->viewport()->y(), header->geometry().bottom() + 1);
    };
    look();
    const auto before = places();
    field->setText(text);
    QTRY_VERIFY(!m_model->filters().empty());
    settle();
    look();
    field->clear();
    QTRY_VERIFY(m_model->filters().empty());
    settle();
    look();
    QCOMPARE(places(), before);
}

void TestTableView::saysWhatIsNoNumber()
{
    int column = 0;
    while (!isNumeric(m_model->tableColumn(column).kind))
        ++column;
    auto *field = m_pane->findChild<QLineEdit *>(QStringLiteral("filter%1").arg(column));
    const auto help = field->toolTip();
    const auto colour = field->palette().color(QPalette::Text);
    field->setText(QStringLiteral("abc"));
    QTRY_VERIFY(field->toolTip().contains(QStringLiteral("“abc”")));
    QVERIFY(field->palette().color(QPalette::Text) != colour);
    QVERIFY(field->accessibleDescription().contains(QStringLiteral("abc")));
    field->setText(QStringLiteral("2011"));
    QTRY_COMPARE(field->toolTip(), QStringLiteral("2011\n") + help); // whole, however narrow the column is
    QCOMPARE(field->palette().color(QPalette::Text), colour);
    for (const char *half : {"", ">", "!", "5..", " > 5 "}) // still being typed
        QVERIFY2(unreadableBound(ColumnKind::Number, QString::fromUtf8(half)).isEmpty(), half);
    QCOMPARE(unreadableBound(ColumnKind::Number, QStringLiteral("!5..x")), QStringLiteral("x"));
    QCOMPARE(unreadableBound(ColumnKind::Time, QStringLiteral(">= June")), QStringLiteral("June"));
    QVERIFY(unreadableBound(ColumnKind::Text, QStringLiteral("abc")).isEmpty());
}

void TestTableView::headerClicksSort()
{
    auto *header = m_pane->view()->horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {header->sectionViewportPosition(4) + 20, 8});
    settle();
    QCOMPARE(m_model->sortColumn(), 4);
}

void TestTableView::copiesRowsAsTsv()
{
    auto *view = m_pane->view();
    QTRY_VERIFY(m_model->index(1, 0).data(PagedTableModel::IsLoadedRole).toBool());
    view->selectRow(1);
    view->selectionModel()->select(m_model->index(0, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QGuiApplication::clipboard()->clear();
    QTest::keySequence(view, QKeySequence(QKeySequence::Copy));
    QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    const auto lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 4); // headings, two rows from top to bottom, the end
    QVERIFY(lines[0].startsWith(QStringLiteral("Shopper\tProduct")));
    QCOMPARE(lines[1].count(u'\t') + 1, static_cast<int>(view->shownColumns().size()));
    QVERIFY(
        lines[1].startsWith(m_model->index(0, 0).data().toString() + u'\t' + m_model->index(0, 1).data().toString()));
    QVERIFY(
        lines[2].startsWith(m_model->index(1, 0).data().toString() + u'\t' + m_model->index(1, 1).data().toString()));
    QVERIFY(m_session->jobs().isEmpty());
}

QString TestTableView::said(const std::function<void()> &act)
{
    QSignalSpy done(m_output, &SheetOutput::done);
    QSignalSpy cut(m_output, &SheetOutput::cutShort);
    act();
    const bool came = QTest::qWaitFor([&] { return done.count() + cut.count() > 0; }, 60'000);
    return !came ? QString() : (done.isEmpty() ? cut : done).first().first().value<LiveText>()();
}

/// Ctrl+A, Ctrl+C of a table of 200,000 rows, of which some hundreds were ever loaded. AISLE_ROWS asks for more.
void TestTableView::copiesEveryRow()
{
    const int rows = std::max(200'000, qEnvironmentVariableIntValue("AISLE_ROWS"));
    const auto session = std::make_shared<ProjectSession>(
        test::makeShop(m_folder.filePath(QStringLiteral("large.aisle")), rows / 15, 500), m_pools);
    show(session, TableQuery::Table::Events);
    QVERIFY(m_model->rowCount() > 190'000);
    test::Watchdog watchdog;
    watchdog.reset();
    QTest::keyClicks(m_pane->view(), QStringLiteral("zz")); // asks no row whether it begins so
    QCoreApplication::processEvents();
    QTest::keySequence(m_pane->view(), QKeySequence(QKeySequence::SelectAll));
    QElapsedTimer clock;
    clock.start();
    const auto sentence = said([this] { QTest::keySequence(m_pane->view(), QKeySequence(QKeySequence::Copy)); });
    qInfo("%d rows copied in %lld ms, %.0f ms of the window's time in the worst turn", m_model->rowCount(),
          static_cast<long long>(clock.elapsed()), watchdog.worstMs());
    QVERIFY2(watchdog.worstMs() < 100, qPrintable(QString::number(watchdog.worstMs())));
    QCOMPARE(sentence, QStringLiteral("%1 rows copied.").arg(QLocale().toString(m_model->rowCount())));
    const auto lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), m_model->rowCount() + 2);
    SQLite::Statement stored(
        session->project()->database(),
        "SELECT u.key || char(9) || i.key || char(9) || i.title || char(9) || k.name || char(9) || "
        "strftime('%Y-%m-%d %H:%M:%S', at / 1000, 'unixepoch') FROM event e JOIN user u ON u.id = "
        "user_id JOIN item i ON i.id = item_id JOIN event_kind k ON k.id = e.kind ORDER BY e.id");
    for (int row = 1; row <= m_model->rowCount(); ++row) {
        QVERIFY(stored.executeStep());
        QCOMPARE(lines[row], QString::fromUtf8(stored.getColumn(0).getText()));
    }
    QVERIFY(session->jobs().isEmpty());
}

void TestTableView::saysWhatTheClipboardLeftOut()
{
    const auto session = std::make_shared<ProjectSession>(
        test::makeShop(m_folder.filePath(QStringLiteral("cut.aisle")), 600, 50), m_pools);
    show(session, TableQuery::Table::Events);
    m_output->setMostCopied(10'000);
    QSignalSpy cut(m_output, &SheetOutput::cutShort);
    m_pane->view()->selectAll();
    const auto sentence = said([this] { m_pane->view()->copySelection(); });
    const auto text = QGuiApplication::clipboard()->text();
    QVERIFY(text.size() <= 10'000 && text.endsWith(u'\n'));
    QVERIFY2(sentence.startsWith(
                 QStringLiteral("%1 of %2 rows copied")
                     .arg(QLocale().toString(text.count(u'\n') - 1), QLocale().toString(m_model->rowCount()))),
             qPrintable(sentence));
    QCOMPARE(cut.first().at(1).value<Sheet>().rows, static_cast<std::int64_t>(m_model->rowCount())); // to be saved
}

/// Filter, order and columns as they are seen; keys as pseudonyms while those are shown.
void TestTableView::savesWhatItShows()
{
    auto *view = m_pane->view();
    const auto path = m_folder.filePath(QStringLiteral("seen.csv"));
    m_pane->findChild<QLineEdit *>(QStringLiteral("filter3"))->setText(QStringLiteral("=buy"));
    view->sortByColumn(4, Qt::DescendingOrder);
    view->setColumnShown(1, false);
    QTRY_VERIFY(!m_model->filters().empty());
    settle();
    KeyFormatter keys;
    keys.setPseudonyms(true);
    m_model->setKeys(keys);
    const auto columns = view->shownColumns();
    const auto sentence = said([&] { m_output->saveTo(m_model->sheet({m_model->allRows()}, columns), path); });
    QVERIFY(sentence.contains(QStringLiteral("seen.csv")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto lines = QString::fromUtf8(file.readAll()).split(u'\n');
    QCOMPARE(lines.size(), m_model->rowCount() + 2);
    QVERIFY(m_model->rowCount() > 0 && m_model->rowCount() < m_model->totalRows());
    QCOMPARE(lines[0], QStringLiteral("Shopper,Title,Kind,Time"));
    const auto shown = [&](int column) {
        const auto index = m_model->index(0, column);
        [&] { QTRY_VERIFY(index.data(PagedTableModel::IsLoadedRole).toBool()); }();
        return index.data().toString();
    };
    QVERIFY(shown(0).startsWith(QStringLiteral("S-")));
    QCOMPARE(lines[1], QStringLiteral("%1,\"%2\",%3,%4").arg(shown(0), shown(2), shown(3), shown(4)));
}

void TestTableView::columnsAreHiddenAndShown()
{
    auto *view = m_pane->view();
    const auto value = m_model->columnOf(QStringLiteral("value"));
    QVERIFY(view->isColumnHidden(value)); // no event has one
    QMenu menu;
    view->fillColumnMenu(&menu);
    QCOMPARE(menu.actions().size(), m_model->columnCount());
    QCOMPARE(menu.actions().at(value)->text(), QStringLiteral("Value (empty)"));
    QVERIFY(!menu.actions().at(value)->isChecked() && menu.actions().at(0)->isChecked());
    menu.actions().at(value)->trigger();
    QVERIFY(!view->isColumnHidden(value));
    auto *field = m_pane->findChild<QLineEdit *>(QStringLiteral("filter0"));
    field->setText(QStringLiteral("1"));
    QTRY_VERIFY(!m_model->filters().empty());
    settle();
    menu.actions().at(0)->trigger();
    QVERIFY(view->isColumnHidden(0) && m_model->filters().empty()); // nothing narrows unseen
    settle();
    const auto layout = view->saveLayout();
    init();
    m_pane->view()->restoreLayout(layout);
    QVERIFY(m_pane->view()->isColumnHidden(0) && !m_pane->view()->isColumnHidden(value));
    m_pane->view()->restoreLayout({});
    QVERIFY(!m_pane->view()->isColumnHidden(0) && m_pane->view()->isColumnHidden(value));
}

void TestTableView::lastColumnTakesTheRest()
{
    m_pane->resize(2400, 400);
    QCoreApplication::processEvents();
    const auto *header = m_pane->view()->horizontalHeader();
    const int last = m_pane->view()->shownColumns().back();
    QCOMPARE(header->sectionViewportPosition(last) + header->sectionSize(last), m_pane->view()->viewport()->width());
    const auto *field = m_pane->findChild<QLineEdit *>(QStringLiteral("filter%1").arg(last));
    const auto *help = m_pane->findChild<QToolButton *>(QStringLiteral("filter-help"));
    QVERIFY(help->isVisible() && help->geometry().right() >= header->width() - 4);
    QVERIFY(field->geometry().right() < help->x() && field->geometry().right() > help->x() - 8);
}

void TestTableView::explainsFilters()
{
    auto *help = m_pane->findChild<QToolButton *>(QStringLiteral("filter-help"));
    QVERIFY(!help->accessibleName().isEmpty());
    help->click();
    QTRY_VERIFY([] {
        const auto all = QApplication::topLevelWidgets();
        return std::any_of(all.begin(), all.end(),
                           [](const QWidget *widget) { return widget->isVisible() && widget->inherits("QWhatsThat"); });
    }());
    QWhatsThis::hideText();
}

void TestTableView::longTextsHaveNarrowTips()
{
    QVERIFY(tipText({}).isEmpty());
    QCOMPARE(tipText(QStringLiteral("<b>a</b>")), QStringLiteral("<b>a</b>")); // labels and tips show marks as they are
    QLabel tip;
    tip.ensurePolished();
    QCOMPARE(tip.textFormat(), Qt::PlainText);
    tip.setWordWrap(true);
    tip.setText(tipText(QString(200'000, u'x')));
    QVERIFY2(tip.sizeHint().width() < 1200, qPrintable(QString::number(tip.sizeHint().width())));
    QVERIFY(tip.heightForWidth(600) < 1000);
}

void TestTableView::saysHowManyRows()
{
    const auto labels = m_pane->findChildren<QLabel *>();
    const auto total = QLocale().toString(m_model->totalRows());
    QVERIFY(
        std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text().contains(total); }));
    m_model->setFilters({{.column = 0, .contains = QStringLiteral("no such shopper")}});
    settle();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->text() == QStringLiteral("0 of %1 rows").arg(total);
    }));
}

void TestTableView::saysWhenNoRowFits()
{
    settle();
    auto *said = m_pane->findChild<QLabel *>(QStringLiteral("no-rows"));
    QVERIFY(!said->isVisible());
    auto *field = m_pane->view()->findChild<QLineEdit *>(QStringLiteral("filter0"));
    field->setText(QStringLiteral("=xyzzy"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(said->isVisible());
    QVERIFY(said->text().contains(QStringLiteral("filters")));
    m_pane->view()->clearFilters();
    QTRY_VERIFY(!said->isVisible() && m_model->rowCount() > 0);
}

void TestTableView::doubleClickOpens()
{
    auto *view = m_pane->view();
    QTRY_VERIFY(m_model->index(0, 0).data(PagedTableModel::IsLoadedRole).toBool());
    QSignalSpy shopper(view, &TableView::openShopperRequested);
    QSignalSpy product(view, &TableView::openProductRequested);
    const auto at = [&](int column) { return view->visualRect(m_model->index(0, column)).center(); };
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, at(0));
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, at(1));
    QCOMPARE(shopper.count(), 1);
    QCOMPARE(product.count(), 1);
    QCOMPARE(shopper.first().at(0).toLongLong(), m_model->index(0, 0).data(PagedTableModel::UserIdRole).toLongLong());
}

void TestTableView::remembersItsLayout()
{
    auto *view = m_pane->view();
    view->setColumnWidth(2, 333);
    view->sortByColumn(4, Qt::DescendingOrder);
    m_pane->findChild<QLineEdit *>(QStringLiteral("filter0"))->setText(QStringLiteral("1"));
    QTRY_VERIFY(!m_model->filters().empty());
    settle();
    const auto layout = view->saveLayout();
    init();
    m_pane->view()->restoreLayout(layout);
    settle();
    QCOMPARE(m_pane->view()->columnWidth(2), 333);
    QCOMPARE(m_model->sortColumn(), 4);
    QCOMPARE(m_model->filters().size(), std::size_t(1));
    m_pane->view()->restoreLayout(
        QJsonObject{{QStringLiteral("time"), 3}, {QStringLiteral(":sort"), QStringLiteral("x")}});
}

void TestTableView::looksAsItShould()
{
    const auto folder = qEnvironmentVariable("AISLE_SHOTS");
    if (folder.isEmpty())
        QSKIP("AISLE_SHOTS names no folder for pictures");
    QDir().mkpath(folder);
    if (const auto shop = qEnvironmentVariable("AISLE_SHOP"); !shop.isEmpty())
        m_model->setProject(Project::open(shop));
    settle();
    QTRY_VERIFY(m_model->index(0, 0).data(PagedTableModel::IsLoadedRole).toBool());
    m_pane->view()->selectRow(3);
    QVERIFY(m_pane->grab().save(folder + QStringLiteral("/table-light.png")));
    Theme::instance().setChoice(ThemeChoice::Dark);
    QCoreApplication::processEvents();
    QVERIFY(m_pane->grab().save(folder + QStringLiteral("/table-dark.png")));
    Theme::instance().setChoice(ThemeChoice::Light);
}

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
