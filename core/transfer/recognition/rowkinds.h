#pragma once
#include "core/transfer/recognition/hints.h"
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

/// The words of a log for what happened.
struct KindWords
{
    std::vector<std::pair<QString, std::int64_t>> counts; ///< in the sample, most frequent first
    QStringList unknown;                                  ///< those that no word list knows: they count as other
    QStringList remarks;
};

/// Puts what the words of the column of kinds mean into the recipe: as known, as number codes of known logs, as told.
KindWords findKinds(const Columns &columns, const RecognitionHints &hints, Recipe &recipe);

/// Puts what happened in rows without a word into the recipe, where another column tells, or as told.
/// @return what a person should know of it
QStringList nameRows(const Columns &columns, const RecognitionHints &hints, FilePart part, Recipe &recipe);

} // namespace aisle
