#pragma once
#include "core/common/ids.h"

#include <cstdint>
#include <span>
#include <vector>

namespace aisle {

/// Sparse rows (CSR): row r has columns[offsets[r] .. offsets[r+1]) ascending and distinct, with their values.
struct SparseRows
{
    std::uint32_t rows = 0;
    std::uint32_t cols = 0;
    std::vector<std::uint64_t> offsets; ///< [rows + 1]
    std::vector<std::uint32_t> columns; ///< [entries]
    std::vector<float> values;          ///< [entries]

    std::size_t entries() const { return columns.size(); }
    std::span<const std::uint32_t> row(std::uint32_t r) const
    {
        return std::span(columns).subspan(offsets[r], offsets[r + 1] - offsets[r]);
    }
    std::span<const float> rowValues(std::uint32_t r) const
    {
        return std::span(values).subspan(offsets[r], offsets[r + 1] - offsets[r]);
    }
    SparseRows transposed() const;
    bool contains(std::uint32_t r, std::uint32_t c) const; ///< binary search
    float value(std::uint32_t r, std::uint32_t c) const;   ///< binary search; 0 where nothing stands
};

} // namespace aisle
