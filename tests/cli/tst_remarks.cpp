// What a command says besides its answer, what sets runs apart, and judging a kept run by another split.
#include "tests/cli/clitest.h"

#include <QJsonArray>

using namespace aisle::test;

namespace {

QString text(const char *word)
{
    return QString::fromLatin1(word);
}

} // namespace

class TestRemarks : public CliTest
{
    Q_OBJECT
private Q_SLOTS:
    /// Forty shoppers with views and purchases; 30 are judged, and four of them come when the test part has begun.
    void initTestCase()
    {
        constexpr int kOld = 36, kDays = 10, kDay = 86400, kStart = 1600000000;
        QByteArray log = "user,item,kind,time\n";
        for (int u = 0; u < 40; ++u) {
            for (int e = 0; e < (u < kOld ? kDays : 3); ++e) {
                const int at = u < kOld ? e * kDay + u * 60 : (kDays - 1) * kDay + 1500 + e * 100 + u;
                log += text("u%1,p%2,%3,%4\n")
                           .arg(QString::number(u), QString::number((u + e * 3) % 17),
                                e % 2 ? text("purchase") : text("view"), QString::number(kStart + at))
                           .toUtf8();
            }
        }
        write("log.csv", log);
        write("goods.csv", "item,title\np0,Cup\np1,Pot\np99,Never seen\n");
        QCOMPARE(run("--quiet import %f/shop.aisle %f/log.csv").status, 0);
        QCOMPARE(run("--quiet items %f/shop.aisle %f/goods.csv").status, 0);
        for (const auto *more : {"item-knn", "item-knn --set neighbours=7 --kind-weight purchase=9",
                                 "item-knn --targets each-next --candidates catalogue"}) {
            const auto trained =
                json((QByteArray("train %f/shop.aisle --split time:0.8,0.1,0.1 --recommender ") + more).constData());
            QVERIFY2(!trained.contains(text("failed")), qPrintable(remarksOf(trained)));
        }
    }

    /// For people on standard error, whatever is quiet; for programs in the answer.
    void remarksReachWhoeverReads()
    {
        const auto *train = "train %f/shop.aisle --split time:0.8,0.1,0.1 --recommender popularity";
        const auto remark = QByteArray("shoppers have something relevant to find");
        const auto quiet = run((QByteArray("--quiet ") + train).constData());
        QVERIFY2(quiet.err.contains(remark) && !quiet.out.contains(remark), quiet.err);
        const auto both = run((QByteArray("--json --quiet ") + train).constData());
        QVERIFY2(both.err.isEmpty() && both.out.contains(remark), both.err);
        QVERIFY2(!both.out.contains("of whom nothing is known"), both.out); // it is all popular
    }

    void listsOfNewShoppersAreSaidToBePopular()
    {
        for (const auto *line : {"train %f/shop.aisle --split time:0.8,0.1,0.1 --recommender ease",
                                 "evaluate %f/shop.aisle --run 1 --mask none"}) {
            const auto said = remarksOf(json(line));
            QVERIFY2(said.contains(text("4 of 30 lists are for shoppers of whom nothing is known that this "
                                        "recommender can use: they show the most popular products.")),
                     qPrintable(said));
        }
        const auto one = remarksOf(json("recommend %f/shop.aisle --run 1 --user u39 --input evaluated"));
        QVERIFY2(one.contains(text("u39: Nothing that this recommender can use is known of this shopper")),
                 qPrintable(one));
        const auto all =
            remarksOf(json("recommend %f/shop.aisle --run 1 --input evaluated --all-users --out %f/lists.csv"));
        QVERIFY2(all.contains(text("lists are for shoppers of whom nothing is known")), qPrintable(all));
    }

    void anotherSplitOfTheSameTraining()
    {
        const auto again = json("evaluate %f/shop.aisle --run 1 --split time:0.8,0.2");
        const auto protocol = again[text("protocol")];
        QVERIFY2(protocol[text("split")].toString().startsWith(text("time:0.8,0,0.2")) ||
                     protocol[text("split")].toString() == text("time:0.8,0.2"),
                 qPrintable(protocol[text("split")].toString() + remarksOf(again)));
        const auto first = json("runs %f/shop.aisle")[text("runs")][0];
        QCOMPARE(protocol[text("data_hash")], first[text("protocol")][text("data_hash")]);
        QVERIFY(protocol[text("judged_hash")] != first[text("protocol")][text("judged_hash")]);
        QVERIFY(again[text("validation")].toObject().isEmpty() && !again[text("test")].toObject().isEmpty());
        QCOMPARE(again[text("shape")][text("test")].toInt(),
                 first[text("shape")][text("valid")].toInt() + first[text("shape")][text("test")].toInt());
        const auto other = run("--json evaluate %f/shop.aisle --run 1 --split time:0.6,0.2,0.2");
        QCOMPARE(other.status, 1);
        QCOMPARE(other.json()[text("error")][text("code")].toString(), text("evaluate.other-split"));
    }

    void whatSetsRunsApartIsListed()
    {
        const auto listed = run("runs %f/shop.aisle").out;
        for (const auto *part : {"neighbours=7", "purchase 9", "each next event", "the whole catalogue"})
            QVERIFY2(listed.contains(part), listed);
        const auto differing = json("compare %f/shop.aisle --runs 1,2")[text("differing")].toObject();
        QVERIFY(differing.contains(text("protocol.kind_weights")) && differing.contains(text("neighbours")));
        QVERIFY(!differing.contains(text("protocol.filters")));
    }

    void theCatalogueIsCounted()
    {
        const QJsonValue catalogue = json("info %f/shop.aisle")[text("catalogue")];
        QCOMPARE(catalogue[text("with_events")].toInt(), 17);
        QCOMPARE(catalogue[text("without_events")].toInt(), 1);
    }

    void aColumnMaySayTheParts()
    {
        QByteArray log = "user,item,fold,half\n";
        for (int e = 0; e < 60; ++e)
            log += "u" + QByteArray::number(e % 7) + ",p" + QByteArray::number(e % 11) +
                   (e % 3 == 0 ? ",test" : ",train") + (e % 2 ? ",TEST_1\n" : ",Training\n");
        write("parts.csv", log);
        const auto known = json("import %f/parts.aisle %f/parts.csv");
        QCOMPARE(known[text("recognised")][text("columns")][text("part")].toString(), text("fold"));
        const auto quiet = run("--quiet import %f/parts.aisle %f/parts.csv --again");
        const QByteArray remark("fold says to which part of a split a row belongs");
        QVERIFY2(quiet.err.contains(remark) && !quiet.out.contains(remark), quiet.err);
        QCOMPARE(run("import %f/parts.aisle --undo 2").status, 0);
        const QJsonValue parts = json("info %f/parts.aisle")[text("parts")];
        QCOMPARE(parts[text("test")].toInt(), 20);
        QCOMPARE(parts[text("train")].toInt(), 40);
        const auto told = json("import %f/halves.aisle %f/parts.csv --part-column 4");
        QCOMPARE(told[text("recognised")][text("columns")][text("part")].toString(), text("half"));
        QCOMPARE(json("info %f/halves.aisle")[text("parts")][text("test")].toInt(), 30);
        QCOMPARE(run("import %f/halves.aisle %f/parts.csv --again --part-column quarter").status, 1);
    }
};

QTEST_GUILESS_MAIN(TestRemarks)
#include "tst_remarks.moc"
