// With pseudonyms nobody's key gets out of the command line, whatever holds it: 3,000 known keys are searched for.
#include "tests/cli/program.h"
#include "tests/support/knownkeys.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace aisle::test;

class TestPrivacy : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    KnownKeys m_keys{3000, {QStringLiteral("shop.aisle"), QStringLiteral("shop"), QStringLiteral("visits.aisle")}};

    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
    /// In the folder. @param line  words with spaces between
    Ended run(const QString &line) const
    {
        QStringList words;
        for (auto word : line.split(u' ', Qt::SkipEmptyParts))
            words << word.replace(QStringLiteral("%f"), m_folder.path());
        return cli(words);
    }
    void made(const QString &line) const
    {
        const auto said = run(line);
        QVERIFY2(said.status == 0, (line.toUtf8() + said.err));
    }

    /// Keys as shoppers, in sessions, contexts, rejected rows, attributes of shoppers and products, and files' names.
    void makeShop() const
    {
        QByteArray log = "user,item,session,timestamp,note\n", people = "user_id,email,friend\n",
                   things = "item,title,category,last_buyer,seller\n";
        for (int u = 0; u < m_keys.count(); ++u) {
            const auto key = m_keys.key(u).toUtf8();
            for (int e = 0; e < 3; ++e)
                log += key + ",item-" + QByteArray::number((u * 7 + e * 3) % 60) + ",visit " + QByteArray::number(e) +
                       " of " + key + ',' + QByteArray::number(1600000000 + u * 60 + e * 3600) + ",called " + key +
                       '\n';
            people += key + ',' + key + ',' + m_keys.key((u + 1) % m_keys.count()).toUtf8() + '\n';
        }
        for (int bad = 0; bad < 30; ++bad)
            log += m_keys.key(bad).toUtf8() + (bad % 2 ? ",,x,1600000000,n\n" : ",item-1,x,yesterday,n\n");
        for (int i = 0; i < 60; ++i)
            things += "item-" + QByteArray::number(i) + ",Cup " + QByteArray::number(i) + ",Cups," +
                      m_keys.key(i).toUtf8() + ',' + m_keys.key(3 * (i % 5)).toUtf8() + '\n';
        write(QStringLiteral("log of jane.doe3@mail.com.csv"), log);
        write(QStringLiteral("KQUX1.csv"), people);
        write(QStringLiteral("7744000002.csv"), things);
        const auto logPath = path(QStringLiteral("log of jane.doe3@mail.com.csv"));
        const auto imported =
            cli({QStringLiteral("import"), path(QStringLiteral("shop.aisle")), logPath, QStringLiteral("--user"),
                 QStringLiteral("user"), QStringLiteral("--item"), QStringLiteral("item"), QStringLiteral("--session"),
                 QStringLiteral("session"), QStringLiteral("--time"), QStringLiteral("timestamp"),
                 QStringLiteral("--context"), QStringLiteral("note")});
        QVERIFY2(imported.status == 0, imported.err);
        made(QStringLiteral("import %f/shop.aisle %f/KQUX1.csv"));
        made(QStringLiteral("items %f/shop.aisle %f/7744000002.csv"));
        for (const char *recommender : {"popularity", "item-knn", "content"})
            made(QStringLiteral("train %f/shop.aisle --split leave-last-out --recommender ") +
                 QString::fromLatin1(recommender));
    }
    /// A log of sessions without shoppers: the session is the shopper.
    void makeVisits() const
    {
        QByteArray log = "session,item,timestamp\n";
        for (int u = 0; u < m_keys.count(); ++u) {
            for (int e = 0; e < 3; ++e)
                log += m_keys.key(u).toUtf8() + ",item-" + QByteArray::number((u * 7 + e * 3) % 60) + ',' +
                       QByteArray::number(1600000000 + u * 60 + e * 3600) + '\n';
        }
        write(QStringLiteral("visits.csv"), log);
        made(QStringLiteral("import %f/visits.aisle %f/visits.csv --session session --item item --time timestamp"));
        for (const char *recommender : {"popularity", "item-knn"})
            made(QStringLiteral("train %f/visits.aisle --split leave-last-out --recommender ") +
                 QString::fromLatin1(recommender));
    }

private Q_SLOTS:
    void initTestCase()
    {
        makeShop();
        makeVisits();
        for (const char *project : {"shop", "visits"}) // the last run of each
            made(
                QStringLiteral("train %f/%1.aisle --split leave-last-out --recommender item-knn --exclude-items item-1")
                    .arg(QLatin1String(project)));
    }

    /// The search finds what it is to find.
    void tracesAreFound_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto hashed = [](const char *text, QCryptographicHash::Algorithm algorithm) {
            return QCryptographicHash::hash(text, algorithm).toHex();
        };
        QTest::newRow("raw") << QByteArray("a,jane.doe3@mail.com,b");
        QTest::newRow("in part") << QByteArray("JANE.DOE\xe2\x80\xa6");
        QTest::newRow("md5") << "x" + hashed("KQUX1", QCryptographicHash::Md5);
        QTest::newRow("salted") << hashed("shop.aisleSKQUX1", QCryptographicHash::Sha256).first(12);
        QTest::newRow("digits") << QByteArray("id=7744000002");
    }
    void tracesAreFound()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!m_keys.found(text).isEmpty());
        QVERIFY(m_keys.found(QByteArray("S-7Q3K-M2PA,item-3,0123456789abcdef")).isEmpty());
    }

    void nothingTellsAKey_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("file");
        for (const char *project : {"shop", "visits"}) {
            const auto row = [project](const char *line, const char *file = "") {
                auto full = QString::fromLatin1(line).replace(
                    QStringLiteral("%p"), QStringLiteral("%f/%1.aisle").arg(QLatin1String(project)));
                full.replace(QStringLiteral("%l"),
                             QByteArray(project) == "shop" ? QStringLiteral("4") : QStringLiteral("3"));
                QTest::newRow(qPrintable(full)) << full << QString::fromLatin1(file);
            };
            row("report %p --out %f/o.html", "o.html");
            row("--language zh_CN report %p --out %f/o.html", "o.html");
            row("export %p events --out %f/o.csv", "o.csv");
            row("export %p items --out %f/o.jsonl", "o.jsonl");
            row("export %p quarantine --out %f/o.csv", "o.csv");
            row("export %p lists --run 2 --out %f/o.csv", "o.csv");
            row("recommend %p --run 2 --all-users --out %f/o.csv", "o.csv");
            row("--json recommend %p --run 2 --user jane.doe6@mail.com --user KQUX7 --explain");
            row("--json compare %p --runs 1,2");
            row("compare %p --runs 1,2");
            row("--json compare %p --runs 2,%l");
            row("--json runs %p");
            row("--json info %p");
            row("info %p");
            row("--json quarantine %p --limit 100");
            row("evaluate %p --run 2 --mask none --lists-out %f/o.csv", "o.csv");
            row("--json train %p --recommender random --exclude-items item-1 --lists-out %f/o.jsonl", "o.jsonl");
        }
        QTest::newRow("content") << QStringLiteral(
                                        "--json recommend %f/shop.aisle --run 3 --user jane.doe6@mail.com --explain")
                                 << QString();
        const auto ofShop = [](const QString &line) { QTest::newRow(qPrintable(line)) << line << QString(); };
        for (const char *line :
             {"compare %f/shop.aisle --runs 2,4", "--json runs %f/shop.aisle --ranked",
              "--json evaluate %f/shop.aisle --run 4 --mask none", "import %f/fresh.aisle %f/KQUX1.csv --again"})
            ofShop(QString::fromLatin1(line));
        for (const char *file : {"KQUX1.csv", "7744000002.csv"})
            for (const char *how :
                 {"import %f/shop.aisle %f/%1 --dry-run", "--json import %f/shop.aisle %f/%1 --dry-run",
                  "--json items %f/shop.aisle %f/%1 --again"})
                ofShop(QString::fromLatin1(how).replace(QStringLiteral("%1"), QLatin1String(file)));
        QTest::newRow("metrics") << QStringLiteral("export %f/shop.aisle metrics --out %f/o.csv")
                                 << QStringLiteral("o.csv");
    }
    void nothingTellsAKey()
    {
        QFETCH(QString, line);
        QFETCH(QString, file);
        const auto said = run(line + QStringLiteral(" --pseudonyms"));
        QVERIFY2(said.status == 0, said.err);
        auto all = said.out + said.err;
        if (!file.isEmpty())
            all += read(file);
        QVERIFY(all.size() > 20);
        QVERIFY(!all.contains("\"item-1\""));
        const auto traces = m_keys.found(all.replace(m_folder.path().toUtf8(), ""));
        QVERIFY2(traces.isEmpty(), qPrintable(traces.join(u'\n')));
    }

    /// What prints or writes keys of shoppers can leave them out.
    void everyCommandThatNamesShoppersTakesTheOption()
    {
        for (const char *command : {"import", "items", "info", "quarantine", "runs", "recommend", "compare", "report",
                                    "export", "features", "graph", "train", "evaluate", "update"})
            QVERIFY2(run(QString::fromLatin1(command) + QStringLiteral(" --help")).out.contains("--pseudonyms"),
                     command);
    }
};

QTEST_GUILESS_MAIN(TestPrivacy)
#include "tst_privacy.moc"
