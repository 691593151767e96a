#pragma once
#include "core/storage/eventstore.h"

#include <QJsonObject>
#include <array>

namespace aisle {

/// What the Data page shows of a project: figures and the data of its four charts.
struct ProjectSummary
{
    std::int64_t events = 0, shoppers = 0, products = 0, rejected = 0;
    std::int64_t pairs = 0;                                      ///< distinct (shopper, product)
    std::optional<std::pair<std::int64_t, std::int64_t>> period; ///< Unix ms
    double density() const;                                      ///< pairs / (shoppers x products)

    struct Kind
    {
        EventKind kind;
        std::int64_t events = 0;
        std::vector<std::int64_t> perBin; ///< [bins] of time
    };
    std::vector<Kind> kinds;   ///< that have events, by meaning, then by name
    std::int64_t firstBin = 0; ///< Unix ms of the first bin of time: midnight in `timeZone`, as if it were UTC
    int hoursPerBin = 24;      ///< less where the log is of a few days, whole weeks where it is long
    struct TailPoint
    {
        std::int64_t rank = 0; ///< from 1
        std::int64_t events = 0;
    };
    std::vector<TailPoint> tail;          ///< products by falling popularity, ranks spaced evenly on a log axis
    std::int64_t headProducts = 0;        ///< how many of the most popular products make up 80 % of the events
    std::vector<double> perShopperEdges;  ///< [bins + 1], growing by a factor
    std::vector<std::int64_t> perShopper; ///< [bins] shoppers with that many events
    double medianPerShopper = 0;
    std::array<std::array<std::int64_t, 24>, 7> week{}; ///< [Monday ..][hour] in `timeZone`
    QString timeZone;                                   ///< IANA, as the imports were read; "UTC" when they say nothing

    QJsonObject toJson() const;
    static std::optional<ProjectSummary> fromJson(const QJsonObject &json);
};

/// The length of a bin of time for a log of so many days: one of a single day has bins too, a long one not thousands.
int hoursPerBinOf(std::int64_t days);

/// The summary as it was kept for the imports there are now; nothing when it must be made anew.
std::optional<ProjectSummary> storedSummary(const Project &project);
/// Makes it by one scan and keeps it in the project (a read-only project keeps nothing). @throws Cancelled
ProjectSummary summarise(const Project &project, JobContext &job);

} // namespace aisle
