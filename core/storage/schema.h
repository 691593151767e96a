#pragma once
#include <QString>
#include <QStringList>

namespace SQLite {
class Database;
}

namespace aisle {

/// "aisl": PRAGMA application_id of every project.
inline constexpr int kApplicationId = 0x6169736c;

/// The SQL of every version, oldest first: entry n brings version n to version n + 1. An empty file has version 0.
QStringList schemaScripts();

/// The version written in an open file. @throws Error project.not-ours when it is no project
int schemaVersion(SQLite::Database &database, const QString &path);

/// Brings a file to the version of `scripts` in one transaction. An older project (version above 0) is copied to
/// backupPath() first. @throws Error project.newer, disk.full
void migrate(SQLite::Database &database, const QString &path, const QStringList &scripts);
QString backupPath(const QString &path, int version); ///< "shop.v1.aisle" beside "shop.aisle"

} // namespace aisle
