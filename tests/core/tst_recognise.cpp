#include "core/transfer/recognition/recognise.h"
#include "tests/core/readingsupport.h"
#include "tests/support/testdata.h"

#include <QDateTime>

using namespace aisle;
using namespace aisle::test;

namespace {

/// "user=user_id item=item_id ..." in the file's order.
QString rolesOf(const Recognition &found)
{
    QStringList roles;
    for (const auto &column : found.recipe.columns)
        if (column.role != Role::Ignore)
            roles << (column.field.isEmpty() ? roleName(column.role) : column.field) + u'=' + column.column;
    return roles.join(u' ');
}

Meaning meaningOf(const Recognition &found, const char *word)
{
    for (const auto &[name, meaning] : found.recipe.kindMap)
        if (name == QString::fromUtf8(word))
            return meaning;
    return Meaning::Other;
}

bool anyRemark(const Recognition &found, const char *part)
{
    return !found.remarks.filter(QString::fromUtf8(part)).isEmpty();
}

} // namespace

class TestRecognise : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;

    Recognition look(const QByteArray &bytes, const RecognitionHints &hints = {})
    {
        return recognise(written(m_dir, QStringLiteral("log.csv"), bytes), hints);
    }

private Q_SLOTS:
    void knownLogs_data()
    {
        QTest::addColumn<QString>("roles");
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("header");
        const auto row = [](const char *file, const char *roles, const char *format, bool header) {
            QTest::newRow(file) << QString::fromUtf8(roles) << QString::fromUtf8(format) << header;
        };
        row("resources/samples/onlineretail.csv.gz",
            "session=InvoiceNo item=StockCode title=Description quantity=Quantity time=InvoiceDate "
            "unit-price=UnitPrice user=CustomerID country=Country",
            "iso", true);
        row("ml-100k/u.data", "user=#1 item=#2 value=#3 time=#4", "unix", false);
        row("ml-100k/recbole-atomic/ml-100k.inter", "user=user_id item=item_id value=rating time=timestamp", "unix",
            true);
        row("ml-latest-small/ratings.csv", "user=userId item=movieId value=rating time=timestamp", "unix", true);
        row("ml-latest-small/movies.csv", "item=movieId title=title category=genres", "", true);
        row("retailrocket-events/retail_rocket_events.csv.gz", "time=timestamp user=user_id item=item_id kind=event",
            "unix", true);
        row("yoochoose-100k/yoochoose-clicks-100k_train_full.txt", "session=SessionId item=ItemId time=Time", "unix",
            true);
        row("lightgcn-lastfm/data1.txt", "user=#1 item=#2 value=#3", "", false);
        row("lastfm-kg/user_artists.dat", "user=userID item=artistID value=weight", "", true);
        row("tests/data/logs/grocery.csv",
            "user=household_id store=store_id session=basket_id item=product_id quantity=quantity "
            "line-total=sales_value time=transaction_timestamp",
            "iso", true);
        row("tests/data/logs/giftshop-items.csv", "item=item_id title=title price=median_price is_product=is_product",
            "", true);
        row("amazon-beauty/Beauty.txt", "user=#1 item=#2", "", false);
        row("amazon-beauty/Beauty_item2attributes.json", "item=key value=value", "", true);
        row("amazon-office-catalogue/Office_Products.item.json",
            "item=key title=title description=description brand=brand category=categories", "", true);
        row("ml-100k/u.user", "user=#1 #2=#2 gender=#3 #4=#4 #5=#5", "", false);
        row("open-bandit-men/random/men.csv",
            "time=timestamp item=item_id position=position kind=click propensity=propensity_score", "iso", true);
    }
    void knownLogs()
    {
        QFETCH(QString, roles);
        QFETCH(QString, format);
        QFETCH(bool, header);
        const QByteArray name(QTest::currentDataTag());
        const auto path =
            name.startsWith("tests/") || name.startsWith("resources/") ? sourceFile(name) : dataFile(name);
        if (path.isEmpty())
            QSKIP(kNoData);
        const auto found = recognise(listInputs({path}).sources.front());
        QCOMPARE(rolesOf(found), roles);
        QCOMPARE(found.recipe.timeFormat, format);
        QCOMPARE(found.recipe.header, header);
        if (path.endsWith(QLatin1String("Beauty.txt")))
            QCOMPARE(int(found.recipe.layout), int(Layout::Adjacency));
        if (path.contains(QLatin1String("onlineretail"))) {
            QCOMPARE(found.recipe.kindDefault, QStringLiteral("purchase"));
            QVERIFY(found.recipe.negativeQuantityIsReturn && anyRemark(found, "negative quantity"));
        }
        QCOMPARE(found.recipe.sessionsAreUsers, roles.startsWith(QLatin1String("session=SessionId")));
    }
    void formsOfKnownLogs_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("line"); // %1 shopper, %2 product, %3 a time, %4 a rating, %5 a kind
        QTest::addColumn<QString>("roles");
        QTest::addColumn<QString>("format");
        const auto row = [](const char *name, const char *header, const char *line, const char *roles,
                            const char *format) {
            QTest::newRow(name) << QString::fromLatin1(header) << QString::fromLatin1(line)
                                << QString::fromLatin1(roles) << QString::fromLatin1(format);
        };
        row("MovieLens 100K", "", "%1\t%2\t%4\t%3\n", "user=#1 item=#2 value=#3 time=#4", "unix");
        row("MovieLens small", "userId,movieId,rating,timestamp\n", "%1,%2,%4,%3\n",
            "user=userId item=movieId value=rating time=timestamp", "unix");
        row("RecBole", "user_id:token\titem_id:token\trating:float\ttimestamp:float\n", "%1\t%2\t%4\t%3\n",
            "user=user_id item=item_id value=rating time=timestamp", "unix");
        row("RetailRocket", "timestamp,user_id,item_id,event\n", "%3,%1,%2,%5\n",
            "time=timestamp user=user_id item=item_id kind=event", "unix");
        row("sessions", "SessionId\tItemId\tTime\n", "%1\t%2\t%3\n", "session=SessionId item=ItemId time=Time", "unix");
    }
    void formsOfKnownLogs()
    {
        QFETCH(QString, header);
        QFETCH(QString, line);
        QFETCH(QString, roles);
        QFETCH(QString, format);
        const char *const kinds[] = {"view", "cart", "purchase"};
        QString log = header;
        for (int n = 0; n < 400; ++n)
            log += line.arg(1 + n * 7 % 60)
                       .arg(1 + n * 13 % 90)
                       .arg(1'400'000'000 + n * 5000)
                       .arg(1 + n * n % 5)
                       .arg(QString::fromLatin1(kinds[n % 3]));
        const auto found = look(log.toUtf8());
        QCOMPARE(rolesOf(found), roles);
        QCOMPARE(found.recipe.timeFormat, format);
        QCOMPARE(found.recipe.header, !header.isEmpty());
    }
    void chineseExport_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("encoding");
        // The same text in both encodings: headers, five rows, a totals row.
        QTest::newRow("utf-8") << QString::fromUtf8("会员编号,商品编号,商品名称,行为类型,下单时间,价格\n"
                                                    "A1,1001,手机壳,浏览,13/03/2024 09:05,\"¥1,299.00\"\n"
                                                    "A1,1001,手机壳,加购,14/03/2024 10:05,\"¥1,299.00\"\n"
                                                    "A2,1002,充电宝,购买,01/02/2024 11:05,¥59.50\n"
                                                    "合计,,,,,\"¥2,657.50\"\n")
                                      .toUtf8()
                               << QStringLiteral("UTF-8");
        QTest::newRow("gb18030") << QByteArray::fromHex("bbe1d4b1b1e0bac52cc9ccc6b7b1e0bac52cc9ccc6b7c3fbb3c62cd0d0ceaa"
                                                        "c0e0d0cd2ccfc2b5a5cab1bce42cbcdbb8f10a") +
                                        QByteArray("A1,1001,") + QByteArray::fromHex("cad6bbfabfc7") + ',' +
                                        QByteArray::fromHex("e4afc0c0") + ",13/03/2024 09:05,\"" +
                                        QByteArray::fromHex("a3a4") + "1,299.00\"\n" + "A1,1001," +
                                        QByteArray::fromHex("cad6bbfabfc7") + ',' + QByteArray::fromHex("bcd3b9ba") +
                                        ",14/03/2024 10:05,\"" + QByteArray::fromHex("a3a4") + "1,299.00\"\n" +
                                        "A2,1002," + QByteArray::fromHex("b3e4b5e7b1a6") + ',' +
                                        QByteArray::fromHex("b9bac2f2") + ",01/02/2024 11:05," +
                                        QByteArray::fromHex("a3a4") + "59.50\n"
                                 << QStringLiteral("GB18030");
    }
    void chineseExport()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, encoding);
        const auto found = look(bytes);
        QCOMPARE(found.recipe.encoding, encoding);
        QCOMPARE(
            rolesOf(found),
            QStringLiteral("user=会员编号 item=商品编号 title=商品名称 kind=行为类型 time=下单时间 unit-price=价格"));
        QCOMPARE(meaningOf(found, "浏览"), Meaning::View);
        QCOMPARE(meaningOf(found, "加购"), Meaning::Cart);
        QCOMPARE(meaningOf(found, "购买"), Meaning::Purchase);
        QVERIFY(found.recipe.dayFirst && anyRemark(found, "day first"));
        QCOMPARE(found.recipe.decimal, QChar(u'.'));
    }
    void semicolonsWithDecimalCommas()
    {
        const auto found =
            look("Kundennr;Artikelnummer;Bezeichnung;Menge;Einzelpreis;Rechnungsnr;Bestelldatum\n"
                 "7;A1;Tasse, blau;2;1.299,50;R1;31.12.2023 14:05\n8;A2;Teller;1;3,95;R2;01.02.2024 08:00\n"
                 "8;A1;Tasse, blau;-1;1.299,50;R3;02.02.2024 08:00\n");
        QCOMPARE(found.recipe.separator, QStringLiteral(";"));
        QCOMPARE(found.recipe.decimal, QChar(u','));
        QVERIFY(found.recipe.dayFirst && found.recipe.negativeQuantityIsReturn);
        QCOMPARE(found.recipe.kindDefaultMeaning, Meaning::Purchase);
        QCOMPARE(rolesOf(found), QStringLiteral("user=Kundennr item=Artikelnummer title=Bezeichnung quantity=Menge "
                                                "unit-price=Einzelpreis session=Rechnungsnr time=Bestelldatum"));
    }
    void codesOfKinds()
    {
        QByteArray bytes("user_id,item_id,behavior_type,time\n");
        for (int i = 0; i < 40; ++i)
            bytes += QByteArray::number(i % 7) + ',' + QByteArray::number(i % 11) + ',' +
                     QByteArray::number(1 + i % 4) + ",2014-12-06 02\n";
        const auto found = look(bytes);
        QCOMPARE(meaningOf(found, "1"), Meaning::View);
        QCOMPARE(meaningOf(found, "2"), Meaning::Favourite);
        QCOMPARE(meaningOf(found, "3"), Meaning::Cart);
        QCOMPARE(meaningOf(found, "4"), Meaning::Purchase);
    }
    void logsWithoutHeader()
    {
        QByteArray bytes;
        for (int i = 0; i < 200; ++i)
            bytes += QByteArray::number(i % 17) + ',' + QByteArray::number(2268318 + i % 30) + ',' +
                     QByteArray::number(2520377 + i % 5) + (i % 5 ? ",pv," : ",buy,") +
                     QByteArray::number(1511544070 + i) + '\n';
        const auto found = look(bytes);
        QVERIFY(!found.recipe.header);
        QCOMPARE(rolesOf(found), QStringLiteral("user=#1 item=#2 category=#3 kind=#4 time=#5"));
    }
    void wordsOfRatingsAreNoKinds()
    {
        const auto found =
            look("reviewerID,asin,overall,unixReviewTime\nA,B1,5,1400000000\nA,B2,3,1400000100\nC,B1,4,1400000200\n");
        QCOMPARE(rolesOf(found), QStringLiteral("user=reviewerID item=asin value=overall time=unixReviewTime"));
        QCOMPARE(found.recipe.kindDefault, QStringLiteral("rating")); // of all rows, whatever the value
    }
    void digitsAsDates_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<QString>("format");
        const auto row = [](const char *first, const char *second, const char *format) {
            QTest::newRow(first) << QByteArray(first) << QByteArray(second) << QString::fromUtf8(format);
        };
        row("829", "1111", "MMdd@2000");
        row("20140829", "20141111", "auto");
        row("2014082917", "2014111109", "yyyyMMddHH");
        row("14082917", "14111109", "yyMMddHH");
        row("201408", "201411", "yyyyMM");
        row("140829", "141111", "yyMMdd");
        row("1409317200", "1415696400", "unix");
        row("41880", "41954", "excel");
        row("7", "713", ""); // no dates
    }
    void digitsAsDates()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        QFETCH(QString, format);
        QByteArray bytes("user_id,item_id,cat_id,merchant_id,brand_id,time_stamp,action_type\n");
        for (int i = 0; i < 60; ++i)
            bytes += QByteArray::number(i % 7) + ',' + QByteArray::number(1000 + i % 11) + ",3,4,5," +
                     (i % 2 ? first : second) + ',' + QByteArray::number(i % 4) + '\n';
        const auto found = look(bytes);
        QCOMPARE(found.recipe.timeFormat, format);
        QCOMPARE(found.recipe.columnOf(Role::Time).has_value(), !format.isEmpty());
        QCOMPARE(anyRemark(found, "are no dates"), format.isEmpty());
        QCOMPARE(anyRemark(found, "without a year"), format.startsWith(QLatin1String("MMdd")));
        if (!format.isEmpty())
            return;
        RecognitionHints told;
        told.timeFormat = QStringLiteral("unix");
        QCOMPARE(look(bytes, told).recipe.columnOf(Role::Time), std::optional(5)); // the analyst knows better
    }
    void dateAndClockInTwoColumns_data()
    {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QByteArray>("clock");
        QTest::newRow("written") << QByteArray("2024-03-05") << QByteArray("14:05:33");
        QTest::newRow("german") << QByteArray("25.03.2024") << QByteArray("14:05");
        QTest::newRow("digits") << QByteArray("20240325") << QByteArray("1405");
        QTest::newRow("hour") << QByteArray("2024/3/25") << QByteArray("14");
    }
    void dateAndClockInTwoColumns()
    {
        QFETCH(QByteArray, date);
        QFETCH(QByteArray, clock);
        QByteArray bytes("customer,item,sale_date,time,price\n");
        for (int i = 0; i < 60; ++i)
            bytes += QByteArray::number(i % 7) + ',' + QByteArray::number(1000 + i % 11) + ',' + date + ',' +
                     (i % 2 ? clock : QByteArray(clock).replace("14", "09")) + ",3.5\n";
        const auto found = look(bytes);
        QCOMPARE(rolesOf(found),
                 QStringLiteral("user=customer item=item time=sale_date time-of-day=time unit-price=price"));
        QVERIFY(anyRemark(found, "column of its own"));
    }
    void amountsOfLines()
    {
        const QByteArray rows("a,x,2,9.00\nb,y,3,1.50\nb,x,1,4.50\n");
        QCOMPARE(rolesOf(look("customer,sku,quantity,total\n" + rows)),
                 QStringLiteral("user=customer item=sku quantity=quantity line-total=total"));
        QCOMPARE(rolesOf(look("customer,sku,size,total\n" + rows)),
                 QStringLiteral("user=customer item=sku unit-price=total"));
        RecognitionHints told;
        told.columns = {{QStringLiteral("line-total"), QStringLiteral("paid")}};
        QVERIFY(rolesOf(look("customer,sku,quantity,paid\n" + rows, told)).contains(QLatin1String("line-total=paid")));
    }
    void listsWithoutHeader()
    {
        QByteArray people, things, pairs;
        for (int i = 1; i <= 40; ++i) {
            people += QByteArray::number(i) + '|' + QByteArray::number(20 + i % 30) + (i % 3 ? "|M|" : "|F|") +
                      (i % 4 ? "technician|" : "writer|") + QByteArray::number(10000 + i * 7) + '\n';
            things += QByteArray::number(i) + "|Thing number " + QByteArray::number(i) + '|' +
                      QByteArray::number(i % 5) + '\n';
            pairs += "e" + QByteArray::number(i) + '\t' + QByteArray::number(i % 9) + '\n';
        }
        QCOMPARE(int(look(people).part), int(FilePart::Users));
        QCOMPARE(rolesOf(look(people)), QStringLiteral("user=#1 #2=#2 gender=#3 #4=#4 #5=#5"));
        QCOMPARE(int(look(things).part), int(FilePart::Items));
        const auto unknown = look(pairs);
        QCOMPARE(int(unknown.part), int(FilePart::Unknown));
        QVERIFY(anyRemark(unknown, "this is a list, no log"));
        RecognitionHints told;
        told.part = FilePart::Log;
        QCOMPARE(int(look(pairs, told).part), int(FilePart::Log));
        told.part = FilePart::Users;
        QCOMPARE(rolesOf(look(pairs, told)), QStringLiteral("user=#1 #2=#2"));
    }
    void whatIsNoLog()
    {
        QByteArray features("label,I1,I2,I3,C1,C2,C3,C4\n"), graph("head_id\trelation_id\ttail_id\n");
        for (int i = 0; i < 60; ++i) {
            features += QByteArray::number(i % 2);
            for (int k = 1; k < 8; ++k)
                features += ',' + QByteArray::number(i * k % 37);
            features += '\n';
            graph += "a" + QByteArray::number(i % 9) + "\tr" + QByteArray::number(i % 3) + "\tb" +
                     QByteArray::number(i % 7) + '\n';
        }
        QCOMPARE(int(look(features).part), int(FilePart::Unknown));
        QCOMPARE(int(look(graph).part), int(FilePart::Unknown));
    }
    void clickFlagsAreKinds()
    {
        QByteArray bytes("user_id,item_id,click,position\n");
        for (int i = 0; i < 60; ++i)
            bytes += QByteArray::number(i % 7) + ',' + QByteArray::number(i % 11) + ',' +
                     QByteArray::number(i % 9 == 0) + ",1\n";
        const auto found = look(bytes);
        QCOMPARE(meaningOf(found, "0"), Meaning::Exposure);
        QCOMPARE(meaningOf(found, "1"), Meaning::View);
    }
    void jsonDocuments_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("separator");
        QTest::addColumn<QString>("roles");
        QTest::addColumn<int>("rows");
        QTest::newRow("lines") << QByteArray("{\"user_id\":\"a\",\"item_id\":1}\n{\"user_id\":\"b\",\"item_id\":2,"
                                             "\"price\":3.5}\n")
                               << QStringLiteral("json") << QStringLiteral("user=user_id item=item_id unit-price=price")
                               << 2;
        QTest::newRow("array") << QByteArray("[{\"user_id\":\"a, {b\",\n \"item_id\":1},\n\n {\"user_id\":\"b\","
                                             "\"item_id\":2}]\n")
                               << QStringLiteral("json-array") << QStringLiteral("user=user_id item=item_id") << 2;
        QTest::newRow("map of objects") << QByteArray("{\n \"p1\": {\n \"title\": \"Tea \\\"green\\\" {x}\",\n "
                                                      "\"brand\": \"B\"\n },\n \"p2\": {\"title\": \"Cup\", "
                                                      "\"tags\": [1, 2]}\n}\n")
                                        << QStringLiteral("json-map")
                                        << QStringLiteral("item=key title=title brand=brand tags=tags") << 2;
        QTest::newRow("one event") << QByteArray("{\"user_id\":\"a\",\"item_id\":1}\n") << QStringLiteral("json")
                                   << QStringLiteral("user=user_id item=item_id") << 1;
    }
    void jsonDocuments()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, separator);
        QFETCH(QString, roles);
        QFETCH(int, rows);
        const auto source = written(m_dir, QStringLiteral("products.json"), bytes);
        const auto found = recognise(source);
        QCOMPARE(found.recipe.separator, separator);
        QCOMPARE(rolesOf(found), roles);
        const auto read = readAll(source, found.recipe);
        QCOMPARE(int(read.size()), rows);
        for (const auto &row : read)
            QCOMPARE(row.reason, QString());
    }
    void aTornJsonDocumentLosesOneRow()
    {
        const auto source = written(m_dir, QStringLiteral("torn.json"),
                                    "{\"p1\":{\"title\":\"Tea\"},\"p2\":{\"title\":\"Cup\"},\"p3\":{\"ti");
        const auto found = recognise(source);
        const auto read = readAll(source, found.recipe);
        QCOMPARE(int(read.size()), 3);
        QCOMPARE(read[1].fields, (QStringList{QStringLiteral("p2"), QStringLiteral("Cup")}));
        QCOMPARE(read[2].reason, QStringLiteral("bad-json"));
    }
    void germanLettersAreWestern()
    {
        QString text = QStringLiteral("Kundennr;Artikelnr;Bezeichnung\n");
        for (int i = 0; i < 80; ++i)
            text += QStringLiteral("%1;A%2;Größe für Bücher, Käse und Brötchen, schöne Grüße aus München\n")
                        .arg(i % 9)
                        .arg(i);
        QCOMPARE(look(text.toLatin1()).recipe.encoding, QStringLiteral("ISO-8859-1"));
    }
    void hintsOverrule()
    {
        RecognitionHints hints;
        hints.columns = {{QStringLiteral("user"), QStringLiteral("b")}, {QStringLiteral("item"), QStringLiteral("1")}};
        QCOMPARE(rolesOf(look("a,b\nx,y\nx,z\n", hints)), QStringLiteral("item=a user=b"));
        hints.columns = {{QStringLiteral("user"), QStringLiteral("nobody")}};
        QCOMPARE(errorOf([&] { look("a,b\nx,y\n", hints); }), "import.no-column");
        hints.columns = {{QStringLiteral("user"), QStringLiteral("a")}, {QStringLiteral("item"), QStringLiteral("a")}};
        QCOMPARE(errorOf([&] { look("a,b\nx,y\n", hints); }), "import.column-twice");
        hints.columns = {{QStringLiteral("user"), QStringLiteral("a")}};
        hints.contextColumns = {QStringLiteral("1")};
        QCOMPARE(errorOf([&] { look("a,b\nx,y\n", hints); }), "import.column-twice");
        hints.contextColumns.clear();
        hints.columns = {{QStringLiteral("price"), QStringLiteral("b")},
                         {QStringLiteral("unit-price"), QStringLiteral("b")}};
        QCOMPARE(rolesOf(look("a,b\nx,3\n", hints)), QStringLiteral("unit-price=b"));
    }
    void nothingToRead()
    {
        QCOMPARE(errorOf([&] { look(""); }), "import.empty-file");
        QCOMPARE(errorOf([&] { look("\n\n"); }), "import.empty-file");
        QCOMPARE(errorOf([&] { look(QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(100, '\0')); }), "import.not-text");
    }
    void aFileWithoutAReadableRow_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nuls") << QByteArray("\0 \0 \0\0", 6);
        QTest::newRow("one long line") << QByteArray(5'000'000, 'x');
        QTest::newRow("an open quotation mark") << '"' + QByteArray(2'000'000, 'x');
    }
    void aFileWithoutAReadableRow()
    {
        QFETCH(QByteArray, bytes);
        for (const auto part : {FilePart::Log, FilePart::Items, FilePart::Users}) {
            RecognitionHints told;
            told.part = part;
            QCOMPARE(errorOf([&] { look(bytes, told); }), "import.no-rows");
        }
        QCOMPARE(errorOf([&] { look(bytes); }), "import.no-rows");
    }
    void runningTextIsNoTable()
    {
        const QByteArray text("Package: shopdata\nTitle: Retail Shopping Data\nVersion: 1.1.1\nAuthors@R: c(\n"
                              "  person(\"Anna\", \"Example\",\n         email = \"anna@example.org\",\n"
                              "         role = c(\"aut\", \"cre\"),\n         comment = c(ID = \"0000-0002\")),\n"
                              "  person(\"Ben M.\", \"Example\",\n         email = \"ben@example.org\",\n"
                              "         role = \"aut\")\n  )\n"
                              "Description: Retail shopping transactions for 2,469 households over one year.\n"
                              "    Originates from the source files of a shop, which also includes useful metadata on\n"
                              "    products, coupons, campaigns, and promotions.\nLicense: CC0\nLazyData: true\n"
                              "Depends: R (>= 2.10)\nImports: curl, dplyr, tibble, progress, stringr, zeallot\n");
        QCOMPARE(int(recognise(written(m_dir, QStringLiteral("DESCRIPTION"), text)).part), int(FilePart::Unknown));
    }
    void sessionsInOtherWords_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto *name :
             {"Sitzung", "Session-ID", "Bon", "Beleg", "Belegnr.", "Merkzettel", "Kassenbon", "N° commande",
              "num_commande", "panier", "Sesión", "num_pedido", "recibo", "会话编号", "小票", "購物單號"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void sessionsInOtherWords()
    {
        QFETCH(QString, name);
        QByteArray bytes = name.toUtf8() + ",customer_id,sku\n";
        for (int i = 0; i < 60; ++i)
            bytes += "s" + QByteArray::number(i / 3) + ",c" + QByteArray::number(i % 9) + ",p" +
                     QByteArray::number(i % 7) + '\n';
        QCOMPARE(rolesOf(look(bytes)), QStringLiteral("session=%1 user=customer_id item=sku").arg(name));
    }
    void rowsSayWhatTheyAre()
    {
        const auto log = [&](const char *column, const char *value) {
            QByteArray bytes = QByteArray("user_id,item_id,") + column + ",timestamp\n";
            for (int i = 0; i < 60; ++i)
                bytes += "u" + QByteArray::number(i % 9) + ",p" + QByteArray::number(i % 7) + ',' + value + ',' +
                         QByteArray::number(1'600'000'000 + 50 * i) + '\n';
            return look(bytes).recipe;
        };
        QCOMPARE(log("rating", "4.5").kindDefault, QStringLiteral("rating"));
        QVERIFY(log("rating", "4.5").kindDefaultMeaning == Meaning::Rating);
        QCOMPARE(log("评分", "4").kindDefault, QStringLiteral("rating"));
        QCOMPARE(log("plays", "4").kindDefault, QStringLiteral("event"));
        QCOMPARE(log("tag", "a boring one").kindDefault, QStringLiteral("tag"));
        QCOMPARE(log("colour", "red").kindDefault, QStringLiteral("event"));
    }
    /// A code that was read wrongly is seen only where all are named.
    void allNumberCodesAreNamed()
    {
        const auto remarkOf = [&](int codes) {
            QByteArray bytes = "user_id,sku,type,time\n";
            for (int i = 0; i < 60; ++i)
                bytes += "u" + QByteArray::number(i % 9) + ",p" + QByteArray::number(i % 7) + ',' +
                         QByteArray::number(1 + i % codes) + ',' + QByteArray::number(1600000000 + i * 1000) + '\n';
            return look(bytes);
        };
        QVERIFY(
            anyRemark(remarkOf(4), "read as in known logs: 1 = view, 2 = favourite, 3 = cart, 4 = purchase. Check"));
        QVERIFY(anyRemark(remarkOf(6), "1 = view, 2 = cart, 3 = other, 4 = purchase, 5 = favourite, 6 = view. Check"));
        QVERIFY(anyRemark(remarkOf(2), "1 = view, 2 = favourite. Check"));
    }
    void oneRowIsNoRows()
    {
        QByteArray bytes = "customer_id,sku,time\n";
        for (int i = 0; i < 60; ++i)
            bytes += (i == 30 ? "" : "c" + QByteArray::number(i % 9)) + ",p" + QByteArray::number(i % 7) +
                     (i == 7 ? ",\n" : ",2024-03-" + QByteArray::number(10 + i % 20) + '\n');
        const auto found = look(bytes);
        QVERIFY(anyRemark(found, "1 of 60 sampled rows has no shopper: it is rejected"));
        QVERIFY(anyRemark(found, "1 of 60 sampled rows has no time (time): it is rejected."));
    }
    void rowsWithoutShopperNeedASession()
    {
        const auto remarkOf = [&](const char *session) {
            QByteArray bytes = QByteArray(session) + ",customer_id,sku\n";
            for (int i = 0; i < 60; ++i)
                bytes +=
                    "s" + QByteArray::number(i / 3) + (i % 3 ? ",c1" : ",") + ",p" + QByteArray::number(i % 7) + '\n';
            return look(bytes);
        };
        QVERIFY(anyRemark(remarkOf("order_id"), "20 of 60 sampled rows have no shopper: they are rejected unless"));
        QVERIFY(anyRemark(remarkOf("xyz"), "Name the column of orders or sessions"));
    }
    void headersOfShopSystems_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("line"); // u, i, o, t, q, p, k, n stand for shopper, product, order, time, ...
        QTest::addColumn<QString>("roles");
        const auto row = [](const char *name, const char *header, const char *line, const char *roles) {
            QTest::newRow(name) << QString::fromUtf8(header) << QString::fromUtf8(line) << QString::fromUtf8(roles);
        };
        row("Shopify",
            "Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
            "Lineitem sku,Billing Name,Shipping Name",
            "#{o},{u},paid,{p},{t},{q},{n},{p},{i},Ann,Ann",
            "session=Name user=Email time=Created at quantity=Lineitem quantity title=Lineitem name "
            "unit-price=Lineitem price item=Lineitem sku");
        row("WooCommerce", "order_number,date,status,customer_email,item_sku,item_name,item_qty,item_price",
            "{o},{t},{k},{u},{i},{n},{q},{p}",
            "session=order_number time=date kind=status user=customer_email item=item_sku title=item_name "
            "quantity=item_qty unit-price=item_price");
        row("WooCommerce, further",
            "Order ID,Order Date,Email (Billing),SKU,Item #,Item Name,Quantity (- Refund),Item Cost",
            "{o},{t},{u},{i},{l},{n},{q},{p}",
            "session=Order ID time=Order Date user=Email (Billing) item=SKU title=Item Name "
            "quantity=Quantity (- Refund) unit-price=Item Cost");
        row("Magento", "Order #,Purchase Date,Customer Email,SKU,Product Name,Qty Ordered,Price,Status",
            "{o},{t},{u},{i},{n},{q},{p},{k}",
            "session=Order # time=Purchase Date user=Customer Email item=SKU title=Product Name "
            "quantity=Qty Ordered unit-price=Price kind=Status");
        row("Magento, tables", "increment_id,created_at,customer_id,sku,name,qty_ordered,price,row_total",
            "{o},{t},{u},{i},{n},{q},{p},{p}",
            "session=increment_id time=created_at user=customer_id item=sku title=name quantity=qty_ordered "
            "unit-price=price");
        row("PrestaShop",
            "id_order,date_add,id_customer,product_reference,product_name,product_quantity,"
            "unit_price_tax_incl,total_price_tax_incl",
            "{o},{t},{u},{i},{n},{q},{p},{p}",
            "session=id_order time=date_add user=id_customer item=product_reference title=product_name "
            "quantity=product_quantity unit-price=unit_price_tax_incl");
        row("Aimeos",
            "order.base.customerid,order.datepayment,order.base.product.prodcode,order.base.product.quantity,"
            "order.base.product.price",
            "{u},{t},{i},{q},{p}",
            "user=order.base.customerid time=order.datepayment item=order.base.product.prodcode "
            "quantity=order.base.product.quantity unit-price=order.base.product.price");
        row("OXID", "oxorderid,oxorderdate,oxuserid,oxartnum,oxamount,oxbprice", "{o},{t},{u},{i},{q},{p}",
            "session=oxorderid time=oxorderdate user=oxuserid item=oxartnum quantity=oxamount unit-price=oxbprice");
        row("Amazon",
            "amazon-order-id,order-item-id,purchase-date,buyer-email,buyer-phone-number,sku,product-name,"
            "quantity-purchased,currency,item-price,recipient-name",
            "{o},{r},{t},{u},555,{i},{n},{q},EUR,{p},Ann",
            "session=amazon-order-id time=purchase-date user=buyer-email item=sku title=product-name "
            "quantity=quantity-purchased unit-price=item-price");
        row("eBay", "Order Number,Buyer Username,Item Number,Item Title,Quantity,Sold For,Sale Date,Paid On Date",
            "{o},{u},{i},{n},{q},{p},{t},{t}",
            "session=Order Number user=Buyer Username item=Item Number title=Item Title quantity=Quantity "
            "unit-price=Sold For time=Sale Date");
        row("Tmall", "订单编号,买家会员名,买家实际支付金额,订单创建时间,宝贝标题,商家编码,购买数量,价格",
            "{o},{u},{p},{t},{n},{i},{q},{p}",
            "session=订单编号 user=买家会员名 time=订单创建时间 title=宝贝标题 item=商家编码 quantity=购买数量 "
            "unit-price=价格");
        row("JD", "订单号,商品ID,商品名称,订购数量,下单时间,京东价,下单帐号,收货人姓名",
            "{o},{i},{n},{q},{t},{p},{u},Ann",
            "session=订单号 item=商品ID title=商品名称 quantity=订购数量 time=下单时间 unit-price=京东价 "
            "user=下单帐号");
        row("Rakuten", "注文番号,注文日時,注文者メールアドレス,商品管理番号,商品名,個数,単価,合計金額",
            "{o},{t},{u},{i},{n},{q},{p},{p}",
            "session=注文番号 time=注文日時 user=注文者メールアドレス item=商品管理番号 title=商品名 quantity=個数 "
            "unit-price=単価");
        row("German",
            "Bestellnummer;Bestelldatum;Kundennr.;Artikelnummer;Artikelbezeichnung;Bestellmenge;Einzelpreis;"
            "Positionssumme",
            "{o};{t};{u};{i};{n};{q};{p};{p}",
            "session=Bestellnummer time=Bestelldatum user=Kundennr. item=Artikelnummer title=Artikelbezeichnung "
            "quantity=Bestellmenge unit-price=Einzelpreis");
        row("French",
            "Référence commande;Date de commande;N° client;Référence produit;Désignation;Quantité commandée;"
            "Prix unitaire TTC",
            "{o};{t};{u};{i};{n};{q};{p}",
            "session=Référence commande time=Date de commande user=N° client item=Référence produit "
            "title=Désignation quantity=Quantité commandée unit-price=Prix unitaire TTC");
        row("Spanish",
            "Número de pedido;Fecha de pedido;Correo del cliente;Código de producto;Nombre del producto;"
            "Cantidad pedida;Precio de venta",
            "{o};{t};{u};{i};{n};{q};{p}",
            "session=Número de pedido time=Fecha de pedido user=Correo del cliente item=Código de producto "
            "title=Nombre del producto quantity=Cantidad pedida unit-price=Precio de venta");
        row("Korean", "주문번호,주문일시,구매자ID,상품코드,상품명,수량,판매가", "{o},{t},{u},{i},{n},{q},{p}",
            "session=주문번호 time=주문일시 user=구매자ID item=상품코드 title=상품명 quantity=수량 unit-price=판매가");
        row("GA4",
            "event_name,user_pseudo_id,event_timestamp,items.item_id,items.item_name,items.price,device.category",
            "{k},{u},{t},{i},{n},{p},mobile",
            "kind=event_name user=user_pseudo_id time=event_timestamp item=items.item_id title=items.item_name "
            "unit-price=items.price"); // what is nested in a device or a place names nothing of products
        row("Segment", "event,userId,timestamp,properties.product_id,properties.price", "{k},{u},{t},{i},{p}",
            "kind=event user=userId time=timestamp item=properties.product_id unit-price=properties.price");
        row("Book-Crossing", "User-ID;ISBN;Book-Rating", "{u};{i};{v}", "user=User-ID item=ISBN value=Book-Rating");
        row("Steam reviews", "app_id,user_id,hours,date,review_id", "{i},{u},{v}.5,{t},{r}",
            "item=app_id user=user_id value=hours time=date");
        row("Netflix", "Profile Name,Start Time,Duration,Title,Device Type", "{u},{t},00:12:01,{n},tv",
            "user=Profile Name time=Start Time item=Title device=Device Type");
        row("Dunnhumby", "household_key,BASKET_ID,DAY,PRODUCT_ID,QUANTITY,SALES_VALUE,STORE_ID,TRANS_TIME",
            "{u},{o},{d},{i},{q},{p},7,{c}",
            "user=household_key session=BASKET_ID time=DAY item=PRODUCT_ID quantity=QUANTITY line-total=SALES_VALUE "
            "store=STORE_ID time-of-day=TRANS_TIME");
        row("Portuguese", "Nº do pedido;Código do cliente;Código do produto;Nome do produto;Quantidade;Data do pedido",
            "{o};{u};{i};{n};{q};{t}",
            "session=Nº do pedido user=Código do cliente item=Código do produto title=Nome do produto "
            "quantity=Quantidade time=Data do pedido");
        row("Business Central", "Order No.,Bill-to Name,Item No.,Qty.,Posting Date", "{o},{u},{i},{q},{t}",
            "session=Order No. user=Bill-to Name item=Item No. quantity=Qty. time=Posting Date");
        row("Matomo", "idvisitor,idvisit,server_time,idaction_sku,price,quantity", "{u},{o},{t},{i},{p},{q}",
            "user=idvisitor time=server_time item=idaction_sku unit-price=price quantity=quantity");
        row("measures", "用户等级,买家昵称,商品,商品id,订单成交时间,会员年龄", "3,{u},{n},{i},{t},30",
            "level=用户等级 user=买家昵称 title=商品 item=商品id time=订单成交时间 age=会员年龄"); // of people, not who
                                                                                                   // they are
        row("check-ins", "userId,venueId,venueCategory,latitude,longitude,utcTimestamp",
            "{u},{i},Café,40.7,-73.9,Tue Apr 03 18:00:09 +0000 2012",
            "user=userId item=venueId category=venueCategory time=utcTimestamp");
        row("UBI",
            "action_name,client_id,query_id,user_query,timestamp,event_attributes.object.object_id,"
            "event_attributes.position.ordinal",
            "{k},{u},{r},tea,{t},{i},{q}",
            "kind=action_name user=client_id query-id=query_id query=user_query time=timestamp "
            "item=event_attributes.object.object_id position=event_attributes.position.ordinal");
    }
    void headersOfShopSystems()
    {
        QFETCH(QString, header);
        QFETCH(QString, line);
        QFETCH(QString, roles);
        QString log = header + u'\n';
        const auto number = [](const char *prefix, int n) { return QString::fromLatin1(prefix) + QString::number(n); };
        for (int n = 0; n < 240; ++n) {
            const auto time = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC).addSecs(n * 5400);
            auto text = line;
            for (const auto &[mark, value] : {std::pair{"{u}", number("u", n * 7 % 30) + QStringLiteral("@x.org")},
                                              {"{i}", number("P", n * 13 % 59)},
                                              {"{o}", QString::number(1001 + n / 3)},
                                              {"{l}", QString::number(1 + n % 3)},
                                              {"{r}", number("r", 5000 + n * 31)},
                                              {"{t}", time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))},
                                              {"{q}", QString::number(1 + n % 3)},
                                              {"{p}", QString::number(2.5 + n % 59)},
                                              {"{v}", QString::number(1 + n % 5)},
                                              {"{d}", QString::number(1 + n * 2)},
                                              {"{c}", QString::number(900 + n % 50)},
                                              {"{k}", n % 3 ? QStringLiteral("view_item") : QStringLiteral("purchase")},
                                              {"{n}", QStringLiteral("Thing no %1").arg(n * 13 % 59)}})
                text.replace(QString::fromLatin1(mark), value);
            log += text + u'\n';
        }
        const auto found = look(log.toUtf8());
        QCOMPARE(rolesOf(found), roles);
        QCOMPARE(int(found.part), int(FilePart::Log));
    }
    void titlesOfReviewsAreNotOfProducts()
    {
        QByteArray bytes("rating,title,text,asin,user_id,timestamp\n");
        for (int i = 0; i < 200; ++i)
            bytes += QByteArray::number(1 + i % 5) + ",I think " + QByteArray::number(i) + ",so and so,B" +
                     QByteArray::number(i % 23) + ",U" + QByteArray::number(i % 17) + ',' +
                     QByteArray::number(1'600'000'000 + i * 50) + '\n';
        QCOMPARE(rolesOf(look(bytes)), QStringLiteral("value=rating item=asin user=user_id time=timestamp"));
    }
    void anOrderIsNoShopper()
    {
        QByteArray bytes("vorg,wer,was,wann\n"); // nobody knows these names; all rows of vorg have one time
        for (int i = 0; i < 300; ++i)
            bytes += "o" + QByteArray::number(i / 3) + ",c" + QByteArray::number(i / 3 % 31) + ",p" +
                     QByteArray::number(i * 7 % 41) + ',' + QByteArray::number(1'600'000'000 + i / 3 * 500) + '\n';
        QCOMPARE(rolesOf(look(bytes)), QStringLiteral("session=vorg user=wer item=was time=wann"));
    }
    void titlesAreKeysWhereNothingElseIs()
    {
        QByteArray bytes;
        for (int i = 0; i < 200; ++i)
            bytes += QByteArray::number(100000 + i % 23) + ",\"The Game, part " + QByteArray::number(i % 17) +
                     (i % 2 ? "\",purchase,1.0,0\n" : "\",play," + QByteArray::number(i % 40) + ".5,0\n");
        const auto found = look(bytes);
        QCOMPARE(rolesOf(found), QStringLiteral("user=#1 item=#2 kind=#3 value=#4"));
        QVERIFY(anyRemark(found, "#4 says two things: it is 1 in every row of the kind purchase"));
    }
    void valuesThatMeanNotRated_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<int>("lowest");
        QTest::addColumn<bool>("unrated");
        QTest::newRow("-1 below 6 to 10") << QByteArray("rating") << QByteArray("-1") << 6 << true;
        QTest::newRow("0 below stars") << QByteArray("stars") << QByteArray("0") << 1 << true;
        QTest::newRow("99 above the rest") << QByteArray("rating") << QByteArray("99") << 1 << true;
        QTest::newRow("0 plays are none") << QByteArray("plays") << QByteArray("0") << 1 << false;
        QTest::newRow("nothing odd") << QByteArray("rating") << QByteArray("3") << 1 << false;
    }
    void valuesThatMeanNotRated()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, word);
        QFETCH(int, lowest);
        QFETCH(bool, unrated);
        QByteArray bytes("user_id,item_id," + header + "\n");
        for (int i = 0; i < 300; ++i)
            bytes += "u" + QByteArray::number(i % 23) + ",p" + QByteArray::number(i % 17) + ',' +
                     (i % 3 ? QByteArray::number(lowest + i % 5) : word) + '\n';
        const auto found = look(bytes);
        QCOMPARE(found.recipe.unrated, unrated ? QStringList(QString::fromUtf8(word)) : QStringList());
        QCOMPARE(anyRemark(found, "not rated"), unrated);
        QCOMPARE(Recipe::fromJson(found.recipe.toJson()).unrated, found.recipe.unrated);
        RecognitionHints told;
        told.unrated = QStringList();
        QVERIFY(look(bytes, told).recipe.unrated.isEmpty());
    }
    void onesAreNoRatings()
    {
        QByteArray bytes("user_id,item_id,rating\n");
        for (int i = 0; i < 60; ++i)
            bytes += "u" + QByteArray::number(i % 9) + ",p" + QByteArray::number(i % 7) + ",1.0\n";
        const auto found = look(bytes);
        QCOMPARE(rolesOf(found), QStringLiteral("user=user_id item=item_id"));
        QVERIFY(anyRemark(found, "rating is left out: it is 1 in every sampled row"));
        QCOMPARE(found.recipe.kindDefault, QStringLiteral("event"));
    }
    void whatDoesNotReadIsSaid()
    {
        const auto log = [&](const char *header, auto value) {
            QByteArray bytes = QByteArray("user_id,item_id,") + header + '\n';
            for (int i = 0; i < 200; ++i)
                bytes += "u" + QByteArray::number(i % 23) + ",p" + QByteArray::number(i % 17) + ',' + value(i) + '\n';
            return look(bytes);
        };
        const auto times = log("time", [](int i) {
            return i % 10 ? QByteArray("2026-03-") + QByteArray::number(10 + i % 20) : QByteArray("soon");
        });
        QVERIFY(anyRemark(times, "time: 20 of 200 sampled values (10 %) are not read as times, such as soon"));
        const auto words =
            log("time", [](int i) { return i % 2 ? QByteArray("spring 2026") : QByteArray("fall 2026"); });
        QVERIFY(!words.recipe.columnOf(Role::Time) && anyRemark(words, "time is left out: 200 of 200 sampled values"));
        const auto prices = log("price", [](int i) { return i % 4 ? QByteArray("3.50") : QByteArray("on request"); });
        QVERIFY(anyRemark(prices, "price: 50 of 200 sampled values (25 %) are no numbers, such as on request"));
        const auto none = log("price", [](int i) { return i % 4 ? QByteArray("cheap") : QByteArray("3.50"); });
        QVERIFY(anyRemark(none, "price is left out: 150 of 200 sampled values (75 %) are no numbers"));
        const auto missing = log("time", [](int i) { return i % 4 ? QByteArray("2026-03-05") : QByteArray(); });
        QVERIFY(anyRemark(missing, "50 of 200 sampled rows have no time (time)"));
        QVERIFY(anyRemark(log("colour", [](int) { return QByteArray("red"); }), "No column says when"));
    }
    void oddTimes_data()
    {
        QTest::addColumn<QByteArray>("usual");
        QTest::addColumn<QByteArray>("odd");
        QTest::addColumn<int>("every"); // so many rows have the odd one
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("remark");
        const auto row = [](const char *name, const char *usual, const char *odd, int every, const char *format,
                            const char *remark) {
            QTest::newRow(name) << QByteArray(usual) << QByteArray(odd) << every << QString::fromLatin1(format)
                                << QString::fromUtf8(remark);
        };
        row("Buddhist", "13/8/2020", "14/8/2563", 2, "auto+buddhist",
            "time: 100 of 200 sampled times (50 %) have years such as 2563: they are read as years of the Buddhist "
            "era, 2563 as 2020. A pattern that is named as their format, such as dd/MM/yyyy, takes them as they "
            "stand.");
        row("all Buddhist", "2567-02-29", "2567-03-05", 2, "iso+buddhist",
            "2567 as 2024. The format iso takes them as they stand.");
        row("one far away", "2020-08-13", "2009-08-13", 200, "iso", "1 of 200 sampled times (0.5 %) lies far from");
        row("no date", "2020-08-13", "1904-01-01", 20, "iso",
            "10 of 200 sampled times (5 %) are 1904-01-01, where Excel (1904) begins");
        row("the other workbook", "2020-08-13", "2016-08-12", 5, "iso", "lie 1,462 days before the others");
        row("Minguo", "113/02/29", "113/08/14", 2, "iso+minguo", "years of the Republic of China, 113 as 2024");
        row("Persian", "1403/08/13", "1403/08/14", 2, "iso", "years of another calendar (Persian)");
        row("the future", "2020-08-13", "2035-08-13", 3, "iso", "lie after today, the last is 2035-08-13");
        row("nothing odd", "2020-08-13", "2020-08-14", 2, "iso", "");
    }
    void oddTimes()
    {
        QFETCH(QByteArray, usual);
        QFETCH(QByteArray, odd);
        QFETCH(int, every);
        QFETCH(QString, format);
        QFETCH(QString, remark);
        QByteArray bytes("user_id,item_id,time\n");
        for (int i = 0; i < 200; ++i)
            bytes += "u" + QByteArray::number(i % 23) + ",p" + QByteArray::number(i % 17) + ',' +
                     (i % every ? usual : odd) + '\n';
        const auto found = look(bytes);
        QCOMPARE(found.recipe.timeFormat, format);
        if (remark.isEmpty())
            QVERIFY2(!anyRemark(found, "sampled times"), qPrintable(found.remarks.join(u'\n')));
        else
            QVERIFY2(!found.remarks.filter(remark).isEmpty(), qPrintable(found.remarks.join(u'\n')));
    }
    /// What the remark on years of another era says of formats is so.
    void aNamedFormatTakesYearsAsTheyStand_data()
    {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QString>("told");
        QTest::addColumn<QString>("format");
        QTest::newRow("left open") << QByteArray("14/8/2563") << QStringLiteral("auto")
                                   << QStringLiteral("auto+buddhist");
        QTest::newRow("a pattern") << QByteArray("14/08/2563") << QStringLiteral("dd/MM/yyyy")
                                   << QStringLiteral("dd/MM/yyyy");
        QTest::newRow("iso") << QByteArray("2563-08-14") << QStringLiteral("iso") << QStringLiteral("iso");
    }
    void aNamedFormatTakesYearsAsTheyStand()
    {
        QFETCH(QByteArray, date);
        QFETCH(QString, told);
        QByteArray bytes("user_id,item_id,time\n");
        for (int i = 0; i < 200; ++i)
            bytes += "u" + QByteArray::number(i % 23) + ",p" + QByteArray::number(i % 17) + ',' + date + '\n';
        RecognitionHints hints;
        hints.timeFormat = told;
        QTEST(look(bytes, hints).recipe.timeFormat, "format");
    }
    void partsOfDatesAreSaid()
    {
        QByteArray bytes("user_id,item_id,dow\n");
        for (int i = 0; i < 60; ++i)
            bytes += "u" + QByteArray::number(i % 9) + ",p" + QByteArray::number(i % 7) +
                     (i % 2 ? ",Monday\n" : ",Tuesday\n");
        QVERIFY(anyRemark(look(bytes), "dow is left out: values such as Tuesday, Monday are only a part of a date"));
        QVERIFY(anyRemark(look(bytes.replace("Monday", "1").replace("Tuesday", "2").replace("dow", "hour")),
                          "hour is left out: values such as 2, 1"));
    }
    void daysAreCounted()
    {
        QByteArray bytes("household,item,day,trans_time\n");
        for (int i = 0; i < 200; ++i)
            bytes += QByteArray::number(i % 23) + ',' + QByteArray::number(900 + i % 17) + ',' +
                     QByteArray::number(1 + i * 3) + ',' + QByteArray::number(1200 + i % 60) + '\n';
        const auto found = look(bytes);
        QCOMPARE(rolesOf(found), QStringLiteral("user=household item=item time=day time-of-day=trans_time"));
        QCOMPARE(found.recipe.timeFormat, QStringLiteral("days"));
        QVERIFY(anyRemark(found, "day counts days: day 0 is taken for 2000-01-01"));
    }
    void mixedTimesAreReadEach()
    {
        QByteArray bytes("user_id,item_id,time\n");
        for (int i = 0; i < 200; ++i)
            bytes +=
                "u" + QByteArray::number(i % 23) + ",p" + QByteArray::number(i % 17) + ',' +
                (i % 10 ? QByteArray("2024-06-04T19:02:41.378Z") : QByteArray::number(qint64(1'717'527'762'025) + i)) +
                '\n';
        const auto found = look(bytes);
        QCOMPARE(found.recipe.timeFormat, QStringLiteral("auto"));
        QVERIFY(!anyRemark(found, "not read as times"));
    }
    void theMiddleOfABigFileIsLookedAt()
    {
        QByteArray bytes("user,item,date\n");
        for (int i = 0; i < 600000; ++i)
            bytes += "u" + QByteArray::number(i % 1000) + ",i" + QByteArray::number(i % 300) +
                     (i == 599999 ? ",13/01/2011\n" : ",03/04/2011\n");
        const auto found = look(bytes);
        QVERIFY(found.recipe.dayFirst && anyRemark(found, "cannot be otherwise"));
    }
};

QTEST_GUILESS_MAIN(TestRecognise)
#include "tst_recognise.moc"
