#include "core/transfer/recognition/table/pairlayout.h"

#include "core/common/text/ascii.h"
#include "core/transfer/reading/headernames.h"

#include <algorithm>

namespace aisle {

namespace {

bool isKeyWord(std::string_view token)
{
    return token.size() <= 40 && std::ranges::any_of(token, isDigit) && token.find_first_of(".,;|\"") == token.npos;
}

/// Lines as keys that a separator cuts.
struct KeyLines
{
    std::size_t lines = 0, tokens = 0, keys = 0, longest = 0, shortest = SIZE_MAX, distinctFirsts = 0;

    bool keysOnly() const
    {
        return lines >= 3 && keys * 100 >= tokens * 95 && tokens >= 2 * lines && longest > shortest;
    }
    bool beginDifferently() const { return distinctFirsts * 1000 >= lines * 999; }
};

KeyLines keyLines(const SampleText &text, const std::string &separator)
{
    const auto sample = sampleRows(text, {.separator = separator, .spansLines = false}, 20'000, 1 << 20);
    KeyLines found{.lines = sample.rows.size()};
    std::vector<std::string_view> firsts;
    for (const auto &line : sample.rows) {
        for (std::uint32_t i = 0; i < line.fieldCount; ++i)
            found.keys += isKeyWord(trimmed(sample.field(line, i)));
        found.tokens += line.fieldCount;
        found.longest = std::max<std::size_t>(found.longest, line.fieldCount);
        found.shortest = std::min<std::size_t>(found.shortest, line.fieldCount);
        firsts.push_back(sample.field(line, 0));
    }
    std::ranges::sort(firsts);
    found.distinctFirsts = std::size_t(std::unique(firsts.begin(), firsts.end()) - firsts.begin());
    return found;
}

} // namespace

std::string toldSeparator(const QString &hint)
{
    if (hint == QLatin1String("\\t") || hint == QLatin1String("tab"))
        return "\t";
    if (hint == QLatin1String("space"))
        return " ";
    if (hint == QLatin1String("\\001"))
        return "\x01";
    return hint.toStdString();
}

std::optional<PairLayout> findPairLayout(const SampleText &text, const SeparatorGuess &guess,
                                         const RecognitionHints &hints)
{
    const bool asksAdjacency = hints.layout == layoutName(Layout::Adjacency);
    const bool asked = asksAdjacency || hints.layout == layoutName(Layout::Sequences);
    const bool isTable = guess.fields > 1 && guess.share > (guess.separator == " " ? 0.99 : 0.8);
    if (!asked && (isTable || hints.layout == layoutName(Layout::Events) || !hints.columns.empty()))
        return {};
    std::vector<std::string> candidates{" ", ",", "\t", ";"};
    if (!isAuto(hints.separator))
        candidates = {toldSeparator(hints.separator)};
    for (const auto &separator : candidates) {
        const auto lines = keyLines(text, separator);
        if (!lines.keysOnly() && !(asked && lines.tokens > lines.lines))
            continue;
        const bool isAdjacency = asked ? asksAdjacency : lines.beginDifferently();
        return PairLayout{isAdjacency ? Layout::Adjacency : Layout::Sequences, separator};
    }
    if (!asked)
        return {};
    return PairLayout{asksAdjacency ? Layout::Adjacency : Layout::Sequences, " "};
}

} // namespace aisle
