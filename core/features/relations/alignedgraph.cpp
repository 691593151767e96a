#include "core/features/relations/alignedgraph.h"

#include <algorithm>

namespace aisle {

namespace {

template <class Id>
std::vector<std::uint32_t> entitiesOf(std::span<const Id> ids, const Relations &relations)
{
    std::vector<std::uint32_t> entities;
    entities.reserve(ids.size());
    for (const auto id : ids)
        entities.push_back(relations.entityOf(id).value_or(AlignedGraph::kNone));
    return entities;
}

} // namespace

AlignedGraph alignedTo(std::span<const ItemId> items, std::span<const UserId> users,
                       std::shared_ptr<const Relations> relations)
{
    AlignedGraph graph{.relations = std::move(relations), .entityOfItem = {}, .entityOfUser = {}};
    graph.entityOfItem = entitiesOf(items, *graph.relations);
    graph.entityOfUser = entitiesOf(users, *graph.relations);
    return graph;
}

std::size_t AlignedGraph::coveredItems() const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        entityOfItem, [&](std::uint32_t entity) { return entity != kNone && relations->degree(entity) > 0; }));
}

bool AlignedGraph::hasSocialLinks() const
{
    std::vector<bool> isShopper(relations->entityCount());
    for (const auto entity : entityOfUser)
        if (entity != kNone)
            isShopper[entity] = true;
    return std::ranges::any_of(relations->triples(), [&](const Triple &triple) {
        return triple.head != triple.tail && isShopper[triple.head] && isShopper[triple.tail];
    });
}

} // namespace aisle
