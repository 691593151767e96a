#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "models/projecttablemodel.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/charts/chartcard.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/tile.h"
#include "widgets/data/datapage.h"
#include "widgets/data/shopperpicks.h"
#include "widgets/data/sourcespanel.h"
#include "widgets/tables/tablepane.h"

#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <set>

using namespace aisle;

/// Charts of the Data page narrow its tables.
class TestDataPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::prepareWindow(); }
    void init();
    void cleanup() { m_shop.close(); }
    void daysNarrowTheTables();
    void hoursSelectShoppers();
    void wallClocksHaveZones();
    void chartsGoWithTheirEvents();
    void saysThatAnImportRuns();
    void tablesHaveRoom_data();
    void tablesHaveRoom();
    void leftOutIsNoFailure();
    void tilesShowTheirWholeFigure();
    void tileTellsProductsWithoutEvents();
    void marksProductsThatWereNeverSeen();
    void layoutsBelongToTheirProject();
    void savesTheRowsOfATab();
    void rejectedRowsStandByReason();

private:
    ChartCard *chart(int place) const { return m_shop.page().findChildren<ChartCard *>()[place]; }
    PagedTableModel *table(int tab) const
    {
        return m_shop.child<QTabWidget>("data-tables")->widget(tab)->findChild<TableView *>()->table();
    }
    const IdSet<UserId> &shoppers() const { return m_shop.selection().state().shoppers; }

    test::PageOverShop<DataPage> m_shop;
};

void TestDataPage::init()
{
    m_shop.open(test::makeShop(m_shop.nextPath()), {1280, 800});
    QTRY_VERIFY(m_shop.isSettled() && !chart(0)->data().isEmpty());
}

void TestDataPage::daysNarrowTheTables()
{
    const auto &days = chart(0)->data().x;
    QVERIFY(days.size() > 20);
    const double from = days[5], to = days[9];
    const double end = to + (days[1] - days[0]);
    std::set<std::int64_t> active;
    qint64 events = 0;
    EventStore(*m_shop.session()->project()).scan([&](const StoredEvent &event) {
        if (static_cast<double>(event.at) < from || static_cast<double>(event.at) >= end)
            return;
        active.insert(event.user.value);
        ++events;
    });
    Q_EMIT chart(0)->rangeSelected(from, to);
    QTRY_COMPARE(shoppers().size(), active.size());
    QTRY_COMPARE(table(0)->matchingRows(), events);
    QTRY_COMPARE(table(2)->matchingRows(), static_cast<qint64>(active.size()));
    Q_EMIT chart(0)->rowsSelected(-1, -1);
    QTRY_COMPARE(table(0)->matchingRows(), table(0)->totalRows());
    QVERIFY(shoppers().isEmpty());
}

void TestDataPage::hoursSelectShoppers()
{
    const auto &week = chart(3)->data();
    int weekday = 0, hour = 0;
    for (int day = 0; day < 7; ++day) {
        for (int h = 0; h < 24; ++h) {
            const auto value = [&](int d, int at) {
                return week.series[static_cast<std::size_t>(d)].values[static_cast<std::size_t>(at)];
            };
            if (value(day, h) > value(weekday, hour))
                weekday = day, hour = h;
        }
    }
    std::set<std::int64_t> active;
    EventStore(*m_shop.session()->project()).scan([&](const StoredEvent &event) {
        const auto at = QDateTime::fromMSecsSinceEpoch(event.at, Qt::UTC);
        if (at.date().dayOfWeek() == weekday + 1 && at.time().hour() == hour)
            active.insert(event.user.value);
    });
    Q_EMIT chart(3)->cellSelected(hour, weekday);
    QTRY_COMPARE(shoppers().size(), active.size());
    QVERIFY(shoppers().origin == SelectionOrigin::Chart);
    Q_EMIT chart(3)->cellSelected(hour, weekday); // once more: no more
    QTRY_VERIFY(shoppers().isEmpty());
}

void TestDataPage::wallClocksHaveZones()
{
    const auto noon = QDateTime({2011, 6, 1}, {12, 0}, Qt::UTC).toMSecsSinceEpoch();
    QCOMPARE(fromWallClock(noon, QStringLiteral("UTC")), noon);
    QCOMPARE(fromWallClock(noon, QStringLiteral("Asia/Shanghai")), noon - 8 * 3'600'000);
    SilentContext job;
    const auto &project = *m_shop.session()->project();
    const auto utc = shoppersAtHour(project, 0, 0, QStringLiteral("UTC"), job);
    QCOMPARE(shoppersAtHour(project, 0, 8, QStringLiteral("Asia/Shanghai"), job), utc); // the same hour elsewhere
}

/// The log is taken back, then a project is opened that never had one: neither shows the charts of before.
void TestDataPage::chartsGoWithTheirEvents()
{
    const auto areEmpty = [this] {
        const auto all = m_shop.page().findChildren<ChartCard *>();
        return std::all_of(all.begin(), all.end(), [](const auto *card) {
            return card->data().isEmpty() && !card->data().title.isEmpty() && !card->data().whyEmpty.isEmpty();
        });
    };
    SilentContext job;
    for (const auto &import : EventStore(*m_shop.session()->project()).imports())
        EventStore(*m_shop.session()->project()).undoImport(import.id, job);
    m_shop.session()->noteEventsChanged();
    QTRY_VERIFY(m_shop.isSettled() && areEmpty());

    init();
    auto project = Project::create(m_shop.nextPath());
    project->database().exec("INSERT INTO import SELECT 1, 'goods.csv', 'bb', '{}', 'done', 2, 0, 0, 0, 99, 1, NULL, "
                             "NULL, '{}', 1000");
    project->database().exec("INSERT INTO item(id, key, import_id) VALUES (1, 'tea', 1), (2, 'toy', 1)");
    const auto other = std::make_shared<ProjectSession>(std::move(project), std::make_shared<JobPools>());
    m_shop.page().setProject(other);
    QTRY_VERIFY(m_shop.isSettled() && areEmpty());
    const auto tiles = m_shop.page().findChildren<Tile *>();
    QCOMPARE(tiles[0]->accessibleDescription(), QStringLiteral("0")); // events
    QCOMPARE(tiles[2]->accessibleDescription(), QStringLiteral("2")); // products
    m_shop.page().setProject({});
}

void TestDataPage::saysThatAnImportRuns()
{
    m_shop.open(Project::create(m_shop.nextPath()), {1280, 800});
    auto *button = m_shop.page().findChild<EmptyState *>()->button();
    QTRY_VERIFY(m_shop.isSettled() && button->isVisible());
    QSemaphore gate;
    m_shop.session()->jobs().start<int>({.title = {}, .lane = JobLane::Writing, .kind = QStringLiteral("import")},
                                        [&gate](JobContext &) {
                                            gate.acquire();
                                            return 0;
                                        },
                                        this, {});
    QVERIFY(!button->isVisible());
    gate.release();
    QTRY_VERIFY(button->isVisible());
}

void TestDataPage::tablesHaveRoom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("rows");
    QTest::addRow("small") << QSize(1024, 580) << 5;
    QTest::addRow("large") << QSize(1440, 800) << 6;
}

void TestDataPage::tablesHaveRoom()
{
    QFETCH(QSize, size);
    QFETCH(int, rows);
    m_shop.page().resize(size);
    auto *view = m_shop.child<QTabWidget>("data-tables")->currentWidget()->findChild<TableView *>();
    QTRY_VERIFY2(view->viewport()->height() / view->rowHeight(0) >= rows,
                 qPrintable(QString::number(view->viewport()->height())));
    const auto *figures = m_shop.child<QScrollArea>("data-figures");
    QVERIFY(figures->height() <= figures->widget()->height()); // no blank strip under the charts
    m_shop.shoot(QStringLiteral("data-%1").arg(size.width()));
}

void TestDataPage::leftOutIsNoFailure()
{
    ImportRecord import;
    import.rejected = 10;
    QCOMPARE(SourcesPanel::leftOut(import), std::int64_t(0)); // of 0.1: not known
    import.reasons = {{"no-user", 8}, { "bad-time", 2 }};
    QCOMPARE(SourcesPanel::leftOut(import), std::int64_t(8));
    import.reasons = {{ "bad-time", 10 }};
    QCOMPARE(SourcesPanel::leftOut(import), std::int64_t(0));
}

void TestDataPage::tilesShowTheirWholeFigure()
{
    Tile tile;
    tile.resize(132, 70);
    tile.show();
    const auto *figure = tile.findChild<QLabel *>();
    const auto size = [&] { return figure->font().pointSizeF(); };
    const auto usual = size();
    tile.setFigure(QStringLiteral("100 of 4,070"));
    QCOMPARE(figure->text(), QStringLiteral("100 of 4,070"));
    QVERIFY(figure->fontMetrics().horizontalAdvance(figure->text()) <= figure->width());
    QVERIFY(size() < usual);
    tile.resize(400, 70);
    QCOMPARE(size(), usual);
}

void TestDataPage::tileTellsProductsWithoutEvents()
{
    auto project = test::makeShop(m_shop.nextPath(), 20, 30);
    project->database().exec("INSERT INTO item (key, title) VALUES ('never', 'Sold to nobody')");
    const int seen = project->database().execAndGet("SELECT count(DISTINCT item_id) FROM event").getInt();
    m_shop.open(std::move(project), {1280, 800});
    const auto tiles = m_shop.page().findChildren<Tile *>();
    QTRY_VERIFY(std::any_of(tiles.begin(), tiles.end(), [seen](const Tile *tile) {
        return tile->toolTip() == QStringLiteral("31, of which %1 have events").arg(seen);
    }));
    QVERIFY(std::any_of(tiles.begin(), tiles.end(), [](const Tile *tile) { // of those the log can be dense in
        return tile->toolTip().contains(QStringLiteral("Among the products that have events: "));
    }));
}

/// All of a long table: most of its rows were never read by the table.
void TestDataPage::marksProductsThatWereNeverSeen()
{
    m_shop.open(test::makeShop(m_shop.nextPath(), 100, 3000), {1280, 800});
    QTRY_VERIFY(m_shop.isSettled() && table(1)->rowCount() == 3000);
    auto *view = m_shop.child<QTabWidget>("data-tables")->widget(1)->findChild<TableView *>();
    view->selectAll();
    view->actions().first()->trigger();
    QTRY_VERIFY(m_shop.session()->jobs().isEmpty());
    QTRY_COMPARE(Catalogue(*m_shop.session()->project()).notProducts().size(), std::size_t(3000));
}

void TestDataPage::layoutsBelongToTheirProject()
{
    auto *view = m_shop.child<QTabWidget>("data-tables")->widget(0)->findChild<TableView *>();
    view->filterRange(QStringLiteral("time"), 1e12, {});
    view->setColumnShown(2, false);
    QTRY_VERIFY(m_shop.isSettled() && !table(0)->filters().empty());
    const auto first = m_shop.session();
    const auto other =
        std::make_shared<ProjectSession>(test::makeShop(m_shop.nextPath()), std::make_shared<JobPools>());
    m_shop.page().setProject(other);
    QTRY_VERIFY(m_shop.isSettled() && table(0)->rowCount() > 0);
    QVERIFY(table(0)->filters().empty() && !view->isColumnHidden(2));
    m_shop.page().setProject(first);
    QTRY_VERIFY(m_shop.isSettled() && table(0)->rowCount() > 0);
    QCOMPARE(table(0)->filters().size(), std::size_t(1));
    QVERIFY(view->isColumnHidden(2));
}

void TestDataPage::savesTheRowsOfATab()
{
    m_shop.session()->setPseudonyms(true);
    auto *tab = m_shop.child<QTabWidget>("data-tables")->widget(2);
    tab->findChild<QToolButton *>(QStringLiteral("save-rows"))->click();
    auto *dialog = m_shop.page().findChild<QFileDialog *>();
    QVERIFY(dialog);
    const auto path = m_shop.nextPath() + QStringLiteral(".csv");
    QSignalSpy notices(&m_shop.page(), &Page::noticeRaised);
    Q_EMIT dialog->fileSelected(path);
    delete dialog;
    QTRY_COMPARE(notices.count(), 1);
    QVERIFY(notices.first().first().value<Notice>().level == Notice::Level::Good);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto lines = QString::fromUtf8(file.readAll()).trimmed().split(u'\n');
    QCOMPARE(lines.size(), table(2)->rowCount() + 1);
    QCOMPARE(lines[0], QStringLiteral("Shopper,Events,First seen,Last seen"));
    QVERIFY(std::all_of(lines.begin() + 1, lines.end(),
                        [](const QString &line) { return line.startsWith(QStringLiteral("S-")); }));
}

/// Counted by reason above the table, one reason alone at a press, and the way back to their file.
void TestDataPage::rejectedRowsStandByReason()
{
    auto project = test::makeShop(m_shop.nextPath(), 20, 30);
    project->database().exec("UPDATE import SET rejected = 3, recipe = '{\"columns\": []}', "
                             "reasons = '{\"no-user\": 2, \"bad-time\": 1}'");
    project->database().exec("INSERT INTO quarantine(import_id, file, line, text, reason) VALUES "
                             "(1, 'shop.csv', 2, ',x', 'no-user'), (1, 'shop.csv', 3, ',y', 'no-user'), "
                             "(1, 'shop.csv', 4, 'a,x,soon', 'bad-time')");
    m_shop.open(std::move(project), {1280, 800});
    m_shop.child<QTabWidget>("data-tables")->setCurrentIndex(3);
    QTRY_VERIFY(m_shop.isSettled() && table(3)->matchingRows() == 3);
    auto *nobody = m_shop.child<QToolButton>("reason-no-user");
    auto *badTime = m_shop.child<QToolButton>("reason-bad-time");
    QVERIFY(nobody && badTime && nobody->isVisible() && nobody->x() < badTime->x()); // most rows first
    QVERIFY2(nobody->text().endsWith(QStringLiteral(": 2")), qPrintable(nobody->text()));
    nobody->click();
    QTRY_COMPARE(table(3)->matchingRows(), qint64(2));
    badTime->click();
    QTRY_COMPARE(table(3)->matchingRows(), qint64(1));
    QTRY_VERIFY(!nobody->isChecked() && badTime->isChecked());
    badTime->click();
    QTRY_COMPARE(table(3)->matchingRows(), qint64(3));
    QTRY_VERIFY(!badTime->isChecked());
    m_shop.shoot(QStringLiteral("data-rejected"));
    QSignalSpy commands(&m_shop.page(), &Page::commandRequested);
    m_shop.child<QToolButton>("rejected-again")->menu()->actions().first()->trigger();
    QCOMPARE(commands.takeFirst()[0].toString(), QStringLiteral("import-again:1"));
}

QTEST_MAIN(TestDataPage)
#include "tst_datapage.moc"
