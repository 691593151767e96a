#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace aisle {

/// Row-major [rows x size] float32.
struct Embedding
{
    std::uint32_t rows = 0;
    std::uint32_t size = 0;
    std::vector<float> values;
    static Embedding of(std::vector<float> values, std::size_t size) ///< rows of `size` numbers
    {
        return {static_cast<std::uint32_t>(values.size() / size), static_cast<std::uint32_t>(size), std::move(values)};
    }
    std::span<const float> row(std::uint32_t r) const { return std::span(values).subspan(std::size_t(r) * size, size); }
    Embedding firstColumns(std::uint32_t columns) const; ///< [rows x columns]
};

} // namespace aisle
