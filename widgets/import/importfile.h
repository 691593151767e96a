#pragma once
#include "core/common/error.h"
#include "core/transfer/plan/importing.h"
#include "core/transfer/recognition/preview.h"
#include "core/transfer/recognition/recognise.h"

#include <optional>
#include <vector>

namespace aisle {

/// One file of an import while the analyst still chooses.
struct ImportFile
{
    InputSource source;
    Recognition recognition; ///< as it was recognised
    Recipe recipe;           ///< as it was changed since
    FilePart part = FilePart::Log;
    RecognitionHints hints; ///< reading options that were set by hand
    bool wanted = true;
    std::optional<Error> failure{};     ///< it cannot be read
    std::optional<PastImport> like{};   ///< whose choices the recipe has taken over
    std::optional<ImportId> replaces{}; ///< the import that is done again
    std::optional<KeyOverlap> match{};  ///< of a list: its keys and the log's
};

/// What the dialogue is opened with: files, or an import that is to be done again.
struct ImportStart
{
    QStringList paths;                ///< files and folders
    std::vector<ImportRecord> past{}; ///< of the project: a file of the same shape is read as one of them
    std::optional<PastImport> again{};
};

struct ImportFiles
{
    std::vector<ImportFile> files;
    std::vector<std::pair<QString, QString>> skipped; ///< name, English reason
};

/// Looks into files, folders and archives; what cannot be recognised carries its failure. @throws Error input.*,
/// archive.*
ImportFiles recogniseFiles(const ImportStart &start, JobContext &job);
void recogniseAgain(ImportFile &file); ///< with its hints; a joined file is left out

/// What keeps a file from being imported as what it is said to be: a role that no column has.
enum class Lack { Nothing, User, Item, Part };
Lack lackOf(const ImportFile &file);

/// Gives a column a role; a role that only one column can have is taken from the column that had it. A file that was
/// not recognised becomes a log once it has shoppers and products.
void setRole(ImportFile &file, std::size_t column, Role role, const QString &field);

} // namespace aisle
