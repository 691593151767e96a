#include "core/features/relations/neighbourhood.h"

#include "core/common/lookup/sorted.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"

#include <algorithm>
#include <map>

namespace aisle {

namespace {

GraphNeighbour neighbourOf(const GraphStore &store, EntityId entity)
{
    return {.entity = entity,
            .shown = store.shownEntity(entity),
            .item = store.itemOf(entity),
            .products = {},
            .productCount = 0};
}

/// By relation and direction, forward first: what stands next to it, ascending.
std::map<std::pair<RelationId, bool>, std::vector<EntityId>> besidesOf(const GraphStore &store, EntityId centre)
{
    const auto ofPairs = store.basketRelations();
    std::map<std::pair<RelationId, bool>, std::vector<EntityId>> besides;
    for (const auto &triple : store.triplesOf(centre)) {
        const bool isForward = triple.head == centre;
        const bool isBackward = !isForward && !std::ranges::binary_search(ofPairs, triple.relation);
        besides[{triple.relation, isBackward}].push_back(isForward ? triple.tail : triple.head);
    }
    return besides;
}

/// Who else has these values.
void addSharers(const GraphStore &store, ItemId item, std::map<std::pair<RelationId, EntityId>, GraphNeighbour *> &of)
{
    std::vector<EntityId> values;
    for (const auto &[key, neighbour] : of)
        values.push_back(key.second);
    store.eachProductOf(values, [&](RelationId relation, EntityId value, ItemId product) {
        const auto found = of.find({relation, value});
        if (found != of.end() && product != item)
            found->second->products.push_back(product);
    });
    for (auto &[key, neighbour] : of) {
        auto &products = neighbour->products;
        sortUnique(products);
        neighbour->productCount = static_cast<std::int64_t>(products.size());
        products.resize(std::min(products.size(), kMostSharers));
    }
}

} // namespace

GraphNeighbourhood neighbourhoodOf(const Project &project, ItemId item, std::size_t perRelation, JobContext &job)
{
    const GraphStore store(project);
    GraphNeighbourhood found{.hasGraph = store.hasTriples(), .name = {}, .groups = {}};
    const auto record = Catalogue(project).item(item);
    const auto centre = record ? store.entityOf(FeatureSubject::Items, record->key.toStdString()) : std::nullopt;
    if (!centre)
        return found;
    found.isKnown = true;
    found.name = store.shownEntity(*centre).name;
    std::map<RelationId, QString> names;
    for (const auto &[id, name] : store.relations())
        names[id] = QString::fromStdString(name);
    job.checkpoint();
    std::vector<RelationId> relations; // aligned with the groups
    for (const auto &[key, entities] : besidesOf(store, *centre)) {
        GraphRelationGroup group{.relation = names[key.first],
                                 .isForward = !key.second,
                                 .count = static_cast<std::int64_t>(entities.size()),
                                 .neighbours = {}};
        for (std::size_t i = 0; i < std::min(perRelation, entities.size()); ++i)
            group.neighbours.push_back(neighbourOf(store, entities[i]));
        relations.push_back(key.first);
        found.groups.push_back(std::move(group));
    }
    job.checkpoint();
    std::map<std::pair<RelationId, EntityId>, GraphNeighbour *> values;
    for (std::size_t g = 0; g < found.groups.size(); ++g)
        for (auto &neighbour : found.groups[g].neighbours)
            if (found.groups[g].isForward && !neighbour.item)
                values[{relations[g], neighbour.entity}] = &neighbour;
    addSharers(store, item, values);
    return found;
}

} // namespace aisle
