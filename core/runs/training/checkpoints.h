#pragma once
#include "core/runs/runstore.h"

#include <functional>
#include <memory>

namespace aisle {

/// What a stopped training needs to go on, kept in the project beside its run while it trains. The run exists from the
/// first checkpoint on, with the status "training"; a killed program's becomes "stopped" at the next opening. A
/// checkpoint replaces the one before in one transaction. Writes through a connection of its own, which a cancelled job
/// does not interrupt.
class Checkpoints
{
public:
    /// @param run  outlives this; its id is set with the first checkpoint (0 until then), its epochs and seconds are
    ///     kept as they are then. A run that has an id goes on from its last checkpoint.
    Checkpoints(const Project &project, RunRecord &run, JobContext &job);

    void keep(int epoch, const std::function<void(QIODevice &)> &write); ///< a failure is noted once and no error
    std::unique_ptr<QIODevice> last();                                   ///< null when there is none
    void begin();                                                        ///< a run that goes on is "training" again
    void stop();    ///< the training ended before its time: the run waits as "stopped", or nothing was kept of it
    void discard(); ///< erases the run
    void clear();   ///< the run is done and needs no checkpoint any more

private:
    RunStore runs();

    const Project &m_project;
    RunRecord &m_run;
    JobContext &m_job;
    std::unique_ptr<Project> m_connection;
    bool m_failed = false;
};

} // namespace aisle
