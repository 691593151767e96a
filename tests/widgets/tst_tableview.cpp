#include "models/projecttablemodel.h"
#include "tests/widgets/shop.h"
#include "widgets/common/theme.h"
#include "widgets/tables/tableview.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

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
    void saysHowManyRows();
    void saysWhenNoRowFits();
    void doubleClickOpens();
    void remembersItsLayout();
    void looksAsItShould();

private:
    void settle() { QTRY_VERIFY(!m_model->isLoading()); }

    QTemporaryDir m_folder;
    QThreadPool m_pool;
    std::shared_ptr<const Project> m_project;
    std::unique_ptr<ProjectTableModel> m_model;
    std::unique_ptr<TablePane> m_pane;
};

void TestTableView::initTestCase()
{
    Theme::instance().install(ThemeChoice::Light);
    m_project = test::makeShop(m_folder.filePath(QStringLiteral("shop.aisle")));
}

void TestTableView::init()
{
    m_model = std::make_unique<ProjectTableModel>(TableQuery::Table::Events, m_pool);
    m_model->setProject(m_project);
    m_pane = std::make_unique<TablePane>();
    m_pane->setTable(m_model.get());
    m_pane->resize(900, 400);
    m_pane->show();
    settle();
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
    QTRY_COMPARE(field->toolTip(), help);
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
    view->selectRow(0);
    view->selectionModel()->select(m_model->index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTest::keySequence(view, QKeySequence(QKeySequence::Copy));
    const auto lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].count(u'\t'), m_model->columnCount() - 1);
    QVERIFY(lines[0].startsWith(m_model->index(0, 0).data().toString()));
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
    cleanup();
    init();
    m_pane->view()->restoreLayout(layout);
    settle();
    QCOMPARE(m_pane->view()->columnWidth(2), 333);
    QCOMPARE(m_model->sortColumn(), 4);
    QCOMPARE(m_model->filters().size(), std::size_t(1));
    m_pane->view()->restoreLayout(QByteArrayLiteral("rubbish"));
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
