#pragma once
#include "core/storage/graph/graphstore.h"
#include "core/storage/graph/shownentity.h"

#include <QString>
#include <optional>
#include <vector>

namespace aisle {

class JobContext;

inline constexpr std::size_t kMostSharers = 5000;

/// What stands next to a product in the graph.
struct GraphNeighbour
{
    EntityId entity{};
    ShownEntity shown{};
    std::optional<ItemId> item{};   ///< which product of the project it is
    std::vector<ItemId> products{}; ///< others that stand in the same relation to it, ascending, at most kMostSharers
    std::int64_t productCount = 0;  ///< of those, all
};
/// What stands in one relation to it, in one direction.
struct GraphRelationGroup
{
    QString relation;
    bool isForward = true;  ///< the product is the head, or the relation is of pairs
    std::int64_t count = 0; ///< of neighbours in all
    std::vector<GraphNeighbour> neighbours;
};
struct GraphNeighbourhood
{
    bool hasGraph = false; ///< there is any triple
    bool isKnown = false;  ///< an entity is tied to the product
    QString name;          ///< of that entity
    std::vector<GraphRelationGroup> groups;
};

/// The triples of a product, by relation and direction as they came into the graph; of each relation the first
/// neighbours. One pass over the triples (they are stored by head alone), whatever the product; nothing is kept.
GraphNeighbourhood neighbourhoodOf(const Project &project, ItemId item, std::size_t perRelation, JobContext &job);

} // namespace aisle
