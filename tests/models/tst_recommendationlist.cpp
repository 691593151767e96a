#include "models/foundshoppersmodel.h"
#include "models/recommendationlistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace aisle;

class TestRecommendationList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTitleOrKey();
    void barKnowsItsOwnListOnly_data();
    void barKnowsItsOwnListOnly();
    void saysWhatMoved();
    void sameLengthKeepsTheView();
    void productsNoLongerInTheProject();
    void foundShoppersSayByWhat();

private:
    static ListedItem listed(std::int64_t id, float score, bool hit = false) { return {ItemId(id), score, hit, {}}; }
};

void TestRecommendationList::showsTitleOrKey()
{
    RecommendationListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ItemRecord tea;
    tea.id = ItemId(1);
    tea.key = QStringLiteral("t-1");
    tea.title = QStringLiteral("Tea");
    tea.category = QStringLiteral("drinks");
    tea.price = 2.5;
    ItemRecord cup;
    cup.id = ItemId(2);
    cup.key = QStringLiteral("c-2");
    model.setList({listed(2, .5F, true), listed(1, .25F)}, {{ItemId(1), tea}, {ItemId(2), cup}});
    const auto at = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(at(0, RecommendationListModel::Rank), QStringLiteral("1"));
    QCOMPARE(at(0, RecommendationListModel::Product), QStringLiteral("c-2"));
    QCOMPARE(at(0, RecommendationListModel::Price), QString());
    QCOMPARE(at(1, RecommendationListModel::Product), QStringLiteral("Tea"));
    QCOMPARE(at(1, RecommendationListModel::Category), QStringLiteral("drinks"));
    QCOMPARE(at(1, RecommendationListModel::Price), QStringLiteral("2.50"));
    QVERIFY(model.index(0, 0).data(RecommendationListModel::HitRole).toBool());
    QVERIFY(!model.index(1, 0).data(RecommendationListModel::HitRole).toBool());
    QCOMPARE(model.rowOf(ItemId(1)), 1);
    QCOMPARE(model.rowOf(ItemId(9)), -1);
    QCOMPARE(model.asTsv(1), QStringLiteral("2\tt-1\tTea\tdrinks\t2.50\t0.2500\t\n"));
    QCOMPARE(model.asTsv().count(u'\n'), 3);
    auto broken = tea;
    broken.title = QStringLiteral("Tea\r\nfor\ttwo");
    model.setList({listed(1, .5F)}, {{ItemId(1), broken}});
    QCOMPARE(model.asTsv().split(u'\n').size(), 3); // headings, the row, the end
    QVERIFY(model.asTsv(0).contains(QStringLiteral("\tTea for two\t")));
    QCOMPARE(model.sheet().rows, std::int64_t(1));
    model.setList({listed(2, .5F, true), listed(1, .25F)}, {{ItemId(1), tea}, {ItemId(2), cup}});
    KeyFormatter keys;
    keys.setPseudonyms(true);
    model.setKeys(keys);
    QVERIFY(at(0, RecommendationListModel::Product).startsWith(QStringLiteral("P-")));
    QCOMPARE(at(1, RecommendationListModel::Product), QStringLiteral("Tea"));
}

void TestRecommendationList::barKnowsItsOwnListOnly_data()
{
    QTest::addColumn<QList<float>>("scores");
    QTest::addColumn<QList<double>>("fractions");
    QTest::newRow("from zero") << QList<float>{8, 4, 2} << QList<double>{1, .5, .25};
    QTest::newRow("with negative scores") << QList<float>{0, -5, -10} << QList<double>{1, 6. / 11, 1. / 11};
    QTest::newRow("all the same") << QList<float>{3, 3} << QList<double>{1, 1};
    QTest::newRow("all nothing") << QList<float>{0, 0} << QList<double>{1, 1};
}

void TestRecommendationList::barKnowsItsOwnListOnly()
{
    QFETCH(QList<float>, scores);
    QFETCH(QList<double>, fractions);
    RecommendationListModel model;
    std::vector<ListedItem> items;
    for (qsizetype i = 0; i < scores.size(); ++i)
        items.push_back(listed(i + 1, scores[i]));
    model.setList(items, {});
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(std::abs(model.index(row, 0).data(RecommendationListModel::ScoreFractionRole).toDouble() -
                         fractions[row]) < 1e-6);
}

void TestRecommendationList::saysWhatMoved()
{
    RecommendationListModel model;
    model.setList({listed(3, 3), listed(1, 2), listed(4, 1)}, {});
    const auto moved = [&](int row) { return model.index(row, 0).data(RecommendationListModel::MovedRole).toInt(); };
    QCOMPARE(moved(0), 0);
    model.setBefore({ItemId(1), ItemId(2), ItemId(3)});
    QCOMPARE(moved(0), 2);
    QCOMPARE(moved(1), -1);
    QCOMPARE(moved(2), RecommendationListModel::kNew);
    model.setBefore({});
    QCOMPARE(moved(0), 0);
}

void TestRecommendationList::sameLengthKeepsTheView()
{
    RecommendationListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setList({listed(1, 2), listed(2, 1)}, {});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setList({listed(2, 2), listed(1, 1)}, {});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    model.setElsewhere({{1, 2, 0, 0}, {2, 1, 0, 0}});
    QCOMPARE(model.index(0, 0).data(RecommendationListModel::ElsewhereRole).toList()[1].toInt(), 2);
    model.clear();
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 0);
}

void TestRecommendationList::productsNoLongerInTheProject()
{
    RecommendationListModel model;
    model.setList({listed(1, 1)}, {});
    QCOMPARE(model.index(0, RecommendationListModel::Product).data().toString(), QString());
    QCOMPARE(model.rowCount(), 1);
}

void TestRecommendationList::foundShoppersSayByWhat()
{
    FoundShoppersModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    FoundShoppers found;
    found.metric = "NDCG@10";
    FoundShopper ann;
    ann.user = {UserId(1), QStringLiteral("ann"), {}};
    ann.events = 12;
    ann.difference = -.25;
    ann.overlap = .3;
    ann.firstAt = 0;
    found.shoppers.push_back(ann);
    const auto figure = [&] { return model.index(0, FoundShoppersModel::Figure).data().toString(); };
    model.setFound(found, ShopperOrder::MostActive);
    QCOMPARE(figure(), QStringLiteral("12"));
    model.setFound(found, ShopperOrder::LostByB);
    QCOMPARE(figure(), QStringLiteral("\u22120.250"));
    QVERIFY(model.headerData(1, Qt::Horizontal).toString().startsWith(QStringLiteral("NDCG@10")));
    model.setFound(found, ShopperOrder::ChangedMost);
    QCOMPARE(figure(), QStringLiteral("30 %"));
    model.setFound(found, ShopperOrder::Newest);
    QCOMPARE(figure(), QStringLiteral("1970-01-01"));
    QCOMPARE(model.rowOf(UserId(1)), 0);
    QCOMPARE(model.rowOf(UserId(2)), -1);
}

QTEST_GUILESS_MAIN(TestRecommendationList)
#include "tst_recommendationlist.moc"
