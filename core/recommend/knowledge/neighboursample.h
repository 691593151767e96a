#pragma once
#include "core/numeric/snapshotstream.h"
#include "core/recommend/knowledge/facts.h"

#include <cstdint>
#include <vector>

namespace aisle {

/// Some neighbours of each product and entity along the graph's facts in either direction, drawn once, as KGCN does
/// (Wang et al. 2019): without repeats where there are enough. Who has no fact is its own neighbour.
struct NeighbourSample
{
    int count = 0;                       ///< of each
    std::int64_t relationCount = 0;      ///< the last one leads to itself
    std::vector<std::int64_t> entities;  ///< [products, then the other entities x count]
    std::vector<std::int64_t> relations; ///< the same shape

    std::int64_t rows() const { return static_cast<std::int64_t>(entities.size()) / count; }
    /// @param graph  null: everybody is its own neighbour
    static NeighbourSample draw(const AlignedGraph *graph, std::uint32_t items, int count, std::uint64_t seed);
    void save(SnapshotWriter &out) const;
    /// @throws Error snapshot.damaged
    static NeighbourSample load(SnapshotReader &in, std::uint32_t items, int count);
};

} // namespace aisle
