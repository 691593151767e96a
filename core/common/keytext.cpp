#include "core/common/keytext.h"

#include <algorithm>
#include <cstddef>

namespace aisle {

namespace {

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f;
}

/// A blank or a control character.
bool isAsciiBlank(char c)
{
    return static_cast<unsigned char>(c) <= 0x20;
}

/// Of two to four bytes.
bool isInvisible(std::string_view character)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 2)
        return byte(0) == 0xC2 && (byte(1) == 0xA0 || byte(1) == 0xAD || byte(1) == 0x85);
    if (character.size() == 4)
        return character == "\xF3\xA0\x80\xA0";
    if (byte(0) == 0xE2 && byte(1) == 0x80) // spaces, zero widths, marks of direction, line separators
        return (byte(2) >= 0x80 && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAF);
    if (byte(0) == 0xE2 && byte(1) == 0x81)
        return byte(2) >= 0x9F && byte(2) <= 0xA9;
    return character == "\xEF\xBB\xBF" || character == "\xE3\x80\x80" || character == "\xE1\xA0\x8E" ||
           character == "\xEF\xB8\x8F" || character == "\xE3\x85\xA4" || character == "\xE2\xA0\x80";
}

/// Bytes of what cannot be seen at the beginning, 0 where there is none.
std::size_t invisibleFront(std::string_view text)
{
    if (isAsciiBlank(text.front()))
        return 1;
    for (const std::size_t size : {2, 3, 4})
        if (text.size() >= size && isInvisible(text.substr(0, size)))
            return size;
    return 0;
}

std::size_t invisibleBack(std::string_view text)
{
    if (isAsciiBlank(text.back()))
        return 1;
    for (const std::size_t size : {2, 3, 4})
        if (text.size() >= size && isInvisible(text.substr(text.size() - size)))
            return size;
    return 0;
}

/// ="1000" and '1000, as spreadsheets mark digits that are no number.
std::string_view withoutMark(std::string_view text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() > 1 && text.front() == '\'' && std::all_of(text.begin() + 1, text.end(), isDigit))
        return text.substr(1);
    if (text.size() > 3 && text.starts_with("=\"") && text.find('"', 2) == text.size() - 1)
        return text.substr(2, text.size() - 3);
    return text;
}

/// Whether a character that begins with the byte may be one that composing changes: combining marks, scripts that have
/// them, compatibility characters.
bool mayBeComposed(unsigned char lead)
{
    return lead == 0xCC || lead == 0xCD || (lead >= 0xD6 && lead <= 0xE3) || lead >= 0xEF;
}

} // namespace

std::string_view composed(std::string_view key, std::string &buffer)
{
    if (std::none_of(key.begin(), key.end(), [](char c) { return mayBeComposed(static_cast<unsigned char>(c)); }))
        return key;
    buffer =
        QString::fromUtf8(key.data(), qsizetype(key.size())).normalized(QString::NormalizationForm_C).toStdString();
    return buffer == key ? key : std::string_view(buffer);
}

std::string_view trimmedKey(std::string_view text)
{
    if (!text.empty() && isPlain(text.front()) && isPlain(text.back()))
        return text.front() == '=' || text.front() == '\'' ? withoutMark(text) : text;
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

QString storedKey(const QString &written)
{
    const auto text = written.toStdString();
    std::string buffer;
    const auto key = composed(trimmedKey(text), buffer);
    return QString::fromUtf8(key.data(), qsizetype(key.size()));
}

} // namespace aisle
