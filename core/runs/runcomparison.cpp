#include "core/runs/runcomparison.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/evaluate/comparison.h"
#include "core/jobs/jobcontext.h"
#include "core/runs/leadingfigure.h"
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

/// Each filter is a field; what the protocol itself says is not said twice.
QJsonObject fieldsOf(const Protocol &protocol)
{
    auto fields = protocol.toJson();
    const auto filters = fields.take(QStringLiteral("filters")).toObject();
    for (auto filter = filters.begin(); filter != filters.end(); ++filter)
        if (!fields.contains(filter.key()))
            fields.insert(filter.key(), filter.value());
    return fields;
}

/// The last epoch of a run that was stopped by hand, else null.
QJsonValue stoppedAfter(const RunRecord &run)
{
    const auto epochs = epochsDone(run);
    return epochs && epochs->stoppedByHand ? QJsonValue(epochs->done) : QJsonValue();
}

/// Names of the vectors that a run learnt from; where the other's are called alike and are not the same, with a part of
/// what tells contents apart. Null where there are none.
QJsonValue featuresBeside(const FeatureUses &own, const FeatureUses &other)
{
    constexpr qsizetype kDigits = 6;
    QStringList names;
    for (const auto &use : own) {
        const auto same = std::ranges::find(other, use.name, &FeatureUse::name);
        const bool isOther = same != other.end() && same->content != use.content;
        names << (isOther ? QStringLiteral("%1 (%2)").arg(use.name, use.content.left(kDigits)) : use.name);
    }
    return names.isEmpty() ? QJsonValue() : QJsonValue(names.join(QStringLiteral(", ")));
}

/// The version of the graph that a run learnt from, else null.
QJsonValue graphOf(const RunRecord &run)
{
    return run.details.graph ? QJsonValue(static_cast<qint64>(run.details.graph->version)) : QJsonValue();
}

void findDiffering(RunComparison &seen)
{
    addDifferences(seen.differingProtocol, {}, seen.a.protocol.comparable(), seen.b.protocol.comparable());
    seen.sameProtocol = seen.differingProtocol.isEmpty();
    if (seen.a.recommender != seen.b.recommender)
        seen.differing.insert(QStringLiteral("recommender"), QJsonArray{seen.a.recommender, seen.b.recommender});
    addDifferences(seen.differing, {}, seen.a.parameters, seen.b.parameters);
    auto sameSeed = seen.b.protocol;
    sameSeed.seed = seen.a.protocol.seed;
    addDifferences(seen.differing, QStringLiteral("protocol."), fieldsOf(seen.a.protocol), fieldsOf(sameSeed));
    const auto &usedA = seen.a.details.features, &usedB = seen.b.details.features;
    const auto featuresA = featuresBeside(usedA, usedB), featuresB = featuresBeside(usedB, usedA);
    if (featuresA != featuresB)
        seen.differing.insert(QStringLiteral("features"), QJsonArray{featuresA, featuresB});
    const auto graphA = graphOf(seen.a), graphB = graphOf(seen.b);
    if (graphA != graphB)
        seen.differing.insert(QStringLiteral("graph"), QJsonArray{graphA, graphB});
    if (stoppedAfter(seen.a) != stoppedAfter(seen.b))
        seen.differing.insert(QStringLiteral("stopped_by_hand"),
                              QJsonArray{stoppedAfter(seen.a), stoppedAfter(seen.b)});
    if (seen.a.protocol.seed != seen.b.protocol.seed)
        seen.differing.insert(QStringLiteral("seed"), QJsonArray{static_cast<qint64>(seen.a.protocol.seed),
                                                                 static_cast<qint64>(seen.b.protocol.seed)});
}

/// Figures that both have, in the order of A's.
std::vector<std::string> commonFigures(const RunStore &runs, const RunComparison &seen, ComparedCutoffs cutoffs)
{
    const auto namesB = runs.userMetricNames(seen.b.id);
    std::vector<std::string> all, leading;
    for (const auto &name : runs.userMetricNames(seen.a.id)) {
        if (std::ranges::find(namesB, name) == namesB.end())
            continue;
        all.push_back(name);
        if (isAtLeadingCutoff(seen.a, name))
            leading.push_back(name);
    }
    return cutoffs == ComparedCutoffs::All || leading.empty() ? all : leading;
}

void addDifference(const RunStore &runs, const std::string &name, RunComparison &seen)
{
    const auto a = runs.userMetric(seen.a.id, name), b = runs.userMetric(seen.b.id, name);
    if (!a || !b)
        return;
    auto pairs = pairByUser({a->users, a->values, a->weights}, {b->users, b->values, b->weights});
    if (pairs.users.empty())
        return;
    const auto scale = scaleOf(name);
    const std::vector<ShopperSums> both{ShopperSums(pairs.a, pairs.weightsA, scale),
                                        ShopperSums(pairs.b, pairs.weightsB, scale)};
    const auto one = pairedDifference(both[0], both[1]);
    const auto interval = PairedBand(both).interval(0, 1);
    seen.metrics.push_back(
        {name, one.meanA, one.meanB, one.difference, interval.low, interval.high, one.p, one.effect, one.shoppers});
    if (name != seen.a.protocol.select && !seen.shoppers.empty())
        return;
    seen.shoppers = std::move(pairs.users);
    seen.perShopper.resize(pairs.a.size());
    std::transform(pairs.b.begin(), pairs.b.end(), pairs.a.begin(), seen.perShopper.begin(), std::minus<>());
}

} // namespace

RunComparison compareRuns(const Project &project, RunId a, RunId b, JobContext &job, ComparedCutoffs cutoffs)
{
    const RunStore runs(project);
    RunComparison seen;
    seen.a = runs.known(a);
    seen.b = runs.known(b);
    findDiffering(seen);
    for (const auto &name : commonFigures(runs, seen, cutoffs)) {
        job.checkpoint();
        addDifference(runs, name, seen);
    }
    if (seen.metrics.empty())
        throw Error(
            "compare.nothing-common",
            QT_TRANSLATE_NOOP(
                "Error",
                "Runs %1 and %2 have no shopper and metric in common: evaluate one under the protocol of the other."),
            {QString::number(a.value), QString::number(b.value)});
    if (seen.shoppers.size() < kFewestToldApart)
        job.note(sentence("%1 shared [shopper|shoppers]: too few to tell two runs apart, which takes %2 at least.",
                          {seen.shoppers.size(), kFewestToldApart}));
    return seen;
}

} // namespace aisle
