#pragma once
#include "core/features/relations/alignedgraph.h"

#include <cstdint>
#include <vector>

namespace aisle {

/// A knowledge graph by the rows of what is learnt: heads and tails of its triples are vertices.
struct Facts
{
    std::uint32_t vertices = 0; ///< in all, those that no fact has included
    std::uint32_t relations = 0;
    std::vector<Triple> triples;      ///< by relation
    std::vector<std::size_t> offsets; ///< [relations + 1] where the triples of each begin
    std::vector<std::int64_t> ends;   ///< distinct vertices of the triples, ascending

    /// Shoppers first, then products, then the other entities of triples. A product or shopper that alone is tied to an
    /// entity is that vertex; several that are tied to one are joined to it by a relation more.
    /// @param graph  null: no facts
    static Facts joined(const AlignedGraph *graph, std::uint32_t users, std::uint32_t items);
    /// Shoppers, products, then every entity of triples, which products point at by `entityOfItem`.
    static Facts beside(const AlignedGraph *graph, std::uint32_t users, std::uint32_t items,
                        std::vector<std::int64_t> &entityOfItem);
};

/// Facts drawn for one step, each with a tail that it does not have.
struct FactBatch
{
    std::vector<std::int64_t> heads, relations, tails, wrong; ///< [facts]
};
inline constexpr std::uint64_t kFactStream = 0x6661637473; ///< of an epoch's seed: what facts are drawn by
/// How many are drawn beside a batch of pairs, so that an epoch draws as many as there are, at most one a pair.
std::size_t factsBeside(const Facts &facts, std::size_t batch, std::size_t pairs);
/// Drawn uniformly. Half of the wrong tails are tails of the same relation, which tell more (Krompass et al. 2015), the
/// others any ends of facts. @param count  none where there are no facts
FactBatch drawFacts(const Facts &facts, std::size_t count, std::uint64_t seed);

} // namespace aisle
