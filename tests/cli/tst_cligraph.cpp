// The knowledge graph by the command line: imported, built, changed, asked for paths, refused.
#include "tests/cli/clitest.h"

using namespace aisle::test;

class TestCliGraph : public CliTest
{
    Q_OBJECT
private:
    QJsonObject graph(const char *line) const { return json(QByteArray("graph %f/shop.aisle ") + line); }
    QJsonObject info() const { return graph("info"); }
    int triples() const { return info()[QStringLiteral("triples")].toInt(); }

private Q_SLOTS:
    void initTestCase()
    {
        write("log.csv", "user,item,time,session\nann,1,1600000000,a\nann,3,1600000002,a\nbob,2,1600000001,b\n"
                         "bob,3,1600000003,b\neve,4,1600000004,c\neve,1,1600000005,c\n");
        write("goods.csv", "item,title,category,brand,colour\n1,Green tea,Drinks > Tea,Wu,green\n"
                           "2,Black tea,Drinks > Tea,Acme,black\n3,Tea cup,Cups,Wu,green\n4,Big pot,Pots,Acme,black\n");
        QCOMPARE(run("import %f/shop.aisle %f/log.csv").status, 0);
        QCOMPARE(run("items %f/shop.aisle %f/goods.csv").status, 0);
    }

    void importsAndSaysWhat()
    {
        write("kg.txt", "3\r\n0 2 0\r\n1 2 0\r\n0 9 0\r\n");
        write("e.txt", "4\nm.green\t0\nm.black\t1\nAsia\t2\nnowhere\t3\n");
        write("r.txt", "1\ngrows in\t0\n");
        write("map.link", "item_id:token\tentity_id:token\n1\t0\n2\t1\n99\t3\n");
        const QByteArray import("graph %f/g.aisle import %f/kg.txt --entities %f/e.txt --relations %f/r.txt "
                                "--links %f/map.link");
        const auto first = json(import);
        QVERIFY2(first[QStringLiteral("new")].toInt() == 2, qPrintable(remarksOf(first)));
        QCOMPARE(first[QStringLiteral("rejected")].toInt(), 1);
        QCOMPARE(first[QStringLiteral("rows")].toInt(), 3);
        QCOMPARE(first[QStringLiteral("graph")][QStringLiteral("entities")].toInt(), 4);
        QVERIFY2(remarksOf(first).contains(QStringLiteral("unknown-entity")), qPrintable(remarksOf(first)));
        QVERIFY(remarksOf(first).contains(QStringLiteral("line 4: 0 0 9")));
        QVERIFY(remarksOf(first).contains(QStringLiteral("OpenKE")));
        QVERIFY(remarksOf(first).contains(QStringLiteral("3 keys are of no product"))); // no log is there yet
        const auto again = json(import);
        QCOMPARE(again[QStringLiteral("new")].toInt(), 0);
        QCOMPARE(again[QStringLiteral("already")].toInt(), 2);
        QVERIFY(remarksOf(again).contains(QStringLiteral("as it was")));
        QVERIFY(!remarksOf(json(import + " --pseudonyms")).contains(QStringLiteral("0 0 9")));

        write("none.txt", "\n\n");
        QCOMPARE(run("graph %f/new.aisle import %f/none.txt").status, 1);
        QVERIFY(!QFile::exists(path("new.aisle"))); // what was made for it goes with it
        QCOMPARE(run("graph %f/none.aisle info").status, 1);
    }

    void buildsShowsAndChanges()
    {
        const auto built = graph("build --goes-with");
        QVERIFY2(built.contains(QStringLiteral("relations")), qPrintable(remarksOf(built)));
        QStringList names;
        for (const auto &one : built[QStringLiteral("relations")].toArray())
            names << one[QStringLiteral("relation")].toString() + u'=' +
                         QString::number(one[QStringLiteral("triples")].toInt());
        QCOMPARE(names.join(u' '), QStringLiteral("category=4 subcategory of=1 brand=4 colour=4 word=3 goes with=0"));
        QCOMPARE(built[QStringLiteral("relations")][2][QStringLiteral("source")].toString(),
                 QStringLiteral("catalogue: brand"));
        QVERIFY(remarksOf(built).contains(QStringLiteral("learnt from all events")));
        QCOMPARE(triples(), 16);
        QCOMPARE(info()[QStringLiteral("linked_products")].toInt(), 4);
        QCOMPARE(graph("add 3 holds 1")[QStringLiteral("added")][QStringLiteral("head")].toString(),
                 QStringLiteral("product:3"));
        QVERIFY(remarksOf(graph("add 3 holds 1")).contains(QStringLiteral("added before")));
        QCOMPARE(triples(), 17);
        QCOMPARE(graph("build")[QStringLiteral("triples")].toInt(), 16); // again is the same
        QCOMPARE(triples(), 17);
        const auto gone = graph("delete product:1 brand brand:Wu");
        QVERIFY2(remarksOf(gone).contains(QStringLiteral("brings it back")), qPrintable(remarksOf(gone)));
        QCOMPARE(triples(), 16);
        graph("build");
        QCOMPARE(triples(), 17);
        const auto all = info();
        QCOMPARE(all[QStringLiteral("per_relation")].toArray().size(), all[QStringLiteral("relations")].toInt());
        const auto hand = all[QStringLiteral("sources")].toArray().first().toObject();
        QCOMPARE(hand[QStringLiteral("origin")].toString(), QStringLiteral("hand"));
        graph(("undo " + QByteArray::number(hand[QStringLiteral("source")].toInt())).constData());
        QCOMPARE(triples(), 16);
    }

    void mergesTwoNames()
    {
        graph("add 1 made-by Wu-tea");
        const auto merged = graph("merge Wu-tea brand:Wu");
        QCOMPARE(merged[QStringLiteral("triples")].toInt(), 1);
        QCOMPARE(merged[QStringLiteral("into")].toString(), QStringLiteral("brand:Wu"));
        QVERIFY(remarksOf(graph("merge Wu-tea brand:Wu")).contains(QStringLiteral("Nothing is called")));
        QVERIFY(run("graph %f/shop.aisle merge Wu-tea").status == 2);
        QVERIFY(graph("delete 1 made-by brand:Wu").contains(QStringLiteral("deleted")));
    }

    void pathsNameTheirSteps()
    {
        QCOMPARE(run("graph %f/shop.aisle build").status, 0);
        const auto answer = graph("paths --user ann --item 2 -k 3");
        const auto found = answer[QStringLiteral("paths")].toArray();
        QVERIFY2(!found.isEmpty(), qPrintable(remarksOf(answer)));
        const auto steps = found[0][QStringLiteral("steps")].toArray();
        QCOMPARE(steps.size(), 2);
        for (const auto &step : steps)
            for (const char *part : {"head", "relation", "tail"})
                QVERIFY(!step[QLatin1String(part)].toString().isEmpty());
        QCOMPARE(steps[1][QStringLiteral("head")].toString(), QStringLiteral("product:2"));
        QCOMPARE(steps[1][QStringLiteral("head_item")].toString(), QStringLiteral("2"));
        double last = 1;
        for (const auto &one : found) {
            QVERIFY(one[QStringLiteral("score")].toDouble() > 0 && one[QStringLiteral("score")].toDouble() <= last);
            if (one[QStringLiteral("steps")].toArray().size() == 2)
                last = one[QStringLiteral("score")].toDouble();
        }
        const auto shown = run("graph %f/shop.aisle paths --user ann --item 2 --pseudonyms");
        QCOMPARE(shown.status, 0);
        const auto hidden = run("--json graph %f/shop.aisle paths --user ann --item 2 --pseudonyms");
        QVERIFY(!(shown.out + hidden.out).contains("product:"));
        QVERIFY(hidden.out.contains("P-"));
    }

    void shoppersTrustShoppers()
    {
        write("trust.txt", "ann\tbob\nbob\tzoe\n");
        const auto done = graph("social %f/trust.txt");
        QCOMPARE(done[QStringLiteral("new")].toInt(), 2);
        QCOMPARE(done[QStringLiteral("graph")][QStringLiteral("linked_shoppers")].toInt(), 2);
        QVERIFY2(remarksOf(done).contains(QStringLiteral("1 key is of no shopper")), qPrintable(remarksOf(done)));
        QVERIFY(!remarksOf(graph("social %f/trust.txt --pseudonyms")).contains(QStringLiteral("zoe")));
    }

    /// A ring of products: what follows what is learnt from the project's triples, and asked of a file.
    void linksAreLearntAndJudged()
    {
        QByteArray ring;
        for (int n = 0; n < 40; ++n)
            ring += 'e' + QByteArray::number(n) + "\tnext\te" + QByteArray::number((n + 1) % 40) + '\n';
        write("ring.txt", ring);
        write("ask.txt", "e3\tnext\te4\ne7\tnext\te8\ne7\tnext\tnobody\n");
        QCOMPARE(run("graph %f/ring.aisle import %f/ring.txt").status, 0);
        const auto learnt = json("graph %f/ring.aisle links --recommender transe --set epochs=60 --set factors=64 "
                                 "--valid %f/ask.txt --test %f/ask.txt --threads 1");
        QVERIFY2(learnt.contains(QStringLiteral("MRR")), qPrintable(remarksOf(learnt)));
        QCOMPARE(learnt[QStringLiteral("entities")].toInt(), 40);
        QCOMPARE(learnt[QStringLiteral("unknown_test")].toInt(), 1);
        QVERIFY(learnt[QStringLiteral("Hits@10")].toDouble() > .3); // by chance .25 of what is known
        QVERIFY(remarksOf(learnt).contains(QStringLiteral("count as missed")));
        QVERIFY(json("graph %f/ring.aisle links --recommender rotate --estimate").contains(QStringLiteral("seconds")));
    }

    void wrongCallsSayWhat_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("imports x") << 2 << QByteArray("import, social, build");
        QTest::newRow("import /nowhere/kg.txt") << 1 << QByteArray("/nowhere/kg.txt");
        QTest::newRow("import %f/log.csv") << 1 << QByteArray("3 columns");
        QTest::newRow("import %f/trust.txt --order thr") << 2 << QByteArray("hrt");
        QTest::newRow("import %f/trust.txt --goes-with") << 2 << QByteArray("import takes");
        QTest::newRow("build --from titel") << 1 << QByteArray("title");
        QTest::newRow("build --split time") << 2 << QByteArray("--goes-with");
        QTest::newRow("build --goes-with --split tiem") << 2 << QByteArray("tiem");
        QTest::newRow("add a b") << 2 << QByteArray("HEAD RELATION TAIL");
        QTest::newRow("delete a b c") << 1 << QByteArray("\"a\"");
        QTest::newRow("undo x") << 2 << QByteArray("number");
        QTest::newRow("paths --user ann") << 2 << QByteArray("--item KEY");
        QTest::newRow("paths --user ann --item 77") << 1 << QByteArray("77");
        QTest::newRow("links") << 2 << QByteArray("--recommender transe");
        QTest::newRow("links --recommender transd") << 2 << QByteArray("transd");
        QTest::newRow("links kg.txt --recommender transe") << 2 << QByteArray("--valid and --test");
        QTest::newRow("links --recommender transe --minutes -1") << 2 << QByteArray("--minutes");
        QTest::newRow("links --recommender transe --user ann") << 2 << QByteArray("links takes");
        QTest::newRow("paths --user ann --item 1 --steps 99") << 2 << QByteArray("--steps");
    }
    void wrongCallsSayWhat()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, says);
        const auto ended = run(QByteArray("graph %f/shop.aisle ") + QTest::currentDataTag());
        QVERIFY2(ended.status == status, ended.err);
        QVERIFY2(ended.err.contains(says), ended.err);
    }
};

QTEST_GUILESS_MAIN(TestCliGraph)
#include "tst_cligraph.moc"
