#include "core/features/encoders/tokenisers/pretokeniser.h"

#include "core/features/encoders/tokenisers/characters.h"
#include "core/features/encoders/tokenisers/normaliser.h"
#include "core/features/encoders/tokenisers/textpattern.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <QJsonArray>
#include <map>

namespace aisle {

namespace {

SplitBehaviour behaviourOf(const TokeniserPart &part)
{
    static const std::map<std::string, SplitBehaviour> kNames{
        {"Removed", SplitBehaviour::Removed},
        {"Isolated", SplitBehaviour::Isolated},
        {"MergedWithPrevious", SplitBehaviour::MergedWithPrevious},
        {"MergedWithNext", SplitBehaviour::MergedWithNext},
        {"Contiguous", SplitBehaviour::Contiguous}};
    const auto name = part.text("behavior", "Isolated");
    const auto found = kNames.find(name);
    if (found == kNames.end())
        part.refuse(
            QStringLiteral("%1 has the unknown behavior \"%2\"").arg(part.kind(), QString::fromStdString(name)));
    return found->second;
}

PreTokeniser byCharacters(bool (*is)(char32_t), SplitBehaviour behaviour)
{
    return [=](TextPieces &pieces) {
        splitPieces(
            pieces, [&](std::string_view text) { return stretchesOf(text, is); }, behaviour);
    };
}

PreTokeniser byPattern(const TextPattern &pattern, SplitBehaviour behaviour, bool inverted)
{
    return [=](TextPieces &pieces) {
        splitPieces(
            pieces,
            [&](std::string_view text) {
                auto stretches = pattern.stretches(text);
                for (auto &stretch : stretches)
                    stretch.matches = stretch.matches != inverted;
                return stretches;
            },
            behaviour);
    };
}

PreTokeniser allOf(std::vector<PreTokeniser> steps)
{
    return [steps = std::move(steps)](TextPieces &pieces) {
        for (const auto &step : steps)
            step(pieces);
    };
}

PreTokeniser readBert(const TokeniserPart &)
{
    return allOf({byCharacters(characters::isWhitespace, SplitBehaviour::Removed),
                  byCharacters(characters::isPunctuation, SplitBehaviour::Isolated)});
}

/// \w+|[^\w\s]+ without a regular expression: runs of one kind, spaces left out.
PreTokeniser readWhitespace(const TokeniserPart &)
{
    return allOf({byCharacters(characters::isWhitespace, SplitBehaviour::Removed),
                  byCharacters(characters::isOfWord, SplitBehaviour::Contiguous)});
}

PreTokeniser readWhitespaceSplit(const TokeniserPart &)
{
    return byCharacters(characters::isWhitespace, SplitBehaviour::Removed);
}

PreTokeniser readPunctuation(const TokeniserPart &part)
{
    return byCharacters(characters::isPunctuation, behaviourOf(part));
}

PreTokeniser readDigits(const TokeniserPart &part)
{
    return byCharacters(characters::isNumeric,
                        part.flag("individual_digits", false) ? SplitBehaviour::Isolated : SplitBehaviour::Contiguous);
}

PreTokeniser readDelimiter(const TokeniserPart &part)
{
    return byPattern(TextPattern::ofText(part.text("delimiter")), SplitBehaviour::Removed, false);
}

PreTokeniser readSplit(const TokeniserPart &part)
{
    return byPattern(TextPattern::read(part.part(part.value("pattern"))), behaviourOf(part),
                     part.flag("invert", false));
}

/// Radford et al. 2019.
PreTokeniser readByteLevel(const TokeniserPart &part)
{
    const bool prefixes = part.flag("add_prefix_space", true), splits = part.flag("use_regex", true);
    const auto words =
        byPattern(TextPattern::ofRegex(R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)",
                                       part.file()),
                  SplitBehaviour::Isolated, false);
    return [=](TextPieces &pieces) {
        for (auto &piece : pieces)
            if (prefixes && piece.token < 0 && !piece.text.starts_with(' '))
                piece.text.insert(0, 1, ' ');
        if (splits)
            words(pieces);
        for (auto &piece : pieces)
            if (piece.token < 0)
                writeBytesVisibly(piece.text);
    };
}

/// SentencePiece's spaces as a character of their own, one before the text.
PreTokeniser readMetaspace(const TokeniserPart &part)
{
    const auto mark = part.text("replacement", "\u2581");
    auto scheme = part.text("prepend_scheme", "always");
    if (!part.flag("add_prefix_space", true))
        scheme = "never";
    if (scheme != "always" && scheme != "first" && scheme != "never")
        part.refuse(
            QStringLiteral("Metaspace has the unknown prepend_scheme \"%1\"").arg(QString::fromStdString(scheme)));
    const bool splits = part.flag("split", true);
    const auto words = byPattern(TextPattern::ofText(mark), SplitBehaviour::MergedWithNext, false);
    return [=](TextPieces &pieces) {
        for (auto &piece : pieces) {
            if (piece.token >= 0)
                continue;
            for (auto at = piece.text.find(' '); at != std::string::npos; at = piece.text.find(' ', at + mark.size()))
                piece.text.replace(at, 1, mark);
            if (!piece.text.starts_with(mark) && (scheme == "always" || (scheme == "first" && piece.atStart)))
                piece.text.insert(0, mark);
        }
        if (splits)
            words(pieces);
    };
}

PreTokeniser readSequence(const TokeniserPart &part)
{
    std::vector<PreTokeniser> steps;
    for (const auto &step : part.value("pretokenizers").toArray())
        steps.push_back(readPreTokeniser(part.part(step)));
    return allOf(std::move(steps));
}

} // namespace

PreTokeniser readPreTokeniser(const TokeniserPart &part)
{
    static const std::map<QString, PreTokeniser (*)(const TokeniserPart &)> kKinds{
        {QStringLiteral("BertPreTokenizer"), readBert},
        {QStringLiteral("ByteLevel"), readByteLevel},
        {QStringLiteral("CharDelimiterSplit"), readDelimiter},
        {QStringLiteral("Digits"), readDigits},
        {QStringLiteral("Metaspace"), readMetaspace},
        {QStringLiteral("Punctuation"), readPunctuation},
        {QStringLiteral("Sequence"), readSequence},
        {QStringLiteral("Split"), readSplit},
        {QStringLiteral("Whitespace"), readWhitespace},
        {QStringLiteral("WhitespaceSplit"), readWhitespaceSplit}};
    const auto found = kKinds.find(part.kind());
    if (found == kKinds.end())
        part.refuseKind("pre-tokenizer");
    return found->second(part);
}

} // namespace aisle
