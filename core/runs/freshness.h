#pragma once
#include "core/dataset/split.h"
#include "core/features/vectors.h"
#include "core/runs/runstore.h"
#include "core/storage/eventstore.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace aisle {

class DatasetCache;
class JobContext;
class Project;

/// What has become untrue of a run since it was trained. It lists all the same, unless it keeps only its recipe and is
/// built upon runs that were deleted.
struct ChangedSince
{
    bool eventsAdded = false;         ///< an import brought events
    bool eventsTakenBack = false;     ///< events that were there then were taken back, or replaced
    std::vector<RunId> membersGone{}; ///< it is built upon these, which were deleted
    QStringList featuresGone{};       ///< tables of vectors that it learnt from, which were deleted
    QStringList featuresChanged{};    ///< or encoded or imported anew, with other vectors
    bool graphChanged = false;        ///< the knowledge graph that it learnt from is another one now

    friend bool operator==(const ChangedSince &, const ChangedSince &) = default;
};

/// The one place that says whether kept runs are still true, by when imports came and went and which runs and features
/// there are. Read in five queries; each run is asked without another one. Immutable.
class Freshness
{
public:
    Freshness() = default; ///< of a project in which nothing happened
    explicit Freshness(const Project &project);

    ChangedSince changedSince(const RunSummary &run) const; ///< without features and graph, which only its record names
    ChangedSince changedSince(const RunRecord &run) const;

private:
    std::vector<RunId> membersGone(const RunSummary &run) const;

    std::int64_t m_lastImportAt = 0; ///< of events, Unix milliseconds
    std::vector<TakenBack> m_takenBack;
    std::vector<RunId> m_runs; ///< done ones, ascending
    /// How the tables were made, by name; absent where that cannot be read.
    std::optional<std::map<QString, FeatureSource>> m_features;
    std::int64_t m_graphVersion = 0;
};

/// Deletes them, undone by RunStore::restore().
/// @throws Error run.needed when one that stays is built upon one of them and keeps only its recipe: nothing is deleted
void removeRuns(RunStore &store, std::span<const RunId> runs);
/// @throws Error run.member-gone when a run that keeps only its recipe is built upon one that is no more
void demandMembers(const RunStore &store, const RunSummary &run);

/// Whether what a run learnt from is what this split learns from: the exact answer, for which the data is loaded.
bool hasSameData(const RunSummary &run, const Split &now);

/// The split of a kept run, made again on the data as it is now. What it is was said when the run was trained.
struct SplitAgain
{
    std::shared_ptr<const Split> split;
    bool sameData = false; ///< see hasSameData()
};
SplitAgain splitAgain(const Project &project, const RunSummary &run, DatasetCache &cache, JobContext &job);

} // namespace aisle
