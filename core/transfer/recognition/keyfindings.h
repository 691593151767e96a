#pragma once
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

/// What a person should know of the keys of shoppers and products: some that are written in several ways (capitals,
/// wide digits, a point or blank at the end) and so count as several, and numbers whose digits a spreadsheet has
/// rounded away. Sentences for Recognition::remarks.
QStringList keyFindings(const Columns &columns, const SampleRows &sample, std::size_t firstRow,
                        const QStringList &missing);

} // namespace aisle
