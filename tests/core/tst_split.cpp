#include "core/common/error.h"
#include "core/dataset/inventory.h"
#include "tests/core/handmade.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace aisle;
using test::HandEvent;

namespace {

/// Parts as letters, in the dataset's order: T V E(test) I O.
QString letters(const Split &split)
{
    QString text;
    for (const auto part : split.parts())
        text.append(QLatin1Char("TVEIO"[static_cast<int>(part)]));
    return text;
}

QString keys(const Dataset &dataset, const std::vector<ItemIndex> &items)
{
    QStringList texts;
    for (const auto item : items)
        texts.append(QString::fromStdString(dataset.itemKeys[item.value]));
    texts.sort();
    return texts.join(QLatin1Char(' '));
}

QString inputKeys(const Dataset &dataset, const HeldOutCase &heldOut)
{
    QStringList texts;
    for (const auto &visit : heldOut.input)
        texts.append(QString::fromStdString(dataset.itemKeys[visit.item.value]));
    return texts.join(QLatin1Char(' '));
}

Split splitOf(std::shared_ptr<const Dataset> dataset, const char *spec, std::uint64_t seed = 1)
{
    return Split(std::move(dataset), SplitSpec::parse(QString::fromLatin1(spec)), seed);
}

SplitSpec defaultSplitOf(const Dataset &dataset)
{
    return Inventory::of(dataset).defaultSplit();
}

/// u has ten events, v has two.
std::vector<HandEvent> twoUsers(bool withTime = true)
{
    std::vector<HandEvent> events;
    for (int i = 0; i < 10; ++i)
        events.push_back({"u", std::string(1, static_cast<char>('a' + i)), withTime ? 10 * i : kNoTime});
    events.push_back({"v", "a", withTime ? 85 : kNoTime});
    events.push_back({"v", "b", withTime ? 95 : kNoTime});
    return events;
}

const test::HandKinds kViewsAndPurchases{
    {{1, "view", Meaning::View, 1}, {2, "buy", Meaning::Purchase, 5}}, {true, false}, {false, true}};

} // namespace

class TestSplit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void productsAreHeldOutWithAllTheirEvents()
    {
        std::vector<test::HandEvent> log;
        for (int u = 0; u < 20; ++u)
            for (int i = 0; i < 10; ++i)
                log.push_back({"u" + std::to_string(u), "i" + std::to_string((u + i * 3) % 20), u * 100 + i});
        const auto spec = SplitSpec::parse(QStringLiteral("new-products:0.8,0.1,0.1"));
        QCOMPARE(spec.text(), QStringLiteral("new-products:0.8,0.1,0.1"));
        QVERIFY(spec.hasValidation() && !spec.isOrdered());
        const Split split(test::handmadeDataset(log), spec, 1);
        QCOMPARE(split.productsOf(Part::Train).size(), std::size_t(16));
        QCOMPARE(split.productsOf(Part::Valid).size(), std::size_t(2));
        const auto fresh = split.productsOf(Part::Test);
        QCOMPARE(fresh.size(), std::size_t(2));
        for (const auto item : fresh)
            QCOMPARE(split.trainingSet()->itemEvents()[item.value], 0U);
        const auto heldOut = split.heldOut(Part::Test, Targets::All);
        QVERIFY(!heldOut.cases.empty());
        for (const auto &one : heldOut.cases) {
            for (const auto item : one.relevant)
                QVERIFY(std::ranges::binary_search(fresh, item));
            for (const auto &visit : one.input)
                QVERIFY(split.trainingSet()->itemEvents()[visit.item.value] > 0);
        }
        QCOMPARE(Split(test::handmadeDataset(log), spec, 1).productsOf(Part::Test), fresh);
    }
    void whatIsJudgedHasItsOwnHash()
    {
        const auto hashOf = [](const std::vector<test::HandEvent> &events, const char *spec, Targets targets) {
            const Split split(test::handmadeDataset(events), SplitSpec::parse(QString::fromLatin1(spec)), 1);
            return std::pair(split.dataHash(), split.judgedHash(targets));
        };
        using enum StoredPart;
        std::vector<test::HandEvent> log{{"u", "a", 1, 0, Train}, {"u", "b", 2, 0, Train}, {"v", "a", 1, 0, Train},
                                         {"v", "c", 4, 0, Test},  {"u", "c", 5, 0, Test},  {"u", "d", 6, 0, Test}};
        const auto first = hashOf(log, "fixed", Targets::All);
        QCOMPARE(hashOf(log, "fixed", Targets::All), first);
        QVERIFY(hashOf(log, "fixed", Targets::EachNext).second != first.second);
        std::swap(log[0], log[2]); // the same log in another order of shoppers
        QCOMPARE(hashOf(log, "fixed", Targets::All).second, first.second);
        log.back().item = "b";
        const auto other = hashOf(log, "fixed", Targets::All);
        QCOMPARE(other.first, first.first); // the same is learnt
        QVERIFY(other.second != first.second);
        QVERIFY(hashOf(log, "none", Targets::All).second.isEmpty());
    }
    void specsKeepTheirText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        const auto row = [](const char *text, const char *written) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(written);
        };
        row("time:0.8,0.1,0.1", "time:0.8,0.1,0.1");
        row("time", "time:0.8,0.1,0.1");
        row("time:2011-06-01,2011-09-01", "time:2011-06-01,2011-09-01");
        row("time:2011-06-01T12:30:00", "time:2011-06-01T12:30:00Z");
        row("leave-last-out", "leave-last-out");
        row("leave-last-basket-out", "leave-last-basket-out");
        row("user-random:0.75,0.25", "user-random:0.75,0,0.25");
        row("random:0.6,0.2,0.2", "random:0.6,0.2,0.2");
        row("folds:5:3", "folds:5:3");
        row("new-users:0.8,0.1,0.1:0.5", "new-users:0.8,0.1,0.1:0.5");
        row("new-users:0.8,0.1,0.1:0.5,random", "new-users:0.8,0.1,0.1:0.5,random");
        row("new-users:0.8,0.1,0.1,random", "new-users:0.8,0.1,0.1:0.8,random");
        row("user-folds:5:0", "user-folds:5:0:0.8");
        row("user-folds:4:3:0.5", "user-folds:4:3:0.5");
        row("user-folds:4:3:0.5,random", "user-folds:4:3:0.5,random");
        row("user-folds:4:3,random", "user-folds:4:3:0.8,random");
        row("fixed", "fixed");
        row("none", "none");
    }
    void specsKeepTheirText()
    {
        QFETCH(QString, text);
        QFETCH(QString, written);
        QCOMPARE(SplitSpec::parse(text).text(), written);
        QCOMPARE(SplitSpec::parse(written).text(), written);
    }
    void badSpecsAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *text, const char *code) {
            QTest::newRow(text) << QString::fromLatin1(text) << QByteArray(code);
        };
        row("tim:0.8,0.1,0.1", "split.unknown");
        row("", "split.unknown");
        row("time:0.8", "split.unknown");
        row("time:2011-09-01,2011-06-01", "split.unknown");
        row("time:2011-13-01", "split.unknown");
        row("fixed:1", "split.unknown");
        row("folds:5:5", "split.unknown");
        row("folds:1:0", "split.unknown");
        row("new-users:0.8,0.1,0.1:1", "split.unknown");
        row("new-users:0.8,0.1,0.1:0.8,chance", "split.unknown");
        row("new-users:0.8,0.1,0.1:0.8:random", "split.unknown");
        row("user-folds:5:5", "split.unknown");
        row("user-folds:5", "split.unknown");
        row("user-folds:5:0:1", "split.unknown");
        row("user-folds:5:0:0.8:0.1", "split.unknown");
        row("random:0.8,0.3,0.1", "split.ratios");
        row("random:0.9,0.1,0", "split.ratios");
        row("random:1.2,-0.1,-0.1", "split.ratios");
    }
    void badSpecsAreRefused()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, code);
        try {
            SplitSpec::parse(text);
            QFAIL("accepted");
        } catch (const Error &error) {
            QCOMPARE(QByteArray::fromStdString(error.code()), code);
        }
    }

    void defaultNeedsTimesThatDiffer()
    {
        auto alike = twoUsers();
        for (auto &event : alike)
            event.at = 7;
        QVERIFY(defaultSplitOf(*test::handmadeDataset(twoUsers())).kind == SplitKind::Time);
        QVERIFY(defaultSplitOf(*test::handmadeDataset(alike)).kind == SplitKind::UserRandom);
        QVERIFY(defaultSplitOf(*test::handmadeDataset(twoUsers(false))).kind == SplitKind::UserRandom);
    }

    void timeCutsTheWholeLog()
    {
        // 12 events: 9 (.8 x 12 = 9.6) train, 1 validation, 2 test; v's events are at 85 and 95
        const auto split = splitOf(test::handmadeDataset(twoUsers()), "time:0.8,0.1,0.1");
        QCOMPARE(letters(split), QStringLiteral("TTTTTTTTTE") + QStringLiteral("VE"));
        QCOMPARE(split.leak(), 0.0);
    }
    void timeDoesNotTearAnInstantApart()
    {
        std::vector<HandEvent> events;
        for (int i = 0; i < 10; ++i)
            events.push_back({"u", std::string(1, static_cast<char>('a' + i)), i < 5 ? i : i < 9 ? 50 : 90});
        // the cuts at 8 and 9 would fall inside and behind the four events of time 50
        QCOMPARE(letters(splitOf(test::handmadeDataset(events), "time:0.8,0.1,0.1")), QStringLiteral("TTTTTVVVVE"));
    }
    void timeByDates()
    {
        std::vector<HandEvent> events;
        for (int day = 0; day < 4; ++day)
            events.push_back({"u", std::string(1, static_cast<char>('a' + day)), day * 86'400'000LL});
        QCOMPARE(letters(splitOf(test::handmadeDataset(events), "time:1970-01-02,1970-01-04")), QStringLiteral("TVVE"));
        QCOMPARE(letters(splitOf(test::handmadeDataset(events), "time:1970-01-03")), QStringLiteral("TTEE"));
    }
    void timeNeedsTimes() { QVERIFY_EXCEPTION_THROWN(splitOf(test::handmadeDataset(twoUsers(false)), "time"), Error); }
    void leaveLastOut()
    {
        const auto dataset = test::handmadeDataset(twoUsers(false));
        const auto split = splitOf(dataset, "leave-last-out");
        QCOMPARE(letters(split), QStringLiteral("TTTTTTTTVE") + QStringLiteral("TT"));
        const auto valid = split.heldOut(Part::Valid, Targets::All);
        QCOMPARE(valid.cases.size(), std::size_t(1));
        QCOMPARE(inputKeys(*dataset, valid.cases[0]), QStringLiteral("a b c d e f g h"));
        QVERIFY(valid.cases[0].isTrainingHistory);
        const auto tested = split.heldOut(Part::Test, Targets::All);
        QCOMPARE(inputKeys(*dataset, tested.cases[0]), QStringLiteral("a b c d e f g h i"));
        QVERIFY(!tested.cases[0].isTrainingHistory);
        QVERIFY(tested.cases[0].hidden.empty());
        QCOMPARE(keys(*dataset, tested.cases[0].relevant), QStringLiteral("j"));
    }
    /// One moment has no order: however its lines stand in the file, the same of them is the last.
    void leaveLastOutDrawsFromTheLastMoment()
    {
        std::vector<HandEvent> events{{"u", "a", 1}, {"u", "b", 2}};
        for (const char *item : {"c", "d", "e", "f"})
            events.push_back({"u", item, 3});
        std::set<QString> tested, hashes;
        for (int turn = 0; turn < 4; ++turn) {
            std::rotate(events.begin() + 2, events.begin() + 3, events.end());
            const auto dataset = test::handmadeDataset(events);
            const auto split = splitOf(dataset, "leave-last-out");
            tested.insert(keys(*dataset, split.heldOut(Part::Test, Targets::All).cases[0].relevant) +
                          keys(*dataset, split.heldOut(Part::Valid, Targets::All).cases[0].relevant));
            hashes.insert(split.dataHash());
        }
        QCOMPARE(tested.size(), std::size_t(1));
        QCOMPARE(hashes.size(), std::size_t(1));
    }
    /// What each event's step is of its own and no session says otherwise: the hash of 0.1, whose runs stay comparable.
    void hashesOfSingleStepsAreThoseOf01()
    {
        auto dataset = std::make_shared<Dataset>(*test::handmadeDataset(twoUsers()));
        const auto now = splitOf(dataset, "time").dataHash();
        auto lines = std::make_shared<Dataset>(*dataset);
        lines->filter.moments = Moments::Lines;
        QCOMPARE(splitOf(lines, "time").dataHash(), now);
        auto events = twoUsers();
        for (auto &event : events)
            event.session = 1;
        QVERIFY(splitOf(test::handmadeDataset(events), "time").dataHash() != now);
    }

    /// A basket is a session, whatever its events' times; the last one tests, the last but one validates.
    void leaveLastBasketOut_data()
    {
        QTest::addColumn<bool>("times");
        QTest::addColumn<bool>("sessions");
        QTest::addColumn<QString>("parts");
        QTest::newRow("sessions") << false << true << QStringLiteral("TTVVVEE") + QStringLiteral("TT");
        QTest::newRow("sessions and times") << true << true << QStringLiteral("TTVVVEE") + QStringLiteral("TT");
        QTest::newRow("instants") << true << false << QStringLiteral("TTTVVEE") + QStringLiteral("TT");
        QTest::newRow("events") << false << false << QStringLiteral("TTTTTVE") + QStringLiteral("TT");
    }
    void leaveLastBasketOut()
    {
        QFETCH(bool, times);
        QFETCH(bool, sessions);
        QFETCH(QString, parts);
        const std::uint32_t baskets[] = {1, 1, 2, 2, 2, 3, 3};
        const int instants[] = {1, 1, 2, 3, 3, 9, 9};
        std::vector<HandEvent> events;
        for (int i = 0; i < 7; ++i)
            events.push_back({"u", std::string(1, static_cast<char>('a' + i)), times ? instants[i] : kNoTime});
        events.push_back({"v", "a", times ? 1 : kNoTime});
        events.push_back({"v", "b", times ? 2 : kNoTime});
        for (std::size_t i = 0; i < events.size(); ++i)
            events[i].session = sessions ? (i < 7 ? baskets[i] : static_cast<std::uint32_t>(i)) : 0;
        const auto split = splitOf(test::handmadeDataset(events), "leave-last-basket-out");
        QCOMPARE(letters(split), parts);
        QVERIFY(split.asksForBaskets() && split.spec().offersSeen() && split.spec().isOrdered());
    }
    void leaveLastBasketOutTearsNoneApart()
    {
        // sessions 2 and 3 overlap in time with a fourth, which is neither learnt from nor relevant
        std::vector<HandEvent> events{{"u", "a", 1}, {"u", "b", 2}, {"u", "c", 3},
                                      {"u", "d", 4}, {"u", "e", 5}, {"u", "f", 6}};
        const std::uint32_t sessions[] = {1, 2, 3, 4, 3, 2};
        for (std::size_t i = 0; i < events.size(); ++i)
            events[i].session = sessions[i];
        QCOMPARE(letters(splitOf(test::handmadeDataset(events), "leave-last-basket-out")), QStringLiteral("TEVOVE"));
    }

    void lastWantedEventCountsWhereKindsDiffer()
    {
        std::vector<HandEvent> events;
        const int kinds[] = {0, 1, 0, 1, 0, 1, 0};
        for (int i = 0; i < 7; ++i)
            events.push_back({"u", std::string(1, static_cast<char>('a' + i)), i, kinds[i]});
        const auto dataset = test::handmadeDataset(events, kViewsAndPurchases);
        const auto split = splitOf(dataset, "leave-last-out");
        QCOMPARE(letters(split),
                 QStringLiteral("TOTVVEE")); // a purchase is never learnt from, a later view never known
        const auto tested = split.heldOut(Part::Test, Targets::All);
        QCOMPARE(inputKeys(*dataset, tested.cases[0]), QStringLiteral("a c e"));
        QCOMPARE(keys(*dataset, tested.cases[0].relevant), QStringLiteral("f"));
        QCOMPARE(split.trainingSet()->visitCount(), std::size_t(2));
        QCOMPARE(split.trainingSet()->kindWeights(), (std::vector<float>{1, 0})); // nothing is learnt from purchases
    }

    void userRandomRoundsHeldOutPartsDown()
    {
        std::vector<HandEvent> events;
        for (int i = 0; i < 19; ++i)
            events.push_back({"u", std::to_string(i)});
        events.push_back({"v", "0"});
        const auto dataset = test::handmadeDataset(events);
        const auto split = splitOf(dataset, "user-random:0.8,0.1,0.1", 7);
        QCOMPARE(split.count(Part::Train), std::size_t(18)); // 17 of u, and the one of v
        QCOMPARE(split.count(Part::Valid), std::size_t(1));
        QCOMPARE(split.count(Part::Test), std::size_t(1));
        QCOMPARE(letters(splitOf(dataset, "user-random:0.8,0.1,0.1", 7)), letters(split));
        const auto tested = split.heldOut(Part::Test, Targets::All);
        QCOMPARE(tested.cases[0].input.size(), std::size_t(17));
        QCOMPARE(tested.cases[0].hidden.size(), std::size_t(1)); // validation: neither told nor offered
        QVERIFY(tested.cases[0].isTrainingHistory);
        QVERIFY(split.heldOut(Part::Valid, Targets::All).cases[0].hidden.empty());
    }
    void partsAreAsLargeAsTheySay()
    {
        const auto dataset = test::madeFilms();
        const auto split = splitOf(dataset, "user-random:0.8,0.1,0.1", 3);
        std::size_t tenths = 0;
        for (std::uint32_t user = 0; user < dataset->userCount(); ++user)
            tenths += (dataset->events.offsets[user + 1] - dataset->events.offsets[user]) / 10;
        QCOMPARE(split.count(Part::Test), tenths);
        QCOMPARE(split.count(Part::Valid), tenths);
        QCOMPARE(split.count(Part::Train), 40'000 - 2 * tenths);
        QVERIFY(letters(split) != letters(splitOf(dataset, "user-random:0.8,0.1,0.1", 4)));
        QVERIFY(split.leak() > .5);
        QVERIFY(split.userLeak() > .3);
        QCOMPARE(split.heldOut(Part::Test, Targets::All).repeats, 0.0); // a film is rated once

        const auto random = splitOf(dataset, "random:0.8,0.1,0.1");
        QCOMPARE(random.count(Part::Train), std::size_t(32'000));
        QCOMPARE(random.count(Part::Valid), std::size_t(4'000));

        const auto time = splitOf(dataset, "time:0.8,0.1,0.1");
        QVERIFY(time.count(Part::Train) <= 32'000 && time.count(Part::Train) > 31'900);
        QCOMPARE(time.leak(), 0.0);
        QCOMPARE(time.userLeak(), 0.0);
    }
    void foldsCoverTheLogOnce()
    {
        const auto dataset = test::handmadeDataset(twoUsers());
        std::vector<int> tested(dataset->events.size());
        for (int fold = 0; fold < 5; ++fold) {
            const auto split = splitOf(dataset, qPrintable(QStringLiteral("folds:5:%1").arg(fold)));
            QVERIFY(!split.spec().hasValidation());
            for (std::size_t e = 0; e < tested.size(); ++e)
                tested[e] += split.parts()[e] == Part::Test;
        }
        QCOMPARE(tested, std::vector<int>(tested.size(), 1));
    }
    void newUsersAreHeldOutWhole()
    {
        std::vector<HandEvent> events;
        for (int user = 0; user < 20; ++user)
            for (int i = 0; i < 5; ++i)
                events.push_back({std::string("u").append(std::to_string(user)), std::to_string(i), i});
        const auto dataset = test::handmadeDataset(events);
        const auto split = splitOf(dataset, "new-users:0.8,0.1,0.1:0.8");
        QCOMPARE(split.count(Part::Train), std::size_t(16 * 5));
        QCOMPARE(split.count(Part::Input), std::size_t(4 * 4));
        const auto tested = split.heldOut(Part::Test, Targets::All);
        QCOMPARE(tested.cases.size(), std::size_t(2));
        for (const auto &heldOut : tested.cases) {
            QCOMPARE(inputKeys(*dataset, heldOut), QStringLiteral("0 1 2 3"));
            QCOMPARE(keys(*dataset, heldOut.relevant), QStringLiteral("4"));
            QVERIFY(!heldOut.isTrainingHistory);
            QVERIFY(split.trainingSet()->history(heldOut.user).empty());
        }
    }
    /// Liang et al. 2018: part of a newcomer's events, whichever they are, and not the first ones.
    void newUsersMayBeKnownByChance()
    {
        std::vector<HandEvent> events;
        for (int user = 0; user < 20; ++user)
            for (int i = 0; i < 10; ++i)
                events.push_back({std::string("u").append(std::to_string(user)), std::to_string(i), i});
        const auto dataset = test::handmadeDataset(events);
        const auto split = splitOf(dataset, "new-users:0.4,0.2,0.4:0.8,random");
        QCOMPARE(split.count(Part::Train), std::size_t(8 * 10));
        QCOMPARE(split.count(Part::Input), std::size_t(12 * 8));
        std::set<QString> relevant;
        for (const auto &heldOut : split.heldOut(Part::Test, Targets::All).cases) {
            QCOMPARE(heldOut.input.size(), std::size_t(8));
            QCOMPARE(heldOut.relevant.size(), std::size_t(2));
            for (std::size_t v = 1; v < heldOut.input.size(); ++v) // in their order
                QVERIFY((heldOut.input.begin() + static_cast<std::ptrdiff_t>(v - 1))->at <
                        (heldOut.input.begin() + static_cast<std::ptrdiff_t>(v))->at);
            relevant.insert(keys(*dataset, heldOut.relevant));
        }
        QVERIFY(relevant.size() > 3);
        QVERIFY(letters(split) == letters(splitOf(dataset, "new-users:0.4,0.2,0.4:0.8,random")));
        QVERIFY(letters(split) != letters(splitOf(dataset, "new-users:0.4,0.2,0.4:0.8,random", 2)));
    }
    /// Every shopper is tested in exactly one fold, and there nothing of them is learnt.
    void userFoldsTestEveryShopperOnce()
    {
        std::vector<HandEvent> events;
        for (int user = 0; user < 23; ++user)
            for (int i = 0; i < 5; ++i)
                events.push_back({std::string("u").append(std::to_string(user)), std::to_string(i), i});
        const auto dataset = test::handmadeDataset(events);
        for (const auto *end : {"", ":0.6,random"}) {
            std::vector<int> tested(dataset->userCount());
            for (int fold = 0; fold < 4; ++fold) {
                const auto text = QStringLiteral("user-folds:4:%1%2").arg(fold).arg(QLatin1String(end));
                const auto split = splitOf(dataset, text.toLatin1().constData());
                QVERIFY(!split.spec().hasValidation() && split.count(Part::Valid) == 0);
                const auto cases = split.heldOut(Part::Test, Targets::All).cases;
                QVERIFY(cases.size() == 5 || cases.size() == 6);
                for (const auto &heldOut : cases) {
                    ++tested[heldOut.user.value];
                    QCOMPARE(heldOut.input.size(), std::size_t(*end ? 3 : 4));
                    QVERIFY(split.trainingSet()->history(heldOut.user).empty());
                }
            }
            QCOMPARE(tested, std::vector<int>(tested.size(), 1));
        }
    }
    void fixedFollowsTheLog()
    {
        const auto dataset = test::handmadeDataset({{"u", "a", kNoTime, 0, StoredPart::Train},
                                                    {"u", "b", kNoTime, 0, StoredPart::Test},
                                                    {"v", "b", kNoTime, 0, StoredPart::Train},
                                                    {"v", "b", kNoTime, 0, StoredPart::Test},
                                                    {"w", "a", kNoTime, 0, StoredPart::Test}});
        const auto split = splitOf(dataset, "fixed");
        QCOMPARE(letters(split), QStringLiteral("TETEE"));
        const auto tested = split.heldOut(Part::Test, Targets::All);
        QCOMPARE(tested.cases.size(), std::size_t(3)); // w too, who has no input
        QVERIFY(tested.cases[2].input.empty());
        QVERIFY(!tested.cases[2].isTrainingHistory);
        QCOMPARE(tested.repeats, 1.0 / 3);
        QVERIFY_EXCEPTION_THROWN(splitOf(test::handmadeDataset(twoUsers()), "fixed"), Error);
    }
    void noneLearnsFromEverything()
    {
        const auto split = splitOf(test::handmadeDataset(twoUsers()), "none");
        QCOMPARE(split.trainingSet()->visitCount(), std::size_t(12));
        QVERIFY(split.heldOut(Part::Test, Targets::All).cases.empty());
        QCOMPARE(splitOf(test::handmadeDataset(twoUsers()), "time").trainingSet(true)->visitCount(), std::size_t(12));
    }
    void emptyPartsAreRefused()
    {
        const auto few = test::handmadeDataset({{"u", "a", 1}, {"u", "b", 1}});
        QVERIFY_EXCEPTION_THROWN(splitOf(few, "time"), Error);
        QVERIFY_EXCEPTION_THROWN(splitOf(few, "leave-last-out"), Error);
        QVERIFY_EXCEPTION_THROWN(splitOf(few, "user-random"), Error);
    }

    void targets()
    {
        const auto dataset = test::handmadeDataset(
            {{"u", "a", 1}, {"u", "b", 2}, {"u", "c", 3}, {"u", "b", 4}, {"v", "x", 3}, {"v", "y", 4}, {"v", "z", 5}});
        const auto split = splitOf(dataset, "time:1970-01-01T00:00:00.003");
        const auto all = split.heldOut(Part::Test, Targets::All);
        QCOMPARE(keys(*dataset, all.cases[0].relevant), QStringLiteral("b c"));
        QCOMPARE(all.repeats, 1.0 / 5);
        const auto next = split.heldOut(Part::Test, Targets::Next);
        QCOMPARE(keys(*dataset, next.cases[0].relevant), QStringLiteral("c"));
        const auto each = split.heldOut(Part::Test, Targets::EachNext);
        QStringList told;
        for (const auto &heldOut : each.cases)
            told.append(QStringLiteral("%1:%2>%3")
                            .arg(heldOut.position)
                            .arg(inputKeys(*dataset, heldOut), keys(*dataset, heldOut.relevant)));
        // of v nothing is known before x, so x is no case
        QCOMPARE(told, (QStringList{QStringLiteral("0:a b>c"), QStringLiteral("1:a b c>b"), QStringLiteral("0:x>y"),
                                    QStringLiteral("1:x y>z")}));
        QVERIFY(each.cases[0].isTrainingHistory);
        QVERIFY(!each.cases[1].isTrainingHistory);
    }

    void hashChangesWithTheTrainingInputOnly()
    {
        auto events = twoUsers();
        const auto hash = [](const std::vector<HandEvent> &log) {
            return splitOf(test::handmadeDataset(log), "time:1970-01-01T00:00:00.080").dataHash();
        };
        const auto before = hash(events);
        QCOMPARE(before.size(), 64);
        QCOMPARE(hash(events), before);

        auto reordered = events; // v's events first: other indexes, same log
        std::rotate(reordered.begin(), reordered.end() - 2, reordered.end());
        QCOMPARE(hash(reordered), before);

        auto otherTest = events;
        otherTest.back().item = "c";
        QCOMPARE(hash(otherTest), before);
        for (const int field : {0, 1, 2, 3}) {
            auto changed = events;
            if (field == 0)
                changed[2].user = "w";
            if (field == 1)
                changed[2].item = "zz";
            if (field == 2)
                changed[2].at += 1;
            if (field == 3)
                changed[2].value = 4;
            QVERIFY2(hash(changed) != before, qPrintable(QString::number(field)));
        }
    }

    void matrixOfATrainingSet()
    {
        const auto dataset = test::handmadeDataset({{"u", "a"}, {"u", "b"}, {"u", "a"}, {"v", "b"}, {"w", "c"}});
        const auto train = splitOf(dataset, "none").trainingSet();
        QCOMPARE(train->byUser().columns, (std::vector<std::uint32_t>{0, 1, 1, 2}));
        QCOMPARE(train->byUser().values, (std::vector<float>{2, 1, 1, 1}));
        QCOMPARE(train->byItem().offsets, (std::vector<std::uint64_t>{0, 1, 3, 4}));
        QCOMPARE(train->byItem().columns, (std::vector<std::uint32_t>{0, 0, 1, 2}));
        QVERIFY(train->byItem().contains(1, 1));
        QVERIFY(!train->byItem().contains(0, 1));
        QCOMPARE(train->itemEvents(), (std::vector<std::uint32_t>{2, 2, 1}));
        QCOMPARE(train->itemUsers(), (std::vector<std::uint32_t>{1, 2, 1}));
        QVERIFY(!train->hasTime());
    }
};

QTEST_GUILESS_MAIN(TestSplit)
#include "tst_split.moc"
