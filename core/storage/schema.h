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

/// Whether nothing was ever stored: what is left of a project whose first import was killed.
bool isEmptySchema(SQLite::Database &database);

/// The version written in an open file. @throws Error project.not-ours when it is no project,
/// project.empty, project.damaged when no version can be right
int schemaVersion(SQLite::Database &database, const QString &path);

/// Brings a file to the version of `scripts` in one transaction. An older project (version above 0) is copied to
/// the first free backupPath() first; no file that is there is touched. @throws Error project.newer, project.backup
void migrate(SQLite::Database &database, const QString &path, const QStringList &scripts);
/// "shop.v1.aisle" beside "shop.aisle"; where that name is taken "shop.v1-2.aisle" and so on.
QString backupPath(const QString &path, int version, int attempt = 0);

} // namespace aisle
