#pragma once
#include "core/runs/rundetails.h"
#include "core/storage/runtable.h"

#include <vector>

namespace aisle {

/// What lists of runs show of one.
struct RunSummary : RunHead
{
    QJsonObject parameters;    ///< complete, under the keys of the recommender's own table
    Protocol protocol;         ///< figures stand beside the whole protocol they were taken under
    bool asksForViews = false; ///< by what the kinds mean today, not stored: all that was relevant was seen, not bought
};

/// Whether every kind that is relevant means a view, or an event of a log without kinds.
bool asksForViews(const Project &project, const Protocol &protocol);

/// A run as the project keeps it.
struct RunRecord : RunSummary
{
    RunDetails details;
    RunFigures validation; ///< "NDCG@10" -> value
    RunFigures test;
    std::vector<EpochReport> epochs;
};

/// The request that trains this run again: the same protocol on the data as it is then.
TrainRequest requestOf(const RunRecord &run);

/// The runs of a project.
class RunStore : public RunTable
{
public:
    explicit RunStore(const Project &project) : RunTable(project), m_project(project) {}

    RunId insert(const RunRecord &run); ///< with figures and curve in one transaction; returns the id
    void update(const RunRecord &run);  ///< everything but the snapshot and the per-user figures

    std::vector<RunSummary> list() const;      ///< done ones, by id: two queries, whatever their number
    std::vector<RunRecord> all() const;        ///< done ones, by id; without epochs
    std::vector<RunRecord> unfinished() const; ///< stopped and training ones, by id; without epochs
    /// With epochs; empty when deleted or unknown. @throws Error run.damaged when its protocol cannot be read
    std::optional<RunRecord> find(RunId id) const;
    RunRecord known(RunId id) const;  ///< the same. @throws Error run.unknown
    void demandKnown(RunId id) const; ///< whether it can be read or not. @throws Error run.unknown

private:
    const Project &m_project;
};

} // namespace aisle
