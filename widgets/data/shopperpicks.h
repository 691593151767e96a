#pragma once
#include "core/common/ids.h"

#include <QString>
#include <cstdint>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// Shoppers behind a part of a chart of the Data page, ascending. Bodies of jobs.
std::vector<UserId> shoppersWithEvents(const Project &project, double from, double to); ///< `to` excluded
/// @param from, to  Unix milliseconds, `to` excluded
std::vector<UserId> shoppersInPeriod(const Project &project, std::int64_t from, std::int64_t to, JobContext &job);
/// With an event in an hour of the week. @param weekday  0 Monday .. 6; @param hour  0..23, both by the zone's clocks
std::vector<UserId> shoppersAtHour(const Project &project, int weekday, int hour, const QString &timeZone,
                                   JobContext &job);

/// A time of a chart's axis (the zone's wall clock as if it were UTC) as Unix milliseconds.
std::int64_t fromWallClock(std::int64_t wallMs, const QString &timeZone);

} // namespace aisle
