#pragma once
#include "core/features/relations/alignedgraph.h"
#include "core/recommend/abilities.h"

#include <memory>
#include <vector>

namespace aisle {

class KeptRun;
class Project;

inline constexpr const char *kPathReason = "the knowledge graph ties it to this product";

/// Reasons from the project's knowledge graph for recommenders that give none: the shortest ways from products of the
/// history to the one that is listed, see shortestPaths(). Immutable; thread-safe.
class PathReasons
{
public:
    /// Null where the recommender says why itself, its lists are the same for everybody, or the project has no graph.
    static std::shared_ptr<const PathReasons> of(const KeptRun &run, const Project &project);

    /// One a product of the history, best first, `contribution` the sum of its paths' scores. Words are what lies on
    /// the ways, as relation=entity; products and shoppers on them are not named.
    /// @param most  paths
    std::vector<Reason> explain(const Request &request, ItemIndex item, std::size_t most) const;

private:
    PathReasons(const KeptRun &run, std::shared_ptr<const Relations> relations);
    std::vector<std::string> wordsOf(const struct GraphPath &path) const;

    AlignedGraph m_graph; ///< beside the run's products
};

} // namespace aisle
