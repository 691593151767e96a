#pragma once
#include "core/features/relations/relations.h"

#include <cstddef>
#include <span>
#include <vector>

namespace aisle {

class JobContext;

struct PathStep
{
    Triple triple{};
    bool isForward = true; ///< from head to tail on the way to the product
};

struct GraphPath
{
    std::vector<PathStep> steps; ///< from an entity of the history to the one asked for
    double score = 0;            ///< see shortestPaths()
};

struct PathLimits
{
    int steps = 4;          ///< longer ones are not looked for
    std::size_t count = 10; ///< paths in all
};

/// The ways by which each of `from` is tied to `to` in as few steps as it can be, in either direction of each triple:
/// those of fewest steps first, and among them those of the highest score; where there are more than asked for, the
/// best. Where several triples join two entities, the one of the rarest relation stands for them. The score (0..1) is
/// the product of
/// - log(1 + T / t) / log(1 + T) for each step, t of all T triples being of its relation: a rare relation says more;
/// - 1 / log2(1 + d) for each entity between the ends, which stands in d triples: a hub ties everything to everything.
/// Exact: a breadth-first search from `to`, then the best `count` ways of each entity from those of its neighbours. So
/// the work is at most `count` times the triples, however large the hubs are.
std::vector<GraphPath> shortestPaths(const Relations &relations, std::span<const std::uint32_t> from, std::uint32_t to,
                                     const PathLimits &limits, JobContext &job);

} // namespace aisle
