// What imports by the command line take, refuse and say.
#include "tests/cli/clitest.h"

#include <QDir>
#include <QJsonArray>
#include <map>

using namespace aisle::test;

class TestCliImport : public CliTest
{
    Q_OBJECT
private Q_SLOTS:
    void importsAreKnownByTheirNumbers()
    {
        write("one.csv", "user,item,time\na,1,1600000000\nb,2,1600000001\n");
        write("goods.csv", "item,title\n1,Tea\n2,Cup\n");
        const auto project = path("numbers.aisle");
        const auto first = cli({QStringLiteral("import"), project, path("one.csv")});
        QVERIFY2(first.out.contains("Import 1: one.csv."), first.out);
        QVERIFY(cli({QStringLiteral("items"), project, path("goods.csv")}).out.contains("Import 2: goods.csv."));
        const auto again = cli({QStringLiteral("import"), project, path("one.csv")});
        QCOMPARE(again.status, 1);
        QVERIFY2(again.err.contains("--replace 1 ") && again.err.contains("--again"), again.err);
        const auto imports = cli({QStringLiteral("--json"), QStringLiteral("info"), project})
                                 .json()
                                 .value(QStringLiteral("imports"))
                                 .toArray();
        QCOMPARE(imports.size(), 2);
        const auto log = imports.at(0).toObject();
        QCOMPARE(log.value(QStringLiteral("import")).toInt(), 1);
        QCOMPARE(log.value(QStringLiteral("source")).toString(), QStringLiteral("one.csv"));
        QCOMPARE(log.value(QStringLiteral("events")).toInt(), 2);
        QCOMPARE(log.value(QStringLiteral("rejected")).toInt(), 0);
        QVERIFY(cli({QStringLiteral("info"), project}).out.contains("one.csv"));
    }

    void aFailedImportLeavesNoEmptyProject()
    {
        write("kept.csv", "user,item\na,1\n");
        const auto project = path("never.aisle");
        write("nobody.csv", "colour,size\nred,1\nblue,2\nred,3\n");
        const auto ended = cli({QStringLiteral("import"), project, path("nobody.csv"), QStringLiteral("--time-zone"),
                                QStringLiteral("Asia/Shangai")});
        QVERIFY(ended.status != 0);
        QVERIFY(!QFile::exists(project));
    }

    void everyLineOfAFileIsSaid()
    {
        write("report.csv", "* by the shop\nSales\nuser,item\na,1\n\nb,\"2\n3\"\nuser,item\nc,1\nTotal,3\n");
        const auto json =
            cli({QStringLiteral("--json"), QStringLiteral("import"), path("said.aisle"), path("report.csv"),
                 QStringLiteral("--skip-lines"), QStringLiteral("2"), QStringLiteral("--comment"), QStringLiteral("*")})
                .json();
        const std::map<QString, int> expected{{QStringLiteral("lines"), 10},     {QStringLiteral("headers"), 2},
                                              {QStringLiteral("blank"), 1},      {QStringLiteral("comments"), 0},
                                              {QStringLiteral("skipped"), 2},    {QStringLiteral("continuations"), 1},
                                              {QStringLiteral("data_lines"), 4}, {QStringLiteral("rows"), 4},
                                              {QStringLiteral("events"), 3},     {QStringLiteral("rejected"), 1}};
        for (const auto &[name, number] : expected)
            QVERIFY2(json.value(name).toInt(-1) == number, qPrintable(name));
        for (const char *option : {"--skip-lines", "--comment"})
            QCOMPARE(cli({QStringLiteral("import"), path("said.aisle"), path("report.csv"), QString::fromLatin1(option),
                          QString()})
                         .status,
                     2);
    }

    void aJoinThatFindsNothingCostsARowOnlyWhereItIsNeeded()
    {
        write("visits.csv", "user,item,time\na,1,1600000000\nb,2,1600000001\nc,1,1600000002\n");
        write("people.csv", "user,age\na,30\nb,41\n");
        const auto json =
            cli({QStringLiteral("--json"), QStringLiteral("import"), path("joined.aisle"), path("visits.csv"),
                 QStringLiteral("--join"), path("people.csv"), QStringLiteral("--on"), QStringLiteral("user")})
                .json();
        QCOMPARE(json.value(QStringLiteral("events")).toInt(), 3);
        QCOMPARE(json.value(QStringLiteral("rejected")).toInt(), 0);
    }

    void filesNamedAsASplitAreOne()
    {
        const QByteArray rows("user,item,time\na,1,1600000000\nb,2,1600000001\n");
        write("u1.base", rows + "c,1,1600000002\n");
        write("u1.test", rows);
        const auto project = path("fixed.aisle");
        const auto json =
            cli({QStringLiteral("--json"), QStringLiteral("import"), project, path("u1.base"), path("u1.test")}).json();
        QCOMPARE(json.value(QStringLiteral("events")).toInt(), 5);
        QCOMPARE(json.value(QStringLiteral("remarks")).toArray().first().toString(),
                 QStringLiteral("The files' names say how the log is split: training u1.base; test u1.test."));
        const auto parts = cli({QStringLiteral("--json"), QStringLiteral("info"), project})
                               .json()
                               .value(QStringLiteral("parts"))
                               .toObject();
        QCOMPARE(parts.value(QStringLiteral("train")).toInt(), 3);
        QCOMPARE(parts.value(QStringLiteral("test")).toInt(), 2);
    }

    void aFolderIsPlannedAsAWhole()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("shop/images")));
        QByteArray ratings("userId,movieId,rating,timestamp\n"), tags("userId,movieId,tag,timestamp\n");
        for (int i = 0; i < 60; ++i) {
            const auto keys = QByteArray::number(i % 9) + ',' + QByteArray::number(i % 13) + ',';
            const auto time = ',' + QByteArray::number(1260759144 + i * 1000) + '\n';
            ratings += keys + QByteArray::number(1 + i % 5) + time;
            tags += keys + "word" + time;
        }
        write("shop/broken.zip", "no archive");
        write("shop/images/1.png", "\x89PNG");
        write("shop/movies.csv", "movieId,title,image\n1,Heat,images/1.png\n2,Tea,images/2.png\n");
        write("shop/ratings.csv", ratings);
        write("shop/tags.csv", tags);
        const auto ended = cli({QStringLiteral("--json"), QStringLiteral("import"), path("shop.aisle"), path("shop")});
        QVERIFY2(ended.status == 0, ended.err);
        const auto json = ended.json();
        QCOMPARE(json.value(QStringLiteral("kinds")).toObject(), (QJsonObject{{QStringLiteral("rating"), 60}}));
        QCOMPARE(json.value(QStringLiteral("imports")).toArray().size(), 2);
        QCOMPARE(json.value(QStringLiteral("recognised")).toObject().value(QStringLiteral("part")).toString(),
                 QStringLiteral("log"));
        const auto remarks = QJsonDocument(json.value(QStringLiteral("remarks")).toArray()).toJson();
        QVERIFY2(remarks.contains("tags.csv is left out"), remarks);
        QVERIFY2(remarks.contains("1 of 2 pictures was not found"), remarks);
        QVERIFY2(ended.err.contains("broken.zip was left out") && ended.err.contains("1 picture in images is no data"),
                 ended.err);
        // asked for by its name it does come in
        const auto asked =
            cli({QStringLiteral("--json"), QStringLiteral("import"), path("shop.aisle"), path("shop/tags.csv")}).json();
        QCOMPARE(asked.value(QStringLiteral("kinds")).toObject(), (QJsonObject{{QStringLiteral("tag"), 60}}));
        QCOMPARE(cli({QStringLiteral("import"), path("never.aisle"), path("shop/broken.zip")}).status, 1);
    }

    void takenBackChoicesAreLikeAnImport()
    {
        write("who.csv", "who,what,how\na,1,look\nb,2,look\n");
        const auto project = path("like.aisle");
        const QStringList import{QStringLiteral("--json"), QStringLiteral("import"), project, path("who.csv")};
        const auto first = cli(import + words("--user who --item what --kind how --kind-map look=cart"));
        QVERIFY2(first.status == 0, first.err);
        QCOMPARE(cli({QStringLiteral("import"), project, QStringLiteral("--undo"), QStringLiteral("1")}).status, 0);
        const auto again = cli(import + words("--like last"));
        QVERIFY2(again.status == 0, again.err);
        const auto meanings = cli({QStringLiteral("--json"), QStringLiteral("info"), project})
                                  .json()
                                  .value(QStringLiteral("meanings"))
                                  .toObject();
        QCOMPARE(meanings.value(QStringLiteral("look")).toString(), QStringLiteral("cart"));
    }

    void aFileWithoutARowIsASentence()
    {
        write("nuls.csv", QByteArray("\0 \0 \0\0", 6));
        for (const auto *command : {"import", "items"}) {
            const auto ended = cli({QString::fromLatin1(command), path("nothing.aisle"), path("nuls.csv")});
            QCOMPARE(ended.status, 1);
            QVERIFY2(ended.err.contains("There is nothing in nuls.csv that can be read"), ended.err);
        }
        QVERIFY(!QFile::exists(path("nothing.aisle")));
    }

    void adviceNamesAColumnThatCanBeOne()
    {
        write("rows.csv", "product,qty,when\na,1,2026-01-01\nb,2,2026-01-02\nc,1,2026-01-03\na,1,2026-01-05\n");
        const auto none = cli({QStringLiteral("import"), path("advice.aisle"), path("rows.csv")});
        QCOMPARE(none.status, 1);
        QVERIFY2(none.err.contains("says nothing of shoppers") && none.err.contains("--join FILE --on COLUMN"),
                 none.err);
        QVERIFY2(!none.err.contains("--user COLUMN"), none.err);
        QByteArray rows("product,qty,price,when,till,pupil name\n");
        for (int i = 0; i < 120; ++i)
            rows += "p" + QByteArray::number(i % 7) + ",1,3.5,2026-01-01,4,Ann Example " + QByteArray::number(i % 19) +
                    '\n';
        write("rows.csv", rows);
        const auto some = cli({QStringLiteral("import"), path("advice.aisle"), path("rows.csv")});
        QCOMPARE(some.status, 1);
        QVERIFY2(some.err.contains("--user COLUMN. It may be one of these: pupil name."), some.err);
    }

    void listsOfUnknownKeysAreSaid()
    {
        QByteArray log("user_id,sku_id,time\n"), products("sku_id,title\n");
        for (int i = 10; i < 50; ++i) {
            log += "u" + QByteArray::number(i % 9) + ",1540" + QByteArray::number(i) + ",2026-03-01\n";
            products += "1540" + QByteArray::number(i) + ".0,Thing " + QByteArray::number(i) + '\n';
        }
        write("keys.csv", log);
        write("key-products.csv", products);
        const auto project = path("keys.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("keys.csv")}).status, 0);
        const auto ended = cli({QStringLiteral("--json"), QStringLiteral("items"), project, path("key-products.csv")});
        const auto remarks = ended.json().value(QStringLiteral("remarks")).toArray();
        QCOMPARE(remarks.size(), 1);
        QVERIFY2(remarks.first().toString().contains(QStringLiteral("it has 154010.0 where the project has 154010. "
                                                                    "Written without .0 at the end, 40 would meet")),
                 qPrintable(remarks.first().toString()));
    }

    /// A second log may bring other shoppers, but not the same ones written otherwise without a word.
    void aLogsOwnKeysAreHeldAgainstTheProject()
    {
        QByteArray first = "user,item\n", floats = first, others = first;
        for (int n = 0; n < 40; ++n) {
            const auto number = QByteArray::number(n + 1);
            first += number + ",p" + QByteArray::number(n % 5) + "\n";
            floats += number + ".0,p" + QByteArray::number(n % 5) + "\n";
            others += "w" + number + ",p" + QByteArray::number(n % 5) + "\n";
        }
        write("plain.csv", first);
        write("floats.csv", floats);
        write("others.csv", others);
        const auto project = path("two.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("plain.csv")}).status, 0);
        const auto said = cli({QStringLiteral("import"), project, path("others.csv")});
        QVERIFY2(!said.err.contains("known"), said.err);
        const auto ended = cli({QStringLiteral("import"), project, path("floats.csv")});
        QVERIFY2(ended.err.contains("0 of its 40 keys of shoppers are known, it has 1.0 where the project has 1."),
                 ended.err);
    }

    void formatsOfTimesAreAsCalled()
    {
        write("days.csv", "user,item,n,clock\nu1,a,0,0930\nu1,b,7,1631\nu2,a,8,1200\nu2,b,9,1201\n");
        const auto project = path("days.aisle");
        const auto ended = cli({QStringLiteral("--json"), QStringLiteral("import"), project, path("days.csv"),
                                QStringLiteral("--time"), QStringLiteral("n"), QStringLiteral("--time-of-day"),
                                QStringLiteral("clock"), QStringLiteral("--time-format"), QStringLiteral("days")});
        QVERIFY2(ended.status == 0, ended.err);
        QVERIFY2(ended.out.contains("The dates are invented"), ended.out);
        const auto info = cli({QStringLiteral("--json"), QStringLiteral("info"), project}).json();
        QCOMPARE(info.value(QStringLiteral("first")).toString(), QStringLiteral("2000-01-01T09:30:00Z"));
        QCOMPARE(info.value(QStringLiteral("last")).toString(), QStringLiteral("2000-01-10T12:01:00Z"));
    }
};

QTEST_GUILESS_MAIN(TestCliImport)
#include "tst_cliimport.moc"
