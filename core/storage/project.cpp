#include "core/storage/project.h"

#include "core/common/openfiles.h"
#include "core/storage/connection.h"
#include "core/storage/projectlock.h"
#include "core/storage/schema.h"
#include "core/storage/schemacheck.h"
#include "core/storage/storageerror.h"

#include <QFile>
#include <QFileInfo>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aisle {

struct Project::State
{
    QString path;
    std::shared_ptr<ProjectLock> lock; // before the connection, so that it is let go after it
    std::unique_ptr<StatementWatch> watch =
        std::make_unique<StatementWatch>(); // before the connection, which keeps its address
    std::unique_ptr<SQLite::Database> database;
    bool readOnly = false;
    bool immutable = false;      // nothing beside the file can be written, so no WAL either
    std::optional<Error> reason; // why it is readOnly
    bool checkpointOnClose = false;
};

namespace {

/// A folder or file whose owner took all permission away counts as closed for the administrator too.
bool may(const QString &path, mode_t anyOf, int access)
{
    const auto name = QFile::encodeName(path);
    struct stat status = {};
    const bool isThere = ::stat(name.constData(), &status) == 0;
    return isThere && (status.st_mode & anyOf) != 0 && ::access(name.constData(), access) == 0;
}

bool mayWrite(const QString &path)
{
    return may(path, S_IWUSR | S_IWGRP | S_IWOTH, W_OK);
}

bool mayRead(const QString &path)
{
    return may(path, S_IRUSR | S_IRGRP | S_IROTH, R_OK);
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

void initialise(SQLite::Database &database, const QString &path)
{
    database.exec("PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL");
    migrate(database, path, schemaScripts());
    database.exec("PRAGMA journal_mode = WAL");
}

/// Also for those who only read: an older form has no readers any more.
bool isOlder(const QString &path)
{
    const auto database = connectSafely(path, false, true);
    const auto version = schemaVersion(*database, path);
    return version > 0 && version < schemaScripts().size();
}

Error foreignReason(const ForeignSchema &foreign)
{
    if (!foreign.substitute.isEmpty())
        return Error(kForeignProject,
                     QT_TRANSLATE_NOOP("Error", "Somebody put a view or a virtual table in the place of its table "
                                                "\"%1\", so it is open for reading only: aisle-cli rescue writes a "
                                                "clean copy."),
                     {foreign.substitute});
    if (foreign.trigger.isEmpty())
        return Error(kForeignProject,
                     QT_TRANSLATE_NOOP(
                         "Error", "Somebody changed how its table \"%1\" is made (a condition, a computed column, a "
                                  "reference or an index of such), so it is open for reading only: aisle-cli rescue "
                                  "writes a clean copy."),
                     {foreign.altered});
    return Error(kForeignProject,
                 QT_TRANSLATE_NOOP("Error", "Somebody hung a trigger (\"%1\") on one of its tables, so it is open for "
                                            "reading only: aisle-cli rescue writes a clean copy."),
                 {foreign.trigger});
}

/// What the first import of a name leaves when it is killed before anything is stored.
bool isLeftover(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile() || !mayRead(path) || !mayWrite(path))
        return false;
    if (info.size() == 0)
        return true;
    try {
        const auto database = connectSafely(info.absoluteFilePath(), false, true);
        const auto id = database->execAndGet("PRAGMA application_id").getInt();
        return (id == 0 || id == kApplicationId) && isEmptySchema(*database);
    } catch (const std::exception &) { // it is something else, and whoever opens it says so
        return false;
    }
}

[[noreturn]] void throwCannotChange(const QString &path, const Error &reason)
{
    throw Error("project.locked", QT_TRANSLATE_NOOP("Error", "%1 cannot be changed. %2"), {path, reason.message()});
}

/// As whoever asked for it wrote it, and as the file system is to find it.
QString wholePath(const QString &path)
{
    const auto whole = QFileInfo(path).absoluteFilePath();
    demandNameable(whole);
    return whole;
}

/// Why a file may only be read before its inside is looked at.
std::optional<Error> outerReason(bool writable, Project::Access wanted, ProjectLock &lock)
{
    if (!writable)
        return Error("project.read-only",
                     QT_TRANSLATE_NOOP(
                         "Error", "The project or its folder cannot be written to, so it is open for reading only."));
    if (wanted == Project::Access::ReadOnly)
        return Error("project.read-only", QT_TRANSLATE_NOOP("Error", "The project was opened for reading only."));
    if (!lock.tryLock())
        return Error(
            "project.locked",
            QT_TRANSLATE_NOOP("Error", "Another program has this project open, so it is open for reading only here."));
    return {};
}

void demandReadable(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        throw Error("project.missing", QT_TRANSLATE_NOOP("Error", "There is no project %1."), {path});
    if (!info.isFile())
        throw Error("project.not-ours", QT_TRANSLATE_NOOP("Error", "%1 is not an Aisle project."), {path});
    if (!mayRead(path))
        throw Error("project.unreadable", QT_TRANSLATE_NOOP("Error", "%1 cannot be read with the rights of this user."),
                    {path});
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
    state->path = wholePath(path);
    const bool isThere = isLeftover(state->path);
    state->lock = ProjectLock::of(state->path, !isThere);
    if (!state->lock->tryLock() && isThere)
        throw Error("project.locked",
                    QT_TRANSLATE_NOOP("Error", "Another program is writing to %1: try again when it has finished."),
                    {path});
    return begin(std::move(state));
}

std::unique_ptr<Project> Project::begin(std::unique_ptr<State> state)
{
    try {
        state->database = connectSafely(state->path, false, false, state->watch.get());
        initialise(*state->database, state->path);
    } catch (const std::exception &) {
        state->database.reset();
        QFile::remove(state->path);
        throwStorageError(state->path, std::current_exception());
    }
    state->checkpointOnClose = true;
    return std::unique_ptr<Project>(new Project(std::move(state)));
}

/// Gives up writing where the schema is not ours alone, and brings an older form up to date.
void Project::connectChecked(State &state)
{
    state.database = connectSafely(state.path, state.immutable, state.readOnly, state.watch.get());
    const int version = schemaVersion(*state.database, state.path);
    if (const auto foreign = foreignSchema(*state.database); foreign.isForeign()) {
        state.reason = foreignReason(foreign);
        state.readOnly = true;
        timeStatements(*state.database, *state.watch, !foreign.substitute.isEmpty() || !foreign.altered.isEmpty());
        state.database->exec("PRAGMA query_only = ON");
    }
    const auto scripts = schemaScripts();
    if (state.readOnly && version < scripts.size())
        throw Error(
            "project.older",
            QT_TRANSLATE_NOOP("Error", "%1 was written by an older Aisle and must be opened for writing once. %2"),
            {state.path, state.reason->message()});
    migrate(*state.database, state.path, scripts);
    demandWholeSchema(*state.database, state.path);
}

std::unique_ptr<Project> Project::open(const QString &path, Access wanted, bool demandWrite)
{
    const auto whole = wholePath(path);
    demandReadable(path);
    const bool writable = mayWrite(QFileInfo(path).absolutePath()) && mayWrite(path);
    if (writable && wanted == Access::ReadOnly)
        bringUpToDate(path);
    auto state = std::make_unique<State>();
    state->path = whole;
    state->lock = ProjectLock::of(state->path);
    const bool firstHere = !state->lock->isHeld();
    if (!writable) {
        refuseUnfinished(state->path);
        state->immutable = true;
    }
    state->reason = outerReason(writable, wanted, *state->lock);
    state->readOnly = state->reason.has_value();
    if (state->readOnly && demandWrite)
        throwCannotChange(path, *state->reason);
    try {
        connectChecked(*state);
        if (state->readOnly && demandWrite)
            throwCannotChange(path, *state->reason);
        if (!state->readOnly) {
            demandRoomForIds(*state->database, state->path);
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
    return QFileInfo::exists(path) && !isLeftover(path) ? open(path, Access::ReadWrite, true) : create(path);
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
        state->watch->job = job;
        state->watch->isTimed = m_state->watch->isTimed;
        state->database = connectSafely(state->path, state->immutable, state->readOnly, state->watch.get());
    } catch (const std::exception &) {
        throwStorageError(state->path, std::current_exception());
    }
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
    return m_state->reason ? m_state->reason->message() : QString();
}

const std::optional<Error> &Project::whyReadOnly() const
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
