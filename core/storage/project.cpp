#include "core/storage/project.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/projectlock.h"
#include "core/storage/schema.h"
#include "core/storage/storageerror.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aisle {

struct Project::State
{
    QString path;
    std::shared_ptr<ProjectLock> lock; // before the connection, so that it is let go after it
    std::unique_ptr<SQLite::Database> database;
    bool readOnly = false;
    bool immutable = false; // nothing beside the file can be written, so no WAL either
    QString reason;
    bool checkpointOnClose = false;
};

namespace {

constexpr int kStepsBetweenChecks = 20000; // virtual machine steps: well under a millisecond

/// A folder or file whose owner took all permission away counts as closed for the administrator too.
bool may(const QString &path, mode_t anyOf, int access)
{
    const auto name = QFile::encodeName(path);
    struct stat status
    {
    };
    return ::stat(name.constData(), &status) == 0 && (status.st_mode & anyOf) != 0 &&
           ::access(name.constData(), access) == 0;
}

bool mayWrite(const QString &path)
{
    return may(path, S_IWUSR | S_IWGRP | S_IWOTH, W_OK);
}

bool mayRead(const QString &path)
{
    return may(path, S_IRUSR | S_IRGRP | S_IROTH, R_OK);
}

std::unique_ptr<SQLite::Database> connect(const QString &path, bool immutable, bool readOnly)
{
    // its count of memory in use costs a mutex at every allocation; refused, and no harm done, once SQLite is in use
    [[maybe_unused]] static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    const auto uri = "file:" + QUrl::toPercentEncoding(path, "/").toStdString() + (immutable ? "?immutable=1" : "");
    const int access = immutable ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE;
    auto database = std::make_unique<SQLite::Database>(uri, access | SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX,
                                                       immutable ? 0 : kBusyTimeoutMs);
    database->exec("PRAGMA cache_size = -32768; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL");
    if (readOnly)
        database->exec("PRAGMA query_only = ON");
    return database;
}

/// Where the folder is read-only there may still be an unfinished WAL that `immutable` would silently ignore.
void refuseUnfinished(const QString &path)
{
    for (const auto *suffix : {"-wal", "-journal"}) {
        if (QFileInfo(path + QString::fromUtf8(suffix)).size() > 0)
            throw Error("project.unfinished",
                        QT_TRANSLATE_NOOP(
                            "Error", "%1 was not closed properly and its folder is read-only: copy it together with %2 "
                                     "to a folder that you may write to."),
                        {path, QFileInfo(path).fileName() + QString::fromUtf8(suffix)});
    }
}

void removeLeftovers(SQLite::Database &database)
{
    if (database
            .execAndGet("SELECT EXISTS(SELECT 1 FROM run WHERE status NOT IN ('done', 'stopped')) OR "
                        "EXISTS(SELECT 1 FROM import WHERE status <> 'done')")
            .getInt() == 0)
        return;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec("UPDATE run SET status = 'stopped' WHERE status = 'training' AND "
                  "EXISTS(SELECT 1 FROM snapshot WHERE run_id = run.id AND name = 'checkpoint')");
    database.exec("DELETE FROM run WHERE status NOT IN ('done', 'stopped')");
    database.exec("DELETE FROM import WHERE status <> 'done'");
    transaction.commit();
}

int interruptWhenCancelled(void *job)
{
    try {
        static_cast<JobContext *>(job)->checkpoint();
        return 0;
    } catch (...) { // C code is above us; the statement ends as interrupted, which becomes Cancelled again
        return 1;
    }
}

void initialise(SQLite::Database &database, const QString &path)
{
    database.exec("PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL");
    migrate(database, path, schemaScripts());
    database.exec("PRAGMA journal_mode = WAL");
}

/// Also for those who only read: an older form has no readers any more.
bool isOlder(const QString &path)
{
    const auto database = connect(path, false, true);
    return schemaVersion(*database, path) < schemaScripts().size();
}

} // namespace

Project::Project(std::unique_ptr<State> state) : m_state(std::move(state)) {}

Project::~Project()
{
    if (m_state->checkpointOnClose)
        m_state->database->tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
}

std::unique_ptr<Project> Project::create(const QString &path)
{
    auto state = std::make_unique<State>();
    state->path = QFileInfo(path).absoluteFilePath();
    state->lock = ProjectLock::of(state->path, true);
    state->lock->tryLock();
    try {
        state->database = connect(state->path, false, false);
        initialise(*state->database, state->path);
    } catch (const std::exception &) {
        state->database.reset();
        QFile::remove(state->path);
        throwStorageError(state->path, std::current_exception());
    }
    state->checkpointOnClose = true;
    return std::unique_ptr<Project>(new Project(std::move(state)));
}

std::unique_ptr<Project> Project::open(const QString &path, Access wanted, bool demandWrite)
{
    const QFileInfo info(path);
    if (!info.exists())
        throw Error("project.missing", QT_TRANSLATE_NOOP("Error", "There is no project %1."), {path});
    if (!info.isFile())
        throw Error("project.not-ours", QT_TRANSLATE_NOOP("Error", "%1 is not an Aisle project."), {path});
    if (!mayRead(path))
        throw Error("project.unreadable", QT_TRANSLATE_NOOP("Error", "%1 cannot be read with the rights of this user."),
                    {path});
    const bool writable = mayWrite(info.absolutePath()) && mayWrite(path);
    if (writable && wanted == Access::ReadOnly)
        bringUpToDate(path);
    auto state = std::make_unique<State>();
    state->path = info.absoluteFilePath();
    state->lock = ProjectLock::of(state->path);
    const bool firstHere = !state->lock->isHeld();
    if (!writable) {
        refuseUnfinished(state->path);
        state->immutable = true;
        state->reason =
            QStringLiteral("The project or its folder cannot be written to, so it is open for reading only.");
    } else if (wanted == Access::ReadOnly) {
        state->reason = QStringLiteral("The project was opened for reading only.");
    } else if (!state->lock->tryLock()) {
        state->reason = QStringLiteral("Another program has this project open, so it is open for reading only here.");
    }
    state->readOnly = !state->reason.isEmpty();
    if (state->readOnly && demandWrite)
        throw Error("project.locked", QT_TRANSLATE_NOOP("Error", "%1 cannot be changed. %2"), {path, state->reason});
    try {
        state->database = connect(state->path, state->immutable, state->readOnly);
        const int version = schemaVersion(*state->database, state->path);
        const auto scripts = schemaScripts();
        if (state->readOnly && version < scripts.size())
            throw Error(
                "project.older",
                QT_TRANSLATE_NOOP("Error", "%1 was written by an older Aisle and must be opened for writing once. %2"),
                {path, state->reason});
        migrate(*state->database, state->path, scripts);
        if (!state->readOnly) {
            state->database->exec("PRAGMA journal_mode = WAL");
            if (firstHere)
                removeLeftovers(*state->database);
        }
    } catch (const std::exception &) {
        throwStorageError(state->path, std::current_exception());
    }
    state->checkpointOnClose = !state->readOnly;
    return std::unique_ptr<Project>(new Project(std::move(state)));
}

void Project::bringUpToDate(const QString &path)
{
    try {
        if (isOlder(QFileInfo(path).absoluteFilePath()))
            open(path);
    } catch (const std::exception &) {
        throwStorageError(path, std::current_exception());
    }
}

std::unique_ptr<Project> Project::openOrCreate(const QString &path)
{
    return QFileInfo::exists(path) ? open(path, Access::ReadWrite, true) : create(path);
}

std::unique_ptr<Project> Project::another(JobContext *job) const
{
    auto state = std::make_unique<State>();
    state->path = m_state->path;
    state->lock = m_state->lock;
    state->readOnly = m_state->readOnly;
    state->immutable = m_state->immutable;
    state->reason = m_state->reason;
    try {
        state->database = connect(state->path, state->immutable, state->readOnly);
    } catch (const std::exception &) {
        throwStorageError(state->path, std::current_exception());
    }
    if (job)
        sqlite3_progress_handler(state->database->getHandle(), kStepsBetweenChecks, interruptWhenCancelled, job);
    return std::unique_ptr<Project>(new Project(std::move(state)));
}

const QString &Project::path() const
{
    return m_state->path;
}

bool Project::isReadOnly() const
{
    return m_state->readOnly;
}

QString Project::readOnlyReason() const
{
    return m_state->reason;
}

std::int64_t Project::sizeBytes() const
{
    return QFileInfo(m_state->path).size() + QFileInfo(m_state->path + QStringLiteral("-wal")).size();
}

SQLite::Database &Project::database() const
{
    return *m_state->database;
}

} // namespace aisle
