// What a log says goes out as what it is, arrives or is refused, and tells nobody's name.
#include "tests/cli/clitest.h"
#include "tests/support/hostiletexts.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>
#include <csignal>
#include <sys/stat.h>

using namespace aisle::test;

namespace {

/// With the shell's redirections. @param line  $AISLE stands for the program
Ended shell(const QString &line)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("AISLE"), QStringLiteral(AISLE_CLI));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line});
    return finished(process);
}

QByteArray quoted(const QString &text)
{
    return '"' + text.toUtf8().replace('"', "\"\"") + '"';
}

/// What a terminal would obey, but for line feeds.
bool holdsControls(const QByteArray &bytes)
{
    static const QRegularExpression controls(QStringLiteral(
        "[\\x{0}-\\x{9}\\x{b}-\\x{1f}\\x{7f}-\\x{9f}\\x{2028}\\x{2029}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]"));
    return controls.match(QString::fromUtf8(bytes)).hasMatch();
}

} // namespace

class TestTexts : public CliTest
{
    Q_OBJECT
private:
    QString m_hostile; ///< a project of hostile texts
    QString m_people;  ///< one of keys that are searched for

    QByteArray read(const QString &file) const
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray("cannot be read");
    }
    static QStringList split(const QString &line) { return line.split(u' ', Qt::SkipEmptyParts); }
    /// @param line  %p is the project, %f a file in the folder
    Ended on(const QString &project, QString line) const
    {
        QStringList words;
        for (auto word : split(line))
            words << word.replace(QStringLiteral("%p"), project).replace(QStringLiteral("%f"), m_folder.path());
        return cli(words);
    }
    void makeHostile()
    {
        const auto texts = hostileTexts();
        QByteArray log = "user,item,event,title,session,timestamp\n";
        for (qsizetype u = 0; u < texts.size(); ++u) {
            for (qsizetype i = 0; i < 4; ++i) {
                const auto &item = texts[(u * 3 + i * 5) % texts.size()];
                for (const auto &cell :
                     {texts[u], item, i == 0 ? texts[u].left(200) : QStringLiteral("view"), item, texts[u].left(200)})
                    log += quoted(cell) + ',';
                log += QByteArray::number(1600000000 + u * 100 + i * 3600) + '\n';
            }
        }
        log += "\"u\x1b[1m\",\"\",view,x,s,1600000000\n"; // for the quarantine
        write("hostile.csv", log);
        m_hostile = m_folder.filePath(QStringLiteral(u"H&M %1 <b>\u202Ex.aisle"));
        const auto imported =
            on(m_hostile, QStringLiteral("--json import %p %f/hostile.csv --user user --item item --kind "
                                         "event --title title --session session --time timestamp"));
        QVERIFY2(imported.status == 0, imported.err);
        importHostileCatalogue();
        QCOMPARE(cli({QStringLiteral("train"), m_hostile, QStringLiteral("--recommender"), QStringLiteral("item-knn"),
                      QStringLiteral("--split"), QStringLiteral("leave-last-out"), QStringLiteral("--name"),
                      QStringLiteral(u"%1 <img src=x> \u001b[31m")})
                     .status,
                 0);
        QCOMPARE(cli({QStringLiteral("train"), m_hostile, QStringLiteral("--recommender"), QStringLiteral("popularity"),
                      QStringLiteral("--split"), QStringLiteral("leave-last-out")})
                     .status,
                 0);
    }
    /// As category, brand, description, attributes and their headers, in a file of such a name.
    void importHostileCatalogue()
    {
        const auto texts = hostileTexts();
        QByteArray things = "item,title,category,brand,description";
        for (const auto &text : texts)
            things += ',' + quoted(text.left(100).replace(u'\n', u' '));
        things += '\n';
        for (const auto &item : texts) {
            for (int column = 0; column < 5 + texts.size(); ++column)
                things += (column ? "," : "") +
                          quoted(column < 4 ? item.left(5000) : QString::number(column) + item.left(200));
            things += '\n';
        }
        const auto file = m_folder.filePath(QStringLiteral(u"H&M %1 <b>\u202E\u001b[31m.csv"));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(things);
        out.close();
        const auto imported = cli({QStringLiteral("items"), m_hostile, file, QStringLiteral("--item"),
                                   QStringLiteral("item"), QStringLiteral("--header"), QStringLiteral("yes")});
        QVERIFY2(imported.status == 0, imported.err);
        QVERIFY(!holdsControls(imported.out) && !holdsControls(imported.err));
    }
    static QString shopper(int number) { return QStringLiteral("jane.doe%1@mail.com").arg(number); }
    static QString product(int number) { return QStringLiteral("product-%1-key").arg(number); }
    void makePeople()
    {
        QByteArray log = "user,item,session,timestamp,note\n";
        for (int u = 0; u < 60; ++u) {
            for (int e = 0; e < 5; ++e)
                log +=
                    QStringLiteral("%1,%2,order of %1,%3,called %1\n")
                        .arg(shopper(u), product((u * 7 + e * 3) % 40), QString::number(1600000000 + u * 60 + e * 3600))
                        .toUtf8();
        }
        log += shopper(3).toUtf8() + ",,x,1600000000,n\n" + shopper(4).toUtf8() + ',' + product(1).toUtf8() +
               ",x,yesterday,n\n";
        write("log-of-jane.doe1@mail.com.csv", log);
        m_people = path("people.aisle");
        const auto imported =
            on(m_people, QStringLiteral("import %p %f/log-of-jane.doe1@mail.com.csv --user user --item item "
                                        "--session session --time timestamp --context note"));
        QVERIFY2(imported.status == 0, imported.err);
        for (const char *recommender : {"popularity", "item-knn"})
            QCOMPARE(on(m_people, QStringLiteral("train %p --split leave-last-out --recommender ") +
                                      QString::fromLatin1(recommender))
                         .status,
                     0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        makeHostile();
        makePeople();
    }

    void nothingIsObeyedByATerminal_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"info %p", "quarantine %p", "runs %p", "runs %p --ranked", "compare %p --runs 1,2",
                                 "recommend %p --run 1 --user H&M_&_Co --explain", "report %p --out %f/h.html",
                                 "import %f/none.aisle %f/hostile.csv --dry-run", "export %p events --out %f/h.csv",
                                 "export %p items --out %f/h.csv", "export %p metrics --out %f/h.jsonl",
                                 "export %p lists --run 1 --out %f/h.csv", "train %p --recommender content",
                                 "train %p --recommender popularity --estimate", "evaluate %p --run 1 --mask none",
                                 "recommend %p --run 1 --history H&M_&_Co --explain"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void nothingIsObeyedByATerminal()
    {
        QFETCH(QString, line);
        auto words = split(line);
        words.replaceInStrings(QStringLiteral("%p"), m_hostile)
            .replaceInStrings(QStringLiteral("%f"), m_folder.path())
            .replaceInStrings(QStringLiteral("H&M_&_Co"), QStringLiteral("H&M & Co"));
        const auto said = cli(words);
        QVERIFY2(said.status == 0, said.err);
        QVERIFY(!holdsControls(said.out));
        QVERIFY(!holdsControls(said.err));
        const auto json = cli(QStringList{QStringLiteral("--json")} + words);
        QJsonParseError problem;
        QJsonDocument::fromJson(json.out, &problem);
        QCOMPARE(problem.error, QJsonParseError::NoError);
    }

    void errorsEscapeAndShorten()
    {
        const auto said = cli({QStringLiteral("recommend"), m_hostile, QStringLiteral("--run"), QStringLiteral("1"),
                               QStringLiteral("--user"), QStringLiteral(u"\u001b[31m\n%1")});
        QCOMPARE(said.status, 1);
        QVERIFY2(said.err.contains("There is no shopper \\x1b[31m\\n%1 in this project."), said.err);
        const auto endless = cli({QStringLiteral("recommend"), m_hostile, QStringLiteral("--run"), QStringLiteral("1"),
                                  QStringLiteral("--user"), QString(100000, u'x')});
        QVERIFY(endless.err.size() < 2000);
    }

    void formatsStayTexts()
    {
        const auto said =
            cli({QStringLiteral("recommend"), m_hostile, QStringLiteral("--run"), QStringLiteral("1"),
                 QStringLiteral("--user"), QStringLiteral("50%1 off %2 %L3 %n"), QStringLiteral("--explain")});
        QVERIFY2(said.out.contains("Shopper 50%1 off %2 %L3 %n, list from"), said.out);
        QVERIFY(on(m_hostile, QStringLiteral("runs %p")).out.contains("%1 <img src=x> \\x1b[31m"));
    }

    void thePageIsOursAlone()
    {
        QCOMPARE(on(m_hostile, QStringLiteral("report %p --out %f/page.html")).status, 0);
        const auto html = QString::fromUtf8(read(path("page.html")));
        QVERIFY(!html.contains(QLatin1String("<img")) && !html.contains(QLatin1String("</script></title>")));
        QVERIFY(!html.contains(QChar(0x202e)) && !html.contains(QChar(0x1b)));
        int charts = 0;
        for (qsizetype at = html.indexOf(QLatin1String("<svg")); at >= 0;
             at = html.indexOf(QLatin1String("<svg"), at + 1)) {
            QXmlStreamReader reader(html.mid(at, html.indexOf(QLatin1String("</svg>"), at) + 6 - at));
            while (!reader.atEnd())
                reader.readNext();
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
            ++charts;
        }
        QVERIFY(charts > 0);
    }

    void nobodysNameGetsOut_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("file");
        const auto row = [](const char *line, const char *file) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(file);
        };
        row("report %p --out %f/o.html", "o.html");
        row("export %p events --out %f/o.csv", "o.csv");
        row("export %p events --out %f/o.jsonl", "o.jsonl");
        row("export %p items --out %f/o.csv", "o.csv");
        row("export %p quarantine --out %f/o.csv", "o.csv");
        row("export %p metrics --out %f/o.csv", "o.csv");
        row("export %p lists --run 2 --out %f/o.csv", "o.csv");
        row("recommend %p --run 2 --all-users --out %f/o.csv", "o.csv");
        row("recommend %p --run 2 --user jane.doe7@mail.com --explain", "");
        row("compare %p --runs 1,2", "");
        row("quarantine %p", "");
        row("evaluate %p --run 1 --mask none --lists-out %f/o.csv", "o.csv");
        row("train %p --recommender random --lists-out %f/o.csv", "o.csv");
    }
    void nobodysNameGetsOut()
    {
        QFETCH(QString, line);
        QFETCH(QString, file);
        for (const char *json : {"", "--json "}) {
            const auto said = on(m_people, QLatin1String(json) + line + QStringLiteral(" --pseudonyms"));
            QVERIFY2(said.status == 0, said.err);
            const auto all = said.out + said.err + (file.isEmpty() ? QByteArray() : read(m_folder.filePath(file)));
            QVERIFY2(!all.contains("jane.doe"), all.mid(std::max<qsizetype>(0, all.indexOf("jane.doe") - 80), 200));
            QVERIFY2(!all.contains("product-"), all.mid(std::max<qsizetype>(0, all.indexOf("product-") - 80), 200));
        }
    }

    /// The same names under every file name and in every copy; another project's differ; nothing but the project tells.
    void namesBelongToTheProject()
    {
        const auto nameIn = [&](const QString &project) {
            const auto said =
                on(project, QStringLiteral("recommend %p --run 1 --user jane.doe7@mail.com --pseudonyms"));
            return QString::fromUtf8(said.out).section(u',', 0, 0);
        };
        const auto name = nameIn(m_people);
        QVERIFY2(QRegularExpression(QStringLiteral("^Shopper S-[0-9A-Z]{4}-[0-9A-Z]{4}$")).match(name).hasMatch(),
                 qPrintable(name));
        QVERIFY(QFile::copy(m_people, path("other-name.aisle")));
        QCOMPARE(nameIn(path("other-name.aisle")), name);
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("other")));
        const auto sameName = m_folder.filePath(QStringLiteral("other/people.aisle"));
        QCOMPARE(
            on(sameName, QStringLiteral("import %p %f/log-of-jane.doe1@mail.com.csv --user user --item item")).status,
            0);
        QCOMPARE(on(sameName, QStringLiteral("train %p --split leave-last-out --recommender popularity")).status, 0);
        QVERIFY(nameIn(sameName).startsWith(QLatin1String("Shopper S-")));
        QVERIFY(nameIn(sameName) != name);
    }

    void whatIsNotWrittenIsAFailure()
    {
        for (const char *redirected : {">/dev/full", ">&-"}) {
            for (const char *command : {"--json info '%1'", "info '%1'", "--help", "--version", "train --help"}) {
                const auto line = QString::fromLatin1(command).replace(QStringLiteral("%1"), m_people);
                const auto said = shell(QStringLiteral("\"$AISLE\" %1 %2").arg(line, QString::fromLatin1(redirected)));
                QCOMPARE(said.status, 1);
                QVERIFY2(said.err.contains("could not be written to standard output"), said.err);
            }
        }
    }

    void resultsGoThroughPipes()
    {
        const auto pipe = path("pipe.csv");
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        const auto lines =
            shell(QStringLiteral("wc -l < '%1' & \"$AISLE\" --quiet export '%2' events --out '%1' >&2; wait")
                      .arg(pipe, m_people));
        QCOMPARE(lines.out.trimmed(), QByteArray("301"));
        struct stat status
        {
        };
        QCOMPARE(::stat(QFile::encodeName(pipe).constData(), &status), 0);
        QVERIFY(S_ISFIFO(status.st_mode));
    }

    /// A wait for a pipe that nobody opens ends with the first signal.
    void waitsEnd_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"export %p events --out %f/silent.csv",
                                 "train %p --recommender popularity --exclude-items @%f/silent.csv"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void waitsEnd()
    {
        QFETCH(QString, line);
        ::mkfifo(QFile::encodeName(path("silent.csv")).constData(), 0600);
        QProcess process;
        process.start(
            QStringLiteral(AISLE_CLI),
            split(line.replace(QStringLiteral("%p"), m_people).replace(QStringLiteral("%f"), m_folder.path())));
        QVERIFY(process.waitForStarted());
        QVERIFY(!process.waitForFinished(1500)); // it waits
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitCode(), 3);
    }

    void oddOptionsAreRefused_data()
    {
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *line) {
            auto words = split(QString::fromLatin1(line));
            words.replaceInStrings(QStringLiteral("EMPTY"), QString());
            QTest::newRow(line) << words;
        };
        for (const char *line : {"export %p lists --run 1 --k -1 --out %f/x.csv",
                                 "export %p lists --run 1 --k 0 --out %f/x.csv",
                                 "export %p lists --run 1 --k 4294967306 --out %f/x.csv",
                                 "export %p events --run 7 --out %f/x.csv",
                                 "export %p events --mask nonsense --out %f/x.csv",
                                 "recommend %p --run 1 --user u --out %f/x.csv",
                                 "recommend %p --run 1 --all-users --history a --out %f/x.csv",
                                 "recommend %p --run 1 --history a --input evaluated",
                                 "train %p --recommender popularity --kinds EMPTY",
                                 "train %p --recommender popularity --split EMPTY",
                                 "train %p --recommender popularity --exclude-items EMPTY",
                                 "train %p --recommender popularity --kinds ,",
                                 "train %p --recommender popularity --seed 1 --seed 2",
                                 "train %p --recommender popularity --estimate --lists-out %f/x.csv",
                                 "train %p --recommender popularity --no-test --lists-out %f/x.csv",
                                 "report %p --out %f/x.html --shoppers EMPTY",
                                 "report %p --out %f/x.html --runs ,",
                                 "report %p --out %f/x.html --runs 1,1",
                                 "report %p --out %f/x.html --shoppers jane.doe1@mail.com,jane.doe1@mail.com",
                                 "compare %p --runs 1,1",
                                 "runs %p text",
                                 "import %p --undo 1 --separator ;",
                                 "items %p %f/hostile.csv --user user",
                                 "items %p %f/hostile.csv --kind-map view=view",
                                 "import %p %f/hostile.csv --undo 1",
                                 "import %f/n.aisle %f/hostile.csv --time-zone PST",
                                 "import %f/n.aisle %f/hostile.csv --time-zone berlin",
                                 "import %f/n.aisle %f/hostile.csv --time-zone UTC+25",
                                 "import %f/n.aisle %f/hostile.csv --time-format nan",
                                 "import %f/n.aisle %f/hostile.csv --time-format Q",
                                 "import %f/n.aisle %f/hostile.csv --separator EMPTY",
                                 "import %f/n.aisle %f/hostile.csv --max-ratio -1"})
            row(line);
    }
    void oddOptionsAreRefused()
    {
        QFETCH(QStringList, words);
        for (auto &word : words)
            word.replace(QStringLiteral("%p"), m_people).replace(QStringLiteral("%f"), m_folder.path());
        const auto said = cli(words);
        QVERIFY2(said.status == 2, said.out + said.err);
        QVERIFY(!QFile::exists(path("x.csv")) && !QFile::exists(path("n.aisle")));
    }

    void runsThatPredictRatingsHaveAReport()
    {
        QByteArray log = "user,item,rating,time\n";
        for (int u = 0; u < 30; ++u) {
            for (int e = 0; e < 8; ++e)
                log += QStringLiteral("u%1,i%2,%3,%4\n")
                           .arg(QString::number(u), QString::number((u * 3 + e * 5) % 20),
                                QString::number(1 + (u + e) % 5), QString::number(1600000000 + u * 1000 + e * 86400))
                           .toUtf8();
        }
        write("ratings.csv", log);
        const auto project = path("ratings.aisle");
        QCOMPARE(on(project, QStringLiteral("import %p %f/ratings.csv --value rating")).status, 0);
        const auto trained = on(project, QStringLiteral("train %p --recommender mf --split random:0.6,0.2,0.2"));
        QVERIFY2(trained.status == 0, trained.err);
        const auto reported = on(project, QStringLiteral("report %p --out %f/ratings.html"));
        QVERIFY2(reported.status == 0, reported.err);
        QVERIFY(read(path("ratings.html")).contains("predicted and given values"));
    }

    void fewThreadsAreEnough()
    {
        QCOMPARE(shell(QStringLiteral("ulimit -v 1500000; timeout 60 \"$AISLE\" --quiet train '%1' --recommender ease")
                           .arg(m_people))
                     .status,
                 0);
        const auto tight =
            shell(QStringLiteral("ulimit -v 900000; timeout 60 \"$AISLE\" --quiet train '%1' --recommender ease")
                      .arg(m_people));
        QVERIFY2(tight.status == 0 || tight.status == 1, tight.err);
    }

    void limitsAreSaid()
    {
        const auto files = shell(QStringLiteral("ulimit -n 30; \"$AISLE\" --json info '%1'").arg(m_people));
        QCOMPARE(files.status, 1);
        QVERIFY2(files.err.contains("ulimit -n"), files.err);
        QCOMPARE(files.json().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString(),
                 QStringLiteral("files.too-few"));
        QVERIFY(QFile::copy(m_people, path("limited.aisle")));
        const auto size =
            shell(QStringLiteral("ulimit -f 8; \"$AISLE\" --quiet train '%1' --recommender item-knn --split "
                                 "leave-last-out")
                      .arg(path("limited.aisle")));
        QCOMPARE(size.status, 1);
        QVERIFY2(size.err.contains("ulimit -f"), size.err);
        QCOMPARE(on(path("limited.aisle"), QStringLiteral("info %p")).status, 0);
    }

    void namesThatAreNoUtf8AreRefused()
    {
        for (const char *line :
             {"info '%1'/$(printf '\\377').aisle", "import '%1'/$(printf '\\377').aisle '%1'/hostile.csv",
              "import '%1'/new.aisle '%1'/$(printf '\\377').csv",
              "export '%1'/people.aisle events --out '%1'/$(printf '\\377').csv",
              "rescue '%1'/people.aisle --out '%1'/$(printf '\\377').aisle",
              "metrics --truth '%1'/$(printf '\\377').csv --lists '%1'/hostile.csv"}) {
            const auto said = shell(QStringLiteral("\"$AISLE\" ") +
                                    QString::fromLatin1(line).replace(QStringLiteral("%1"), m_folder.path()));
            QCOMPARE(said.status, 2);
            QVERIFY2(said.err.contains("UTF-8"), said.err);
        }
        QVERIFY(
            QDir(m_folder.path()).entryList({QStringLiteral("*\ufffd*")}, QDir::AllEntries | QDir::System).isEmpty());
        QVERIFY(!QFile::exists(path("new.aisle")));
    }
};

QTEST_GUILESS_MAIN(TestTexts)
#include "tst_texts.moc"
