#include "core/runs/freshness.h"

#include "core/common/error.h"
#include "core/recommend/registry.h"
#include "core/recommend/runchoice.h"
#include "core/runs/datasetcache.h"
#include "core/storage/graph/graphstore.h"

#include <algorithm>

namespace aisle {

namespace {

/// The runs that an ensemble names; none of other runs, and of one whose parameters this version does not take.
std::vector<RunId> membersOf(const RunSummary &run)
{
    const auto id = run.recommender.toStdString();
    const auto info = std::ranges::find(recommenders(), id, &RecommenderInfo::id);
    std::vector<RunId> members;
    if (info == recommenders().end() || !needs(*info, Need::Runs))
        return members;
    try {
        const auto recommender = makeRecommender(id, run.parameters);
        if (const auto *upon = dynamic_cast<const BuiltUponRuns *>(recommender.get())) {
            for (const auto &[member, weight] : parseRuns(upon->chosenRuns().second))
                members.emplace_back(member);
        }
    } catch (const Error &) {
        members.clear();
    }
    return members;
}

/// A project whose features cannot be read lists its runs all the same.
std::optional<std::map<QString, FeatureSource>> featuresIn(const Project &project)
{
    try {
        std::map<QString, FeatureSource> sources;
        for (const auto &feature : FeatureStore(project).list())
            sources.emplace(feature.name, FeatureSource::of(feature));
        return sources;
    } catch (const Error &) {
        return {};
    }
}

/// One that is being encoded anew has other vectors already, or will have.
bool isAsItWas(const FeatureUse &use, const FeatureSource &now)
{
    return now.content.isEmpty() ? now.isWhole : now.content == use.content;
}

} // namespace

Freshness::Freshness(const Project &project)
    : m_takenBack(EventStore(project).takenBack()), m_runs(RunStore(project).ids()), m_features(featuresIn(project)),
      m_graphVersion(GraphStore(project).version())
{
    for (const auto &import : EventStore(project).imports())
        if (import.events > 0)
            m_lastImportAt = std::max(m_lastImportAt, import.at);
}

ChangedSince Freshness::changedSince(const RunSummary &run) const
{
    const auto isLearntFrom = [&](const TakenBack &import) {
        return import.importedAt <= run.at && run.at < import.takenBackAt;
    };
    return {.eventsAdded = run.at < m_lastImportAt,
            .eventsTakenBack = std::ranges::any_of(m_takenBack, isLearntFrom),
            .membersGone = membersGone(run)};
}

ChangedSince Freshness::changedSince(const RunRecord &run) const
{
    auto changed = changedSince(static_cast<const RunSummary &>(run));
    for (const auto &use : run.details.features) {
        if (!m_features)
            break;
        const auto now = m_features->find(use.name);
        if (now == m_features->end())
            changed.featuresGone << use.name;
        else if (!isAsItWas(use, now->second))
            changed.featuresChanged << use.name;
    }
    changed.graphChanged = run.details.graph && run.details.graph->version != m_graphVersion;
    return changed;
}

std::vector<RunId> Freshness::membersGone(const RunSummary &run) const
{
    auto members = membersOf(run);
    std::erase_if(members, [&](RunId member) { return std::ranges::binary_search(m_runs, member); });
    return members;
}

void removeRuns(RunStore &store, std::span<const RunId> runs)
{
    const auto isLeaving = [&](RunId id) { return std::ranges::find(runs, id) != runs.end(); };
    for (const auto &run : store.list()) {
        if (isLeaving(run.id))
            continue;
        const auto members = membersOf(run);
        const auto needed = std::ranges::find_if(members, isLeaving);
        if (needed == members.end() || store.openSnapshot(run.ofRun.value_or(run.id)))
            continue;
        throw Error("run.needed",
                    QT_TRANSLATE_NOOP("Error", "Run %1 cannot be deleted: run %2 is built upon it and was too large to "
                                               "keep a copy of it. Delete run %2 before, or both together."),
                    {QString::number(needed->value), QString::number(run.id.value)});
    }
    for (const auto id : runs)
        store.remove(id);
}

void demandMembers(const RunStore &store, const RunSummary &run)
{
    const auto known = store.ids();
    for (const auto member : membersOf(run)) {
        if (!std::ranges::binary_search(known, member))
            throw Error("run.member-gone",
                        QT_TRANSLATE_NOOP("Error", "Run %1 is built upon run %2, which was deleted, and was too large "
                                                   "to keep a copy of it: train it again upon other runs."),
                        {QString::number(run.id.value), QString::number(member.value)});
    }
}

bool hasSameData(const RunSummary &run, const Split &now)
{
    return run.protocol.dataHash == now.dataHash();
}

SplitAgain splitAgain(const Project &project, const RunSummary &run, DatasetCache &cache, JobContext &job)
{
    auto split = cache.choose(project, run.protocol, job)->split;
    const bool sameData = hasSameData(run, *split);
    return {std::move(split), sameData};
}

} // namespace aisle
