#pragma once
#include "core/recommend/recommender.h"

#include <span>
#include <vector>

namespace aisle {

/// Which events of a history hide their products from lists when seen ones are masked: where purchases are asked for,
/// what was only viewed is offered.
class SeenKinds
{
public:
    /// @param kinds  by Visit::kind; empty: every event hides its product
    explicit SeenKinds(std::vector<bool> kinds = {}) : m_kinds(std::move(kinds)) {}

    bool areAll() const { return m_kinds.empty(); }
    bool hide(const Visit &visit) const { return areAll() || (visit.kind < m_kinds.size() && m_kinds[visit.kind]); }
    /// Sorted, distinct: what must not be offered, Request::hidden among it.
    std::vector<ItemIndex> hiddenOf(std::span<const Visit> history, std::span<const ItemIndex> hidden) const;

private:
    std::vector<bool> m_kinds;
};

} // namespace aisle
