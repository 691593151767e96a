#include "core/runs/segmentcomparison.h"

#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/evaluate/comparison.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace aisle {

namespace {

constexpr std::size_t kFewestShoppers = 30;

struct Segment
{
    std::set<std::size_t> places; ///< in the paired shoppers
    std::optional<std::pair<std::int64_t, std::int64_t>> events;
};
using Segments = std::map<QString, Segment>;

void addAttributes(const Project &project, const std::vector<UserId> &users, Segments &segments)
{
    for (const auto &[user, json] : Catalogue(project).userAttributes()) {
        const auto place = placeIn(users, user);
        if (!place)
            continue;
        const auto object = QJsonDocument::fromJson(json.toUtf8()).object();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const auto values = member->isArray() ? member->toArray() : QJsonArray{*member};
            for (const auto &value : values) {
                const auto text = value.toVariant().toString().trimmed();
                if (!text.isEmpty())
                    segments[QStringLiteral("%1: %2").arg(member.key(), text)].places.insert(*place);
            }
        }
    }
}

/// Thirds, as far as counts tell shoppers apart.
void addActivity(const Project &project, const std::vector<UserId> &users, Segments &segments)
{
    std::vector<std::int64_t> counts(users.size());
    for (const auto &[user, count] : EventStore(project).countsPerUser())
        if (const auto place = placeIn(users, user))
            counts[*place] = count;
    auto sorted = counts;
    std::ranges::sort(sorted);
    for (std::size_t begin = 0, third = 1; begin < sorted.size(); ++third) {
        const auto last = sorted[std::max(begin, std::min(sorted.size() * third / 3, sorted.size()) - 1)];
        const auto first = sorted[begin];
        const auto name = first == last ? QStringLiteral("events: %1").arg(first)
                                        : QStringLiteral("events: %1 to %2").arg(first).arg(last);
        auto &segment = segments[name];
        segment.events = {first, last};
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (first <= counts[i] && counts[i] <= last)
                segment.places.insert(i);
        begin = static_cast<std::size_t>(std::ranges::upper_bound(sorted, last) - sorted.begin());
    }
}

template <class Values>
Values chosen(const Values &values, const std::set<std::size_t> &places)
{
    return values.empty() ? Values() : mapped<Values>(places, [&](std::size_t place) { return values[place]; });
}

SegmentDifference differenceOf(const QString &name, const Segment &segment, const PairedValues &pairs, Scale scale)
{
    const auto &places = segment.places;
    const std::vector<ShopperSums> both{ShopperSums(chosen(pairs.a, places), chosen(pairs.weightsA, places), scale),
                                        ShopperSums(chosen(pairs.b, places), chosen(pairs.weightsB, places), scale)};
    const auto one = pairedDifference(both[0], both[1]);
    return {.segment = name,
            .events = segment.events,
            .users = chosen(pairs.users, places),
            .a = one.meanA,
            .b = one.meanB,
            .difference = one.difference,
            .interval = PairedBand(both).interval(0, 1),
            .effect = one.effect,
            .pAdjusted = one.p};
}

} // namespace

std::string segmentFigure(const RunComparison &seen)
{
    const auto &select = seen.a.protocol.select;
    const auto isLeading = std::ranges::find(seen.metrics, select, &MetricDifference::metric) != seen.metrics.end();
    return isLeading || seen.metrics.empty() ? select : seen.metrics.front().metric;
}

std::vector<SegmentDifference> compareSegments(const Project &project, const RunComparison &seen, JobContext &job)
{
    const auto figure = segmentFigure(seen);
    const RunStore runs(project);
    const auto a = runs.userMetric(seen.a.id, figure), b = runs.userMetric(seen.b.id, figure);
    if (!a || !b)
        return {};
    const auto pairs = pairByUser({a->users, a->values, a->weights}, {b->users, b->values, b->weights});
    Segments segments;
    addActivity(project, pairs.users, segments);
    addAttributes(project, pairs.users, segments);
    std::vector<SegmentDifference> differences;
    std::vector<double> p;
    for (const auto &[name, segment] : segments) {
        job.checkpoint();
        if (segment.places.size() < kFewestShoppers)
            continue;
        differences.push_back(differenceOf(name, segment, pairs, scaleOf(figure)));
        p.push_back(differences.back().pAdjusted);
    }
    const auto adjusted = holm(p);
    for (std::size_t i = 0; i < adjusted.size(); ++i)
        differences[i].pAdjusted = adjusted[i];
    std::ranges::stable_sort(differences, std::ranges::greater{},
                             [](const SegmentDifference &one) { return std::abs(one.effect); });
    return differences;
}

} // namespace aisle
