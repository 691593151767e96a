#pragma once
#include "core/transfer/importing/keycoder.h"
#include "core/transfer/reading/rowreader.h"

#include <optional>
#include <span>

namespace aisle {

class JobContext;

/// Columns of another file by a common column (order heads for order lines), in memory with equal texts kept once.
class JoinTable
{
public:
    /// @throws Error import.no-column, and what reading throws
    JoinTable(const Recipe &recipe, const ReadLimits &limits, JobContext &job);

    /// Values by position in Recipe::joinColumns; nothing when the key is unknown. The first row of a key counts.
    std::optional<std::span<const std::uint32_t>> find(std::string_view key) const;
    std::string_view text(std::uint32_t code) const { return m_texts.key(code); }

private:
    KeyCoder m_keys;
    KeyCoder m_texts;
    std::size_t m_width;
    std::vector<std::uint32_t> m_values; ///< [key][column]
};

} // namespace aisle
