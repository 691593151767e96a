#include "core/runs/runcomparison.h"

#include "core/common/error.h"
#include "core/evaluate/comparison.h"
#include "core/evaluate/evaluator.h"
#include "core/evaluate/heldoutprofile.h"
#include "core/runs/datasetcache.h"
#include "core/runs/keptrun.h"
#include "core/runs/runwords.h"
#include "core/runs/trainrequest.h"
#include "core/storage/project.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <set>
#include <unordered_map>

namespace aisle {

namespace {

constexpr int kListLength = 10;
constexpr std::size_t kBlock = 1024;
constexpr std::size_t kMostChanged = 100;

RunRecord recordOf(const RunStore &runs, RunId id)
{
    auto record = runs.find(id);
    if (!record)
        throw Error("run.unknown", QT_TRANSLATE_NOOP("Error", "There is no run %1 in this project."),
                    {QString::number(id.value)});
    return *record;
}

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
                                                          DatasetCache &cache)
{
    const auto kept = KeptRun::load(project, id, job, &cache);
    const auto request = TrainRequest::fromJson(kept->record().details.value(QStringLiteral("request")).toObject());
    const auto split = cache.split(project, request.filter, request.split, request.seed, job);
    std::unordered_map<UserId, std::vector<ItemId>> lists;
    if (split->dataHash() != kept->record().dataHash || split->count(Part::Test) == 0)
        return lists;
    const auto mask = maskOf(kept->record());
    const auto cases = split->heldOut(Part::Test, Targets::All).cases;
    for (std::size_t begin = 0; begin < cases.size(); begin += kBlock) {
        job.checkpoint();
        const auto end = std::min(cases.size(), begin + kBlock);
        std::vector<Profile> profiles;
        for (auto i = begin; i < end; ++i)
            profiles.push_back(profileOf(cases[i]));
        const auto ranked = kept->recommender().rank(profiles, {kListLength, mask, {}});
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
                                        DatasetCache &cache)
{
    PartOfJob first(job, .2, .55);
    PartOfJob second(job, .55, .95);
    const auto a = testLists(project, seen.a.id, first, cache);
    const auto b = testLists(project, seen.b.id, second, cache);
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

namespace {

QJsonObject keyFields(const RunRecord &run)
{
    QJsonObject key;
    for (const auto &name : {QStringLiteral("split"), QStringLiteral("mask"), QStringLiteral("targets"),
                             QStringLiteral("candidates"), QStringLiteral("target_kinds"), QStringLiteral("data_hash")})
        key.insert(name, run.protocol.value(name));
    if (run.protocol.value(QStringLiteral("candidates")).toString() != QLatin1String("all")) // drawn by the seed
        key.insert(QStringLiteral("seed"), static_cast<qint64>(run.seed));
    return key;
}

} // namespace

QString protocolKey(const RunRecord &run)
{
    return QString::fromUtf8(QJsonDocument(keyFields(run)).toJson(QJsonDocument::Compact));
}

RunComparison compareRuns(const Project &project, RunId a, RunId b, bool lists, JobContext &job, DatasetCache *cache)
{
    const RunStore runs(project);
    RunComparison seen;
    seen.a = recordOf(runs, a);
    seen.b = recordOf(runs, b);
    addDifferences(seen.differingProtocol, {}, keyFields(seen.a), keyFields(seen.b));
    seen.sameProtocol = seen.differingProtocol.isEmpty();
    if (seen.a.recommender != seen.b.recommender)
        seen.differing.insert(QStringLiteral("recommender"), QJsonArray{seen.a.recommender, seen.b.recommender});
    addDifferences(seen.differing, {}, seen.a.parameters, seen.b.parameters);
    addDifferences(seen.differing, QStringLiteral("protocol."), seen.a.protocol, seen.b.protocol);
    if (stoppedAfter(seen.a) != stoppedAfter(seen.b))
        seen.differing.insert(QStringLiteral("stopped_by_hand"),
                              QJsonArray{stoppedAfter(seen.a), stoppedAfter(seen.b)});
    if (seen.a.seed != seen.b.seed)
        seen.differing.insert(QStringLiteral("seed"),
                              QJsonArray{static_cast<qint64>(seen.a.seed), static_cast<qint64>(seen.b.seed)});

    const auto leading = seen.a.protocol.value(QStringLiteral("select")).toString().toStdString();
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
        DatasetCache own;
        seen.changedMost = changedMost(seen, project, job, cache ? *cache : own);
    }
    return seen;
}

} // namespace aisle
