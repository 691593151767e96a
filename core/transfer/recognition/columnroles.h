#pragma once
#include "core/transfer/recipe.h"
#include "core/transfer/recognition/columnprofile.h"
#include "core/transfer/recognition/hints.h"

namespace aisle {

/// A column while its role is being found.
struct ColumnGuess
{
    QString name;
    ColumnProfile profile;
    Role role = Role::Ignore;
    QString field;
    QString why;
    bool isTotal = false;  ///< an amount for the whole line
    bool notTime = false;  ///< its name says time, its numbers are no dates
    bool fixed = false;    ///< as told by a hint
    std::int64_t gaps = 0; ///< sampled rows whose key stands in another column of the same role
};

/// Gives every column its role: by hints, then by names, then by values; and says which part of a log the file is.
/// @param likely  what the file's name says; counts where the columns leave it open
/// @throws Error import.no-column, import.column-twice
FilePart assignRoles(std::vector<ColumnGuess> &columns, const RecognitionHints &hints, bool header,
                     const SampleRows &sample, std::size_t firstRow, FilePart likely);

/// Whether it has whole days that are counted from some first one: its name says days, and there are more of them than
/// a month has.
bool isDayCount(const ColumnGuess &column);

QString counted(std::int64_t count); ///< as evidence and remarks have it: "1,204"

} // namespace aisle
