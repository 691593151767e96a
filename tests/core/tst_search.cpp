#include "core/common/random.h"
#include "core/jobs/jobcontext.h"
#include "core/search/index/searchindexbuilder.h"
#include "core/search/productsearch.h"
#include "core/search/suggest/suggestions.h"
#include "core/search/words/language.h"
#include "core/search/words/nearwords.h"
#include "core/storage/project.h"
#include "core/storage/sqlite/statements.h"
#include "tests/support/errorof.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace aisle;
using aisle::test::errorOf;

namespace {

/// The words of a text, extras behind a plus.
QString cut(SearchWords &words, const char *text)
{
    QStringList all;
    for (const auto &word : words.read(text))
        all << (word.isExtra ? QStringLiteral("+") : QString()) + QString::fromStdString(word.surface);
    return all.join(QLatin1Char(' '));
}

/// Documents of words w0 to w49, rare ones rarely, some fields empty.
std::vector<FieldTexts> randomDocuments(std::size_t count)
{
    Random random(7);
    std::vector<FieldTexts> documents(count);
    for (auto &document : documents)
        for (std::size_t field = 0; field < kSearchFields; ++field)
            for (auto left = random.below(field == 4 ? 30 : 6); left > 0; --left)
                document[field] += "w" + std::to_string(random.below(1 + random.below(50))) + ' ';
    return documents;
}

SearchIndex indexOf(const std::vector<FieldTexts> &documents, const std::string &language = {})
{
    SearchWords words(language);
    SearchIndexBuilder builder(language);
    for (std::size_t i = 0; i < documents.size(); ++i)
        builder.add(static_cast<std::int64_t>(10 + i), wordsOf(documents[i], words));
    return builder.finish();
}

/// BM25F from the texts alone, by its formula.
std::vector<double> bruteForce(const std::vector<FieldTexts> &documents, const std::vector<std::string> &query,
                               const Bm25f &how)
{
    std::vector<std::array<std::map<std::string, int>, kSearchFields>> counts(documents.size());
    std::vector<std::array<double, kSearchFields>> lengths(documents.size());
    std::array<double, kSearchFields> means{};
    for (std::size_t d = 0; d < documents.size(); ++d)
        for (std::size_t field = 0; field < kSearchFields; ++field) {
            const auto words = QString::fromStdString(documents[d][field]).split(QLatin1Char(' '), Qt::SkipEmptyParts);
            for (const auto &word : words)
                ++counts[d][field][word.toStdString()];
            lengths[d][field] = static_cast<double>(words.size());
            means[field] += lengths[d][field] / static_cast<double>(documents.size());
        }
    std::vector<double> scores(documents.size());
    for (const auto &word : query) {
        const auto with = std::ranges::count_if(counts, [&](const auto &fields) {
            return std::ranges::any_of(fields, [&](const auto &field) { return field.contains(word); });
        });
        const auto idf = std::log(1 + (static_cast<double>(documents.size() - static_cast<std::size_t>(with)) + .5) /
                                          (static_cast<double>(with) + .5));
        for (std::size_t d = 0; d < documents.size(); ++d) {
            double count = 0;
            for (std::size_t field = 0; field < kSearchFields; ++field)
                if (const auto found = counts[d][field].find(word); found != counts[d][field].end())
                    count += how.weights[field] * found->second /
                             (1 - how.lengths[field] + how.lengths[field] * lengths[d][field] / means[field]);
            scores[d] += idf * count / (how.saturation + count);
        }
    }
    return scores;
}

/// Restricted Damerau distance by its definition.
int edits(const std::string &a, const std::string &b)
{
    std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = static_cast<int>(i + j);
                continue;
            }
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d.back().back();
}

QByteArray saved(const SearchIndex &index)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    index.save(buffer);
    return bytes;
}

SearchIndex loaded(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return SearchIndex::load(buffer);
}

FieldTexts titled(const char *title, const char *brand = "")
{
    return {title, "", brand, "", "", ""};
}

} // namespace

/// Words, the index, rankers: from texts to lists.
class SearchTest : public QObject
{
    Q_OBJECT
private:
    SilentContext m_job;
    QTemporaryDir m_dir;

    /// The titles of what a query finds, best first.
    static QStringList found(const SearchIndex &index, const std::vector<FieldTexts> &documents, const char *query)
    {
        QueryReader reader(index);
        const auto scores =
            mixedScores({.ranker = "lexical"}, lexicalScores(index, reader.read(query).lexical, {}), {});
        QStringList titles;
        for (const auto product : bestProducts(scores, 10))
            titles << QString::fromStdString(documents[product][0]);
        return titles;
    }
    std::unique_ptr<Project> shop(const QString &name, const std::vector<std::pair<std::string, std::string>> &products)
    {
        auto project = Project::create(m_dir.filePath(name));
        std::int64_t id = 0;
        for (const auto &[key, title] : products)
            execute(project->database(), "INSERT INTO item(id, key, title) VALUES(?, ?, ?)", {++id, key, title});
        return project;
    }

private Q_SLOTS:
    void textsAreCut_data();
    void textsAreCut();
    void languagesAreTold();
    void bm25fIsTheFormula();
    void partsAddUp();
    void nearWordsAreAllOfThem();
    void queriesFind_data();
    void queriesFind();
    void indexesComeBackAndDamagedOnesDoNot();
    void sharesOfNoneAndAllArePure();
    void aProjectKeepsItsIndex();
    void chineseIsFound();
    void pricesAreUnderstood_data();
    void pricesAreUnderstood();
    void namesAreUnderstood();
    void wordsBestAreOrderedByBoth();
    void beginningsAreCompleted();
};

void SearchTest::textsAreCut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *text, const char *words) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(words);
    };
    row("Crème Brûlée", "creme brulee");
    row("ＵＳＢ ﬁlter", "usb filter");
    row("HP dv7-1211ea Notebook", "hp dv7 1211ea +dv71211ea notebook");
    row("Wi-Fi", "wi fi +wifi");
    row("e-books", "e books +ebooks");
    row("Milk 500 ml", "milk 500 +500ml ml");
    row("Milk 500ml", "milk 500ml");
    row("43.2 cm (17\")", "43.2 +43.2cm cm 17 +17inch");
    row("17″ screen", "17 +17inch screen");
    row("17-inch", "17 +17inch inch +17inch");
    row("snake_case_name", "snake case name");
    row("a c", "a c");
    row("Мой ёж", "мой еж"); // й is a letter of its own
    row("無線耳機", "無線 耳機");
    row("  ...  ", "");
}

void SearchTest::textsAreCut()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    SearchWords cutter;
    QCOMPARE(cut(cutter, text.toUtf8().constData()), words);
}

void SearchTest::languagesAreTold()
{
    const auto told = [](const char *text, int times) {
        LanguageGuess guess;
        SearchWords words;
        for (int i = 0; i < times; ++i)
            for (const auto &word : words.read(text))
                guess.see(word.surface);
        return guess.language();
    };
    QCOMPARE(told("Schuhe für Kinder mit Klettverschluss und Futter", 20), std::string("german"));
    QCOMPARE(told("Chaussures pour enfants avec fermeture et doublure", 20), std::string("french"));
    QCOMPARE(told("Shoes for children with laces", 20), std::string("english"));
    QCOMPARE(told("Schuhe für Kinder", 1), std::string("english")); // one line tells nothing
    SearchWords german("german"), english("english"), none("no such language");
    QCOMPARE(german.termOf("kindern"), german.termOf("kinder"));
    QCOMPARE(english.termOf("cables"), english.termOf("cable"));
    QCOMPARE(english.read("t-shirts").back().term, english.read("tshirt").front().term);
    QCOMPARE(none.termOf("cables"), std::string("cables"));
}

void SearchTest::bm25fIsTheFormula()
{
    const auto documents = randomDocuments(1000);
    const auto index = indexOf(documents);
    QueryReader reader(index);
    const Bm25f how;
    for (const std::vector<std::string> &query :
         {std::vector<std::string>{"w0"}, {"w3", "w17"}, {"w49", "w1", "w30", "w2"}}) {
        std::string text;
        for (const auto &word : query)
            text += word + ' ';
        const auto expected = bruteForce(documents, query, how);
        const auto scores = lexicalScores(index, reader.read(text).lexical, how);
        for (std::size_t d = 0; d < documents.size(); ++d)
            QVERIFY2(std::abs(scores[d] - expected[d]) < 1e-5, qPrintable(QString::number(d)));
    }
}

void SearchTest::partsAddUp()
{
    const auto documents = randomDocuments(300);
    const auto index = indexOf(documents);
    QueryReader reader(index);
    const auto query = reader.read("w1 w8 w23").lexical;
    const auto scores = lexicalScores(index, query, {});
    for (std::uint32_t product = 0; product < 300; ++product) {
        double sum = 0;
        for (const auto &part : lexicalParts(index, query, {}, product)) {
            sum += part.score;
            double shares = 0;
            for (const auto share : part.shares)
                shares += share;
            QVERIFY(std::abs(shares - 1) < 1e-9);
        }
        QVERIFY(std::abs(sum - scores[product]) < 1e-5);
    }
}

void SearchTest::nearWordsAreAllOfThem()
{
    Random random(3);
    std::set<std::string> words;
    while (words.size() < 3000) {
        std::string word;
        for (auto left = 3 + random.below(6); left > 0; --left)
            word += static_cast<char>('a' + random.below(4));
        words.insert(word);
    }
    WordList list;
    for (const auto &word : words)
        list.append(word);
    for (const std::string asked : {"abcd", "dcbadcba", "aabbcc", "zzz"})
        for (const int most : {1, 2}) {
            std::map<std::uint32_t, int> expected, seen;
            for (std::uint32_t place = 0; place < list.size(); ++place)
                if (const auto distance = edits(asked, std::string(list.at(place))); distance <= most)
                    expected.emplace(place, distance);
            for (const auto &near : nearWords(list, asked, most))
                seen.emplace(near.place, near.distance);
            QCOMPARE(seen, expected);
        }
}

void SearchTest::queriesFind_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("first");
    QTest::newRow("stem") << "cables"
                          << "USB cable 2m";
    QTest::newRow("misspelt") << "keybaord"
                              << "Wireless keyboard";
    QTest::newRow("misspelt twice") << "keybaodr"
                                    << "Wireless keyboard";
    QTest::newRow("joined") << "dv71211ea"
                            << "HP dv7-1211ea notebook";
    QTest::newRow("apart") << "dv7 1211ea"
                           << "HP dv7-1211ea notebook";
    QTest::newRow("one of two words") << "key board"
                                      << "Wireless keyboard";
    QTest::newRow("two of one word") << "wirelesskeyboard"
                                     << "Wireless keyboard";
    QTest::newRow("letters and digits") << "iphone7"
                                        << "Case for iPhone 7";
    QTest::newRow("unit apart") << "500 ml"
                                << "Shampoo 500ml";
    QTest::newRow("unit written out") << "2 metre usb"
                                      << "USB cable 2m";
    QTest::newRow("accents") << "creme"
                             << "Crème for hands";
    QTest::newRow("size") << "17 inch"
                          << "Monitor 17\"";
}

void SearchTest::queriesFind()
{
    QFETCH(QString, query);
    QFETCH(QString, first);
    const std::vector<FieldTexts> documents{titled("USB cable 2m"),       titled("Wireless keyboard"),
                                            titled("Wireless mouse"),     titled("HP dv7-1211ea notebook", "HP"),
                                            titled("HP dv6 notebook"),    titled("Case for iPhone 7"),
                                            titled("Case for iPhone 8"),  titled("Shampoo 500ml"),
                                            titled("Shampoo 250ml"),      titled("Crème for hands"),
                                            titled("Monitor 17\""),       titled("Monitor 19\""),
                                            titled("17 stickers, 3 inch")};
    const auto titles = found(indexOf(documents, "english"), documents, query.toUtf8().constData());
    QVERIFY2(!titles.isEmpty(), qPrintable(query));
    QCOMPARE(titles.first(), first);
}

void SearchTest::indexesComeBackAndDamagedOnesDoNot()
{
    const auto documents = randomDocuments(200);
    const auto index = indexOf(documents);
    const auto bytes = saved(index);
    const auto again = loaded(bytes);
    QueryReader before(index), after(again);
    QCOMPARE(lexicalScores(again, after.read("w3 w4").lexical, {}),
             lexicalScores(index, before.read("w3 w4").lexical, {}));
    Random random(11);
    int refused = 0;
    for (int i = 0; i < 400; ++i) { // a byte or the end is another one: refused, or read without leaving what there is
        auto damaged = bytes;
        if (i % 4 == 0)
            damaged.truncate(random.below(static_cast<std::uint32_t>(bytes.size())));
        else
            damaged[static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(bytes.size())))] =
                static_cast<char>(random.below(256));
        try {
            const auto read = loaded(damaged);
            QueryReader reader(read);
            lexicalScores(read, reader.read("w1 w2 w30").lexical, {});
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("snapshot.damaged"));
            ++refused;
        }
    }
    QVERIFY(refused > 150);
}

void SearchTest::sharesOfNoneAndAllArePure()
{
    Random random(5);
    std::vector<float> lexical(500), semantic(500);
    for (std::size_t i = 0; i < lexical.size(); ++i) {
        lexical[i] = i % 3 == 0 ? static_cast<float>(random.uniform() * 9) : 0;
        semantic[i] = static_cast<float>(random.uniform() * 2 - 1);
    }
    const auto listOf = [&](const char *ranker, double alpha) {
        return bestProducts(mixedScores({.ranker = ranker, .alpha = alpha}, lexical, semantic), 100);
    };
    QCOMPARE(listOf("hybrid", 0), listOf("lexical", .5));
    QCOMPARE(listOf("hybrid", 1), listOf("semantic", .5));
    QVERIFY(listOf("hybrid", .5) != listOf("lexical", .5));
    QVERIFY(listOf("hybrid", .5) != listOf("semantic", .5));
    QCOMPARE(errorOf([] { searchRanker("best"); }), "search.ranker");
}

void SearchTest::aProjectKeepsItsIndex()
{
    auto project = shop(QStringLiteral("kept.aisle"), {{"a", "Red cup"}, {"b", "Blue cup"}, {"c", "Red plate"}});
    QVERIFY(ProductSearch::open(*project, m_job)->wasBuilt());
    QVERIFY(!ProductSearch::open(*project, m_job)->wasBuilt());
    execute(project->database(), "INSERT INTO item(id, key, title) VALUES(4, 'd', 'Green cup')", {});
    auto search = ProductSearch::open(*project, m_job);
    QVERIFY(search->wasBuilt());
    QCOMPARE(search->index().products(), std::size_t(4));
    execute(project->database(), "UPDATE item SET is_product = 0 WHERE id = 4", {});
    search = ProductSearch::open(*project, m_job);
    QVERIFY(search->wasBuilt());
    QCOMPARE(search->index().products(), std::size_t(3)); // postage is nothing that is searched
    execute(project->database(), "UPDATE search_index SET data = zeroblob(length(data))", {});
    QVERIFY(ProductSearch::open(*project, m_job)->wasBuilt()); // what is damaged is made again

    search = ProductSearch::open(*project, m_job);
    search->useVectors({}, m_job); // made now: there were none
    QCOMPARE(search->vectors()->name, QString::fromLatin1(kSearchTable));
    for (const auto *nothing : {"zzzzqqqq", "!!!", ""}) // no list that nothing speaks for
        for (const auto *ranker : {"lexical", "semantic", "hybrid"}) {
            const auto none = search->scores(search->read(nothing), {.ranker = ranker}, m_job);
            QVERIFY2(bestProducts(none, 3).empty(), ranker);
        }
    execute(project->database(), "UPDATE item SET is_product = 1 - is_product WHERE id IN (3, 4)", {});
    search = ProductSearch::open(*project, m_job);
    QVERIFY(search->wasBuilt()); // one is marked, another not any more
    search->useVectors({}, m_job);
    QVERIFY(search->vectors()->has.at(2)); // the one that came since has a vector, too
    const auto scores = search->scores(search->read("red cup"), {.ranker = "hybrid"}, m_job);
    QCOMPARE(bestProducts(scores, 1), std::vector<std::uint32_t>{0});
    QCOMPARE(errorOf([&] { search->useVectors({.features = QStringLiteral("none such")}, m_job); }),
             "features.unknown");
    execute(project->database(), "DELETE FROM feature", {});
    execute(project->database(), "DELETE FROM search_index", {});
    const auto path = project->path();
    project.reset();
    project = Project::open(path, Project::Access::ReadOnly); // nothing can be kept: all the same is found
    search = ProductSearch::open(*project, m_job);
    search->useVectors({}, m_job);
    const auto same = search->scores(search->read("red cup"), {.ranker = "hybrid"}, m_job);
    QCOMPARE(bestProducts(same, 3), bestProducts(scores, 3));
    const auto empty = Project::create(m_dir.filePath(QStringLiteral("empty.aisle")));
    QCOMPARE(errorOf([&] { ProductSearch::open(*empty, m_job); }), "search.no-products");
    execute(empty->database(), "INSERT INTO item(id, key) VALUES(1, 'a')", {});
    QCOMPARE(errorOf([&] { ProductSearch::open(*empty, m_job)->useVectors({}, m_job); }), "search.no-texts");
}

/// Two hundred products made of twenty things in ten kinds each; thirty queries, each with the things that are meant.
void SearchTest::chineseIsFound()
{
    const QStringList things{
        QStringLiteral("运动鞋"),   QStringLiteral("连衣裙"),   QStringLiteral("蓝牙耳机"), QStringLiteral("保温杯"),
        QStringLiteral("机械键盘"), QStringLiteral("无线鼠标"), QStringLiteral("电饭煲"),   QStringLiteral("洗发水"),
        QStringLiteral("洗衣液"),   QStringLiteral("双肩包"),   QStringLiteral("太阳镜"),   QStringLiteral("充电器"),
        QStringLiteral("数据线"),   QStringLiteral("羽绒服"),   QStringLiteral("牛仔裤"),   QStringLiteral("面膜"),
        QStringLiteral("口红"),     QStringLiteral("婴儿奶粉"), QStringLiteral("纸尿裤"),   QStringLiteral("茶叶")};
    const QStringList kinds{QStringLiteral("男士 黑色"),  QStringLiteral("女士 红色"), QStringLiteral("儿童 蓝色"),
                            QStringLiteral("大号"),       QStringLiteral("小号 便携"), QStringLiteral("新款 2023"),
                            QStringLiteral("家用 500ml"), QStringLiteral("进口"),      QStringLiteral("特价 白色"),
                            QStringLiteral("礼盒装")};
    std::vector<FieldTexts> documents;
    for (const auto &thing : things)
        for (const auto &kind : kinds)
            documents.push_back(titled((kind + QLatin1Char(' ') + thing).toUtf8().constData()));
    QCOMPARE(documents.size(), std::size_t(200));
    const auto index = indexOf(documents, "english");
    QStringList queries = things;
    for (int i = 0; i < 10; ++i)
        queries << kinds[i].split(QLatin1Char(' ')).first() + things[2 * i];
    QCOMPARE(queries.size(), 30);
    for (const auto &query : queries) {
        const auto titles = found(index, documents, query.toUtf8().constData());
        const auto thing = *std::ranges::find_if(things, [&](const QString &each) { return query.endsWith(each); });
        QVERIFY2(!titles.isEmpty() && titles.first().contains(thing),
                 qPrintable(query + QStringLiteral(": ") + titles.join(u',')));
        if (query != thing) {
            const auto kind = query.chopped(thing.size());
            QVERIFY2(titles.first().contains(kind), qPrintable(query + QStringLiteral(": ") + titles.first()));
        }
    }
}

void SearchTest::pricesAreUnderstood_data()
{
    QTest::addColumn<double>("from"); // -1: none
    QTest::addColumn<double>("to");
    QTest::addColumn<bool>("cheap");
    const auto row = [](const char *query, double from, double to, bool cheap = false) {
        QTest::newRow(query) << from << to << cheap;
    };
    row("laptop under 500", -1, 500);
    row("shoes below $49.99", -1, 49.99);
    row("tv less than 1,000 dollars", -1, 1000);
    row("phone up to 300 eur", -1, 300);
    row("camera over 200", 200, -1);
    row("monitor at least £150", 150, -1);
    row("bag between 20 and 50", 20, 50);
    row("bag from 50 to 20 euro", 20, 50);
    row("mouse 10-20 eur", 10, 20);
    row("$10-20 mouse", 10, 20);
    row("cheap headphones", -1, -1, true);
    row("budget printer", -1, -1, true);
    row("router max 80", -1, 80);
    row("ring 100 or less", -1, 100);
    row("ring 100 and up", 100, -1);
    row("schuhe unter 50 euro", -1, 50);
    row("fernseher bis 1.500 €", -1, 1500);
    row("jacke über 99,95", 99.95, -1);
    row("rucksack zwischen 30 und 60", 30, 60);
    row("kopfhörer höchstens 40 euro", -1, 40);
    row("handy mindestens 200", 200, -1);
    row("günstige kamera", -1, -1, true);
    row("billiger drucker", -1, -1, true);
    row("sac moins de 30", -1, 30);
    row("zapatos menos de 40", -1, 40);
    row("手机 1000元以下", -1, 1000);
    row("耳机 不超过200元", -1, 200);
    row("耳机 低于200", -1, 200);
    row("连衣裙 100元以上", 100, -1);
    row("茶叶 50到100元", 50, 100);
    row("便宜的耳机", -1, -1, true);
    row("平价口红", -1, -1, true);
    row("イヤホン 5000円以下", -1, 5000);
    row("desk under 120 cm", -1, -1); // measures
    row("hose under 1.5 m", -1, -1);
    row("jug up to 1,000 ml", -1, -1);
    row("battery over 5000 mah", -1, -1);
    row("toys from 3 years", -1, -1);
    row("disk up to 2 tb", -1, -1);
    row("under armour shirt", -1, -1);
    row("iphone 7", -1, -1);
    row("windows 10", -1, -1);
    row("tisch bis 120 cm", -1, -1);
}

void SearchTest::pricesAreUnderstood()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(bool, cheap);
    const auto wish = priceWish(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(wish.from.value_or(-1), from);
    QCOMPARE(wish.to.value_or(-1), to);
    QCOMPARE(wish.cheap, cheap);
}

void SearchTest::namesAreUnderstood()
{
    SearchWords words("english");
    SearchIndexBuilder builder("english");
    std::int64_t id = 0;
    const auto add = [&](const char *title, const char *brand, const char *category) {
        builder.add(++id, wordsOf({title, category, brand, "", "", ""}, words),
                    {.brand = brand, .categories = {category}, .price = 10.0 * static_cast<double>(id)});
    };
    add("Pavilion 15", "HP", "Notebooks");
    add("EliteBook 840", "HP", "Notebooks");
    add("Photo Smart printer", "Hewlett Packard", "Printers");
    for (int i = 0; i < 9; ++i)
        add("Photo frame", "Frames & Co", "Frames");
    add("Photo album", "Photo", "Albums"); // a brand that is a common word
    const auto index = builder.finish();
    QueryUnderstanding understanding(index);
    QCOMPARE(understanding.read("hp laptop").brand.value().name, std::string("HP"));
    QCOMPARE(understanding.read("hewlett-packard printer").brand.value().name, std::string("Hewlett Packard"));
    QVERIFY(!understanding.read("photo frame").brand);
    QCOMPARE(understanding.read("notebook").category.value().name, std::string("Notebooks"));
    QCOMPARE(understanding.read("how do I return a frame").intent, QueryIntent::Question);
    QCOMPARE(understanding.read("frame").intent, QueryIntent::Browse);
    const auto priced = understanding.read("hp notebook under 15");
    QCOMPARE(priced.price.to.value(), 15.0);
    QCOMPARE(priced.words.words,
             (std::vector<std::string>{"hp", "notebook"})); // the price's words are no words to find
}

void SearchTest::wordsBestAreOrderedByBoth()
{
    // Three that words find best, one that they find a little, two that they do not.
    const std::vector<float> lexical{9, 10, 8, 3, 0, 0}, semantic{.9F, .1F, .2F, 1, .3F, .8F};
    const auto scores = mixedScores({.ranker = "hybrid"}, lexical, semantic);
    QCOMPARE(bestProducts(scores, 6), (std::vector<std::uint32_t>{1, 0, 2, 3, 5, 4}));
    const std::vector<float> turned{.2F, .1F, .95F, 1, .3F, .8F}; // close by words: the vectors decide
    QCOMPARE(bestProducts(mixedScores({.ranker = "hybrid"}, {10, 9.99F, 9.98F, 3, 0, 0}, turned), 3).size(),
             std::size_t(3));
    const std::vector<float> none(6, 0.F);
    QCOMPARE(bestProducts(mixedScores({.ranker = "hybrid"}, none, semantic), 2), (std::vector<std::uint32_t>{3, 0}));
}

void SearchTest::beginningsAreCompleted()
{
    SearchWords words("english");
    SearchIndexBuilder builder("english");
    std::int64_t id = 0;
    for (const auto *title : {"Wireless keyboard", "Wireless mouse", "Wireless mouse pad", "Wired mouse", "Kettle"})
        builder.add(++id, wordsOf({title, "Peripherals", "Logitech", "", "", ""}, words),
                    {.brand = "Logitech", .categories = {"Peripherals"}, .price = {}});
    const auto index = builder.finish();
    Suggestions suggestions(index, {"wireless charger"});
    const auto texts = [&](const char *typed) {
        QStringList all;
        for (const auto &one : suggestions.complete(typed, 8))
            all << QString::fromStdString(one.text);
        return all;
    };
    QCOMPARE(texts("wire"),
             (QStringList{QStringLiteral("wireless charger"), QStringLiteral("wireless"), QStringLiteral("wired")}));
    QCOMPARE(texts("wireless m"), (QStringList{QStringLiteral("wireless mouse")}));
    QCOMPARE(texts("logi"), (QStringList{QStringLiteral("Logitech"), QStringLiteral("logitech")}));
    QVERIFY(texts("keybo").contains(QStringLiteral("keyboard")));
    QVERIFY(texts("kezbo").contains(QStringLiteral("keyboard"))); // one wrong character
    QVERIFY(texts("xyzzy mou").isEmpty());                        // nothing says the word before
    QVERIFY(texts("xyzw").isEmpty());
    QVERIFY(texts("").isEmpty());
}

QTEST_GUILESS_MAIN(SearchTest)
#include "tst_search.moc"
