#include "core/common/keytext.h"
#include "core/jobs/jobcontext.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/recognition/preview.h"
#include "core/transfer/tables/quoting.h"
#include "tests/core/readingsupport.h"
#include "tests/support/testdata.h"

#include <QDir>
#include <QRandomGenerator>
#include <sys/stat.h>
#include <thread>

using namespace aisle;
using namespace aisle::test;

namespace {

/// A log as it would come in, with what became of its lines.
struct Log
{
    Recognition seen;
    ImportPreview preview;
    LineCounts lines;
    QStringList users, items;

    QString column(Role role) const
    {
        const auto at = seen.recipe.columnOf(role);
        return at ? seen.recipe.columns[std::size_t(*at)].column : QString();
    }
};

LineCounts linesOf(const InputSource &source, const Recipe &recipe)
{
    const auto reader = openRows(source, recipe);
    for (RowBatch batch; reader->next(batch);) {
    }
    return reader->lines();
}

Log logOf(const InputSource &source, RecognitionHints hints = {})
{
    SilentContext job;
    hints.timeZone = QStringLiteral("UTC");
    Log log;
    log.seen = recognise(source, hints);
    log.preview = previewImport(source, log.seen.recipe, {}, 1 << 20, 1 << 20, job);
    log.lines = linesOf(source, log.seen.recipe);
    for (const auto &event : log.preview.first) {
        if (!event.user.isEmpty() && !log.users.contains(event.user))
            log.users << event.user;
        if (!event.item.isEmpty() && !log.items.contains(event.item))
            log.items << event.item;
    }
    return log;
}

RecognitionHints naming(const char *user, const char *item)
{
    RecognitionHints hints;
    hints.columns[QStringLiteral("user")] = QString::fromUtf8(user);
    hints.columns[QStringLiteral("item")] = QString::fromUtf8(item);
    return hints;
}

InputSource troubleCase(const char *name)
{
    const auto path = dataFile(qPrintable(QStringLiteral("trouble-cases/") + QString::fromLatin1(name)));
    return {path, {}, QFileInfo(path).size(), QFileInfo(path).size()};
}

QByteArray numbered(const char *header, const char *line, int rows)
{
    QByteArray text(header);
    for (int i = 0; i < rows; ++i)
        text += QByteArray(line).replace('%', QByteArray::number(i % 17 + 10));
    return text;
}

} // namespace

class TestTables : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;

    Log logOfText(const QByteArray &text, const RecognitionHints &hints = {}, const char *name = "log.csv")
    {
        return logOf(written(m_dir, QString::fromLatin1(name), text), hints);
    }

private Q_SLOTS:
    void everyLineIsAccountedFor()
    {
        QRandomGenerator random(17);
        const char *const pieces[] = {
            "\"",    "\"\"",    ",",        "\n",    "\r\n",          "\r",  "a", "b,c", "#x", " ",
            "\"a\"", "u,i,1\n", "\"p\nq\"", ",,,\n", "user,item,n\n", "\\\""};
        for (int round = 0; round < 3000; ++round) {
            QByteArray text = round % 2 ? "user,item,n\n" : "";
            for (int i = random.bounded(40); i > 0; --i)
                text += pieces[random.bounded(int(std::size(pieces)))];
            Recipe recipe;
            recipe.quotes = Quotes(random.bounded(3));
            recipe.comment = round % 5 ? QString() : QStringLiteral("#");
            recipe.skipLines = round % 7 ? 0 : 2;
            recipe.layout = round % 11 ? Layout::Events : Layout::Sequences;
            recipe.header = recipe.layout == Layout::Events;
            try {
                const auto lines = linesOf(written(m_dir, QStringLiteral("f.csv"), text), recipe);
                QVERIFY2(lines.lines == lines.accounted(), text.toPercentEncoding().constData());
            } catch (const Error &error) {
                QCOMPARE(error.code(), std::string("import.header-changed"));
            }
        }
    }
    void linesOfJsonAreAccountedFor_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("rows");
        QTest::newRow("lines") << QByteArray("{\"user\":1,\"item\":2}\n\n{\"user\":3,\"item\":4}") << 2;
        QTest::newRow("array") << QByteArray("[\n {\"user\":1,\n  \"item\":2},\n\n {\"user\":3,\"item\":4}\n]\n") << 2;
        QTest::newRow("one line") << QByteArray("[{\"user\":1,\"item\":2},{\"user\":3,\"item\":4}]") << 2;
        QTest::newRow("bulk") << QByteArray("{\"index\":{\"_index\":\"e\",\"_id\":\"1\"}}\n{\"user\":1,\"item\":2}\n")
                              << 1;
    }
    void linesOfJsonAreAccountedFor()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, rows);
        const auto source = written(m_dir, QStringLiteral("l.json"), text);
        const auto recipe = recognise(source).recipe;
        const auto lines = linesOf(source, recipe);
        QCOMPARE(lines.lines, lines.accounted());
        QCOMPARE(int(readAll(source, recipe).size()), rows);
    }
    void quotesAreJudged()
    {
        const auto judge = [](const char *text, std::size_t fields) { return judgeQuotes(text, ",", fields); };
        QCOMPARE(judge("a,b\n1,\"x,y\"\n2,\"say \"\"hi\"\"\"\n", 2), Quotes::Strict);
        QCOMPARE(judge("a,b\n1,\"half\n2,5\" nail\n3,x\n", 2), Quotes::None);
        QCOMPARE(judge("a,b\n1,\"x,y\"\n2,5\" nail\n", 2), Quotes::Loose);
        QCOMPARE(judge("a,b,c\n1,2,\"two\nlines\"\n3,4,5\n", 3), Quotes::Strict);
        QCOMPARE(judge("a,b\n1,2\n", 2), Quotes::Loose);
    }
    void strayQuotesSwallowNoLine()
    {
        const auto log = logOfText("user,item,note,n\nu1,i1,\"half,1\nu2,i2,fine,2\nu3,i1,5\" nail,3\nu1,i2,ends \",4\n"
                                   "u2,i1,\"whole\",5\nu3,i2,\",6\n");
        QCOMPARE(log.preview.rows, std::int64_t(6));
        QCOMPARE(log.preview.events, std::int64_t(6));
        QCOMPARE(log.lines.continuations, std::int64_t(0));
        const auto quoted = logOfText(numbered("user,item,note,n\n", "u%,i%,\"two\nlines, and more\",1\n", 30));
        QCOMPARE(quoted.preview.events, std::int64_t(30));
        QCOMPARE(quoted.lines.continuations, std::int64_t(30));
    }
    void infiniteNumbersAreBadValues()
    {
        RecognitionHints hints = naming("user", "item");
        hints.columns[QStringLiteral("value")] = QStringLiteral("rating");
        hints.missing = QStringList{QString()};
        const auto log =
            logOfText("user,item,rating\nu1,i1,nan\nu2,i1,inf\nu3,i1,-inf\nu4,i1,1e999\nu5,i1,NaN\nu6,i1,-nan\n"
                      "u7,i1,Infinity\nu8,i1,4\n",
                      hints);
        QCOMPARE(log.preview.events, std::int64_t(1));
        QCOMPARE(log.preview.reasons.at("bad-number"), std::int64_t(7));
    }
    void tablesBeginWhereTheyBegin_data()
    {
        QTest::addColumn<QByteArray>("above");
        QTest::addColumn<int>("skipped");
        QTest::addColumn<int>("comments");
        QTest::newRow("nothing") << QByteArray() << 0 << 0;
        QTest::newRow("title") << QByteArray("Sales by customer\nPeriod:,2026-04\n\n") << 3 << 0;
        QTest::newRow("padded") << QByteArray("Sales by customer,,,\n,,,\nPeriod:,2026-04,,\n,,,\n") << 4 << 0;
        QTest::newRow("comments") << QByteArray("# one\n# two, with, many, commas, here\n\n") << 0 << 2;
        QTest::newRow("slashes") << QByteArray("// exported\n") << 0 << 1;
        QTest::newRow("separator") << QByteArray("sep=,\n") << 1 << 0;
    }
    void tablesBeginWhereTheyBegin()
    {
        QFETCH(QByteArray, above);
        QFETCH(int, skipped);
        QFETCH(int, comments);
        const auto log = logOfText(above + numbered("customer,sku,quantity,date\n", "c%,s%,2,2026-04-%\n", 60));
        QCOMPARE(log.column(Role::User), QStringLiteral("customer"));
        QCOMPARE(log.column(Role::Item), QStringLiteral("sku"));
        QCOMPARE(log.preview.events, std::int64_t(60));
        QCOMPARE(int(log.lines.skipped), skipped);
        QCOMPARE(int(log.lines.comments), comments);
        QCOMPARE(log.lines.lines, log.lines.accounted());
    }
    void linesToSkipAreTold()
    {
        RecognitionHints hints;
        hints.skipLines = 2;
        hints.comment = QStringLiteral("*");
        const auto log = logOfText("a,b\nc,d\nuser,item\n* no row\nu1,i1\nu2,i1\n", hints);
        QCOMPARE(log.preview.events, std::int64_t(2));
        QCOMPARE(log.lines.skipped, std::int64_t(2));
        QCOMPARE(log.lines.comments, std::int64_t(1));
    }
    void aFirstRowOfDataIsNoTitle()
    {
        const auto log = logOfText(numbered("u9,,2026-04-09,\n", "u%,i%,2026-04-%,x\n", 40));
        QCOMPARE(log.lines.skipped, std::int64_t(0));
        QCOMPARE(log.lines.data, std::int64_t(41));
        const auto marked = logOfText(numbered("Name,sku,customer\n", "#10%,s%,c%\n", 40));
        QCOMPARE(marked.lines.comments, std::int64_t(0));
        QCOMPARE(marked.preview.events, std::int64_t(40));
    }
    void headersComeAgain()
    {
        const auto part = numbered("\xEF\xBB\xBFuser_id,product_id\n", "%,p%\n", 30);
        const auto log = logOfText(part + part + part);
        QCOMPARE(log.preview.events, std::int64_t(90));
        QCOMPARE(log.lines.headers, std::int64_t(3));
        QVERIFY(!log.users.contains(QStringLiteral("user_id")));
        const auto quoted = numbered("\xEF\xBB\xBF\"user_id\",\"product_id\"\n", "\"%\",\"p%\"\n", 30);
        QCOMPARE(logOfText(quoted + quoted).lines.headers, std::int64_t(2));
        const auto source = written(m_dir, QStringLiteral("changed.csv"), part + "product_id,user_id\np1,1\n");
        QCOMPARE(errorOf([&] { readAll(source, recognise(source).recipe); }), std::string("import.header-changed"));
    }
    void totalsAreNoShoppers()
    {
        const auto log = logOfText(numbered("customer,product\n", "c%,p%\n", 30) + "Grand total:,30\n合计,30\n",
                                   naming("customer", "product"));
        QCOMPARE(log.preview.events, std::int64_t(30));
        QCOMPARE(log.preview.reasons.at("total"), std::int64_t(2));
        const auto other = logOfText(numbered("customer,product\n", "c%,p%\n", 30) +
                                         "Count,30\nReport total,30\nMoyenne,1\n총합계,30\n",
                                     naming("customer", "product"));
        QCOMPARE(other.preview.events, std::int64_t(30));
        QCOMPARE(other.preview.reasons.at("total"), std::int64_t(4));
    }
    /// Programs write a header again in their own case, with blanks beside it.
    void aHeaderAgainInOtherCase()
    {
        const auto log =
            logOfText(numbered("Customer,Product\n", "c%,p%\n", 30) + "CUSTOMER,PRODUCT\n customer , Product\nc1,p2\n",
                      naming("Customer", "Product"));
        QCOMPARE(log.preview.events, std::int64_t(31));
    }
    void marksOfSpreadsheetsAreNoPartOfAKey()
    {
        QCOMPARE(trimmedKey("=\"00100\""), std::string_view("00100"));
        QCOMPARE(trimmedKey("'00100"), std::string_view("00100"));
        for (const char *text : {"'90s", "'", "=\"", "=\"\"", "=\"a\"b\"", "=1+1"})
            QCOMPARE(trimmedKey(text), std::string_view(text));
        QCOMPARE(trimmedKey("abc\x01"), std::string_view("abc"));
        QCOMPARE(trimmedKey("abc\uFE0F\u3164\u2800"), std::string_view("abc"));
    }
    void whatCannotBeSeenIsNoPartOfAKey()
    {
        const char *const ends[] = {"\xEF\xBB\xBF", "\xE2\x80\x8B", "\xC2\xAD", "\xC2\xA0", "\xE2\x81\xA0",
                                    "\xE3\x80\x80", "\xE2\x80\x8E", " ",        "\t"};
        for (const char *end : ends) {
            const auto key = std::string(end) + "100" + end;
            QCOMPARE(trimmedKey(key), std::string_view("100"));
            const auto text = QByteArray("u,i\nuser,item\n") + QByteArray::fromStdString(key) + ",a\n100,b\n";
            QCOMPARE(trimmedKey(std::string(end)), std::string_view());
            RecognitionHints hints = naming("1", "2");
            hints.header = QStringLiteral("yes");
            QCOMPARE(logOfText(text, hints).users.size(), 2); // user and 100
        }
        QCOMPARE(trimmedKey("日本"), std::string_view("日本"));
        QCOMPARE(trimmedKey("a\xE2\x80\x8B"
                            "b"),
                 std::string_view("a\xE2\x80\x8B"
                                  "b"));
    }
    void nestedCellsAreJson()
    {
        QCOMPARE(nestedAsJson("{'id': 1, 'new': True, 'x': None}"),
                 std::string("{\"id\": 1, \"new\": true, \"x\": null}"));
        QCOMPARE(nestedAsJson("['a', \"b's\", 'c\"d']"), std::string("[\"a\", \"b's\", \"c\\\"d\"]"));
        QCOMPARE(nestedAsJson("[1 2\n 3]"), std::string("[1 ,2\n ,3]"));
        QVERIFY(isJsonValue("{\"a\":1}") && isJsonValue("[1]") && !isJsonValue("[Limited] Mug"));
    }
    void recordsAreFlattened()
    {
        const auto properties = logOfText(
            numbered("",
                     "{\"anonymousId\":\"a%\",\"event\":\"Product Viewed\",\"timestamp\":\"2026-03-01T10:00:00Z\","
                     "\"properties\":{\"product_id\":\"p%\",\"price\":3.5}}\n",
                     40),
            naming("anonymousId", "properties.product_id"), "t.jsonl");
        QCOMPARE(properties.preview.events, std::int64_t(40));
        QVERIFY(properties.items.contains(QStringLiteral("p11")));
        const auto orders = logOfText(numbered("",
                                               "{\"customer\":\"c%\",\"id\":\"o%\",\"line_items\":[{\"sku\":\"s%\","
                                               "\"quantity\":2},{\"sku\":\"t\"}]}\n",
                                               40),
                                      {}, "o.jsonl");
        QCOMPARE(orders.column(Role::Item), QStringLiteral("line_items.sku"));
        QCOMPARE(orders.preview.events, std::int64_t(80));
        QCOMPARE(orders.lines.data, std::int64_t(40));
        const auto sequences = logOfText(
            numbered("", "{\"user\":\"u%\",\"items\":[\"a%\",\"b\"],\"timestamps\":[1700000000,1700000100]}\n", 40), {},
            "s.jsonl");
        QCOMPARE(sequences.column(Role::Item), QStringLiteral("items"));
        QCOMPARE(sequences.preview.events, std::int64_t(80));
        QCOMPARE(sequences.preview.latest.value_or(0), std::int64_t(1'700'000'100'000));
        const auto none = logOfText("{\"user\":\"a\",\"item\":{\"x\":[1,2]}}\n{\"user\":\"b\",\"item\":{\"x\":[3]}}\n",
                                    naming("user", "item.x"), "n.jsonl");
        for (const auto &item : none.items)
            QVERIFY2(!item.startsWith(u'[') && !item.startsWith(u'{'), qPrintable(item));
    }
    void cellsHoldLists_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("item");
        QTest::newRow("commas") << QByteArray("%\t10%,11%,109\n%\t10%\n") << QStringLiteral("109");
        QTest::newRow("json") << QByteArray("%\t[\"10%\",\"11%\",\"109\"]\n%\t[\"10%\"]\n") << QStringLiteral("109");
        QTest::newRow("python") << QByteArray("%\t['10%', '11%', '109']\n%\t['10%']\n") << QStringLiteral("109");
        QTest::newRow("objects")
            << QByteArray("%\t[{'item_id': 10%}, {'item_id': 11%}, {'item_id': 109}]\n%\t[{'item_id': 10%}]\n")
            << QStringLiteral("109");
        QTest::newRow("pieces") << QByteArray("%\tMug % x 2, Tea % x 1, Mug 9 x 3\n%\tMug % x 2\n")
                                << QStringLiteral("Mug 9");
    }
    void cellsHoldLists()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, item);
        QByteArray text("user_id\titems\n");
        for (int i = 0; i < 60; ++i)
            text += QByteArray(line).replace('%', QByteArray::number(i + 10));
        const auto log = logOfText(text, {}, "l.tsv");
        QCOMPARE(log.preview.events, std::int64_t(240));
        QVERIFY(log.items.contains(item));
        QCOMPARE(log.lines.data, std::int64_t(120));
        if (item == QLatin1String("Mug 9"))
            QCOMPARE(log.preview.first[2].quantity.value_or(0), 3.0);
    }
    void headsOfOrdersAreFilledDown()
    {
        const auto hints = [] {
            auto told = naming("customer", "sku");
            told.columns[QStringLiteral("session")] = QStringLiteral("order");
            return told;
        }();
        QByteArray heads("order,customer,date,sku\n"), blanks = heads, guests = heads;
        for (int i = 0; i < 30; ++i) {
            const auto n = QByteArray::number(i + 10);
            heads +=
                "o" + n + ",c" + n + ",2026-03-0" + QByteArray::number(i % 9 + 1) + ",a\no" + n + ",,,b" + n + "\n";
            blanks += "o" + n + ",c" + n + ",2026-03-0" + QByteArray::number(i % 9 + 1) + ",a\n,,,b" + n + "\n";
            guests += "o" + n + (i % 3 ? ",c" + n : QByteArray(",")) + ",2026-03-01,a\n";
        }
        for (const auto &text : {heads, blanks}) {
            const auto log = logOfText(text, hints);
            QCOMPARE(log.preview.events, std::int64_t(60));
            QCOMPARE(log.preview.users, std::int64_t(30));
            QCOMPARE(log.preview.first[1].user, QStringLiteral("c10"));
            QCOMPARE(log.preview.first[1].session, QStringLiteral("o10"));
            QCOMPARE(log.preview.first[1].at, log.preview.first[0].at);
        }
        const auto log = logOfText(guests, hints);
        QCOMPARE(log.preview.events, std::int64_t(20));
        QCOMPARE(log.preview.reasons.at("no-user"), std::int64_t(10));
    }
    void pipesAreKept()
    {
        const auto path = m_dir.filePath(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        const auto text = numbered("user_id,product_id\n", "%,p%\n", 200'000);
        std::thread writer([&] {
            QFile file(path);
            if (file.open(QIODevice::WriteOnly))
                file.write(text);
        });
        const auto sources = listInputs({path}).sources;
        writer.join();
        QCOMPARE(sources.size(), std::size_t(1));
        QCOMPARE(sources.front().displayName(), QStringLiteral("pipe"));
        QCOMPARE(logOf(sources.front()).preview.events, std::int64_t(200'000));
        QCOMPARE(errorOf([] { listInputs({QStringLiteral("/dev/zero")}); }), std::string("input.device"));
    }
    void waitingForAPipeEnds()
    {
        const auto path = m_dir.filePath(QStringLiteral("nobody"));
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        ReadLimits limits;
        limits.whileWaiting = [] { throw Cancelled{}; };
        QVERIFY_EXCEPTION_THROWN(listInputs({path}, {}, limits), Cancelled);
    }
    void troubleCases_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("users");
        const auto row = [](const char *file, int events, int users) {
            QTest::newRow(file) << QString::fromLatin1(file) << events << users;
        };
        row("02-header-again/march_all.csv", 300, 40);
        row("02-header-again/march_timed.csv", 300, 40);
        row("03-bom-in-the-middle/feb.csv", 120, 40);
        row("03-bom-in-the-middle/feb_headers.csv", 120, 40);
        row("05-report-around-the-table/sales_report.csv", 150, 0);
        row("05-report-around-the-table/ga_report.csv", 150, 0);
        row("18-several-products-in-a-cell/Impressions.csv", 1100, 0);
        row("18-several-products-in-a-cell/orders_flat.csv", 377, 0);
        row("20-ga4-nested/ga4_export.json", 181, 0);
        row("20-ga4-nested/segment_track.jsonl", 200, 0);
        row("28-quotes-that-are-no-quotes/notes.csv", 600, 0);
        row("28-quotes-that-are-no-quotes/plays.tsv", 600, 0);
    }
    void troubleCases()
    {
        if (dataFile("trouble-cases").isEmpty())
            QSKIP(kNoData);
        QFETCH(QString, file);
        QFETCH(int, events);
        QFETCH(int, users);
        const auto log = logOf(troubleCase(file.toLatin1().constData()));
        if (events > 0)
            QCOMPARE(log.preview.events, std::int64_t(events));
        if (users > 0)
            QCOMPARE(log.preview.users, std::int64_t(users));
        QCOMPARE(log.lines.lines, log.lines.accounted());
        for (const auto &item : log.items)
            QVERIFY2(!item.contains(u',') && !item.startsWith(u'{') && !item.startsWith(u'['), qPrintable(item));
    }
    void linesOfCasesAreAccountedFor()
    {
        for (const char *name : {"csv-cases/generated", "csv-cases/clevercsv/example", "csv-cases/CSV-test-files"}) {
            const auto folder = dataFile(name);
            if (folder.isEmpty())
                QSKIP(kNoData);
            for (const auto &info : QDir(folder).entryInfoList(QDir::Files)) {
                const InputSource source{info.filePath(), {}, info.size(), info.size()};
                try {
                    const auto lines = linesOf(source, recognise(source).recipe);
                    QVERIFY2(lines.lines == lines.accounted(), qPrintable(info.fileName()));
                } catch (const Error &error) {
                    QVERIFY(!error.message().isEmpty());
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTables)
#include "tst_tables.moc"
