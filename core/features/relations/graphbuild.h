#pragma once
#include "core/features/relations/goeswith.h"
#include "core/storage/graph/graphstore.h"

#include <QStringList>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

class JobContext;
class Project;

struct GraphBuild
{
    QStringList from; ///< of buildSources(); empty: all of them
    std::optional<GoesWith> goesWith;
};

/// "category", "brand", "attributes", "title".
QStringList buildSources();

struct BuiltRelation
{
    QString name;
    QString source; ///< see GraphSource::text()
    std::int64_t triples = 0;
    std::int64_t created = 0; ///< that nobody said before
};

struct GraphBuilt
{
    std::vector<BuiltRelation> relations; ///< in the order of buildSources(), then by name
    std::int64_t products = 0;            ///< that have a triple of the catalogue
    std::int64_t without = 0;             ///< of whom nothing is known
    std::int64_t single = 0;              ///< left out: values of one product, which tie it to no other
    std::int64_t tooLong = 0;             ///< left out: values that are texts
    std::optional<GoesWithPairs> goesWith;
};

/// Puts what the catalogue says into the graph, in place of what was built before; what was imported or added by hand
/// stays. In one transaction.
/// - category: of several ('|' between them) each; "a > b > c" (or with » or ›) is a tree: the product's is the last,
///   and "subcategory of" leads from each to the one above it;
/// - brand;
/// - attributes: a relation each, of its name ("size", "colour"); of a list each member; values of one product only are
///   left out;
/// - title: "word" and "bigram", those that tell products apart: of two products at least and not of more than a tenth
///   (20 in small shops); of a product the rarest ten words and five bigrams. A bigram counts where its words stand
///   together more often than chance has it, and it is of fewer products than each of them;
/// - "goes with": when asked for, see pairsInBaskets().
/// @throws Error graph.nothing-to-build, graph.source, and what pairsInBaskets() throws; Cancelled
GraphBuilt buildGraph(Project &project, const GraphBuild &request, JobContext &job);

} // namespace aisle
