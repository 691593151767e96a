#pragma once
#include <QString>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace aisle {

/// What of a project's schema is not as this program makes it. An analyst's own tables, views, indexes and what hangs
/// on them are nobody's business and stay.
struct ForeignSchema
{
    QString trigger;    ///< the first that hangs on a table of ours; empty: none. It never runs, see connectSafely()
    QString substitute; ///< the first table of ours in whose place a view or a virtual table stands; empty: none
    bool isForeign() const { return !trigger.isEmpty() || !substitute.isEmpty(); }
};

ForeignSchema foreignSchema(SQLite::Database &database); ///< nothing of it is run

/// @throws Error project.damaged when a file of this program's version lacks a table or a column of ours
void demandWholeSchema(SQLite::Database &database, const QString &path);

/// How a version of this program makes one of its tables; empty: it has no such table.
std::string statementOf(const std::string &table, int version);

/// All names of triggers on tables of ours, and of tables of ours that are none, as they are in the file.
struct ForeignNames
{
    std::vector<std::string> triggers, substitutes;
};
ForeignNames foreignNames(SQLite::Database &database);

/// Names of the tables that this program makes, those that come with the first import included.
const std::vector<std::string> &ownTables();

} // namespace aisle
