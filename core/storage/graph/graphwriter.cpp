#include "core/storage/graph/graphwriter.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <QDateTime>
#include <SQLiteCpp/SQLiteCpp.h>
#include <set>
#include <unordered_map>

namespace aisle {

namespace {

/// The names of one table and their ids.
class Names
{
public:
    Names(SQLite::Database &database, const std::string &table)
        : m_database(database), m_insert(database, "INSERT INTO " + table + "(name, source_id) VALUES(?, ?)")
    {
        SQLite::Statement rows(database, "SELECT name, id FROM " + table);
        while (rows.executeStep())
            m_ids.emplace(rows.getColumn(0).getString(), rows.getColumn(1).getInt64());
    }
    std::int64_t idOf(const std::string &name, TripleSourceId source)
    {
        const auto found = m_ids.find(name);
        if (found != m_ids.end())
            return found->second;
        m_insert.bind(1, name);
        m_insert.bind(2, source.value);
        runOnce(m_insert);
        ++m_made;
        return m_ids.emplace(name, m_database.getLastInsertRowid()).first->second;
    }
    std::int64_t made() const { return m_made; }

private:
    SQLite::Database &m_database;
    SQLite::Statement m_insert;
    std::unordered_map<std::string, std::int64_t> m_ids;
    std::int64_t m_made = 0;
};

/// Ties entities to products and shoppers.
class LinkAdder
{
public:
    explicit LinkAdder(SQLite::Database &database)
        : m_find(database, "SELECT 1 FROM graph_link WHERE entity = ? AND subject = ? AND key = ?"),
          m_insert(database, "INSERT OR IGNORE INTO graph_link(entity, subject, key, source_id) VALUES(?, ?, ?, ?)")
    {
    }
    bool add(const EntityLink &link, TripleSourceId source)
    {
        for (auto *statement : {&m_find, &m_insert}) {
            statement->bind(1, link.entity.value);
            statement->bind(2, std::string(subjectName(link.subject)));
            statement->bind(3, link.key);
        }
        m_insert.bind(4, source.value);
        const bool isThere = m_find.executeStep();
        m_find.reset();
        runOnce(m_insert);
        return !isThere;
    }

private:
    SQLite::Statement m_find, m_insert;
};

/// What only sources that are gone have named, and nothing mentions any more.
constexpr auto kTidy = "DELETE FROM graph_entity WHERE source_id NOT IN (SELECT id FROM graph_source) AND id NOT IN "
                       "(SELECT head FROM graph_triple UNION SELECT tail FROM graph_triple UNION SELECT entity FROM "
                       "graph_link); "
                       "DELETE FROM graph_relation WHERE source_id NOT IN (SELECT id FROM graph_source) AND id NOT IN "
                       "(SELECT relation FROM graph_triple)";

void removeSources(SQLite::Database &database, const std::string &which, const SqlValue &value)
{
    for (const char *table : {"graph_triple", "graph_link"})
        execute(database,
                "DELETE FROM " + std::string(table) + " WHERE source_id IN (SELECT id FROM graph_source WHERE " +
                    which + ")",
                {value});
    execute(database, "DELETE FROM graph_source WHERE " + which, {value});
    database.exec(kTidy);
}

} // namespace

struct GraphWriter::State
{
    State(Project &project, std::int64_t bytes) : transaction(project, bytes) {}

    BulkTransaction transaction;
    std::optional<Names> entities, relations; ///< read when they are needed
    std::optional<LinkAdder> links;
    std::int64_t madeBefore = 0;

    /// After what may take names away.
    void forgetNames()
    {
        madeBefore += (entities ? entities->made() : 0) + (relations ? relations->made() : 0);
        entities.reset();
        relations.reset();
    }
};

GraphWriter::GraphWriter(Project &project, std::int64_t expectedBytes) : m_project(project)
{
    demandWritable(project);
    m_state = std::make_unique<State>(project, expectedBytes);
}

GraphWriter::~GraphWriter() = default;

namespace {

/// The part, made of `from` when it is asked for first.
template <class Part, class... From>
Part &made(std::optional<Part> &part, From &&...from)
{
    return part ? *part : part.emplace(std::forward<From>(from)...);
}

} // namespace

TripleSourceId GraphWriter::addSource(TripleOrigin origin, const QByteArray &detail)
{
    return guarded(m_project, [&] {
        execute(m_project.database(), "INSERT INTO graph_source(origin, detail, at) VALUES(?, ?, ?)",
                {std::string(originName(origin)), detail.toStdString(), QDateTime::currentMSecsSinceEpoch()});
        return TripleSourceId(m_project.database().getLastInsertRowid());
    });
}

EntityId GraphWriter::entity(const std::string &name, TripleSourceId source)
{
    return guarded(m_project, [&] {
        auto &entities = made(m_state->entities, m_project.database(), "graph_entity");
        return EntityId(entities.idOf(name, source));
    });
}

RelationId GraphWriter::relation(const std::string &name, TripleSourceId source)
{
    return guarded(m_project, [&] {
        auto &relations = made(m_state->relations, m_project.database(), "graph_relation");
        return RelationId(relations.idOf(name, source));
    });
}

std::int64_t GraphWriter::namesMade() const
{
    return m_state->madeBefore + (m_state->entities ? m_state->entities->made() : 0) +
           (m_state->relations ? m_state->relations->made() : 0);
}

GraphWriter::Added GraphWriter::add(TripleSourceId source, std::span<const StoredTriple> triples, JobContext &job)
{
    constexpr std::size_t kBetweenChecks = 4096;
    return guarded(m_project, [&] {
        auto &database = m_project.database();
        std::set<std::int64_t> alike; // sources of the same origin
        SQLite::Statement same(database, "SELECT id FROM graph_source WHERE id <> ?1 AND origin = (SELECT origin FROM "
                                         "graph_source WHERE id = ?1)");
        same.bind(1, source.value);
        while (same.executeStep())
            alike.insert(same.getColumn(0).getInt64());
        SQLite::Statement find(database, "SELECT source_id FROM graph_triple WHERE head = ? AND relation = ? AND tail "
                                         "= ?");
        SQLite::Statement insert(database, "INSERT OR IGNORE INTO graph_triple(head, relation, tail, source_id) "
                                           "VALUES(?, ?, ?, ?)");
        Added added;
        for (std::size_t place = 0; place < triples.size(); ++place) {
            if (place % kBetweenChecks == 0) {
                job.checkpoint();
                job.progress(static_cast<double>(place) / static_cast<double>(triples.size()),
                             QStringLiteral("storing triples"));
            }
            const auto &triple = triples[place];
            bool isThere = false, isRepeated = false;
            int mark = 0;
            for (const auto id : {triple.head.value, triple.relation.value, triple.tail.value}) {
                find.bind(++mark, id);
                insert.bind(mark, id);
            }
            insert.bind(++mark, source.value);
            while (find.executeStep()) {
                isThere = true;
                isRepeated = isRepeated || alike.contains(find.getColumn(0).getInt64());
            }
            find.reset();
            runOnce(insert);
            ++(isThere ? added.already : added.created);
            added.repeated += isRepeated;
        }
        return added;
    });
}

bool GraphWriter::link(const EntityLink &link, TripleSourceId source)
{
    return guarded(m_project, [&] { return made(m_state->links, m_project.database()).add(link, source); });
}

void GraphWriter::removeOrigin(TripleOrigin origin)
{
    m_state->forgetNames();
    guarded(m_project, [&] { removeSources(m_project.database(), "origin = ?", std::string(originName(origin))); });
}

void GraphWriter::removeSource(TripleSourceId id)
{
    m_state->forgetNames();
    guarded(m_project, [&] { removeSources(m_project.database(), "id = ?", id.value); });
}

std::vector<std::vector<TripleOrigin>> GraphWriter::removeTriples(std::span<const StoredTriple> triples,
                                                                  JobContext &job)
{
    constexpr std::size_t kBetweenChecks = 256;
    std::vector<std::vector<TripleOrigin>> said;
    m_state->forgetNames();
    guarded(m_project, [&] {
        auto &database = m_project.database();
        SQLite::Statement remove(database, "DELETE FROM graph_triple WHERE head = ? AND relation = ? AND tail = ?");
        const GraphStore store(m_project);
        for (const auto &triple : triples) {
            if (said.size() % kBetweenChecks == 0)
                job.checkpoint();
            said.emplace_back();
            for (const auto &source : store.sourcesOf(triple))
                said.back().push_back(source.origin);
            runWith(remove, {triple.head.value, triple.relation.value, triple.tail.value});
        }
        database.exec("DELETE FROM graph_source WHERE origin = 'hand' AND id NOT IN (SELECT source_id FROM "
                      "graph_triple)");
        database.exec("DELETE FROM graph_link WHERE source_id NOT IN (SELECT id FROM graph_source)");
        database.exec(kTidy);
    });
    return said;
}

std::int64_t GraphWriter::merge(EntityId from, EntityId into)
{
    m_state->forgetNames();
    return guarded(m_project, [&] {
        auto &database = m_project.database();
        auto moved = boundStatement(database,
                                    "SELECT count(*) FROM (SELECT DISTINCT head, relation, tail FROM "
                                    "graph_triple WHERE head = ?1 OR tail = ?1)",
                                    {from.value});
        const auto triples = firstRow(moved, [](auto &row) { return row.getColumn(0).getInt64(); }).value_or(0);
        execute(database,
                "INSERT OR IGNORE INTO graph_triple(head, relation, tail, source_id) SELECT CASE head WHEN ?1 THEN ?2 "
                "ELSE head END, relation, CASE tail WHEN ?1 THEN ?2 ELSE tail END, source_id FROM graph_triple WHERE "
                "(head = ?1 OR tail = ?1) AND NOT (head IN (?1, ?2) AND tail IN (?1, ?2))",
                {from.value, into.value});
        execute(database, "DELETE FROM graph_triple WHERE head = ?1 OR tail = ?1", {from.value});
        execute(database,
                "INSERT OR IGNORE INTO graph_link(entity, subject, key, source_id) SELECT ?2, subject, key, source_id "
                "FROM graph_link WHERE entity = ?1",
                {from.value, into.value});
        execute(database, "DELETE FROM graph_link WHERE entity = ?1", {from.value});
        execute(database, "DELETE FROM graph_entity WHERE id = ?1", {from.value});
        database.exec(kTidy);
        return triples;
    });
}

void GraphWriter::commit()
{
    GraphStore(m_project).noteChange();
    m_state->transaction.commit();
}

} // namespace aisle
