#include "core/numeric/interactionmatrix.h"

#include <algorithm>

namespace aisle {

SparseRows SparseRows::transposed() const
{
    SparseRows result;
    result.rows = cols;
    result.cols = rows;
    result.offsets.assign(std::size_t(cols) + 1, 0);
    for (const auto column : columns)
        ++result.offsets[column + 1];
    for (std::size_t c = 0; c < cols; ++c)
        result.offsets[c + 1] += result.offsets[c];
    result.columns.resize(columns.size());
    result.values.resize(values.size());
    std::vector<std::uint64_t> next(result.offsets.begin(), result.offsets.end() - 1);
    for (std::uint32_t r = 0; r < rows; ++r)
        for (auto entry = offsets[r]; entry < offsets[r + 1]; ++entry) {
            const auto place = next[columns[entry]]++;
            result.columns[place] = r;
            if (!values.empty())
                result.values[place] = values[entry];
        }
    return result;
}

bool SparseRows::contains(std::uint32_t r, std::uint32_t c) const
{
    const auto entries = row(r);
    return std::binary_search(entries.begin(), entries.end(), c);
}

float SparseRows::value(std::uint32_t r, std::uint32_t c) const
{
    const auto there = row(r);
    const auto place = std::ranges::lower_bound(there, c);
    return place == there.end() || *place != c ? 0 : rowValues(r)[static_cast<std::size_t>(place - there.begin())];
}

} // namespace aisle
