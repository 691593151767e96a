#include "core/transfer/importing/duplicates.h"

#include <bit>
#include <string_view>
#include <vector>

namespace aisle {

namespace {

class DuplicateFinder
{
public:
    DuplicateFinder(const RowLayout &layout, const TextSpool &contexts)
        : m_layout(layout), m_contexts(contexts), m_stride(layout.bytes()), m_comparable(layout.comparableBytes())
    {
    }

    /// Marks what repeats among one user's rows. @return how many
    std::size_t mark(const char *rows, std::size_t count, std::vector<bool> &repeats)
    {
        repeats.assign(count, false);
        m_slots.assign(std::bit_ceil(count * 2), 0);
        std::size_t found = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto *row = rows + i * m_stride;
            auto at = hash(row) & (m_slots.size() - 1);
            while (m_slots[at] != 0 && !equal(rows + (m_slots[at] - 1) * m_stride, row))
                at = (at + 1) & (m_slots.size() - 1);
            if (m_slots[at] == 0) {
                m_slots[at] = static_cast<std::uint32_t>(i + 1);
            } else {
                repeats[i] = true;
                ++found;
            }
        }
        return found;
    }

private:
    std::uint64_t hash(const char *row) const
    {
        std::uint64_t state = 0x9e3779b97f4a7c15;
        const auto *end = row + m_comparable;
        for (const auto *at = row + 4; at < end; at += 8) { // past the user, who is the same
            std::uint64_t word = 0;
            std::memcpy(&word, at, std::min<std::size_t>(8, static_cast<std::size_t>(end - at)));
            state = (state ^ word) * 0xbf58476d1ce4e5b9;
            state ^= state >> 29;
        }
        return state ^ (state >> 32);
    }
    bool equal(const char *a, const char *b) const
    {
        if (std::memcmp(a, b, m_comparable) != 0)
            return false;
        return !m_layout.hasContext ||
               m_contexts.read(m_layout.unpack(a).context) == m_contexts.read(m_layout.unpack(b).context);
    }

    const RowLayout &m_layout;
    const TextSpool &m_contexts;
    std::size_t m_stride, m_comparable;
    std::vector<std::uint32_t> m_slots;
};

} // namespace

std::int64_t findDuplicates(SortedRows &sorted, const RowLayout &layout, const TextSpool &contexts, bool remove)
{
    DuplicateFinder finder(layout, contexts);
    const auto stride = layout.bytes();
    std::int64_t found = 0;
    std::vector<bool> repeats;
    const auto *from = sorted.rows.get();
    auto *to = sorted.rows.get();
    for (auto &count : sorted.counts) {
        const auto before = count;
        const auto here = before > 1 ? finder.mark(from, before, repeats) : 0;
        found += static_cast<std::int64_t>(here);
        if (remove) {
            for (std::uint32_t i = 0; i < before; ++i) {
                if (here > 0 && repeats[i])
                    continue;
                if (to != from + i * stride)
                    std::memmove(to, from + i * stride, stride);
                to += stride;
            }
            count -= static_cast<std::uint32_t>(here);
            sorted.rowCount -= here;
        }
        from += before * stride;
    }
    return found;
}

} // namespace aisle
