#include "widgets/text/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace aisle {

namespace {

struct FormatText
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

bool isChinese()
{
    return QLocale().language() == QLocale::Chinese;
}

} // namespace

QString formatCount(std::int64_t count)
{
    return QLocale().toString(static_cast<qlonglong>(count));
}

QString formatShortCount(std::int64_t count)
{
    if (std::abs(count) < 10'000'000)
        return formatCount(count);
    struct Step
    {
        double size;
        const char *unit;
    };
    static constexpr Step kWestern[]{{1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
    static constexpr Step kChinese[]{{1e8, "亿"}, {1e4, "万"}, {1, ""}};
    for (const auto &step : isChinese() ? kChinese : kWestern) {
        const auto scaled = static_cast<double>(count) / step.size;
        if (std::abs(scaled) >= 1)
            return QStringLiteral("%1 %2")
                .arg(QLocale().toString(scaled, 'f', std::abs(scaled) < 100 ? 1 : 0), QString::fromUtf8(step.unit))
                .trimmed();
    }
    return formatCount(count);
}

QString formatMetric(double value)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', 4) : QStringLiteral("–");
}

QString formatDifference(double value, int decimals)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const auto digits = QLocale().toString(std::abs(value), 'f', decimals);
    const bool isZero = QLocale().toString(0., 'f', decimals) == digits;
    return isZero ? digits : (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + digits;
}

QString formatNumber(double value, int maxDecimals)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    for (int decimals = 0; decimals < maxDecimals; ++decimals) {
        const auto scale = std::pow(10, decimals);
        if (std::abs(std::round(value * scale) - value * scale) < 1e-9 * std::max(1., std::abs(value * scale)))
            return QLocale().toString(value, 'f', decimals);
    }
    return QLocale().toString(value, 'f', maxDecimals);
}

QString formatPercent(double fraction, int decimals)
{
    return std::isfinite(fraction) ? FormatText::tr("%1 %").arg(QLocale().toString(fraction * 100, 'f', decimals))
                                   : QStringLiteral("–");
}

QString formatDuration(std::int64_t milliseconds)
{
    const auto seconds = milliseconds / 1000;
    if (milliseconds < 1000)
        return FormatText::tr("%1 ms").arg(milliseconds);
    if (seconds < 60)
        return FormatText::tr("%1 s").arg(
            QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', seconds < 10 ? 1 : 0));
    if (seconds < 3600)
        return FormatText::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return FormatText::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString formatBytes(std::int64_t bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString formatDate(std::int64_t unixMs)
{
    return QDateTime::fromMSecsSinceEpoch(unixMs, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd"));
}

QString formatDateTime(std::int64_t unixMs)
{
    return QDateTime::fromMSecsSinceEpoch(unixMs, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString formatWhen(std::int64_t unixMs)
{
    const auto when = QDateTime::fromMSecsSinceEpoch(unixMs);
    const auto time = QLocale().toString(when.time(), QStringLiteral("HH:mm"));
    if (when.date() == QDate::currentDate())
        return FormatText::tr("today %1").arg(time);
    if (when.date() == QDate::currentDate().addDays(-1))
        return FormatText::tr("yesterday %1").arg(time);
    return QLocale().toString(when.date(), isChinese() ? QStringLiteral("yyyy年M月d日") : QStringLiteral("d MMM yyyy"));
}

} // namespace aisle
