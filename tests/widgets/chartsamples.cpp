#include "tests/widgets/chartsamples.h"

#include "core/common/random.h"

#include <cmath>

namespace aisle::test {

namespace {

ChartData losses()
{
    ChartData data;
    data.title = QStringLiteral("Validation NDCG@10 by epoch");
    data.xLabel = QStringLiteral("Epoch");
    data.yLabel = QStringLiteral("NDCG@10");
    data.decimals = 4;
    data.mark = 31;
    data.series = {{QStringLiteral("A SASRec #12"), {}, {}, {}, SeriesColour::run(0)},
                   {QStringLiteral("B BPR-MF #9"), {}, {}, {}, SeriesColour::run(1)},
                   {QStringLiteral("C EASE #4"), {}, {}, {}, SeriesColour::run(2)},
                   {QStringLiteral("D GRU4Rec #2"), {}, {}, {}, SeriesColour::run(3)}};
    Random random(3);
    for (int epoch = 1; epoch <= 50; ++epoch) {
        data.x.push_back(epoch);
        for (std::size_t s = 0; s < data.series.size(); ++s)
            data.series[s].values.push_back((.05 - .008 * double(s)) * (1 - std::exp(-epoch / (6. + double(s)))) +
                                            .0006 * random.normal());
    }
    return data;
}

ChartData eventsPerDay()
{
    ChartData data;
    data.kind = ChartKind::StackedArea;
    data.title = QStringLiteral("Events per day");
    data.yLabel = QStringLiteral("Events");
    data.xScale = AxisScale::Time;
    for (const auto meaning : {Meaning::View, Meaning::Cart, Meaning::Purchase, Meaning::Return})
        data.series.push_back({QString::fromLatin1(meaningName(meaning)), {}, {}, {}, SeriesColour::kind(meaning)});
    Random random(1);
    for (int day = 0; day < 374; ++day) {
        data.x.push_back(1291161600000. + 86400e3 * day);
        const double level = 1200 + 400 * std::sin(day / 30.) + (day % 7 == 5 ? -700 : 0) + 150 * random.normal();
        const double shares[]{1, .3, .15, .04};
        for (std::size_t s = 0; s < 4; ++s)
            data.series[s].values.push_back(std::max(0., std::round(level * shares[s])));
    }
    return data;
}

ChartData longTail()
{
    ChartData data;
    data.title = QStringLiteral("Long tail of products");
    data.xLabel = QStringLiteral("Products, from the most popular");
    data.yLabel = QStringLiteral("Events of the product");
    data.xScale = data.yScale = AxisScale::Log;
    data.series.resize(1);
    for (int rank = 1; rank <= 4070; ++rank) {
        data.x.push_back(rank);
        data.series[0].values.push_back(std::max(1., std::round(2100 / std::pow(rank, .72) - 3)));
    }
    return data;
}

ChartData histogram()
{
    ChartData data;
    data.kind = ChartKind::Histogram;
    data.title = QStringLiteral("Difference of NDCG@10, B minus A, by shopper");
    data.xLabel = QStringLiteral("Difference");
    data.yLabel = QStringLiteral("Shoppers");
    data.series.resize(1);
    for (int edge = 0; edge <= 40; ++edge)
        data.x.push_back(-1 + edge * .05);
    for (int bin = 0; bin < 40; ++bin)
        data.series[0].values.push_back(std::round(420 * std::exp(-std::pow((bin - 21) / 5., 2))));
    return data;
}

ChartData chineseBars()
{
    ChartData data;
    data.kind = ChartKind::Bars;
    data.title = QStringLiteral("每位顾客的行为事件数");
    data.xLabel = QStringLiteral("行为事件数");
    data.yLabel = QStringLiteral("顾客数（人）");
    data.categories = {QStringLiteral("1"),         QStringLiteral("2～4"),   QStringLiteral("5～9"),
                       QStringLiteral("10～19"),    QStringLiteral("20～49"), QStringLiteral("50～99"),
                       QStringLiteral("100 及以上")};
    data.series = {{QString(), {120300, 434500, 822000, 1630400, 1211000, 405000, 77000}}};
    return data;
}

ChartData differences()
{
    ChartData data;
    data.kind = ChartKind::DotWhisker;
    data.title = QStringLiteral("What moved: B minus A, with 95 % intervals");
    data.yLabel = QStringLiteral("Difference");
    data.decimals = 4;
    data.signedValues = true;
    data.categories = {QStringLiteral("NDCG@10"), QStringLiteral("HitRate@10"),  QStringLiteral("Recall@10"),
                       QStringLiteral("MRR@10"),  QStringLiteral("Coverage@10"), QStringLiteral("平均精度@10")};
    data.series = {{QString(),
                    {.012, .03, .008, -.002, .055, .004},
                    {.004, .012, -.003, -.012, .041, -.001},
                    {.02, .048, .019, .008, .069, .009},
                    SeriesColour::run(1)}};
    return data;
}

ChartData hours()
{
    ChartData data;
    data.kind = ChartKind::HeatMap;
    data.title = QStringLiteral("When shoppers are active");
    data.xLabel = QStringLiteral("Events by hour of the day (UTC)");
    for (int hour = 0; hour < 24; ++hour)
        data.categories.append(QStringLiteral("%1").arg(hour, 2, 10, QLatin1Char('0')));
    const char *days[]{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    for (int day = 0; day < 7; ++day) {
        ChartSeries series{QString::fromLatin1(days[day]), {}};
        for (int hour = 0; hour < 24; ++hour)
            series.values.push_back(
                day == 5 ? 0 : std::round(9000 * std::exp(-std::pow((hour - 12.5 - day * .2) / 3., 2))));
        data.series.push_back(series);
    }
    return data;
}

} // namespace

std::map<QString, ChartData> chartSamples()
{
    return {{QStringLiteral("line"), losses()},
            {QStringLiteral("area"), eventsPerDay()},
            {QStringLiteral("longtail"), longTail()},
            {QStringLiteral("histogram"), histogram()},
            {QStringLiteral("bars-chinese"), chineseBars()},
            {QStringLiteral("differences"), differences()},
            {QStringLiteral("heatmap"), hours()}};
}

ChartData chartSample(const QString &name)
{
    return chartSamples().at(name);
}

} // namespace aisle::test
