#pragma once
#include <cstdint>
#include <string_view>

namespace aisle {

/// What became of the lines of one file. Every line is one of these: lines = headers + blank + comments + skipped +
/// continuations + data.
struct LineCounts
{
    std::int64_t lines = 0;   ///< of the file, counted by their ends alone
    std::int64_t headers = 0; ///< also where one comes again
    std::int64_t blank = 0;   ///< also of nothing but separators
    std::int64_t comments = 0;
    std::int64_t skipped = 0;       ///< above a table, around the records of a JSON document
    std::int64_t continuations = 0; ///< further lines of one row
    std::int64_t data = 0;          ///< where a row begins

    std::int64_t accounted() const { return headers + blank + comments + skipped + continuations + data; }
    LineCounts &operator+=(const LineCounts &other);
};

/// Counts line ends (LF, CRLF, CR, also mixed) in a text that comes piece by piece.
class LineCounter
{
public:
    void add(std::string_view piece);
    /// With a last line that has no end.
    std::int64_t lines() const { return m_ends + (m_any && m_last != '\n' && m_last != '\r'); }

private:
    std::int64_t m_ends = 0;
    char m_last = 0;
    bool m_any = false;
};

} // namespace aisle
