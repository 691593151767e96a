#include "core/common/error.h"
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

/// Vectors that tell even rows from odd ones, and each from the others a little.
std::shared_ptr<const AlignedFeatures> coloured(std::uint32_t rows, const char *name, bool ofShoppers = false)
{
    constexpr std::size_t kDims = 6;
    auto features = std::make_shared<AlignedFeatures>();
    features->name = name;
    features->ofShoppers = ofShoppers;
    features->dims = kDims;
    features->has.assign(rows, 1);
    for (std::uint32_t row = 0; row < rows; ++row)
        for (std::uint32_t d = 0; d < kDims; ++d)
            features->values.push_back(d == row % 2 ? 3.0F : 0.1F * static_cast<float>((row * 7 + d * 3) % 5));
    return features;
}

Ingredients vectorsOnly(const TrainingSet &train)
{
    Ingredients from{.events = train};
    from.features = {coloured(train.itemCount(), "colours")};
    return from;
}

std::unique_ptr<Recommender> learnt(const std::string &id, const Ingredients &from)
{
    auto parameters = quick(id, 30);
    if (recommenderInfo(id).schema.find("id-dropout"))
        parameters.insert(QStringLiteral("id-dropout"), .5);
    auto recommender = makeRecommender(id, parameters);
    SilentContext job;
    recommender->fit(from, {.threads = 1}, {}, job);
    return recommender;
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
        const std::vector<ItemIndex> both{ItemIndex(kProducts), ItemIndex(kProducts + 1)};
        int right = 0;
        for (std::uint32_t u = 0; u < kShoppers; ++u) {
            auto request = newShopper(train.history(UserIndex(u)));
            request.candidates = both;
            const auto list = listOf(*recommender, request, 2);
            QCOMPARE(list.size(), std::size_t(2));
            right += list.front().item.value % 2 == u % 2;
        }
        QCOMPARE(right, static_cast<int>(kShoppers));
    }

    void keptAndLoadedTheSame_data() { takers(); }
    void keptAndLoadedTheSame()
    {
        const auto train = withTwoNew();
        const auto recommender = learnt(tested(), vectorsOnly(train));
        QBuffer buffer;
        buffer.open(QIODevice::ReadWrite);
        recommender->save(buffer);
        buffer.seek(0);
        auto parameters = quick(tested(), 30);
        if (recommenderInfo(tested()).schema.find("id-dropout"))
            parameters.insert(QStringLiteral("id-dropout"), .5);
        const auto loaded = makeRecommender(tested(), parameters);
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
        from.features = {coloured(train.itemCount(), "colours"), coloured(train.itemCount(), "shades")};
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
        from.features = {coloured(train.userCount(), "shoppers", true)};
        const auto with = learnt(tested(), from);
        const auto requests = requestsOf(train);
        const std::vector<ItemIndex> one{ItemIndex(3)};
        QVERIFY(with->score(requests.front(), one) != without->score(requests.front(), one));
        for (std::uint32_t u = 0; u < train.userCount(); ++u)
            QCOMPARE(listOf(*with, requests[u], 1).front().item.value % 2, u % 2);
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
