#pragma once
#include "core/runs/datasetcache.h"
#include "core/runs/keptrun.h"

#include <map>
#include <mutex>
#include <vector>

namespace aisle {

/// The kept runs of an open project that are in memory: those in use, and the last few that were asked for, as long as
/// they fit a bound. Owned by the session or the command; a job takes it by shared_ptr. Thread-safe.
class RunShelf : public RunSource
{
public:
    static constexpr std::int64_t kDefaultBytes = 512 << 20;
    static constexpr std::size_t kMostRuns = 8;

    /// @param bytes  most that is kept of runs that nobody may use; one that is larger alone is not kept
    explicit RunShelf(std::shared_ptr<const Project> project, std::shared_ptr<DatasetCache> datasets = {},
                      std::int64_t bytes = kDefaultBytes);
    /// Of a command, on a connection of its own.
    explicit RunShelf(const Project &project);

    /// A run that is here is shared; else its snapshot is read, and a run that is kept as its recipe only is fitted
    /// again on the data as it is now (the job's note says when that data has changed).
    /// @throws Error run.unknown, run.unfinished, run.no-snapshot, snapshot.damaged
    std::shared_ptr<const KeptRun> get(RunId id, JobContext &job) override;
    /// The same, read for the caller alone, who may take the recommender.
    std::unique_ptr<KeptRun> load(RunId id, JobContext &job);
    /// Runs were renamed or deleted: what nobody uses is let go and read again when it is asked for.
    void letGo();

    DatasetCache &datasets() { return *m_datasets; }
    std::size_t kept() const; ///< runs that stay though nobody may use them

private:
    std::shared_ptr<const KeptRun> known(RunId id);
    void keep(const std::shared_ptr<const KeptRun> &run);

    std::shared_ptr<const Project> m_project;
    std::shared_ptr<DatasetCache> m_datasets;
    std::int64_t m_bytes;
    mutable std::mutex m_guard;
    std::map<RunId, std::weak_ptr<const KeptRun>> m_used;
    std::vector<std::shared_ptr<const KeptRun>> m_kept; ///< asked for last comes first
};

} // namespace aisle
