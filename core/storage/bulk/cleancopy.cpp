#include "core/storage/bulk/cleancopy.h"

#include "core/common/error.h"
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
    SQLite::Backup backup(target, from);
    while (backup.executeStep(kPagesAtOnce) != SQLITE_DONE)
        job.checkpoint();
}

/// A table of ours with the rows that whatever has its name shows.
void makeTable(SQLite::Database &database, const std::string &name, int version)
{
    const auto statement = statementOf(name, version);
    if (statement.empty()) { // one that an import makes when it needs it
        database.exec("DROP VIEW IF EXISTS " + quoted(name));
        return;
    }
    SQLite::Statement view(database, "SELECT type FROM sqlite_master WHERE name = ?");
    view.bind(1, name);
    const bool isView = view.executeStep() && view.getColumn(0).getString() == "view";
    view.reset();
    database.exec("CREATE TEMP TABLE held AS SELECT * FROM main." + quoted(name));
    database.exec((isView ? "DROP VIEW main." : "DROP TABLE main.") + quoted(name));
    database.exec(statement);
    std::string columns;
    SQLite::Statement common(database,
                             "SELECT a.name FROM pragma_table_info(?) a JOIN temp.pragma_table_info('held') b "
                             "ON a.name = b.name");
    common.bind(1, name);
    while (common.executeStep())
        columns += (columns.empty() ? "" : ", ") + quoted(common.getColumn(0).getString());
    common.reset();
    if (!columns.empty())
        database.exec("INSERT OR IGNORE INTO main." + quoted(name) + "(" + columns + ") SELECT " + columns +
                      " FROM temp.held");
    database.exec("DROP TABLE temp.held");
}

CleanCopy cleaned(const QString &path, JobContext &job)
{
    StatementWatch watch{.job = &job, .isTimed = true};
    const auto database = connectSafely(path, false, false, &watch);
    const int version = schemaVersion(*database, path);
    const auto names = foreignNames(*database);
    watch.isTimed = !names.substitutes.empty();
    CleanCopy copy;
    SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto &trigger : names.triggers) {
        database->exec("DROP TRIGGER " + quoted(trigger));
        copy.dropped << QString::fromStdString(trigger);
    }
    for (const auto &table : names.substitutes) {
        makeTable(*database, table, version);
        copy.made << QString::fromStdString(table);
    }
    transaction.commit();
    return copy;
}

} // namespace

CleanCopy writeCleanCopy(const QString &from, const QString &to, JobContext &job)
{
    if (!QFileInfo(from).isFile())
        throw Error("project.missing", QT_TRANSLATE_NOOP("Error", "There is no project %1."), {from});
    if (QFileInfo::exists(to))
        throw Error("project.exists",
                    QT_TRANSLATE_NOOP("Error", "%1 is there already: choose another name or open it."), {to});
    try {
        StatementWatch watch{.job = &job};
        const auto source = connectSafely(QFileInfo(from).absoluteFilePath(), false, true, &watch);
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
