// The command line as CLI users and scripts call it: the real program in a process of its own.
#include "tests/cli/clitest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>
#include <map>

using namespace aisle::test;

class TestCli : public CliTest
{
    Q_OBJECT
private Q_SLOTS:
    /// Products that only the catalogue knows are listed by content, last by others, and by nobody where only products
    /// with events are asked for; the same products stand for everybody.
    void productsWithoutEventsAreCandidates()
    {
        writeCheckerboard("cold.csv");
        QByteArray items = "item,title,category\n";
        for (int i = 0; i < 20; ++i) // 16 to 19 have no events
            items += QStringLiteral("p%1,%2 thing %1,%2\n")
                         .arg(i)
                         .arg(i % 2 ? QStringLiteral("odd") : QStringLiteral("even"))
                         .toUtf8();
        write("cold-items.csv", items);
        const auto project = path("cold.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("cold.csv")}).status, 0);
        QCOMPARE(cli({QStringLiteral("items"), project, path("cold-items.csv")}).status, 0);
        const auto trained = [&](const char *recommender, const QStringList &more) {
            return cli(QStringList{QStringLiteral("--json"), QStringLiteral("--quiet"), QStringLiteral("train"),
                                   project, QStringLiteral("--recommender"), QString::fromLatin1(recommender)} +
                       more)
                .json();
        };
        const QStringList catalogue{QStringLiteral("--candidates"), QStringLiteral("catalogue")};
        const auto ease = trained("ease", catalogue), content = trained("content", catalogue);
        const auto hash = [](const QJsonObject &run) {
            return run[QStringLiteral("protocol")][QStringLiteral("judged_hash")];
        };
        QVERIFY(!hash(ease).toString().isEmpty());
        QCOMPARE(hash(ease), hash(content));
        QVERIFY(hash(trained("ease", {})) != hash(ease)); // fewer products stand for the same lists
        const auto places = [&](const QJsonObject &run, const char *candidates) {
            const auto answer =
                cli(QStringList{QStringLiteral("--json"), QStringLiteral("recommend"), project, QStringLiteral("--run"),
                                QString::number(run[QStringLiteral("run")].toInt())} +
                    words("--user u1 -k 20 --mask none --candidates") + QStringList{QString::fromLatin1(candidates)});
            std::vector<int> fresh;
            for (const auto &one : answer.json()[QStringLiteral("lists")][0][QStringLiteral("items")].toArray())
                if (one[QStringLiteral("item")].toString().mid(1).toInt() >= 16)
                    fresh.push_back(one[QStringLiteral("rank")].toInt());
            return fresh;
        };
        QCOMPARE(places(ease, "catalogue"), (std::vector<int>{17, 18, 19, 20}));
        QVERIFY(places(ease, "all").empty() && places(content, "all").empty());
        QVERIFY(places(content, "catalogue").front() < 17);
        const QStringList split{QStringLiteral("--split"), QStringLiteral("new-products:0.7,0.1,0.2")};
        const auto popular = trained("popularity", split);
        QCOMPARE(popular[QStringLiteral("protocol")][QStringLiteral("candidates")].toString(), QStringLiteral("new"));
        QCOMPARE(trained("ease", split)[QStringLiteral("test")], popular[QStringLiteral("test")]); // both by chance
        QCOMPARE(cli({QStringLiteral("train"), project, QStringLiteral("--recommender"), QStringLiteral("ease"),
                      QStringLiteral("--candidates"), QStringLiteral("new")})
                     .status,
                 1);
        const auto compared = cli({QStringLiteral("--json"), QStringLiteral("compare"), project,
                                   QStringLiteral("--runs"), QStringLiteral("1,3"), QStringLiteral("--segments")});
        QVERIFY2(compared.json()[QStringLiteral("remarks")][0].toString().contains(QStringLiteral("what is judged")),
                 compared.out);
        QVERIFY(compared.json().contains(QStringLiteral("segments")));
    }

    void goldenMetrics()
    {
        QByteArray truth = "user,item\n";
        QByteArray lists = "user,rank,item\n";
        for (const char *item : {"a", "b", "c"})
            truth += QByteArray("u,") + item + "\n";
        for (int rank = 1; rank <= 10; ++rank)
            lists += "u," + QByteArray::number(rank) + "," +
                     (rank == 2   ? "a"
                      : rank == 5 ? "b"
                                  : "x" + QByteArray::number(rank)) +
                     "\n";
        write("truth.csv", truth);
        write("lists.csv", lists);
        const auto ended =
            cli({QStringLiteral("--json"), QStringLiteral("metrics"), QStringLiteral("--truth"), path("truth.csv"),
                 QStringLiteral("--lists"), path("lists.csv"), QStringLiteral("--cutoffs"), QStringLiteral("10")});
        QVERIFY2(ended.status == 0, ended.err);
        const auto metrics = ended.json().value(QStringLiteral("metrics")).toObject();
        const std::pair<const char *, double> expected[] = {{"Precision@10", .2}, {"Recall@10", .6667},
                                                            {"HitRate@10", 1},    {"MRR@10", .5},
                                                            {"MAP@10", .3},       {"NDCG@10", .4776}};
        for (const auto &[name, value] : expected)
            QVERIFY2(std::abs(metrics.value(QString::fromLatin1(name)).toDouble(-1) - value) < 1e-4, name);
        QCOMPARE(ended.json().value(QStringLiteral("users_evaluated")).toInt(), 1);

        const QStringList judged{QStringLiteral("metrics"), QStringLiteral("--truth"),  path("truth.csv"),
                                 QStringLiteral("--lists"), path("lists.csv"),          QStringLiteral("--cutoffs"),
                                 QStringLiteral("10"),      QStringLiteral("--dialect")};
        const auto inDialects =
            cli(QStringList{QStringLiteral("--json")} + judged +
                QStringList{QStringLiteral("rectools, lenskit"), QStringLiteral("--dialect"), QStringLiteral("vae")});
        QVERIFY2(inDialects.status == 0, inDialects.err);
        const auto dialects = inDialects.json().value(QStringLiteral("dialects")).toObject();
        QCOMPARE(dialects.keys(),
                 (QStringList{QStringLiteral("lenskit"), QStringLiteral("rectools"), QStringLiteral("vae")}));
        const auto gainOf = [&](const char *dialect) {
            return dialects.value(QLatin1String(dialect)).toObject().value(QStringLiteral("NDCG@10")).toDouble(-1);
        };
        QVERIFY(std::abs(gainOf("rectools") - .2240) < 1e-4);
        QVERIFY(std::abs(gainOf("lenskit") - .5438) < 1e-4);
        QVERIFY(std::abs(gainOf("vae") - .4776) < 1e-4);
        QCOMPARE(inDialects.json().value(QStringLiteral("metrics")).toObject(), metrics);
        const auto shown = cli(judged + QStringList{QStringLiteral("rectools")});
        QVERIFY2(shown.out.contains("as RecTools") && shown.out.contains("0.2240"), shown.out);
        const auto unknown = cli(judged + QStringList{QStringLiteral("rectool")});
        QCOMPARE(unknown.status, 2);
        QVERIFY2(unknown.err.contains("rectools"), unknown.err);
        QCOMPARE(cli(judged + QStringList{QStringLiteral("vae,vae")}).status, 2);
    }

    void fromLogToList()
    {
        writeCheckerboard("checker.csv");
        const auto project = path("checker.aisle");
        const auto imported = cli({QStringLiteral("--json"), QStringLiteral("import"), project, path("checker.csv")});
        QVERIFY2(imported.status == 0, imported.err);
        QCOMPARE(imported.json().value(QStringLiteral("rows")).toInt(), 240);
        QCOMPARE(imported.json().value(QStringLiteral("events")).toInt(), 240);
        const auto info = cli({QStringLiteral("--json"), QStringLiteral("info"), project}).json();
        QCOMPARE(info.value(QStringLiteral("users")).toInt(), 40);
        QCOMPARE(info.value(QStringLiteral("items")).toInt(), 16);
        QCOMPARE(info.value(QStringLiteral("kinds")).toObject().value(QStringLiteral("event")).toInt(), 240);

        train(project, "ease", {QStringLiteral("--split"), QStringLiteral("leave-last-out")});
        const auto lists = cli({QStringLiteral("--json"), QStringLiteral("recommend"), project, QStringLiteral("--run"),
                                QStringLiteral("1"), QStringLiteral("--user"), QStringLiteral("u4"),
                                QStringLiteral("--explain"), QStringLiteral("-k"), QStringLiteral("2")});
        QVERIFY2(lists.status == 0, lists.err);
        const auto list = lists.json().value(QStringLiteral("lists")).toArray().at(0).toObject();
        QCOMPARE(list.value(QStringLiteral("user")).toString(), QStringLiteral("u4"));
        QCOMPARE(list.value(QStringLiteral("history")).toArray().size(), 6);
        const auto items = list.value(QStringLiteral("items")).toArray();
        QCOMPARE(items.size(), 2);
        for (const auto &entry : items) {
            const auto item = entry.toObject();
            QVERIFY(QStringView(item.value(QStringLiteral("item")).toString()).mid(1).toInt() % 2 == 0);
            double sum = 0;
            for (const auto &reason : item.value(QStringLiteral("why")).toArray())
                sum += reason.toObject().value(QStringLiteral("contribution")).toDouble();
            QVERIFY(sum > 0);
        }
        // A shopper who is not in the log.
        const auto fresh = cli({QStringLiteral("--json"), QStringLiteral("recommend"), project, QStringLiteral("--run"),
                                QStringLiteral("1"), QStringLiteral("--history"), QStringLiteral("p1,p3"),
                                QStringLiteral("-k"), QStringLiteral("3")});
        for (const auto &entry : fresh.json()
                                     .value(QStringLiteral("lists"))
                                     .toArray()
                                     .at(0)
                                     .toObject()
                                     .value(QStringLiteral("items"))
                                     .toArray())
            QVERIFY(QStringView(entry.toObject().value(QStringLiteral("item")).toString()).mid(1).toInt() % 2 == 1);

        train(project, "popularity", {QStringLiteral("--split"), QStringLiteral("leave-last-out")});
        const auto compared = cli({QStringLiteral("--json"), QStringLiteral("compare"), project,
                                   QStringLiteral("--runs"), QStringLiteral("2,1")});
        QVERIFY2(compared.status == 0, compared.err);
        QVERIFY(!compared.json().value(QStringLiteral("metrics")).toArray().isEmpty());
        const auto page = path("checker.html");
        const auto report = cli({QStringLiteral("--json"), QStringLiteral("report"), project, QStringLiteral("--out"),
                                 page, QStringLiteral("--runs"), QStringLiteral("2,1"), QStringLiteral("--shoppers"),
                                 QStringLiteral("u4"), QStringLiteral("--language"), QStringLiteral("zh_CN")});
        QVERIFY2(report.status == 0, report.err);
        QCOMPARE(report.json().value(QStringLiteral("runs")).toInt(), 2);
        QCOMPARE(report.json().value(QStringLiteral("shoppers")).toInt(), 1);
        QFile written(page);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(QString::fromUtf8(written.readAll()).contains(QString::fromUtf8("顾客 u4")));
        const auto again = cli({QStringLiteral("--json"), QStringLiteral("evaluate"), project, QStringLiteral("--run"),
                                QStringLiteral("1"), QStringLiteral("--mask"), QStringLiteral("none"),
                                QStringLiteral("--dialect"), QStringLiteral("recbole,rectools")});
        QVERIFY2(again.status == 0, again.err);
        const auto dialects = again.json().value(QStringLiteral("dialects")).toObject();
        QCOMPARE(dialects.size(), 2);
        const auto asRecBole = dialects.value(QStringLiteral("recbole")).toObject();
        QCOMPARE(asRecBole.value(QStringLiteral("NDCG@10")),
                 again.json().value(QStringLiteral("test")).toObject().value(QStringLiteral("NDCG@10")));
        QCOMPARE(again.json().value(QStringLiteral("protocol")).toObject().value(QStringLiteral("mask")).toString(),
                 QStringLiteral("none"));
        QCOMPARE(cli({QStringLiteral("--json"), QStringLiteral("runs"), project})
                     .json()
                     .value(QStringLiteral("runs"))
                     .toArray()
                     .size(),
                 3);
    }

    void wrongCallsSayWhat_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("says");
        QTest::newRow("no command") << "" << 2 << "usage";
        QTest::newRow("unknown command") << "trian x" << 2 << "train";
        QTest::newRow("unknown option") << "info x.aisle --jsno" << 2 << "json";
        QTest::newRow("missing project") << "info /nowhere/x.aisle" << 1 << "/nowhere/x.aisle";
        QTest::newRow("missing file") << "import %1/m.aisle /nowhere/log.csv" << 1 << "/nowhere/log.csv";
        QTest::newRow("unknown recommender") << "train %1/wrong.aisle --recommender eaze" << 2 << "ease";
        QTest::newRow("unknown parameter") << "train %1/wrong.aisle --recommender ease --set l3=1" << 2 << "l2";
        QTest::newRow("out of range") << "train %1/wrong.aisle --recommender ease --set l2=-1" << 2 << "l2";
        QTest::newRow("bad split") << "train %1/wrong.aisle --recommender ease --split weekly" << 2 << "leave-last-out";
        QTest::newRow("unknown kind") << "train %1/wrong.aisle --recommender ease --kinds puchase" << 1 << "event";
        QTest::newRow("unknown import") << "import %1/wrong.aisle %1/wrong.csv --like 9" << 1 << "no import 9";
        QTest::newRow("separator") << "import %1/wrong.aisle %1/wrong.csv --separator ;" << 1 << "--separator";
        QTest::newRow("no shopper") << "import %1/wrong.aisle %1/wrong.csv --item user --kind item --context time" << 1
                                    << "--user COLUMN. It may be one of these: user, item, time";
        QTest::newRow("no parts") << "import %1/parts.aisle %1/wrong.csv --part-column item" << 1
                                  << "train, valid or test; it holds";
        QTest::newRow("a column twice") << "import %1/wrong.aisle %1/wrong.csv --user user --item user" << 2 << "user";
        QTest::newRow("unknown parameter") << "train %1/wrong.aisle --recommender ease --set l3=1" << 2
                                           << "the nearest first: l2, beta, gamma, dropout.";
        QTest::newRow("unknown base") << "train %1/wrong.aisle --recommender hybrid --set base=nope" << 2 << "nope";
        QTest::newRow("no threads") << "info %1/wrong.aisle --threads 0" << 2 << "from 1 to 1024";
        QTest::newRow("empty argument") << "info %1/wrong.aisle @" << 2 << "An argument is empty";
        QTest::newRow("empty name") << "runs %1/wrong.aisle --name 1 @" << 2 << "empty";
        QTest::newRow("unknown user") << "recommend %1/wrong.aisle --run 9 --user u1" << 1 << "9";
    }
    void wrongCallsSayWhat()
    {
        QFETCH(QString, line);
        QFETCH(int, status);
        QFETCH(QString, says);
        if (!QFile::exists(path("wrong.aisle"))) {
            writeCheckerboard("wrong.csv");
            QCOMPARE(cli({QStringLiteral("import"), path("wrong.aisle"), path("wrong.csv")}).status, 0);
        }
        auto arguments = words(line.replace(QStringLiteral("%1"), m_folder.path()).toUtf8().constData());
        arguments.replaceInStrings(QRegularExpression(QStringLiteral("^@$")), QString());
        const auto ended = cli(arguments);
        QCOMPARE(ended.status, status);
        QVERIFY2(ended.err.contains(says.toUtf8()), ended.err);
        QVERIFY(!QFile::exists(path("m.aisle")) || status != 1 || !line.startsWith(QLatin1String("import")));
    }

    void failureIsJsonToo()
    {
        const auto ended = cli({QStringLiteral("--json"), QStringLiteral("info"), QStringLiteral("/nowhere/x.aisle")});
        QCOMPARE(ended.status, 1);
        QVERIFY(!ended.json()
                     .value(QStringLiteral("error"))
                     .toObject()
                     .value(QStringLiteral("message"))
                     .toString()
                     .isEmpty());
    }

    void helpHasAnExample()
    {
        for (const char *command :
             {"import", "items", "info", "quarantine", "recommenders", "train", "evaluate", "recommend", "metrics",
              "compare", "report", "runs", "export", "features", "graph", "doctor", "update"}) {
            const auto ended = cli({QString::fromLatin1(command), QStringLiteral("--help")});
            QCOMPARE(ended.status, 0);
            QVERIFY2(ended.out.contains("Example:\n  aisle-cli"), command);
        }
    }

    void wrongValuesAreWrongUsage_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("recommender") << QStringLiteral("--recommender eas") << QByteArray("ease");
        QTest::newRow("option") << QStringLiteral("--recommendr ease") << QByteArray("--recommender");
        QTest::newRow("parameter") << QStringLiteral("--recommender ease --set l2=-1") << QByteArray("0 .. ");
        QTest::newRow("split") << QStringLiteral("--recommender ease --split leave-las-out")
                               << QByteArray("leave-last-out");
        QTest::newRow("mask") << QStringLiteral("--recommender ease --mask sen") << QByteArray("seen");
        QTest::newRow("targets") << QStringLiteral("--recommender ease --targets al") << QByteArray("each-next");
        QTest::newRow("candidates") << QStringLiteral("--recommender ease --candidates uniform")
                                    << QByteArray("uniform:99");
        QTest::newRow("metric") << QStringLiteral("--recommender ease --select NDGC@10") << QByteArray("NDCG");
        QTest::newRow("cut-off") << QStringLiteral("--recommender ease --select NDCG@") << QByteArray("NDCG@10");
        QTest::newRow("patience") << QStringLiteral("--recommender ease --patience -1") << QByteArray("from 0 up");
        QTest::newRow("language") << QStringLiteral("--recommender ease --language de") << QByteArray("zh_CN");
        QTest::newRow("resume") << QStringLiteral("--recommender ease --resume 1")
                                << QByteArray("leave out --recommender");
        QTest::newRow("weights") << QStringLiteral("--recommender popularity --weights w.safetensors")
                                 << QByteArray("cannot start from pretrained weights");
        QTest::newRow("preset") << QStringLiteral("--recommender popularity --preset as-published")
                                << QByteArray("has no presets");
    }
    void wrongValuesAreWrongUsage()
    {
        QFETCH(QString, options);
        QFETCH(QByteArray, named);
        writeCheckerboard("usage.csv");
        const auto project = path("usage.aisle");
        if (!QFile::exists(project))
            QCOMPARE(cli({QStringLiteral("import"), project, path("usage.csv")}).status, 0);
        const auto ended = cli(QStringList{QStringLiteral("train"), project} + options.split(u' '));
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.err.contains(named), ended.err);
    }

    void listsAndMetricsAreJsonLinesByTheName()
    {
        writeCheckerboard("lines.csv");
        const auto project = path("lines.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("lines.csv")}).status, 0);
        QCOMPARE(cli({QStringLiteral("train"), project, QStringLiteral("--recommender"), QStringLiteral("popularity")})
                     .status,
                 0);
        for (const char *what : {"lists", "metrics"}) {
            const auto out = path(what) + QStringLiteral(".jsonl");
            QStringList words{QStringLiteral("export"), project, QString::fromLatin1(what), QStringLiteral("--out"),
                              out};
            if (qstrcmp(what, "lists") == 0)
                words << QStringLiteral("--run") << QStringLiteral("1");
            QCOMPARE(cli(words).status, 0);
            QFile file(out);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto first = QJsonDocument::fromJson(file.readLine()).object();
            QVERIFY(first.contains(QString::fromLatin1(qstrcmp(what, "lists") == 0 ? "score" : "value")));
        }
    }

    void nothingHeldOutStillSaysWhatWasJudged()
    {
        writeCheckerboard("none.csv");
        const auto project = path("none.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("none.csv")}).status, 0);
        const auto json =
            cli({QStringLiteral("--json"), QStringLiteral("train"), project, QStringLiteral("--recommender"),
                 QStringLiteral("popularity"), QStringLiteral("--split"), QStringLiteral("none")})
                .json();
        for (const char *key :
             {"leak", "repeats", "users_evaluated", "users_skipped", "test", "validation", "best_epoch"})
            QVERIFY2(json.contains(QString::fromLatin1(key)), key);
    }

    void resultsNeverReplaceAProject_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        for (const char *target : {"%1/safe.aisle", "%1/link.csv", "%1/result.xlsx"}) {
            for (const char *command : {"report %1/safe.aisle", "recommend %1/safe.aisle --run 1 --all-users",
                                        "train %1/safe.aisle --recommender random", "evaluate %1/safe.aisle --run 1",
                                        "export %1/safe.aisle lists --run 1", "export %1/safe.aisle events"}) {
                const bool ofTest = qstrncmp(command, "train", 5) == 0 || qstrncmp(command, "evaluate", 8) == 0;
                const auto line = QString::fromLatin1(command) +
                                  (ofTest ? QStringLiteral(" --lists-out ") : QStringLiteral(" --out ")) +
                                  QString::fromLatin1(target);
                QTest::newRow(qPrintable(line)) << line << 2;
            }
        }
        QTest::newRow("no folder") << "train %1/safe.aisle --recommender random --lists-out %1/nowhere/x.csv" << 1;
    }
    void resultsNeverReplaceAProject()
    {
        QFETCH(QString, line);
        QFETCH(int, status);
        const auto project = path("safe.aisle");
        if (!QFile::exists(project)) {
            writeCheckerboard("safe.csv");
            QCOMPARE(cli({QStringLiteral("import"), project, path("safe.csv")}).status, 0);
            train(project, "popularity");
            QVERIFY(QFile::link(project, path("link.csv")));
        }
        const auto bytes = [&] {
            QFile file(project);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const auto before = bytes();
        const auto ended = cli(words(line.replace(QStringLiteral("%1"), m_folder.path()).toUtf8().constData()));
        QVERIFY2(ended.status == status, ended.err);
        QVERIFY(!before.isEmpty() && bytes() == before); // refused before any work
        QVERIFY(!QFile::exists(path("result.xlsx")));
    }

    void listsAndTablesSayHowRunsWereJudged()
    {
        writeCheckerboard("judged.csv");
        const auto project = path("judged.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("judged.csv")}).status, 0);
        const auto text = [&](const char *line) {
            const auto ended = cli(words(line) + QStringList{project});
            return ended.status == 0 ? QString::fromUtf8(ended.out) : QString::fromUtf8("failed: " + ended.err);
        };
        train(project, "bought-again", {QStringLiteral("--mask"), QStringLiteral("none")});
        const auto offered = text("recommend --run 1 --user u4 -k 3");
        QVERIFY2(offered.contains(QStringLiteral("seen products offered")), qPrintable(offered));
        const auto list = cli({QStringLiteral("--json"), QStringLiteral("recommend"), project, QStringLiteral("--run"),
                               QStringLiteral("1"), QStringLiteral("--user"), QStringLiteral("u4")})
                              .json();
        QCOMPARE(list.value(QStringLiteral("mask")).toString(), QStringLiteral("none"));
        const auto shopper = list.value(QStringLiteral("lists")).toArray().first().toObject();
        QStringList bought;
        for (const auto &event : shopper.value(QStringLiteral("history")).toArray())
            bought << event.toObject().value(QStringLiteral("item")).toString();
        QVERIFY(bought.contains(shopper.value(QStringLiteral("items"))
                                    .toArray()
                                    .first()
                                    .toObject()
                                    .value(QStringLiteral("item"))
                                    .toString()));
        QVERIFY(text("recommend --run 1 --user u4 --mask seen").contains(QStringLiteral("seen products left out")));

        const auto again = text("evaluate --run 1 --mask none --candidates uniform:5");
        QVERIFY2(again.contains(QStringLiteral("judged again")) && !again.contains(QStringLiteral("trained in")),
                 qPrintable(again));
        const auto table = text("runs");
        QCOMPARE(table.count(QStringLiteral("recommender")), 2);
        QVERIFY2(table.contains(QStringLiteral("5 products drawn")), qPrintable(table));
        const auto compared = cli(words("compare --runs 1,2") + QStringList{project});
        for (const char *said : {"95 % interval", "shoppers that both were judged on", "A = run 1"})
            QVERIFY2(compared.out.contains(said), compared.out);
        QVERIFY2(compared.err.contains("candidates (all | uniform:5)"), compared.err);
    }

    void rankedRunsAreThoseOfTheReport()
    {
        writeCheckerboard("ranked.csv");
        const auto project = path("ranked.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("ranked.csv")}).status, 0);
        for (const auto *recommender : {"random", "ease", "item-knn", "popularity"})
            train(project, recommender, {QStringLiteral("--split"), QStringLiteral("leave-last-out")});
        train(project, "ease", {QStringLiteral("--split"), QStringLiteral("time:0.8,0.1,0.1")});
        const auto ranked =
            cli({QStringLiteral("--json"), QStringLiteral("runs"), project, QStringLiteral("--ranked")});
        QVERIFY2(ranked.status == 0, ranked.err);
        const auto groups = ranked.json().value(QStringLiteral("groups")).toArray();
        QCOMPARE(groups.size(), 2);
        const auto group = groups.at(1).toObject(); // the newest run's comes first
        QCOMPARE(group.value(QStringLiteral("metric")).toString(), QStringLiteral("NDCG@10"));
        QCOMPARE(group.value(QStringLiteral("protocol")).toObject().value(QStringLiteral("split")).toString(),
                 QStringLiteral("leave-last-out"));
        std::map<qint64, int> places;
        QList<int> inOrder;
        for (const auto &value : group.value(QStringLiteral("runs")).toArray()) {
            const auto run = value.toObject();
            const int place = run.value(QStringLiteral("place")).toInt();
            const bool holdsZero =
                run.value(QStringLiteral("low")).toDouble() <= 0 && run.value(QStringLiteral("high")).toDouble() >= 0;
            QCOMPARE(place == 1, holdsZero);
            places[run.value(QStringLiteral("run")).toInteger()] = place;
            inOrder << place;
        }
        for (const int place : inOrder) // 1, 2, 2, 4
            QCOMPARE(place, 1 + static_cast<int>(std::ranges::count_if(inOrder, [&](int one) { return one < place; })));
        QVERIFY(std::ranges::is_sorted(inOrder));
        QCOMPARE(places.size(), std::size_t(4));
        QVERIFY(places[1] > places[2]); // chance is no match for tastes
        const auto page = path("ranked.html");
        QCOMPARE(cli({QStringLiteral("report"), project, QStringLiteral("--out"), page}).status, 0);
        QFile written(page);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto html = QString::fromUtf8(written.readAll());
        for (const auto &[run, place] : places) {
            const QRegularExpression row(
                QStringLiteral("#%1</span>.*?</td><td class=\"n\" align=\"right\">(\\d+)</td>").arg(run),
                QRegularExpression::DotMatchesEverythingOption);
            QCOMPARE(row.match(html).captured(1).toInt(), place);
        }
        QVERIFY(cli({QStringLiteral("runs"), project, QStringLiteral("--ranked")}).out.contains("from best"));
    }

    /// The last basket is held out as a whole, seen products are offered unless --mask says otherwise, and the order of
    /// a basket's lines is none.
    void nextBasketsHaveNoOrder()
    {
        QByteArray lists;
        for (const bool isTurned : {false, true}) {
            const auto name = isTurned ? "turned" : "baskets";
            QByteArray log = "user,basket,item\n";
            for (int u = 0; u < 30; ++u)
                for (int basket = 1; basket <= 4; ++basket)
                    for (int line = 0; line < 3; ++line) {
                        const int item = (u % 3 * 4 + basket % 2 + (isTurned ? 2 - line : line)) % 12;
                        log += QStringLiteral("u%1,%2,i%3\n").arg(u).arg(basket).arg(item).toUtf8();
                    }
            QFile file(path("%1.csv").arg(QLatin1String(name)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(log) == log.size());
            file.close();
            const auto project = path("%1.aisle").arg(QLatin1String(name)),
                       out = path("%1.lists").arg(QLatin1String(name));
            QCOMPARE(cli({QStringLiteral("import"), project, file.fileName(), QStringLiteral("--session"),
                          QStringLiteral("basket")})
                         .status,
                     0);
            const auto ended =
                cli(QStringList{QStringLiteral("--json"), QStringLiteral("--quiet"), QStringLiteral("train"), project,
                                QStringLiteral("--lists-out"), out + QStringLiteral(".csv")} +
                    words("--recommender up-cf --split leave-last-basket-out --cutoffs 3"));
            QVERIFY2(ended.status == 0, ended.err);
            const auto run = ended.json();
            QCOMPARE(run[QStringLiteral("protocol")][QStringLiteral("mask")].toString(), QStringLiteral("none"));
            QCOMPARE(run[QStringLiteral("shape")][QStringLiteral("test")].toInt(), 90);
            // every second basket has 0 1 2, the others 1 2 3: of the last three 3 is in two and 0 in one
            QCOMPARE(run[QStringLiteral("test")][QStringLiteral("Recall@3/repeated")].toDouble(), 2. / 3);
            QVERIFY(run[QStringLiteral("test")][QStringLiteral("NDCG@3/explored")].isUndefined()); // nothing was new
            QFile written(out + QStringLiteral(".csv"));
            QVERIFY(written.open(QIODevice::ReadOnly));
            const auto all = written.readAll();
            QVERIFY(!isTurned || all == lists);
            lists = all;
        }
    }

    void whatCannotBeSaidIsSaidOnce()
    {
        writeCheckerboard("why.csv");
        const auto project = path("why.aisle");
        QCOMPARE(cli({QStringLiteral("import"), project, path("why.csv")}).status, 0);
        train(project, "bpr", {QStringLiteral("--set"), QStringLiteral("epochs=1")});
        const auto ended = cli(words("recommend --run 1 --user u4 --explain") + QStringList{project});
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.out.count("cannot say"), 1);
        QVERIFY(cli(words("recommenders fusion")).out.contains("Needs besides events: runs."));
    }

    void doctorKnowsItsLibraries()
    {
        const auto json = cli({QStringLiteral("--json"), QStringLiteral("doctor")}).json();
        for (const char *name : {"Qt", "LibTorch", "SQLite", "QuaZip"})
            QVERIFY(!json.value(QStringLiteral("versions"))
                         .toObject()
                         .value(QString::fromLatin1(name))
                         .toString()
                         .isEmpty());
        QVERIFY(json.value(QStringLiteral("blas")).toObject().value(QStringLiteral("gflops")).toDouble() > 0);
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
