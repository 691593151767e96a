#include "core/evaluate/queries/queryjudge.h"
#include "core/jobs/jobcontext.h"
#include "core/search/queries/judgementfile.h"
#include "core/storage/project.h"
#include "core/storage/sqlite/statements.h"
#include "tests/support/errorof.h"
#include "tests/support/writtenfile.h"

#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>

using namespace aisle;
using aisle::test::errorOf;

/// Judgements read and kept, figures of lists against them.
class QueriesTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    SilentContext m_job;

    QString written(const char *name, const QByteArray &bytes)
    {
        return test::writtenFile(m_dir, QString::fromLatin1(name), bytes);
    }
    static double figure(const char *name, const JudgedQuery &query, const std::vector<std::int64_t> &list)
    {
        for (const auto &metric : queryMetrics())
            if (std::string(metric.name) == name)
                return metric.of(query, list, metric.k);
        return -1;
    }

private Q_SLOTS:
    void figuresByHand();
    void tablesAreRead();
    void trecIsRead();
    void judgementsAreKept();
    void rankersAreJudged();
};

void QueriesTest::figuresByHand()
{
    // Grades 3, 2 and 0 of what the project has, 1 of what it does not; the list: unjudged, 2, 0, 3.
    const JudgedQuery query{.text = "cup", .grades = {{1, 3}, {2, 2}, {3, 0}}, .missing = {1}, .highest = 3};
    const std::vector<std::int64_t> list{9, 2, 3, 1};
    const auto at = [](int place) { return 1 / std::log2(1.0 + place); };
    const auto ideal = 7 * at(1) + 3 * at(2) + 1 * at(3);
    QCOMPARE(figure("NDCG@10", query, list), (3 * at(2) + 7 * at(4)) / ideal);
    QCOMPARE(figure("MRR@10", query, list), .5);
    QCOMPARE(figure("MAP@100", query, list), (1.0 / 2 + 2.0 / 4) / 3);
    QCOMPARE(figure("Recall@100", query, list), 2.0 / 3);
    QCOMPARE(figure("P@10", query, list), .2);
    QCOMPARE(figure("ERR@10", query, list), 3.0 / 8 / 2 + (1 - 3.0 / 8) * 7 / 8 / 4);
    QCOMPARE(figure("judged@10", query, list), .3);
    QCOMPARE(figure("NDCG@10", query, {1, 2}), (7 * at(1) + 3 * at(2)) / ideal);
    for (const auto &metric : queryMetrics())
        QCOMPARE(metric.of(query, {}, metric.k), 0);
    const JudgedQuery large{.text = "cup", .grades = {{1, 4000}, {2, 1}}, .missing = {}, .highest = 4000};
    for (const auto &metric : queryMetrics()) // 2^4000 is no number
        QVERIFY(std::isfinite(metric.of(large, list, metric.k)));
    QCOMPARE(figure("NDCG@10", large, {1, 2}), 1.0);
}

void QueriesTest::tablesAreRead()
{
    const auto file = written("rated.csv", "query,docid,rating,who\n"
                                           "red cup,a,3,ann\n"
                                           "red  cup,b,0,ann\n"
                                           "red cup,a,2,bob\n"
                                           "red cup,,2,bob\n"
                                           "red cup,c,good,bob\n"
                                           "blue plate,d,-1,bob\n");
    const JudgementColumns columns{.query = QStringLiteral("query"),
                                   .item = QStringLiteral("docid"),
                                   .grade = QStringLiteral("rating"),
                                   .rater = QStringLiteral("who")};
    const auto read = readJudgements(file, columns, {}, m_job);
    QCOMPARE(read.judgements.size(), std::size_t(4));
    QCOMPARE(read.judgements[1].query, std::string("red cup")); // spaces say nothing
    QCOMPARE(read.judgements[2].rater, std::string("bob"));
    QCOMPARE(read.judgements[3].grade, 0.0);
    QCOMPARE(read.negative, 1);
    QCOMPARE(read.rejected, 2);
    QVERIFY(read.firstRejected.startsWith(QStringLiteral("line 5")));
    auto wrong = columns;
    wrong.grade = QStringLiteral("grade");
    QCOMPARE(errorOf([&] { readJudgements(file, wrong, {}, m_job); }), "import.no-column");
    QVERIFY(!looksLikeTrec(file));
}

void QueriesTest::trecIsRead()
{
    const auto file = written("qrels.txt", "1 0 a 3\n1 0 b 0\n\n2 0 c 1\nnonsense\n");
    QVERIFY(looksLikeTrec(written("sound.txt", "1 0 a 3\n1\t0\tb\t0\n")));
    const auto read = readTrecJudgements(file, {}, m_job);
    QCOMPARE(read.judgements.size(), std::size_t(3));
    QCOMPARE(read.judgements[2].query, std::string("2"));
    QCOMPARE(read.rejected, 1);
    QVERIFY(read.firstRejected.startsWith(QStringLiteral("line 5")));
    const auto topics = written("topics.txt", "1\tred cup\n2: blue plate\n");
    QCOMPARE(readTrecJudgements(file, topics, m_job).judgements[2].query, std::string("blue plate"));
    QCOMPARE(errorOf([&] { readTrecJudgements(file, written("few.txt", "1\tred cup\n"), m_job); }), "queries.topic");
    QCOMPARE(errorOf([&] { readTrecJudgements(written("none.txt", "a b\n"), {}, m_job); }), "queries.none");
}

void QueriesTest::judgementsAreKept()
{
    const auto project = Project::create(m_dir.filePath(QStringLiteral("kept.aisle")));
    JudgementStore store(*project);
    const std::vector<Judgement> first{{"cup", "a", "", 3}, {"cup", "b", "", 0}};
    QCOMPARE(store.write(first, m_job).added, 2);
    const std::vector<Judgement> second{{"cup", "a", "", 3}, {"cup", "b", "", 1}, {"cup", "a", "ann", 2}};
    const auto written = store.write(second, m_job);
    QCOMPARE(written.added, 1);
    QCOMPARE(written.changed, 1);
    QCOMPARE(store.all().size(), std::size_t(3));
    execute(project->database(), "INSERT INTO item(id, key, title) VALUES(1, 'a', 'A cup')", {});
    const auto judged = judgedQueries(*project);
    QCOMPARE(judged.queries.size(), std::size_t(1));
    QCOMPARE(judged.queries[0].grades.at(1), 2.5); // the mean of whoever judged
    QCOMPARE(judged.queries[0].missing, std::vector<double>{1});
    QCOMPARE(judged.unknown, std::size_t(1));
    QCOMPARE(judged.raters, std::size_t(1));
    store.clear();
    QCOMPARE(errorOf([&] { judgedQueries(*project); }), "queries.no-judgements");
}

void QueriesTest::rankersAreJudged()
{
    const auto project = Project::create(m_dir.filePath(QStringLiteral("judged.aisle")));
    execute(project->database(),
            "INSERT INTO item(id, key, title) VALUES(1, 'a', 'Red cup'), (2, 'b', 'Blue cup'), "
            "(3, 'c', 'Red plate'), (4, 'd', 'Green bowl')",
            {});
    const std::vector<Judgement> judgements{
        {"red cup", "a", "", 3}, {"red cup", "b", "", 1}, {"plate", "c", "", 2}, {"sofa", "a", "", 0}};
    JudgementStore(*project).write(judgements, m_job);
    const auto judged = judgedQueries(*project);
    QCOMPARE(judged.queries.size(), std::size_t(2));
    QCOMPARE(judged.skipped, std::vector<std::string>{"sofa"});
    const auto search = ProductSearch::open(*project, m_job);
    const auto figures = judgeRanker(*search, {.ranker = "lexical"}, judged.queries, m_job);
    QCOMPARE(figures.lists[0].front(), 1);
    QCOMPARE(figures.lists[1], std::vector<std::int64_t>{3});
    QCOMPARE(figures.values[0][1], 1.F);
    QVERIFY(figures.without.empty());
}

QTEST_GUILESS_MAIN(QueriesTest)
#include "tst_queries.moc"
