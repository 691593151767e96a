#include "core/evaluate/metric.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/lookup/registered.h"
#include "core/common/text/nearest.h"

#include <QtGlobal>
#include <charconv>

namespace aisle {

namespace {
QStringList metricNames()
{
    return mapped<QStringList>(metrics(), [](const auto &info) { return QString::fromStdString(info.name); }) +
           mapped<QStringList>(pointMetrics(), [](const auto &info) { return QString::fromStdString(info.name); });
}

/// Of a figure's metric; null when there is none.
const MetricInfo *infoOf(const std::string &figure)
{
    const auto &all = metrics();
    const auto found = std::ranges::find(all, std::string_view(figure).substr(0, figure.find('@')), &MetricInfo::name);
    return found == all.end() ? nullptr : &*found;
}

} // namespace

bool registerMetric(MetricInfo info)
{
    Q_ASSERT(static_cast<bool>(info.makeListMetric) != static_cast<bool>(info.makeExposureMetric));
    const auto byGroup = [](const MetricInfo &each) { return std::pair(each.group, std::string_view(each.name)); };
    return addRegistered("metric", std::move(info), &MetricInfo::name, byGroup);
}

const std::vector<MetricInfo> &metrics()
{
    return registered<MetricInfo>();
}

bool registerPointMetric(PointMetric metric)
{
    return addRegistered("metric", std::move(metric), &PointMetric::name);
}

const std::vector<PointMetric> &pointMetrics()
{
    return registered<PointMetric>();
}

const PointMetric *findPointMetric(const std::string &name)
{
    const auto found = std::ranges::find(pointMetrics(), name, &PointMetric::name);
    return found == pointMetrics().end() ? nullptr : &*found;
}

const char *sideSuffix(Side side)
{
    switch (side) {
    case Side::All:
        break;
    case Side::Repeated:
        return "/repeated";
    case Side::Explored:
        return "/explored";
    }
    return "";
}

std::string figureName(const MetricAt &figure)
{
    return figure.metric->name + "@" + std::to_string(figure.k) + sideSuffix(figure.side);
}

std::optional<MetricAt> findMetricAt(const std::string &name)
{
    const auto at = name.find('@');
    if (at == std::string::npos)
        return {};
    int k = 0;
    const auto *end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data() + at + 1, end, k);
    if (parsed.ec != std::errc() || k <= 0)
        return {};
    const std::string_view suffix(parsed.ptr, static_cast<std::size_t>(end - parsed.ptr));
    for (const auto &info : metrics()) {
        if (name.compare(0, at, info.name) != 0)
            continue;
        for (const auto side : {Side::All, Side::Repeated, Side::Explored})
            if (suffix == sideSuffix(side) && (side == Side::All || info.bySide))
                return MetricAt{&info, k, side};
    }
    return {};
}

MetricAt metricAt(const std::string &name)
{
    const auto found = findMetricAt(name);
    if (!found)
        throwUnknownMetric(name);
    return *found;
}

void throwUnknownMetric(const std::string &name)
{
    const auto written = QString::fromStdString(name);
    throw Error("metric.unknown",
                QT_TRANSLATE_NOOP("Error", "%1 is no metric with a cut-off, such as NDCG@10. There are, the nearest "
                                           "first: %2."),
                {written, nearestFirst(written.section(u'@', 0, 0), metricNames()).join(QStringLiteral(", "))});
}

Better betterOf(const std::string &figure)
{
    if (const auto *metric = findPointMetric(figure))
        return metric->better;
    const auto *known = infoOf(figure);
    return known ? known->better : Better::Higher;
}

Scale scaleOf(const std::string &figure)
{
    if (const auto *metric = findPointMetric(figure))
        return metric->pooling;
    const auto *known = infoOf(figure);
    return known && known->isPerUser() ? Scale(Pooling::Mean, 1) : Scale();
}

double higherIsBetter(const std::string &figure, double value)
{
    return betterOf(figure) == Better::Lower ? -value : value;
}

} // namespace aisle
