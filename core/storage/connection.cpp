#include "core/storage/connection.h"

#include "core/jobs/jobcontext.h"
#include "core/storage/storageerror.h"

#include <QUrl>
#include <SQLiteCpp/SQLiteCpp.h>
#include <atomic>
#include <ctime>
#include <sqlite3.h>

namespace aisle {

namespace {

constexpr int kStepsBetweenChecks = 20000; // virtual machine steps: well under a millisecond
constexpr int kForeignSteps = 100;         // each may be a function of somebody's that takes long
constexpr double kLongestForeignSeconds = 5;

std::atomic<bool (*)()> g_stopWished{nullptr};

/// Of this thread: on a busy machine the clock on the wall says nothing.
double secondsOfWork()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

int noteBeginning(unsigned, void *data, void *, void *)
{
    static_cast<StatementWatch *>(data)->since = secondsOfWork();
    return 0;
}

int lookUp(void *data)
{
    auto &watch = *static_cast<StatementWatch *>(data);
    try {
        if (watch.job)
            watch.job->checkpoint();
        const auto wished = g_stopWished.load();
        if (wished && wished())
            return 1;
        if (!watch.isTimed || secondsOfWork() - watch.since < kLongestForeignSeconds)
            return 0;
        noteStatementRanOut();
        return 1;
    } catch (...) { // C code is above us; the statement ends as interrupted, which becomes Cancelled again
        return 1;
    }
}

void distrust(sqlite3 *handle)
{
    constexpr int kLongestValue = 1 << 28, kAttachedFiles = 2, kDeepest = 100;
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLongestValue);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, kAttachedFiles);
    sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, kDeepest);
}

} // namespace

void setStopWish(bool (*wished)())
{
    g_stopWished = wished;
}

void timeStatements(SQLite::Database &database, StatementWatch &watch, bool on)
{
    auto *handle = database.getHandle();
    watch.isTimed = on;
    watch.since = secondsOfWork();
    sqlite3_trace_v2(handle, on ? SQLITE_TRACE_STMT : 0, on ? noteBeginning : nullptr, &watch);
    sqlite3_progress_handler(handle, on ? kForeignSteps : kStepsBetweenChecks, lookUp, &watch);
}

std::unique_ptr<SQLite::Database> connectSafely(const QString &path, bool immutable, bool readOnly,
                                                StatementWatch *watch)
{
    // its count of memory in use costs a mutex at every allocation; refused, and no harm done, once SQLite is in use
    [[maybe_unused]] static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    const auto uri = "file:" + QUrl::toPercentEncoding(path, "/").toStdString() + (immutable ? "?immutable=1" : "");
    const int access = immutable ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE;
    auto database = std::make_unique<SQLite::Database>(uri, access | SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX,
                                                       immutable ? 0 : kBusyTimeoutMs);
    distrust(database->getHandle());
    if (watch)
        timeStatements(*database, *watch, watch->isTimed);
    database->exec("PRAGMA cell_size_check = ON; PRAGMA cache_size = -32768; PRAGMA foreign_keys = ON; "
                   "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
    if (readOnly)
        database->exec("PRAGMA query_only = ON");
    return database;
}

} // namespace aisle
