#include "core/transfer/tables/linecounts.h"

#include <algorithm>
#include <cstring>

namespace aisle {

LineCounts &LineCounts::operator+=(const LineCounts &other)
{
    lines += other.lines;
    headers += other.headers;
    blank += other.blank;
    comments += other.comments;
    skipped += other.skipped;
    continuations += other.continuations;
    data += other.data;
    return *this;
}

void LineCounter::add(std::string_view piece)
{
    if (piece.empty())
        return;
    m_ends += std::count(piece.begin(), piece.end(), '\n');
    if (std::memchr(piece.data(), '\r', piece.size()))
        for (std::size_t i = 0; i + 1 < piece.size(); ++i)
            m_ends += piece[i] == '\r' && piece[i + 1] != '\n';
    m_ends += piece.back() == '\r';
    m_ends -= m_any && m_last == '\r' && piece.front() == '\n'; // one line end in two pieces
    m_any = true;
    m_last = piece.back();
}

} // namespace aisle
