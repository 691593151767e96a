#include "core/storage/connection.h"

#include "core/jobs/jobcontext.h"
#include "core/storage/storageerror.h"

#include <QUrl>
#include <SQLiteCpp/SQLiteCpp.h>
#include <atomic>
#include <sqlite3.h>

namespace aisle {

namespace {

constexpr int kStepsBetweenChecks = 20000; // virtual machine steps: well under a millisecond
constexpr std::chrono::seconds kLongestForeign{5};
constexpr std::chrono::milliseconds kPause{200}; // without a step: another statement runs

std::atomic<bool (*)()> g_stopWished{nullptr};

bool ranOut(StatementWatch &watch)
{
    const auto now = StatementWatch::Clock::now();
    if (now - watch.looked > kPause)
        watch.since = now;
    watch.looked = now;
    return now - watch.since > kLongestForeign;
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
        if (!watch.isTimed || !ranOut(watch))
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
        sqlite3_progress_handler(database->getHandle(), kStepsBetweenChecks, lookUp, watch);
    database->exec("PRAGMA cell_size_check = ON; PRAGMA cache_size = -32768; PRAGMA foreign_keys = ON; "
                   "PRAGMA synchronous = FULL");
    if (readOnly)
        database->exec("PRAGMA query_only = ON");
    return database;
}

} // namespace aisle
