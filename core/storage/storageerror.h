#pragma once
#include <QString>
#include <exception>

namespace SQLite {
class Database;
}

namespace aisle {

/// Turns what the database library throws into a sentence: disk.full, project.damaged, project.locked,
/// project.read-only, project.not-ours, project.failed; a statement that the job's cancel interrupted into Cancelled.
/// Anything else is thrown on as it is.
[[noreturn]] void throwStorageError(const QString &path, std::exception_ptr exception);

/// @param code  a result code of SQLite, for those who call its C interface; SQLITE_OK, ROW and DONE return
void checkStorage(const QString &path, SQLite::Database &database, int code);

} // namespace aisle
