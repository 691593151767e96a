#pragma once
#include "core/storage/graph/graphwriter.h"

#include <QString>
#include <QStringList>
#include <span>
#include <string>
#include <unordered_map>

namespace aisle {

class Project;

/// Entities of products or of shoppers, made where there are none: "product:22086", "shopper:ann".
class TiedEntities
{
public:
    TiedEntities(const Project &project, GraphWriter &writer, FeatureSubject subject, TripleSourceId source);
    EntityId of(const std::string &key);             ///< the first that is tied to it; the source ties it too
    std::int64_t linked() const { return m_linked; } ///< ties that are new

private:
    GraphWriter &m_writer;
    FeatureSubject m_subject;
    TripleSourceId m_source;
    std::unordered_map<std::string, EntityId> m_known, m_done;
    std::int64_t m_linked = 0;
};

/// A triple as it is typed. An end is the name of an entity, else "product:KEY", "shopper:KEY" or the key of a product
/// that the project has, else a new name.
struct TypedTriple
{
    QString head, relation, tail;
};

/// The names of what stands in the graph now. @throws Error graph.name, graph.there when it stands there
TypedTriple addTriple(Project &project, const TypedTriple &typed);
struct RemovedTriple
{
    TypedTriple triple;
    std::int64_t sources = 0;
    bool isBuiltAgain = false; ///< a build said it, and would again
};
/// @throws Error graph.no-entity, graph.no-relation, graph.not-there
RemovedTriple removeTriple(Project &project, const TypedTriple &typed);
struct RemovedTriples
{
    std::int64_t triples = 0;    ///< that stood there
    std::int64_t builtAgain = 0; ///< of them: RemovedTriple::isBuiltAgain
};
RemovedTriples removeTriples(Project &project, std::span<const StoredTriple> triples, JobContext &job);
struct MergedEntities
{
    QString from, into;       ///< names
    std::int64_t triples = 0; ///< of `from`
};
/// Two names of one thing become one: what was said of the first is said of the second.
/// @throws Error graph.no-entity, graph.same-entity, graph.two-things (each is a product or shopper of its own)
MergedEntities mergeEntities(Project &project, const QString &from, const QString &into);
/// What one source said, and nobody else, is gone. @throws Error graph.no-source
void removeSource(Project &project, TripleSourceId id);

/// @throws Error graph.name when it is none: empty, too long, or with a line end or another control character
void demandName(const QString &name);

} // namespace aisle
