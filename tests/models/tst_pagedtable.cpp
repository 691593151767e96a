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

private:
    std::unique_ptr<ProjectTableModel> open(Table table);
    static QString shown(ProjectTableModel &model, int row, int column);

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
            QTest::addRow("%d.%s", static_cast<int>(table), query.columns()[static_cast<std::size_t>(column)].id)
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
                            : value.toString().compare(before.toString(), Qt::CaseInsensitive);
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

QTEST_GUILESS_MAIN(TestPagedTable)
#include "tst_pagedtable.moc"
