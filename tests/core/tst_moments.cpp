#include "core/common/random.h"
#include "core/dataset/trainingset.h"
#include "tests/core/handmade.h"

#include <QTest>
#include <algorithm>
#include <numeric>
#include <set>

using namespace aisle;

namespace {

Visit visit(std::uint32_t item, std::int64_t at, std::uint32_t session = Visit::kNoSession)
{
    return {.item = ItemIndex(item), .session = session, .at = at};
}

QString items(std::span<const Visit> history)
{
    QStringList texts;
    for (const auto &one : history)
        texts << QString::number(one.item.value);
    return texts.join(QLatin1Char(' '));
}

QString keys(const Dataset &dataset)
{
    QStringList texts;
    for (const auto item : dataset.events.item)
        texts << QString::fromStdString(dataset.itemKeys[item.value]);
    return texts.join(QLatin1Char(' '));
}

} // namespace

/// What stands in one moment, and that it has no order.
class TestMoments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameMoment()
    {
        QVERIFY(isSameMoment(visit(0, 5), visit(1, 5)));
        QVERIFY(!isSameMoment(visit(0, 5), visit(1, 6)));
        QVERIFY(!isSameMoment(visit(0, 5, 1), visit(1, 5, 2)));
        QVERIFY(isSameMoment(visit(0, kNoTime, 1), visit(1, kNoTime, 1)));
        QVERIFY(!isSameMoment(visit(0, kNoTime), visit(1, kNoTime))); // each a step of its own
        QVERIFY(!isSameMoment(visit(0, 5, Visit::kApart), visit(1, 5, Visit::kApart)));
    }
    void stepsAndMoments()
    {
        const std::vector<Visit> history{visit(0, 1), visit(1, 1), visit(2, 2), visit(3, 3), visit(4, 3)};
        QCOMPARE(stepsBack(history), (std::vector<std::uint32_t>{2, 2, 1, 0, 0}));
        QCOMPARE(items(lastMoment(history)), QStringLiteral("3 4"));
        QCOMPARE(items(firstMoment(history)), QStringLiteral("0 1"));
        QVERIFY(lastMoment({}).empty() && firstMoment({}).empty() && stepsBack({}).empty());
    }
    void basketsAreSessionsOrMoments()
    {
        const auto basket = [](std::initializer_list<std::uint32_t> some) {
            std::vector<ItemIndex> all;
            for (const auto item : some)
                all.emplace_back(item);
            return all;
        };
        const std::vector<Visit> history{visit(3, 1, 1), visit(0, 2, 1),    visit(3, 3, 1),
                                         visit(5, 4),    visit(4, 4),       visit(6, 5),
                                         visit(1, 6, 1), visit(7, kNoTime), visit(8, kNoTime)};
        const auto baskets = basketsOf(history);
        QCOMPARE(baskets.size(), std::size_t(5));
        QVERIFY(baskets[0] == basket({0, 1, 3}));
        QVERIFY(baskets[1] == basket({4, 5}));
        QVERIFY(baskets[2] == basket({6}) && baskets[3] == basket({7}) && baskets[4] == basket({8}));
    }
    void tornMomentsComeTogether()
    {
        std::vector<Visit> history{visit(0, kNoTime, 1), visit(1, kNoTime, 2), visit(2, kNoTime, 1), visit(3, kNoTime)};
        std::vector<float> values{0, 1, 2, 3};
        gatherMoments(history, values);
        QCOMPARE(items(history), QStringLiteral("0 2 1 3"));
        QCOMPARE(values, (std::vector<float>{0, 2, 1, 3}));
    }
    /// The same order from whichever it had; values move along; over many moments no product is always first.
    void arrangementForgetsTheOrder()
    {
        std::vector<std::uint32_t> tieRank(6);
        std::iota(tieRank.begin(), tieRank.end(), 0U);
        std::vector<Visit> history;
        std::vector<float> values;
        for (std::uint32_t moment = 0; moment < 40; ++moment)
            for (std::uint32_t item = 0; item < 6; ++item) {
                history.push_back(visit(item, moment));
                values.push_back(static_cast<float>(item));
            }
        auto other = history;
        auto otherValues = values;
        Random random(3);
        for (std::size_t moment = 0; moment < 40; ++moment) {
            auto some = std::span(other).subspan(moment * 6, 6);
            random.shuffle(some);
            for (std::size_t i = 0; i < 6; ++i)
                otherValues[moment * 6 + i] = static_cast<float>(some[i].item.value);
        }
        QVERIFY(!isArranged(other, tieRank));
        arrangeMoments(history, values, tieRank);
        arrangeMoments(other, otherValues, tieRank);
        QVERIFY(isArranged(other, tieRank));
        QCOMPARE(items(other), items(history));
        QCOMPARE(otherValues, values);
        std::set<std::uint32_t> first;
        for (std::size_t moment = 0; moment < 40; ++moment)
            first.insert(history[moment * 6].item.value);
        QCOMPARE(first.size(), std::size_t(6));
    }
    void trainingSetsForgetTheOrder()
    {
        const std::vector<Visit> some{visit(0, 1), visit(1, 1), visit(2, 1), visit(0, 2)};
        auto other = some;
        std::swap(other[0], other[2]);
        const TrainingSet a(3, {0, 4}, some, {}, {1.0F}, {0, 1, 2}), b(3, {0, 4}, other, {}, {1.0F}, {0, 1, 2});
        QCOMPARE(items(a.history(UserIndex(0))), items(b.history(UserIndex(0))));
        QVERIFY(!a.hasSessions());
    }
    /// Sessions without times are steps where they begin; two shoppers' "basket 1" are two.
    void datasetsBringMomentsTogether()
    {
        using test::HandEvent;
        std::vector<HandEvent> events;
        const auto add = [&](const char *user, const char *item, std::uint32_t session, std::int64_t at = kNoTime) {
            events.push_back({.user = user, .item = item, .at = at, .session = session});
        };
        add("u", "a", 7);
        add("u", "b", 9);
        add("u", "c", 7);
        add("v", "d", 7);
        add("u", "e", 9);
        auto shuffled = events;
        std::swap(shuffled[0], shuffled[2]);
        std::swap(shuffled[1], shuffled[4]);
        const auto dataset = test::handmadeDataset(events), other = test::handmadeDataset(shuffled);
        QCOMPARE(dataset->events.session, (std::vector<std::uint32_t>{1, 1, 2, 2, 1}));
        QCOMPARE(keys(*dataset), keys(*other));
        events.clear();
        for (const char *item : {"a", "b", "c"})
            add("u", item, 0);
        QCOMPARE(keys(*test::handmadeDataset(events)), QStringLiteral("a b c")); // without times as in the file
    }
};

QTEST_GUILESS_MAIN(TestMoments)
#include "tst_moments.moc"
