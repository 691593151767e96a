#include "core/features/encoders/tokenisers/normaliser.h"

#include "core/features/encoders/tokenisers/characters.h"
#include "core/features/encoders/tokenisers/charsmap.h"
#include "core/features/encoders/tokenisers/textpattern.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <QJsonArray>
#include <array>
#include <map>
#include <vector>

namespace aisle {

namespace {

using characters::Form;

template <Form form>
Normaliser readForm(const TokeniserPart &)
{
    return [](std::string &text) { characters::normalise(text, form); };
}

void clean(std::string &text)
{
    characters::rewrite(text, [](char32_t c, std::string &to) {
        if (c != 0 && c != 0xfffd && !characters::isUnseen(c))
            characters::append(to, characters::isWhitespace(c) ? U' ' : c);
    });
}

void setIdeographsApart(std::string &text)
{
    if (characters::isAscii(text))
        return;
    characters::rewrite(text, [](char32_t c, std::string &to) {
        const bool apart = characters::isIdeograph(c);
        if (apart)
            to += ' ';
        characters::append(to, c);
        if (apart)
            to += ' ';
    });
}

template <bool (*isDropped)(char32_t)>
void drop(std::string &text)
{
    if (!characters::isAscii(text))
        characters::rewrite(text, [](char32_t c, std::string &to) {
            if (!isDropped(c))
                characters::append(to, c);
        });
}

/// Devlin et al. 2019.
Normaliser readBert(const TokeniserPart &part)
{
    const bool cleans = part.flag("clean_text", true), apart = part.flag("handle_chinese_chars", true);
    const bool lower = part.flag("lowercase", true), strips = part.flag("strip_accents", lower);
    return [=](std::string &text) {
        if (cleans)
            clean(text);
        if (apart)
            setIdeographsApart(text);
        if (strips) {
            characters::normalise(text, Form::Nfd);
            drop<characters::isAccent>(text);
        }
        if (lower)
            characters::toLower(text);
    };
}

Normaliser readLowercase(const TokeniserPart &)
{
    return characters::toLower;
}

Normaliser readStripAccents(const TokeniserPart &)
{
    return drop<characters::isMark>;
}

Normaliser readStrip(const TokeniserPart &part)
{
    const bool left = part.flag("strip_left", true), right = part.flag("strip_right", true);
    return [=](std::string &text) {
        std::size_t begin = text.size(), end = 0;
        for (std::size_t at = 0; at < text.size();) {
            const auto start = at;
            if (!characters::isWhitespace(characters::next(text, at))) {
                begin = std::min(begin, start);
                end = at;
            }
        }
        if (right)
            text.resize(end);
        if (left)
            text.erase(0, std::min(begin, text.size()));
    };
}

Normaliser readReplace(const TokeniserPart &part)
{
    const auto pattern = TextPattern::read(part.part(part.value("pattern")));
    const auto content = part.text("content");
    return [=](std::string &text) {
        std::string to;
        for (const auto &stretch : pattern.stretches(text)) {
            if (stretch.matches)
                to += content;
            else
                to.append(text, stretch.begin, stretch.end - stretch.begin);
        }
        text = std::move(to);
    };
}

Normaliser readPrepend(const TokeniserPart &part)
{
    const auto prefix = part.text("prepend");
    return [=](std::string &text) {
        if (!text.empty())
            text.insert(0, prefix);
    };
}

Normaliser readCharsMap(const TokeniserPart &part)
{
    if (!part.has("precompiled_charsmap") || part.text("precompiled_charsmap").empty())
        return [](std::string &) {};
    const auto map = std::make_shared<const CharsMap>(CharsMap::read(part));
    return [map](std::string &text) { map->apply(text); };
}

/// SentencePiece's rule for translation.
Normaliser readNmt(const TokeniserPart &)
{
    const auto isDropped = [](char32_t c) {
        return (c >= 0x1 && c <= 0x8) || c == 0xb || (c >= 0xe && c <= 0x1f) || c == 0x7f || c == 0x8f || c == 0x9f;
    };
    const auto isSpace = [](char32_t c) {
        return c == 0x9 || c == 0xa || c == 0xc || c == 0xd || c == 0x1680 || (c >= 0x200b && c <= 0x200f) ||
               c == 0x2028 || c == 0x2029 || c == 0x2581 || c == 0xfeff || c == 0xfffd;
    };
    return [=](std::string &text) {
        characters::rewrite(text, [&](char32_t c, std::string &to) {
            if (!isDropped(c))
                characters::append(to, isSpace(c) ? U' ' : c);
        });
    };
}

Normaliser readBytes(const TokeniserPart &)
{
    return writeBytesVisibly;
}

Normaliser readSequence(const TokeniserPart &part)
{
    std::vector<Normaliser> steps;
    for (const auto &step : part.value("normalizers").toArray())
        steps.push_back(readNormaliser(part.part(step)));
    return [steps](std::string &text) {
        for (const auto &step : steps)
            step(text);
    };
}

} // namespace

Normaliser readNormaliser(const TokeniserPart &part)
{
    static const std::map<QString, Normaliser (*)(const TokeniserPart &)> kKinds{
        {QStringLiteral("BertNormalizer"), readBert},   {QStringLiteral("ByteLevel"), readBytes},
        {QStringLiteral("Lowercase"), readLowercase},   {QStringLiteral("NFC"), readForm<Form::Nfc>},
        {QStringLiteral("NFD"), readForm<Form::Nfd>},   {QStringLiteral("NFKC"), readForm<Form::Nfkc>},
        {QStringLiteral("NFKD"), readForm<Form::Nfkd>}, {QStringLiteral("Nmt"), readNmt},
        {QStringLiteral("Precompiled"), readCharsMap},  {QStringLiteral("Prepend"), readPrepend},
        {QStringLiteral("Replace"), readReplace},       {QStringLiteral("Sequence"), readSequence},
        {QStringLiteral("Strip"), readStrip},           {QStringLiteral("StripAccents"), readStripAccents}};
    const auto found = kKinds.find(part.kind());
    if (found == kKinds.end())
        part.refuseKind("normalizer");
    return found->second(part);
}

bool lowersCase(const TokeniserPart &part)
{
    const auto steps = part.value("normalizers").toArray();
    return part.kind() == QStringLiteral("Lowercase") ||
           (part.kind() == QStringLiteral("BertNormalizer") && part.flag("lowercase", true)) ||
           std::any_of(steps.begin(), steps.end(), [&](const QJsonValue &step) { return lowersCase(part.part(step)); });
}

void writeBytesVisibly(std::string &text)
{
    static const auto kCharacters = [] {
        std::array<std::string, 256> written;
        char32_t free = 256;
        for (char32_t byte = 0; byte < 256; ++byte) {
            const bool stays = (byte >= '!' && byte <= '~') || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
            characters::append(written[byte], stays ? byte : free++);
        }
        return written;
    }();
    std::string to;
    to.reserve(text.size() + text.size() / 4);
    for (const char c : text)
        to += kCharacters[static_cast<std::uint8_t>(c)];
    text = std::move(to);
}

} // namespace aisle
