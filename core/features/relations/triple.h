#pragma once
#include <cstdint>

namespace aisle {

/// One fact of a knowledge graph, by dense numbers of its entities and its relation.
struct Triple
{
    std::uint32_t head, relation, tail;
};

} // namespace aisle
