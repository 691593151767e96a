#pragma once
#include "core/common/error.h"
#include "core/transfer/plan/importing.h"
#include "core/transfer/recognition/preview.h"
#include "core/transfer/recognition/recognise.h"

#include <optional>
#include <vector>

namespace aisle {

/// One file (or archive member) of an import while it is still being chosen how to read it.
struct ImportFile
{
    InputSource source;
    Recognition recognition; ///< as it was recognised
    Recipe recipe;           ///< as it was changed since
    FilePart part = FilePart::Log;
    RecognitionHints hints;             ///< reading options that were set by hand
    bool wanted = true;                 ///< it is imported unless the analyst says otherwise
    bool named = false;                 ///< it was asked for itself, not found in a folder
    std::optional<Error> failure{};     ///< it cannot be read
    std::optional<PastImport> like{};   ///< whose choices the recipe has taken over
    std::optional<ImportId> replaces{}; ///< the import that is done again
    std::optional<KeyOverlap> match{};  ///< of a list: its keys and the log's
};

/// What an import is planned from: files and folders, or an import that is to be done again.
struct ImportStart
{
    QStringList paths;
    std::vector<ImportRecord> past{};  ///< pastImports(): a file of the same shape is read as one of them
    std::optional<PastImport> again{}; ///< instead of `paths`
    QString member{};                  ///< only this one of an archive
    RecognitionHints hints{};          ///< of every file
    ReadLimits limits{};
};

/// Pictures lie beside the data; they are read where a catalogue names them.
struct PicturesInFolder
{
    QString folder; ///< its name
    int count = 0;
};

/// What the files of an import are to each other. The window and the command line import by the same one.
struct ImportPlan
{
    std::vector<ImportFile> files;                    ///< in the order given, those of a folder by name
    std::vector<std::pair<QString, QString>> skipped; ///< name, English reason
    std::vector<PicturesInFolder> pictures;
    QStringList remarks; ///< English sentences about the files together (a split by their names, ...)
    int leading = -1;    ///< index of the largest plausible log, or of what comes in instead; -1 without files
};

/// Looks into files, folders and archives. What cannot be read carries its failure, so that one broken file keeps none
/// of the others out. Files named alike u1.base and u1.test are parts of a split; of the logs of one folder, tags are
/// not wanted beside a log of something else. @throws Error archive.too-many, Cancelled
ImportPlan planImport(const ImportStart &start, JobContext &job);

void recogniseAgain(ImportFile &file, const ReadLimits &limits = {}); ///< with its hints; a joined file is left out

PlannedFile planned(const ImportFile &file, bool again = false);

/// What keeps a file from being imported as what it is said to be: a role that no column has.
enum class Lack { Nothing, User, Item, Part };
Lack lackOf(const ImportFile &file);

/// Gives a column a role; a role that only one column can have is taken from the column that had it. A file that was
/// not recognised becomes a log once it has shoppers and products.
void setRole(ImportFile &file, std::size_t column, Role role, const QString &field);

/// What only the analyst can decide about a log, with the rows that it is about.
struct ImportQuestion
{
    enum class About {
        Guests,      ///< rows without a shopper: left out, or one anonymous shopper per order or session
        Returns,     ///< rows with a negative quantity
        Kind,        ///< what happened in the rows of a log without a column of kinds
        UnknownKinds ///< words for kinds that are not known count as other
    };
    About about;
    std::int64_t rows = 0;   ///< never 0
    std::int64_t of = 0;     ///< rows that were looked at
    bool canBeKept = true;   ///< Guests: there is a column of orders or sessions
    bool isOfSample = false; ///< the figures are of a sample or of the first rows
};
/// @param preview  of the same recipe, for its exact figures; without one they are the sample's
std::vector<ImportQuestion> questionsOf(const ImportFile &file, const ImportPreview *preview = nullptr);

} // namespace aisle
