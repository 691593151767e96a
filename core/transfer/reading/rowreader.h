#pragma once
#include "core/transfer/reading/inputlisting.h"
#include "core/transfer/reading/rowbatch.h"
#include "core/transfer/recipe.h"

#include <memory>

namespace aisle {

std::unique_ptr<RowReader> openRows(const InputSource &source, const Recipe &recipe, const ReadLimits &limits = {});

} // namespace aisle
