// What a request leaves open follows the data: the split, the relevant kinds, what kinds weigh.
#include "core/dataset/splitchoice.h"

#include "core/common/error.h"
#include "tests/core/handmade.h"

#include <QTest>

using namespace aisle;
using test::HandEvent;

namespace {

std::string numbered(const char *prefix, int number)
{
    return std::string(prefix).append(std::to_string(number));
}

/// Each of `shoppers` with as many products, without times.
std::vector<HandEvent> each(int shoppers, int products)
{
    std::vector<HandEvent> events;
    for (int user = 0; user < shoppers; ++user)
        for (int i = 0; i < products; ++i)
            events.push_back({numbered("u", user), numbered("i", (user + 7 * i) % 40)});
    return events;
}

const test::HandKinds kShop{
    {{1, "view", Meaning::View, 1}, {2, "cart", Meaning::Cart, 3}, {3, "buy", Meaning::Purchase, 5}},
    {true, true, true},
    {true, true, true}};

/// Forty shoppers with eight views each; every `buyer`th buys two of them at the end.
std::vector<HandEvent> viewsAndPurchases(int buyer)
{
    std::vector<HandEvent> events;
    for (int user = 0; user < 40; ++user) {
        for (int i = 0; i < 8; ++i)
            events.push_back({numbered("u", user), numbered("i", i), 100 * i + user, 0});
        for (int i = 0; i < 2 && user % buyer == 0; ++i)
            events.push_back({numbered("u", user), numbered("i", 10 + i), 1000 + 100 * i + user, 2});
    }
    return events;
}

ChosenSplit chosen(const std::vector<HandEvent> &events, const char *spec = "", const test::HandKinds &kinds = {},
                   bool openTargets = true, std::map<std::string, double> weights = {})
{
    SplitRequest request;
    if (*spec)
        request.spec = SplitSpec::parse(QString::fromLatin1(spec));
    request.openTargets = openTargets;
    request.rules.kindWeights = std::move(weights);
    return chooseSplit(test::handmadeDataset(events, kinds), request);
}

QByteArray failureOf(const std::vector<HandEvent> &events, const char *spec, QString *sentence = nullptr)
{
    try {
        chosen(events, spec);
    } catch (const Error &error) {
        if (sentence)
            *sentence = error.message();
        return QByteArray::fromStdString(error.code());
    }
    return {};
}

} // namespace

class TestSplitChoice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDefaultAdapts_data()
    {
        QTest::addColumn<int>("products");
        QTest::addColumn<QString>("split");
        QTest::newRow("ten each") << 10 << QStringLiteral("user-random:0.8,0.1,0.1");
        QTest::newRow("five each") << 5 << QStringLiteral("user-random:0.8,0,0.2");
        QTest::newRow("three each") << 3 << QStringLiteral("leave-last-out");
        QTest::newRow("two each") << 2 << QStringLiteral("user-random:0.5,0,0.5");
    }
    void theDefaultAdapts()
    {
        QFETCH(int, products);
        QFETCH(QString, split);
        const auto found = chosen(each(200, products));
        QCOMPARE(found.split->spec().text(), split);
        QCOMPARE(found.adapted, products < 10);
        QCOMPARE(found.split->judgeable().judged, std::size_t(200));
        const auto said = found.remarks.join(u' ');
        QVERIFY2(said.contains(QStringLiteral("200 of 200 shoppers have something relevant to find")),
                 qPrintable(said));
        QCOMPARE(said.contains(QStringLiteral("would judge too few")), products < 10);
    }
    /// With how many the usual split would judge, and how many are asked for.
    void whatWasTooFewIsSaid()
    {
        const auto found = chosen(each(200, 3));
        QVERIFY2(
            found.remarks.join(u' ').contains(QStringLiteral(
                "The usual split user-random:0.8,0.1,0.1 would judge too few shoppers of this log (0 of 200, where "
                "10 are asked for), so leave-last-out was taken.")),
            qPrintable(found.remarks.join(u' ')));
        QCOMPARE(found.usual.judged, std::size_t(0));
        QCOMPARE(found.usual.shoppers, std::size_t(200));
    }
    void aRefusalNamesItsOwnCause_data()
    {
        QTest::addColumn<int>("products");
        QTest::addColumn<QByteArray>("split");
        QTest::addColumn<QString>("cause");
        QTest::newRow("products") << 3 << QByteArray("new-products:0.99,0,0.01")
                                  << QStringLiteral("of 34 products the test part's is less than one");
        QTest::newRow("shoppers") << 3 << QByteArray("new-users:0.9999,0,0.0001:0.8")
                                  << QStringLiteral("of 20 shoppers the test part's is less than one");
        QTest::newRow("events") << 1 << QByteArray("random:0.99,0,0.01")
                                << QStringLiteral("of 20 events the test part's share is less than one");
        QTest::newRow("each shopper's events")
            << 5 << QByteArray("user-random:0.9,0,0.1") << QStringLiteral("none of 20 shoppers has events enough");
        QTest::newRow("last events") << 2 << QByteArray("leave-last-out")
                                     << QStringLiteral("20 have fewer than three events");
        QTest::newRow("last baskets") << 2 << QByteArray("leave-last-basket-out")
                                      << QStringLiteral("none of 20 shoppers has three baskets");
    }
    void aRefusalNamesItsOwnCause()
    {
        QFETCH(int, products);
        QFETCH(QByteArray, split);
        QFETCH(QString, cause);
        QString sentence;
        QCOMPARE(failureOf(each(20, products), split, &sentence), QByteArray("split.empty-part"));
        QVERIFY2(sentence.contains(cause), qPrintable(sentence));
        QVERIFY2(sentence.contains(QStringLiteral("none (0)")), qPrintable(sentence));
    }
    void aDateBehindTheLogIsNamed()
    {
        QString sentence;
        std::vector<HandEvent> events{{"a", "x", 1000}, {"a", "y", 2000}, {"b", "x", 86'400'000}};
        QCOMPARE(failureOf(events, "time:2000-01-01", &sentence), QByteArray("split.empty-part"));
        QVERIFY2(sentence.contains(QStringLiteral("the log's last event is of 1970-01-02")), qPrintable(sentence));
        QCOMPARE(failureOf(events, "time:1960-01-01", &sentence), QByteArray("split.empty-part"));
        QVERIFY2(sentence.contains(QStringLiteral("The log begins on 1970-01-01")), qPrintable(sentence));
    }
    /// New shoppers of whom the validation part tells something are counted apart.
    void newcomersWithInputAreCounted()
    {
        std::vector<HandEvent> events;
        for (int user = 0; user < 20; ++user)
            for (int i = 0; i < 4; ++i)
                events.push_back({numbered("u", user), numbered("i", i), 10 * i + 1, 0});
        events.push_back({"between", "i1", 55, 0});
        events.push_back({"between", "i2", 95, 0});
        events.push_back({"late", "i1", 96, 0});
        const auto found = chosen(events, "time:1970-01-01T00:00:00.050,1970-01-01T00:00:00.090", kShop, false);
        const auto people = found.split->judgeable();
        QCOMPARE(people.judged, std::size_t(2));
        QCOMPARE(people.newcomers, std::size_t(2));
        QCOMPARE(people.told, std::size_t(1));
        QVERIFY2(
            found.remarks.join(u' ').contains(QStringLiteral(
                "2 of 22 shoppers have something relevant to find, 2 of them new (nothing of theirs is learnt from; "
                "earlier events of 1 of these are input when lists are made); 1 shopper has one event only.")),
            qPrintable(found.remarks.join(u' ')));
    }
    void whatWasAskedForNeverAdapts()
    {
        QString sentence;
        QCOMPARE(failureOf(each(200, 5), "user-random:0.8,0.1,0.1", &sentence), QByteArray("split.empty-part"));
        QVERIFY2(sentence.contains(QStringLiteral("leave-last-out (200)")), qPrintable(sentence));
        QVERIFY(sentence.contains(QStringLiteral("200 shoppers")));
        QCOMPARE(failureOf(each(200, 2), "leave-last-out"), QByteArray("split.empty-part"));
        QCOMPARE(failureOf(each(200, 5), "leave-last-out"), QByteArray());
    }
    void newcomersAndSinglesAreCounted()
    {
        auto events = viewsAndPurchases(1);
        events.push_back({"late", "i3", 5000, 0});
        const auto people = chosen(events, "time:1970-01-01T00:00:01", kShop, false).split->judgeable();
        QCOMPARE(people.shoppers, std::size_t(41));
        QCOMPARE(people.judged, std::size_t(41));
        QCOMPARE(people.newcomers, std::size_t(1));
        QCOMPARE(people.single, std::size_t(1));
    }

    void purchasesAreRelevantWhereEnoughBuy()
    {
        const auto relevantOf = [](int buyer) {
            return chosen(viewsAndPurchases(buyer), "leave-last-out", kShop).split->relevant();
        };
        QCOMPARE(relevantOf(2), (std::vector<bool>{false, false, true}));
        QCOMPARE(relevantOf(40), (std::vector<bool>{true, false, false})); // one buyer of forty is too few
        const auto told = chosen(viewsAndPurchases(2), "leave-last-out", kShop).remarks.join(u' ');
        QVERIFY2(told.contains(QStringLiteral("Relevant when judged: buy")), qPrintable(told));
        QCOMPARE(chosen(viewsAndPurchases(2), "leave-last-out", kShop, false).split->relevant(),
                 (std::vector<bool>{true, true, true}));
    }
    /// "Leaves nothing to test on" until 0.2.
    void leaveLastOutTakesViewsAndTwoPurchases()
    {
        const test::HandKinds targetsOnly{kShop.kinds, {true, true, false}, {false, false, true}};
        const auto split = chosen(viewsAndPurchases(1), "leave-last-out", targetsOnly, false).split;
        QCOMPARE(split->judgeable().judged, std::size_t(40));
        const auto tested = split->heldOut(Part::Test, Targets::All).cases.front();
        QCOMPARE(tested.input.size(), std::size_t(8)); // the views: a kind that is only relevant is no input
        QVERIFY(tested.hidden.empty());
        QCOMPARE(split->count(Part::Valid), std::size_t(40));
    }
    void aTargetOnlyIsMaskedUnderNoSplit()
    {
        const test::HandKinds targetsOnly{kShop.kinds, {true, true, false}, {false, false, true}};
        for (const char *spec : {"time:1970-01-01T00:00:01.000,1970-01-01T00:00:01.100", "leave-last-out",
                                 "random:0.6,0.2,0.2", "user-random:0.6,0.2,0.2"}) {
            const auto split = chosen(viewsAndPurchases(1), spec, targetsOnly, false).split;
            for (const auto &heldOut : split->heldOut(Part::Test, Targets::All).cases) {
                QVERIFY2(heldOut.hidden.empty(), spec);
                for (const auto &visit : heldOut.input)
                    QVERIFY2(visit.kind != 2, spec);
            }
        }
    }
    void onlyRelevantKindsMask()
    {
        QCOMPARE(chosen(viewsAndPurchases(2), "leave-last-out", kShop).split->masking(),
                 (std::vector<bool>{false, false, true}));
        QVERIFY(chosen(viewsAndPurchases(2), "leave-last-out", kShop, false).split->masking().empty());
    }

    void weightsAreRelativeToTheLightest()
    {
        const auto events = viewsAndPurchases(2);
        const auto weightsOf = [&](std::map<std::string, double> weights) {
            return chosen(events, "leave-last-out", kShop, true, std::move(weights))
                .split->trainingSet()
                ->kindWeights();
        };
        QCOMPARE(weightsOf({}), (std::vector<float>{1, 3, 5}));
        QCOMPARE(weightsOf({{"view", 2}, {"cart", 2}, {"purchase", 20}}), (std::vector<float>{1, 1, 10}));
        QCOMPARE(weightsOf({{"purchase", 20}, {"buy", 7}}), (std::vector<float>{1, 3, 7})); // its own name says more
        QVERIFY_EXCEPTION_THROWN(weightsOf({{"return", 2}}), Error);
        QVERIFY_EXCEPTION_THROWN(weightsOf({{"view", 0}}), Error);
    }
    void aPairIsWorthItsEventsUpToTheHeaviest()
    {
        const std::vector<HandEvent> events{{"u", "a", 1, 0}, {"u", "a", 2, 0}, {"u", "b", 3, 1}, {"u", "a", 4, 2},
                                            {"v", "b", 1, 0}, {"v", "b", 2, 1}, {"v", "c", 3, 0}};
        const auto train = chosen(events, "none", kShop).split->trainingSet();
        QVERIFY(train->isWeighted());
        QCOMPARE(train->valuesByUser(), (std::vector<float>{5, 3, 4, 1}));
        QCOMPARE(train->valuesByItem(), (std::vector<float>{5, 3, 4, 1}));
        QCOMPARE(train->byUser().values, (std::vector<float>{3, 1, 2, 1})); // counts are counts
        const test::HandKinds buys{{{1, "buy", Meaning::Purchase, 5}}, {true}, {true}};
        const auto one = chosen({{"u", "a"}, {"u", "a"}, {"v", "b"}}, "none", buys).split->trainingSet();
        QVERIFY(!one->isWeighted() && one->valuesByUser().empty());
    }
};

QTEST_GUILESS_MAIN(TestSplitChoice)
#include "tst_splitchoice.moc"
