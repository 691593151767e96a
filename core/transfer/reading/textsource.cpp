#include "core/transfer/reading/textsource.h"

#include <algorithm>
#include <cstring>

namespace aisle {

namespace {

std::string headOf(ByteSource &bytes)
{
    std::string head(4, '\0');
    head.resize(bytes.read(head.data(), head.size()));
    return head;
}

} // namespace

TextSource::TextSource(std::unique_ptr<ByteSource> bytes, const QString &encoding)
    : m_bytes(std::move(bytes)), m_head(headOf(*m_bytes)),
      m_converter(encodingOfMark(m_head).isEmpty() ? encoding : encodingOfMark(m_head))
{
}

std::size_t TextSource::readRaw(char *to, std::size_t size)
{
    const auto kept = std::min(m_head.size(), size);
    std::memcpy(to, m_head.data(), kept);
    m_head.erase(0, kept);
    const auto got = kept + m_bytes->read(to + kept, size - kept);
    m_atEnd = got < size;
    return got;
}

std::size_t TextSource::read(char *to, std::size_t size)
{
    std::size_t got = 0;
    while (got == 0 && !m_atEnd) {
        if (!isConverted()) {
            got = readRaw(to, size);
        } else {
            m_raw.resize(Utf8Converter::inputFor(size));
            const auto raw = readRaw(m_raw.data(), m_raw.size());
            got = m_converter.convert({m_raw.data(), raw}, m_atEnd, to);
        }
        if (std::exchange(m_atStart, false) && got >= 3 && std::memcmp(to, "\xEF\xBB\xBF", 3) == 0) {
            got -= 3;
            std::memmove(to, to + 3, got);
        }
    }
    m_lines.add({to, got});
    return got;
}

} // namespace aisle
