#pragma once
#include "app/cli/command.h"
#include "core/features/relations/links/links.h"
#include "core/features/relations/triplefile.h"

namespace aisle::cli {

/// Triples of a file, in the numbers of the graph.
struct ReadTriples
{
    std::vector<Triple> triples;
    std::int64_t unknown = 0; ///< that name an entity or a relation which the graph does not have
};

/// What `graph PROJECT links` asks of the project.
struct LinkGraph
{
    LinkShape shape;
    std::vector<Triple> triples;
    std::function<ReadTriples(const QString &path)> read; ///< of --valid and --test, in the order that --order says
    /// Keeps what was learnt; the number that it is known by. Empty: nothing is kept.
    std::function<qint64(const QString &recommender, const LinkResult &result)> keep{};
};

void addLinkOptions(QCommandLineParser &parser);
/// The names that addLinkOptions() adds, for the verb's own list of what it takes.
QStringList linkOptions();
/// Trains on the graph, judges by the files.
Answer predictLinks(const Invocation &call, LinkGraph graph);
/// `graph PROJECT links`: the same of the project's triples; the files' names are those of the graph, or ids of the
/// maps that --entities and --relations name. @param order  of the files' columns; empty: see readTriples()
Answer predictLinksOf(const Invocation &call, std::optional<TripleOrder> order);

} // namespace aisle::cli
