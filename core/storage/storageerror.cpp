#include "core/storage/storageerror.h"

#include "core/common/error.h"
#include "core/common/openfiles.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <new>
#include <sqlite3.h>
#include <sys/resource.h>
#include <utility>

namespace aisle {

namespace {

thread_local bool t_ranOut = false;

[[noreturn]] void throwEndless(const QString &path)
{
    throw Error("project.endless",
                QT_TRANSLATE_NOOP("Error", "Something in %1 that Aisle did not make keeps it from being read: "
                                           "aisle-cli rescue writes a clean copy."),
                {path});
}

[[noreturn]] void throwInterrupted(const QString &path)
{
    if (std::exchange(t_ranOut, false))
        throwEndless(path);
    throw Cancelled{};
}

/// SQLite says the same of a file that may not grow as of a disk that is full.
void refuseLimitedSize(const QString &path)
{
    rlimit size{};
    if (::getrlimit(RLIMIT_FSIZE, &size) != 0 || size.rlim_cur == RLIM_INFINITY)
        return;
    throw Error("disk.limit",
                QT_TRANSLATE_NOOP("Error", "This process may write files of %2 kB at most (ulimit -f), which %1 or a "
                                           "file beside it would outgrow. Nothing that was stored is lost: raise that "
                                           "limit and try again."),
                {path, QString::number(size.rlim_cur >> 10)});
}

[[noreturn]] void throwFor(const QString &path, int code, int extended)
{
    if (code == SQLITE_INTERRUPT)
        throwInterrupted(path);
    if (code == SQLITE_NOMEM)
        throw std::bad_alloc();
    const bool couldNotGrow = extended == SQLITE_IOERR_WRITE || extended == SQLITE_IOERR_SHMSIZE;
    if (couldNotGrow)
        refuseLimitedSize(path);
    if (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)
        refuseWithoutFiles();
    if (code == SQLITE_FULL || couldNotGrow)
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
    if (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)
        throw Error("project.disk",
                    QT_TRANSLATE_NOOP("Error", "%1 could not be read from its disk or written to it: see that the disk "
                                               "and its folder are there, or use a copy on another one."),
                    {path});
    throw Error("project.failed",
                QT_TRANSLATE_NOOP("Error", "Something in the project %1 is not as Aisle keeps it: open a copy from "
                                           "before, or import the logs again."),
                {path});
}

} // namespace

void noteStatementRanOut()
{
    t_ranOut = true;
}

void throwStorageError(const QString &path, std::exception_ptr exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const SQLite::Exception &failure) {
        throwFor(path, failure.getErrorCode() & 0xff, failure.getExtendedErrorCode());
    }
}

void checkStorage(const QString &path, SQLite::Database &database, int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return;
    auto *handle = database.getHandle();
    throwFor(path, code & 0xff, sqlite3_extended_errcode(handle));
}

} // namespace aisle
