#pragma once
#include "core/storage/bulk/bulktransaction.h"
#include "core/storage/graph/graphstore.h"

#include <memory>
#include <span>

namespace aisle {

class JobContext;

/// Changes the knowledge graph in one transaction: everything done while it lives is kept by commit(), and nothing
/// without.
class GraphWriter
{
public:
    struct Added
    {
        std::int64_t created = 0;  ///< triples that nothing said before
        std::int64_t already = 0;  ///< that were there
        std::int64_t repeated = 0; ///< of those: that another source of the same origin says
    };

    /// @throws Error project.read-only, project.locked
    GraphWriter(Project &project, std::int64_t expectedBytes);
    ~GraphWriter();

    TripleSourceId addSource(TripleOrigin origin, const QByteArray &detail);
    EntityId entity(const std::string &name, TripleSourceId source); ///< makes it where there is none
    RelationId relation(const std::string &name, TripleSourceId source);
    std::int64_t namesMade() const; ///< entities and relations, by this writer
    /// @param triples  ascending and distinct. @throws Cancelled
    Added add(TripleSourceId source, std::span<const StoredTriple> triples, JobContext &job);
    /// @return whether nothing tied them before
    bool link(const EntityLink &link, TripleSourceId source);
    void removeOrigin(TripleOrigin origin); ///< what only this origin said is gone then
    void removeSource(TripleSourceId id);   ///< the same of one source
    /// Whoever said them. @return of each where its sources came from; none where it does not stand there
    std::vector<std::vector<TripleOrigin>> removeTriples(std::span<const StoredTriple> triples, JobContext &job);
    /// What is said of `from`, and whom it is tied to, is said of `into`, and `from` is gone. What joins the two goes.
    /// @return how many distinct triples were of `from`
    std::int64_t merge(EntityId from, EntityId into);

    void commit();

private:
    struct State;
    Project &m_project;
    std::unique_ptr<State> m_state;
};

} // namespace aisle
