// Vectors of products by the command line: made, shown, refused.
#include "tests/cli/clitest.h"
#include "tests/support/testdata.h"

#include <QDir>
#include <QJsonArray>
#include <cmath>
#include <tuple>

using namespace aisle::test;

class TestCliFeatures : public CliTest
{
    Q_OBJECT
private:
    QString m_project;

    Ended features(const char *line, bool json = true) const
    {
        auto arguments = words(line);
        for (auto &argument : arguments)
            argument =
                argument == QLatin1String("@") ? QString() : argument.replace(QStringLiteral("%f"), m_folder.path());
        return cli((json ? QStringList{QStringLiteral("--json")} : QStringList()) +
                   QStringList{QStringLiteral("features"), m_project} + arguments);
    }

    /// What `features list` says of one table.
    QJsonValue listed(const QString &name) const
    {
        for (const auto &each : features("list").json()[QStringLiteral("features")].toArray())
            if (each[QStringLiteral("name")].toString() == name)
                return each;
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_project = path("shop.aisle");
        QDir().mkpath(path("bare"));
        write("log.csv", "user,item,time\nann,1,1600000000\nbob,2,1600000001\nann,3,1600000002\nbob,4,1600000003\n");
        write("goods.csv",
              "item,title,category\n1,Green tea,tea\n2,Blakc tea,tea\n3,China cup,cups\n4,Black tea,tea\n");
        QCOMPARE(cli({QStringLiteral("import"), m_project, path("log.csv")}).status, 0);
        QCOMPARE(cli({QStringLiteral("items"), m_project, path("goods.csv")}).status, 0);
    }

    void wordsMakeVectors()
    {
        const auto made = features("encode words --text title,category --dims 16");
        QVERIFY2(made.status == 0, made.err);
        QCOMPARE(made.json().value(QStringLiteral("rows")).toInt(), 4);
        const auto near = features("neighbours words --item 4 -k 2").json().value(QStringLiteral("items")).toArray();
        QCOMPARE(near.size(), 2);
        QCOMPARE(near[0][QStringLiteral("item")].toString(), QStringLiteral("2"));
        QCOMPARE(near[0][QStringLiteral("title")].toString(), QStringLiteral("Blakc tea"));
        QCOMPARE(near[0][QStringLiteral("rank")].toInt(), 1);
        QVERIFY(near[0][QStringLiteral("similarity")].toDouble() > near[1][QStringLiteral("similarity")].toDouble());
        const auto hidden = features("neighbours words --item 4 --pseudonyms").json().value(QStringLiteral("items"));
        QVERIFY(hidden[0][QStringLiteral("item")].toString().size() > 3); // a made-up name

        const auto asked = features("neighbours words --text tea").json().value(QStringLiteral("items"));
        QCOMPARE(asked.toArray().size(), 4);
        QCOMPARE(asked.toArray().last()[QStringLiteral("item")].toString(), QStringLiteral("3")); // a cup
        QVERIFY(features("neighbours words --text zzzz").err.contains("know no word"));
        QVERIFY(features("neighbours words --image %f/goods.csv").err.contains("of texts"));
        QVERIFY(features("neighbours words --text tea --item 4").status == 2);

        write("new.csv", "item,title\n5,Red tea\n");
        QCOMPARE(cli({QStringLiteral("items"), m_project, path("new.csv")}).status, 0);
        const auto all = features("list").json().value(QStringLiteral("features")).toArray();
        QCOMPARE(all.size(), 3); // title, category, words
        const auto last = all.last().toObject();
        QCOMPARE(last[QStringLiteral("name")].toString(), QStringLiteral("words"));
        QCOMPARE(last[QStringLiteral("of")].toString(), QStringLiteral("items"));
        QCOMPARE(last[QStringLiteral("type")].toString(), QStringLiteral("vector"));
        QCOMPARE(last[QStringLiteral("dims")].toInt(), 16);
        QCOMPARE(last[QStringLiteral("rows")].toInt(), 4);
        QCOMPARE(last[QStringLiteral("coverage")].toDouble(), .8);
        QCOMPARE(last[QStringLiteral("stale")].toBool(), true);
        QCOMPARE(last[QStringLiteral("stale_rows")].toInt(), 1);
        QCOMPARE(features("encode words --text title,category --dims 16").status, 0);
        QCOMPARE(features("list").json()[QStringLiteral("features")][2][QStringLiteral("stale")].toBool(), false);
    }

    void filesMakeVectors()
    {
        write("ofusers.csv", "who,x,y\nann,1,0\nbob,0,1\neve,1,1\n");
        const auto made = features("import taste %f/ofusers.csv --of users");
        QVERIFY2(made.status == 0, made.err);
        QCOMPARE(made.json().value(QStringLiteral("rows")).toInt(), 2);
        QCOMPARE(made.json().value(QStringLiteral("unknown")).toInt(), 1);
        QVERIFY(
            made.json().value(QStringLiteral("remarks")).toArray().first().toString().contains(QStringLiteral("eve")));
        const auto near = features("neighbours taste --user ann").json().value(QStringLiteral("users")).toArray();
        QCOMPARE(near[0][QStringLiteral("user")].toString(), QStringLiteral("bob"));
        const auto hidden = features("import taste2 %f/ofusers.csv --of users --pseudonyms", false);
        QVERIFY2(hidden.status == 0 && !(hidden.out + hidden.err).contains("eve"), hidden.err);
        QCOMPARE(features("delete taste").status, 0);
        QCOMPARE(features("delete taste").status, 1);
    }

    /// Both products are spoken of: one's sound is praised, the other's complained of. Some rows are no reviews.
    void reviewsMakeColumns()
    {
        QByteArray log = "item,summary,text,rating,time\n";
        for (int n = 0; n < 40; ++n) {
            const bool praises = n % 2 == 0;
            log += (praises ? "1,Great,\"The sound is great, not bad at all. Delivery zorp.\",5,"
                            : "2,Bad,\"The sounds "
                              "are not good, but the "
                              "case is nice. Delivery "
                              "blarf.\",1,") +
                   QByteArray::number(1600000000 + n * 86400) + '\n';
        }
        write("reviews.csv",
              log + "9,Great,The sound is great,5,1600000000\n3,,,4,1600000000\n4,Fine,It works,often,\n1,2\n");
        const auto made =
            features("reviews %f/reviews.csv --item item --text summary,text --rating rating --time time");
        QVERIFY2(made.status == 0, made.err);
        const auto json = made.json();
        QCOMPARE(json[QStringLiteral("reviews")].toInt(), 42);
        QCOMPARE(json[QStringLiteral("rows")].toInt(), 3);
        QCOMPARE(json[QStringLiteral("unknown")].toInt(), 1);
        QCOMPARE(json[QStringLiteral("rejected")].toInt(), 1);
        QCOMPARE(json[QStringLiteral("sentiment")][QStringLiteral("reviews")].toInt(), 41);
        QCOMPARE(json[QStringLiteral("sentiment")][QStringLiteral("balanced_accuracy")].toDouble(), 1.0);
        const auto columns = json[QStringLiteral("columns")].toVariant().toStringList();
        QCOMPARE(columns.first(), QStringLiteral("sentiment"));
        QVERIFY2(columns.contains(QStringLiteral("sound: sentiment")), qPrintable(columns.join(u';')));
        for (const auto *remark : {"not among the project's", "is no review", "has no text", "no number as a rating"})
            QVERIFY2(made.err.contains(remark), made.err);
        QCOMPARE(listed(QStringLiteral("reviews"))[QStringLiteral("type")].toString(), QStringLiteral("numbers"));
        QCOMPARE(features("neighbours reviews --item 1 -k 1").status, 0);
        const auto trained =
            cli({QStringLiteral("--json"), QStringLiteral("train"), m_project, QStringLiteral("--recommender"),
                 QStringLiteral("content"), QStringLiteral("--features"), QStringLiteral("reviews"),
                 QStringLiteral("--split"), QStringLiteral("none")});
        QVERIFY2(trained.status == 0 && !trained.out.contains("reviews.csv"), trained.err + trained.out);
    }
    /// Without ratings the list of words decides; Chinese words are cut and turned round, too. The second file's
    /// columns take the place of the first's, and nothing does where no product is known.
    void reviewsWithoutRatings()
    {
        write("zh.csv", "商品,评论\n1,音质很好，做工不错\n1,音质非常好，喜欢\n2,音质不好。做工太差\n2,"
                        "音质很差，失望\n2,做工不好\n1,做工很好\n");
        const auto made = features("reviews %f/zh.csv --item 商品 --text 评论");
        QVERIFY2(made.status == 0, made.err);
        QCOMPARE(made.json()[QStringLiteral("sentiment")][QStringLiteral("from")].toString(), QStringLiteral("words"));
        QStringList aspects;
        for (const auto &aspect : made.json()[QStringLiteral("aspects")].toArray())
            aspects << aspect[QStringLiteral("word")].toString();
        QVERIFY2(aspects.contains(QStringLiteral("音质")), qPrintable(aspects.join(u';')));
        write("none.csv", "item,text\n77,good\n");
        QCOMPARE(features("reviews %f/none.csv --item item --text text").status, 1);
        QCOMPARE(listed(QStringLiteral("reviews"))[QStringLiteral("rows")].toInt(), 2);
        QCOMPARE(features("delete reviews").status, 0);
    }
    void picturesMakeVectors()
    {
        const auto from = sourceFile("tests/data/imageencoders/pictures/");
        QDir().mkpath(path("shots/more"));
        for (const auto &[name, file] : {std::pair("1.jpg", "plain.jpg"),
                                         {"more/2.png", "clear.png"},
                                         {"3.jpg", "plain.bmp"},
                                         {"4.jpg", "empty.jpg"},
                                         {"banner.jpg", "grey.jpg"}})
            QVERIFY(QFile::copy(from + QLatin1String(file), path("shots/") + QLatin1String(name)));
        const auto made = features("encode looks --images %f/shots");
        QVERIFY2(made.status == 0, made.err);
        const auto json = made.json();
        QCOMPARE(json[QStringLiteral("rows")].toInt(), 3);
        QCOMPARE(json[QStringLiteral("unreadable")].toInt(), 1);
        QVERIFY(json[QStringLiteral("unreadable_examples")][0].toString().contains(QStringLiteral("4.jpg")));
        QCOMPARE(json[QStringLiteral("unknown")].toInt(), 1);
        const auto near = features("neighbours looks --item 1 -k 1").json().value(QStringLiteral("items"));
        QCOMPARE(near[0][QStringLiteral("item")].toString(), QStringLiteral("3"));
        const auto seen = features("neighbours looks --image %f/shots/1.jpg").json().value(QStringLiteral("items"));
        QCOMPARE(seen[0][QStringLiteral("item")].toString(), QStringLiteral("1"));
        QVERIFY(std::abs(seen[0][QStringLiteral("similarity")].toDouble() - 1) < 1e-6);
        QVERIFY(features("neighbours looks --image %f/shots/4.jpg").err.contains("4.jpg"));
        QVERIFY(features("neighbours looks --text tea").err.contains("of pictures"));
        QCOMPARE(features("encode looks --images %f/shots").json()[QStringLiteral("encoded")].toInt(), 0);
        for (const auto &one : features("list").json()[QStringLiteral("features")].toArray())
            if (one[QStringLiteral("name")] == QLatin1String("looks")) {
                QCOMPARE(one[QStringLiteral("source")].toString(), QStringLiteral("pictures of shots by builtin"));
                QCOMPARE(one[QStringLiteral("stale")].toBool(), false);
            }
        QCOMPARE(features("delete looks").status, 0);
    }
    /// p16 and p17 are new: nobody chose them, and only the vectors say which shoppers they are for.
    void vectorsDecideTheListOfANewProduct()
    {
        writeCheckerboard("board.csv");
        QByteArray goods = "item,title\n", vectors = "item,even,odd\n", shoppers = "user,x\n";
        for (int p = 0; p < 18; ++p) {
            goods += QByteArrayLiteral("p%,Thing\n").replace('%', QByteArray::number(p));
            vectors += 'p' + QByteArray::number(p) + (p % 2 ? ",0,1\n" : ",1,0\n");
        }
        for (int u = 0; u < 40; ++u)
            shoppers += 'u' + QByteArray::number(u) + ',' + QByteArray::number(u % 2) + '\n';
        write("board-goods.csv", goods);
        write("colours.csv", vectors);
        write("shoppers.csv", shoppers);
        write("far.csv", "item,x\np16,1\n");
        for (const auto *line :
             {"import %f/board.aisle %f/board.csv", "items %f/board.aisle %f/board-goods.csv",
              "features %f/board.aisle import colours %f/colours.csv", "features %f/board.aisle import far %f/far.csv",
              "features %f/board.aisle import people %f/shoppers.csv --of users"})
            QCOMPARE(run(line).status, 0);
        const auto trained = json("train %f/board.aisle --recommender content --features colours --split none");
        QVERIFY2(trained.contains(QStringLiteral("features")), qUtf8Printable(remarksOf(trained)));
        const auto use = trained[QStringLiteral("features")][0];
        QCOMPARE(use[QStringLiteral("name")].toString(), QStringLiteral("colours"));
        QCOMPARE(use[QStringLiteral("of")].toString(), QStringLiteral("items"));
        QCOMPARE(use[QStringLiteral("coverage")].toDouble(), 1.);
        for (const auto &[history, wanted, other] : {std::tuple("p0,p2", "p16", "p17"), {"p1,p3", "p17", "p16"}}) {
            const auto items = json(QByteArray("recommend %f/board.aisle --run 1 -k 18 --explain --history ") +
                                    history)[QStringLiteral("lists")][0][QStringLiteral("items")]
                                   .toArray();
            QStringList listed;
            QString why;
            for (const auto &item : items) {
                listed << item[QStringLiteral("item")].toString();
                if (listed.last() == QLatin1String(wanted))
                    why = item[QStringLiteral("why")][0][QStringLiteral("text")].toString();
            }
            QVERIFY2(listed.contains(QLatin1String(wanted)), qUtf8Printable(listed.join(u',')));
            QVERIFY(listed.indexOf(QLatin1String(wanted)) < listed.indexOf(QLatin1String(other)));
            QCOMPARE(why, QStringLiteral("features 'colours'"));
        }
    }

    void trainingsSayWhatTheyDoNotTake_data()
    {
        QTest::addColumn<QString>("says");
        QTest::newRow("ease --features colours") << QStringLiteral(
            "EASE takes no features. These do: content, hybrid, dropoutnet, vbpr, two-tower, sasrec.");
        QTest::newRow("content --features colurs")
            << QStringLiteral("There are no features called \"colurs\". There are: colours, far, people.");
        QTest::newRow("content --features people")
            << QStringLiteral("and the features \"people\" are of shoppers. These take them: two-tower.");
        QTest::newRow("content --features far --exclude-items p16")
            << QStringLiteral("Of the 17 products of this training none has a vector among the features \"far\"");
        QTest::newRow("content --features colours,colours") << QStringLiteral("names colours twice");
        QTest::newRow("content --estimate --features colurs") << QStringLiteral("There are no features");
        QTest::newRow("sasrec --freeze yes") << QStringLiteral("name them with --features");
        QTest::newRow("sasrec --features colours --freeze maybe") << QStringLiteral("--freeze takes yes, no");
        QTest::newRow("content --features colours --freeze no")
            << QStringLiteral("Content leaves features as they are");
    }
    void trainingsSayWhatTheyDoNotTake()
    {
        QFETCH(const QString, says);
        const auto ended = run(QByteArray("train %f/board.aisle --recommender ") + QTest::currentDataTag());
        QVERIFY(ended.status != 0);
        QVERIFY2(QString::fromUtf8(ended.err).contains(says), ended.err);
    }

    void coverageAndLossAreSaid()
    {
        const auto little = json("train %f/board.aisle --recommender content --features far");
        QVERIFY2(remarksOf(little).contains(
                     QStringLiteral("Features \"far\": only 1 of 18 products have a vector (5.6 %).")),
                 qUtf8Printable(remarksOf(little)));
        const auto deleted = json("features %f/board.aisle delete far");
        QVERIFY2(remarksOf(deleted).contains(QStringLiteral("1 run learnt from them (2)")),
                 qUtf8Printable(remarksOf(deleted)));
        QVERIFY(remarksOf(json("runs %f/board.aisle"))
                    .contains(QStringLiteral("Run 2: Features that it learnt from were deleted: far.")));
        QCOMPARE(run("recommend %f/board.aisle --run 2 --user u1").status, 0);
        QVERIFY(!json("features %f/board.aisle delete people").value(QStringLiteral("remarks")).toArray().size());
        const auto infos = json("recommenders two-tower")[QStringLiteral("recommenders")][0];
        QCOMPARE(infos[QStringLiteral("takes_features")].toArray(),
                 (QJsonArray{QStringLiteral("items"), QStringLiteral("users")}));
    }

    /// One option, three ways to use features; what is trained says which.
    void freezingIsAParameterOfSasrec()
    {
        for (const auto &[option, vectors] :
             {std::pair("", "sum"), std::pair(" --freeze yes", "frozen"), std::pair(" --freeze no", "start")}) {
            const auto trained = json(QByteArray("train %f/board.aisle --recommender sasrec --set epochs=1 "
                                                 "--set factors=8 --split none --features colours") +
                                      option);
            QCOMPARE(trained[QStringLiteral("parameters")][QStringLiteral("item-vectors")].toString(),
                     QLatin1String(vectors));
            const auto number = QByteArray::number(trained[QStringLiteral("run")].toInt());
            const auto items = json(QByteArray("recommend %f/board.aisle --explain -k 18 --user u1 --run ") +
                                    number)[QStringLiteral("lists")][0][QStringLiteral("items")]
                                   .toArray();
            QVERIFY(!items.isEmpty());
            QVERIFY(!items.first()[QStringLiteral("why")].toArray().isEmpty());
        }
    }

    /// What a run made of an encoder is the same by the run's number and as a folder of its own.
    void runsTuneEncoders()
    {
        const auto encoder = sourceFile("tests/data/encoders/tiny-bert");
        const auto trained = cli(
            {QStringLiteral("--json"), QStringLiteral("train"), m_project, QStringLiteral("--recommender"),
             QStringLiteral("text-encoder"), QStringLiteral("--set"), QStringLiteral("encoder=%1").arg(encoder),
             QStringLiteral("--set"), QStringLiteral("epochs=2"), QStringLiteral("--split"), QStringLiteral("none")});
        QVERIFY2(trained.status == 0, trained.err);
        const auto run = QString::number(trained.json()[QStringLiteral("run")].toInt());
        const auto exported =
            cli({QStringLiteral("--json"), QStringLiteral("export"), m_project, QStringLiteral("encoder"),
                 QStringLiteral("--run"), run, QStringLiteral("--out"), path("tuned")});
        QVERIFY2(exported.status == 0, exported.err);
        const auto embedded = [&](const QString &by) {
            return cli({QStringLiteral("--json"), QStringLiteral("features"), m_project, QStringLiteral("embed"),
                        QStringLiteral("red cup"), QStringLiteral("--encoder"), by})
                .json()[QStringLiteral("vectors")][0]
                .toArray();
        };
        const auto ofRun = embedded(run), ofFolder = embedded(path("tuned"));
        QVERIFY(!ofRun.isEmpty());
        QCOMPARE(ofFolder.size(), ofRun.size());
        for (qsizetype d = 0; d < ofRun.size(); ++d)
            QVERIFY(std::abs(ofRun[d].toDouble() - ofFolder[d].toDouble()) < 1e-5);
        const auto made = features(qPrintable(QStringLiteral("encode tuned --text title --encoder ") + run));
        QVERIFY2(made.status == 0, made.err);
        QVERIFY(listed(QStringLiteral("tuned"))[QStringLiteral("source")].toString().contains(QStringLiteral("run ") +
                                                                                              run));
        QCOMPARE(features("delete tuned").status, 0);

        const auto wrong = [&](const QStringList &more) {
            return cli(QStringList{QStringLiteral("export"), m_project, QStringLiteral("encoder")} + more);
        };
        QCOMPARE(wrong({QStringLiteral("--out"), path("other")}).status, 2);
        const auto again = wrong({QStringLiteral("--run"), run, QStringLiteral("--out"), path("tuned")});
        QVERIFY2(again.status == 1 && again.err.contains("not empty"), again.err);
        const auto none = wrong({QStringLiteral("--run"), QStringLiteral("99"), QStringLiteral("--out"), path("x")});
        QVERIFY2(none.status == 1 && none.err.contains("99"), none.err);
    }

    void wrongCallsSayWhat_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("encodes words") << 2 << QByteArray("import, encode");
        QTest::newRow("encode") << 2 << QByteArray("Name the features");
        QTest::newRow("encode w") << 2 << QByteArray("--text title");
        QTest::newRow("encode w --text colour") << 1 << QByteArray("title, category");
        QTest::newRow("encode w --text title --dims 1") << 2 << QByteArray("--dims");
        QTest::newRow("encode w --text title --item 1") << 2 << QByteArray("--item means nothing here");
        QTest::newRow("encode w --text title --encoder gpt") << 1 << QByteArray("gpt");
        QTest::newRow("encode w --images nowhere") << 1 << QByteArray("no folder nowhere");
        QTest::newRow("encode w --images %f/bare") << 1 << QByteArray("no picture in");
        QTest::newRow("encode w --images @") << 2 << QByteArray("--images is empty");
        QTest::newRow("encode w --images %f --text title") << 2 << QByteArray("--text");
        QTest::newRow("encode w --images %f --folder %f") << 2 << QByteArray("--folder");
        QTest::newRow("encode w --images image --folder nowhere") << 2 << QByteArray("nowhere");
        QTest::newRow("encode w --images %f --dims 9") << 2 << QByteArray("--dims");
        QTest::newRow("encode w --images %f --preprocess clip") << 2 << QByteArray("--preprocess");
        QTest::newRow("encode w --images %f --encoder e --preprocess keras")
            << 2 << QByteArray("torchvision, caffe, clip");
        QTest::newRow("encode w --images %f --encoder nowhere") << 1 << QByteArray("nowhere");
        QTest::newRow("encode w --text title --preprocess clip") << 2 << QByteArray("only with --images");
        QTest::newRow("embed tea") << 2 << QByteArray("--encoder FOLDER");
        QTest::newRow("embed tea --encoder %f") << 1 << QByteArray("json");
        QTest::newRow("encode a,b --text title") << 1 << QByteArray("without a comma");
        QTest::newRow("import w") << 2 << QByteArray("Name the file");
        QTest::newRow("import w /nowhere/v.npy") << 1 << QByteArray("/nowhere/v.npy");
        QTest::newRow("import w %f/log.csv") << 1 << QByteArray("log.csv");
        QTest::newRow("import w %f/goods.csv --of carts") << 2 << QByteArray("items or users");
        QTest::newRow("neighbours none --item 1") << 1 << QByteArray("none");
        QTest::newRow("reviews %f/goods.csv") << 2 << QByteArray("--item COLUMN");
        QTest::newRow("reviews --item a --text b") << 2 << QByteArray("Name one file");
        QTest::newRow("reviews %f/goods.csv --item item --text nothing") << 1 << QByteArray("no column nothing");
        QTest::newRow("reviews %f/nowhere.csv --item item --text title") << 1 << QByteArray("nowhere.csv");
        QTest::newRow("delete @") << 2 << QByteArray("empty");
        QTest::newRow("list words") << 2 << QByteArray("words");
    }
    void wrongCallsSayWhat()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, says);
        const auto ended = features(QTest::currentDataTag(), false);
        QCOMPARE(ended.status, status);
        QVERIFY2(ended.err.contains(says), ended.err);
    }
};

QTEST_GUILESS_MAIN(TestCliFeatures)
#include "tst_clifeatures.moc"
