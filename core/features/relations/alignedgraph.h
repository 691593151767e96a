#pragma once
#include "core/features/relations/relations.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace aisle {

/// A knowledge graph beside the rows of a training set: what recommenders learn from knows no ids.
struct AlignedGraph
{
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    std::shared_ptr<const Relations> relations;
    std::vector<std::uint32_t> entityOfItem; ///< [products]; kNone: it is tied to no entity
    std::vector<std::uint32_t> entityOfUser; ///< [shoppers]

    std::size_t coveredItems() const; ///< products that stand in a triple
    /// Whether a triple joins two shoppers.
    bool hasSocialLinks() const;
};

/// @param items, users  of the training set, in its order
AlignedGraph alignedTo(std::span<const ItemId> items, std::span<const UserId> users,
                       std::shared_ptr<const Relations> relations);

} // namespace aisle
