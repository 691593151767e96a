#include "core/common/keytext.h"

#include <cstddef>

namespace aisle {

namespace {

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f;
}

bool isAsciiBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Of two or three bytes.
bool isInvisible(std::string_view character)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 2)
        return byte(0) == 0xC2 && (byte(1) == 0xA0 || byte(1) == 0xAD || byte(1) == 0x85);
    if (byte(0) == 0xE2 && byte(1) == 0x80) // spaces, zero widths, marks of direction, line separators
        return (byte(2) >= 0x80 && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAF);
    if (byte(0) == 0xE2 && byte(1) == 0x81)
        return byte(2) >= 0x9F && byte(2) <= 0xA9;
    return character == "\xEF\xBB\xBF" || character == "\xE3\x80\x80" || character == "\xE1\xA0\x8E";
}

/// Bytes of what cannot be seen at the beginning, 0 where there is none.
std::size_t invisibleFront(std::string_view text)
{
    if (isAsciiBlank(text.front()))
        return 1;
    for (const std::size_t size : {2, 3})
        if (text.size() >= size && isInvisible(text.substr(0, size)))
            return size;
    return 0;
}

std::size_t invisibleBack(std::string_view text)
{
    if (isAsciiBlank(text.back()))
        return 1;
    for (const std::size_t size : {2, 3})
        if (text.size() >= size && isInvisible(text.substr(text.size() - size)))
            return size;
    return 0;
}

} // namespace

std::string_view trimmedKey(std::string_view text)
{
    if (!text.empty() && isPlain(text.front()) && isPlain(text.back()))
        return text;
    while (!text.empty()) {
        const auto bytes = invisibleFront(text);
        if (bytes == 0)
            break;
        text.remove_prefix(bytes);
    }
    while (!text.empty()) {
        const auto bytes = invisibleBack(text);
        if (bytes == 0)
            break;
        text.remove_suffix(bytes);
    }
    return text;
}

} // namespace aisle
