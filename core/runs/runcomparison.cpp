#include "core/runs/runcomparison.h"

#include "core/common/error.h"
#include "core/evaluate/comparison.h"
#include "core/jobs/jobcontext.h"
#include "core/runs/runwords.h"

#include <QJsonArray>
#include <algorithm>
#include <set>

namespace aisle {

namespace {

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

} // namespace

RunComparison compareRuns(const Project &project, RunId a, RunId b, JobContext &job)
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
        const auto valuesA = runs.userMetric(a, name), valuesB = runs.userMetric(b, name);
        if (!valuesA || !valuesB)
            continue;
        const auto pairs = pairByUser({valuesA->users, valuesA->values}, {valuesB->users, valuesB->values});
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
    return seen;
}

} // namespace aisle
