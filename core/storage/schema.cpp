#include "core/storage/schema.h"

#include "core/common/error.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

static void initialiseSchemaResource()
{
    Q_INIT_RESOURCE(schema);
}

namespace aisle {

namespace {

constexpr int kMostBackups = 1000; ///< of one version beside one project

[[noreturn]] void throwDamaged(const QString &path)
{
    throw Error("project.damaged",
                QT_TRANSLATE_NOOP("Error", "%1 is damaged: open a copy from before, or import the logs again."),
                {path});
}

[[noreturn]] void throwNoBackup(const QString &path, const QString &target)
{
    throw Error("project.backup",
                QT_TRANSLATE_NOOP("Error", "No backup of %1 could be written to %2, so the project was left as it is."),
                {path, target});
}

bool copyTo(const QString &target, SQLite::Database &database)
{
    SQLite::Database copy(target.toUtf8().constData(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(copy, database);
    return backup.executeStep(-1) == SQLITE_DONE;
}

/// Written under a name of its own first: whatever has the backup's name is another file, or a whole backup.
void backUp(SQLite::Database &database, const QString &path, int version)
{
    QTemporaryFile unfinished(path + QStringLiteral(".XXXXXX"));
    if (!unfinished.open() || !copyTo(unfinished.fileName(), database))
        throwNoBackup(path, backupPath(path, version));
    for (int attempt = 0; attempt < kMostBackups; ++attempt) {
        if (unfinished.rename(backupPath(path, version, attempt))) { // never onto a file that is there
            unfinished.setAutoRemove(false);
            return;
        }
    }
    throwNoBackup(path, backupPath(path, version));
}

} // namespace

QStringList schemaScripts()
{
    initialiseSchemaResource();
    QStringList scripts;
    for (int version = 1;; ++version) {
        QFile file(QStringLiteral(":/schema/%1.sql").arg(version, 4, 10, QLatin1Char('0')));
        if (!file.open(QIODevice::ReadOnly))
            return scripts;
        scripts.append(QString::fromUtf8(file.readAll()));
    }
}

bool isEmptySchema(SQLite::Database &database)
{
    return database.execAndGet("PRAGMA user_version").getInt() == 0 &&
           database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
}

int schemaVersion(SQLite::Database &database, const QString &path)
{
    const auto application = database.execAndGet("PRAGMA application_id").getInt();
    if ((application == 0 || application == kApplicationId) && isEmptySchema(database))
        throw Error("project.empty",
                    QT_TRANSLATE_NOOP("Error", "%1 is empty: what was to make it ended before anything was stored. "
                                               "Import again under this name."),
                    {path});
    if (application != kApplicationId)
        throw Error("project.not-ours", QT_TRANSLATE_NOOP("Error", "%1 is not an Aisle project."), {path});
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version <= 0)
        throwDamaged(path);
    return version;
}

QString backupPath(const QString &path, int version, int attempt)
{
    const QFileInfo info(path);
    const auto number = attempt == 0 ? QString() : QStringLiteral("-%1").arg(attempt + 1);
    return info.dir().filePath(
        QStringLiteral("%1.v%2%3.%4").arg(info.completeBaseName(), QString::number(version), number, info.suffix()));
}

void migrate(SQLite::Database &database, const QString &path, const QStringList &scripts)
{
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version < 0)
        throwDamaged(path);
    if (version > scripts.size())
        throw Error("project.newer",
                    QT_TRANSLATE_NOOP(
                        "Error", "%1 was written by a newer Aisle (format %2, this one reads up to %3): update Aisle."),
                    {path, QString::number(version), QString::number(scripts.size())});
    if (version == scripts.size())
        return;
    if (version > 0)
        backUp(database, path, version);
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (auto step = version; step < scripts.size(); ++step)
        database.exec(scripts.at(step).toUtf8().constData());
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(scripts.size()));
    transaction.commit();
}

} // namespace aisle
