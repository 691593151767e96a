#include "core/common/error.h"
#include "core/common/text/delimitedtext.h"
#include "core/common/text/naturalorder.h"
#include "core/storage/graph/triplenumber.h"
#include "core/storage/queries/attributefields.h"
#include "models/charttablemodel.h"
#include "models/projecttablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace aisle;
using Table = TableQuery::Table;

namespace {
constexpr int kUsers = 40;
constexpr int kEventsPerUser = 700;
constexpr int kItems = 101;
} // namespace

/// A project of 28,000 events written by hand.
class TestPagedTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rowOrderKnowsRunsAndLists();
    void showsRowsAsStored();
    void loadsPagesOnDemand();
    void keepsFewPages();
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void filters_data();
    void filters();
    void narrowsToASelection();
    void countsShoppersOnce();
    void newestRequestWins();
    void hidesKeysBehindPseudonyms();
    void emptiesWithoutAProject();
    void modelsAreSound_data();
    void modelsAreSound();
    void chartTableIsSound();
    void countsAsPeopleDo_data();
    void countsAsPeopleDo();
    void readsAttributes();
    void attributesAreColumns();
    void manyAttributesStayReadable();
    void emptyColumnsAreMarked();
    void sheetsAreTheRows();
    void sheetsHoldTheirTable();
    void sheetsHidePeople();
    void textsKeepTheirRows();
    void savesWholeFilesOnly();
    void sheetTextEndsWhereItMust();
    void triplesAreRows();
    void triplesHidePeople();

private:
    std::unique_ptr<ProjectTableModel> open(Table table);
    static QString shown(ProjectTableModel &model, int row, int column);
    static std::vector<QStringList> rowsOf(const Sheet &sheet);
    static std::vector<int> allColumns(const PagedTableModel &model);
    std::shared_ptr<Project> projectOf(const char *name, const char *statements);
    std::shared_ptr<Project> graphOf(const char *name);
    std::unique_ptr<ProjectTableModel> triplesOf(const std::shared_ptr<Project> &project);
    static QStringList linesOf(ProjectTableModel &model);

    QTemporaryDir m_folder;
    QThreadPool m_pool;
    std::shared_ptr<Project> m_project;
};

void TestPagedTable::initTestCase()
{
    m_project = Project::create(m_folder.filePath(QStringLiteral("shop.aisle")));
    auto &database = m_project->database();
    database.exec("BEGIN");
    for (int i = 1; i <= kItems; ++i)
        database.exec("INSERT INTO item(id, key, title, category, price, import_id) VALUES (" + std::to_string(i) +
                      ", 'p" + std::to_string(i) + "', " +
                      (i % 10 == 0 ? std::string("NULL") : "'Tea " + std::to_string(1000 - i) + "'") + ", '" +
                      (i % 2 ? "odd" : "even") + "', " + (i % 5 == 0 ? "NULL" : std::to_string(i * .5)) + ", 1)");
    database.exec("INSERT INTO event_kind VALUES (1, 'pv', 'view', 1), (2, '购买', 'purchase', 1)");
    SQLite::Statement insert(database,
                             "INSERT INTO event(id, user_id, item_id, kind, at, price) VALUES (?, ?, ?, ?, ?, ?)");
    for (int user = 1, id = 1; user <= kUsers; ++user) {
        database.exec("INSERT INTO user(id, key, import_id) VALUES (" + std::to_string(user) + ", 'u" +
                      std::to_string(user) + "', 1)");
        database.exec("INSERT INTO event_range VALUES (" + std::to_string(user) + ", 1, " + std::to_string(id) + ", " +
                      std::to_string(kEventsPerUser) + ")");
        for (int e = 0; e < kEventsPerUser; ++e, ++id) {
            insert.bind(1, id);
            insert.bind(2, user);
            insert.bind(3, 1 + (id * 37) % kItems);
            insert.bind(4, id % 7 == 0 ? 2 : 1);
            insert.bind(5, static_cast<int64_t>(1'300'000'000'000) + (id * 7919 % 100000) * 1000);
            if (id % 3)
                insert.bind(6, id % 100 * .25);
            else
                insert.bind(6);
            insert.exec();
            insert.reset();
        }
    }
    database.exec(
        "INSERT INTO import VALUES (1, 'a.csv', 'aa', '{}', 'done', 28002, 28000, 2, 0, 100, 1, 0, 0, '{}', 0)");
    database.exec("INSERT INTO quarantine VALUES (1, 1, 'a.csv', 4, ',tea', 'no-user', ''), (2, 1, 'a.csv', 9, 'x,,', "
                  "'no-item', '')");
    database.exec("COMMIT");
}

std::unique_ptr<ProjectTableModel> TestPagedTable::open(Table table)
{
    auto model = std::make_unique<ProjectTableModel>(table, m_pool);
    QSignalSpy loading(model.get(), &PagedTableModel::loadingChanged);
    model->setProject(m_project);
    const bool settled = QTest::qWaitFor([&] { return loading.count() >= 2 && !model->isLoading(); });
    return settled ? std::move(model) : nullptr;
}

QString TestPagedTable::shown(ProjectTableModel &model, int row, int column)
{
    const auto index = model.index(row, column);
    if (!QTest::qWaitFor([&] { return index.data(PagedTableModel::IsLoadedRole).toBool(); }))
        return QStringLiteral("not loaded");
    return index.data().toString();
}

void TestPagedTable::rowOrderKnowsRunsAndLists()
{
    const auto runs = RowOrder::runs({{5, 3}, {20, 0}, {30, 2}});
    QCOMPARE(runs.size(), 5);
    QCOMPARE(runs.slice(1, 10), (std::vector<std::int64_t>{6, 7, 30, 31}));
    const auto narrow = RowOrder::list({7, 1, 4});
    QCOMPARE(narrow.slice(0, 2), (std::vector<std::int64_t>{7, 1}));
    const auto wide = RowOrder::list({7, 1LL << 40});
    QCOMPARE(wide[1], 1LL << 40);
    QCOMPARE(RowOrder().size(), 0);
}

void TestPagedTable::showsRowsAsStored()
{
    const auto model = open(Table::Events);
    QVERIFY(model);
    QCOMPARE(model->rowCount(), kUsers * kEventsPerUser);
    QCOMPARE(model->totalRows(), kUsers * kEventsPerUser);
    QCOMPARE(shown(*model, 0, 0), QStringLiteral("u1"));
    QCOMPARE(shown(*model, 27999, 0), QStringLiteral("u40"));
    QCOMPARE(shown(*model, 6, 3), QStringLiteral("购买"));
    QCOMPARE(model->index(700, 0).data(PagedTableModel::UserIdRole).isValid(), false); // not read yet
    QCOMPARE(shown(*model, 700, 0), QStringLiteral("u2"));
    QCOMPARE(model->index(700, 1).data(PagedTableModel::UserIdRole).toLongLong(), 2);
    QCOMPARE(model->headerData(4, Qt::Horizontal).toString(), QStringLiteral("Time"));
}

void TestPagedTable::loadsPagesOnDemand()
{
    const auto model = open(Table::Events);
    QVERIFY(model);
    const auto index = model->index(20000, 1);
    QCOMPARE(index.data().toString(), QStringLiteral("…"));
    QSignalSpy changed(model.get(), &QAbstractItemModel::dataChanged);
    QVERIFY(changed.wait());
    const auto first = changed.first().at(0).toModelIndex().row();
    const auto last = changed.first().at(1).toModelIndex().row();
    QVERIFY(first <= 20000 && last >= 20000 && last - first < PagedTableModel::kPageRows);
    QVERIFY(index.data().toString().startsWith(u'p'));
}

void TestPagedTable::keepsFewPages()
{
    const auto model = open(Table::Events);
    QVERIFY(model);
    for (int row = 0; row < 70 * PagedTableModel::kPageRows; row += PagedTableModel::kPageRows)
        QVERIFY(shown(*model, row, 0).startsWith(u'u'));
    QVERIFY(!model->index(0, 0).data(PagedTableModel::IsLoadedRole).toBool()); // made room
    QVERIFY(model->index(69 * PagedTableModel::kPageRows, 0).data(PagedTableModel::IsLoadedRole).toBool());
}

void TestPagedTable::sortsByEveryColumn_data()
{
    QTest::addColumn<int>("table");
    QTest::addColumn<int>("column");
    for (const auto table : {Table::Events, Table::Products, Table::Shoppers, Table::Rejected}) {
        const TableQuery query(table);
        for (int column = 0; column < static_cast<int>(query.columns().size()); ++column)
            QTest::addRow("%d.%s", static_cast<int>(table),
                          query.columns()[static_cast<std::size_t>(column)].id.c_str())
                << static_cast<int>(table) << column;
    }
}

void TestPagedTable::sortsByEveryColumn()
{
    QFETCH(int, table);
    QFETCH(int, column);
    const auto model = open(static_cast<Table>(table));
    QVERIFY(model);
    const int rows = model->rowCount();
    const bool numeric = isNumeric(model->tableColumn(column).kind);
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
        model->sort(column, order);
        QVERIFY(reset.wait());
        QCOMPARE(model->rowCount(), rows);
        QVariant before;
        bool missing = false;
        for (int row = 0; row < rows; row += std::max(1, rows / 10)) {
            shown(*model, row, column);
            const auto value = model->index(row, column).data(PagedTableModel::ValueRole);
            const bool isMissing = value.isNull() || (!numeric && value.toString().isEmpty());
            QVERIFY2(!missing || isMissing, "rows without a value come last");
            missing = isMissing;
            if (!isMissing && !before.isNull()) {
                const int compared =
                    numeric ? (value.toDouble() > before.toDouble()) - (value.toDouble() < before.toDouble())
                            : naturalKey(value.toString().toStdString())
                                  .compare(naturalKey(before.toString().toStdString()));
                QVERIFY(order == Qt::AscendingOrder ? compared >= 0 : compared <= 0);
            }
            if (!isMissing)
                before = value;
        }
    }
}

void TestPagedTable::filters_data()
{
    QTest::addColumn<int>("table");
    QTest::addColumn<ColumnFilter>("filter");
    QTest::addColumn<int>("rows");
    const auto row = [](const char *name, Table table, const ColumnFilter &filter, int rows) {
        QTest::newRow(name) << static_cast<int>(table) << filter << rows;
    };
    const auto text = [](int column, const char *contains, bool equals = false, bool exclude = false) {
        return ColumnFilter{
            .column = column, .contains = QString::fromUtf8(contains), .equals = equals, .exclude = exclude};
    };
    row("shopper contains", Table::Events, text(0, "u1"), 11 * kEventsPerUser);
    row("shopper is", Table::Events, text(0, "u1", true), kEventsPerUser);
    row("shopper is not", Table::Events, text(0, "u1", true, true), (kUsers - 1) * kEventsPerUser);
    row("kind", Table::Events, text(3, "购买", true), 4000);
    row("wildcards are letters", Table::Events, text(0, "u_"), 0);
    row("quotes do no harm", Table::Events, text(0, "'; DROP TABLE user; --"), 0);
    row("price", Table::Events, {.column = 7, .least = 24.75}, 186);
    row("price out", Table::Events, {.column = 7, .exclude = true, .least = 24.75}, 28000 - 186);
    row("title", Table::Products, text(1, "tea 99"), 9);
    row("no title", Table::Products, text(1, "", true), 10);
    row("price range", Table::Products, {.column = 4, .least = 1., .most = 3.}, 4);
    row("events", Table::Shoppers, {.column = 1, .least = 700., .most = 700.}, kUsers);
    row("no such events", Table::Shoppers, {.column = 1, .most = 699.}, 0);
    row("reason", Table::Rejected, text(2, "no-user"), 1);
}

void TestPagedTable::filters()
{
    QFETCH(int, table);
    QFETCH(ColumnFilter, filter);
    QFETCH(int, rows);
    const auto model = open(static_cast<Table>(table));
    QVERIFY(model);
    QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
    model->setFilters({filter});
    QVERIFY(reset.wait());
    QCOMPARE(model->rowCount(), rows);
    QCOMPARE(model->matchingRows(), rows);
    QVERIFY(model->totalRows() > rows || model->totalRows() == rows);
}

void TestPagedTable::narrowsToASelection()
{
    const auto model = open(Table::Events);
    QVERIFY(model);
    QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
    model->setNarrowing(std::make_shared<const std::vector<UserId>>(std::vector{UserId(3), UserId(5)}), nullptr);
    QVERIFY(reset.wait());
    QCOMPARE(model->rowCount(), 2 * kEventsPerUser);
    QCOMPARE(shown(*model, 0, 0), QStringLiteral("u3"));
    QCOMPARE(model->totalRows(), kUsers * kEventsPerUser);
    reset.clear();
    model->setNarrowing(nullptr, std::make_shared<const std::vector<ItemId>>(std::vector{ItemId(9)}));
    QVERIFY(reset.wait());
    QVERIFY(model->rowCount() > 0 && model->rowCount() < 300);
    QCOMPARE(shown(*model, 0, 1), QStringLiteral("p9"));
}

void TestPagedTable::countsShoppersOnce()
{
    const auto model = open(Table::Products);
    QVERIFY(model);
    qint64 events = 0;
    for (int row = 0; row < kItems; ++row) {
        shown(*model, row, 5);
        events += model->index(row, 5).data(PagedTableModel::ValueRole).toLongLong();
        QCOMPARE(model->index(row, 6).data(PagedTableModel::ValueRole).toLongLong(), kUsers);
    }
    QCOMPARE(events, kUsers * kEventsPerUser);
}

void TestPagedTable::newestRequestWins()
{
    const auto model = open(Table::Events);
    QVERIFY(model);
    QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
    model->sort(4, Qt::AscendingOrder);
    model->sort(7, Qt::DescendingOrder);
    model->setFilters({{.column = 0, .contains = QStringLiteral("u7"), .equals = true}});
    QVERIFY(reset.wait());
    QTRY_VERIFY(!model->isLoading());
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model->rowCount(), kEventsPerUser);
    QCOMPARE(shown(*model, 0, 7), QLocale().toString(24.75, 'f', 2));
}

void TestPagedTable::hidesKeysBehindPseudonyms()
{
    const auto model = open(Table::Shoppers);
    QVERIFY(model);
    QCOMPARE(shown(*model, 0, 0), QStringLiteral("u1"));
    KeyFormatter keys;
    keys.setPseudonyms(true);
    model->setKeys(keys);
    const auto pseudonym = shown(*model, 0, 0);
    QVERIFY(pseudonym != QStringLiteral("u1"));
    QCOMPARE(pseudonym, keys.shopper(QStringLiteral("u1")));
    const auto matching = [](ProjectTableModel &table, const ColumnFilter &filter) {
        table.setFilters({filter});
        [&] { QTRY_VERIFY(!table.isLoading()); }();
        return table.matchingRows();
    };
    QCOMPARE(matching(*model, {.column = 0, .contains = QStringLiteral("u1")}), 0); // filters are about what is seen
    QCOMPARE(matching(*model, {.column = 0, .contains = pseudonym, .equals = true}), 1);
    const auto events = open(Table::Events);
    QVERIFY(events);
    events->setKeys(keys);
    QCOMPARE(matching(*events, {.column = 0, .contains = pseudonym.left(6).toLower()}), kEventsPerUser);
    QCOMPARE(matching(*events, {.column = 0, .contains = pseudonym, .exclude = true}), (kUsers - 1) * kEventsPerUser);
    QCOMPARE(matching(*events, {.column = 8, .contains = QStringLiteral("x"), .exclude = true}),
             kUsers * kEventsPerUser);
    events->setKeys({});
    QCOMPARE(matching(*events, {.column = 0, .contains = QStringLiteral("u1"), .equals = true}), kEventsPerUser);
}

void TestPagedTable::emptiesWithoutAProject()
{
    const auto model = open(Table::Events);
    QVERIFY(model);
    model->setProject(nullptr);
    QCOMPARE(model->rowCount(), 0);
    QVERIFY(!model->isLoading());
}

void TestPagedTable::modelsAreSound_data()
{
    QTest::addColumn<int>("table");
    for (const auto table : {Table::Events, Table::Products, Table::Shoppers, Table::Rejected})
        QTest::addRow("%d", static_cast<int>(table)) << static_cast<int>(table);
}

void TestPagedTable::modelsAreSound()
{
    QFETCH(int, table);
    ProjectTableModel model(static_cast<Table>(table), m_pool);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setProject(m_project);
    QTRY_VERIFY(model.rowCount() > 0);
    shown(model, model.rowCount() - 1, 0);
    model.sort(1, Qt::DescendingOrder);
    QTRY_VERIFY(!model.isLoading());
    shown(model, 0, 0);
    model.setFilters({{.column = 0, .contains = QStringLiteral("nothing like it")}});
    QTRY_COMPARE(model.rowCount(), 0);
    model.setProject(nullptr);
}

void TestPagedTable::chartTableIsSound()
{
    ChartTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ChartData data;
    data.xLabel = QStringLiteral("Day");
    data.x = {1, 2};
    data.series = {{QStringLiteral("Views"), {3, 4.5}}};
    model.setChart(data);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("Views"));
    QCOMPARE(model.index(1, 1).data().toString(), QLocale().toString(4.5, 'f', 1));
    model.setChart({});
    QCOMPARE(model.rowCount(), 0);
}

std::vector<QStringList> TestPagedTable::rowsOf(const Sheet &sheet)
{
    std::vector<QStringList> rows;
    SilentContext job;
    sheet.read(job, [&rows](const QStringList &cells) {
        rows.push_back(cells);
        return true;
    });
    return rows;
}

std::vector<int> TestPagedTable::allColumns(const PagedTableModel &model)
{
    std::vector<int> columns;
    for (int column = 0; column < model.columnCount(); ++column)
        columns.push_back(column);
    return columns;
}

std::shared_ptr<Project> TestPagedTable::projectOf(const char *name, const char *statements)
{
    std::shared_ptr<Project> project = Project::create(m_folder.filePath(QString::fromLatin1(name)));
    project->database().exec(statements);
    return project;
}

void TestPagedTable::countsAsPeopleDo_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    const auto row = [](const char *first, const char *second) {
        QTest::addRow("%s before %s", first, second) << QByteArray(first) << QByteArray(second);
    };
    row("2", "10");
    row("100", "100017");
    row("99999999999999999999999998", "99999999999999999999999999"); // more than 64 bits
    row("9999999999", "10000000000");
    row("", "0");
    row("0", "00");
    row("7", "007");
    row("007", "8");
    row("a9", "A10");
    row("SKU0002", "SKU0010");
    row("2011-9", "2011-10");
    row("x", "xa");
    row("1", "a");
    row("z", "é");
}

void TestPagedTable::countsAsPeopleDo()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QVERIFY(naturalKey(first.toStdString()) < naturalKey(second.toStdString()));
    QCOMPARE(naturalKey("ABC"), naturalKey("abc"));
    const std::string many(600, '9');
    QVERIFY(naturalKey(many) < naturalKey("1" + std::string(600, '0')));
}

void TestPagedTable::readsAttributes()
{
    std::vector<std::pair<std::string, std::string>> seen;
    const auto take = [&seen](std::string_view key, std::string_view value) { seen.emplace_back(key, value); };
    eachAttribute(R"( {"a" : "x, \"y\" {" ,"b":3.5,"c":[1,{"d":"]"}],"e":null, "f":true} )", take);
    QCOMPARE(seen,
             (std::vector<std::pair<std::string, std::string>>{
                 {"a", R"("x, \"y\" {")"}, {"b", "3.5"}, {"c", R"([1,{"d":"]"}])"}, {"e", "null"}, {"f", "true"}}));
    QCOMPARE(attributeText(seen[0].second), QStringLiteral("x, \"y\" {"));
    QCOMPARE(attributeText("null"), std::nullopt);
    QCOMPARE(attributeName("gr\\u00fcn"), QStringLiteral("grün"));
    QCOMPARE(attributeNumber("\"-2.5\""), std::optional(-2.5));
    QVERIFY(!attributeNumber("\"25-34\""));
    for (const char *number : {"0", "-1", "2011", "0.5"})
        QVERIFY2(isPlainNumber(number), number);
    for (const char *text : {"", "-", "007", "1.", ".5", "1e5", "1 2", "0x1"})
        QVERIFY2(!isPlainNumber(text), text);
    for (const char *broken : {"", "{", "{\"a", "{\"a\"", "{\"a\":", "[1]", "{\"a\":\"b", "{\"a\":{", "nonsense"})
        eachAttribute(broken, [](std::string_view, std::string_view) {}); // ends
}

void TestPagedTable::attributesAreColumns()
{
    const auto project = projectOf("people.aisle", R"(
        INSERT INTO user(id, key, attributes) VALUES (1, 'u10', '{"age":"25-34","born":"1999","zip":"01234"}'),
            (2, 'u9', '{"age":"5-14","born":"2015"}'), (3, 'u1', NULL), (4, 'u2', '{"age":"25-34","born":"","zip":null}');
        INSERT INTO item(id, key, attributes) VALUES (1, 'p1', '{"size":"L"}');)");
    ProjectTableModel model(Table::Shoppers, m_pool);
    model.setProject(project);
    QTRY_COMPARE(model.rowCount(), 4);
    const int age = model.columnOf(QStringLiteral("attribute:age")),
              born = model.columnOf(QStringLiteral("attribute:born"));
    QVERIFY(age > 0 && born > 0 && model.columnOf(QStringLiteral("attribute:zip")) > 0);
    QCOMPARE(model.headerData(born, Qt::Horizontal).toString(), QStringLiteral("born"));
    QVERIFY(isNumeric(model.tableColumn(born).kind) && !isNumeric(model.tableColumn(age).kind));
    QVERIFY(!isNumeric(model.tableColumn(model.columnOf(QStringLiteral("attribute:zip"))).kind)); // it would lose its 0
    QCOMPARE(shown(model, 0, age), QStringLiteral("25-34"));
    QCOMPARE(shown(model, 0, born), QStringLiteral("1999")); // a year has no thousands
    QCOMPARE(shown(model, 2, age), QString());
    const auto keys = [&](const std::vector<ColumnFilter> &filters, int sort, Qt::SortOrder order) {
        model.setFilters(filters);
        model.sort(sort, order);
        [&] { QTRY_VERIFY(!model.isLoading()); }();
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all.append(shown(model, row, 0));
        return all.join(u' ');
    };
    QCOMPARE(keys({}, age, Qt::AscendingOrder), QStringLiteral("u9 u10 u2 u1")); // 5 before 25, none last
    QCOMPARE(keys({}, age, Qt::DescendingOrder), QStringLiteral("u10 u2 u9 u1"));
    QCOMPARE(keys({}, born, Qt::DescendingOrder), QStringLiteral("u9 u10 u1 u2"));
    QCOMPARE(keys({{.column = age, .contains = QStringLiteral("25-")}}, -1, Qt::AscendingOrder),
             QStringLiteral("u10 u2"));
    QCOMPARE(keys({{.column = age, .contains = QStringLiteral("25-34"), .equals = true, .exclude = true}}, -1,
                  Qt::AscendingOrder),
             QStringLiteral("u9 u1"));
    QCOMPARE(keys({{.column = born, .least = 2000.}}, -1, Qt::AscendingOrder), QStringLiteral("u9"));
    QCOMPARE(keys({{.column = 99, .least = 2000.}}, 99, Qt::AscendingOrder), QStringLiteral("u10 u9 u1 u2")); // gone
    model.sort(born);
    model.setProject(m_project); // has no such column
    QCOMPARE(model.sortColumn(), -1);
    QTRY_COMPARE(model.rowCount(), kUsers);
    ProjectTableModel products(Table::Products, m_pool);
    products.setProject(project);
    QTRY_COMPARE(products.rowCount(), 1);
    QCOMPARE(shown(products, 0, products.columnOf(QStringLiteral("attribute:size"))), QStringLiteral("L"));
}

void TestPagedTable::manyAttributesStayReadable()
{
    std::string json = "{", rare = "{\"rare\":\"x\",";
    for (int i = 0; i < 60; ++i)
        json += (i ? "," : "") + ("\"a" + std::to_string(i) + "\":\"" + std::to_string(i) + "\"");
    rare += json.substr(1);
    const auto project = projectOf("many.aisle", ("INSERT INTO item(id, key, attributes) VALUES (1, 'p1', '" + json +
                                                  "}'), (2, 'p2', '" + rare + "}')")
                                                     .c_str());
    SilentContext job;
    const auto query = TableQuery::of(*project, Table::Products, job);
    const TableQuery basic(Table::Products);
    QCOMPARE(query->columns().size(), basic.columns().size() + 41);
    const auto row = query->rows(*project, std::vector<std::int64_t>{2}).front();
    QVERIFY(row.cells.back().toString().contains(QStringLiteral("rare")));
}

void TestPagedTable::emptyColumnsAreMarked()
{
    const auto empty = [](const PagedTableModel &model) {
        QStringList ids;
        for (int column = 0; column < model.columnCount(); ++column) {
            if (model.tableColumn(column).isEmpty)
                ids.append(QString::fromStdString(model.tableColumn(column).id));
        }
        return ids.join(u' ');
    };
    const auto model = open(Table::Events);
    QVERIFY(model);
    QCOMPARE(empty(*model), QStringLiteral("value quantity session"));
    const auto products = open(Table::Products);
    QVERIFY(products);
    QCOMPARE(empty(*products), QStringLiteral("brand"));
    const auto late = projectOf("late.aisle", R"(
        INSERT INTO item(id, key) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, 'p' || i FROM n;
        UPDATE item SET brand = 'B' WHERE id = 5000)");
    ProjectTableModel lately(Table::Products, m_pool);
    QCOMPARE(empty(lately), QString()); // nothing is known of it yet
    lately.setProject(late);
    QTRY_COMPARE(lately.rowCount(), 5000);
    QCOMPARE(empty(lately), QStringLiteral("title category price")); // a value in the very last row counts
}

/// Every row of the table, none of which was loaded, against what the database has.
void TestPagedTable::sheetsAreTheRows()
{
    const auto model = open(Table::Events);
    QVERIFY(model);
    const auto sheet = model->sheet({model->allRows()}, {4, 0, 1, 3, 7});
    QCOMPARE(sheet.titles(), (QStringList{QStringLiteral("Time"), QStringLiteral("Shopper"), QStringLiteral("Product"),
                                          QStringLiteral("Kind"), QStringLiteral("Unit price")}));
    const auto rows = rowsOf(sheet);
    QCOMPARE(static_cast<int>(rows.size()), kUsers * kEventsPerUser);
    QCOMPARE(sheet.rows, static_cast<std::int64_t>(rows.size()));
    SQLite::Statement stored(
        m_project->database(),
        "SELECT strftime('%Y-%m-%d %H:%M:%S', at / 1000, 'unixepoch'), u.key, i.key, k.name, e.price FROM event e "
        "JOIN user u ON u.id = user_id JOIN item i ON i.id = item_id JOIN event_kind k ON k.id = "
        "e.kind ORDER BY e.id");
    for (const auto &row : rows) {
        QVERIFY(stored.executeStep());
        for (int column = 0; column < 4; ++column)
            QCOMPARE(row[column], QString::fromUtf8(stored.getColumn(column).getText()));
        const auto price = stored.getColumn(4);
        QVERIFY(price.isNull() ? row[4].isEmpty() : row[4].toDouble() == price.getDouble());
    }
    QVERIFY(!stored.executeStep());
    const auto some = rowsOf(model->sheet({{3, 2}, {27'999, 1}}, {0, 1}));
    QCOMPARE(some.size(), std::size_t(3));
    QCOMPARE(some[2], rows[27'999].mid(1, 2));
    QCOMPARE(some[1], rows[4].mid(1, 2));
}

void TestPagedTable::sheetsHoldTheirTable()
{
    const auto model = open(Table::Events);
    QVERIFY(model);
    model->sort(7, Qt::DescendingOrder);
    model->setFilters({{.column = 0, .contains = QStringLiteral("u7"), .equals = true}});
    QTRY_VERIFY(!model->isLoading());
    const auto sheet = model->sheet({model->allRows()}, {0, 7});
    model->setFilters({});
    QTRY_COMPARE(model->rowCount(), kUsers * kEventsPerUser);
    const auto rows = rowsOf(sheet); // of the table as it was
    QCOMPARE(static_cast<int>(rows.size()), kEventsPerUser);
    QCOMPARE(rows.front(), (QStringList{QStringLiteral("u7"), QStringLiteral("24.75")}));
    QVERIFY(std::all_of(rows.begin(), rows.end(), [](const auto &row) { return row[0] == QStringLiteral("u7"); }));
}

void TestPagedTable::sheetsHidePeople()
{
    const auto project = projectOf("private.aisle", R"(
        INSERT INTO user(id, key, attributes) VALUES (1, 'ann', '{"email":"ann@mail.com"}');
        INSERT INTO quarantine VALUES (1, 1, 'a.csv', 7, 'ann@mail.com,tea', 'no-item', 'ann@mail.com'))");
    KeyFormatter keys;
    keys.setPseudonyms(true);
    for (const auto table : {Table::Shoppers, Table::Rejected}) {
        ProjectTableModel model(table, m_pool);
        model.setKeys(keys);
        model.setProject(project);
        QTRY_COMPARE(model.rowCount(), 1);
        const auto row = rowsOf(model.sheet({model.allRows()}, allColumns(model))).front();
        QVERIFY2(!row.join(u' ').contains(QStringLiteral("ann")), qPrintable(row.join(u' ')));
        QStringList seen;
        for (int column = 0; column < model.columnCount(); ++column)
            seen.append(shown(model, 0, column));
        QCOMPARE(row, seen);
    }
}

void TestPagedTable::textsKeepTheirRows()
{
    QCOMPARE(
        tsvLine({QStringLiteral("a\tb"), QStringLiteral("c\r\nd\re\nf"), QString(QChar(0x2028)) + u'\v', QString()}),
        QStringLiteral("a b\tc d e f\t  \t"));
    QCOMPARE(csvLine({QStringLiteral("a\rb"), QStringLiteral("c,d"), QStringLiteral("\"e\""), QStringLiteral("f\ng")}),
             QByteArray("\"a\rb\",\"c,d\",\"\"\"e\"\"\",\"f\ng\"\n"));
    for (const char *number : {"-5", "+1.5", "-1e9"})
        QCOMPARE(spreadsheetSafe(QString::fromLatin1(number)), QString::fromLatin1(number));
    for (const char *formula : {"=1+1", "+cmd", "-x", "@SUM(A1)", "\tx", "\rx"})
        QCOMPARE(spreadsheetSafe(QString::fromLatin1(formula)), u'\'' + QString::fromLatin1(formula));
}

void TestPagedTable::savesWholeFilesOnly()
{
    const auto path = m_folder.filePath(QStringLiteral("saved.csv"));
    const auto content = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    SilentContext job;
    const auto sheet = Sheet::of({{QStringLiteral("Key")}, {QStringLiteral("Title"), true}},
                                 {{QStringLiteral("=k"), QStringLiteral("=1+1")}, {QStringLiteral("b"), QString()}});
    QCOMPARE(saveSheet(sheet, path, job), std::int64_t(2));
    QCOMPARE(content(), QByteArray("Key,Title\n=k,'=1+1\nb,\n"));

    struct Impatient : SilentContext
    {
        int left = 3;
        void checkpoint() override
        {
            if (--left < 0)
                throw Cancelled{};
        }
    } impatient;
    const auto model = open(Table::Events);
    QVERIFY(model);
    const auto all = model->sheet({model->allRows()}, {0, 1});
    QVERIFY_THROWS_EXCEPTION(Cancelled, saveSheet(all, path, impatient));
    QCOMPARE(content(), QByteArray("Key,Title\n=k,'=1+1\nb,\n")); // what was there before
    QVERIFY_THROWS_EXCEPTION(Error, saveSheet(sheet, m_project->path(), job));
}

void TestPagedTable::sheetTextEndsWhereItMust()
{
    SilentContext job;
    const auto sheet =
        Sheet::of({{QStringLiteral("N")}}, {{QStringLiteral("1")}, {QStringLiteral("22")}, {QStringLiteral("333")}});
    QCOMPARE(sheetText(sheet), QStringLiteral("N\n1\n22\n333\n"));
    const auto cut = sheetText(sheet, 8, job);
    QCOMPARE(cut.text, QStringLiteral("N\n1\n22\n")); // whole rows only
    QCOMPARE(cut.rows, std::int64_t(2));
}

/// Two sources say one of the triples; p2 has no title.
std::shared_ptr<Project> TestPagedTable::graphOf(const char *name)
{
    return projectOf(name,
                     "INSERT INTO item(id, key, title) VALUES (1, 'p1', 'Zen tea'), (2, 'p2', '');"
                     "INSERT INTO user(id, key) VALUES (1, 'u1');"
                     "INSERT INTO graph_source VALUES (1, 'catalogue', '{}', 0), (2, 'hand', '{}', 0);"
                     "INSERT INTO graph_entity VALUES (1, 'product:p1', 1), (2, 'product:p2', 1), (3, 'brand:Wu', 1),"
                     " (40000, 'shopper:u1', 2);"
                     "INSERT INTO graph_relation VALUES (1, 'brand', 1), (7, 'likes', 2);"
                     "INSERT INTO graph_link VALUES (1, 'items', 'p1', 1), (2, 'items', 'p2', 1),"
                     " (40000, 'users', 'u1', 2);"
                     "INSERT INTO graph_triple VALUES (1, 1, 3, 1), (2, 1, 3, 1), (2, 1, 3, 2), (40000, 7, 1, 2)");
}

std::unique_ptr<ProjectTableModel> TestPagedTable::triplesOf(const std::shared_ptr<Project> &project)
{
    auto model = std::make_unique<ProjectTableModel>(Table::Triples, m_pool);
    model->setProject(project);
    return QTest::qWaitFor([&] { return model->knowsColumns() && !model->isLoading(); }) ? std::move(model) : nullptr;
}

QStringList TestPagedTable::linesOf(ProjectTableModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row)
        lines << QStringList{shown(model, row, 0), shown(model, row, 1), shown(model, row, 2), shown(model, row, 3)}
                     .join(u'|');
    return lines;
}

void TestPagedTable::triplesAreRows()
{
    const auto project = graphOf("graph.aisle");
    const auto model = triplesOf(project);
    QVERIFY(model);
    const QAbstractItemModelTester tester(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QString tea = QStringLiteral("Zen tea  ·  p1|brand|brand:Wu|catalogue");
    const QString bare = QStringLiteral("p2|brand|brand:Wu|catalogue"),
                  likes = QStringLiteral("u1|likes|Zen tea  ·  p1|hand");
    QCOMPARE(linesOf(*model), (QStringList{tea, bare, likes}));
    QCOMPARE(model->totalRows(), 3);
    const auto ids = model->rowIds(model->allRows());
    QCOMPARE(tripleOf(ids[2]).head, EntityId(40000));
    QCOMPARE(tripleOf(ids[2]).relation, RelationId(7));
    QCOMPARE(tripleOf(ids[2]).tail, EntityId(1));
    const auto settled = [&model] { return !model->isLoading(); };
    model->sort(0, Qt::AscendingOrder); // by what is seen, not by the name
    QTRY_VERIFY(settled());
    QCOMPARE(linesOf(*model), (QStringList{bare, likes, tea}));
    model->sort(-1);
    for (const auto &[column, words, found] :
         std::vector<std::tuple<int, const char *, QStringList>>{{0, "zen", {tea}},
                                                                 {2, "wu", {tea, bare}},
                                                                 {1, "likes", {likes}},
                                                                 {3, "hand", {likes}},
                                                                 {0, "product:", {}}}) {
        model->setFilters({{.column = column, .contains = QString::fromLatin1(words)}});
        QTRY_VERIFY(settled());
        QCOMPARE(linesOf(*model), found);
    }
    SQLite::Statement(project->database(), "INSERT INTO graph_entity VALUES (40000000, 'far', 1)").exec();
    std::string why;
    connect(model.get(), &PagedTableModel::failed, this, [&why](const Error &error) { why = error.code(); });
    model->setFilters({});
    QTRY_COMPARE(why, std::string("graph.too-large-to-show"));
}

void TestPagedTable::triplesHidePeople()
{
    const auto model = triplesOf(graphOf("hidden.aisle"));
    QVERIFY(model);
    KeyFormatter keys;
    keys.setSecret("secret");
    keys.setPseudonyms(true);
    model->setKeys(keys);
    QTRY_VERIFY(!model->isLoading());
    const auto lines = linesOf(*model);
    for (const char *key : {"p1", "p2", "u1"})
        QVERIFY2(!lines.join(u'\n').contains(QString::fromLatin1(key)), qPrintable(lines.join(u'\n')));
    QVERIFY(lines[1].startsWith(keys.product(QStringLiteral("p2"))));
    for (const auto &asked : {QStringLiteral("p2"), keys.product(QStringLiteral("p2"))}) {
        model->setFilters({{.column = 0, .contains = asked}});
        QTRY_VERIFY(!model->isLoading());
        QCOMPARE(model->matchingRows(), asked.startsWith(u'P') ? 1 : 0);
    }
    model->setFilters({});
    QTRY_VERIFY(!model->isLoading());
    for (const auto &row : rowsOf(model->sheet({model->allRows()}, allColumns(*model))))
        QVERIFY(!row.join(u'|').contains(QStringLiteral("u1")) && !row.join(u'|').contains(QStringLiteral("p2")));
}

QTEST_GUILESS_MAIN(TestPagedTable)
#include "tst_pagedtable.moc"
