#pragma once
#include "core/storage/project.h"

#include <exception>
#include <utility>

namespace aisle {

/// Turns what the database library throws into a sentence: disk.full, project.damaged, project.locked,
/// project.read-only, project.not-ours, project.failed; a statement that the job's cancel interrupted into Cancelled.
/// Anything else is thrown on as it is.
[[noreturn]] void throwStorageError(const QString &path, std::exception_ptr exception);

/// Runs a body that uses the database; its exceptions are those of this program.
template <class Body>
auto guarded(const Project &project, Body &&body)
{
    try {
        return std::forward<Body>(body)();
    } catch (const std::exception &) {
        throwStorageError(project.path(), std::current_exception());
    }
}

/// @param code  a result code of SQLite, for those who call its C interface; SQLITE_OK, ROW and DONE return
void checkStorage(const Project &project, int code);

} // namespace aisle
