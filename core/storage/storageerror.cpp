#include "core/storage/storageerror.h"

#include "core/common/error.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <new>
#include <sqlite3.h>

namespace aisle {

namespace {

[[noreturn]] void throwFor(const QString &path, int code, int extended, const char *text)
{
    if (code == SQLITE_INTERRUPT)
        throw Cancelled{};
    if (code == SQLITE_NOMEM)
        throw std::bad_alloc();
    if (code == SQLITE_FULL || extended == SQLITE_IOERR_WRITE || extended == SQLITE_IOERR_SHMSIZE)
        throw Error("disk.full",
                    QT_TRANSLATE_NOOP("Error",
                                      "There is no room left on the disk for %1. Nothing that was stored is lost: "
                                      "make room and try again."),
                    {path});
    if (code == SQLITE_NOTADB)
        throw Error("project.not-ours", QT_TRANSLATE_NOOP("Error", "%1 is not an Aisle project."), {path});
    if (code == SQLITE_CORRUPT)
        throw Error("project.damaged",
                    QT_TRANSLATE_NOOP("Error", "%1 is damaged: open a copy from before, or import the logs again."),
                    {path});
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        throw Error("project.locked",
                    QT_TRANSLATE_NOOP("Error", "Another program is writing to %1: try again when it has finished."),
                    {path});
    if (code == SQLITE_READONLY || code == SQLITE_PERM)
        throw Error("project.read-only",
                    QT_TRANSLATE_NOOP("Error", "%1 is open for reading only: nothing can be stored in it."), {path});
    throw Error("project.failed", QT_TRANSLATE_NOOP("Error", "The project %1 could not be read or written: %2"),
                {path, QString::fromUtf8(text)});
}

} // namespace

void throwStorageError(const QString &path, std::exception_ptr exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const SQLite::Exception &failure) {
        throwFor(path, failure.getErrorCode() & 0xff, failure.getExtendedErrorCode(), failure.what());
    }
}

void checkStorage(const QString &path, SQLite::Database &database, int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return;
    auto *handle = database.getHandle();
    throwFor(path, code & 0xff, sqlite3_extended_errcode(handle), sqlite3_errmsg(handle));
}

} // namespace aisle
