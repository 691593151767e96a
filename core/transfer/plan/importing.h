#pragma once
#include "core/transfer/importing/importer.h"
#include "core/transfer/plan/pastimports.h"
#include "core/transfer/plan/picturefiles.h"

#include <map>
#include <optional>
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
    bool again = false;                 ///< may be in the project already
    std::optional<ImportId> replaces{}; ///< the import that this one takes the place of, once it succeeded
};

/// Train, valid or test as the name of one of several files says (u1.base, u1.test, valid_sample.csv); else None.
StoredPart splitPartOfName(const QString &fileName);

/// Looks up columns of another file by a common one (order heads for order lines, a catalogue, a table of shoppers):
/// its columns get roles that the log's own do not have, and `seen` tells of them.
/// @throws Error import.no-column, input.*, archive.*
void joinFile(Recipe &recipe, Recognition &seen, const QString &path, const QString &column,
              const RecognitionHints &hints = {}, const ReadLimits &limits = {});
void leaveJoin(Recipe &recipe, Recognition &seen); ///< as if nothing had been joined

/// Columns by which two files may be joined: names that both have, those with few repeats in the other file first.
QStringList commonColumns(const Recipe &recipe, const Recognition &other);

/// What several files brought in together.
struct ImportTotals
{
    std::int64_t rows = 0, events = 0, rejected = 0, duplicates = 0, duplicatesSeen = 0, bytes = 0;
    LineCounts lines;                  ///< of all files
    std::int64_t users = 0, items = 0; ///< in the project afterwards
    std::map<std::string, std::int64_t> reasons;
    std::map<std::string, std::int64_t> kinds;
    struct Import
    {
        ImportId id{};
        QString source;
        std::int64_t events = 0, rejected = 0;
    };
    std::vector<Import> imports; ///< in order: the logs, then the lists
    ItemsSummary catalogue;      ///< of the catalogues together; a product that several name counts once
    ItemsSummary shoppers;
    PictureCount pictures; ///< of the whole project, where a file names some
    double seconds = 0;
    QStringList remarks; ///< English sentences: lists whose keys the project does not know
};

/// Loads the files, logs first, then the lists in one transaction: all of them or none (a failure or a cancel takes
/// back the logs that were in already). @throws Error import.nothing-kept, import.no-rows where nothing would come in,
/// unless an import is replaced; as importEvents()
ImportTotals runImport(Project &project, const std::vector<PlannedFile> &files, const ReadLimits &limits,
                       JobContext &job);

} // namespace aisle
