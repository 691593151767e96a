#include "core/features/encoders/tokenisers/texttokeniser.h"

#include "core/common/error.h"
#include "core/features/encoders/jsonfile.h"
#include "core/features/encoders/tokenisers/addedtokens.h"
#include "core/features/encoders/tokenisers/bertvocabulary.h"
#include "core/features/encoders/tokenisers/characters.h"
#include "core/features/encoders/tokenisers/pretokeniser.h"
#include "core/features/encoders/tokenisers/specialframe.h"
#include "core/features/encoders/tokenisers/subwords.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <QFileInfo>
#include <algorithm>

namespace aisle {

struct TextTokeniser::Parts
{
    AddedTokens added;
    PreTokeniser cut; ///< may be empty
    std::unique_ptr<Subwords> subwords;
    SpecialFrame special;
    std::optional<std::size_t> longest;
    bool keepsEnd = false; ///< of texts that are too long
};

namespace {

/// Words of a piece: where a tokeniser does not cut at spaces, what stands between two of them is one.
std::size_t wordsOf(std::string_view piece)
{
    constexpr char32_t kMetaspace = 0x2581;
    std::size_t words = 0;
    bool within = false;
    for (std::size_t at = 0; at < piece.size();) {
        const auto c = characters::next(piece, at);
        if (c == kMetaspace || characters::isWhitespace(c))
            within = false;
        else if (!within && characters::isLetterOrDigit(c)) {
            within = true;
            ++words;
        }
    }
    return words;
}

void cutOff(std::vector<std::int32_t> &ids, std::size_t longest, bool keepsEnd)
{
    if (ids.size() <= longest)
        return;
    if (keepsEnd)
        ids.erase(ids.begin(), ids.end() - static_cast<std::ptrdiff_t>(longest));
    else
        ids.resize(longest);
}

Normaliser normaliserOf(const TokeniserPart &whole, bool lowercase)
{
    const bool has = whole.has("normalizer");
    const auto part = whole.part(whole.value("normalizer"));
    Normaliser own = has ? readNormaliser(part) : Normaliser();
    if (!lowercase || (has && lowersCase(part)))
        return own;
    return [own](std::string &text) {
        characters::toLower(text);
        if (own)
            own(text);
    };
}

} // namespace

TextTokeniser TextTokeniser::open(const QString &folder, bool lowercase)
{
    const auto file = folder + QStringLiteral("/tokenizer.json");
    const auto words = folder + QStringLiteral("/vocab.txt");
    if (QFileInfo(file).isFile())
        return read(jsonFile(file), file, lowercase);
    if (QFileInfo(words).isFile())
        return read(bertTokeniser(words, optionalJsonFile(folder + QStringLiteral("/tokenizer_config.json"))), words,
                    lowercase);
    throw Error("encoder.no-tokeniser",
                QT_TRANSLATE_NOOP("Error", "The folder %1 has neither tokenizer.json nor vocab.txt: an encoder cannot "
                                           "read texts without its tokeniser."),
                {folder});
}

TextTokeniser TextTokeniser::read(const QJsonObject &tokeniser, const QString &file, bool lowercase)
{
    const TokeniserPart whole(tokeniser, file);
    auto parts = std::make_shared<Parts>();
    if (!whole.value("model").isObject())
        whole.refuse(QStringLiteral("it has no \"model\""));
    parts->subwords = readSubwords(whole.part(whole.value("model")));
    parts->added = AddedTokens::read(whole, parts->subwords->vocabulary(), normaliserOf(whole, lowercase));
    if (whole.has("pre_tokenizer"))
        parts->cut = readPreTokeniser(whole.part(whole.value("pre_tokenizer")));
    if (whole.has("post_processor"))
        parts->special = SpecialFrame::read(whole.part(whole.value("post_processor")));
    if (whole.has("truncation")) {
        const auto truncation = whole.part(whole.value("truncation"));
        parts->longest = static_cast<std::size_t>(truncation.number("max_length"));
        parts->keepsEnd = truncation.text("direction", "Right") == "Left";
    }
    TextTokeniser made;
    made.m_parts = std::move(parts);
    return made;
}

TokenisedText TextTokeniser::tokens(std::string_view text, const TokenLimits &limits) const
{
    TokenisedText made;
    auto pieces = m_parts->added.cut(characters::soundText(text));
    if (m_parts->cut)
        m_parts->cut(pieces);
    const auto unknownToken = m_parts->subwords->unknown();
    for (const auto &piece : pieces) {
        if (piece.token >= 0) {
            made.ids.push_back(piece.token);
            continue;
        }
        const auto before = static_cast<std::ptrdiff_t>(made.ids.size());
        m_parts->subwords->cut(piece.text, made.ids);
        const auto words = wordsOf(piece.text);
        const auto unknown = unknownToken ? std::count(made.ids.begin() + before, made.ids.end(), *unknownToken) : 0;
        made.words += words;
        made.unknownWords += std::min(words, static_cast<std::size_t>(unknown));
    }
    const auto special = limits.special ? m_parts->special.added() : 0;
    if (limits.longest > 0)
        cutOff(made.ids, limits.longest - std::min(limits.longest, special), m_parts->keepsEnd);
    if (limits.special)
        m_parts->special.frame(made.ids, made.types);
    else
        made.types.assign(made.ids.size(), 0);
    return made;
}

std::optional<std::int32_t> TextTokeniser::unknown() const
{
    return m_parts->subwords->unknown();
}

std::optional<std::size_t> TextTokeniser::longest() const
{
    return m_parts->longest;
}

std::int32_t TextTokeniser::largestId() const
{
    return std::max(
        {m_parts->subwords->vocabulary().largestId(), m_parts->added.ids().largestId(), m_parts->special.largestId()});
}

std::size_t TextTokeniser::medianTokenLength() const
{
    const auto &vocabulary = m_parts->subwords->vocabulary();
    std::vector<std::size_t> lengths;
    for (const auto token : vocabulary.tokens())
        lengths.push_back(characters::count(token));
    for (const auto token : m_parts->added.ids().tokens())
        if (!vocabulary.id(token))
            lengths.push_back(characters::count(token));
    if (lengths.empty())
        return 0;
    std::ranges::sort(lengths);
    return (lengths[(lengths.size() - 1) / 2] + lengths[lengths.size() / 2]) / 2;
}

} // namespace aisle
