#pragma once
#include "core/storage/eventstore.h"
#include "core/transfer/recognition/recognise.h"

#include <optional>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// How a file came in: enough to read it again with other choices, or the next one as it.
struct PastImport
{
    ImportId id{};
    InputSource source; ///< as it was; the file may be elsewhere by now
    Recipe recipe;
    FilePart part = FilePart::Log;
};
/// Nothing for a record without a recipe. @param projectFolder  where the file is looked for, at the place that it had
/// beside the project, when it is gone from where it was: both may have moved together
std::optional<PastImport> pastImport(const ImportRecord &record, const QString &projectFolder = {});

/// The imports of a project, and before them the last of each file that were taken back: their choices are still known.
std::vector<ImportRecord> pastImports(const Project &project);
/// Takes an import back; pastImports() goes on telling how it was read. @throws Error import.unknown
void takeBack(Project &project, ImportId import, JobContext &job);

/// The newest import of a file of the same shape: the same layout and columns; where columns have no names, also a file
/// name that differs by digits only.
std::optional<PastImport> importLike(const std::vector<ImportRecord> &imports, const InputSource &source,
                                     const Recognition &seen);

/// The choices of a past import for a file of the same shape, which keeps its own encoding. Its part of a split is not
/// taken over. Of a joined file only the name is: it is looked for beside the file that is read now, because a project
/// may be somebody else's and name any file. What is not there is not joined, and `seen` says so.
Recipe recipeLike(const PastImport &past, const InputSource &source, Recognition &seen);

} // namespace aisle
