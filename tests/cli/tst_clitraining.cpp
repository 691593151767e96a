// Trainings by the command line beside other work, interrupted and killed.
#include "tests/cli/clitest.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <array>
#include <csignal>
#include <sys/syscall.h>
#include <unistd.h>

using namespace aisle::test;

class TestCliTraining : public CliTest
{
    Q_OBJECT
private Q_SLOTS:
    /// Waiting threads spin briefly, or a training beside other work takes ten times as long; who set it has chosen.
    void threadsSpinBriefly()
    {
        const auto spins = [](const QProcessEnvironment &environment) {
            QProcess process;
            process.setProcessEnvironment(environment);
            process.start(QStringLiteral(AISLE_CLI), {QStringLiteral("recommenders"), QStringLiteral("random")});
            process.waitForFinished();
            const auto said = QString::fromUtf8(process.readAllStandardError());
            return said.section(QStringLiteral("GOMP_SPINCOUNT = '"), 1).section(u'\'', 0, 0);
        };
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("OMP_DISPLAY_ENV"), QStringLiteral("VERBOSE"));
        environment.remove(QStringLiteral("OMP_WAIT_POLICY"));
        environment.remove(QStringLiteral("GOMP_SPINCOUNT"));
        QCOMPARE(spins(environment), QStringLiteral("1000"));
        environment.insert(QStringLiteral("GOMP_SPINCOUNT"), QStringLiteral("77"));
        QCOMPARE(spins(environment), QStringLiteral("77"));
    }

    /// Beside other work a thread that is woken at a barrier must not wait for the end of others' time slices.
    void threadsAskForShortSlices()
    {
        const auto sliceOf = [](qint64 process) {
            std::array<quint64, 7> attributes{}; // the kernel's sched_attr; the fourth is the slice in ns
            syscall(SYS_sched_getattr, static_cast<pid_t>(process), attributes.data(), sizeof attributes, 0);
            return attributes[3];
        };
        if (sliceOf(0) == 0)
            QSKIP("this kernel gives every thread the same slices");
        QProcess waits; // for its input
        waits.start(QStringLiteral(AISLE_CLI),
                    {QStringLiteral("metrics"), QStringLiteral("--lists"), QStringLiteral("/dev/stdin"),
                     QStringLiteral("--truth"), path("t.csv")});
        QVERIFY(waits.waitForStarted());
        QTRY_COMPARE(sliceOf(waits.processId()), quint64(100'000));
        waits.closeWriteChannel();
        QVERIFY(waits.waitForFinished());
    }

    void sameSeedSameLists()
    {
        writeCheckerboard("seed.csv");
        const auto project = path("seed.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("seed.csv")}).status, 0);
        QByteArray first;
        for (const char *out : {"a.csv", "b.csv"}) {
            train(project, "bpr",
                  {QStringLiteral("--set"), QStringLiteral("epochs=3"), QStringLiteral("--lists-out"), path(out)});
            QFile file(path(out));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto lists = file.readAll();
            QVERIFY(lists.startsWith("user,rank,item,score"));
            QVERIFY(first.isEmpty() || first == lists);
            first = lists;
        }
    }

    void interruptedTrainingLeavesNothing()
    {
        const auto project = path("giftshop.aisle");
        const auto log = sourceFile("resources/samples/onlineretail.csv.gz");
        QCOMPARE(cli({QStringLiteral("--quiet"), QStringLiteral("import"), project, log}).status, 0);
        QProcess process;
        process.start(QStringLiteral(AISLE_CLI),
                      {QStringLiteral("--json"), QStringLiteral("train"), project, QStringLiteral("--recommender"),
                       QStringLiteral("sasrec"), QStringLiteral("--split"), QStringLiteral("leave-last-out")});
        QVERIFY(process.waitForStarted());
        process.waitForFinished(4000);
        QCOMPARE(process.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitCode(), 3);
        QVERIFY(!process.readAllStandardOutput().contains("--resume"));
        QCOMPARE(cli({QStringLiteral("--json"), QStringLiteral("info"), project})
                     .json()
                     .value(QStringLiteral("runs"))
                     .toInt(-1),
                 0);
    }

    void interruptedTrainingGoesOn()
    {
        writeCheckerboard("stopped.csv");
        const auto project = path("stopped.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("stopped.csv")}).status, 0);
        QByteArray said;
        const auto interrupted = [&](const char *what) {
            QProcess process;
            process.setReadChannel(QProcess::StandardError);
            process.start(QStringLiteral(AISLE_CLI), QStringList{QStringLiteral("train"), project} + words(what));
            QByteArray told;
            while (!told.contains("epoch") && process.waitForReadyRead(60000))
                told += process.readAllStandardError();
            process.waitForFinished(2500);            // long enough for a first checkpoint
            if (process.state() == QProcess::Running) // the id of a process that has ended is 0: the whole group
                ::kill(static_cast<pid_t>(process.processId()), SIGINT);
            process.waitForFinished(20000);
            said = process.readAllStandardError();
            return process.exitCode();
        };
        const auto stopped = [&] {
            const auto json = cli({QStringLiteral("--json"), QStringLiteral("runs"), project}).json();
            return json.value(QStringLiteral("stopped")).toArray();
        };
        QCOMPARE(interrupted("--recommender sasrec --set epochs=10000 --set factors=128 --patience 0"), 3);
        QCOMPARE(stopped().size(), 1);
        const auto first = stopped().first().toObject();
        const auto epoch = first.value(QStringLiteral("checkpoint_epoch")).toInt();
        QVERIFY(epoch > 0);
        const auto run = QString::number(first.value(QStringLiteral("run")).toInt());
        QVERIFY2(said.contains("--resume " + run.toUtf8()), said);
        QCOMPARE(cli({QStringLiteral("recommend"), project, QStringLiteral("--run"), run, QStringLiteral("--user"),
                      QStringLiteral("u1")})
                     .status,
                 1);
        QCOMPARE(interrupted(qPrintable(QStringLiteral("--resume ") + run)), 3);
        QVERIFY(stopped().first().toObject().value(QStringLiteral("checkpoint_epoch")).toInt() > epoch);
        QCOMPARE(cli({QStringLiteral("runs"), project, QStringLiteral("--delete"), run}).status, 0);
        QVERIFY(stopped().isEmpty());
        QCOMPARE(cli(QStringList{QStringLiteral("train"), project, QStringLiteral("--resume"), run}).status, 1);
    }

    void killedWhileTrainingKeepsWhatWasCommitted()
    {
        writeCheckerboard("killed.csv");
        const auto project = path("killed.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("killed.csv")}).status, 0);
        QCOMPARE(cli({QStringLiteral("train"), project, QStringLiteral("--recommender"), QStringLiteral("popularity")})
                     .status,
                 0);
        for (int round = 0; round < 10; ++round) {
            QProcess process;
            process.start(QStringLiteral(AISLE_CLI),
                          {QStringLiteral("train"), project, QStringLiteral("--recommender"), QStringLiteral("ease")});
            QVERIFY(process.waitForStarted());
            process.waitForFinished(20 + 37 * round);
            process.kill();
            process.waitForFinished();
            const auto ended = cli({QStringLiteral("--json"), QStringLiteral("runs"), project});
            QCOMPARE(ended.status, 0);
            const auto runs = ended.json().value(QStringLiteral("runs")).toArray();
            QVERIFY(!runs.isEmpty());
            QCOMPARE(runs.first().toObject().value(QStringLiteral("recommender")).toString(),
                     QStringLiteral("popularity"));
            QProcess check;
            check.start(QStringLiteral("sqlite3"), {project, QStringLiteral("PRAGMA integrity_check")});
            if (check.waitForStarted()) {
                check.waitForFinished();
                QCOMPARE(check.readAllStandardOutput().trimmed(), QByteArray("ok"));
            }
        }
        QCOMPARE(
            cli({QStringLiteral("train"), project, QStringLiteral("--recommender"), QStringLiteral("ease")}).status, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliTraining)
#include "tst_clitraining.moc"
