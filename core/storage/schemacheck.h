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
    QString altered;    ///< the first table of ours that is made otherwise, see ForeignNames; empty: none
    bool isForeign() const { return !trigger.isEmpty() || !substitute.isEmpty() || !altered.isEmpty(); }
};

ForeignSchema foreignSchema(SQLite::Database &database); ///< nothing of it is run

/// @throws Error project.damaged when a file of this program's version lacks a table or a column of ours
void demandWholeSchema(SQLite::Database &database, const QString &path);

/// Ids go up by one a row. @throws Error project.damaged when somebody gave one that leaves none for what comes
void demandRoomForIds(SQLite::Database &database, const QString &path);

/// How a version of this program makes one of its tables; empty: it has no such table.
std::string statementOf(const std::string &table, int version);

/// All names of what is not ours, as they are in the file. What stands in conditions, computed columns, defaults and
/// indexes of expressions is run with every row that is written or read, as a trigger would be.
struct ForeignNames
{
    std::vector<std::string> triggers;    ///< on tables of ours
    std::vector<std::string> substitutes; ///< tables of ours that are views or virtual tables
    std::vector<std::string> altered;     ///< tables of ours with conditions, expressions, other keys or references
    std::vector<std::string> indexes; ///< on tables of ours, of expressions or conditions, or unique where ours are not
    std::vector<std::string> indexed; ///< the tables of these indexes
};
ForeignNames foreignNames(SQLite::Database &database);

/// Names of the tables that this program makes, those that come with the first import included.
const std::vector<std::string> &ownTables();

} // namespace aisle
