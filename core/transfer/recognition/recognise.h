#pragma once
#include "core/transfer/reading/rowreader.h"
#include "core/transfer/recognition/hints.h"

#include <QJsonObject>
#include <optional>

namespace aisle {

class JobContext;

/// What a column looks like, with the evidence in words for the preview ("11,719 distinct in 100,000 rows, repeats").
struct ColumnEvidence
{
    QString name;
    Role guessed = Role::Ignore;
    QString field;
    QString why; ///< English, whole sentence or phrase
    std::int64_t filled = 0, distinct = 0;
    QStringList examples; ///< up to 5
};

struct Recognition
{
    Recipe recipe;
    FilePart part = FilePart::Log;
    std::vector<ColumnEvidence> columns;
    std::vector<std::pair<QString, std::int64_t>> kindWords; ///< the log's words with counts in the sample
    QStringList
        remarks; ///< what a person should know ("03/04/2011: day first, from 1,204 dates that cannot be otherwise")
    QStringList unknownKinds;            ///< those of kindWords that no word list knows: they count as other
    std::int64_t negativeQuantities = 0; ///< in the sample
    std::int64_t sampledRows = 0;
    bool whole = false;                          ///< the sample is every row of the file
    std::vector<std::vector<QString>> firstRows; ///< up to 50, as the file has them
    QJsonObject toJson() const;                  ///< the `recognised` object of CLI.md
};

/// Looks at a sample spread over the whole of a plain file (the first 8 MiB of a packed one).
/// @throws Error import.empty-file, import.not-text, import.no-rows, import.no-column (a hint names a column that is
/// not there), import.column-twice (hints give a column two roles), archive.*
Recognition recognise(const InputSource &source, const RecognitionHints &hints = {}, const ReadLimits &limits = {});

} // namespace aisle
