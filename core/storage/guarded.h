#pragma once
#include "core/storage/project.h"
#include "core/storage/storageerror.h"

#include <utility>

namespace aisle {

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
inline void checkStorage(const Project &project, int code)
{
    checkStorage(project.path(), project.database(), code);
}

} // namespace aisle
