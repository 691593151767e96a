#pragma once
#include <cmath>
#include <cstddef>

namespace aisle {

/// What a place of a list counts in NDCG (Jarvelin & Kekalainen 2002). @param rank  from 1
inline double rankDiscount(std::size_t rank)
{
    return 1 / std::log2(static_cast<double>(rank) + 1);
}

} // namespace aisle
