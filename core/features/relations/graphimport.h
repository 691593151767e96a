#pragma once
#include "core/features/relations/triplefile.h"
#include "core/storage/graph/graphstore.h"

#include <QStringList>

namespace aisle {

class JobContext;
class Project;

struct GraphImport
{
    TripleFilePaths files;
    bool replace = false;   ///< what earlier imports brought is gone then; what was built or added by hand stays
    bool sameNames = false; ///< an entity that has a product's key for its name is that product
};

struct GraphImported
{
    std::optional<TripleSourceId> source; ///< absent: it said nothing new, so the project is as it was
    ColumnFile tripleFile;
    std::optional<ColumnFile> entityFile, relationFile, linkFile;
    std::int64_t created = 0;             ///< triples that the graph did not have
    std::int64_t already = 0;             ///< that it had
    std::int64_t repeated = 0;            ///< that stand more than once in the file
    std::int64_t names = 0;               ///< entities and relations that are new
    std::int64_t links = 0;               ///< ties to products or shoppers that are new
    std::int64_t waiting = 0;             ///< keys of them that the project does not have (yet)
    QStringList waitingKeys;              ///< up to three of them
    std::int64_t linkedWithoutTriple = 0; ///< entities that only a link has
    std::int64_t sameNames = 0;           ///< entities named as a product that nothing ties to it
};

/// In one transaction. What was there stays, and is counted. @throws Error what readTriples() throws,
/// project.read-only; Cancelled
GraphImported importGraph(Project &project, const GraphImport &request, JobContext &job);

/// Pairs of shoppers as triples of one relation. @throws Error graph.name, and as above
GraphImported importSocial(Project &project, const QString &path, const QString &relation, JobContext &job);

} // namespace aisle
