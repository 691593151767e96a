#include "core/storage/graph/graphstore.h"

#include "core/common/error.h"
#include "core/common/lookup/enumnames.h"
#include "core/storage/guarded.h"
#include "core/storage/settings.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

const QString kVersionKey = QStringLiteral("graph/version"), kLastVersionKey = QStringLiteral("graph/last-version");

constexpr auto kOrigins = enumNames<TripleOrigin>("import", "social", "catalogue", "baskets", "hand");

[[noreturn]] void throwDamaged()
{
    throw Error("graph.damaged",
                QT_TRANSLATE_NOOP("Error",
                                  "What is kept of the knowledge graph is damaged: open a copy from before, or "
                                  "import it again with --replace."));
}

constexpr auto kSources = "SELECT id, origin, detail, at FROM graph_source ";

std::vector<TripleSource> sourcesIn(SQLite::Statement &rows)
{
    std::vector<TripleSource> sources;
    while (rows.executeStep()) {
        const auto origin = kOrigins.find(rows.getColumn(1).getString());
        if (!origin)
            throwDamaged();
        sources.push_back({.id = TripleSourceId(rows.getColumn(0).getInt64()),
                           .origin = *origin,
                           .detail = QByteArray(rows.getColumn(2).getText(), rows.getColumn(2).getBytes()),
                           .at = rows.getColumn(3).getInt64()});
    }
    return sources;
}

template <class Id>
std::vector<std::pair<Id, std::string>> namesIn(const Project &project, const char *sql)
{
    return guarded(project, [&] {
        SQLite::Statement rows(project.database(), sql);
        std::vector<std::pair<Id, std::string>> names;
        while (rows.executeStep())
            names.emplace_back(rows.getColumn(0).getInt64(), rows.getColumn(1).getString());
        return names;
    });
}

template <class Id>
std::optional<Id> idNamed(const Project &project, const char *sql, std::initializer_list<std::string> texts)
{
    return guarded(project, [&]() -> std::optional<Id> {
        SQLite::Statement row(project.database(), sql);
        int mark = 0;
        for (const auto &text : texts)
            row.bind(++mark, text);
        return row.executeStep() ? std::optional(Id(row.getColumn(0).getInt64())) : std::nullopt;
    });
}

std::int64_t countOf(SQLite::Database &database, const char *sql)
{
    return database.execAndGet(sql).getInt64();
}

} // namespace

const char *originName(TripleOrigin origin)
{
    return kOrigins.of(origin);
}

GraphStore::Size GraphStore::size() const
{
    return guarded(m_project, [&] {
        auto &database = m_project.database();
        return Size{.entities = countOf(database, "SELECT count(*) FROM graph_entity"),
                    .triples = countOf(
                        database, "SELECT count(*) FROM (SELECT DISTINCT head, relation, tail FROM graph_triple)")};
    });
}

GraphCounts GraphStore::counts() const
{
    const auto all = size();
    return guarded(m_project, [&] {
        auto &database = m_project.database();
        return GraphCounts{
            .entities = all.entities,
            .relations = countOf(database, "SELECT count(*) FROM graph_relation"),
            .triples = all.triples,
            .products = countOf(database, "SELECT count(DISTINCT key) FROM graph_link WHERE subject = 'items' AND key "
                                          "IN (SELECT key FROM item)"),
            .shoppers = countOf(database, "SELECT count(DISTINCT key) FROM graph_link WHERE subject = 'users' AND key "
                                          "IN (SELECT key FROM user)"),
            .waiting = countOf(database, "SELECT count(DISTINCT subject || key) FROM graph_link WHERE "
                                         "(subject = 'items' AND key NOT IN (SELECT key FROM item)) OR "
                                         "(subject = 'users' AND key NOT IN (SELECT key FROM user))"),
            .withoutTriple = countOf(database, "SELECT count(*) FROM graph_entity WHERE id NOT IN (SELECT head FROM "
                                               "graph_triple UNION SELECT tail FROM graph_triple)")};
    });
}

std::int64_t GraphStore::version() const
{
    return ProjectSettings(m_project).value(kVersionKey).toInteger();
}

void GraphStore::noteChange()
{
    ProjectSettings settings(m_project);
    const auto next = settings.value(kLastVersionKey).toInteger() + 1;
    settings.setValue(kLastVersionKey, static_cast<qint64>(next));
    setVersion(next);
}

void GraphStore::setVersion(std::int64_t version)
{
    ProjectSettings(m_project).setValue(kVersionKey, static_cast<qint64>(version));
}

bool GraphStore::tiesProducts() const
{
    return guarded(m_project, [&] {
        return countOf(m_project.database(),
                       "WITH tied AS (SELECT entity FROM graph_link WHERE subject = 'items' AND key IN (SELECT key "
                       "FROM item)) SELECT EXISTS(SELECT 1 FROM graph_triple WHERE head IN tied OR tail IN tied)") > 0;
    });
}

bool GraphStore::tiesShoppers() const
{
    return guarded(m_project, [&] {
        return countOf(m_project.database(),
                       "WITH tied AS (SELECT entity FROM graph_link WHERE subject = 'users' AND key IN (SELECT key "
                       "FROM user)) SELECT EXISTS(SELECT 1 FROM graph_triple WHERE head <> tail AND head IN tied AND "
                       "tail IN tied)") > 0;
    });
}

std::vector<TripleSource> GraphStore::sources() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), std::string(kSources) + "ORDER BY id");
        return sourcesIn(rows);
    });
}

std::vector<TripleSource> GraphStore::sourcesOf(const StoredTriple &triple) const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), std::string(kSources) +
                                                         "WHERE id IN (SELECT source_id FROM graph_triple WHERE head = "
                                                         "? AND relation = ? AND tail = ?) ORDER BY id");
        rows.bind(1, triple.head.value);
        rows.bind(2, triple.relation.value);
        rows.bind(3, triple.tail.value);
        return sourcesIn(rows);
    });
}

std::map<RelationId, std::int64_t> GraphStore::triplesPerRelation() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT relation, count(*) FROM (SELECT DISTINCT head, relation, "
                                                     "tail FROM graph_triple) GROUP BY relation");
        std::map<RelationId, std::int64_t> counts;
        while (rows.executeStep())
            counts[RelationId(rows.getColumn(0).getInt64())] = rows.getColumn(1).getInt64();
        return counts;
    });
}

std::map<std::pair<RelationId, TripleSourceId>, std::int64_t> GraphStore::triplesPerSource() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT relation, source_id, count(*) FROM graph_triple GROUP BY "
                                                     "relation, source_id");
        std::map<std::pair<RelationId, TripleSourceId>, std::int64_t> counts;
        while (rows.executeStep())
            counts[{RelationId(rows.getColumn(0).getInt64()), TripleSourceId(rows.getColumn(1).getInt64())}] =
                rows.getColumn(2).getInt64();
        return counts;
    });
}

std::vector<std::pair<EntityId, std::string>> GraphStore::entities() const
{
    return namesIn<EntityId>(m_project, "SELECT id, name FROM graph_entity ORDER BY id");
}

std::vector<std::pair<RelationId, std::string>> GraphStore::relations() const
{
    return namesIn<RelationId>(m_project, "SELECT id, name FROM graph_relation ORDER BY id");
}

void GraphStore::eachTriple(const std::function<void(const StoredTriple &triple)> &take) const
{
    guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT DISTINCT head, relation, tail FROM graph_triple ORDER BY "
                                                     "head, relation, tail");
        while (rows.executeStep())
            take({EntityId(rows.getColumn(0).getInt64()), RelationId(rows.getColumn(1).getInt64()),
                  EntityId(rows.getColumn(2).getInt64())});
    });
}

std::vector<EntityLink> GraphStore::links() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT DISTINCT entity, subject, key FROM graph_link ORDER BY "
                                                     "entity, subject, key");
        std::vector<EntityLink> links;
        while (rows.executeStep()) {
            const auto subject = subjectFromName(columnText(rows.getColumn(1)));
            if (!subject)
                throwDamaged();
            links.push_back({EntityId(rows.getColumn(0).getInt64()), *subject, rows.getColumn(2).getString()});
        }
        return links;
    });
}

std::optional<EntityId> GraphStore::findEntity(const std::string &name) const
{
    return idNamed<EntityId>(m_project, "SELECT id FROM graph_entity WHERE name = ?", {name});
}

std::optional<RelationId> GraphStore::findRelation(const std::string &name) const
{
    return idNamed<RelationId>(m_project, "SELECT id FROM graph_relation WHERE name = ?", {name});
}

std::optional<EntityId> GraphStore::entityOf(FeatureSubject subject, const std::string &key) const
{
    return idNamed<EntityId>(m_project,
                             "SELECT entity FROM graph_link WHERE subject = ? AND key = ? ORDER BY entity LIMIT 1",
                             {subjectName(subject), key});
}

std::vector<RelationId> GraphStore::basketRelations() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT r.id FROM graph_relation r JOIN graph_source s ON s.id = "
                                                     "r.source_id WHERE s.origin = 'baskets' ORDER BY r.id");
        return allRows(rows, [](auto &row) { return RelationId(row.getColumn(0).getInt64()); });
    });
}

bool GraphStore::hasTriples() const
{
    return guarded(m_project,
                   [&] { return countOf(m_project.database(), "SELECT EXISTS(SELECT 1 FROM graph_triple)") != 0; });
}

ShownEntity GraphStore::shownEntity(EntityId entity) const
{
    return guarded(m_project, [&] {
        auto row = boundStatement(m_project.database(),
                                  "SELECT " + std::string(kShownEntity) + " FROM graph_entity e WHERE e.id = ?",
                                  {entity.value});
        const auto read = firstRow(row, [](auto &one) { return columnText(one.getColumn(0)); });
        return read ? ShownEntity::of(*read) : ShownEntity{};
    });
}

std::optional<ItemId> GraphStore::itemOf(EntityId entity) const
{
    return guarded(m_project, [&] {
        auto row = boundStatement(m_project.database(),
                                  "SELECT i.id FROM graph_link l JOIN item i ON i.key = l.key WHERE l.entity = ? AND "
                                  "l.subject = 'items' ORDER BY i.id LIMIT 1",
                                  {entity.value});
        return firstRow(row, [](auto &one) { return ItemId(one.getColumn(0).getInt64()); });
    });
}

std::vector<StoredTriple> GraphStore::triplesOf(EntityId entity) const
{
    return guarded(m_project, [&] {
        auto rows = boundStatement(m_project.database(),
                                   "SELECT head, relation, tail FROM graph_triple WHERE head = ?1 UNION SELECT head, "
                                   "relation, tail FROM graph_triple WHERE tail = ?1 ORDER BY head, relation, tail",
                                   {entity.value});
        return allRows(rows, [](auto &row) {
            return StoredTriple{EntityId(row.getColumn(0).getInt64()), RelationId(row.getColumn(1).getInt64()),
                                EntityId(row.getColumn(2).getInt64())};
        });
    });
}

void GraphStore::eachProductOf(
    const std::vector<EntityId> &tails,
    const std::function<void(RelationId relation, EntityId tail, ItemId product)> &take) const
{
    std::string listed;
    for (const auto tail : tails)
        listed += (listed.empty() ? "" : ", ") + std::to_string(tail.value);
    guarded(m_project, [&] {
        SQLite::Statement rows(
            m_project.database(),
            "SELECT t.relation, t.tail, i.id FROM graph_triple t CROSS JOIN graph_link l ON l.entity "
            "= t.head AND l.subject = 'items' CROSS JOIN item i ON i.key = l.key WHERE t.tail IN (" +
                listed + ")");
        while (rows.executeStep())
            take(RelationId(rows.getColumn(0).getInt64()), EntityId(rows.getColumn(1).getInt64()),
                 ItemId(rows.getColumn(2).getInt64()));
    });
}

std::vector<QString> GraphStore::namesLike(const QString &text, int most) const
{
    return guarded(m_project, [&] {
        auto rows =
            boundStatement(m_project.database(),
                           "SELECT name FROM graph_entity WHERE name LIKE ?1 ESCAPE '\\' ORDER BY length(name), "
                           "name LIMIT ?2",
                           {likePattern(text, true), std::int64_t(most)});
        return allRows(rows, [](auto &row) { return columnText(row.getColumn(0)); });
    });
}

} // namespace aisle
