#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aisle {

class SnapshotReader;
class SnapshotWriter;

/// Distinct texts in the order of their bytes, known by their place.
class WordList
{
public:
    void append(std::string_view word); ///< greater than the last one
    std::size_t size() const { return m_ends.size(); }
    std::string_view at(std::size_t place) const
    {
        const auto begin = place == 0 ? 0 : m_ends[place - 1];
        return std::string_view(m_texts.data(), m_texts.size()).substr(begin, m_ends[place] - begin);
    }
    std::optional<std::uint32_t> find(std::string_view word) const;
    /// The places of the words that begin with this.
    std::pair<std::size_t, std::size_t> withPrefix(std::string_view prefix) const;
    /// The first at or behind `from` that does not begin with this.
    std::size_t behind(std::string_view prefix, std::size_t from) const;

    void save(SnapshotWriter &out) const;
    /// @throws Error snapshot.damaged also where the words are not in order
    static WordList load(SnapshotReader &in);

private:
    std::vector<char> m_texts;
    std::vector<std::uint32_t> m_ends;
};

} // namespace aisle
