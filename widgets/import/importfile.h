#pragma once
#include "core/common/error.h"
#include "core/transfer/recognise.h"
#include "core/workflow/importing.h"

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
    std::optional<Error> failure; ///< it cannot be read
};

struct ImportFiles
{
    std::vector<ImportFile> files;
    std::vector<std::pair<QString, QString>> skipped; ///< name, English reason
};

/// Looks into files, folders and archives; what cannot be recognised carries its failure. @throws Error input.*,
/// archive.*
ImportFiles recogniseFiles(const QStringList &paths, JobContext &job);
void recogniseAgain(ImportFile &file); ///< with its hints

/// Gives a column a role; a role that only one column can have is taken from the column that had it.
void setRole(Recipe &recipe, std::size_t column, Role role, const QString &field);

} // namespace aisle
