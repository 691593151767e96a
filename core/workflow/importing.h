#pragma once
#include "core/transfer/importer.h"

#include <map>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// One file (or archive member) of an import and what it is read as.
struct PlannedFile
{
    InputSource source;
    Recipe recipe;
    FilePart part = FilePart::Log;
    bool again = false; ///< may be in the project already
};

/// What several files brought in together.
struct ImportTotals
{
    std::int64_t rows = 0, events = 0, rejected = 0, duplicates = 0, duplicatesSeen = 0, bytes = 0;
    std::int64_t users = 0, items = 0; ///< in the project afterwards
    std::map<std::string, std::int64_t> reasons;
    std::map<std::string, std::int64_t> kinds;
    std::vector<ImportSummary> imports; ///< of the logs, in order
    std::vector<QString> sources;       ///< aligned with imports
    ItemsSummary catalogue;             ///< of the catalogues together
    ItemsSummary shoppers;
    double seconds = 0;
};

/// Loads the files, logs first: all of them or none (a failure or a cancel takes back the logs that were in already).
ImportTotals runImport(Project &project, const std::vector<PlannedFile> &files, const ReadLimits &limits,
                       JobContext &job);

} // namespace aisle
