// What went wrong on the command line of 0.1: pipes, limits, rows that are none, numbers that are none.
#include "tests/cli/clitest.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>

using namespace aisle::test;

class TestFaults : public CliTest
{
    Q_OBJECT
private:
    /// In the folder, with the shell's redirections and limits. @param line  $AISLE stands for the program
    Ended shell(const QByteArray &line) const
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("AISLE"), QStringLiteral(AISLE_CLI));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral("/bin/bash"), {QStringLiteral("-c"), QString::fromUtf8(line)});
        return finished(process);
    }
    static QByteArray log(int rows)
    {
        QByteArray text = "user,item,rating,timestamp\n";
        for (int row = 0; row < rows; ++row)
            text += 'u' + QByteArray::number(row % 97) + ",i" + QByteArray::number(row % 41) + ',' +
                    QByteArray::number(1 + row % 5) + ',' + QByteArray::number(1'600'000'000 + row) + '\n';
        return text;
    }
    static bool isSentence(const QByteArray &error)
    {
        return error.startsWith("aisle-cli: ") && error.endsWith(".\n") && !error.contains("std::") &&
               !error.contains("unable to open database file");
    }

private Q_SLOTS:
    void initTestCase()
    {
        write("log.csv", log(20'000));
        QCOMPARE(shell("\"$AISLE\" import shop.aisle log.csv --user user --item item").status, 0);
    }

    void aPipeLosesNoRow_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("standard input") << QByteArray("cat log.csv | \"$AISLE\" --json import in.aisle /dev/stdin");
        QTest::newRow("process") << QByteArray("\"$AISLE\" --json import process.aisle <(gzip < log.csv | zcat)");
        QTest::newRow("compressed") << QByteArray("gzip < log.csv | \"$AISLE\" --json import zipped.aisle /dev/stdin");
    }
    void aPipeLosesNoRow()
    {
        QFETCH(QByteArray, line);
        const auto said = shell(line);
        QVERIFY2(said.status == 0, said.err);
        QCOMPARE(said.json().value(QStringLiteral("rows")).toInt(), 20'000);
        QCOMPARE(said.json().value(QStringLiteral("events")).toInt(), 20'000);
    }

    void aFileWithoutARowIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("NULs") << QByteArray("\0 \0 \0\0", 6);
        QTest::newRow("one line") << QByteArray(5'000'000, 'x');
        QTest::newRow("open quote") << '"' + QByteArray(1'100'000, 'x');
    }
    void aFileWithoutARowIsRefused()
    {
        QFETCH(QByteArray, bytes);
        write("norow.csv", bytes);
        for (const char *command : {"items", "import"}) {
            const auto said = shell(QByteArray("\"$AISLE\" ") + command + " norow.aisle norow.csv");
            QCOMPARE(said.status, 1);
            QVERIFY2(isSentence(said.err), said.err);
            QVERIFY(!QFile::exists(path("norow.aisle")));
        }
    }

    /// A NUL ends no answer.
    void rejectedRowsWithNulsAreListed()
    {
        write("nul.csv", QByteArray("user,item,time\nu1,a,1600000000\nu2,b") + '\0' +
                             "x,1600000001\nu1,c,1600000002\nu3,a,yesterday\n");
        QCOMPARE(shell("\"$AISLE\" import nul.aisle nul.csv --user user --item item --time time").status, 0);
        const auto said = shell("\"$AISLE\" quarantine nul.aisle");
        QVERIFY2(said.out.contains("2 of 2 rejected rows") && said.out.contains("yesterday"), said.out);
        QVERIFY(!said.out.contains('\0'));
    }

    void scoresAndRanksThatAreNoneAreRefused_data()
    {
        QTest::addColumn<QByteArray>("lists");
        for (const char *score : {"nan", "inf", "-inf"})
            QTest::addRow("score %s", score)
                << "user,item,score\nu1,a,0.5\nu1,i1," + QByteArray(score) + "\nu1,b,0.7\n";
        for (const char *rank : {"nan", "-3", "0", "1.5", "inf"})
            QTest::addRow("rank %s", rank) << "user,rank,item\nu1,1,a\nu1," + QByteArray(rank) + ",i1\n";
    }
    void scoresAndRanksThatAreNoneAreRefused()
    {
        QFETCH(QByteArray, lists);
        write("truth.csv", "user,item\nu1,i1\n");
        write("lists.csv", lists);
        const auto said = shell("\"$AISLE\" metrics --truth truth.csv --lists lists.csv");
        QCOMPARE(said.status, 1);
        QVERIFY2(isSentence(said.err) && said.err.contains("lists.csv") && said.err.contains('3'), said.err);
    }

    void limitsEndWithASentence_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("file size") << QByteArray("ulimit -f 64; \"$AISLE\" --quiet import limited.aisle log.csv");
        QTest::newRow("descriptors") << QByteArray("ulimit -n 6; \"$AISLE\" --quiet info shop.aisle");
        QTest::newRow("endless list") << QByteArray("ulimit -v 4000000; timeout 60 \"$AISLE\" --quiet train shop.aisle "
                                                    "--recommender popularity --exclude-items @/dev/zero");
        QTest::newRow("columns") << QByteArray(
            "head -c 200000 /dev/zero | tr '\\0' , > wide.csv; echo >> wide.csv; head -c 200000 /dev/zero | tr '\\0' , "
            ">> "
            "wide.csv; timeout 30 \"$AISLE\" --quiet import wide.aisle wide.csv --dry-run");
    }
    void limitsEndWithASentence()
    {
        QFETCH(QByteArray, line);
        const auto said = shell(line);
        QCOMPARE(said.status, 1);
        const auto lines = said.err.trimmed().split('\n'); // remarks on what was read may come first
        QVERIFY2(isSentence(lines.last() + '\n'), said.err);
        QVERIFY(!QFile::exists(path("limited.aisle")));
    }

    /// What is put before a title for spreadsheets goes when the file comes back.
    void titlesComeBackAsTheyWere()
    {
        write("things.csv", "item,title\ni1,-10 % off\ni2,=1+1\ni3,Tea\n");
        QCOMPARE(shell("\"$AISLE\" items one.aisle things.csv && \"$AISLE\" export one.aisle items --out one.csv && "
                       "\"$AISLE\" items two.aisle one.csv && \"$AISLE\" export two.aisle items --out two.csv && "
                       "\"$AISLE\" export two.aisle items --out two.jsonl && cmp one.csv two.csv")
                     .status,
                 0);
        QFile file(path("two.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll();
        QVERIFY2(lines.contains("\"-10 % off\"") && lines.contains("\"=1+1\""), lines);
    }

    /// A name that is no UTF-8 is not taken for another one.
    void namesThatAreNoUtf8AreSaid_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("log") << QByteArray("cp log.csv $'l\\xffog.csv'; \"$AISLE\" import odd.aisle $'l\\xffog.csv'");
        QTest::newRow("project") << QByteArray("\"$AISLE\" import $'odd\\xff.aisle' log.csv");
    }
    void namesThatAreNoUtf8AreSaid()
    {
        QFETCH(QByteArray, line);
        const auto said = shell(line);
        QCOMPARE(said.status, 2);
        QVERIFY2(isSentence(said.err) && said.err.contains("is no UTF-8"), said.err);
        QCOMPARE(shell("ls | grep -c odd").out.trimmed(), QByteArray("0"));
    }

    /// Taking an import back leaves no key in the file.
    void whatWasTakenBackIsGone()
    {
        auto text = log(2000).replace("\nu", "\nsecret-person-");
        write("secret.csv", text);
        QCOMPARE(
            shell("\"$AISLE\" import gone.aisle secret.csv --user user --item item && \"$AISLE\" import gone.aisle "
                  "--undo 1")
                .status,
            0);
        QFile file(path("gone.aisle"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("secret-"));
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
