#include "core/features/encoders/tokenisers/charsmap.h"

#include "core/features/encoders/tokenisers/characters.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <QtEndian>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

namespace aisle {

namespace {

// A unit of a double array: label, whether a value follows, and how far its children lie.
std::size_t offsetOf(std::uint32_t unit)
{
    return static_cast<std::size_t>(unit >> 10) << ((unit & (1U << 9)) >> 6);
}
std::uint32_t labelOf(std::uint32_t unit)
{
    return unit & ((1U << 31) | 0xff);
}
bool hasValue(std::uint32_t unit)
{
    return ((unit >> 8) & 1) == 1;
}
std::size_t valueOf(std::uint32_t unit)
{
    return unit & ((1U << 31) - 1);
}

} // namespace

CharsMap CharsMap::read(const TokeniserPart &part)
{
    const auto bytes = QByteArray::fromBase64(QByteArray::fromStdString(part.text("precompiled_charsmap")));
    constexpr std::size_t kUnit = sizeof(std::uint32_t);
    const auto size = static_cast<std::size_t>(bytes.size());
    const auto trie = size < kUnit ? size : qFromLittleEndian<std::uint32_t>(bytes.constData());
    if (size < kUnit || trie > size - kUnit || trie % kUnit != 0 || trie == 0)
        part.refuse(QStringLiteral("the trie of its precompiled_charsmap does not fit into it"));
    CharsMap map;
    map.m_units.resize(trie / kUnit);
    qFromLittleEndian<std::uint32_t>(bytes.constData() + kUnit, static_cast<qsizetype>(map.m_units.size()),
                                     map.m_units.data());
    map.m_texts.assign(bytes.constData() + kUnit + trie, size - kUnit - trie);
    return map;
}

/// Of the shortest beginning that has one; absent where none has.
std::optional<std::string_view> CharsMap::replacement(std::string_view chunk) const
{
    std::size_t node = offsetOf(m_units[0]);
    for (const char c : chunk) {
        const auto byte = static_cast<std::uint8_t>(c);
        node ^= byte;
        if (byte == 0 || node >= m_units.size() || labelOf(m_units[node]) != byte)
            return {};
        const auto unit = m_units[node];
        node ^= offsetOf(unit);
        if (node >= m_units.size())
            return {};
        if (hasValue(unit)) {
            const auto begin = std::min(valueOf(m_units[node]), m_texts.size());
            const auto end = std::min(m_texts.find('\0', begin), m_texts.size());
            return std::string_view(m_texts).substr(begin, end - begin);
        }
    }
    return {};
}

void CharsMap::addReplaced(std::string_view grapheme, std::string &to) const
{
    constexpr std::size_t kLookedUpWhole = 6;
    if (grapheme.size() < kLookedUpWhole) {
        if (const auto whole = replacement(grapheme)) {
            to += *whole;
            return;
        }
    }
    for (std::size_t at = 0; at < grapheme.size();) {
        const auto character = grapheme.substr(at, characters::lengthAt(grapheme, at));
        to += replacement(character).value_or(character);
        at += character.size();
    }
}

void CharsMap::apply(std::string &text) const
{
    UErrorCode status = U_ZERO_ERROR;
    UText opened = UTEXT_INITIALIZER;
    const std::unique_ptr<icu::BreakIterator> graphemes(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    utext_openUTF8(&opened, text.data(), static_cast<std::int64_t>(text.size()), &status);
    if (U_FAILURE(status))
        return;
    graphemes->setText(&opened, status);
    std::string to;
    to.reserve(text.size());
    const std::string_view whole(text);
    for (auto begin = graphemes->first(), end = graphemes->next(); end != icu::BreakIterator::DONE;
         begin = end, end = graphemes->next())
        addReplaced(whole.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)), to);
    utext_close(&opened);
    text = std::move(to);
}

} // namespace aisle
