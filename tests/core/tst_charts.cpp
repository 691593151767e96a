#include "core/charts/chartdata.h"
#include "core/charts/datacharts.h"
#include "core/charts/svgchart.h"
#include "core/common/text/markuptext.h"
#include "tests/support/hostiletexts.h"

#include <QTest>
#include <QXmlStreamReader>
#include <cmath>

using namespace aisle;

class TestCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticksAreRound_data();
    void ticksAreRound();
    void countedAxesHaveWholeNumbers();
    void logTicksSpareTheEye();
    void monthsStandAtTheirFirstDay();
    void numbersAreShortOnlyWhereLong();
    void tableAndCsvSayTheSame();
    void binsHaveOneEdgeMore();
    void dotsAtTheEndsAreWhole();
    void thinningKeepsPeaks();
    void svgIsWellFormed_data();
    void svgIsWellFormed();
    void svgSaysWhyItIsEmpty();
    void rampIsMonotone();
    void timeHasBinsForEveryLog();
    void otherKindsLookLikeNoOther();
    void pictureSaysWhatItIsOf();
    void picturesOfHostileTextsAreXml();
};

namespace {

ChartData sample(ChartKind kind)
{
    ChartData data;
    data.kind = kind;
    data.title = QStringLiteral("每天的行为事件 <&>");
    data.xLabel = QStringLiteral("x");
    data.yLabel = QStringLiteral("y");
    const bool named = kind == ChartKind::Bars || kind == ChartKind::DotWhisker || kind == ChartKind::HeatMap;
    if (named)
        data.categories = {QStringLiteral("a"), QStringLiteral("乙"), QStringLiteral("c, \"d\"")};
    else
        data.x = {1, 2, 3};
    if (kind == ChartKind::Histogram)
        data.x.push_back(4);
    data.series = {{QStringLiteral("one"), {1, -2, 3}, {}, {}, SeriesColour::run(0)},
                   {QStringLiteral("two"), {2, std::nan(""), 5}, {}, {}, SeriesColour::kind(Meaning::Cart)}};
    if (kind == ChartKind::DotWhisker) {
        data.series.resize(1);
        data.series[0].low = {0, -3, 2};
        data.series[0].high = {2, -1, 4};
    }
    return data;
}

} // namespace

void TestCharts::ticksAreRound_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<QString>("labels");
    QTest::newRow("unit") << 0. << 1. << QStringLiteral("0.0 0.2 0.4 0.6 0.8 1.0");
    QTest::newRow("around zero") << -.013 << .02 << QStringLiteral("-0.01 0.00 0.01 0.02");
    QTest::newRow("thousands") << 0. << 2600. << QStringLiteral("0 500 1,000 1,500 2,000 2,500");
    QTest::newRow("millions") << 0. << 3e6 << QStringLiteral("0 1 M 2 M 3 M");
}

void TestCharts::ticksAreRound()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(QString, labels);
    const auto ticks = axisTicks(from, to, AxisScale::Linear, 5, QLocale(QLocale::English));
    auto joined = ticks.labels.join(u' ');
    joined.replace(QChar(0x2212), u'-');
    QCOMPARE(joined, labels);
    for (std::size_t i = 1; i < ticks.at.size(); ++i)
        QVERIFY(ticks.at[i] > ticks.at[i - 1]);
}

void TestCharts::countedAxesHaveWholeNumbers()
{
    const QLocale english(QLocale::English);
    QCOMPARE(axisTicks(.9, 1.1, AxisScale::Whole, 6, english).labels.join(u' '), QStringLiteral("1"));
    QCOMPARE(axisTicks(1, 2, AxisScale::Whole, 6, english).labels.join(u' '), QStringLiteral("1 2"));
    QCOMPARE(axisTicks(1, 2000, AxisScale::Whole, 4, english).labels,
             axisTicks(1, 2000, AxisScale::Linear, 4, english).labels);
}

void TestCharts::timeHasBinsForEveryLog()
{
    ProjectSummary summary;
    summary.period = {0, 3'600'000};
    summary.hoursPerBin = hoursPerBinOf(1);
    summary.kinds = {{{1, "buy", Meaning::Purchase, 1}, 3, {0, 1, 2}}};
    auto chart = eventsPerDayChart(summary);
    QCOMPARE(chart.title, QStringLiteral("Events per hour"));
    QCOMPARE(chart.x, (std::vector<double>{0, 3.6e6, 7.2e6}));
    QCOMPARE(hoursPerBinOf(3), 1);
    QCOMPARE(hoursPerBinOf(10), 6);
    QCOMPARE(hoursPerBinOf(374), 24);
    QCOMPARE(hoursPerBinOf(8000), 7 * 24);
    QCOMPARE(hoursPerBinOf(200'000) % (7 * 24), 0);
    for (const std::int64_t days : {1, 2, 5, 14, 60, 400, 8000, 200'000})
        QVERIFY(days * 24 / hoursPerBinOf(days) >= 14 && days * 24 / hoursPerBinOf(days) <= 1500);
    summary.hoursPerBin = 7 * 24;
    QCOMPARE(eventsPerDayChart(summary).title, QStringLiteral("Events per week"));
}

void TestCharts::otherKindsLookLikeNoOther()
{
    for (const auto &palette : {ChartPalette::light(), ChartPalette::dark()}) {
        const auto of = [&](Meaning meaning) { return palette.of(SeriesColour::kind(meaning)); };
        for (const auto meaning : {Meaning::Exposure, Meaning::View, Meaning::Favourite, Meaning::Cart,
                                   Meaning::Purchase, Meaning::Return, Meaning::Rating})
            QVERIFY(of(Meaning::Other) != of(meaning));
    }
}

void TestCharts::pictureSaysWhatItIsOf()
{
    auto data = sample(ChartKind::DotWhisker);
    data.source = QStringLiteral("A: EASE #4 · B: BPR #5\nBy time 80/10/10");
    const auto svg = QString::fromUtf8(svgChart(data, ChartPalette::light(), 600, 300, QLocale::c()));
    QVERIFY(svg.contains(QStringLiteral("A: EASE #4 · B: BPR #5")));
    QVERIFY(svg.contains(QStringLiteral("By time 80/10/10")));
}

void TestCharts::picturesOfHostileTextsAreXml()
{
    for (const auto kind : {ChartKind::DotWhisker, ChartKind::StackedArea, ChartKind::Bars, ChartKind::HeatMap}) {
        for (const auto &text : test::hostileTexts()) {
            auto data = sample(kind);
            data.title = data.source = data.yLabel = text;
            for (auto &series : data.series)
                series.name = text;
            for (auto &category : data.categories)
                category = text;
            QXmlStreamReader reader(svgChart(data, ChartPalette::light(), 600, 300, QLocale::c()));
            while (!reader.atEnd())
                QVERIFY2(reader.readNext() != QXmlStreamReader::Invalid, qPrintable(reader.errorString()));
        }
    }
    QCOMPARE(markupText(QStringLiteral(u"<a>\u0001\u202e&")), QStringLiteral(u"&lt;a&gt;\ufffd&amp;"));
}

void TestCharts::logTicksSpareTheEye()
{
    const QLocale english(QLocale::English);
    QCOMPARE(axisTicks(1, 1000, AxisScale::Log, 4, english).labels.join(u' '), QStringLiteral("1 10 100 1,000"));
    QCOMPARE(axisTicks(1, 20, AxisScale::Log, 9, english).labels.join(u' '), QStringLiteral("1 2 5 10 20"));
    QVERIFY(axisTicks(0, 10, AxisScale::Log, 4, english).at.empty());
}

void TestCharts::monthsStandAtTheirFirstDay()
{
    const auto ticks = axisTicks(1291161600000., 1323388800000., AxisScale::Time, 6, QLocale(QLocale::English));
    QVERIFY(ticks.labels.size() >= 3 && ticks.labels.size() <= 7);
    for (const auto &label : ticks.labels)
        QCOMPARE(label.size(), 7); // yyyy-MM
}

void TestCharts::numbersAreShortOnlyWhereLong()
{
    const QLocale english(QLocale::English);
    const QLocale chinese(QLocale::Chinese);
    QCOMPARE(shortText(12345, english), QStringLiteral("12,345"));
    QCOMPARE(shortText(1500000, english), QStringLiteral("1.5 M"));
    QCOMPARE(shortText(1500000, chinese), QStringLiteral("150万"));
    QCOMPARE(shortText(230000000, chinese), QStringLiteral("2.3亿"));
    QCOMPARE(exactText(.04172, english), QStringLiteral("0.04172"));
    QCOMPARE(exactText(0, english), QStringLiteral("0"));
}

void TestCharts::tableAndCsvSayTheSame()
{
    const auto data = sample(ChartKind::DotWhisker);
    QCOMPARE(data.columnCount(), 4);
    QCOMPARE(data.rowCount(), 3);
    QCOMPARE(data.cell(1, 1), -2.);
    QCOMPARE(data.cell(1, 2), -3.);
    QCOMPARE(data.csv(), QByteArray("x,\"one, 95 % from\",\"one, to\"\na,1,0,2\n乙,-2,-3,-1\n\"c, \"\"d\"\"\",3,2,4\n")
                             .replace("x,", "x,one,"));
    const auto two = sample(ChartKind::Line);
    QCOMPARE(two.csv(), QByteArray("x,one,two\n1,1,2\n2,-2,\n3,3,5\n"));
    QCOMPARE(two.cellText(1, 2, QLocale::c()), QStringLiteral("–"));
}

void TestCharts::binsHaveOneEdgeMore()
{
    const auto data = sample(ChartKind::Histogram);
    QCOMPARE(data.rowCount(), 3);
    QCOMPARE(data.position(0), 1.5);
    QCOMPARE(data.rowName(2, QLocale::c()), QStringLiteral("3 – 4"));
    QVERIFY(data.csv().startsWith("x from,x to,one,two\n1,2,1,2\n"));
}

void TestCharts::dotsAtTheEndsAreWhole()
{
    ChartData data;
    data.kind = ChartKind::Points;
    data.x = {1, 2, 3};
    data.series.push_back({QString(), {10.95, 12.75, 12.75}, {}, {}, {}});
    const auto range = valueRange(data);
    QVERIFY(range.from < 10.95 && range.from > 9 && range.to > 12.75 && range.to < 14);
    data.series[0].values = {0, 5, 5};
    QCOMPARE(valueRange(data).from, 0.); // no price is below zero
}

void TestCharts::thinningKeepsPeaks()
{
    ChartData data;
    data.series.resize(2);
    for (int i = 0; i < 100000; ++i) {
        data.x.push_back(i);
        data.series[0].values.push_back(i == 54321 ? 1000 : i % 7);
        data.series[1].values.push_back(i == 777 ? -1000 : i % 3);
    }
    const auto thin = thinned(data, 2000);
    QVERIFY(thin.rowCount() <= 2002 * 2 && thin.rowCount() > 500);
    QCOMPARE(*std::max_element(thin.series[0].values.begin(), thin.series[0].values.end()), 1000.);
    QCOMPARE(*std::min_element(thin.series[1].values.begin(), thin.series[1].values.end()), -1000.);
    QVERIFY(std::is_sorted(thin.x.begin(), thin.x.end()));
    QCOMPARE(thin.series[0].values.size(), thin.x.size());
}

void TestCharts::svgIsWellFormed_data()
{
    QTest::addColumn<int>("kind");
    for (const auto kind : {ChartKind::Line, ChartKind::StackedArea, ChartKind::Points, ChartKind::Bars,
                            ChartKind::Histogram, ChartKind::DotWhisker, ChartKind::HeatMap})
        QTest::addRow("%d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void TestCharts::svgIsWellFormed()
{
    QFETCH(int, kind);
    const auto svg =
        svgChart(sample(static_cast<ChartKind>(kind)), ChartPalette::light(), 480, 300, QLocale(QLocale::English));
    QVERIFY(!svg.contains("nan") && !svg.contains("inf"));
    QXmlStreamReader reader(svg);
    int shapes = 0;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement)
            shapes += reader.name() != u"text" && reader.name() != u"title";
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(shapes > 4);
    QVERIFY(svg.contains("每天的行为事件 &lt;&amp;&gt;"));
}

void TestCharts::svgSaysWhyItIsEmpty()
{
    ChartData data;
    data.whyEmpty = QStringLiteral("The log has no times.");
    QVERIFY(data.isEmpty());
    QVERIFY(svgChart(data, ChartPalette::dark(), 300, 200, QLocale::c()).contains("The log has no times."));
}

void TestCharts::rampIsMonotone()
{
    const auto palette = ChartPalette::dark();
    int before = -1;
    for (int step = 0; step <= 20; ++step) {
        const auto colour = palette.rampAt(step / 20.);
        const int green = colour.mid(3, 2).toInt(nullptr, 16); // viridis: green rises with lightness
        QVERIFY(green >= before);
        before = green;
    }
    QCOMPARE(palette.rampAt(1), palette.ramp.back());
}

QTEST_GUILESS_MAIN(TestCharts)
#include "tst_charts.moc"
