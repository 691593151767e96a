#pragma once
#include "core/common/ids.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace aisle {

/// Normal numbers with mean 0, each row from a seed of its own: what a row starts from does not depend on how many
/// there are. Row-major [rows x size].
std::vector<float> drawnRows(std::size_t rows, std::size_t size, double deviation, std::uint64_t seed);

/// Puts rows where they are now (Growth::items, Growth::users).
/// @param rows    row-major [old rows x size]
/// @param places  [old rows]; `gone` for those that are no more
/// @param into    row-major [new rows x size]; rows that are new stay as they are
template <class Index>
void moveRows(const std::vector<float> &rows, std::size_t size, const std::vector<Index> &places, Index gone,
              std::vector<float> &into)
{
    for (std::size_t old = 0; old < places.size() && (old + 1) * size <= rows.size(); ++old)
        if (places[old] != gone)
            std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(old * size), size,
                        into.begin() + static_cast<std::ptrdiff_t>(places[old].value * size));
}

} // namespace aisle
