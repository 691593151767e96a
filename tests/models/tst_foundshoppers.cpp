#include "models/foundshoppersmodel.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QTest>
#include <algorithm>

using namespace aisle;

/// Shoppers as the finder lists them, with one above them who was not found.
class TestFoundShoppers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneStandsOnTop();
    void whoWasFoundStandsOnce();
    void figuresAreThoseOfTheOrder();
    void longKeysHaveNarrowTips();

private:
    static FoundShopper shopper(std::int64_t id, std::int64_t events)
    {
        return {UserRecord{UserId(id), QString::number(17'000 + id), {}}, events, {}, {}, {}};
    }
    static FoundShoppers found()
    {
        FoundShoppers all;
        all.shoppers = {shopper(1, 9), shopper(2, 5)};
        all.matching = 2;
        return all;
    }
};

void TestFoundShoppers::oneStandsOnTop()
{
    FoundShoppersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFound(found(), ShopperOrder::MostActive);
    QCOMPARE(model.rowOf(UserId(7)), -1);
    model.setOnTop(shopper(7, 3));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowOf(UserId(7)), 0);
    QCOMPARE(model.rowOf(UserId(1)), 1);
    QCOMPARE(model.firstFoundRow(), 1);
    QVERIFY(model.index(0, 0).data(Qt::FontRole).value<QFont>().weight() > QFont::Normal);
    QVERIFY(!model.index(1, 0).data(Qt::FontRole).isValid());
    model.setOnTop(shopper(8, 4)); // in its place
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data(FoundShoppersModel::KeyRole).toString(), QStringLiteral("17008"));
    model.setOnTop({});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(UserId(1)), 0);
}

void TestFoundShoppers::whoWasFoundStandsOnce()
{
    FoundShoppersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFound(found(), ShopperOrder::MostActive);
    model.setOnTop(shopper(2, 5));
    QCOMPARE(model.rowCount(), 2);
    model.setOnTop(shopper(7, 3));
    model.setFound(found(), ShopperOrder::MostActive); // a new search begins without
    QCOMPARE(model.firstFoundRow(), 0);
    QCOMPARE(model.rowCount(), 2);
}

void TestFoundShoppers::longKeysHaveNarrowTips()
{
    FoundShoppersModel model;
    auto all = found();
    all.shoppers[0].user.key = QString(100'000, u'w');
    model.setFound(all, ShopperOrder::MostActive);
    const auto lines = model.index(0, 0).data(Qt::ToolTipRole).toString().split(u'\n');
    QVERIFY(lines.size() < 20);
    QVERIFY(std::all_of(lines.begin(), lines.end(), [](const auto &line) { return line.size() < 120; }));
}

/// The figure under "In both lists" is never a number of events.
void TestFoundShoppers::figuresAreThoseOfTheOrder()
{
    FoundShoppersModel model;
    auto all = found();
    all.shoppers[0].overlap = .25;
    model.setFound(all, ShopperOrder::ChangedMost);
    model.setOnTop(shopper(7, 3));
    const auto figure = [&](int row) { return model.index(row, FoundShoppersModel::Figure).data().toString(); };
    QCOMPARE(figure(0), QString());
    QCOMPARE(figure(1), QStringLiteral("25 %"));
    model.setFound(found(), ShopperOrder::MostActive);
    QCOMPARE(figure(0), QStringLiteral("9"));
}

QTEST_MAIN(TestFoundShoppers)
#include "tst_foundshoppers.moc"
