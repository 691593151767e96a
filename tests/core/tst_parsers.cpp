#include "core/transfer/reading/numbers.h"
#include "core/transfer/reading/rowreader.h"
#include "core/transfer/times/timeparser.h"
#include "core/transfer/times/writtentime.h"

#include <QDateTime>
#include <QLocale>
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
    void times() { checkTime(); }
    void timesOfOtherHands_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("dayFirst");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        int number = 0;
        const auto row = [&](const char *format, const char *text, const char *expected) {
            QTest::addRow("%d %s", number++, text)
                << QString::fromUtf8(format) << true << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        // 24:00 is the end of the day
        row("iso", "2026-03-01 24:00:00", "2026-03-02T00:00:00.000Z");
        row("iso", "2026-12-31T24:00Z", "2027-01-01T00:00:00.000Z");
        row("auto", "28.02.2026 24:00", "2026-03-01T00:00:00.000Z");
        for (const char *text : {"2026-03-01 24:01:00", "2026-03-01 25:00", "2026-03-01 24:00:01"})
            row("iso", text, "");
        // halves of a day
        row("iso", "2026. 3. 5. 오후 2:30:00", "2026-03-05T14:30:00.000Z");
        row("iso", "2026. 3. 5. 오전 12:30:00", "2026-03-05T00:30:00.000Z");
        row("iso", "2026년 03월 05일 14시 30분", "2026-03-05T14:30:00.000Z");
        row("iso", "2026년 3월 5일 (목) 오후 2시 30분", "2026-03-05T14:30:00.000Z");
        row("iso", "2026年3月5日 午後2:30", "2026-03-05T14:30:00.000Z");
        row("iso", "2026年3月5日(木) 14時30分05秒", "2026-03-05T14:30:05.000Z");
        row("iso", "2026/03/05(日) 午前0:30", "2026-03-05T00:30:00.000Z");
        row("iso", "2026/3/5 中午12:30", "2026-03-05T12:30:00.000Z");
        row("iso", "2026/3/5 中午11:30", "2026-03-05T11:30:00.000Z");
        row("iso", "2026/3/5 晚上8:30", "2026-03-05T20:30:00.000Z");
        row("iso", "2026年3月5日 星期四 凌晨12:30", "2026-03-05T00:30:00.000Z");
        row("auto", "5/3/2026 2:30 p. m.", "2026-03-05T14:30:00.000Z");
        row("auto", "5/3/2026 14:30 AM", "");
        row("auto", "12:05 SA 05/03/2026", "2026-03-05T00:05:00.000Z");
        row("auto", "05/03/2026 2:30:15 CH", "2026-03-05T14:30:15.000Z");
        row("auto", "Sa 07.03.2026 12:30", "2026-03-07T12:30:00.000Z");
        row("iso", "2026. március 5. de. 8:00", "2026-03-05T08:00:00.000Z");
        row("iso", "2026. március 5. du. 12:30", "2026-03-05T12:30:00.000Z");
        row("iso", "2026. március 5. de. 12:30", "2026-03-05T00:30:00.000Z");
        row("auto", "5 de marzo de 2026 8:00", "2026-03-05T08:00:00.000Z");
        row("auto", "5/3/2026 2:30 μμ", "2026-03-05T14:30:00.000Z");
        row("auto", "5/3/2026 2:30 PTG", "2026-03-05T14:30:00.000Z");
        // in words, the year last, zones in letters
        row("auto", "Wed Mar 01 06:00:00 -0700 2017", "2017-03-01T13:00:00.000Z");
        row("auto", "Tue Apr 03 18:00:09 +0000 2012", "2012-04-03T18:00:09.000Z");
        row("auto", "Wed Mar  1 06:00:00 2017", "2017-03-01T06:00:00.000Z");
        row("auto", "Wed Mar  1 06:00:00 PST 2017", "2017-03-01T14:00:00.000Z");
        row("auto", "Wed, 01 Mar 2017 06:00:00 GMT", "2017-03-01T06:00:00.000Z");
        row("auto", "Wed Mar 01 2017 06:00:00 GMT-0700 (Mountain Standard Time)", "2017-03-01T13:00:00.000Z");
        row("auto", "2017-03-01T06:00:00-07:00[America/Denver]", "2017-03-01T13:00:00.000Z");
        row("auto", "[01/Mar/2017:06:00:00 -0700]", "2017-03-01T13:00:00.000Z");
        row("iso", "2017-03-01 06:00:00 PST", "2017-03-01T14:00:00.000Z");
        row("auto", "2017:03:01 06:00:00", "2017-03-01T06:00:00.000Z");
        row("auto", "Wednesday, March 1, 2017 6:00:00 PM", "2017-03-01T18:00:00.000Z");
        row("auto", "Mittwoch, 1. März 2017 14:30 Uhr", "2017-03-01T14:30:00.000Z");
        row("auto", "Mi. 01.03.2017 14.30 Uhr", "2017-03-01T14:30:00.000Z");
        row("auto", "mer. 1 mars 2017 à 14h30", "2017-03-01T14:30:00.000Z");
        row("auto", "mar. 28 févr. 2017 14:30", "2017-02-28T14:30:00.000Z");
        row("auto", "miércoles, 1 de marzo de 2017, 2:30 p. m.", "2017-03-01T14:30:00.000Z");
        row("auto", "3 Aralık 2017 14:30", "2017-12-03T14:30:00.000Z");
        row("auto", "令和6年3月5日", "2024-03-05T00:00:00.000Z");
        row("auto", "民國113年3月5日 下午2:30", "2024-03-05T14:30:00.000Z");
        row("auto", "5 มีนาคม พ.ศ. 2567", "2024-03-05T00:00:00.000Z");
        for (const char *text : {"Wed Mar 01", "March 2017", "1 apple 2017", "Wed Foo 01 06:00:00 2017", "6:00", "Mar",
                                 "12 March 13 April 2017", "at of the"})
            row("auto", text, "");
        // digits of other scripts, and marks that nobody sees
        row("iso", "２０２６／０３／０５　１４：３０", "2026-03-05T14:30:00.000Z");
        row("iso", "٢٠٢٦-٠٣-٠٥ ١٤:٣٠", "2026-03-05T14:30:00.000Z");
        row("auto", "५/३/२०२६ १४:३०", "2026-03-05T14:30:00.000Z");
        row("auto", "\u200e5\u200e/\u200e3\u200e/\u200e2026\u200e \u200e14\u200e:\u200e30", "2026-03-05T14:30:00.000Z");
        row("unix", "١٣٩٦٨٦٠٦٦٩", "2014-04-07T08:51:09.000Z");
        // numbers of days
        row("excel", "45356,5", "2024-03-05T12:00:00.000Z");
        row("excel-1904", "43894.25", "2024-03-05T06:00:00.000Z");
        row("excel-1904", "0", "");
        row("days", "0", "2000-01-01T00:00:00.000Z");
        row("days", "366.5", "2001-01-01T12:00:00.000Z");
        row("days@2017-01-01", "31", "2017-02-01T00:00:00.000Z");
        row("days", "-1", "");
        row("days", "x", "");
        // years of the Buddhist era, of those that are some
        row("auto+buddhist", "29/2/2567", "2024-02-29T00:00:00.000Z");
        row("auto+buddhist", "1/8/2020", "2020-08-01T00:00:00.000Z");
        row("iso+buddhist", "2567-01-05", "2024-01-05T00:00:00.000Z");
        row("iso+minguo", "113/02/29", "2024-02-29T00:00:00.000Z");
        row("auto+minguo", "2024-02-29", "2024-02-29T00:00:00.000Z");
        // formats that somebody named
        row("EEE MMM dd HH:mm:ss Z yyyy", "Wed Mar 01 06:00:00 -0700 2017", "2017-03-01T13:00:00.000Z");
        row("ddd MMM d HH:mm:ss yyyy", "Wed Mar  1 06:00:00 2017", "2017-03-01T06:00:00.000Z");
        row("yyyy-MM-dd HH:mm:ss z", "2017-03-01 06:00:00 PST", "2017-03-01T14:00:00.000Z");
        row("yyyy-MM-dd HH:mm:ss.zzz", "2017-03-01 06:00:00.250", "2017-03-01T06:00:00.250Z");
        row("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2017-03-01T06:00:00.250+01:00", "2017-03-01T05:00:00.250Z");
        row("DD/MM/YYYY hh:mm A", "01/03/2017 06:00 PM", "2017-03-01T18:00:00.000Z");
        row("%d/%b/%Y:%H:%M:%S %z", "01/Mar/2017:06:00:00 -0700", "2017-03-01T13:00:00.000Z");
        row("%Y-%m-%dT%H:%M:%SZ", "2017-03-01T06:00:00Z", "2017-03-01T06:00:00.000Z");
        row("dd. MMMM yyyy", "01. März 2017", "2017-03-01T00:00:00.000Z");
        row("yyyy年M月d日 APh时m分", "2017年3月1日 下午2时5分", "2017-03-01T14:05:00.000Z");
        row("yyyy-MM-dd HH:mm t", "2017-03-01 06:00 GMT+8", "2017-02-28T22:00:00.000Z");
        row("yyyy-MM-dd HH:mm", "2017-03-01 24:00", "2017-03-02T00:00:00.000Z");
        row("yyyy-MM-dd HH:mm", "2017-03-01 06:00 x", "");
    }
    void timesOfOtherHands() { checkTime(); }

private:
    void checkTime()
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

private Q_SLOTS:
    void zonesFollowTheirRules_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char *zone :
             {"Europe/London", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void datesOfAllLanguages_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("languages");
        const auto abbreviated =
            QStringLiteral("en de fr es it pt nl pl ru sv tr da nb hu ro bg sr uk el he hi et lv sl gl is");
        const auto named =
            abbreviated + QStringLiteral(" ca fi cs sk sq az ka id ms bn ta te mr gu kn pa ur be mk af hy kk");
        for (const auto *format : {"d MMMM yyyy", "d. MMMM yyyy", "MMMM d, yyyy"})
            QTest::newRow(format) << QString::fromLatin1(format) << named;
        for (const auto *format : {"d MMM yyyy HH:mm", "d. MMM. yyyy"})
            QTest::newRow(format) << QString::fromLatin1(format) << abbreviated;
        QTest::newRow("weekday") << QStringLiteral("dddd, d MMMM yyyy")
                                 << abbreviated + QStringLiteral(" ca fi cs id ms");
    }
    void datesOfAllLanguages()
    {
        QFETCH(QString, format);
        QFETCH(QString, languages);
        QStringList wrong;
        for (const auto &name : languages.split(u' '))
            for (int month = 1; month <= 12; ++month) {
                const QDateTime at(QDate(2023, month, 17), QTime(format.contains(u'H') ? 14 : 0, 0), Qt::UTC);
                const auto text = QLocale(name).toString(at, format);
                const auto read = freeTime(text.toStdString(), true);
                if (!read || read->localMs() != at.toMSecsSinceEpoch())
                    wrong << QStringLiteral("%1 %2 (%3)").arg(name, text).arg(read ? read->month : 0);
            }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral("; "))));
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
        row("iso", "2024-03-05", "24:00", "2024-03-05T16:00:00.000Z");
        row("iso", "2024-03-05", "오후 2:30", "2024-03-05T06:30:00.000Z");
        row("iso", "2024-03-05", "14時30分", "2024-03-05T06:30:00.000Z");
        row("iso", "2024-03-05", "14h30", "2024-03-05T06:30:00.000Z");
        row("excel", "45356", "0.604166667", "2024-03-05T06:30:00.000Z");
        row("excel", "45356", "0,25", "2024-03-04T22:00:00.000Z");
        row("days", "64", "1631", "2000-03-05T16:31:00.000Z");
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
    void formatsHaveAYear()
    {
        for (const char *format : {"", "auto", "unix", "iso", "days@2017-01-31", "excel+buddhist", "YYYY", "%Y", "%y%m",
                                   "yyyy", "MMdd@2014", "EEE MMM dd HH:mm:ss Z yyyy", "yyyMMdd+minguo"})
            QVERIFY2(isTimeFormat(QString::fromLatin1(format)), format);
        for (const char *format : {"nan", "Q", "HH:mm", "MMdd", "'yyyy'", "%H:%M", "dd/MM"})
            QVERIFY2(!isTimeFormat(QString::fromLatin1(format)), format);
        const auto read = [](const char *format, const char *text) {
            Recipe recipe;
            recipe.timeZone = QStringLiteral("UTC");
            recipe.timeFormat = QString::fromLatin1(format);
            return TimeParser(recipe).parse(text).value_or(0);
        };
        QCOMPARE(read("YYYY", "2014"), std::int64_t(1'388'534'400'000));
        QCOMPARE(read("%Y", "2014"), std::int64_t(1'388'534'400'000));
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
        row("١٢٫٥", false, 12.5);
        row("١٬٢٩٩٫٥", true, 1299.5);
        row("１２３．５", false, 123.5);
        row("฿1,299", false, 1299);
        row("1 299,00 Kč", true, 1299);
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
