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

    /// Takes rows of {column, value}, in order of the columns: each is given back once it is copied.
    template <class Entry>
    static SparseRows of(std::vector<std::vector<Entry>> entries, std::uint32_t cols);

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

template <class Entry>
SparseRows SparseRows::of(std::vector<std::vector<Entry>> entries, std::uint32_t cols)
{
    SparseRows result{
        .rows = static_cast<std::uint32_t>(entries.size()), .cols = cols, .offsets = {0}, .columns = {}, .values = {}};
    std::size_t count = 0;
    for (const auto &row : entries)
        count += row.size();
    result.columns.reserve(count);
    result.values.reserve(count);
    for (auto &row : entries) {
        for (const auto &[column, value] : row) {
            result.columns.push_back(column);
            result.values.push_back(value);
        }
        result.offsets.push_back(result.columns.size());
        row = {};
    }
    return result;
}

} // namespace aisle
