#include "core/jobs/jobcontext.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/recognition/preview.h"
#include "tests/core/readingsupport.h"

using namespace aisle;
using namespace aisle::test;

namespace {

constexpr int kRows = 60;

/// What stands in a log's n-th row: %u, %t and %a, %b, %c are its shopper, its time and three products.
QByteArray row(QByteArray line, int n)
{
    const auto key = [&](char prefix, int number) { return prefix + QByteArray::number(number); };
    const auto time = QDateTime::fromSecsSinceEpoch(1772697600 + n * 5820, Qt::UTC);
    line.replace("%u", key('u', n * 7 % 13)).replace("%s", QByteArray::number(1772697600 + n * 5820));
    line.replace("%t", time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toUtf8()).replace("%n", key('o', n));
    line.replace("%i", QByteArray::number(n)).replace("%q", QByteArray::number(1 + n % 4));
    return line.replace("%a", key('p', n % 20))
        .replace("%b", key('p', (n * 3 + n / 20) % 20))
        .replace("%c", key('p', n * 7 % 20));
}

/// Rows that follow one another in turn.
QByteArray logOf(const QByteArray &header, const QList<QByteArray> &lines)
{
    QByteArray text = header;
    for (int n = 0; n < kRows; ++n)
        text += row(lines[n % lines.size()], n);
    return text;
}

} // namespace

/// Products in cells, in several columns and in lines of their own.
class TestNested : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;

private Q_SLOTS:
    void products_data();
    void products();
    void cellsAreJson_data();
    void cellsAreJson();
    void aNumberAboveAllElementsIsAKey();
    void linesAbove_data();
    void linesAbove();
    void otherFormatsAreRefused_data();
    void otherFormatsAreRefused();
};

/// `events` of the sixty rows, shoppers u0 to u12 and products p0 to p19; `first` is the first event: item, then what
/// else is asked.
void TestNested::products_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("events");
    QTest::addColumn<double>("quantity");
    QTest::addColumn<QString>("kind");
    const auto add = [](const char *what, const QByteArray &text, int events, double quantity = -1,
                        const char *kind = "", const char *name = "log.csv") {
        QTest::newRow(what) << QString::fromLatin1(name) << text << events << quantity << QString::fromLatin1(kind);
    };
    const auto table = [](const char *first, const char *second) {
        return logOf("Customer,Products,Date\n",
                     {QByteArray("%u,\"") + first + "\",%t\n", QByteArray("%u,\"") + second + "\",%t\n"});
    };
    add("number first", table("3x %a", "2x %a; 1x %b"), 90, 3);
    add("number first, close", table("3x%a", "2x%a; 1x%b"), 90, 3);
    add("number last, close", table("%ax3", "%ax2; %bx1"), 90, 3);
    add("times sign", table("%a×3", "%a×2、%b×1"), 90, 3);
    add("in brackets", table("%a [3]", "%a [2], %b [1]"), 90, 3);
    add("in parentheses", table("%a (×3)", "%a (×2), %b (×1)"), 90, 3);
    add("after a colon", table("%a: 3", "%a: 2, %b: 1"), 90, 3);
    add("one product a cell", table("3x %a", "2x %b"), 60, 3);
    add("PostgreSQL", table("{%a}", "{%a,%b}"), 90);
    add("PostgreSQL, quoted", table("{\"\"%a\"\"}", "{\"\"%a\"\",\"\"%b\"\",NULL}"), 90);
    add("a set", table("{'%a'}", "{'%a', '%b'}"), 90);
    add("hashes", table("%a", "%a#%b"), 90);
    add("carets", table("%a", "%a^%b"), 90);
    add("arrows", table("%a", "%a->%b"), 90);
    add("pieces by product", table("{\"\"%a\"\": 3}", "{\"\"%a\"\": 2, \"\"%n\"\": 1}"), 90, 3);
    for (const char *cell :
         {"product_id=%a;price=3.5;color=red", "sku: %a | price: 3.5", "?product_id=%a&page=2", "sku=%a, price=3.5"})
        add(cell, logOf("user,event,attributes,time\n", {QByteArray("%u,view,\"") + cell + "\",%t\n"}), 60, -1, "view");
    add("columns",
        logOf("order_id,customer_id,item_1,item_2,item_3,order_date\n", {"%n,%u,%a,,,%t\n", "%n,%u,%a,%b,,%t\n"}), 90);
    add("columns with quantities",
        logOf("customer_id,sku 1,qty 1,sku 2,qty 2,date\n", {"%u,%a,3,,,%t\n", "%u,%a,2,%b,1,%t\n"}), 90, 3);
    add("columns, number within",
        logOf("customer,item_1_sku,item_1_qty,item_2_sku,item_2_qty,date\n", {"%u,%a,3,,,%t\n", "%u,%a,2,%b,1,%t\n"}),
        90, 3);
    add("pairs with times", logOf("", {"{\"user\": \"%u\", \"history\": [[\"%a\", %s], [\"%b\", %s]]}\n"}), 120, -1, "",
        "pairs.jsonl");
    add("pairs with pieces", logOf("", {"{\"user\": \"%u\", \"items\": [[\"%a\", 3], [\"%b\", 2]], \"time\": %s}\n"}),
        120, 3, "", "pieces.jsonl");
    add("what was shown", logOf("", {"%i\t%u\t%t\tp1 p2\t%a-1 %b-0 %c-0\n"}), 180, -1, "click", "behaviors.tsv");
    add("a broken first line",
        "{\"user\": 24, \"item\": 6,\n" + logOf("", {"{\"user\": \"%u\", \"item\": \"%a\", \"ts\": %s}\n"}), 60, -1, "",
        "broken.jsonl");
    add("no numbers", logOf("", {"{\"user\": \"%u\", \"item\": \"%a\", \"price\": NaN, \"ts\": %s}\n"}), 60, -1, "",
        "nan.jsonl");
}

void TestNested::products()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(int, events);
    QFETCH(double, quantity);
    QFETCH(QString, kind);
    SilentContext job;
    RecognitionHints hints;
    hints.timeZone = QStringLiteral("UTC");
    const auto source = written(m_dir, name, text);
    const auto seen = recognise(source, hints);
    const auto log = previewImport(source, Recipe::fromJson(seen.recipe.toJson()), {}, 1 << 20, 1 << 20, job);
    QCOMPARE(log.events, std::int64_t(events));
    for (const auto &event : log.first) {
        if (!event.reason.isEmpty())
            continue;
        QVERIFY2(event.user.startsWith(u'u') && event.user.size() < 4, qPrintable(event.user));
        QVERIFY2((event.item.startsWith(u'p') || event.item.startsWith(u'o')) && event.item.size() < 4,
                 qPrintable(event.item));
        QVERIFY(event.at.has_value());
    }
    const auto first = std::ranges::find_if(log.first, [](const auto &event) { return event.reason.isEmpty(); });
    QCOMPARE(first->item, QStringLiteral("p0"));
    QCOMPARE(first->quantity.value_or(-1), quantity);
    if (!kind.isEmpty())
        QCOMPARE(first->kind, kind);
}

void TestNested::cellsAreJson_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("json");
    const auto add = [](const char *cell, const char *json) {
        QTest::newRow(cell) << QString::fromUtf8(cell) << QString::fromUtf8(json);
    };
    add("{a,\"b c\",\"d\\\"e\",NULL}", "[\"a\",\"b c\",\"d\\\"e\",null]");
    add("{{a,1},{b,2}}", "[[\"a\",\"1\"],[\"b\",\"2\"]]");
    add("{}", "{}");
    add("{SKU 3,x/y}", "[\"SKU 3\",\"x/y\"]");
    add("a=1;b=x", "{\"a\":\"1\",\"b\":\"x\"}");
    add("a=1&b=%41+c", "{\"a\":\"1\",\"b\":\"A c\"}");
    add("{\"a\": 1}", "{\"a\": 1}");
    add("Mug 3", "");
    add("http://shop/a", "");
    add("10:30", "");
}

void TestNested::cellsAreJson()
{
    QFETCH(QString, cell);
    QFETCH(QString, json);
    QCOMPARE(QString::fromStdString(nestedAsJson(cell.toStdString())), json);
}

void TestNested::aNumberAboveAllElementsIsAKey()
{
    SilentContext job;
    const auto source = written(m_dir, QStringLiteral("keys.csv"),
                                logOf("user,items,time\n", {"%u,2 x 100%i,%t\n", "%u,\"1 x 100%i, 3 x 1001\",%t\n"}));
    const auto log = previewImport(source, recognise(source).recipe, {}, 1 << 20, 1 << 20, job);
    QCOMPARE(log.first.front().item, QStringLiteral("1000"));
    QCOMPARE(log.first.front().quantity.value_or(0), 2.0);
}

/// Rows that take values from lines above them, and what other programs write above and around a table. All have 60
/// events of the shoppers u0 to u12; the last one is of `user` and `item`.
void TestNested::linesAbove_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("skipped");
    QTest::addColumn<int>("blank");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("item");
    QTest::addColumn<QString>("remark");
    QByteArray films, film("7:\n");
    for (int n = 0; n < kRows; ++n) {
        films += n % 20 == 0 ? QByteArray::number(n / 20 + 1) + ":\n" : QByteArray();
        films += row("%u,%q,2005-07-17\n", n).replace("u", "");
        film += row("%u,%q,2005-07-17\n", n).replace("u", "");
    }
    QTest::newRow("films") << films << 3 << 0 << QStringLiteral("10") << QStringLiteral("3") << QStringLiteral("1:");
    QTest::newRow("one film") << film << 1 << 0 << QStringLiteral("10") << QStringLiteral("7") << QStringLiteral("7:");
    for (const QByteArray mark : {"\"", "〃", "ditto"})
        for (const char separator : {';', '\t', ','}) {
            const auto line = [&](QByteArray text) { return text.replace(';', separator).replace('@', mark); };
            QTest::addRow("%s and %d", mark.constData(), separator)
                << logOf(line("Order;Customer;Date;SKU;Qty\n"), {line("%n;%u;%t;%a;1\n"), line("@;@;@;%b;1\n")}) << 0
                << 0 << QStringLiteral("u3") << QStringLiteral("p19") << QStringLiteral("ditto mark");
        }
    QByteArray drawn("+------+------+---------------------+\n| user | item | time                |\n"
                     "+------+------+---------------------+\n");
    QTest::newRow("drawn") << logOf(drawn, {"| %u | %a | %t |\n"}) + "+------+------+---------------------+\n"
                           << 0 << 3 << QStringLiteral("u10") << QStringLiteral("p19") << QString();
    QTest::newRow("attributes") << logOf("% made by hand\n@relation log\n\n@attribute user string\n@attribute 'item' "
                                         "string\n@ATTRIBUTE rating numeric\n@data\n",
                                         {"%u,%a,%q\n"})
                                << 7 << 0 << QStringLiteral("u10") << QStringLiteral("p19") << QStringLiteral("line 8");
    QTest::newRow("front matter") << logOf("---\ntitle: log\nfields: 3\n---\nuser,item,time\n", {"%u,%a,%t\n"}) << 4
                                  << 0 << QStringLiteral("u10") << QStringLiteral("p19") << QStringLiteral("line 5");
}

void TestNested::linesAbove()
{
    QFETCH(QByteArray, text);
    QFETCH(int, skipped);
    QFETCH(int, blank);
    QFETCH(QString, user);
    QFETCH(QString, item);
    QFETCH(QString, remark);
    SilentContext job;
    const auto source = written(m_dir, QStringLiteral("log.csv"), text);
    const auto seen = recognise(source);
    const auto recipe = Recipe::fromJson(seen.recipe.toJson());
    const auto log = previewImport(source, recipe, {}, 1 << 20, 1 << 20, job);
    QCOMPARE(log.events, std::int64_t(kRows));
    QCOMPARE(log.rejected, std::int64_t(0));
    QCOMPARE(log.first.back().user, user);
    QCOMPARE(log.first.back().item, item);
    QVERIFY(remark.isEmpty() || !seen.remarks.filter(remark).isEmpty());
    const auto reader = openRows(source, recipe);
    for (RowBatch batch; reader->next(batch);) {
    }
    QCOMPARE(reader->lines().lines, reader->lines().accounted());
    QCOMPARE(reader->lines().data, std::int64_t(kRows));
    QCOMPARE(reader->lines().skipped, std::int64_t(skipped));
    QCOMPARE(reader->lines().blank, std::int64_t(blank));
}

void TestNested::otherFormatsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("XML") << logOf("<?xml version=\"1.0\"?>\n<orders>\n", {"<order user=\"%u\" item=\"%a\"/>\n"})
                         << QStringLiteral("import.markup");
    QTest::newRow("XML without a head") << logOf("<orders>\n", {"<order><user>%u</user></order>\n"})
                                        << QStringLiteral("import.markup");
    QTest::newRow("page") << logOf("<!DOCTYPE html>\n<table>\n", {"<tr><td>%u</td><td>%a</td></tr>\n"})
                          << QStringLiteral("import.markup");
    QTest::newRow("SQL") << logOf("", {"INSERT INTO events VALUES (%q,16,'%t');\n"}) << QStringLiteral("import.sql");
    QTest::newRow("dump") << logOf("-- dump\nCREATE TABLE log (user int, item int);\nINSERT INTO log VALUES\n",
                                   {"(%q,16,'%t'),\n"})
                          << QStringLiteral("import.sql");
}

void TestNested::otherFormatsAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const auto source = written(m_dir, QStringLiteral("log.csv"), text);
    QCOMPARE(errorOf([&] { recognise(source); }), code.toStdString());
}

QTEST_GUILESS_MAIN(TestNested)
#include "tst_nested.moc"
