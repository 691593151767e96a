// What the command line says to people: nothing untrue, nothing twice, every figure with what it is of.
#include "tests/cli/clitest.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <fcntl.h>
#include <unistd.h>

using namespace aisle::test;

namespace {

QString text(const char *word)
{
    return QString::fromUtf8(word);
}

/// What the program writes to a terminal of so many columns.
QByteArray onTerminal(const QStringList &arguments, const char *columns)
{
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0)
        return "no terminal";
    const int slave = ::open(::ptsname(master), O_RDWR | O_NOCTTY);
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(text("COLUMNS"), text(columns));
    process.setProcessEnvironment(environment);
    process.setChildProcessModifier([slave] { ::dup2(slave, STDOUT_FILENO); });
    process.start(text(AISLE_CLI), arguments);
    process.waitForStarted();
    ::close(slave);
    QByteArray all;
    char buffer[4096];
    for (auto got = ::read(master, buffer, sizeof buffer); got > 0; got = ::read(master, buffer, sizeof buffer))
        all.append(buffer, got);
    process.waitForFinished();
    ::close(master);
    return all.replace("\r\n", "\n");
}

qsizetype longestLine(const QByteArray &text)
{
    qsizetype longest = 0;
    for (const auto &line : QString::fromUtf8(text).split(u'\n'))
        longest = std::max(longest, line.size());
    return longest;
}

} // namespace

class TestWords : public CliTest
{
    Q_OBJECT
private Q_SLOTS:
    /// Forty shoppers over ten days with views, purchases and returns; some buy again what they have bought.
    void initTestCase()
    {
        constexpr int kDays = 10, kDay = 86400, kStart = 1600000000; // 2020-09-13
        QByteArray log = "user,item,kind,time\n";
        for (int u = 0; u < 40; ++u)
            for (int e = 0; e < kDays; ++e) {
                const bool isSeen = (e == 8 && u % 4 == 1) || (e == 9 && u % 8 == 0);
                const int item = (u + (isSeen ? e - 8 : e) * 3) % 17;
                const auto kind = e == 4 && u == 1 ? text("return") : (e + u) % 2 ? text("purchase") : text("view");
                log += text("u%1,p%2,%3,%4\n")
                           .arg(QString::number(u), QString::number(item), kind,
                                QString::number(kStart + e * kDay + u * 60))
                           .toUtf8();
            }
        write("log.csv", log);
        QCOMPARE(run("--quiet import %f/shop.aisle %f/log.csv").status, 0);
        for (const auto *more : {"ease --set l2=77 --name Strong", "popularity", "ease --targets each-next",
                                 "item-knn --set neighbours=7"}) {
            const auto trained =
                json((QByteArray("train %f/shop.aisle --split time:0.8,0.1,0.1 --recommender ") + more).constData());
            QVERIFY2(!trained.contains(text("failed")), qPrintable(remarksOf(trained)));
        }
    }

    void aClosedSetNamesTheNearest_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char *name, const char *line, const char *says) {
            QTest::newRow(name) << QByteArray(line) << QByteArray(says);
        };
        row("command", "trian %f/shop.aisle", "Did you mean train?");
        row("option", "train %f/shop.aisle --recomender ease", "Did you mean --recommender?");
        row("far option", "train %f/shop.aisle --bogus", "`aisle-cli train --help` lists all");
        row("kind", "train %f/shop.aisle --recommender ease --kinds veiw", "the nearest first: view, ");
        row("judged kind", "evaluate %f/shop.aisle --run 1 --target-kinds purchase,veiw", "the nearest first: view, ");
        row("recommender", "recommenders eaze", "The nearest are ease, ");
        row("parameter", "train %f/shop.aisle --recommender ease --set l3=1", "the nearest first: l2, ");
        row("metric", "train %f/shop.aisle --recommender ease --select ngcd@10", "the nearest first: NDCG, ");
        row("split", "train %f/shop.aisle --recommender ease --split leave-last",
            "the nearest first: leave-last-out, leave-last-basket-out, ");
        row("preset", "train %f/shop.aisle --recommender ease --preset plane", "the nearest first: plain");
        row("column", "import %f/x.aisle %f/log.csv --user usr", "the nearest first: user, ");
    }
    void aClosedSetNamesTheNearest()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, says);
        const auto ended = run(line.constData());
        QVERIFY(ended.status == 1 || ended.status == 2);
        QVERIFY2(ended.err.contains(says), ended.err);
    }

    void everyKindIsShown()
    {
        const auto said = run("info %f/shop.aisle").out;
        const QRegularExpression view(text("view +view +200 +1 +yes")),
            purchase(text("purchase +purchase +199 +5 +yes")),
            given(text("return +return +1 +[0-9.]+ +only if --kinds names it"));
        for (const auto &line : {view, purchase, given})
            QVERIFY2(QString::fromUtf8(said).contains(line), said);
    }

    void aComparisonSaysWhatItCompares()
    {
        const auto said = run("compare %f/shop.aisle --runs 1,2");
        QVERIFY2(said.out.startsWith("A = run 1, ease (l2=77), \"Strong\"; "), said.out);
        QVERIFY2(said.out.contains("\nB = run 2, popularity; "), said.out);
        QVERIFY2(said.out.contains(" shoppers judged"), said.out);
    }
    /// What was said when a run was trained is not said again by whoever only shows it.
    void nothingIsSaidAgain()
    {
        const auto trained = remarksOf(json("train %f/shop.aisle --split time:0.8,0.1,0.1 --recommender ease"));
        QVERIFY2(trained.contains(text("have something relevant to find")), qPrintable(trained));
        for (const auto *line :
             {"compare %f/shop.aisle --runs 1,2", "report %f/shop.aisle --runs 1,2 --out %f/page.html",
              "recommend %f/shop.aisle --run 1 --input evaluated --all-users --out %f/lists.csv"}) {
            const auto said = remarksOf(json(line));
            QVERIFY2(!said.contains(text("something relevant")) && !said.contains(text("Relevant when judged")) &&
                         !said.contains(text("takes something back")),
                     qPrintable(said));
        }
        // how many are judged is about what evaluate answers
        QVERIFY(remarksOf(json("evaluate %f/shop.aisle --run 1 --mask none")).contains(text("something relevant")));
    }

    /// Everybody with something relevant is judged or skipped, and the reasons add up.
    void whoIsSkippedIsCountedByReason()
    {
        const QRegularExpression relevant(text("(\\d+) of \\d+ shoppers? ha(?:s|ve) something relevant"));
        for (const auto *more : {"", "--targets each-next"}) {
            const auto answer =
                json((QByteArray("train %f/shop.aisle --split time:0.8,0.1,0.1 --recommender item-knn ") + more)
                         .constData());
            const auto remarks = remarksOf(answer);
            const auto found = relevant.match(remarks);
            QVERIFY2(found.hasMatch(), qPrintable(remarks));
            const int skipped = answer[text("users_skipped")].toInt();
            QCOMPARE(answer[text("users_evaluated")].toInt() + skipped, found.captured(1).toInt());
            int reasons = 0;
            const auto why = answer[text("skipped_why")].toObject();
            for (auto reason = why.begin(); reason != why.end(); ++reason)
                reasons += reason.value().toInt();
            QCOMPARE(reasons, skipped);
            QCOMPARE(remarks.contains(text("skipped: ")), skipped > 0);
        }
    }

    void learntWeightsAreNamedWithTheirFigure()
    {
        const auto learn = [&](const char *more) {
            return remarksOf(json((QByteArray("train %f/shop.aisle --split time:0.8,0.1,0.1 --kind-weight learn "
                                              "--recommender ") +
                                   more)
                                      .constData()));
        };
        const auto chosen = learn("item-knn --select Recall@5");
        QVERIFY2(chosen.contains(text("Recall@5 on the validation part of time:0.8,0.1,0.1")), qPrintable(chosen));
        const auto level = learn("random");
        QVERIFY2(level.contains(text("make no difference here, so those of the project stay")), qPrintable(level));
        const auto one = learn("item-knn --kinds purchase");
        QVERIFY2(one.contains(text("There are no weights to learn: purchase is the only kind")), qPrintable(one));
        QVERIFY2(!one.contains(text("Tried were")), qPrintable(one));
    }

    void membersOfAFusionAreNamed()
    {
        const auto given =
            remarksOf(json("train %f/shop.aisle --split time:0.8,0.1,0.1 --recommender fusion --set runs=2,1:3"));
        QVERIFY2(given.contains(text("run 1 (EASE) with weight 3, run 2 (Popularity) with weight 1")),
                 qPrintable(given));
        const auto learnt =
            remarksOf(json("train %f/shop.aisle --split time:0.8,0.1,0.1 --recommender fusion --set runs=1,2"));
        QVERIFY2(
            learnt.contains(QRegularExpression(text("learnt on the validation part: run \\d \\(.+\\) with weight"))),
            qPrintable(learnt));
    }

    void repeatsAskForTheirMask()
    {
        const auto hint = text("--mask none offers it");
        const auto said = [&](const char *more) {
            return remarksOf(
                json((QByteArray("train %f/shop.aisle --split time:0.8,0.1,0.1 --recommender ") + more).constData()));
        };
        QVERIFY(said("tifu-knn").contains(hint));
        QVERIFY(said("up-cf").contains(hint));
        QVERIFY(!said("up-cf --mask none").contains(hint));
    }

    void timesOfRunsAreShort()
    {
        const auto said = run("runs %f/shop.aisle").out;
        QVERIFY2(QString::fromUtf8(said).contains(QRegularExpression(text("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d\\n"))),
                 said);
        QVERIFY2(!QString::fromUtf8(said).contains(QRegularExpression(text("\\d\\d:\\d\\d:\\d\\d"))), said);
    }

    void aLanguageIsOfTheReport()
    {
        const auto remark = QByteArray("--language changes nothing here");
        QVERIFY(run("--language zh_CN info %f/shop.aisle").err.contains(remark));
        QVERIFY(!run("--language zh_CN report %f/shop.aisle --out %f/zh.html").err.contains(remark));
    }

    /// As if the log ended with that day: 2020-09-17 is the fifth.
    void aLogCanEndEarlier()
    {
        const auto answer = json("train %f/shop.aisle --recommender item-knn --split none --as-of 2020-09-17");
        QVERIFY2(!answer.contains(text("failed")), qPrintable(remarksOf(answer)));
        QCOMPARE(answer[text("protocol")][text("filters")][text("as_of")].toString(), text("2020-09-17"));
        QCOMPARE(answer[text("shape")][text("train")].toInt(), 40 * 5 - 1); // without the return
        const QJsonValue list = json("recommend %f/shop.aisle --run 1 --user u3 --as-of 2020-09-17")[text("lists")][0];
        const auto history = list[text("history")].toArray();
        QVERIFY(!history.isEmpty());
        for (const auto &event : history)
            QVERIFY(event[text("at")].toString() < text("2020-09-18"));
        QCOMPARE(history.size(), qsizetype(5));
        QCOMPARE(run("train %f/shop.aisle --recommender ease --as-of yesterday").status, 2);
        const auto none = run("train %f/shop.aisle --recommender ease --as-of 1999-01-01");
        QCOMPARE(none.status, 1);
        QVERIFY2(none.err.contains("1999-01-01 or earlier"), none.err);
    }

    void tablesFitATerminal()
    {
        const QStringList list{text("recommenders")};
        const auto whole = cli(list).out, narrow = onTerminal(list, "100");
        QVERIFY(longestLine(whole) > 100);
        QVERIFY2(longestLine(narrow) <= 100, narrow);
        QVERIFY2(narrow.count('\n') > whole.count('\n'), narrow);
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
