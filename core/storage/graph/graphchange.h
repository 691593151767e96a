#pragma once
#include "core/storage/project.h"

#include <QTemporaryFile>
#include <functional>
#include <memory>

namespace aisle {

class JobContext;

/// What was done to the knowledge graph, row by row, in a temporary file that goes with this: an edit is taken back, or
/// done again, exactly, and costs what it changed and not what the graph holds.
class GraphChange
{
public:
    /// Does something to the graph through the project's connection, and notes which rows come and go.
    /// @throws what `act` throws (nothing is noted then); Error export.cannot-write when there is no room for the notes
    static std::shared_ptr<GraphChange> of(Project &project, const std::function<void()> &act);

    bool isEmpty() const { return m_rows == 0; }
    /// What came goes and what went comes, in one transaction. Rows that something else has changed since stay.
    void takeBack(Project &project, JobContext &job) { apply(project, false, job); }
    void doAgain(Project &project, JobContext &job) { apply(project, true, job); }

private:
    GraphChange() = default;
    void readLog(Project &project);
    void apply(Project &project, bool again, JobContext &job);

    QTemporaryFile m_file;
    std::int64_t m_rows = 0;
    std::int64_t m_before = 0, m_after = 0; ///< GraphStore::version(): what is taken back is the graph that it was
};

} // namespace aisle
