#pragma once
#include "core/storage/eventstore.h"
#include "core/transfer/recognition/recognise.h"
#include "core/transfer/tables/linecounts.h"

#include <map>

namespace aisle {

class JobContext;

struct ImportRequest
{
    InputSource source;
    Recipe recipe;
    ReadLimits limits{};
    bool again = false; ///< the same file (by hash) may come in twice; an import without events gives way anyhow
    std::optional<ImportId> replaces{}; ///< taken back in the same transaction: it stays when this import fails
};

/// @throws Error import.lines
void demandAllLines(const LineCounts &lines, const QString &file);

/// What the project remembers of how a file came in: the recipe, the file's place (also as seen from the project) and
/// what the file was.
QString recipeRecord(const Project &project, const ImportRequest &request, FilePart part);

/// rows = events + rejected + duplicates, and every line is accounted for, always.
struct ImportSummary
{
    ImportId id{};
    LineCounts lines; ///< of the file; all 0 for rows that come from none
    std::int64_t rows = 0, events = 0, rejected = 0, duplicates = 0;
    std::int64_t duplicatesSeen = 0; ///< also where they were kept
    std::map<std::string, std::int64_t> reasons;
    std::map<std::string, std::int64_t> kinds;
    std::int64_t users = 0, items = 0; ///< distinct in this file
    double seconds = 0;
    std::int64_t bytes = 0;
};

/// Loads a log into a project: reads, checks, codes the keys, clusters by shopper, writes. One import is all or
/// nothing: cancelled or failed, it leaves the project as it was. Bounded memory (partitions spill to temporary files).
/// @throws Error import.again (the hash is known; the arguments are the file and the import), import.no-user,
/// import.no-item, import.one-column, import.header-changed, import.lines (lines of the file are not accounted for),
/// disk.full, project.read-only, archive.*
ImportSummary importEvents(Project &project, const ImportRequest &request, JobContext &job);

struct ItemsSummary
{
    ImportId id{}; ///< of a list's own import
    LineCounts lines;
    std::int64_t rows = 0, items = 0, updated = 0, rejected = 0;
    std::map<std::string, std::int64_t> reasons;
    double seconds = 0;
};
/// Loads catalogues and shoppers' attributes, all of them or none: fills and updates the item and user tables by key. A
/// list is an import without events: it can be taken back, and its rejected rows are kept.
/// @param parts  Items or Users, one a request
std::vector<ItemsSummary> importLists(Project &project, const std::vector<ImportRequest> &requests,
                                      const std::vector<FilePart> &parts, JobContext &job);

} // namespace aisle
