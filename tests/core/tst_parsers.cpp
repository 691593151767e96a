#include "core/transfer/reading/numbers.h"
#include "core/transfer/reading/rowreader.h"
#include "core/transfer/reading/timeparser.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace aisle;

class TestParsers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void times_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("dayFirst");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected"); // ISO UTC, empty: no time
        int number = 0;
        const auto row = [&](const char *format, bool dayFirst, const char *text, const char *expected) {
            QTest::addRow("%d %s", number++, text)
                << QString::fromUtf8(format) << dayFirst << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("unix", false, "1396860669.277", "2014-04-07T08:51:09.277Z");
        row("unix", false, "1396860669", "2014-04-07T08:51:09.000Z");
        row("unix", false, "-1", "1969-12-31T23:59:59.000Z");
        row("unix", false, "1.4e9", "2014-05-13T16:53:20.000Z");
        for (const char *text : {"99999999999999999999", "NaN", "inf", "0x10", "", "-", "1396860669.", "12a"})
            row("unix", false, text, "");
        row("unix-ms", false, "1433222501000", "2015-06-02T05:21:41.000Z");
        row("MMdd@2014", false, "829", "2014-08-29T00:00:00.000Z");
        row("MMdd@2014", false, "1111", "2014-11-11T00:00:00.000Z");
        row("MMdd@2014", false, "1301", "");
        row("dd.MM. HH:mm@2014", false, "29.08. 17:05", "2014-08-29T17:05:00.000Z");
        row("yyyyMMddHH", false, "2014082917", "2014-08-29T17:00:00.000Z");
        row("yyMMddHH", false, "14082917", "2014-08-29T17:00:00.000Z");
        row("yyyyMM", false, "201408", "2014-08-01T00:00:00.000Z");
        row("iso", false, "2015-06-02T05:21:41Z", "2015-06-02T05:21:41.000Z");
        row("iso", false, "2015-06-02T05:21:41.5+08:00", "2015-06-01T21:21:41.500Z");
        row("iso", false, "2015-06-02 05:21", "2015-06-02T05:21:00.000Z");
        row("iso", false, "2015-06-02", "2015-06-02T00:00:00.000Z");
        row("iso", false, "2015/6/2 5:21:41", "2015-06-02T05:21:41.000Z");
        row("iso", false, "2024年3月5日", "2024-03-05T00:00:00.000Z");
        row("iso", false, "2024年3月5日 下午2时05分", "2024-03-05T14:05:00.000Z");
        row("iso", false, "2014-12-06 02", "2014-12-06T02:00:00.000Z");
        row("iso", false, "2023-02-29", "");
        row("iso", false, "2023-13-01", "");
        row("iso", false, "2023-01-01T25:00:00", "");
        row("excel", false, "40513.5", "2010-12-01T12:00:00.000Z");
        row("auto", true, "03/04/2011 14:05", "2011-04-03T14:05:00.000Z");
        row("auto", false, "03/04/2011 2:05 PM", "2011-03-04T14:05:00.000Z");
        row("auto", false, "12/1/10 8:26", "2010-12-01T08:26:00.000Z");
        row("auto", true, "31.12.1999", "1999-12-31T00:00:00.000Z");
        row("auto", true, "5-3-2024 12:00 AM", "2024-03-05T00:00:00.000Z");
        row("auto", false, "01-Jan-1995", "1995-01-01T00:00:00.000Z");
        row("auto", false, "Mar 5, 2024 2:05 PM", "2024-03-05T14:05:00.000Z");
        row("auto", false, "20240305", "2024-03-05T00:00:00.000Z");
        row("auto", false, "20240305142233", "2024-03-05T14:22:33.000Z");
        row("auto", false, "1433222501", "2015-06-02T05:21:41.000Z");
        row("auto", false, "1433222501000", "2015-06-02T05:21:41.000Z");
        row("auto", false, "31/12/2011", "");
        row("auto", false, "hello", "");
        row("dd.MM.yyyy HH:mm", false, "05.03.2024 14:05", "2024-03-05T14:05:00.000Z");
        row("M/d/yy h:mm AP", false, "3/5/24 2:05 PM", "2024-03-05T14:05:00.000Z");
        row("dd.MM.yyyy", false, "05.03.2024x", "");
    }
    void times()
    {
        QFETCH(QString, format);
        QFETCH(bool, dayFirst);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        Recipe recipe;
        recipe.timeFormat = format;
        recipe.dayFirst = dayFirst;
        recipe.timeZone = QStringLiteral("UTC");
        const auto ms = TimeParser(recipe).parse(text.toStdString());
        QCOMPARE(ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODateWithMs) : QString(), expected);
    }
    void zonesFollowTheirRules_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char *zone :
             {"Europe/London", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void zonesFollowTheirRules()
    {
        QFETCH(QByteArray, zone);
        const QTimeZone rules(zone);
        if (!rules.isValid())
            QSKIP("no time zone data");
        Recipe recipe;
        recipe.timeFormat = QStringLiteral("iso");
        recipe.timeZone = QString::fromLatin1(zone);
        TimeParser parser(recipe);
        for (int day = 0; day < 20000; day += 3) {
            const auto local = QDate(1972, 1, 1).addDays(day).startOfDay(Qt::UTC).addSecs(12 * 3600 + day % 3600);
            const QDateTime zoned(local.date(), local.time(), rules);
            QCOMPARE(*parser.parse(local.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toStdString()),
                     zoned.toMSecsSinceEpoch());
        }
    }
    void datesWithClocks_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("date");
        QTest::addColumn<QString>("clock");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *format, const char *date, const char *clock, const char *expected) {
            QTest::addRow("%s %s", date, clock) << QString::fromUtf8(format) << QString::fromUtf8(date)
                                                << QString::fromUtf8(clock) << QString::fromUtf8(expected);
        };
        row("iso", "2024-03-05", "14:05:33", "2024-03-05T06:05:33.000Z");
        row("auto", "2024/3/5", "2:05 PM", "2024-03-05T06:05:00.000Z");
        row("auto", "20240305", "905", "2024-03-05T01:05:00.000Z");
        row("MMdd@2024", "305", "140533", "2024-03-05T06:05:33.000Z");
        row("excel", "45356", "14", "2024-03-05T06:00:00.000Z");
        row("iso", "2024-03-05", "", "2024-03-04T16:00:00.000Z");
        row("iso", "2024-03-05", "14:05Z", "2024-03-05T14:05:00.000Z");
        row("iso", "2024-03-05", "25:00", "");
        row("iso", "never", "14:05", "");
    }
    void datesWithClocks()
    {
        QFETCH(QString, format);
        QFETCH(QString, date);
        QFETCH(QString, clock);
        QFETCH(QString, expected);
        Recipe recipe;
        recipe.timeFormat = format;
        recipe.timeZone = QStringLiteral("Asia/Shanghai");
        const auto at = TimeParser(recipe).parse(date.toStdString(), clock.toStdString());
        QCOMPARE(at ? QDateTime::fromMSecsSinceEpoch(*at, Qt::UTC).toString(Qt::ISODateWithMs) : QString(), expected);
    }
    void numbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("comma");
        QTest::addColumn<double>("expected"); // NaN: no number
        int number = 0;
        const auto row = [&](const char *text, bool comma, double expected) {
            QTest::addRow("%d %s", number++, text) << QString::fromUtf8(text) << comma << expected;
        };
        const double no = std::numeric_limits<double>::quiet_NaN();
        row("12.5", false, 12.5);
        row("-0", false, 0);
        row("1.5e3", false, 1500);
        row("1E+3", false, 1000);
        row("12345678901234567890", false, 12345678901234567890.0);
        row("¥1,299.00", false, 1299);
        row("￥ 1,299", false, 1299);
        row("1,299.50元", false, 1299.5);
        row("1.299,00 €", true, 1299);
        row("1 299,5", true, 1299.5);
        row("1'299.5", false, 1299.5);
        row("3,50", true, 3.5);
        row("7", true, 7);
        row("(3.50)", false, -3.5);
        row("-$5", false, -5);
        row("$-5", false, -5);
        row("5-", false, -5);
        row("USD 12.30", false, 12.3);
        row("12,30,000", false, 1230000);
        row(".5", false, 0.5);
        for (const char *text :
             {"", "-", "NaN", "inf", "1e999", "0x10", "1,5", "1.2.3", "abc", "--5", "12 apples", "1,2,3"})
            row(text, false, no);
    }
    void numbers()
    {
        QFETCH(QString, text);
        QFETCH(bool, comma);
        QFETCH(double, expected);
        const auto value = parseNumber(text.toStdString(), comma ? u',' : u'.');
        QCOMPARE(value.has_value(), !std::isnan(expected));
        if (value)
            QCOMPARE(*value, expected);
    }
};

QTEST_APPLESS_MAIN(TestParsers)
#include "tst_parsers.moc"
