#include "core/storage/schemacheck.h"

#include "core/common/error.h"
#include "core/storage/schema.h"
#include "core/storage/sqlite/statements.h"

#include <QRegularExpression>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <map>
#include <set>

namespace aisle {

namespace {

constexpr auto kMadeByImports = "import_fact"; ///< see ImportFacts
constexpr qsizetype kLongestName = 60;

using Columns = std::map<std::string, std::set<std::string>>; ///< of each table
/// A column's type and its place in the primary key.
using Kinds = std::map<std::string, std::string>;

/// What else a table's statement may say: each runs something, or changes what the table is.
const std::set<QString> kForeignWords{QStringLiteral("CHECK"), QStringLiteral("COLLATE"), QStringLiteral("GENERATED"),
                                      QStringLiteral("STRICT"), QStringLiteral("DEFAULT(")};

/// Asked table by table: the names come from us and not from the file.
std::set<std::string> columnsOf(SQLite::Database &database, const std::string &table)
{
    auto rows = boundStatement(database, "SELECT name FROM pragma_table_xinfo(?)", {table}); // computed ones too
    const auto names = allRows(rows, [](auto &row) { return row.getColumn(0).getString(); });
    return {names.begin(), names.end()};
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
    const auto isOdd = [](QChar c) { return !c.isLetterOrNumber() && c != u'_' && c != u'-'; };
    std::replace_if(word.begin(), word.end(), isOdd, QChar(u'?'));
    return word;
}

bool isOurs(const std::string &name)
{
    const auto &ours = ownTables();
    return std::ranges::any_of(ours, [&](const std::string &own) {
        return QString::fromStdString(own).compare(QString::fromStdString(name), Qt::CaseInsensitive) == 0;
    });
}

/// Words of a statement in capitals, with a parenthesis that follows; nothing of what is quoted or commented.
std::set<QString> wordsOf(const std::string &sql)
{
    static const QRegularExpression kPieces(
        QStringLiteral("--[^\\n]*|/\\*.*?\\*/|'[^']*'|\"[^\"]*\"|`[^`]*`|\\[[^\\]]*\\]|(\\w+)(\\s*\\()?"),
        QRegularExpression::DotMatchesEverythingOption);
    std::set<QString> words;
    for (auto pieces = kPieces.globalMatch(QString::fromStdString(sql)); pieces.hasNext();) {
        const auto piece = pieces.next();
        const auto word = piece.captured(1).toUpper();
        words.insert(word);
        if (piece.hasCaptured(2))
            words.insert(word + u'(');
    }
    return words;
}

Kinds kindsOf(SQLite::Database &database, const std::string &table)
{
    SQLite::Statement rows(database, "SELECT name, upper(type) || ' ' || pk || iif(hidden > 1, ' computed', '') "
                                     "FROM pragma_table_xinfo(?)");
    rows.bind(1, table);
    Kinds kinds;
    while (rows.executeStep())
        kinds[rows.getColumn(0).getString()] = rows.getColumn(1).getString();
    return kinds;
}

/// References delete and change rows as triggers do.
bool hasOtherReferences(SQLite::Database &database, const std::string &table)
{
    SQLite::Statement row(database, "SELECT count(*) FROM pragma_foreign_key_list(?) WHERE \"table\" <> 'run' OR "
                                    "\"from\" <> 'run_id' OR on_delete <> 'CASCADE' OR on_update <> 'NO ACTION'");
    row.bind(1, table);
    return row.executeStep() && row.getColumn(0).getInt() > 0;
}

struct OwnTable
{
    Kinds kinds;
    bool isWithoutRowid = false;
};

const std::map<std::string, OwnTable> &ownMade()
{
    static const auto kMade = [] {
        SQLite::Database made(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        runScripts(made, schemaScripts().size());
        std::map<std::string, OwnTable> tables;
        SQLite::Statement rows(made, "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL");
        while (rows.executeStep())
            tables[rows.getColumn(0).getString()].isWithoutRowid =
                wordsOf(rows.getColumn(1).getString()).contains(QStringLiteral("WITHOUT"));
        for (auto &[name, table] : tables)
            table.kinds = kindsOf(made, name);
        return tables;
    }();
    return kMade;
}

/// Columns that somebody added are nobody's business, as long as nothing is worked out for them.
bool isAltered(SQLite::Database &database, const std::string &table, const std::string &sql)
{
    const auto words = wordsOf(sql);
    if (std::ranges::any_of(kForeignWords, [&](const QString &word) { return words.contains(word); }) ||
        hasOtherReferences(database, table))
        return true;
    const auto kinds = kindsOf(database, table);
    if (std::ranges::any_of(kinds, [](const auto &kind) { return kind.second.ends_with("computed"); }))
        return true;
    const auto own = ownMade().find(table);
    if (own == ownMade().end())
        return false;
    return words.contains(QStringLiteral("WITHOUT")) != own->second.isWithoutRowid ||
           std::ranges::any_of(own->second.kinds, [&](const auto &kind) {
               const auto found = kinds.find(kind.first);
               return found != kinds.end() && found->second != kind.second;
           });
}

bool isForeignIndex(SQLite::Database &database, const std::string &table, const std::string &index)
{
    static const std::set<std::string> kOwn{"user_key", "item_key"};
    SQLite::Statement row(database, "SELECT max(\"unique\"), max(partial), "
                                    "(SELECT count(*) FROM pragma_index_xinfo(?2) WHERE cid = -2) "
                                    "FROM pragma_index_list(?1) WHERE name = ?2");
    row.bind(1, table);
    row.bind(2, index);
    if (!row.executeStep())
        return false;
    return (row.getColumn(0).getInt() != 0 && !kOwn.contains(index)) || row.getColumn(1).getInt() != 0 ||
           row.getColumn(2).getInt() != 0;
}

[[noreturn]] void throwDamaged(const QString &path)
{
    throw Error("project.damaged",
                QT_TRANSLATE_NOOP("Error", "%1 is damaged: open a copy from before, or import the logs again."),
                {path});
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
    auto row =
        boundStatement(made, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE", {table});
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
        const auto name = rows.getColumn(1).getString(), sql = rows.getColumn(3).getString();
        if (type == "view" || (type == "table" && isVirtual(sql)))
            names.substitutes.push_back(name);
        else if (type == "table" && isAltered(database, name, sql))
            names.altered.push_back(name);
        if (type == "index" && !sql.empty() && isForeignIndex(database, rows.getColumn(2).getString(), name)) {
            names.indexes.push_back(name);
            names.indexed.push_back(rows.getColumn(2).getString());
        }
    }
    return names;
}

ForeignSchema foreignSchema(SQLite::Database &database)
{
    const auto names = foreignNames(database);
    const auto first = [](const std::vector<std::string> &of) { return of.empty() ? QString() : shown(of.front()); };
    return {.trigger = first(names.triggers),
            .substitute = first(names.substitutes),
            .altered = names.altered.empty() ? first(names.indexed) : first(names.altered)};
}

void demandWholeSchema(SQLite::Database &database, const QString &path)
{
    for (const auto &[table, columns] : ownColumns())
        if (!std::ranges::includes(columnsOf(database, table), columns))
            throwDamaged(path);
}

void demandRoomForIds(SQLite::Database &database, const QString &path)
{
    const auto given = database.execAndGet("SELECT EXISTS(SELECT 1 FROM sqlite_sequence WHERE seq > 1 << 62) OR "
                                           "EXISTS(SELECT 1 FROM last_id WHERE value > 1 << 62)");
    if (given.getInt() != 0)
        throwDamaged(path);
}

} // namespace aisle
