#pragma once
#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <vector>

namespace aisle {

/// Where a value stands among sorted ones; nothing where it is not among them.
/// @param of  what they are sorted by
template <typename Values, typename Value, typename Of = std::identity>
std::optional<std::size_t> placeIn(const Values &sorted, const Value &value, Of of = {})
{
    const auto found = std::ranges::lower_bound(sorted, value, {}, of);
    const bool isThere = found != std::ranges::end(sorted) && std::invoke(of, *found) == value;
    return isThere ? std::optional(static_cast<std::size_t>(found - std::ranges::begin(sorted))) : std::nullopt;
}

/// The same as an index.
template <typename Index, typename Values, typename Value>
std::optional<Index> indexIn(const Values &sorted, const Value &value)
{
    const auto place = placeIn(sorted, value);
    return place ? std::optional(Index(static_cast<typename Index::Value>(*place))) : std::nullopt;
}

/// Each value once, ascending.
template <typename Value>
void sortUnique(std::vector<Value> &values)
{
    std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
}

/// The same of a list of one's own.
template <typename Value>
std::vector<Value> sortedDistinct(std::vector<Value> values)
{
    sortUnique(values);
    return values;
}

/// Leaves the `count` that would stand first in that order, in no order among themselves.
template <typename Value, typename Before = std::less<>>
void keepFirst(std::vector<Value> &values, std::size_t count, Before before = {})
{
    if (values.size() > count)
        std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(count), before);
    values.resize(std::min(values.size(), count));
}

} // namespace aisle
