#include "core/storage/graph/graphchange.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/bulk/bulktransaction.h"
#include "core/storage/graph/graphstore.h"
#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <QDataStream>
#include <SQLiteCpp/SQLiteCpp.h>
#include <array>
#include <string>
#include <vector>

namespace aisle {

namespace {

struct Table
{
    const char *name;
    std::vector<std::string> columns;
};

constexpr std::size_t kMostColumns = 4;

const std::vector<Table> &tables()
{
    static const std::vector<Table> kTables{{"graph_source", {"id", "origin", "detail", "at"}},
                                            {"graph_entity", {"id", "name", "source_id"}},
                                            {"graph_relation", {"id", "name", "source_id"}},
                                            {"graph_triple", {"head", "relation", "tail", "source_id"}},
                                            {"graph_link", {"entity", "subject", "key", "source_id"}}};
    return kTables;
}

/// The columns of a row, as `prefix` has it; NULL for those that a table has not.
std::string listed(const Table &table, const char *prefix)
{
    std::string all;
    for (std::size_t c = 0; c < kMostColumns; ++c)
        all += c < table.columns.size() ? ", " + (prefix + table.columns[c]) : std::string(", NULL");
    return all;
}

/// Triggers of the connection write down what happens while this lives. They are no part of the project's file.
class Log
{
public:
    explicit Log(SQLite::Database &database) : m_database(database)
    {
        database.exec("CREATE TEMP TABLE graph_log (place INTEGER, way INTEGER, a, b, c, d)");
        for (std::size_t place = 0; place < tables().size(); ++place) {
            addTrigger(place, "INSERT", "1", "new.");
            addTrigger(place, "DELETE", "-1", "old.");
        }
    }
    ~Log()
    {
        try {
            for (const auto &trigger : m_triggers)
                m_database.exec("DROP TRIGGER IF EXISTS temp." + trigger);
            m_database.exec("DROP TABLE IF EXISTS temp.graph_log");
        } catch (const std::exception &) { // the connection ends, and both go with it
        }
    }
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

private:
    void addTrigger(std::size_t place, const std::string &what, const std::string &way, const char *prefix)
    {
        const auto &table = tables()[place];
        m_triggers.push_back("log_" + what + std::to_string(place));
        m_database.exec("CREATE TEMP TRIGGER " + m_triggers.back() + " AFTER " + what + " ON main." + table.name +
                        " BEGIN INSERT INTO graph_log VALUES (" + std::to_string(place) + ", " + way +
                        listed(table, prefix) + "); END");
    }
    SQLite::Database &m_database;
    std::vector<std::string> m_triggers;
};

struct Row
{
    qint8 place = 0;
    bool isNew = false;
    std::array<QByteArray, kMostColumns> texts;
    std::array<qint64, kMostColumns> numbers{};
    quint8 areTexts = 0; ///< bits
};

QDataStream &operator<<(QDataStream &out, const Row &row)
{
    out << row.place << row.isNew << row.areTexts;
    for (std::size_t c = 0; c < kMostColumns; ++c)
        (row.areTexts >> c & 1U) != 0 ? out << row.texts[c] : out << row.numbers[c];
    return out;
}

QDataStream &operator>>(QDataStream &in, Row &row)
{
    in >> row.place >> row.isNew >> row.areTexts;
    for (std::size_t c = 0; c < kMostColumns; ++c)
        (row.areTexts >> c & 1U) != 0 ? in >> row.texts[c] : in >> row.numbers[c];
    return in;
}

void bindRow(SQLite::Statement &statement, const Row &row, std::size_t columns)
{
    for (std::size_t c = 0; c < columns; ++c) {
        const int mark = static_cast<int>(c) + 1;
        if ((row.areTexts >> c & 1U) != 0)
            statement.bind(mark, row.texts[c].toStdString());
        else
            statement.bind(mark, static_cast<std::int64_t>(row.numbers[c]));
    }
    runOnce(statement);
}

/// A statement a table: what puts a row there, or takes it away.
std::vector<SQLite::Statement> statementsOf(SQLite::Database &database, bool puts)
{
    std::vector<SQLite::Statement> statements;
    for (const auto &table : tables()) {
        std::string columns, marks, where;
        for (const auto &column : table.columns) {
            columns += (columns.empty() ? "" : ", ") + column;
            marks += marks.empty() ? "?" : ", ?";
            where += (where.empty() ? "" : " AND ") + column + " = ?";
        }
        const std::string name = table.name;
        statements.emplace_back(database,
                                puts ? "INSERT OR IGNORE INTO " + name + "(" + columns + ") VALUES(" + marks + ")"
                                     : "DELETE FROM " + name + " WHERE " + where);
    }
    return statements;
}

[[noreturn]] void throwNoRoom(const QString &why)
{
    throw Error("export.cannot-write",
                QT_TRANSLATE_NOOP("Error", "What was done to the graph could not be noted for Undo: %1."), {why});
}

} // namespace

std::shared_ptr<GraphChange> GraphChange::of(Project &project, const std::function<void()> &act)
{
    const std::shared_ptr<GraphChange> change(new GraphChange);
    std::optional<Log> log;
    guarded(project, [&] { log.emplace(project.database()); });
    change->m_before = GraphStore(project).version();
    act();
    change->m_after = GraphStore(project).version();
    change->readLog(project);
    if (change->isEmpty() && change->m_after != change->m_before) // nothing was to be done
        GraphStore(project).setVersion(change->m_before);
    return change;
}

/// What came and went again, or the other way round, was no change.
void GraphChange::readLog(Project &project)
{
    if (!m_file.open())
        throwNoRoom(m_file.errorString());
    QDataStream out(&m_file);
    guarded(project, [&] {
        SQLite::Statement rows(project.database(),
                               "SELECT place, sum(way) AS net, a, b, c, d FROM graph_log GROUP BY place, a, b, c, d "
                               "HAVING net <> 0");
        while (rows.executeStep()) {
            Row row{.place = static_cast<qint8>(rows.getColumn(0).getInt()),
                    .isNew = rows.getColumn(1).getInt() > 0,
                    .texts = {}};
            for (std::size_t c = 0; c < kMostColumns; ++c) {
                const auto column = rows.getColumn(static_cast<int>(c) + 2);
                if (column.isText()) {
                    row.areTexts = static_cast<quint8>(row.areTexts | 1U << c);
                    row.texts[c] = QByteArray(column.getText(), column.getBytes());
                } else {
                    row.numbers[c] = column.getInt64();
                }
            }
            out << row;
            ++m_rows;
        }
    });
    if (!m_file.flush() || out.status() != QDataStream::Ok)
        throwNoRoom(m_file.errorString());
}

namespace {

/// @throws Error graph.changed-since where something says a thing that is not there
void demandWhole(const Project &project)
{
    constexpr auto kDangling =
        "SELECT EXISTS(SELECT 1 FROM graph_triple WHERE head NOT IN (SELECT id FROM graph_entity) OR tail NOT IN "
        "(SELECT id FROM graph_entity) OR relation NOT IN (SELECT id FROM graph_relation) OR source_id NOT IN (SELECT "
        "id FROM graph_source)) OR EXISTS(SELECT 1 FROM graph_link WHERE entity NOT IN (SELECT id FROM graph_entity))";
    if (guarded(project, [&] { return project.database().execAndGet(kDangling).getInt(); }) != 0)
        throw Error("graph.changed-since",
                    QT_TRANSLATE_NOOP("Error", "The graph has been changed by something else since, so this step "
                                               "cannot be taken back."));
}

} // namespace

void GraphChange::apply(Project &project, bool again, JobContext &job)
{
    constexpr std::int64_t kBetweenChecks = 4096;
    BulkTransaction transaction(project, 0);
    guarded(project, [&] {
        for (const bool puts : {false, true}) { // names are unique: the one that goes goes first
            auto statements = statementsOf(project.database(), puts);
            m_file.seek(0);
            QDataStream in(&m_file);
            for (std::int64_t r = 0; r < m_rows; ++r) {
                if (r % kBetweenChecks == 0)
                    job.checkpoint();
                Row row;
                in >> row;
                if (in.status() != QDataStream::Ok)
                    throwNoRoom(m_file.errorString());
                const auto place = static_cast<std::size_t>(row.place);
                if ((row.isNew == again) == puts)
                    bindRow(statements[place], row, tables()[place].columns.size());
            }
        }
    });
    GraphStore store(project);
    if (store.version() == (again ? m_before : m_after))
        store.setVersion(again ? m_after : m_before);
    else {
        demandWhole(project); // something else has changed it since
        store.noteChange();
    }
    transaction.commit();
}

} // namespace aisle
