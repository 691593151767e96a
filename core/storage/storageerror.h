#pragma once
#include <QString>
#include <exception>

namespace SQLite {
class Database;
}

namespace aisle {

/// Turns what the database library throws into a sentence: disk.full, disk.limit, files.too-few,
/// project.damaged, project.locked, project.read-only, project.not-ours, project.disk, project.failed,
/// project.endless; a statement that the job's cancel interrupted into Cancelled. What the library itself says of it,
/// which is about SQL, is in none of them. Anything else is thrown on as it is.
[[noreturn]] void throwStorageError(const QString &path, std::exception_ptr exception);

/// The statement that this thread runs is being stopped because it takes too long: its interrupt becomes
/// project.endless.
void noteStatementRanOut();

/// @param code  a result code of SQLite, for those who call its C interface; SQLITE_OK, ROW and DONE return
void checkStorage(const QString &path, SQLite::Database &database, int code);

} // namespace aisle
