#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace aisle {

/// Puts values into another order. @param order  [values] where each place's value stood
template <class Value>
void permute(std::span<Value> values, const std::vector<std::uint32_t> &order)
{
    const std::vector<Value> before(values.begin(), values.end());
    for (std::size_t place = 0; place < order.size(); ++place)
        values[place] = before[order[place]];
}

/// The same of a piece of a column. @param column  [events], or empty
template <class Value>
void permute(std::vector<Value> &column, std::size_t begin, const std::vector<std::uint32_t> &order)
{
    if (!column.empty())
        permute(std::span(column).subspan(begin, order.size()), order);
}

} // namespace aisle
