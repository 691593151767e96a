#pragma once
#include <cstdint>

namespace aisle {

/// Dense numbers: entities and relations each from 0.
struct Triple
{
    std::uint32_t head, relation, tail;
};

} // namespace aisle
