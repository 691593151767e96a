#pragma once
#include "app/cli/command.h"
#include "core/features/relations/triplefile.h"

namespace aisle::cli {

void addLinkOptions(QCommandLineParser &parser);
/// The names that addLinkOptions() adds, for the verb's own list of what it takes.
QStringList linkOptions();
/// `graph PROJECT links`: trains on the project's triples, judges by the files. Their names are those of the graph, or
/// ids of the maps that --entities and --relations name. @param order  of the files' columns; empty: see readTriples()
Answer predictLinks(const Invocation &call, std::optional<TripleOrder> order);

} // namespace aisle::cli
