#pragma once
#include "core/storage/eventstore.h"
#include "core/transfer/recognise.h"

#include <map>

namespace aisle {

class JobContext;

struct ImportRequest
{
    InputSource source;
    Recipe recipe;
    ReadLimits limits{};
    bool again = false; ///< the same file (by hash) may come in twice
};

/// rows = events + rejected + duplicates, always.
struct ImportSummary
{
    ImportId id{};
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
/// @throws Error import.again (the hash is known), import.no-user, import.no-item, disk.full, project.read-only,
/// archive.*
ImportSummary importEvents(Project &project, const ImportRequest &request, JobContext &job);

/// The same for rows that do not come from a file (`request.source` only names them; there is no hash then).
ImportSummary importRows(Project &project, RowReader &reader, const ImportRequest &request, JobContext &job);

struct ItemsSummary
{
    std::int64_t rows = 0, items = 0, updated = 0, rejected = 0;
    std::map<std::string, std::int64_t> reasons;
    double seconds = 0;
};
/// Loads a catalogue: fills and updates the item table by key. Also shoppers' attributes (FilePart::Users).
ItemsSummary importItems(Project &project, const ImportRequest &request, JobContext &job);
ItemsSummary importUsers(Project &project, const ImportRequest &request, JobContext &job);

/// Fills `recipe.kindMap` etc. for several files of one import, in the order given, and checks their shapes fit.
/// @return how well the keys of a catalogue match the log: share found and examples that are not
struct KeyMatch
{
    double share = 0;
    std::int64_t missing = 0;
    QStringList examples;
};
KeyMatch matchItems(const Project &project, const InputSource &catalogue, const Recipe &recipe);

} // namespace aisle
