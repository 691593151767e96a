#include "models/desks/graphdesk.h"

#include "core/runs/runstore.h"
#include "core/storage/catalogue.h"

#include <algorithm>

namespace aisle {

namespace {

std::vector<GoesWith> splitsOf(const Project &project)
{
    std::vector<GoesWith> splits;
    auto runs = RunStore(project).list();
    std::ranges::reverse(runs);
    for (const auto &run : runs) {
        const GoesWith split{.split = run.protocol.split, .seed = run.protocol.seed};
        const bool isThere = std::ranges::any_of(
            splits, [&](const auto &other) { return other.split == split.split && other.seed == split.seed; });
        if (!isThere && !split.split.isEmpty())
            splits.push_back(split);
    }
    return splits;
}

GraphDesk::Overview overviewOf(const Project &project, JobContext &job)
{
    const GraphStore store(project);
    GraphDesk::Overview seen;
    seen.counts = store.counts();
    seen.products = Catalogue(project).itemCount();
    job.checkpoint();
    std::map<TripleSourceId, TripleSource> sources;
    for (auto &source : store.sources())
        sources.emplace(source.id, std::move(source));
    const auto perRelation = store.triplesPerRelation();
    const auto perSource = store.triplesPerSource();
    job.checkpoint();
    std::map<RelationId, QString> names;
    for (const auto &[id, name] : store.relations())
        names.emplace(id, QString::fromStdString(name));
    for (const auto &[key, triples] : perSource) {
        const auto all = perRelation.find(key.first);
        seen.said.push_back({.relation = key.first,
                             .name = names[key.first],
                             .triples = triples,
                             .all = all == perRelation.end() ? triples : all->second,
                             .source = sources[key.second]});
    }
    for (const auto &[id, name] : names)
        seen.relations << name;
    seen.splits = splitsOf(project);
    return seen;
}

} // namespace

void GraphDesk::setSession(SessionPointer session)
{
    m_overviewJob.letGo();
    m_aroundJob.letGo();
    m_session = std::move(session);
}

void GraphDesk::readOverview()
{
    m_session->query<Overview>(m_overviewJob, overviewOf, [this](Outcome<Overview> outcome) {
        if (const auto *overview = std::get_if<Overview>(&outcome))
            Q_EMIT overviewRead(*overview);
        else if (const auto *error = std::get_if<Error>(&outcome))
            Q_EMIT overviewFailed(*error);
    });
}

void GraphDesk::ask(ItemId item)
{
    m_session->query<GraphNeighbourhood>(
        m_aroundJob,
        [item](const Project &project, JobContext &job) { return neighbourhoodOf(project, item, kNeighbours, job); },
        [this, item](Outcome<GraphNeighbourhood> outcome) {
            if (const auto *found = std::get_if<GraphNeighbourhood>(&outcome))
                Q_EMIT neighbourhoodRead(item, *found);
            else if (const auto *error = std::get_if<Error>(&outcome))
                Q_EMIT neighbourhoodFailed(item, *error);
        });
}

} // namespace aisle
