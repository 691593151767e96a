#pragma once
#include "core/transfer/recognition/hints.h"
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

/// Gives every column its role: by hints, then by names, then by values; and says which part of a log the file is.
/// @param likely  what the file's name says; counts where the columns leave it open
/// @throws Error import.no-column, import.column-twice
FilePart assignRoles(Columns &columns, const RecognitionHints &hints, bool header, const SampleRows &sample,
                     std::size_t firstRow, FilePart likely);

} // namespace aisle
