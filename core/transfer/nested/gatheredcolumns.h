#pragma once
#include "core/transfer/nested/nestedcolumns.h"

namespace aisle {

/// Looks for products that stand in several columns of a row: item_1, item_2, item_3; sku1, qty1, sku2, qty2.
/// @return nothing where they do not
std::optional<NestedColumns> findGathered(const std::vector<std::string> &names, const SampleRows &sample,
                                          std::size_t firstRow);

} // namespace aisle
