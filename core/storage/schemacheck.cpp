#include "core/storage/schemacheck.h"

#include "core/common/error.h"
#include "core/storage/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <map>
#include <set>

namespace aisle {

namespace {

constexpr auto kMadeByImports = "import_fact"; ///< see ImportFacts
constexpr qsizetype kLongestName = 60;

using Columns = std::map<std::string, std::set<std::string>>; ///< of each table

/// Asked table by table: the names come from us and not from the file.
std::set<std::string> columnsOf(SQLite::Database &database, const std::string &table)
{
    SQLite::Statement rows(database, "SELECT name FROM pragma_table_info(?)");
    rows.bind(1, table);
    std::set<std::string> columns;
    while (rows.executeStep())
        columns.insert(rows.getColumn(0).getString());
    return columns;
}

void runScripts(SQLite::Database &made, qsizetype version)
{
    const auto scripts = schemaScripts();
    for (qsizetype step = 0; step < std::min(version, scripts.size()); ++step)
        made.exec(scripts[step].toUtf8().constData());
}

Columns madeByScripts()
{
    SQLite::Database made(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    runScripts(made, schemaScripts().size());
    Columns columns;
    SQLite::Statement tables(made, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
                                   "ESCAPE '\\'");
    while (tables.executeStep())
        columns[tables.getColumn(0).getString()];
    for (auto &[table, of] : columns)
        of = columnsOf(made, table);
    return columns;
}

const Columns &ownColumns()
{
    static const auto kColumns = madeByScripts();
    return kColumns;
}

/// Somebody else's word, to be shown within a sentence wherever sentences are: nothing that means something there.
QString shown(const std::string &name)
{
    auto word = QString::fromStdString(name).left(kLongestName);
    for (auto &c : word)
        if (!c.isLetterOrNumber() && c != u'_' && c != u'-')
            c = u'?';
    return word;
}

bool isOurs(const std::string &name)
{
    const auto &ours = ownTables();
    return std::ranges::any_of(ours, [&](const std::string &own) {
        return QString::fromStdString(own).compare(QString::fromStdString(name), Qt::CaseInsensitive) == 0;
    });
}

bool isVirtual(const std::string &sql)
{
    return QString::fromStdString(sql).simplified().startsWith(QStringLiteral("create virtual"), Qt::CaseInsensitive);
}

} // namespace

const std::vector<std::string> &ownTables()
{
    static const auto kNames = [] {
        std::vector<std::string> names;
        for (const auto &[table, columns] : ownColumns())
            names.push_back(table);
        names.emplace_back(kMadeByImports);
        return names;
    }();
    return kNames;
}

std::string statementOf(const std::string &table, int version)
{
    SQLite::Database made(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    runScripts(made, version);
    SQLite::Statement row(made, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE");
    row.bind(1, table);
    return row.executeStep() ? row.getColumn(0).getString() : std::string();
}

ForeignNames foreignNames(SQLite::Database &database)
{
    ForeignNames names;
    SQLite::Statement rows(database, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master");
    while (rows.executeStep()) {
        const auto type = rows.getColumn(0).getString();
        if (!isOurs(rows.getColumn(2).getString()))
            continue;
        if (type == "trigger")
            names.triggers.push_back(rows.getColumn(1).getString());
        if (type == "view" || (type == "table" && isVirtual(rows.getColumn(3).getString())))
            names.substitutes.push_back(rows.getColumn(1).getString());
    }
    return names;
}

ForeignSchema foreignSchema(SQLite::Database &database)
{
    const auto names = foreignNames(database);
    return {.trigger = names.triggers.empty() ? QString() : shown(names.triggers.front()),
            .substitute = names.substitutes.empty() ? QString() : shown(names.substitutes.front())};
}

void demandWholeSchema(SQLite::Database &database, const QString &path)
{
    for (const auto &[table, columns] : ownColumns()) {
        const auto found = columnsOf(database, table);
        if (!std::ranges::includes(found, columns))
            throw Error("project.damaged",
                        QT_TRANSLATE_NOOP("Error", "%1 is damaged: open a copy from before, or import the logs again."),
                        {path});
    }
}

} // namespace aisle
