#pragma once
#include "core/transfer/nested/nestedcolumns.h"

namespace aisle {

/// Columns that are products, in whose cells stands whether, how often or how much a shopper liked them: ratings,
/// pieces, ones. Cells without any are no events. @return nothing where the columns are something else
std::optional<NestedColumns> findMatrix(const std::vector<std::string> &names, const SampleRows &sample,
                                        std::size_t firstRow);

} // namespace aisle
