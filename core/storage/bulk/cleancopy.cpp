#include "core/storage/bulk/cleancopy.h"

#include "core/common/error.h"
#include "core/common/openfiles.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/connection.h"
#include "core/storage/schema.h"
#include "core/storage/schemacheck.h"
#include "core/storage/storageerror.h"

#include <QFile>
#include <QFileInfo>
#include <QStringList>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace aisle {

namespace {

std::string quoted(const std::string &name)
{
    std::string text = "\"";
    for (const char c : name)
        text.append(c == '"' ? "\"\"" : std::string(1, c));
    return text + '"';
}

void copyPages(SQLite::Database &from, const QString &to, JobContext &job)
{
    constexpr int kPagesAtOnce = 2000;
    SQLite::Database target(to.toUtf8().constData(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (SQLite::Backup backup(target, from); backup.executeStep(kPagesAtOnce) != SQLITE_DONE;)
        job.checkpoint();
}

std::string held(const std::string &name)
{
    return quoted("held " + name);
}

bool isView(SQLite::Database &database, const std::string &name)
{
    SQLite::Statement row(database,
                          "SELECT type = 'view' FROM sqlite_master WHERE name = ? AND type IN ('view', 'table')");
    row.bind(1, name);
    return row.executeStep() && row.getColumn(0).getInt() != 0;
}

/// Puts the rows that a substitute shows aside. Before any transaction: what has no end would take that with it.
/// @return false where it cannot be read to its end
bool hold(SQLite::Database &database, const QString &path, const std::string &name, JobContext &job)
{
    try {
        database.exec("CREATE TEMP TABLE " + held(name) + " AS SELECT * FROM main." + quoted(name));
        return true;
    } catch (const SQLite::Exception &) {
        job.checkpoint();
        try {
            throwStorageError(path, std::current_exception());
        } catch (const Error &error) {
            if (error.code().starts_with("disk."))
                throw;
        }
        return false;
    }
}

/// "a, b": what the table and the rows put aside for it have in common.
std::string commonColumns(SQLite::Database &database, const std::string &name)
{
    std::string columns;
    SQLite::Statement common(database, "SELECT a.name FROM pragma_table_info(?1, 'main') a "
                                       "JOIN pragma_table_info('held ' || ?1, 'temp') b ON a.name = b.name");
    common.bind(1, name);
    while (common.executeStep())
        columns += (columns.empty() ? "" : ", ") + quoted(common.getColumn(0).getString());
    return columns;
}

/// A table of ours in the place of whatever has its name, with the rows put aside.
void putBackRows(SQLite::Database &database, const std::string &name)
{
    const auto columns = commonColumns(database, name);
    if (!columns.empty())
        database.exec("INSERT OR IGNORE INTO main." + quoted(name) + "(" + columns + ") SELECT " + columns +
                      " FROM temp." + held(name));
}

void makeTable(SQLite::Database &database, const std::string &name, int version)
{
    database.exec((isView(database, name) ? "DROP VIEW main." : "DROP TABLE main.") + quoted(name));
    const auto statement = statementOf(name, version);
    if (statement.empty()) // one that an import makes when it needs it
        return;
    database.exec(statement);
    putBackRows(database, name);
}

CleanCopy cleaned(const QString &path, JobContext &job)
{
    StatementWatch watch{.job = &job, .isTimed = true};
    const auto database = connectSafely(path, false, false, &watch);
    const int version = schemaVersion(*database, path);
    const auto names = foreignNames(*database);
    auto tables = names.substitutes;
    tables.insert(tables.end(), names.altered.begin(), names.altered.end());
    CleanCopy copy;
    for (const auto &table : tables) {
        if (!hold(*database, path, table, job))
            copy.emptied << QString::fromStdString(table);
        copy.made << QString::fromStdString(table);
    }
    timeStatements(*database, watch, false);     // from here on everything is ours
    database->exec("PRAGMA foreign_keys = OFF"); // a table that goes takes nothing with it
    SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto &trigger : names.triggers) {
        database->exec("DROP TRIGGER " + quoted(trigger));
        copy.dropped << QString::fromStdString(trigger);
    }
    for (const auto &index : names.indexes)
        database->exec("DROP INDEX " + quoted(index));
    for (const auto &table : tables)
        makeTable(*database, table, version);
    transaction.commit();
    return copy;
}

/// Nothing can be written beside the file, and nothing unfinished lies there.
bool isImmutable(const QString &path)
{
    return !QFileInfo(QFileInfo(path).absolutePath()).isWritable() &&
           QFileInfo(path + QStringLiteral("-wal")).size() == 0;
}

} // namespace

const char *sentenceOf(const CleanCopy &copy)
{
    if (copy.emptied.isEmpty())
        return QT_TRANSLATE_NOOP("Error", "%1 is a clean copy (triggers left out: %2, tables made anew: %3).");
    return QT_TRANSLATE_NOOP("Error", "%1 is a clean copy (triggers left out: %2, tables made anew: %3; without rows, "
                                      "since what was in their place cannot be read to its end: %4).");
}

QStringList argumentsOf(const CleanCopy &copy, const QString &to)
{
    return {to, QString::number(copy.dropped.size()), QString::number(copy.made.size()),
            QString::number(copy.emptied.size())};
}

CleanCopy writeCleanCopy(const QString &from, const QString &to, JobContext &job)
{
    demandNameable(QFileInfo(to).absoluteFilePath());
    if (!QFileInfo(from).isFile())
        throw Error("project.missing", QT_TRANSLATE_NOOP("Error", "There is no project %1."), {from});
    if (QFileInfo::exists(to))
        throw Error("project.exists",
                    QT_TRANSLATE_NOOP("Error", "%1 is there already: choose another name or open it."), {to});
    try {
        StatementWatch watch{.job = &job};
        const auto source = connectSafely(QFileInfo(from).absoluteFilePath(), isImmutable(from), true, &watch);
        schemaVersion(*source, from);
        copyPages(*source, to, job);
        auto copy = cleaned(to, job);
        Project::open(to);
        return copy;
    } catch (const Cancelled &) {
        QFile::remove(to);
        throw;
    } catch (const std::exception &) {
        QFile::remove(to);
        throwStorageError(from, std::current_exception());
    }
}

} // namespace aisle
