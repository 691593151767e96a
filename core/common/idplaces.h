#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

namespace aisle {

/// How long an array by stored id may become: longer than ids ever get by taking imports back and importing again, and
/// no longer however large an id somebody wrote. Larger ids are as if nothing were known of them.
constexpr std::size_t longestById(std::size_t stored)
{
    constexpr std::size_t kSparsest = 64, kSmall = 1 << 20;
    return stored * kSparsest + kSmall;
}

/// Places 0, 1, 2, ... of stored ids, for arrays by id: as long as there are ids, however large one of them is. A table
/// where the ids are dense, which they are in every project that nobody has tampered with, else a binary search.
class IdPlaces
{
public:
    static constexpr std::uint32_t kNowhere = ~std::uint32_t(0);

    IdPlaces() = default;
    /// @param ids  ascending and distinct
    explicit IdPlaces(std::vector<std::int64_t> ids) : m_ids(std::move(ids))
    {
        constexpr std::int64_t kSparsest = 8, kSmall = 1 << 16; ///< table entries an id; a table that costs nothing
        const auto most = static_cast<std::int64_t>(m_ids.size()) * kSparsest + kSmall;
        if (m_ids.empty() || m_ids.front() < 0 || m_ids.back() >= most)
            return;
        m_table.assign(static_cast<std::size_t>(m_ids.back()) + 1, kNowhere);
        for (std::uint32_t place = 0; place < m_ids.size(); ++place)
            m_table[static_cast<std::size_t>(m_ids[place])] = place;
    }

    std::size_t size() const { return m_ids.size(); }
    std::int64_t id(std::size_t place) const { return m_ids[place]; }
    /// kNowhere: nothing is stored under this id.
    std::uint32_t placeOf(std::int64_t id) const
    {
        if (!m_table.empty())
            return static_cast<std::uint64_t>(id) < m_table.size() ? m_table[static_cast<std::size_t>(id)] : kNowhere;
        const auto found = std::lower_bound(m_ids.begin(), m_ids.end(), id);
        return found == m_ids.end() || *found != id ? kNowhere : static_cast<std::uint32_t>(found - m_ids.begin());
    }

private:
    std::vector<std::int64_t> m_ids;
    std::vector<std::uint32_t> m_table; ///< by id; empty where ids are sparse
};

} // namespace aisle
