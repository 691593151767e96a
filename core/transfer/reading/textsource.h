#pragma once
#include "core/transfer/reading/bytesource.h"
#include "core/transfer/reading/encoding.h"
#include "core/transfer/tables/linecounts.h"

namespace aisle {

/// The UTF-8 text of one input, without a byte order mark.
class TextSource
{
public:
    /// @param encoding  ICU name; the file's own byte order mark overrules it
    TextSource(std::unique_ptr<ByteSource> bytes, const QString &encoding);

    /// Fills most of `to`. @param size at least 64
    /// @return bytes written, 0 only at the end
    std::size_t read(char *to, std::size_t size);
    bool atEnd() const { return m_atEnd; }
    bool isConverted() const { return !m_converter.isIdentity(); }
    const ByteSource &bytes() const { return *m_bytes; }
    std::int64_t lines() const { return m_lines.lines(); } ///< read so far

private:
    std::size_t readRaw(char *to, std::size_t size);

    std::unique_ptr<ByteSource> m_bytes;
    std::string m_head; ///< looked at for a mark, not handed out yet
    std::vector<char> m_raw;
    Utf8Converter m_converter;
    LineCounter m_lines;
    bool m_atStart = true, m_atEnd = false;
};

} // namespace aisle
