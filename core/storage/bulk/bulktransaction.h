#pragma once
#include "core/storage/project.h"

namespace aisle {

/// @throws Error project.read-only, with the reason
void demandWritable(const Project &project);

/// The one transaction of an import: everything written through the project's connection while it lives is kept by
/// commit(), and nothing without. No other transaction may be open on the connection.
class BulkTransaction
{
public:
    /// @param expectedBytes  about what will be written. A large load into a project that nobody else has open is
    ///                       written with a rollback journal: the new pages then go to the file once, where a WAL
    ///                       takes them twice. Both are undone by the next opening when the program is killed.
    /// @throws Error project.locked
    BulkTransaction(Project &project, std::int64_t expectedBytes);
    ~BulkTransaction();

    void commit(); ///< @throws Error disk.full, project.*

private:
    struct State;
    const Project &m_project;
    std::unique_ptr<State> m_state;
};

} // namespace aisle
