#include "core/runs/runcomparison.h"

#include "core/common/error.h"
#include "core/evaluate/comparison.h"
#include "core/evaluate/evaluator.h"
#include "core/evaluate/heldoutrequest.h"
#include "core/runs/freshness.h"
#include "core/runs/runshelf.h"
#include "core/runs/runwords.h"
#include "core/storage/project.h"

#include <QJsonArray>
#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

namespace aisle {

namespace {

constexpr int kListLength = 10;
constexpr std::size_t kBlock = 1024;
constexpr std::size_t kMostChanged = 100;

void addDifferences(QJsonObject &differing, const QString &prefix, const QJsonObject &a, const QJsonObject &b)
{
    std::set<QString> keys;
    for (const auto &key : a.keys())
        keys.insert(key);
    for (const auto &key : b.keys())
        keys.insert(key);
    for (const auto &key : keys) {
        if (a.value(key) != b.value(key))
            differing.insert(prefix + key, QJsonArray{a.value(key), b.value(key)});
    }
}

/// The last epoch of a run that was stopped by hand, else null.
QJsonValue stoppedAfter(const RunRecord &run)
{
    const auto epochs = epochsDone(run);
    return epochs && epochs->stoppedByHand ? QJsonValue(epochs->done) : QJsonValue();
}

/// The test lists of a kept run by shopper; sorted products of each.
std::unordered_map<UserId, std::vector<ItemId>> testLists(const Project &project, RunId id, JobContext &job,
                                                          RunShelf &shelf)
{
    const auto kept = shelf.get(id, job);
    const auto [split, sameData] = splitAgain(project, kept->record(), shelf.datasets(), job);
    std::unordered_map<UserId, std::vector<ItemId>> lists;
    if (!sameData || split->count(Part::Test) == 0)
        return lists;
    const auto mask = kept->record().protocol.mask;
    const auto cases = split->heldOut(Part::Test, Targets::All).cases;
    for (std::size_t begin = 0; begin < cases.size(); begin += kBlock) {
        job.checkpoint();
        const auto end = std::min(cases.size(), begin + kBlock);
        std::vector<Request> requests;
        for (auto i = begin; i < end; ++i)
            requests.push_back(requestFor(cases[i]));
        const auto ranked = kept->recommender().rank(requests, {kListLength, mask});
        for (auto i = begin; i < end; ++i) {
            auto &items = lists[split->dataset().userIds[cases[i].user.value]];
            for (const auto &item : ranked[i - begin])
                items.push_back(kept->id(item.item));
            std::sort(items.begin(), items.end());
        }
    }
    return lists;
}

std::vector<ChangedShopper> changedMost(const RunComparison &seen, const Project &project, JobContext &job,
                                        RunShelf &shelf)
{
    PartOfJob first(job, .2, .55);
    PartOfJob second(job, .55, .95);
    const auto a = testLists(project, seen.a.id, first, shelf);
    const auto b = testLists(project, seen.b.id, second, shelf);
    std::vector<ChangedShopper> changed;
    for (std::size_t i = 0; i < seen.shoppers.size(); ++i) {
        const auto inA = a.find(seen.shoppers[i]);
        const auto inB = b.find(seen.shoppers[i]);
        if (inA == a.end() || inB == b.end() || inA->second.empty())
            continue;
        std::vector<ItemId> common;
        std::set_intersection(inA->second.begin(), inA->second.end(), inB->second.begin(), inB->second.end(),
                              std::back_inserter(common));
        const double overlap =
            static_cast<double>(common.size()) / static_cast<double>(std::max(inA->second.size(), inB->second.size()));
        changed.push_back({seen.shoppers[i], overlap, static_cast<double>(seen.perShopper[i])});
    }
    std::stable_sort(changed.begin(), changed.end(), [](const auto &x, const auto &y) {
        return x.overlap != y.overlap ? x.overlap < y.overlap : std::abs(x.difference) > std::abs(y.difference);
    });
    changed.resize(std::min(changed.size(), kMostChanged));
    return changed;
}

} // namespace

RunComparison compareRuns(const Project &project, RunId a, RunId b, bool lists, JobContext &job, RunShelf *shelf)
{
    const RunStore runs(project);
    RunComparison seen;
    seen.a = runs.known(a);
    seen.b = runs.known(b);
    addDifferences(seen.differingProtocol, {}, seen.a.protocol.comparable(), seen.b.protocol.comparable());
    seen.sameProtocol = seen.differingProtocol.isEmpty();
    if (seen.a.recommender != seen.b.recommender)
        seen.differing.insert(QStringLiteral("recommender"), QJsonArray{seen.a.recommender, seen.b.recommender});
    addDifferences(seen.differing, {}, seen.a.parameters, seen.b.parameters);
    auto sameSeed = seen.b.protocol;
    sameSeed.seed = seen.a.protocol.seed;
    addDifferences(seen.differing, QStringLiteral("protocol."), seen.a.protocol.toJson(), sameSeed.toJson());
    if (stoppedAfter(seen.a) != stoppedAfter(seen.b))
        seen.differing.insert(QStringLiteral("stopped_by_hand"),
                              QJsonArray{stoppedAfter(seen.a), stoppedAfter(seen.b)});
    if (seen.a.protocol.seed != seen.b.protocol.seed)
        seen.differing.insert(QStringLiteral("seed"), QJsonArray{static_cast<qint64>(seen.a.protocol.seed),
                                                                 static_cast<qint64>(seen.b.protocol.seed)});

    const auto &leading = seen.a.protocol.select;
    const auto namesB = runs.userMetricNames(b);
    std::vector<double> p;
    for (const auto &name : runs.userMetricNames(a)) {
        job.checkpoint();
        if (std::find(namesB.begin(), namesB.end(), name) == namesB.end())
            continue;
        const auto valuesA = *runs.userMetric(a, name), valuesB = *runs.userMetric(b, name);
        const auto pairs = pairByUser({valuesA.users, valuesA.values}, {valuesB.users, valuesB.values});
        if (pairs.users.empty())
            continue;
        const auto one = comparePaired(pairs.a, pairs.b);
        seen.metrics.push_back({name, one.meanA, one.meanB, one.difference, one.interval.low, one.interval.high, one.p,
                                one.effect, one.shoppers});
        p.push_back(one.p);
        if (name == leading || seen.shoppers.empty()) {
            seen.shoppers = pairs.users;
            seen.perShopper.resize(pairs.a.size());
            std::transform(pairs.b.begin(), pairs.b.end(), pairs.a.begin(), seen.perShopper.begin(), std::minus<>());
        }
    }
    if (seen.metrics.empty())
        throw Error(
            "compare.nothing-common",
            QT_TRANSLATE_NOOP(
                "Error",
                "Runs %1 and %2 have no shopper and metric in common: evaluate one under the protocol of the other."),
            {QString::number(a.value), QString::number(b.value)});
    const auto corrected = holm(p);
    for (std::size_t i = 0; i < corrected.size(); ++i)
        seen.metrics[i].p = corrected[i];
    if (lists) {
        std::optional<RunShelf> own;
        seen.changedMost = changedMost(seen, project, job, shelf ? *shelf : own.emplace(project));
    }
    return seen;
}

} // namespace aisle
