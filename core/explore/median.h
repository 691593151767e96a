#pragma once
#include <algorithm>
#include <optional>
#include <vector>

namespace aisle {

/// The middle one, of two the upper; nothing of nothing.
template <typename Value>
std::optional<Value> upperMedian(std::vector<Value> values)
{
    if (values.empty())
        return {};
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace aisle
