#include "core/common/error.h"
#include "core/numeric/decomposition/evening.h"
#include "core/recommend/content/nearvectors.h"
#include "tests/core/contract.h"

#include <QBuffer>
#include <QTest>
#include <cmath>
#include <numeric>

using namespace aisle;
using namespace aisle::test;

namespace {

constexpr std::uint32_t kProducts = 20, kShoppers = 40;

/// Events as on the checkerboard, and two products more that nobody has chosen: the first of them even, the last odd.
TrainingSet withTwoNew()
{
    return trainingOf(kProducts + 2, historiesOf(checkerboard(kShoppers, kProducts)));
}

Ingredients vectorsOnly(const TrainingSet &train)
{
    Ingredients from{.events = train};
    from.features = {colouredVectors(train.itemCount(), "colours")};
    return from;
}

QJsonObject parametersOf(const std::string &id)
{
    auto parameters = quick(id, 30);
    if (recommenderInfo(id).schema.find("id-dropout"))
        parameters.insert(QStringLiteral("id-dropout"), .5);
    return parameters;
}

std::unique_ptr<Recommender> learnt(const std::string &id, const Ingredients &from, const QJsonObject &more = {})
{
    auto parameters = parametersOf(id);
    for (const auto &key : more.keys())
        parameters.insert(key, more[key]);
    auto recommender = makeRecommender(id, parameters);
    SilentContext job;
    recommender->fit(from, {.threads = 1}, {}, job);
    return recommender;
}

QByteArray saved(const Recommender &recommender)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    recommender.save(buffer);
    return bytes;
}

/// How many shoppers get the new product of their own colour first. @param train  its last two products are new
int placedRight(const Recommender &recommender, const TrainingSet &train)
{
    const std::vector<ItemIndex> both{ItemIndex(train.itemCount() - 2), ItemIndex(train.itemCount() - 1)};
    int right = 0;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        auto request = newShopper(train.history(UserIndex(u)));
        request.candidates = both;
        const auto list = recommender.rank(std::span(&request, 1), {.k = 2}).front();
        right += list.size() == 2 && list.front().item.value % 2 == u % 2;
    }
    return right;
}

RankedList listOf(const Recommender &recommender, const Request &request, int k)
{
    return recommender.rank(std::span(&request, 1), {.k = k}).front();
}

} // namespace

/// Whoever takes features: vectors decide where events and words say nothing.
class TestTakesFeatures : public QObject
{
    Q_OBJECT
private:
    static void takers()
    {
        QTest::addColumn<QString>("id");
        for (const auto &info : recommenders())
            if (info.traits.takesItemFeatures)
                QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
    }
    static std::string tested() { return std::string(QTest::currentDataTag()); }

private Q_SLOTS:
    void thereAreSome()
    {
        int items = 0, users = 0;
        for (const auto &info : recommenders()) {
            items += info.traits.takesItemFeatures;
            users += info.traits.takesUserFeatures;
        }
        QVERIFY(items >= 3 && users >= 1);
    }

    void vectorsPlaceNewProducts_data() { takers(); }
    void vectorsPlaceNewProducts()
    {
        const auto train = withTwoNew();
        const auto recommender = learnt(tested(), vectorsOnly(train));
        QCOMPARE(placedRight(*recommender, train), static_cast<int>(kShoppers));
    }

    /// Beside ids, alone, and as what ids start from.
    void sasrecUsesThemInThreeWays_data()
    {
        QTest::addColumn<QString>("way");
        for (const char *way : {"sum", "frozen", "start"})
            QTest::newRow(way) << QString::fromLatin1(way);
    }
    void sasrecUsesThemInThreeWays()
    {
        QFETCH(QString, way);
        const auto train = withTwoNew();
        const QJsonObject chosen{{QStringLiteral("item-vectors"), way}};
        const auto recommender = learnt("sasrec", vectorsOnly(train), chosen);
        QCOMPARE(placedRight(*recommender, train), static_cast<int>(kShoppers));
        const auto request = requestsOf(train).front();
        double own = 0;
        for (const auto &reason : reasonsOf(*recommender, request, ItemIndex(3)))
            own += reason.text == "what its own events taught" ? std::abs(reason.contribution) : 0;
        QCOMPARE(own == 0, way == QLatin1String("frozen"));
        for (const auto &reason : reasonsOf(*recommender, request, ItemIndex(kProducts)))
            QVERIFY(reason.text == "features 'colours'" || reason.contribution == 0);
    }
    void sasrecWithoutFeaturesIsAsItWas()
    {
        const auto train = checkerboard(kShoppers, kProducts);
        const auto plain = saved(*learnt("sasrec", {.events = train}));
        for (const char *way : {"frozen", "start"})
            QVERIFY(saved(*learnt("sasrec", {.events = train},
                                  {{QStringLiteral("item-vectors"), QLatin1String(way)}})) == plain);
    }
    /// New products come with the update, and their vectors say where they belong.
    void sasrecUpdatesWithFeatures()
    {
        const auto before = checkerboard(kShoppers, kProducts), grown = withTwoNew();
        Growth growth;
        for (std::uint32_t i = 0; i < kProducts; ++i)
            growth.items.push_back(ItemIndex(i));
        for (std::uint32_t u = 0; u < kShoppers; ++u)
            growth.users.push_back(UserIndex(u));
        const auto recommender = learnt("sasrec", vectorsOnly(before));
        auto &updates = dynamic_cast<Updates &>(*recommender);
        SilentContext job;
        updates.update(vectorsOnly(grown), growth, {.threads = 1}, {}, job);
        QCOMPARE(placedRight(*recommender, grown), static_cast<int>(kShoppers));
        auto other = vectorsOnly(grown);
        other.features.push_back(other.features.front());
        QVERIFY_EXCEPTION_THROWN(updates.update(other, growth, {}, {}, job), Error);
    }
    /// What nobody has chosen has no factors, however the network was fed before.
    void eventsSayNothingOfNewProducts()
    {
        const auto train = withTwoNew();
        for (const char *id : {"vbpr", "dropoutnet"}) {
            const auto recommender = learnt(id, vectorsOnly(train));
            for (const auto &request : requestsOf(train))
                for (const auto &reason : reasonsOf(*recommender, request, ItemIndex(kProducts)))
                    QVERIFY2(reason.text != "what its own events taught" || std::abs(reason.contribution) < 1e-5, id);
        }
    }

    void keptAndLoadedTheSame_data() { takers(); }
    void keptAndLoadedTheSame()
    {
        const auto train = withTwoNew();
        const auto recommender = learnt(tested(), vectorsOnly(train));
        auto bytes = saved(*recommender);
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        const auto loaded = makeRecommender(tested(), parametersOf(tested()));
        loaded->load(buffer);
        for (const auto &request : requestsOf(train)) {
            const auto list = listOf(*recommender, request, 22);
            QVERIFY(list == listOf(*loaded, request, 22));
            const auto reasons = reasonsOf(*recommender, request, list.front().item);
            const auto again = reasonsOf(*loaded, request, list.front().item);
            QCOMPARE(again.size(), reasons.size());
            for (std::size_t r = 0; r < reasons.size(); ++r)
                QVERIFY(again[r].text == reasons[r].text && again[r].contribution == reasons[r].contribution);
        }
    }

    void scoresAgreeWithListsAndReasons_data() { takers(); }
    void scoresAgreeWithListsAndReasons()
    {
        const auto train = withTwoNew();
        auto from = ingredientsOf(train); // with words
        from.features = {colouredVectors(train.itemCount(), "colours"), colouredVectors(train.itemCount(), "shades")};
        const auto recommender = learnt(tested(), from);
        bool isNamed = false;
        for (const auto &request : requestsOf(train)) {
            for (const auto &listed : listOf(*recommender, request, 5)) {
                const auto score = recommender->score(request, std::span(&listed.item, 1)).front();
                QVERIFY(std::abs(score - listed.score) <= 1e-5F * std::max(1.0F, std::abs(score)));
                const auto reasons = reasonsOf(*recommender, request, listed.item);
                double sum = 0;
                for (const auto &reason : reasons) {
                    sum += reason.contribution;
                    isNamed |= reason.text == "features 'shades'";
                }
                if (recommender->traits().explainsExactly && listed.score > 0)
                    QVERIFY(std::abs(sum - static_cast<double>(listed.score)) < 1e-4);
            }
        }
        QCOMPARE(isNamed, recommender->traits().explainsExactly);
    }

    void orderOfTheHistoryWithinAMomentIsNothing_data() { takers(); }
    void orderOfTheHistoryWithinAMomentIsNothing()
    {
        const auto train = withTwoNew();
        const auto recommender = learnt(tested(), vectorsOnly(train));
        std::vector<Visit> history;
        for (const auto item : {2U, 7U, 4U})
            history.push_back({.item = ItemIndex(item), .kind = 0, .at = 1'600'000'000'000});
        const auto list = listOf(*recommender, newShopper(history), 10);
        std::ranges::reverse(history);
        QVERIFY(list == listOf(*recommender, newShopper(history), 10));
    }

    /// Vectors of shoppers that are their colours, where their events say nothing.
    void shoppersVectorsCount_data()
    {
        QTest::addColumn<QString>("id");
        for (const auto &info : recommenders())
            if (info.traits.takesUserFeatures)
                QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
    }
    void shoppersVectorsCount()
    {
        const auto train = checkerboard(kShoppers, kProducts);
        Ingredients from{.events = train};
        const auto without = learnt(tested(), from);
        from.features = {colouredVectors(train.userCount(), "shoppers", true)};
        const auto with = learnt(tested(), from);
        const auto requests = requestsOf(train);
        const std::vector<ItemIndex> one{ItemIndex(3)};
        QVERIFY(with->score(requests.front(), one) != without->score(requests.front(), one));
        for (std::uint32_t u = 0; u < train.userCount(); ++u)
            QCOMPARE(listOf(*with, requests[u], 1).front().item.value % 2, u % 2);
    }

    /// One direction says nearly all of every row and nothing about which rows belong together.
    void directionsAreEvenedOut()
    {
        std::vector<float> rows;
        for (int row = 0; row < 40; ++row) {
            const float common = row % 4 < 2 ? .995F : -.995F, own = row % 2 ? .0999F : -.0999F;
            rows.insert(rows.end(), {common, own});
        }
        rows.insert(rows.end(), {0, 0});
        evenOut(rows, 2);
        for (std::size_t row = 0; row < 40; ++row) {
            QVERIFY(std::abs(std::hypot(rows[2 * row], rows[2 * row + 1]) - 1) < 1e-5F);
            QVERIFY(std::abs(rows[2 * row + 1]) > .12F);
            QCOMPARE(rows[2 * row + 1] > 0, row % 2 == 1);
        }
        QVERIFY(rows[80] == 0 && rows[81] == 0);
        std::vector<float> none(6, 0);
        evenOut(none, 3);
        QVERIFY(std::ranges::all_of(none, [](float each) { return each == 0; }));
    }

    /// By the formula, for all products and for some; the whole catalogue is the sample here.
    void nearnessIsARatioOfDensities()
    {
        constexpr std::size_t kDims = 3;
        constexpr double kNearness = .4;
        const std::vector<float> rows{1, 0, 0, .8F, .6F, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
        const NearVectors near(rows, kDims, kNearness);
        const auto cosine = [&](std::size_t a, std::size_t b) {
            return std::inner_product(rows.begin() + static_cast<std::ptrdiff_t>(a * kDims),
                                      rows.begin() + static_cast<std::ptrdiff_t>((a + 1) * kDims),
                                      rows.begin() + static_cast<std::ptrdiff_t>(b * kDims), 0.0);
        };
        const NearVectors::Weights history{{ItemIndex(0), 3}, {ItemIndex(2), 1}, {ItemIndex(4), 9}};
        const auto all = near.similarities(history);
        const double length = std::sqrt(.75 * .75 + .25 * .25);
        for (std::size_t i = 0; i < 4; ++i) {
            double catalogue = 0;
            for (std::size_t j = 0; j < 4; ++j)
                catalogue += std::exp(cosine(i, j) / kNearness) / 4;
            const double spread = .75 * std::exp(cosine(i, 0) / kNearness) + .25 * std::exp(cosine(i, 2) / kNearness);
            const double wanted = std::max(0.0, (spread / catalogue - 1) * std::exp(-1 / kNearness) / length);
            QVERIFY2(std::abs(static_cast<double>(all[i]) - wanted) < 1e-5, qPrintable(QString::number(wanted)));
            const ItemIndex item(static_cast<std::uint32_t>(i));
            QVERIFY(std::abs(near.similarities(history, std::span(&item, 1)).front() - all[i]) < 1e-6F);
        }
        QVERIFY(all[0] > all[1] && all[1] > all[3]);
        QCOMPARE(all[4], 0.0F);
        QVERIFY(!near.has(ItemIndex(4)) && near.has(ItemIndex(3)));
        const auto none = near.similarities({{ItemIndex(4), 1}});
        QVERIFY(std::ranges::all_of(none, [](float each) { return each == 0; }));
    }

    void shareOfWordsDecides()
    {
        const auto train = trainingOf(4, {{0}, {1}});
        auto facts = std::make_shared<SideFacts>();
        facts->titles = {"red mug", "oak chair", "red mug", "oak chair"};
        auto features = std::make_shared<AlignedFeatures>(); // says the opposite
        features->name = "opposite";
        features->dims = 2;
        features->values = {1, 0, 0, 1, 0, 1, 1, 0};
        features->has = {1, 1, 1, 1};
        const std::vector<Visit> history{{.item = ItemIndex(0), .kind = 0, .at = kNoTime}};
        auto request = newShopper(history);
        const std::vector<ItemIndex> both{ItemIndex(2), ItemIndex(3)};
        request.candidates = both;
        for (const double share : {0., 1.}) {
            auto recommender = makeRecommender("content", {{QStringLiteral("word-share"), share}});
            SilentContext job;
            recommender->fit({.events = train, .facts = facts, .features = {features}}, {}, {}, job);
            QCOMPARE(listOf(*recommender, request, 1).front().item.value, share == 0 ? 3U : 2U);
        }
    }

    /// A row that is missing or says nothing is like none of the others, and a shopper of such rows is not known.
    void rowsWithoutVectorsAreLikeNothing()
    {
        const auto train = trainingOf(5, {{0}, {1}});
        auto features = std::make_shared<AlignedFeatures>();
        features->name = "some";
        features->dims = 2;
        features->values = {1, 0, 0, 1, 1, 0, 0, 0, 0, 0};
        features->has = {1, 1, 1, 1, 0}; // the fourth is there, of length 0
        const auto directions = directionsOf(*features);
        for (std::size_t i = 6; i < 10; ++i)
            QCOMPARE(directions[i], 0.0F);
        QVERIFY(std::abs(std::hypot(directions[0], directions[1]) - 1) < 1e-6F);
        auto recommender = makeRecommender("content");
        SilentContext job;
        recommender->fit({.events = train, .features = {features}}, {}, {}, job);
        for (const std::uint32_t item : {0U, 3U, 4U}) {
            const std::vector<Visit> history{{.item = ItemIndex(item), .kind = 0, .at = kNoTime}};
            QCOMPARE(recommender->basis(newShopper(history)) == ColdStart::Popularity, item > 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestTakesFeatures)
#include "tst_takesfeatures.moc"
