#include "core/features/encoders/tokenisers/addedtokens.h"

#include "core/features/encoders/tokenisers/characters.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <QJsonArray>
#include <algorithm>

namespace aisle {

namespace {

/// The character that ends there.
char32_t characterBefore(std::string_view text, std::size_t end)
{
    auto at = end - 1;
    while (at > 0 && (text[at] & 0xc0) == 0x80)
        --at;
    return characters::next(text, at);
}

std::size_t withSpacesBefore(std::string_view text, std::size_t at, std::size_t least)
{
    while (at > least) {
        const auto c = characterBefore(text, at);
        if (!characters::isWhitespace(c))
            break;
        do
            --at;
        while (at > least && (text[at] & 0xc0) == 0x80);
    }
    return at;
}

std::size_t withSpacesAfter(std::string_view text, std::size_t at)
{
    for (auto next = at; next < text.size() && characters::isWhitespace(characters::next(text, next));)
        at = next;
    return at;
}

bool standsAlone(std::string_view text, std::size_t begin, std::size_t end)
{
    auto at = end;
    return (begin == 0 || !characters::isOfWord(characterBefore(text, begin))) &&
           (end == text.size() || !characters::isOfWord(characters::next(text, at)));
}

} // namespace

AddedTokens AddedTokens::read(const TokeniserPart &part, const Vocabulary &vocabulary, Normaliser normaliser)
{
    AddedTokens tokens;
    tokens.m_normaliser = std::move(normaliser);
    for (const auto &entry : part.value("added_tokens").toArray()) {
        const auto added = part.part(entry);
        auto text = added.text("content");
        if (text.empty() || tokens.m_ids.id(text))
            continue;
        const auto known = vocabulary.id(text);
        const auto id =
            known ? *known : std::max(static_cast<std::int32_t>(vocabulary.size()), tokens.m_ids.largestId() + 1);
        tokens.m_ids.add(text, id);
        // Without a word said a special token is looked for as it stands.
        const bool normalised = added.flag("normalized", !added.flag("special", false));
        if (normalised && tokens.m_normaliser)
            tokens.m_normaliser(text);
        auto &table = normalised ? tokens.m_normalised : tokens.m_written;
        if (!text.empty())
            table.push_back({.text = std::move(text),
                             .id = id,
                             .leftStrip = added.flag("lstrip", false),
                             .rightStrip = added.flag("rstrip", false),
                             .singleWord = added.flag("single_word", false)});
    }
    sort(tokens.m_written);
    sort(tokens.m_normalised);
    return tokens;
}

void AddedTokens::sort(Table &table)
{
    std::ranges::stable_sort(table, {}, &Added::text);
}

const AddedTokens::Added *AddedTokens::longestAt(const Table &table, std::string_view text, std::size_t at)
{
    const auto rest = text.substr(at);
    // Those that `rest` begins with stand before it in order, the longest last, among others with its first byte.
    auto found =
        std::ranges::upper_bound(table, rest, {}, [](const Added &added) { return std::string_view(added.text); });
    while (found != table.begin()) {
        --found;
        if (found->text[0] != rest[0])
            return nullptr;
        if (rest.starts_with(found->text))
            return &*found;
    }
    return nullptr;
}

void AddedTokens::cutBy(const Table &table, const TextPiece &piece, TextPieces &parts)
{
    const std::string_view text = piece.text;
    std::size_t reached = 0;
    const auto between = [&](std::size_t end) {
        if (reached < end)
            parts.push_back(
                {.text = std::string(text.substr(reached, end - reached)), .atStart = piece.atStart && reached == 0});
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto *added = longestAt(table, text, at);
        if (!added) {
            at += characters::lengthAt(text, at);
            continue;
        }
        auto begin = at, end = at + added->text.size();
        at = end;
        if (added->singleWord && !standsAlone(text, begin, end))
            continue;
        if (added->leftStrip)
            begin = withSpacesBefore(text, begin, std::min(reached, begin));
        if (added->rightStrip)
            end = withSpacesAfter(text, end);
        begin = std::max(begin, reached);
        between(begin);
        parts.push_back({.text = added->text, .token = added->id});
        reached = std::max(end, reached);
    }
    between(text.size());
}

/// What a normaliser takes away at the start of a text leaves the rest of it somewhere behind the start.
bool AddedTokens::keepsFirst(std::string_view text) const
{
    std::string first(text.substr(0, characters::lengthAt(text, 0)));
    if (m_normaliser)
        m_normaliser(first);
    return !first.empty();
}

TextPieces AddedTokens::cut(const std::string &text) const
{
    TextPieces pieces, parts;
    cutBy(m_written, {.text = text, .atStart = true}, pieces);
    for (auto &piece : pieces) {
        if (piece.token >= 0) {
            parts.push_back(std::move(piece));
            continue;
        }
        piece.atStart = piece.atStart && keepsFirst(piece.text);
        if (m_normaliser)
            m_normaliser(piece.text);
        cutBy(m_normalised, piece, parts);
    }
    return parts;
}

} // namespace aisle
