#pragma once
#include "core/features/relations/goeswith.h"
#include "core/features/relations/neighbourhood.h"
#include "models/projectsession.h"

#include <QObject>
#include <map>
#include <vector>

namespace aisle {

/// What is asked about the knowledge graph: what it holds, and what stands around a product. Read in jobs, the newest
/// question wins.
class GraphDesk : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kNeighbours = 40; ///< of each relation

    /// What one source says in one relation; a relation that nobody says anything in has no row.
    struct Said
    {
        RelationId relation{};
        QString name;
        std::int64_t triples = 0;
        std::int64_t all = 0; ///< distinct ones of the relation, whoever says them
        TripleSource source{};
    };
    struct Overview
    {
        GraphCounts counts;
        std::vector<Said> said;    ///< by relation, then source
        std::int64_t products = 0; ///< of the project
        std::vector<GoesWith>
            splits;            ///< of kept runs, distinct, the newest first: whose training part baskets may keep to
        QStringList relations; ///< names
    };

    using QObject::QObject;

    void setSession(SessionPointer session);
    void readOverview();
    void ask(ItemId item);
    bool isSettled() const { return !m_overviewJob.isRunning() && !m_aroundJob.isRunning(); }

Q_SIGNALS:
    void overviewRead(const aisle::GraphDesk::Overview &overview);
    void overviewFailed(const aisle::Error &error);
    void neighbourhoodRead(aisle::ItemId item, const aisle::GraphNeighbourhood &found);
    void neighbourhoodFailed(aisle::ItemId item, const aisle::Error &error);

private:
    SessionPointer m_session;
    Job<Overview> m_overviewJob;
    Job<GraphNeighbourhood> m_aroundJob;
};

} // namespace aisle
