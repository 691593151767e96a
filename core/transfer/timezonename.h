#pragma once
#include <QString>

namespace aisle {

/// Whether it names a time zone: "Europe/London", "CET", "UTC+05:30". QTimeZone takes any three letters for a rule
/// without an offset, so that PST would be read as UTC.
bool isTimeZoneName(const QString &name);

} // namespace aisle
