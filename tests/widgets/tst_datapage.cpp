#include "core/storage/eventstore.h"
#include "models/projecttablemodel.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/charts/chartcard.h"
#include "widgets/pages/datapage.h"
#include "widgets/shopperpicks.h"
#include "widgets/tableview.h"

#include <QTabWidget>
#include <QTest>
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

QTEST_MAIN(TestDataPage)
#include "tst_datapage.moc"
