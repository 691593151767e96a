#include "core/common/error.h"
#include "core/evaluate/externallists.h"
#include "tests/support/notingcontext.h"

#include <QStringList>
#include <QTest>
#include <cmath>

using namespace aisle;
using namespace aisle::test;

namespace {

/// Records of a text with commas and newlines.
RecordSource records(const char *text)
{
    const auto next = [lines = QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts),
                       line = 0](std::vector<std::string> &fields) mutable -> std::int64_t {
        if (line == lines.size())
            return 0;
        fields.clear();
        for (const auto &field : lines[line++].split(QLatin1Char(',')))
            fields.push_back(field.toStdString());
        return line;
    };
    return {QStringLiteral("file.csv"), next};
}

/// Of a file with the lists of one program.
ListsEvaluation evaluateLists(const ListsRequest &request, JobContext &job)
{
    auto results = evaluateListsOfRuns(request, job);
    if (results.size() != 1)
        qFatal("the lists of %zu runs", results.size());
    return std::move(results.front());
}

ListsEvaluation judge(const char *truth, const char *lists, const char *catalogue = nullptr,
                      const char *train = nullptr)
{
    SilentContext job;
    ListsRequest request{records(truth), records(lists)};
    if (catalogue)
        request.catalogue = records(catalogue);
    if (train)
        request.train = records(train);
    return evaluateLists(request, job);
}

/// Of the error, with its sentence.
std::pair<std::string, QString> failureOf(const char *truth, const char *lists)
{
    try {
        judge(truth, lists);
    } catch (const Error &error) {
        return {error.code(), error.message()};
    }
    return {"accepted", {}};
}

std::string codeOf(const char *truth, const char *lists)
{
    return failureOf(truth, lists).first;
}

} // namespace

class TestExternalLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFormGivesTheSame_data()
    {
        QTest::addColumn<QByteArray>("lists");
        QTest::newRow("in order") << QByteArray("u,x\nu,a\nu,y\nu,z\nu,b\n");
        QTest::newRow("header") << QByteArray("user,item\nu,x\nu,a\nu,y\nu,z\nu,b\n");
        QTest::newRow("rank") << QByteArray("user,rank,item\nu,5,b\nu,2,a\nu,1,x\nu,3,y\nu,4,z\n");
        QTest::newRow("score") << QByteArray("user_id,item_id,score\nu,b,-1\nu,x,9.5\nu,a,9e-1\nu,z,0\nu,y,.5\n");
        QTest::newRow("columns in any order")
            << QByteArray("Score,Item,User\n-1,b,u\n9.5,x,u\n9e-1,a,u\n0,z,u\n.5,y,u\n");
        QTest::newRow("rank without header") << QByteArray("u,1,x\nu,2,a\nu,3,y\nu,4,z\nu,5,b\n");
        QTest::newRow("score without header") << QByteArray("u,x,5\nu,a,4\nu,y,3\nu,z,2\nu,b,1\n");
        QTest::newRow("typed names") << QByteArray("user_id:token,item_id:token,score:float\nu,b,1\nu,x,9\nu,a,8\n"
                                                   "u,z,2\nu,y,3\n");
        QTest::newRow("films") << QByteArray("user_id,movie_id,score,rank\nu,x,5,1\nu,a,4,2\nu,y,3,3\nu,z,2,4\n"
                                             "u,b,1,5\n");
        QTest::newRow("a list a line") << QByteArray("user,item_1,item_2,item_3,item_4,item_5\nu,x,a,y,z,b\n");
        QTest::newRow("TREC") << QByteArray("u,Q0,x,1,5,tag\nu,Q0,a,2,4,tag\nu,Q0,y,3,3,tag\nu,Q0,z,4,2,tag\n"
                                            "u,Q0,b,5,1,tag\n");
        QTest::newRow("TREC between blanks")
            << QByteArray("u Q0 x 1 5 tag\nu Q0 a 2 4 tag\nu Q0 y 3 3 tag\nu Q0 z 4 2 tag\nu Q0  b\t5 1 tag\n");
        QTest::newRow("rank and score") << QByteArray("u,1,x,.5\nu,2,a,.4\nu,3,y,.3\nu,4,z,.2\nu,5,b,.1\n");
    }
    void everyFormGivesTheSame()
    {
        QFETCH(QByteArray, lists);
        const auto result = judge("user,item\nu,a\nu,b\nu,c\n", lists.constData());
        QCOMPARE(result.evaluated, std::size_t(1));
        const auto near = [&](const char *name, double value) {
            QVERIFY2(std::abs(result.metrics.at(name) - value) < 1e-4, name);
        };
        near("Precision@10", .2);
        near("Recall@10", .6667);
        near("MRR@10", .5);
        near("MAP@10", .3);
        near("NDCG@10", .4776);
    }
    void keysThatNeverMeetAreRefused()
    {
        const auto [code, sentence] = failureOf("200001,a\n200002,b\n", "200001.0,a\n200002.0,b\n");
        QCOMPARE(code, std::string("lists.no-common-key"));
        QVERIFY2(
            sentence.contains(QStringLiteral("the one has 200001.0, the other 200001. Written without .0 at the end, "
                                             "2 would meet")),
            qPrintable(sentence));
        const auto items = failureOf("u,154001\nv,154002\n", "u,154001.0\nv,154002.0\n");
        QVERIFY2(items.second.startsWith(QStringLiteral("No item of")), qPrintable(items.second));
        QVERIFY(failureOf("u,a\n", "w,a\n").second.contains(QStringLiteral("Do the files belong together?")));
        QCOMPARE(codeOf("u,a\nv,b\n", "u,b\nw,a\n"), std::string("accepted")); // no hit, but the same products
    }
    void usersWithoutListOrTruth()
    {
        const auto result = judge("u,a\nv,b\n", "u,a\nw,a\nw,b\n");
        QCOMPARE(result.evaluated, std::size_t(2));
        QCOMPARE(result.withoutList, std::size_t(1));
        QCOMPARE(result.metrics.at("HitRate@10"), .5);
        QCOMPARE(result.skipped, std::size_t(1));
        QCOMPARE(result.skippedWhy.at("no-truth"), std::size_t(1));
        QCOMPARE(result.users, (std::vector<std::string>{"u", "v"}));
        QCOMPARE(result.perUser.at("HitRate@5"), (std::vector<float>{1, 0}));
    }
    void firstPlaceOfADuplicateCounts()
    {
        NotingContext job;
        const auto result = evaluateLists({records("u,a\n"), records("u,a\nu,a\nu,b\nu,a\n")}, job);
        QCOMPARE(result.duplicates, std::size_t(2));
        QCOMPARE(result.metrics.at("Precision@5"), .2);
        QCOMPARE(job.notes.size(), 1);
    }
    void catalogueAndTrainBringTheirMetrics()
    {
        const auto bare = judge("u,a\n", "u,a\nu,b\n");
        QVERIFY(!bare.metrics.contains("Coverage@5") && !bare.metrics.contains("Novelty@5"));
        const auto full =
            judge("u,a\n", "u,a\nu,b\n", "item,category\na,red\nb,blue\nc,red\nd,red\n", "v,a\nw,a\nw,d\n");
        QCOMPARE(full.metrics.at("Coverage@5"), .5);
        QCOMPARE(full.metrics.at("TrainCoverage@5"), .5);
        QCOMPARE(full.metrics.at("AveragePopularity@5"), 1.0);
        QCOMPARE(full.metrics.at("IntraListDiversity@5"), 1.0);
    }
    void columnsThatAreNamed()
    {
        ListsRequest request{records("wer,was,punkte\nu,a,2\nu,b,5\nv,a,1\n"),
                             records("wer,was,punkte\nu,a,1\nu,b,9\nv,a,3\n")};
        request.columns = {
            .user = "wer", .item = "was", .rank = {}, .score = "punkte", .run = {}, .relevance = "punkte"};
        request.minRelevance = 2.5;
        SilentContext job;
        const auto result = evaluateLists(request, job);
        QCOMPARE(result.evaluated, std::size_t(1)); // of v nothing is wanted enough
        QCOMPARE(result.skippedWhy.at("nothing-relevant"), std::size_t(1));
        QCOMPARE(result.metrics.at("MRR@5"), 1.0);
        QCOMPARE(result.metrics.at("Recall@5"), 1.0);
        ListsRequest numbered{records("u,a\n"), records("1,b,u,x\n2,a,u,y\n")};
        numbered.columns = {.user = "3", .item = "2", .rank = "1", .score = {}, .run = {}, .relevance = {}};
        QCOMPARE(evaluateLists(numbered, job).metrics.at("MRR@5"), .5);
        ListsRequest wrong{records("user,item\nu,a\n"), records("user,item\nu,a\n")};
        wrong.columns.item = "movie";
        QVERIFY_EXCEPTION_THROWN(evaluateLists(wrong, job), Error);
    }
    void otherToolsDefinitionsStandApart()
    {
        ListsRequest request{records("u,a\nu,b\nu,c\nv,d\n"),
                             records("u,x\nu,a\nu,y\nu,z\nu,b\nu,w\nu,t\nu,s\nu,r\nu,q\n")};
        request.dialects = {&dialectNamed("rectools"), &dialectNamed("microsoft")};
        SilentContext job;
        const auto result = evaluateLists(request, job);
        QCOMPARE(result.dialects.size(), std::size_t(2));
        QVERIFY(std::abs(result.dialects.at("rectools").at("NDCG@10") - .22401 / 2) < 1e-5); // v has no list
        QCOMPARE(result.dialects.at("microsoft").at("Precision@10"), .2);
        QCOMPARE(result.metrics.at("Precision@10"), .1);
        QVERIFY(judge("u,a\n", "u,a\n").dialects.empty());
    }
    void valuesOfTheTruthAreNotPassedOver()
    {
        const auto ignored = judge("user,item,rating\nu,a,0\nu,b,5\n", "u,a\nu,b\n");
        QCOMPARE(ignored.remarks.size(), 1);
        QVERIFY2(ignored.remarks[0].contains(
                     QStringLiteral("The column rating of file.csv is not used: all 2 rows count as wanted, also those "
                                    "with rating 0")),
                 qPrintable(ignored.remarks[0]));
        QVERIFY(judge("user,item,rating\nu,a,1\nu,b,1\n", "u,a\nu,b\n").remarks.isEmpty());
        const auto judged = judge("u,0,a,1\nu,0,b,0\n", "u,b\nu,a\n"); // TREC: 0 is not relevant
        QCOMPARE(judged.metrics.at("MRR@5"), .5);
        QCOMPARE(judged.remarks.size(), 1);
    }
    void strangersAreCounted()
    {
        const auto result = judge("ann,a\nbob,b\ncyd,c\n", "ann,1,x\nann,2,a\nbob,1,y\nbob,2,b\ncyd,1,z\ncyd,2,w\n",
                                  "item,category\na,red\nb,blue\nc,red\n", "ann,b\nbob,c\ncyd,a\ncyd,b\n");
        QCOMPARE(result.itemsNotInCatalogue, std::optional<std::size_t>(4));
        QCOMPARE(result.itemsNotInTruth, std::size_t(4));
        QCOMPARE(result.metrics.at("Coverage@5"), 2.0 / 3);
        QCOMPARE(result.metrics.at("TrainCoverage@5"), 2.0 / 3);
        QVERIFY(result.remarks[0].contains(QStringLiteral("not in the catalogue: 4")));
        QCOMPARE(judge("u,a\n", "u,a\nw,q\n").itemsNotInTruth, std::size_t(1));
    }
    void twoListsOfOneUserAreRefused()
    {
        const auto [code, sentence] = failureOf("u,a\n", "user,rank,item\nu,1,a\nu,2,b\nu,1,c\n");
        QCOMPARE(code, std::string("lists.two-lists"));
        QVERIFY2(sentence.contains(QStringLiteral("two lists of user u, as lines 2 and 4 say")), qPrintable(sentence));
        QCOMPARE(codeOf("u,a\n", "user,item,score\nu,a,3\nu,b,2\nu,a,1\n"), std::string("lists.two-lists"));
        QCOMPARE(codeOf("u,a\nv,a\n", "u,a\nu,b\nv,a\nu,b\nu,a\n"), std::string("lists.two-lists"));
        QVERIFY(failureOf("u,a\n", "user,rank,item,seed\nu,1,a,7\nu,1,b,8\n").second.contains(QStringLiteral("seed")));
        ListsRequest request{records("u,a\n"), records("user,rank,item,seed\nu,1,a,7\nu,1,b,8\nu,2,a,8\n")};
        request.columns.run = "seed";
        SilentContext job;
        const auto runs = evaluateListsOfRuns(request, job);
        QCOMPARE(runs.size(), std::size_t(2));
        QCOMPARE(runs[0].run, std::string("7"));
        QCOMPARE(runs[0].metrics.at("MRR@5"), 1.0);
        QCOMPARE(runs[1].metrics.at("MRR@5"), .5);
    }
    void unknownKeysAreKeptAsTexts()
    {
        QCOMPARE(judge("用户,商品\n", "用户,商品\n").metrics.at("HitRate@5"), 1.0);
        QCOMPARE(judge("01,7\n2,7\n", "1,7\n2,7\n").skipped, std::size_t(1)); // keys are not numbers
    }
    void badFilesAreNamed()
    {
        QCOMPARE(codeOf("", "u,a\n"), std::string("lists.no-truth"));
        QCOMPARE(codeOf("user,thing\nu,a\n", "u,a\n"), std::string("lists.no-column"));
        QCOMPARE(codeOf("u,a\nu\n", "u,a\n"), std::string("lists.short-row"));
        QCOMPARE(codeOf("u,a\n", "user,rank,item\nu,first,a\n"), std::string("lists.bad-number"));
        QCOMPARE(codeOf("u,a\n", "u,a,high\n"), std::string("lists.bad-number"));
        for (const char *rank : {"nan", "-3", "0", "1.5", "inf"})
            QCOMPARE(codeOf("u,a\n", (std::string("user,rank,item\nu,") + rank + ",a\n").c_str()),
                     std::string("lists.bad-rank"));
        for (const char *score : {"nan", "inf", "-inf"})
            for (const char *lists : {"user,item,score\nu,b,1\nu,a,", "u,b,1\nu,a,"})
                QCOMPARE(codeOf("u,a\n", (lists + std::string(score) + "\n").c_str()), std::string("lists.bad-score"));
        QCOMPARE(codeOf("u,a\n", ""), std::string("lists.no-lists"));
        QCOMPARE(codeOf("u,a\n", "user,rank,item,score\nu,1,a,nan\n"), std::string("lists.bad-score"));
        QCOMPARE(codeOf("u,a\n", "u,1,a,.5,x,y,z\n"), std::string("lists.no-column"));
        QCOMPARE(failureOf("u,a\n", "user,rank,item\nu,1,a\nu,first,b\n").second,
                 QStringLiteral("In line 3 of file.csv the rank is no number: first."));
    }
    void aHeaderThatNamesNothingIsNoShopper()
    {
        QCOMPARE(codeOf("foo,bar\n1,2\n", "1,2\n"), std::string("lists.no-column"));
        QCOMPARE(codeOf("1,2\n", "foo,bar\n1,2\n"), std::string("lists.no-column"));
        QCOMPARE(codeOf("ann,tea\n", "who,what,points\nann,tea,0.5\nbob,tea,0.1\n"), std::string("lists.no-column"));
        QVERIFY(failureOf("foo,bar\n1,2\n", "1,2\n")
                    .second.startsWith(QStringLiteral("file.csv names no user and item column")));
        // without a header: numbers, words, and words among numbers
        QCOMPARE(judge("1,2\n3,4\n", "1,2\n3,4\n").metrics.at("HitRate@5"), 1.0);
        QCOMPARE(judge("ann,tea\nbob,7\ncyd,cup\n", "ann,tea\nbob,7\ncyd,cup\n").evaluated, std::size_t(3));
        QCOMPARE(judge("17850,POST\n17851,22386\n", "17850,POST\n17851,22386\n").evaluated, std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestExternalLists)
#include "tst_externallists.moc"
