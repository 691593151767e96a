#include "core/transfer/reading/rowreader.h"
#include "tests/core/readingsupport.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace aisle;
using namespace aisle::test;

class TestReaders : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;

private Q_SLOTS:
    void recipeSurvivesJson()
    {
        Recipe recipe;
        recipe.layout = Layout::Sequences;
        recipe.separator = QStringLiteral("::");
        recipe.header = false;
        recipe.encoding = QStringLiteral("GB18030");
        recipe.columns = {{QStringLiteral("a"), Role::User, {}},
                          {QStringLiteral("b"), Role::ItemField, QStringLiteral("title")}};
        recipe.timeFormat = QStringLiteral("dd.MM.yyyy");
        recipe.dayFirst = recipe.negativeQuantityIsReturn = recipe.dropDuplicates = recipe.guestsBySession =
            recipe.sessionsAreUsers = recipe.headsBelow = true;
        recipe.timeZone = QStringLiteral("Asia/Shanghai");
        recipe.decimal = u',';
        recipe.missing = QStringList{QStringLiteral("-")};
        recipe.kindDefault = QStringLiteral("buy");
        recipe.kindDefaultMeaning = Meaning::Purchase;
        recipe.kindMap = {{QStringLiteral("加购"), Meaning::Cart}};
        recipe.part = StoredPart::Valid;
        recipe.partColumn = QStringLiteral("part");
        recipe.joinFile = QStringLiteral("heads.csv");
        recipe.joinColumn = QStringLiteral("order");
        recipe.joinColumns = {{QStringLiteral("t"), Role::Time, {}}};
        recipe.maxFieldBytes = 7;
        recipe.skipLines = 3;
        recipe.comment = QStringLiteral("#");
        recipe.quotes = Quotes::None;
        recipe.flattening = {
            {QStringLiteral("a")}, {QStringLiteral("a")}, QStringLiteral(","), QStringLiteral("K x N")};
        recipe.filledDown = QStringList{QStringLiteral("a")};
        recipe.orderColumn = QStringLiteral("b");
        const auto json = recipe.toJson();
        QCOMPARE(Recipe::fromJson(json).toJson(), json);
        QCOMPARE(json.size(), 31);
        QCOMPARE(Recipe::fromJson({}).toJson(), Recipe().toJson());
    }

    void records_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("separator");
        QTest::addColumn<QStringList>("expected"); // fields joined by '~', or !reason
        const auto row = [](const char *name, const char *text, const char *separator, QStringList expected) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(separator) << expected;
        };
        const auto list = [](const char *words) { return QString::fromUtf8(words).split(u'#'); };
        row("lf", "a,b\n1,2\n3,4\n", ",", list("1~2#3~4"));
        row("crlf", "a,b\r\n1,2\r\n3,4\r\n", ",", list("1~2#3~4"));
        row("cr", "a,b\r1,2\r3,4\r", ",", list("1~2#3~4"));
        row("mixed", "a,b\r1,2\n3,4\r\n5,6", ",", list("1~2#3~4#5~6"));
        row("no final newline", "a,b\n1,2\n3,", ",", list("1~2#3~"));
        row("blank lines", "\n\na,b\n\n1,2\n\n", ",", list("1~2"));
        row("quoted", "a,b\n\"x,y\",\"p\nq\"\n", ",", list("x,y~p\nq"));
        row("doubled", "a,b\n\"say \"\"hi\"\"\",\"\"\n", ",", list("say \"hi\"~"));
        row("quote inside", "a,b\n5\"x,6\"\n", ",", list("5\"x~6\""));
        row("stray opening quote", "a,b\n\"Weird\" Al,2\n3,4\n", ",", list("\"Weird\" Al~2#3~4"));
        row("space behind quote", "a,b\n\"x\" ,\"y\" \n", ",", list("x~y"));
        row("backslash quote", "a,b\n\"x \\\"y\\\" z\",2\n", ",", list("x \"y\" z~2"));
        row("open at the end", "a,b\n1,2\n3,\"open\n", ",", list("1~2#!open-quote"));
        row("open in the middle", "a,b\n1,\"open\n3,4\n5,6\n", ",", list("1~\"open#3~4#5~6"));
        row("ragged", "a,b\n1\n1,2\n1,2,3\n", ",", list("!wrong-fields#1~2#!wrong-fields"));
        row("separator at line ends", "a,b\n1,2,\n3,4,,\n", ",", list("1~2#3~4"));
        row("bad utf-8", "a,b\n1,\xff\n3,4\n", ",", list("!bad-encoding#3~4"));
        row("double colon", "a::b\n1::2:3\n4::5\n", "::", list("1~2:3#4~5"));
        row("spaces", "a b\n1   2\n 3\t4 \n", " ", list("1~2#3~4"));
        row("tab", "a\tb\n1\t\n", "\t", list("1~"));
        row("sep= line", "sep=;\na;b\n1;2\n", ";", list("1~2"));
        row("more names in the header of RecBole", "a:token\tb:float\n1\t2\n", "\t", list("1~2"));
    }
    void records()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, separator);
        QFETCH(QStringList, expected);
        Recipe recipe;
        recipe.separator = separator;
        const auto source = written(m_dir, QStringLiteral("r.csv"), text);
        QStringList got;
        for (const auto &row : readAll(source, recipe))
            got << (row.reason.isEmpty() ? row.fields.join(u'~') : u'!' + row.reason);
        QCOMPARE(got, expected);
        QCOMPARE(openRows(source, recipe)->header(), (std::vector<std::string>{"a", "b"}));
    }
    void linesAreCountedThroughQuotes()
    {
        const auto rows = readAll(written(m_dir, QStringLiteral("l.csv"), "a,b\n\"1\n\n\",2\r\n\n3,4\n"), {});
        QCOMPARE(rows.size(), 2U);
        QCOMPARE(rows[0].line, 2);
        QCOMPARE(rows[1].line, 6);
    }
    void recordsCrossBlocks()
    {
        QByteArray text("a,b,c\r\n");
        for (int i = 0; i < 300000; ++i)
            text += QByteArray::number(i) + (i % 7 ? ",plain,\"x\"\"y\"\r\n" : ",\"two\r\nlines, one field\",z\r\n");
        const auto rows = readAll(written(m_dir, QStringLiteral("b.csv"), text), {});
        QCOMPARE(rows.size(), 300000U);
        for (int i = 0; i < 300000; ++i) {
            const auto &row = rows[std::size_t(i)];
            QCOMPARE(row.fields.size(), 3);
            QCOMPARE(row.fields[0], QString::number(i));
            QCOMPARE(row.fields[2], i % 7 ? QStringLiteral("x\"y") : QStringLiteral("z"));
        }
    }
    void tooLongRecordsAreSkippedOver()
    {
        ReadLimits limits;
        limits.maxRecordBytes = 1 << 20;
        const auto text = "a,b\n1,2\n" + QByteArray(9 << 20, 'x') + "\n3,4\n";
        const auto rows = readAll(written(m_dir, QStringLiteral("t.csv"), text), {}, limits);
        QCOMPARE(rows.size(), 3U);
        QCOMPARE(rows[1].reason, QStringLiteral("too-long"));
        QCOMPARE(rows[2].fields.join(u'~'), QStringLiteral("3~4"));
        QCOMPARE(rows[2].line, 4);
    }
    void headersAreMadeDistinct()
    {
        const auto source = written(m_dir, QStringLiteral("h.csv"), "id,id,,name, name ,\"na\"\"me\"\n1,2,3,4,5,6\n");
        QCOMPARE(openRows(source, {})->header(),
                 (std::vector<std::string>{"id", "id_2", "#3", "name", "name_2", "na\"me"}));
    }
    void pairsOfLines()
    {
        const auto source = written(m_dir, QStringLiteral("p.txt"), "u1 a b\nu2 c\nu3\n");
        Recipe recipe;
        recipe.separator = QStringLiteral(" ");
        recipe.header = false;
        recipe.layout = Layout::Adjacency;
        const auto shown = [](const std::vector<ReadRow> &rows) {
            QStringList all;
            for (const auto &row : rows)
                all << row.fields.join(u'~');
            return all.join(u' ');
        };
        QCOMPARE(shown(readAll(source, recipe)), QStringLiteral("u1~a u1~b u2~c"));
        recipe.layout = Layout::Sequences;
        QCOMPARE(shown(readAll(source, recipe)), QStringLiteral("1~u1 1~a 1~b 2~u2 2~c 3~u3"));
    }
    void jsonLines()
    {
        const auto source =
            written(m_dir, QStringLiteral("j.jsonl"),
                    "{\"user\":\"u\\\"1\",\"item\":7,\"x\":null}\n{\"item\":8,\"user\":\"u2\"}\nnonsense\n");
        Recipe recipe;
        recipe.separator = QStringLiteral("json");
        const auto rows = readAll(source, recipe);
        QCOMPARE(rows.size(), 3U);
        QCOMPARE(rows[0].fields.join(u'~'), QStringLiteral("u\"1~7~"));
        QCOMPARE(rows[1].fields.join(u'~'), QStringLiteral("u2~8~"));
        QCOMPARE(rows[2].reason, QStringLiteral("bad-json"));
    }
    void spectrum_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QJsonArray>("rows");
        QFile file(sourceFile("tests/data/spectrum/cases.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto cases = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(cases.size() > 10);
        for (const auto &one : cases)
            QTest::newRow(qPrintable(one[QLatin1String("name")].toString()))
                << one[QLatin1String("csv")].toString().toUtf8() << one[QLatin1String("rows")].toArray();
    }
    void spectrum()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QJsonArray, rows);
        const auto source = written(m_dir, QStringLiteral("spectrum.csv"), csv);
        const auto header = openRows(source, {})->header();
        QJsonArray got;
        for (const auto &row : readAll(source, {})) {
            QCOMPARE(row.reason, QString());
            QJsonObject object;
            for (int i = 0; i < row.fields.size(); ++i)
                object.insert(QString::fromStdString(header[std::size_t(i)]), row.fields[i]);
            got.append(object);
        }
        QCOMPARE(got, rows);
    }
};

QTEST_GUILESS_MAIN(TestReaders)
#include "tst_readers.moc"
