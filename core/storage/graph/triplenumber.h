#pragma once
#include "core/storage/graph/graphstore.h"

namespace aisle {

/// A triple as one number, so that a table of millions keeps eight bytes a row; numbers ascend as triples do.
inline constexpr int kEntityBits = 25, kRelationBits = 13;

inline std::int64_t numberOf(const StoredTriple &triple)
{
    return ((triple.head.value << kRelationBits | triple.relation.value) << kEntityBits) | triple.tail.value;
}
inline StoredTriple tripleOf(std::int64_t number)
{
    constexpr std::int64_t kEntity = (std::int64_t(1) << kEntityBits) - 1;
    constexpr std::int64_t kRelation = (std::int64_t(1) << kRelationBits) - 1;
    return {EntityId(number >> (kEntityBits + kRelationBits)), RelationId(number >> kEntityBits & kRelation),
            EntityId(number & kEntity)};
}

} // namespace aisle
