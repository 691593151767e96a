#pragma once
#include "core/common/ids.h"
#include "core/numeric/snapshotstream.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// The categories that a catalogue's text names: several stand between '|', spaces around one are no part of it. In
/// the text's order, each once; they live as long as the text.
std::vector<std::string_view> categoriesIn(std::string_view text);

/// Categories of products as numbers.
class CategoryRows
{
public:
    CategoryRows() = default;
    /// @param texts  [products] see categoriesIn(); numbers are given in the order in which categories first appear
    explicit CategoryRows(const std::vector<std::string> &texts);

    bool empty() const { return m_offsets.size() < 2; }
    std::uint32_t products() const { return static_cast<std::uint32_t>(m_offsets.size() - 1); }
    std::uint32_t count() const { return m_count; } ///< how many categories there are
    /// Of one product, ascending; none where it has none, or is behind the last.
    std::span<const std::uint32_t> of(ItemIndex item) const;
    std::size_t begin(ItemIndex item) const
    {
        return m_offsets[item.value];
    } ///< place of a product's first in all of
      ///< them
    std::size_t entries() const { return m_categories.size(); }
    /// Cosine of two products' sets: 1 for the same ones, 0 without a common one.
    double cosine(ItemIndex a, ItemIndex b) const;
    /// Those without a category get one of their own, the last.
    void gatherOthers();

    void save(SnapshotWriter &out) const;
    /// Also what releases before 0.2 wrote, where a product had one category or `none`.
    static CategoryRows load(SnapshotReader &in, std::size_t products, std::uint32_t none = ~0U);

private:
    std::vector<std::uint32_t> m_offsets{0}; ///< [products + 1]
    std::vector<std::uint32_t> m_categories;
    std::uint32_t m_count = 0;
};

} // namespace aisle
