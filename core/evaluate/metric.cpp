#include "core/evaluate/metric.h"
#include "core/common/error.h"

#include <QtGlobal>
#include <charconv>

namespace aisle {

namespace {
std::vector<MetricInfo> &registry()
{
    static std::vector<MetricInfo> all;
    return all;
}

QStringList metricNames()
{
    QStringList names;
    for (const auto &info : metrics())
        names.append(QString::fromStdString(info.name));
    return names;
}
} // namespace

bool registerMetric(MetricInfo info)
{
    Q_ASSERT(static_cast<bool>(info.makeListMetric) != static_cast<bool>(info.makeExposureMetric));
    auto &all = registry();
    const auto key = [](const MetricInfo &metric) { return std::pair(metric.group, std::string_view(metric.name)); };
    const auto place =
        std::lower_bound(all.begin(), all.end(), info, [&](const auto &a, const auto &b) { return key(a) < key(b); });
    if (place != all.end() && place->name == info.name)
        qFatal("metric %s is registered twice", info.name.c_str());
    all.insert(place, std::move(info));
    return true;
}

const std::vector<MetricInfo> &metrics()
{
    return registry();
}

MetricAt metricAt(const std::string &name)
{
    const auto at = name.find('@');
    if (at != std::string::npos) {
        int k = 0;
        const auto *end = name.data() + name.size();
        const auto parsed = std::from_chars(name.data() + at + 1, end, k);
        if (parsed.ec == std::errc() && parsed.ptr == end && k > 0)
            for (const auto &info : metrics())
                if (name.compare(0, at, info.name) == 0)
                    return {&info, k};
    }
    throw Error("metric.unknown",
                QT_TRANSLATE_NOOP("Error", "%1 is no metric with a cut-off, such as NDCG@10. There are: %2."),
                {QString::fromStdString(name), metricNames().join(QStringLiteral(", "))});
}

bool isRatingFigure(const std::string &name)
{
    return name == "RMSE" || name == "MAE";
}

void checkFigure(const std::string &name)
{
    if (!isRatingFigure(name))
        metricAt(name);
}

Better betterOf(const std::string &figure)
{
    if (isRatingFigure(figure))
        return Better::Lower;
    const auto name = std::string_view(figure).substr(0, figure.find('@'));
    const auto &all = metrics();
    const auto known = std::ranges::find(all, name, &MetricInfo::name);
    return known == all.end() ? Better::Higher : known->better;
}

double higherIsBetter(const std::string &figure, double value)
{
    return betterOf(figure) == Better::Lower ? -value : value;
}

} // namespace aisle
