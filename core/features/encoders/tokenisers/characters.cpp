#include "core/features/encoders/tokenisers/characters.h"

#include <algorithm>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace aisle::characters {

namespace {

constexpr char32_t kReplacement = 0xfffd;

UChar32 decoded(std::string_view text, std::size_t &at)
{
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(text.data());
    UChar32 c = 0;
    U8_NEXT(bytes, at, text.size(), c);
    return c;
}

bool isOf(char32_t c, std::uint32_t categories)
{
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & categories) != 0;
}

/// Whether Unicode had the character by this version.
bool isAsOldAs(char32_t c, int version)
{
    UVersionInfo age;
    u_charAge(static_cast<UChar32>(c), age);
    return age[0] <= version;
}

} // namespace

char32_t next(std::string_view text, std::size_t &at)
{
    const auto c = decoded(text, at);
    return c < 0 ? kReplacement : static_cast<char32_t>(c);
}

std::size_t lengthAt(std::string_view text, std::size_t at)
{
    const auto start = at;
    decoded(text, at);
    return at - start;
}

std::size_t count(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return !U8_IS_TRAIL(static_cast<std::uint8_t>(c)); }));
}

void append(std::string &text, char32_t c)
{
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
    text.append(bytes, static_cast<std::size_t>(length));
}

std::string soundText(std::string_view text)
{
    std::string sound;
    sound.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        append(sound, next(text, at));
    return sound;
}

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
}

bool isWhitespace(char32_t c)
{
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool isUnseen(char32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r')
        return false;
    return isOf(c, U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK) && isAsOldAs(c, 8);
}

bool isIdeograph(char32_t c)
{
    // The last but one begins where BERT's own code says 2B820.
    static constexpr struct
    {
        char32_t first, last;
    } kBlocks[] = {{0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xf900, 0xfaff},  {0x20000, 0x2a6df},
                   {0x2a700, 0x2b81f}, {0x2b920, 0x2ceaf}, {0x2f800, 0x2fa1f}};
    return std::ranges::any_of(kBlocks, [&](const auto &block) { return c >= block.first && c <= block.last; });
}

bool isAccent(char32_t c)
{
    return c >= 0x300 && isOf(c, U_GC_MN_MASK) && isAsOldAs(c, 8);
}

bool isMark(char32_t c)
{
    return c >= 0x300 && isOf(c, U_GC_M_MASK) && isAsOldAs(c, 9);
}

bool isPunctuation(char32_t c)
{
    if (c < 0x80)
        return u_isgraph(static_cast<UChar32>(c)) && !u_isalnum(static_cast<UChar32>(c));
    return isOf(c, U_GC_P_MASK) && isAsOldAs(c, 8);
}

bool isNumeric(char32_t c)
{
    return isOf(c, U_GC_N_MASK);
}

bool isOfWord(char32_t c)
{
    const auto character = static_cast<UChar32>(c);
    return u_isUAlphabetic(character) || isOf(c, U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK) ||
           u_hasBinaryProperty(character, UCHAR_JOIN_CONTROL);
}

bool isLetterOrDigit(char32_t c)
{
    return u_isalnum(static_cast<UChar32>(c)) != 0;
}

void toLower(std::string &text)
{
    constexpr char32_t kDottedCapitalI = 0x130;
    rewrite(text, [](char32_t c, std::string &to) {
        if (c == kDottedCapitalI)
            to += "i\u0307";
        else
            append(to, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    });
}

void normalise(std::string &text, Form form)
{
    if (isAscii(text))
        return;
    UErrorCode status = U_ZERO_ERROR;
    const auto *normaliser = form == Form::Nfc    ? icu::Normalizer2::getNFCInstance(status)
                             : form == Form::Nfd  ? icu::Normalizer2::getNFDInstance(status)
                             : form == Form::Nfkc ? icu::Normalizer2::getNFKCInstance(status)
                                                  : icu::Normalizer2::getNFKDInstance(status);
    std::string to;
    icu::StringByteSink<std::string> sink(&to);
    if (U_SUCCESS(status))
        normaliser->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                                  nullptr, status);
    if (U_SUCCESS(status))
        text = std::move(to);
}

} // namespace aisle::characters
