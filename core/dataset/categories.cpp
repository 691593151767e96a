#include "core/dataset/categories.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace aisle {

std::vector<std::string_view> categoriesIn(std::string_view text)
{
    constexpr std::string_view kSpaces = " \t\r\n";
    std::vector<std::string_view> found;
    for (std::size_t start = 0; start <= text.size();) {
        const auto end = std::min(text.find('|', start), text.size());
        auto one = text.substr(start, end - start);
        start = end + 1;
        one.remove_prefix(std::min(one.find_first_not_of(kSpaces), one.size()));
        one.remove_suffix(one.size() - std::min(one.find_last_not_of(kSpaces) + 1, one.size()));
        if (!one.empty() && std::ranges::find(found, one) == found.end())
            found.push_back(one);
    }
    return found;
}

CategoryRows::CategoryRows(const std::vector<std::string> &texts)
{
    std::unordered_map<std::string_view, std::uint32_t> known;
    for (const auto &text : texts) {
        const auto first = static_cast<std::ptrdiff_t>(m_categories.size());
        for (const auto name : categoriesIn(text))
            m_categories.push_back(known.try_emplace(name, static_cast<std::uint32_t>(known.size())).first->second);
        std::sort(m_categories.begin() + first, m_categories.end());
        m_offsets.push_back(static_cast<std::uint32_t>(m_categories.size()));
    }
    m_count = static_cast<std::uint32_t>(known.size());
}

std::span<const std::uint32_t> CategoryRows::of(ItemIndex item) const
{
    if (item.value >= products())
        return {};
    return std::span(m_categories).subspan(m_offsets[item.value], m_offsets[item.value + 1] - m_offsets[item.value]);
}

double CategoryRows::cosine(ItemIndex a, ItemIndex b) const
{
    const auto left = of(a), right = of(b);
    const auto common = std::ranges::count_if(left, [&](auto one) { return std::ranges::binary_search(right, one); });
    return common == 0 ? 0 : static_cast<double>(common) / std::sqrt(static_cast<double>(left.size() * right.size()));
}

void CategoryRows::gatherOthers()
{
    CategoryRows all;
    for (std::uint32_t i = 0; i < products(); ++i) {
        const auto own = of(ItemIndex(i));
        all.m_categories.insert(all.m_categories.end(), own.begin(), own.end());
        if (own.empty()) {
            all.m_categories.push_back(m_count);
            all.m_count = m_count + 1;
        }
        all.m_offsets.push_back(static_cast<std::uint32_t>(all.m_categories.size()));
    }
    all.m_count = std::max(all.m_count, m_count);
    *this = std::move(all);
}

void CategoryRows::save(SnapshotWriter &out) const
{
    out.array(empty() ? std::vector<std::uint32_t>{} : m_offsets);
    if (!empty())
        out.array(m_categories);
}

CategoryRows CategoryRows::load(SnapshotReader &in, std::size_t products, std::uint32_t none)
{
    CategoryRows rows;
    auto first = in.array<std::uint32_t>();
    if (first.empty())
        return rows;
    if (first.size() == products) {
        for (const auto category : first) {
            if (category != none)
                rows.m_categories.push_back(category);
            rows.m_offsets.push_back(static_cast<std::uint32_t>(rows.m_categories.size()));
        }
    } else {
        rows.m_offsets = std::move(first);
        rows.m_categories = in.array<std::uint32_t>();
        in.check(rows.m_offsets.size() == products + 1 && rows.m_offsets.front() == 0 &&
                 std::ranges::is_sorted(rows.m_offsets) && rows.m_offsets.back() == rows.m_categories.size());
    }
    for (const auto category : rows.m_categories) {
        in.check(category < rows.m_categories.size()); // numbers without a gap
        rows.m_count = std::max(rows.m_count, category + 1);
    }
    for (std::uint32_t i = 0; i < rows.products(); ++i)
        in.check(std::ranges::is_sorted(rows.of(ItemIndex(i))));
    return rows;
}

} // namespace aisle
