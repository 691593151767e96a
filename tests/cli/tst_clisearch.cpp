// Search and judged queries by the command line.
#include "tests/cli/clitest.h"

#include <QJsonArray>

using namespace aisle::test;

class TestCliSearch : public CliTest
{
    Q_OBJECT
private:
    QString m_project;

    Ended search(const QStringList &rest) const
    {
        return cli(QStringList{QStringLiteral("--json"), QStringLiteral("search"), m_project} + rest);
    }
    Ended queries(const char *line) const
    {
        auto arguments = words(line);
        for (auto &argument : arguments)
            argument.replace(QStringLiteral("%f"), m_folder.path());
        return cli(QStringList{QStringLiteral("--json"), QStringLiteral("queries"), m_project} + arguments);
    }
    static QString remarksOf(const Ended &ended)
    {
        QStringList all;
        for (const auto &remark : ended.json().value(QStringLiteral("remarks")).toArray())
            all << remark.toString();
        return all.join(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_project = path("shop.aisle");
        write("goods.csv", "item,title,category,brand,price,colour\n"
                           "SKU9001,Black tea 500 g,Tea,Twinings,4.5,black\n"
                           "SKU9002,Green tea 250 g,Tea,Twinings,7,green\n"
                           "SKU9003,China cup,Cups,Wedgwood,30,white\n"
                           "SKU9004,Tea pot,Pots,Wedgwood,45,white\n");
        QCOMPARE(cli({QStringLiteral("items"), m_project, path("goods.csv")}).status, 0);
    }

    void wordsFindAndSayWhy()
    {
        const auto seen =
            search({QStringLiteral("twinings tea"), QStringLiteral("--ranker"), QStringLiteral("lexical")});
        QVERIFY2(seen.status == 0, seen.err);
        const auto answer = seen.json();
        const auto items = answer.value(QStringLiteral("items")).toArray();
        QCOMPARE(items.size(), 3);
        QCOMPARE(items[0][QStringLiteral("rank")].toInt(), 1);
        QVERIFY(items[0][QStringLiteral("title")].toString().endsWith(QStringLiteral(" g")));
        QVERIFY(items[0][QStringLiteral("parts")][QStringLiteral("lexical")].toDouble() > 0);
        QVERIFY(items[0][QStringLiteral("parts")][QStringLiteral("semantic")].isNull());
        QVERIFY(
            items[0][QStringLiteral("why")][0][QStringLiteral("fields")].toObject().contains(QStringLiteral("brand")));
        QCOMPARE(answer.value(QStringLiteral("understood"))[QStringLiteral("brand")][QStringLiteral("name")].toString(),
                 QStringLiteral("Twinings"));
        QVERIFY(answer.value(QStringLiteral("milliseconds")).toDouble() > 0);
    }

    void mistakesAndPricesAreSaid()
    {
        const auto seen =
            search({QStringLiteral("gren tae under 10"), QStringLiteral("--ranker"), QStringLiteral("lexical")});
        QCOMPARE(seen.json().value(QStringLiteral("items"))[0][QStringLiteral("item")].toString(),
                 QStringLiteral("SKU9002"));
        QVERIFY2(remarksOf(seen).contains(QStringLiteral("No product says \"gren\"; searched for \"green\".")),
                 qPrintable(remarksOf(seen)));
        const auto understood = seen.json().value(QStringLiteral("understood")).toObject();
        QCOMPARE(understood.value(QStringLiteral("price"))[QStringLiteral("to")].toInt(), 10);
        for (const auto &item : seen.json().value(QStringLiteral("items")).toArray())
            QVERIFY(item[QStringLiteral("title")].toString() != QStringLiteral("Tea pot")); // 45
        const auto nothing =
            search({QStringLiteral("zzzzqqqq"), QStringLiteral("--ranker"), QStringLiteral("lexical")});
        QCOMPARE(nothing.status, 0);
        QVERIFY(nothing.json().value(QStringLiteral("items")).toArray().isEmpty());
        QVERIFY(remarksOf(nothing).contains(QStringLiteral("No product is found.")));
    }

    void vectorsAreMadeWhereThereAreNone()
    {
        const auto seen = search({QStringLiteral("tea")});
        QVERIFY2(seen.status == 0, seen.err);
        QCOMPARE(seen.json().value(QStringLiteral("features")).toString(), QStringLiteral("search"));
        QCOMPARE(seen.json().value(QStringLiteral("items")).toArray().size(), 4);
        QVERIFY(!search({QStringLiteral("tea")}).json().value(QStringLiteral("index_built")).toBool());
    }

    void keysAreFoundAndHidden()
    {
        const auto lexical = QStringList{QStringLiteral("--ranker"), QStringLiteral("lexical")};
        QCOMPARE(search(QStringList{QStringLiteral("SKU9003")} + lexical)
                     .json()
                     .value(QStringLiteral("items"))[0][QStringLiteral("title")]
                     .toString(),
                 QStringLiteral("China cup"));
        const auto hidden = lexical + QStringList{QStringLiteral("--pseudonyms")};
        for (const auto *asked : {"SKU9003", "SKU90031", "sku900", "black", "blakc"}) { // a key, near one, attributes
            const auto seen = search(QStringList{QString::fromLatin1(asked)} + hidden);
            QVERIFY2(!seen.out.contains("SKU900") || QString::fromLatin1(asked).startsWith(QStringLiteral("SKU")),
                     seen.out);
            QVERIFY2(!seen.out.toLower().contains("sku9001") && !seen.out.toLower().contains("sku9002"), seen.out);
            QVERIFY(QLatin1String(asked) == QLatin1String("black") || QLatin1String(asked) == QLatin1String("blakc") ||
                    seen.json().value(QStringLiteral("items")).toArray().isEmpty());
        }
        const auto words = search({QStringLiteral("--suggest"), QStringLiteral("sku"), QStringLiteral("--pseudonyms")});
        QVERIFY2(words.json().value(QStringLiteral("suggestions")).toArray().isEmpty(), words.out);
        QVERIFY(!search({QStringLiteral("--suggest"), QStringLiteral("sku")})
                     .json()
                     .value(QStringLiteral("suggestions"))
                     .toArray()
                     .isEmpty());
    }

    void queriesAreJudged()
    {
        write("rated.csv", "q,product,grade\ntea,SKU9001,3\ntea,SKU9002,2\ntea,SKU9003,0\ncup,SKU9003,3\ncup,GONE,"
                           "1\nsofa,SKU9001,0\n");
        const auto brought = queries("import %f/rated.csv --query q --item product --grade grade");
        QVERIFY2(brought.status == 0, brought.err);
        QCOMPARE(brought.json().value(QStringLiteral("added")).toInt(), 6);
        QVERIFY(remarksOf(brought).contains(QStringLiteral("such as GONE")));
        const auto judged = queries("judge --ranker lexical --per-query").json();
        QCOMPARE(judged.value(QStringLiteral("queries")).toInt(), 2);
        QCOMPARE(judged.value(QStringLiteral("queries_skipped")).toInt(), 1);
        QCOMPARE(judged.value(QStringLiteral("MRR@10")).toDouble(), 1.0);
        QVERIFY(judged.value(QStringLiteral("NDCG@10")).toDouble() > .9);
        QVERIFY(judged.contains(QStringLiteral("judged@10")) && judged.contains(QStringLiteral("ERR@10")) &&
                judged.contains(QStringLiteral("Recall@100")) && judged.contains(QStringLiteral("P@10")));
        QCOMPARE(judged.value(QStringLiteral("per_query")).toArray().size(), 2);
        const auto compared = queries("compare --rankers lexical,hybrid");
        QVERIFY2(compared.status == 0, compared.err);
        QCOMPARE(compared.json().value(QStringLiteral("metrics")).toArray().size(), 7);
    }

    void whatMeansNothingIsRefused()
    {
        QCOMPARE(search({}).status, 2);
        QCOMPARE(search({QStringLiteral("tea"), QStringLiteral("--alpha"), QStringLiteral("2")}).status, 2);
        QCOMPARE(search({QStringLiteral("tea"), QStringLiteral("--alpha"), QStringLiteral(".5"),
                         QStringLiteral("--ranker"), QStringLiteral("lexical")})
                     .status,
                 2);
        const auto unknown = search({QStringLiteral("tea"), QStringLiteral("--ranker"), QStringLiteral("best")});
        QVERIFY(unknown.status != 0 && unknown.err.contains("There is no ranker called best"));
        QCOMPARE(queries("import %f/rated.csv").status, 2);
        QCOMPARE(queries("compare --rankers lexical").status, 2);
        QCOMPARE(queries("judge --rankers lexical,hybrid").status, 2);
        QCOMPARE(queries("swim").status, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliSearch)
#include "tst_clisearch.moc"
