#include "core/numeric/decomposition/embedding.h"

#include <algorithm>
#include <iterator>

namespace aisle {

Embedding Embedding::firstColumns(std::uint32_t columns) const
{
    Embedding first{.rows = rows, .size = columns, .values = {}};
    first.values.reserve(std::size_t(rows) * columns);
    for (std::uint32_t r = 0; r < rows; ++r)
        std::ranges::copy(row(r).first(columns), std::back_inserter(first.values));
    return first;
}

} // namespace aisle
