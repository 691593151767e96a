#pragma once
#include "core/transfer/reading/rowbatch.h"
#include "core/transfer/recipe.h"

namespace aisle {

/// Rows of orders whose last line has what the others lack (Recipe::headsBelow): that line comes first, so that the
/// others can take it from there.
std::unique_ptr<RowReader> headsFirst(std::unique_ptr<RowReader> reader, const Recipe &recipe);

} // namespace aisle
