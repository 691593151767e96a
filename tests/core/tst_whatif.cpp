#include "core/explore/itemneighbours.h"
#include "core/explore/shopperfinder.h"
#include "core/lists/listbasis.h"
#include "core/lists/listexport.h"
#include "core/lists/shopperhistory.h"
#include "core/runs/training/training.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"
#include "core/storage/queries/keysearch.h"
#include "tests/widgets/shop.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>
#include <set>

using namespace aisle;

/// Lists of edited histories, places of single products, and finding shoppers, over a small trained shop.
class TestWhatIf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutEditsItIsTheList();
    void listsSayWhatTheyRestOn();
    void edits_data();
    void edits();
    void placeAgreesWithTheList_data();
    void placeAgreesWithTheList();
    void contributionsSumToTheScore();
    void placeOfWhatTheShopperHas();
    void placeOfWhatTheRunDoesNotKnow();
    void partsFollowTheSplit();
    void countedEventsAreTheInput();
    void neighboursAreAlike();
    void ratingsOfTheHistoryCount();
    void unknownShopperIsSaid();
    void findsTheMostActive();
    void findsTheNewest();
    void findsAtRandomBySeed();
    void findsWinnersAndLosers();
    void findsWhoseListsChanged();
    void findsByKey();
    void searchesProducts();

private:
    RunId train(const char *recommender);
    std::unique_ptr<Lister> lister(RunId run);
    FoundShoppers find(ShopperQuery query);
    UserId judgedShopper(const Lister &lister) const;

    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
    RunId m_ease, m_neighbours, m_popular;
};

void TestWhatIf::initTestCase()
{
    m_project = test::makeShop(m_folder.filePath(QStringLiteral("shop.aisle")), 200, 60);
    m_ease = train("ease");
    m_neighbours = train("item-knn");
    m_popular = train("popularity");
}

RunId TestWhatIf::train(const char *recommender)
{
    TrainRequest request;
    request.recommender = recommender;
    return trainRun(*m_project, request, m_job).run.id;
}

std::unique_ptr<Lister> TestWhatIf::lister(RunId run)
{
    auto made = std::make_unique<Lister>(RunShelf(*m_project).get(run, m_job), *m_project);
    made->prepareEvaluated(*m_project, m_job);
    return made;
}

FoundShoppers TestWhatIf::find(ShopperQuery query)
{
    return findShoppers(*m_project, query, m_job);
}

UserId TestWhatIf::judgedShopper(const Lister &lister) const
{
    const auto &users = lister.split()->dataset().userIds;
    const auto found =
        std::find_if(users.begin(), users.end(), [&](UserId user) { return lister.heldOutCase(user) != nullptr; });
    return found == users.end() ? UserId{} : *found;
}

namespace {

std::vector<std::pair<ItemId, float>> pairs(const ShopperList &list)
{
    std::vector<std::pair<ItemId, float>> all;
    for (const auto &item : list.items)
        all.emplace_back(item.item, item.score);
    return all;
}

} // namespace

void TestWhatIf::withoutEditsItIsTheList()
{
    const auto ease = lister(m_ease);
    for (std::int64_t id = 1; id <= 200; id += 7) {
        const UserId user(id);
        const auto evaluated = listFrom(*ease, basisAsEvaluated(*ease, user), {});
        const auto expected = listAsEvaluated(*ease, user, {});
        QVERIFY(pairs(evaluated) == pairs(expected));
        for (std::size_t i = 0; i < expected.items.size(); ++i)
            QCOMPARE(evaluated.items[i].hit, expected.items[i].hit);
        const auto history = loadHistory(*m_project, user);
        const auto today = listFrom(*ease, basisOfToday(*ease, history.events, {}, user), {});
        QVERIFY(pairs(today) == pairs(listOfToday(*ease, *m_project, user, {})));
    }
}

void TestWhatIf::listsSayWhatTheyRestOn()
{
    const auto ease = lister(m_ease);
    const auto history = loadHistory(*m_project, UserId(3));
    QVERIFY(listAsEvaluated(*ease, UserId(3), {}).ground == ListGround::History);
    QVERIFY(listOfHistory(*ease, history.events, {}).ground == ListGround::History);
    QVERIFY(listOfHistory(*ease, {}, {}).ground == ListGround::Popularity);
    QVERIFY(listOfHistory(*lister(m_popular), history.events, {}).ground == ListGround::Everybody);
}

void TestWhatIf::edits_data()
{
    QTest::addColumn<bool>("evaluated");
    QTest::newRow("as evaluated") << true;
    QTest::newRow("as of today") << false;
}

void TestWhatIf::edits()
{
    QFETCH(bool, evaluated);
    const auto ease = lister(m_ease);
    const auto user = judgedShopper(*ease);
    const auto history = loadHistory(*m_project, user);
    const auto basis = [&](const HistoryEdits &edits) {
        return evaluated ? basisAsEvaluated(*ease, user, edits) : basisOfToday(*ease, history.events, edits, user);
    };
    const auto plain = basis({});
    HistoryEdits edits;
    edits.leftOut.push_back(history.events.front());
    edits.added.push_back(history.events.front());
    edits.added.back().item = listFrom(*ease, plain, {}).items.front().item;
    edits.added.back().kind = 2; // bought: what was only viewed stays on offer
    const auto changed = basis(edits);
    QVERIFY(changed.input == ListInput::Edited);
    QVERIFY(!changed.learnt);
    QCOMPARE(changed.visits.size(), plain.visits.size());
    QVERIFY(changed.visits.back().item == *ease->run().index(edits.added.back().item));
    QVERIFY(changed.relevant == plain.relevant);
    QVERIFY(changed.hidden == plain.hidden);
    const auto list = listFrom(*ease, changed, {});
    for (const auto &item : list.items)
        QVERIFY(item.item != edits.added.back().item);
    edits.leftOut.front().at += 1; // no such event: nothing goes
    QCOMPARE(basis(edits).visits.size(), plain.visits.size() + 1);
}

void TestWhatIf::placeAgreesWithTheList_data()
{
    QTest::addColumn<int>("run");
    QTest::newRow("ease") << 0;
    QTest::newRow("item-knn") << 1;
    QTest::newRow("popularity") << 2;
}

void TestWhatIf::placeAgreesWithTheList()
{
    QFETCH(int, run);
    const auto kept = lister(std::array{m_ease, m_neighbours, m_popular}[static_cast<std::size_t>(run)]);
    const auto basis = basisAsEvaluated(*kept, judgedShopper(*kept));
    const auto list = listFrom(*kept, basis, {});
    QCOMPARE(list.items.size(), std::size_t(10));
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const auto place = placeOf(*kept, basis, list.items[i].item, MaskSeen::Yes, 5);
        QVERIFY(place.state == ItemPlace::State::Offered);
        QCOMPARE(place.rank, static_cast<int>(i) + 1);
        QVERIFY(std::abs(place.score - list.items[i].score) < 1e-5F * std::max(1.F, std::abs(place.score)));
        QCOMPARE(place.hit, list.items[i].hit);
        QVERIFY(place.candidates >= 10);
    }
}

void TestWhatIf::contributionsSumToTheScore()
{
    for (const auto run : {m_ease, m_neighbours}) {
        const auto kept = lister(run);
        const auto basis = basisAsEvaluated(*kept, judgedShopper(*kept));
        for (const auto item : kept->run().items()) {
            const auto place = placeOf(*kept, basis, item, MaskSeen::Yes, 2);
            QVERIFY(place.exact || place.reasons.empty());
            QVERIFY(place.reasons.size() <= 2);
            double sum = place.rest;
            for (const auto &reason : place.reasons)
                sum += reason.contribution;
            if (place.exact)
                QVERIFY2(std::abs(sum - static_cast<double>(place.score)) < 1e-4, qPrintable(QString::number(sum)));
        }
    }
}

void TestWhatIf::placeOfWhatTheShopperHas()
{
    const auto ease = lister(m_ease);
    const auto basis = basisAsEvaluated(*ease, judgedShopper(*ease));
    const auto bought = std::ranges::find_if(basis.visits, [&](const auto &v) { return ease->seenKinds().hide(v); });
    QVERIFY(bought != basis.visits.end());
    const auto has = ease->run().id(bought->item);
    const auto place = placeOf(*ease, basis, has, MaskSeen::Yes, 5);
    QVERIFY(place.state == ItemPlace::State::Seen);
    QCOMPARE(place.rank, 0);
    QVERIFY(placeOf(*ease, basis, has, MaskSeen::No, 5).state == ItemPlace::State::Offered);
}

void TestWhatIf::placeOfWhatTheRunDoesNotKnow()
{
    const auto ease = lister(m_ease);
    const auto place = placeOf(*ease, basisAsEvaluated(*ease, UserId(1)), ItemId(99'999), MaskSeen::Yes, 5);
    QVERIFY(place.state == ItemPlace::State::Unknown);
    QVERIFY(place.reasons.empty());
}

void TestWhatIf::partsFollowTheSplit()
{
    const auto ease = lister(m_ease);
    for (std::int64_t id = 1; id <= 200; id += 13) {
        const auto history = loadHistory(*m_project, UserId(id));
        const auto parts = partsOfHistory(*ease, UserId(id), history.events);
        QCOMPARE(parts.size(), history.events.size());
        Part last = Part::Train;
        for (const auto &part : parts) { // every event counts here, and the split is by time
            QVERIFY(part.has_value());
            QVERIFY(*part >= last);
            last = *part;
        }
    }
    const Lister bare(ease->keptRun(), *m_project);
    const auto history = loadHistory(*m_project, UserId(1));
    for (const auto &part : partsOfHistory(bare, UserId(1), history.events))
        QVERIFY(!part);
}

void TestWhatIf::countedEventsAreTheInput()
{
    const auto ease = lister(m_ease);
    for (std::int64_t id = 1; id <= 200; id += 3) {
        const UserId user(id);
        const auto history = loadHistory(*m_project, user);
        const auto parts = partsOfHistory(*ease, user, history.events);
        const auto evaluated = eventsThatCount(*ease, user, history.events, parts, ListInput::Evaluated);
        QCOMPARE(static_cast<std::size_t>(std::count(evaluated.begin(), evaluated.end(), true)),
                 basisAsEvaluated(*ease, user).visits.size());
        const auto today = eventsThatCount(*ease, user, history.events, parts, ListInput::All);
        QCOMPARE(static_cast<std::size_t>(std::count(today.begin(), today.end(), true)),
                 basisOfToday(*ease, history.events).visits.size());
    }
}

void TestWhatIf::neighboursAreAlike()
{
    const auto kept = lister(m_ease);
    const ItemNeighbours neighbours(kept->keptRun());
    QVERIFY(!neighbours.isEmpty());
    const auto nearest = neighbours.nearest(ItemId(7), 5);
    QCOMPARE(nearest.size(), std::size_t(5));
    float last = 1.0001F;
    for (const auto &neighbour : nearest) {
        QVERIFY(neighbour.item != ItemId(7));
        QVERIFY(neighbour.cosine <= last && neighbour.cosine >= -1.0001F);
        last = neighbour.cosine;
    }
    QVERIFY(neighbours.nearest(ItemId(99'999), 5).empty());
    QVERIFY(neighbours.areCosines());
    const ItemNeighbours none(lister(m_popular)->keptRun());
    QVERIFY(none.isEmpty() && none.nearest(ItemId(7), 5).empty());
}

void TestWhatIf::ratingsOfTheHistoryCount()
{
    const auto project = test::makeShop(m_folder.filePath(QStringLiteral("rated.aisle")), 80, 30);
    project->database().exec("UPDATE event SET value = 1 + (user_id + item_id) % 5");
    TrainRequest request;
    request.recommender = "mf";
    const Lister lister(RunShelf(*project).get(trainRun(*project, request, m_job).run.id, m_job), *project);
    const auto history = EventStore(*project).history(UserId(1));
    QVERIFY(!history.empty());
    const auto best = [&](double rating) {
        auto rated = history;
        for (auto &event : rated)
            event.value = rating;
        const auto list = listOfHistory(lister, rated, {});
        const auto edited = listFrom(lister, basisOfToday(lister, rated), {});
        return pairs(edited) == pairs(list) ? list.items.front().score : std::nanf("");
    };
    QVERIFY2(best(5) > best(1) + .1F, qPrintable(QStringLiteral("%1 %2").arg(best(5)).arg(best(1))));

    const auto path = m_folder.filePath(QStringLiteral("rated.csv"));
    exportLists(*project, lister, ListInput::All, {}, KeyFormatter(), path, m_job);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.readLine();
    const auto listed = listOfToday(lister, *project, UserId(1), {}).items.front().score;
    QCOMPARE(file.readLine().trimmed().split(',').last().toFloat(), listed);
}

void TestWhatIf::unknownShopperIsSaid()
{
    QVERIFY_EXCEPTION_THROWN(loadHistory(*m_project, UserId(99'999)), Error);
    const auto ease = lister(m_ease);
    QVERIFY(!basisAsEvaluated(*ease, UserId(99'999)).isKnown);
}

void TestWhatIf::findsTheMostActive()
{
    const auto found = find({});
    QCOMPARE(found.matching, std::size_t(200));
    QCOMPARE(found.shoppers.size(), std::size_t(200));
    for (std::size_t i = 1; i < found.shoppers.size(); ++i)
        QVERIFY(found.shoppers[i - 1].events >= found.shoppers[i].events);
    const auto &first = found.shoppers.front();
    QCOMPARE(static_cast<std::size_t>(first.events), loadHistory(*m_project, first.user.id).events.size());
    QCOMPARE(find({.limit = 5}).shoppers.size(), std::size_t(5));
    const auto within = find({.within = {UserId(3), UserId(9)}});
    QCOMPARE(within.matching, std::size_t(2));
}

void TestWhatIf::findsTheNewest()
{
    const auto found = find({.order = ShopperOrder::Newest});
    for (std::size_t i = 0; i < found.shoppers.size(); ++i) {
        const auto &shopper = found.shoppers[i];
        QCOMPARE(*shopper.firstAt, loadHistory(*m_project, shopper.user.id).events.front().at);
        QVERIFY(i == 0 || *found.shoppers[i - 1].firstAt >= *shopper.firstAt);
    }
}

void TestWhatIf::findsAtRandomBySeed()
{
    const auto ids = [&](std::uint64_t seed) {
        std::vector<UserId> all;
        for (const auto &shopper : find({.order = ShopperOrder::Random, .seed = seed, .limit = 20}).shoppers)
            all.push_back(shopper.user.id);
        return all;
    };
    QVERIFY(ids(1) == ids(1));
    QVERIFY(ids(1) != ids(2));
}

void TestWhatIf::findsWinnersAndLosers()
{
    const auto won = find({.order = ShopperOrder::WonByB, .a = m_popular, .b = m_ease});
    const auto lost = find({.order = ShopperOrder::LostByB, .a = m_popular, .b = m_ease});
    QCOMPARE(won.metric, std::string("NDCG@10"));
    QVERIFY(!won.shoppers.empty());
    std::set<UserId> winners;
    for (std::size_t i = 0; i < won.shoppers.size(); ++i) {
        QVERIFY(*won.shoppers[i].difference > 0);
        QVERIFY(i == 0 || *won.shoppers[i - 1].difference >= *won.shoppers[i].difference);
        winners.insert(won.shoppers[i].user.id);
    }
    for (const auto &shopper : lost.shoppers) {
        QVERIFY(*shopper.difference < 0);
        QVERIFY(!winners.contains(shopper.user.id));
    }
    QVERIFY_EXCEPTION_THROWN(find({.order = ShopperOrder::WonByB, .a = m_ease}), Error);
    QVERIFY_EXCEPTION_THROWN(find({.order = ShopperOrder::WonByB, .a = m_ease, .b = RunId(999)}), Error);
}

void TestWhatIf::findsWhoseListsChanged()
{
    const auto found = find({.order = ShopperOrder::ChangedMost, .a = m_popular, .b = m_ease});
    QVERIFY(!found.shoppers.empty());
    for (std::size_t i = 1; i < found.shoppers.size(); ++i)
        QVERIFY(*found.shoppers[i - 1].overlap <= *found.shoppers[i].overlap);

    const auto popular = lister(m_popular), ease = lister(m_ease);
    for (const auto &shopper : found.shoppers) {
        const auto a = listAsEvaluated(*popular, shopper.user.id, {.k = 10}).items;
        const auto b = listAsEvaluated(*ease, shopper.user.id, {.k = 10}).items;
        const auto both = std::ranges::count_if(
            a, [&](const ListedItem &item) { return std::ranges::find(b, item.item, &ListedItem::item) != b.end(); });
        QCOMPARE(*shopper.overlap, static_cast<double>(both) / static_cast<double>(std::max(a.size(), b.size())));
    }
}

void TestWhatIf::findsByKey()
{
    const auto exact = find({.text = QStringLiteral("17005")});
    QCOMPARE(exact.shoppers.front().user.id, UserId(5));
    QVERIFY(exact.shoppers.front().events > 0);
    QCOMPARE(find({.text = QStringLiteral("1700")}).shoppers.size(), std::size_t(9));
    QVERIFY(find({.text = QStringLiteral("7_05")}).shoppers.empty()); // no pattern
    KeyFormatter keys;
    keys.setPseudonyms(true);
    const auto shown = keys.shopper(QStringLiteral("17005"));
    QCOMPARE(find({.text = shown, .keys = keys}).shoppers.front().user.id, UserId(5));
    QVERIFY(find({.text = QStringLiteral("17005"), .keys = keys}).shoppers.empty());
}

void TestWhatIf::searchesProducts()
{
    QCOMPARE(searchItems(*m_project, QStringLiteral("22007"), 5).front().id, ItemId(7));
    const auto lamps = searchItems(*m_project, QStringLiteral("LAMP  pieces"), 50);
    QVERIFY(lamps.size() > 5);
    for (const auto &item : lamps)
        QVERIFY(item.title.contains(QStringLiteral("lamp")));
    QVERIFY(searchItems(*m_project, QStringLiteral("%"), 5).empty());
    QVERIFY(searchItems(*m_project, QStringLiteral("   "), 5).empty());
    QCOMPARE(searchItems(*m_project, QStringLiteral("set"), 3).size(), std::size_t(3));
}

QTEST_GUILESS_MAIN(TestWhatIf)
#include "tst_whatif.moc"
