#include "core/common/error.h"
#include "core/dataset/categories.h"
#include "core/features/textfeatures.h"
#include "core/recommend/abilities.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QBuffer>
#include <QTest>
#include <cmath>

using namespace aisle;
using namespace aisle::test;

namespace {

std::shared_ptr<SideFacts> titled(std::vector<std::string> titles)
{
    auto facts = std::make_shared<SideFacts>();
    facts->titles = std::move(titles);
    return facts;
}

std::unique_ptr<Recommender> fitted(const char *id, const TrainingSet &train, std::shared_ptr<const SideFacts> facts,
                                    const QJsonObject &parameters = {})
{
    auto recommender = makeRecommender(id, parameters);
    SilentContext job;
    recommender->fit({.events = train, .facts = std::move(facts)}, {}, {}, job);
    return recommender;
}

std::vector<std::uint32_t> listFor(const Recommender &recommender, const std::vector<std::uint32_t> &history, int k)
{
    std::vector<Visit> visits;
    for (const auto item : history)
        visits.push_back({.item = ItemIndex(item), .kind = 0, .at = kNoTime});
    Request request;
    request.history = visits;
    std::vector<std::uint32_t> items;
    const auto lists = recommender.rank(std::span(&request, 1), {.k = k});
    for (const auto &entry : lists.front())
        items.push_back(entry.item.value);
    return items;
}

float weightOf(const TextFeatures &features, std::uint32_t item, const std::string &word)
{
    const auto row = features.rows.row(item);
    for (std::size_t n = 0; n < row.size(); ++n) {
        if (features.words[row[n]] == word)
            return features.rows.rowValues(item)[n];
    }
    return 0;
}

} // namespace

class TestContent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsAreCut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, const char *text, const char *words) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts);
        };
        row("English", "Red Mug, 12 oz. (Set of 3)", "red mug 12 oz set of 3");
        row("German", "GRÖSSE Übergröße", "grösse übergröße");
        row("Chinese", "红色连衣裙 女装", "红色 连 衣裙 女装");
        row("mixed", "Apple苹果手机 64GB", "apple 苹果 手机 64gb");
        row("empty", "", "");
        row("numbers only", "12 3.5 100%", "12 3.5 100");
        row("models", "iPhone 8, iPhone 12 Pro - 128 GB", "iphone 8 iphone 12 pro 128 gb");
        row("measures", "Milk 500 ml / 1 l / 2%", "milk 500 ml 1 2");
    }
    void wordsAreCut()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, words);
        QStringList cut;
        for (const auto &word : WordSplitter().words(text.toStdString()))
            cut << QString::fromStdString(word);
        QCOMPARE(cut, words);
    }

    /// Three products, by hand: "red" is in two of them, "mug" in two, "blue" and "lamp" in one each.
    void weightsAreTfIdf()
    {
        SilentContext job;
        const auto features = textFeatures(*titled({"red mug mug", "red lamp", "blue mug"}), 3, {}, job);
        QCOMPARE(features.words, (std::vector<std::string>{"mug", "red"}));
        const double idf = std::log(3.0 / 2), mug = std::log(3.0) * idf, red = std::log(2.0) * idf;
        QVERIFY(std::abs(static_cast<double>(weightOf(features, 0, "mug")) - mug / std::hypot(mug, red)) < 1e-6);
        QVERIFY(std::abs(static_cast<double>(weightOf(features, 0, "red")) - red / std::hypot(mug, red)) < 1e-6);
        QCOMPARE(weightOf(features, 1, "red"), 1.0F);
        QCOMPARE(weightOf(features, 2, "mug"), 1.0F);
    }

    void attributesAreWords()
    {
        SilentContext job;
        SideFacts facts;
        facts.categories = {"Home > Lamps", "Home > Lamps", "", "Toys"};
        facts.itemAttributes = {{"colour=red"}, {}, {"colour=red"}, {}};
        const auto features = textFeatures(facts, 4, {.attributes = 1}, job);
        QVERIFY(weightOf(features, 0, "category=Home > Lamps") > 0);
        QVERIFY(weightOf(features, 0, "lamps") > 0);
        QVERIFY(weightOf(features, 2, "colour=red") > 0);
        QCOMPARE(features.rows.row(3).size(), std::size_t(0));
        const auto without = textFeatures(facts, 4, {.category = 0, .attributes = 0}, job);
        QCOMPARE(without.rows.entries(), std::size_t(0));
    }

    /// Of four phones in two sizes the like ones are those with the same number.
    void numbersTellModelsApart()
    {
        const auto train = trainingOf(5, {{0}, {1}, {2}, {3}, {4}});
        const auto content =
            fitted("content", train, titled({"iPhone 12", "iPhone 12", "iPhone 13", "iPhone 13", "Mug"}));
        QCOMPARE(listFor(*content, {0}, 1), std::vector<std::uint32_t>{1});
        QCOMPARE(listFor(*content, {3}, 1), std::vector<std::uint32_t>{2});
    }

    void categoriesAreCut()
    {
        using Names = std::vector<std::string_view>;
        QCOMPARE(categoriesIn("a|b|c"), (Names{"a", "b", "c"}));
        QCOMPARE(categoriesIn(" Home > Lamps |Toys| "), (Names{"Home > Lamps", "Toys"}));
        QCOMPARE(categoriesIn("a||a"), (Names{"a"}));
        QVERIFY(categoriesIn("").empty() && categoriesIn(" | ").empty());
    }
    /// "a|b" is two categories, wherever categories count.
    void severalCategoriesAreSeveral()
    {
        SilentContext job;
        auto facts = std::make_shared<SideFacts>();
        facts->categories = {"a|b", "b", "a"};
        const auto features = textFeatures(*facts, 3, {}, job);
        QCOMPARE(features.words, (std::vector<std::string>{"category=a", "category=b"}));

        // Events: a 2/2 + 1 = 2, b 2/2 + 2 = 3; the history's are half a and half b, with one average shopper's beside.
        const auto recommender = fitted("popularity-category", trainingOf(3, {{0, 0, 1}, {2, 1}}), facts,
                                        {{QStringLiteral("shrinkage"), 1.0}});
        const std::vector<Visit> history{{.item = ItemIndex(0), .kind = 0, .at = kNoTime}};
        Request request;
        request.history = history;
        const std::vector<ItemIndex> items{ItemIndex(0), ItemIndex(1), ItemIndex(2)};
        const auto scores = recommender->score(request, items);
        const double a = (.5 + 2. / 5) / 2, b = (.5 + 3. / 5) / 2;
        const double expected[]{a / 2 + b / 3, b * 2 / 3, a / 2};
        for (std::size_t i = 0; i < items.size(); ++i) {
            QVERIFY2(std::abs(static_cast<double>(scores[i]) - expected[i]) < 1e-6,
                     qPrintable(QString::number(scores[i])));
            double sum = 0;
            for (const auto &reason : reasonsOf(*recommender, request, items[i]))
                sum += reason.contribution;
            QVERIFY(std::abs(sum - expected[i]) < 1e-6);
        }
    }
    /// What 0.1 stored: one category a product.
    void oldCategoriesAreRead()
    {
        const auto readBack = [](const std::vector<std::uint32_t> &stored, std::size_t products) {
            QBuffer buffer;
            buffer.open(QIODevice::ReadWrite);
            SnapshotWriter(buffer, "c", 1).array(stored);
            buffer.seek(0);
            SnapshotReader in(buffer, "c", 1);
            return CategoryRows::load(in, products);
        };
        const auto old = readBack({0, 1, ~0U, 0}, 4);
        QCOMPARE(old.count(), 2U);
        QVERIFY(old.of(ItemIndex(2)).empty());
        QCOMPARE(old.cosine(ItemIndex(0), ItemIndex(3)), 1.0);
        QCOMPARE(old.cosine(ItemIndex(0), ItemIndex(1)), 0.0);
        QVERIFY(readBack({}, 4).empty());
        QVERIFY_EXCEPTION_THROWN(readBack({0, 1}, 4), Error);
        QVERIFY_EXCEPTION_THROWN(readBack({0, 7, 0, 0}, 4), Error);
        QBuffer last; // the largest number there is, plus one, is 0
        last.open(QIODevice::ReadWrite);
        SnapshotWriter lastOut(last, "c", 1);
        lastOut.array(std::vector<std::uint32_t>{0, 1, 2, 2});
        lastOut.array(std::vector<std::uint32_t>{0, ~0U});
        last.seek(0);
        SnapshotReader lastIn(last, "c", 1);
        QVERIFY_EXCEPTION_THROWN(CategoryRows::load(lastIn, 3), Error);

        const CategoryRows rows({"a|b", "", "b"});
        QBuffer buffer;
        buffer.open(QIODevice::ReadWrite);
        SnapshotWriter out(buffer, "c", 1);
        rows.save(out);
        buffer.seek(0);
        SnapshotReader in(buffer, "c", 1);
        const auto again = CategoryRows::load(in, 3);
        QCOMPARE(again.count(), 2U);
        QCOMPARE(again.of(ItemIndex(0)).size(), std::size_t(2));
        QVERIFY(again.of(ItemIndex(1)).empty());
        QVERIFY(std::abs(again.cosine(ItemIndex(0), ItemIndex(2)) - 1 / std::sqrt(2.0)) < 1e-9);
    }

    /// Chinese titles only: who has one dress is shown the other, a product that nobody has chosen included.
    void chineseTitlesAreEnough()
    {
        const auto train = trainingOf(5, {{0}, {2}, {3}, {2, 3}});
        const auto content =
            fitted("content", train, titled({"红色连衣裙", "蓝色连衣裙", "不锈钢水壶", "玻璃水壶", "红色连衣裙 长款"}));
        QCOMPARE(listFor(*content, {0}, 2).front(), 4U); // "red dress, long": nobody has it yet
        QCOMPARE(listFor(*content, {0}, 2).back(), 1U);
        QCOMPARE(listFor(*content, {2}, 1), std::vector<std::uint32_t>{3});
    }

    void reasonsNameProductsAndWords()
    {
        const auto train = trainingOf(4, {{0}, {1, 2}, {3}});
        const auto content = fitted("content", train, titled({"red mug", "red lamp", "big red mug", "big lamp"}));
        const std::vector<Visit> history{{.item = ItemIndex(0), .kind = 0, .at = kNoTime}};
        Request request;
        request.history = history;
        const auto reasons = reasonsOf(*content, request, ItemIndex(2));
        QCOMPARE(reasons.size(), std::size_t(2));
        QCOMPARE(reasons.front().because, ItemIndex(0));
        QCOMPARE(reasons.back().text, std::string("popular"));
        QCOMPARE(reasons.front().words.size(), std::size_t(2));
        QCOMPARE(reasons.front().words.front(), std::string("mug")); // rarer than "red"
    }

    void productsWithoutFactsAreRefused()
    {
        const auto train = trainingOf(2, {{0}, {1}});
        try {
            fitted("content", train, std::make_shared<SideFacts>());
            QFAIL("fitted on nothing");
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("content.no-text"));
        }
    }

    /// A shopper whose products the base knows nothing of is served by content, and the list says so.
    void hybridFallsBackToContent()
    {
        const auto train = trainingOf(5, {{0, 1}, {0, 1}, {1, 2}, {2, 0}});
        const auto hybrid =
            fitted("hybrid", train, titled({"red mug", "blue mug", "tea pot", "oak table", "oak chair"}));
        QCOMPARE(listFor(*hybrid, {3}, 1), std::vector<std::uint32_t>{4});
        QCOMPARE(listFor(*hybrid, {0}, 1), std::vector<std::uint32_t>{1});
        QVERIFY(hybrid->basis({}) == ColdStart::Popularity);
    }

    /// Content ranks all products without events, however few of each list take part: where only they may be offered
    /// (as when new products are judged), the list is content's.
    void hybridRanksEveryNewProduct()
    {
        std::vector<std::string> titles;
        for (const char *colour : {"red", "blue", "green", "black"})
            for (int n = 0; n < 20; ++n)
                titles.push_back(std::string(colour) + " thing");
        std::vector<std::vector<std::uint32_t>> histories;
        for (std::uint32_t u = 0; u < 40; ++u)
            histories.push_back({u % 10, 20 + u % 10, 40 + u % 10, 60 + u % 10});
        const auto train = trainingOf(80, histories);
        const auto hybrid = fitted("hybrid", train, titled(titles), {{QStringLiteral("depth"), 10}});
        std::vector<ItemIndex> fresh;
        for (std::uint32_t i = 10; i < 80; ++i)
            if (i % 20 >= 10)
                fresh.emplace_back(i);
        const std::vector<Visit> history{{.item = ItemIndex(43)}};
        Request request;
        request.history = history;
        request.candidates = fresh;
        const auto list = hybrid->rank(std::span(&request, 1), {.k = 10}).front();
        for (const auto &entry : list) {
            QVERIFY2(entry.item.value >= 50 && entry.item.value < 60, qPrintable(QString::number(entry.item.value)));
            QCOMPARE(hybrid->score(request, std::span(&entry.item, 1)).front(), entry.score);
            QVERIFY(!reasonsOf(*hybrid, request, entry.item).empty());
        }
    }

    /// What is written ties a product that nobody chose to those that read like it; as it counts for less and less,
    /// what is left is EASE.
    void easeWithAttributes()
    {
        const auto train = trainingOf(6, {{0, 1}, {0, 1}, {2, 3}, {2, 3}, {0, 1, 2}, {3, 2}});
        const auto facts = titled({"red mug", "red mug", "oak table", "oak table", "red mug", "oak table"});
        const auto cease = fitted("cease", train, facts);
        QCOMPARE(listFor(*cease, {0, 1}, 1), std::vector<std::uint32_t>{4});
        QCOMPARE(listFor(*cease, {3, 2}, 1), std::vector<std::uint32_t>{5});
        const auto ease = fitted("ease", train, {});
        const auto nearly = fitted("cease", train, facts, {{QStringLiteral("attributes"), .1}});
        const std::vector<Visit> history{{.item = ItemIndex(0)}};
        Request request;
        request.history = history;
        const std::vector<ItemIndex> known{ItemIndex(1), ItemIndex(2), ItemIndex(3)};
        const auto scores = nearly->score(request, known), plain = ease->score(request, known);
        for (std::size_t i = 0; i < known.size(); ++i)
            QVERIFY(std::abs(scores[i] - plain[i]) < 2e-3F);
        QVERIFY_EXCEPTION_THROWN(fitted("cease", train, {}), Error);
    }

    void hybridRefusesBases_data()
    {
        QTest::addColumn<QString>("base");
        for (const auto *base : {"popularity", "content", "hybrid", "fusion", "no-such-recommender"})
            QTest::newRow(base) << QString::fromLatin1(base);
    }
    void hybridRefusesBases()
    {
        QFETCH(QString, base);
        QVERIFY_EXCEPTION_THROWN(makeRecommender("hybrid", {{QStringLiteral("base"), base}}), Error);
    }

    /// p(product) = sum over categories of p(category | shopper) p(product | category), by hand.
    void categoriesOfTheShopperCount()
    {
        const auto train = trainingOf(4, {{0, 0, 0, 1}, {2, 3, 3}});
        auto facts = std::make_shared<SideFacts>();
        facts->categories = {"a", "a", "b", "b"};
        const auto recommender = fitted("popularity-category", train, facts, {{QStringLiteral("shrinkage"), 1.0}});
        const std::vector<Visit> history{{.item = ItemIndex(2), .kind = 0, .at = kNoTime}};
        Request request;
        request.history = history;
        const std::vector<ItemIndex> items{ItemIndex(0), ItemIndex(3)};
        const auto scores = recommender->score(request, items);
        QVERIFY(std::abs(static_cast<double>(scores[0]) - (4.0 / 7) / 2 * (3.0 / 4)) < 1e-6);
        QVERIFY(std::abs(static_cast<double>(scores[1]) - (1 + 3.0 / 7) / 2 * (2.0 / 3)) < 1e-6);
    }

    void recentEventsCountMore()
    {
        // Product 0 was chosen often long ago, product 1 twice at the end; an hour apart each.
        std::vector<std::uint32_t> history(200, 0);
        history.insert(history.end(), {1, 1, 1});
        const auto train = trainingOf(3, {history});
        QCOMPARE(listFor(*fitted("popularity", train, {}), {}, 1), std::vector<std::uint32_t>{0});
        QCOMPARE(listFor(*fitted("popularity-recent", train, {}, {{QStringLiteral("half-life-days"), 0.04}}), {}, 1),
                 std::vector<std::uint32_t>{1});
    }

    /// In a log with times, events without one are as old as the oldest.
    void eventsWithoutATimeAreOld()
    {
        constexpr std::int64_t kDayMs = 86'400'000, kStart = 1'600'000'000'000;
        const TrainingSet train(3, {0, 3, 5},
                                {{.item = ItemIndex(0), .kind = 0, .at = kNoTime},
                                 {.item = ItemIndex(1), .kind = 0, .at = kStart},
                                 {.item = ItemIndex(2), .kind = 0, .at = kStart + 100 * kDayMs},
                                 {.item = ItemIndex(0), .kind = 0, .at = kNoTime},
                                 {.item = ItemIndex(2), .kind = 0, .at = kStart + 100 * kDayMs}},
                                {}, {1}, {0, 1, 2});
        for (const auto *id : {"popularity-recent", "popularity"}) {
            const auto recommender = fitted(id, train, {}, {{QStringLiteral("half-life-days"), 50.0}});
            const std::vector<ItemIndex> items{ItemIndex(0), ItemIndex(1), ItemIndex(2)};
            QCOMPARE(recommender->score({}, items), (std::vector<float>{.5F, .25F, 2}));
            QCOMPARE(listFor(*recommender, {}, 3), (std::vector<std::uint32_t>{2, 0, 1}));
        }
    }

    void hybridsLearnAsTheirBaseDoes()
    {
        const auto &standard = recommenderInfo("hybrid").traits;
        QVERIFY(!standard.iterative && !standard.usesDevice);
        const auto overBpr = makeRecommender("hybrid", {{QStringLiteral("base"), QStringLiteral("bpr")}});
        QVERIFY(overBpr->traits().iterative && overBpr->traits().usesDevice);
        QVERIFY(overBpr->traits().newItem == ColdStart::Content);
        QVERIFY(!dynamic_cast<const Updates *>(overBpr.get())); // though its base would
    }
};

QTEST_GUILESS_MAIN(TestContent)
#include "tst_content.moc"
