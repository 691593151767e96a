// What a training judges where nothing is said, what kinds weigh, what was given back.
#include "tests/cli/clitest.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace aisle::test;

namespace {

QString text(const char *word)
{
    return QString::fromLatin1(word);
}

} // namespace

class TestJudged : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString m_project;

    void import(const QByteArray &rows, const QStringList &options = {})
    {
        const auto path = m_project + text(".csv");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(rows);
        file.close();
        const auto ended = cli(QStringList{text("--quiet"), text("import"), m_project, path} + options);
        QVERIFY2(ended.status == 0, ended.err);
    }
    QJsonObject trained(const char *recommender, const QStringList &options = {})
    {
        const auto ended = cli(QStringList{text("--json"), text("--quiet"), text("--threads"), text("1"), text("train"),
                                           m_project, text("--recommender"), text(recommender)} +
                               options);
        return ended.status == 0 ? ended.json() : QJsonObject{{text("failed"), QString::fromUtf8(ended.err)}};
    }
    QByteArray reported() const
    {
        const auto path = m_project + text(".html");
        const auto ended = cli({text("--quiet"), text("report"), m_project, text("--out"), path});
        QFile file(path);
        return ended.status == 0 && file.open(QIODevice::ReadOnly) ? file.readAll() : "failed: " + ended.err;
    }
    static QStringList words(const QJsonValue &array)
    {
        QStringList all;
        for (const auto &word : array.toArray())
            all << word.toString();
        return all;
    }
    /// Sixty shoppers view eight products; each buys three of them after that. With `returned` all give DUD back.
    static QByteArray shop(bool returned)
    {
        QByteArray rows = "user,item,event,time\n";
        const auto row = [&](int user, const QByteArray &item, const char *kind, int hour) {
            rows += "u" + QByteArray::number(user) + "," + item + "," + kind + ",2024-01-" +
                    QByteArray::number(1 + hour / 24).rightJustified(2, '0') + " " +
                    QByteArray::number(hour % 24).rightJustified(2, '0') + ":" +
                    QByteArray::number(user % 60).rightJustified(2, '0') + ":00\n";
        };
        for (int user = 0; user < 60; ++user) {
            for (int i = 0; i < 8; ++i)
                row(user, "i" + QByteArray::number((user + 3 * i) % 20), "view", i);
            row(user, "i" + QByteArray::number((user + 9) % 20), "purchase", 26);
            row(user, "DUD", "purchase", 30);
            row(user, "i" + QByteArray::number((user + 3) % 20), "purchase", 50);
            row(user, "i" + QByteArray::number((user + 6) % 20), "purchase", 70 + user);
            if (returned)
                row(user, "DUD", "return", 32);
        }
        return rows;
    }

private Q_SLOTS:
    void init() { m_project = m_folder.filePath(text(QTest::currentTestFunction()) + text(".aisle")); }

    /// Five each without times: the simplest file that a shop can give.
    void theSimplestFileTrains()
    {
        QByteArray rows = "user_id,item_id\n";
        for (int user = 0; user < 200; ++user)
            for (int i = 0; i < 5; ++i)
                rows += "u" + QByteArray::number(user) + ",i" + QByteArray::number((user * 3 + i * 7) % 40) + "\n";
        import(rows);
        const auto run = trained("ease");
        QCOMPARE(run[text("protocol")][text("split")].toString(), text("user-random:0.8,0,0.2"));
        const auto remarks = remarksOf(run);
        QVERIFY2(remarks.contains(text("200 of 200 shoppers have something relevant to find, none of them new")),
                 qPrintable(remarks));
        QVERIFY2(remarks.contains(text("would judge too few")), qPrintable(remarks));
        const auto asked =
            trained("ease", {text("--split"), text("user-random:0.8,0.1,0.1")})[text("failed")].toString();
        QVERIFY2(asked.contains(text("leave-last-out (200)")), qPrintable(asked));
    }

    void whatAllGaveBackIsNotFirst()
    {
        import(shop(true));
        const QStringList open{text("--mask"),   text("none"),    text("--kinds"),
                               text("purchase"), text("--split"), text("time:2024-01-03,2024-01-04")};
        const auto cancelled = trained("popularity", open);
        QCOMPARE(cancelled[text("protocol")][text("returns")].toString(), text("cancel"));
        QVERIFY2(remarksOf(cancelled).contains(text("Of 60 returns 60 take something back: 60 purchases")),
                 qPrintable(remarksOf(cancelled)));
        const auto kept = trained("popularity", open + QStringList{text("--returns"), text("keep")});
        QCOMPARE(kept[text("protocol")][text("returns")].toString(), text("keep"));
        QCOMPARE(kept[text("shape")][text("train")].toInt() - cancelled[text("shape")][text("train")].toInt(), 60);
        const auto firstOf = [&](const QJsonObject &run) {
            const auto lists = cli({text("--json"), text("recommend"), m_project, text("--run"),
                                    QString::number(run[text("run")].toInt()), text("--user"), text("u1"), text("-k"),
                                    text("1"), text("--mask"), text("none")});
            return lists.json()[text("lists")][0][text("items")][0][text("item")].toString();
        };
        QCOMPARE(firstOf(kept), text("DUD"));
        QVERIFY(firstOf(cancelled) != text("DUD"));
    }

    void purchasesAreAskedForAndViewsOffered()
    {
        import(shop(false));
        const auto run = trained("item-knn", {text("--split"), text("leave-last-out")});
        QCOMPARE(words(run[text("protocol")][text("target_kinds")]), QStringList{text("purchase")});
        QCOMPARE(run[text("users_evaluated")].toInt(), 60); // what they viewed before is not masked
        QCOMPARE(run[text("users_skipped")].toInt(), 0);
        QCOMPARE(run[text("protocol")][text("input")].toString(), text("before"));
        QVERIFY(remarksOf(run).contains(text("Relevant when judged: purchase")));
        const auto all = trained("item-knn", {text("--target-kinds"), text("view,purchase")});
        QCOMPARE(words(all[text("protocol")][text("target_kinds")]).size(), 2);
    }

    void weightsReachTheScoresAndTheProtocol()
    {
        import(shop(false));
        const auto info = cli({text("--json"), text("info"), m_project}).json();
        QCOMPARE(info[text("kind_facts")][text("purchase")][text("weight")].toDouble(), 5.);
        QCOMPARE(info[text("kind_facts")][text("view")][text("meaning")].toString(), text("view"));
        const auto usual = trained("ease")[text("protocol")][text("kind_weights")].toObject();
        QCOMPARE(usual, (QJsonObject{{text("purchase"), 5}, {text("view"), 1}}));
        for (const char *recommender : {"ease", "ials"}) {
            const auto scoreOf = [&](const char *weights) {
                const auto run = trained(recommender, {text("--kind-weight"), text(weights)});
                const auto list = cli({text("--json"), text("recommend"), m_project, text("--run"),
                                       QString::number(run[text("run")].toInt()), text("--user"), text("u1"),
                                       text("--mask"), text("none")});
                return list.json()[text("lists")][0][text("items")].toArray();
            };
            QVERIFY2(scoreOf("purchase=100") != scoreOf("purchase=1"), recommender);
        }
        const auto learnt =
            trained("ease", {text("--kind-weight"), text("learn"), text("--split"), text("leave-last-out")});
        QVERIFY2(remarksOf(learnt).contains(text("NDCG@10 on the validation part of leave-last-out")),
                 qPrintable(remarksOf(learnt)));
        QVERIFY(trained("ease", {text("--kind-weight"), text("cart=2")})[text("failed")].toString().contains(
            text("Learnt from are")));
    }
    /// What differs in the protocol alone is no repetition, so a report shows both.
    void reportsShowRunsOfOtherWeights()
    {
        import(shop(false));
        for (const char *weights : {"purchase=100", "purchase=2", "purchase=2"})
            QVERIFY(!trained("ease", {text("--kind-weight"), text(weights)}).contains(text("failed")));
        const auto page = reported();
        QVERIFY(page.contains("(1 left out)"));
    }
    /// RMSE and MAE stand in the page, also beside a run for lists.
    void reportsOfRatingsHaveTheirFigures()
    {
        QByteArray rows = "user,item,rating,time\n";
        for (int user = 0; user < 60; ++user)
            for (int i = 0; i < 10; ++i)
                rows += "u" + QByteArray::number(user) + ",i" + QByteArray::number((user + 3 * i) % 20) + "," +
                        QByteArray::number(1 + (user * 7 + i * 3) % 5) + "," +
                        QByteArray::number(1700000000 + user * 1000 + i * 60) + "\n";
        import(rows);
        for (const char *recommender : {"mf", "svdpp"})
            QVERIFY(!trained(recommender, {text("--set"), text("epochs=3")}).contains(text("failed")));
        for (const bool withLists : {false, true}) {
            if (withLists)
                QVERIFY(!trained("ease").contains(text("failed")));
            const auto page = reported();
            for (const char *figure : {"RMSE", "MAE"})
                QVERIFY2(page.contains(figure), figure);
            QVERIFY(page.contains("NDCG@10")); // lists are made by predicted ratings, too
        }
    }
    /// What a filter by value leaves out is counted.
    void lowValuesAreCounted()
    {
        QByteArray rows = "user,item,rating,time\n";
        for (int user = 0; user < 40; ++user)
            for (int i = 0; i < 6; ++i)
                rows += "u" + QByteArray::number(user) + ",i" + QByteArray::number((user + i) % 12) + "," +
                        QByteArray::number(1 + i % 3) + "," + QByteArray::number(1700000000 + user * 100 + i) + "\n";
        import(rows);
        const auto run = trained("item-knn", {text("--min-value"), text("2")});
        QVERIFY2(remarksOf(run).contains(text("80 events without a value of 2 or more")), qPrintable(remarksOf(run)));
    }
    void importKeepsWeights()
    {
        import(shop(false), {text("--kind-weight"), text("purchase=8")});
        const auto info = cli({text("--json"), text("info"), m_project}).json();
        QCOMPARE(info[text("kind_facts")][text("purchase")][text("weight")].toDouble(), 8.);
    }
};

QTEST_GUILESS_MAIN(TestJudged)
#include "tst_judged.moc"
