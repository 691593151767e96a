#include "widgets/data/shopperpicks.h"
#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/storage/eventstore.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>
#include <unordered_map>

namespace aisle {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kHoursOfWeek = 7 * 24;

QTimeZone zoneOf(const QString &name)
{
    const QTimeZone zone(name.toUtf8());
    return zone.isValid() ? zone : QTimeZone::utc();
}

/// Whose events `holds` for; each history is one run of rows an import.
template <class Holds>
std::vector<UserId> shoppersWhere(const Project &project, JobContext &job, Holds &&holds)
{
    std::vector<UserId> picked;
    EventStore(project).scan(
        [&](const StoredEvent &event) {
            const bool known = !picked.empty() && picked.back() == event.user;
            if (!known && event.user.value > 0 && event.at != kNoTime && holds(event.at))
                picked.push_back(event.user);
        },
        &job);
    sortUnique(picked);
    return picked;
}

} // namespace

std::vector<UserId> shoppersWithEvents(const Project &project, double from, double to)
{
    const auto isBetween = [=](double count) { return count >= from && count < to; };
    const auto isMeant = [&](const auto &counted) { return isBetween(static_cast<double>(counted.second)); };
    const auto userOf = [](const auto &counted) { return counted.first; };
    return mappedWhere<std::vector<UserId>>(EventStore(project).countsPerUser(), isMeant, userOf);
}

std::vector<UserId> shoppersInPeriod(const Project &project, std::int64_t from, std::int64_t to, JobContext &job)
{
    return shoppersWhere(project, job, [from, to](std::int64_t at) { return at >= from && at < to; });
}

std::vector<UserId> shoppersAtHour(const Project &project, int weekday, int hour, const QString &timeZone,
                                   JobContext &job)
{
    const auto zone = zoneOf(timeZone);
    std::unordered_map<std::int64_t, std::int64_t> hourOfWeek; // by hour of the log: zones are slow to ask
    return shoppersWhere(project, job, [&](std::int64_t at) {
        const auto utcHour = at / kHourMs - (at % kHourMs < 0);
        const auto [known, isNew] = hourOfWeek.try_emplace(utcHour, 0);
        if (isNew) {
            const auto offset =
                zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utcHour * kHourMs, Qt::UTC)) * std::int64_t(1000);
            const auto local = utcHour * kHourMs + offset;
            const auto localHour = local / kHourMs - (local % kHourMs < 0);
            known->second = ((localHour + 3 * 24) % kHoursOfWeek + kHoursOfWeek) % kHoursOfWeek; // 1970 began on a
                                                                                                 // Thursday
        }
        return known->second == weekday * 24 + hour;
    });
}

std::int64_t fromWallClock(std::int64_t wallMs, const QString &timeZone)
{
    const auto wall = QDateTime::fromMSecsSinceEpoch(wallMs, Qt::UTC);
    return QDateTime(wall.date(), wall.time(), zoneOf(timeZone)).toMSecsSinceEpoch();
}

} // namespace aisle
