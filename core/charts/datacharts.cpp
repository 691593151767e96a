#include "core/charts/datacharts.h"

#include <QCoreApplication>
#include <QLocale>

namespace aisle {

namespace {

struct ChartText
{
    Q_DECLARE_TR_FUNCTIONS(DataCharts)
};

constexpr double kHourMs = 3'600'000;

QString noTimes()
{
    return ChartText::tr("The log has no times.");
}

QString eventsPerText(int hours)
{
    if (hours < 24)
        return hours == 1 ? ChartText::tr("Events per hour") : ChartText::tr("Events per %n hours", nullptr, hours);
    if (hours == 24)
        return ChartText::tr("Events per day");
    return hours == 7 * 24 ? ChartText::tr("Events per week")
                           : ChartText::tr("Events per %n days", nullptr, hours / 24);
}

} // namespace

std::vector<double> binTimes(std::size_t bins, std::int64_t firstBin, int hoursPerBin)
{
    std::vector<double> times;
    for (std::size_t bin = 0; bin < bins; ++bin)
        times.push_back(static_cast<double>(firstBin) + static_cast<double>(bin) * kHourMs * hoursPerBin);
    return times;
}

ChartData eventsOverTimeChart(const std::vector<ProjectSummary::Kind> &kinds, std::optional<std::int64_t> firstBin,
                              int hoursPerBin)
{
    ChartData chart;
    chart.kind = ChartKind::StackedArea;
    chart.title = eventsPerText(hoursPerBin);
    chart.yLabel = ChartText::tr("events");
    chart.xScale = AxisScale::Time;
    chart.decimals = 0;
    if (!firstBin || kinds.empty())
        return chart;
    chart.x = binTimes(kinds.front().perBin.size(), *firstBin, hoursPerBin);
    for (const auto &kind : kinds) { // a log may have many words for one meaning
        ChartSeries line;
        const auto *meaning = meaningName(kind.kind.meaning);
        line.name = kind.kind.name == meaning ? QCoreApplication::translate("Meaning", meaning)
                                              : QString::fromStdString(kind.kind.name);
        line.colour = SeriesColour::kind(kind.kind.meaning);
        line.values.assign(kind.perBin.begin(), kind.perBin.end());
        chart.series.push_back(std::move(line));
    }
    return chart;
}

ChartData eventsPerDayChart(const ProjectSummary &summary)
{
    auto chart = eventsOverTimeChart(summary.kinds, summary.period ? std::optional(summary.firstBin) : std::nullopt,
                                     summary.hoursPerBin);
    chart.whyEmpty = noTimes();
    return chart;
}

ChartData longTailChart(const ProjectSummary &summary)
{
    ChartData chart;
    chart.kind = ChartKind::Line;
    chart.title = ChartText::tr("Long tail of products");
    chart.xLabel = ChartText::tr("rank of the product");
    chart.yLabel = ChartText::tr("events");
    chart.xScale = AxisScale::Log;
    chart.yScale = AxisScale::Log;
    chart.decimals = 0;
    chart.whyEmpty = ChartText::tr("No event names a product.");
    ChartSeries line;
    line.name = chart.yLabel;
    for (const auto &point : summary.tail) {
        chart.x.push_back(static_cast<double>(point.rank));
        line.values.push_back(static_cast<double>(point.events));
    }
    if (!chart.x.empty())
        chart.series.push_back(std::move(line));
    return chart;
}

ChartData eventsPerShopperChart(const ProjectSummary &summary)
{
    ChartData chart;
    chart.kind = ChartKind::Histogram;
    chart.title = ChartText::tr("Events per shopper");
    chart.xLabel = ChartText::tr("events of a shopper");
    chart.yLabel = ChartText::tr("shoppers");
    chart.xScale = AxisScale::Log;
    chart.decimals = 0;
    chart.whyEmpty = ChartText::tr("There are no shoppers yet.");
    if (summary.perShopper.empty())
        return chart;
    chart.x = summary.perShopperEdges;
    ChartSeries bars;
    bars.name = chart.yLabel;
    bars.values.assign(summary.perShopper.begin(), summary.perShopper.end());
    chart.series.push_back(std::move(bars));
    return chart;
}

ChartData weekChart(const ProjectSummary &summary)
{
    ChartData chart;
    chart.kind = ChartKind::HeatMap;
    chart.title = ChartText::tr("Hour and weekday");
    chart.xLabel = ChartText::tr("hour (%1)").arg(summary.timeZone);
    chart.yLabel = ChartText::tr("events");
    chart.decimals = 0;
    chart.whyEmpty = noTimes();
    if (!summary.period)
        return chart;
    for (int hour = 0; hour < 24; ++hour)
        chart.categories.append(QString::number(hour));
    for (int day = 0; day < 7; ++day) {
        ChartSeries line;
        line.name = QLocale().standaloneDayName(day + 1, QLocale::ShortFormat);
        const auto &hours = summary.week[static_cast<std::size_t>(day)];
        line.values.assign(hours.begin(), hours.end());
        chart.series.push_back(std::move(line));
    }
    return chart;
}

} // namespace aisle
