#pragma once
#include <QDateTime>
#include <QString>
#include <cstdint>
#include <optional>

namespace aisle {

/// Numbers and times as the window writes them, in the window's language.
QString formatCount(std::int64_t count);      ///< "541,909"
QString formatShortCount(std::int64_t count); ///< "542 k", "5.4 M"; "54.2 万" in Chinese; exact below ten million
QString formatMetric(double value);           ///< 4 decimals
QString formatDifference(double value, int decimals = 4); ///< with sign: "+.0123" as "+0.0123"; a real minus sign
QString formatNumber(double value, int maxDecimals = 2);  ///< grouped, no trailing zeros
QString formatPercent(double fraction, int decimals = 1); ///< "25.0 %"
QString formatDuration(std::int64_t milliseconds);        ///< "340 ms", "4.2 s", "1 min 12 s", "2 h 5 min"
QString formatBytes(std::int64_t bytes);                  ///< "8.1 MB"
QString formatDate(std::int64_t unixMs);                  ///< of an event (UTC): "2011-12-09"
QString formatDateTime(std::int64_t unixMs);              ///< of an event (UTC): "2011-12-09 12:50"
QString formatWhen(std::int64_t unixMs); ///< when something was done, local time: "today 14:05", "3 May 2026"

} // namespace aisle
