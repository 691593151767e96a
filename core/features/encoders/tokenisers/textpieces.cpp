#include "core/features/encoders/tokenisers/textpieces.h"

#include "core/features/encoders/tokenisers/characters.h"

#include <algorithm>

namespace aisle {

namespace {

/// Joins a stretch to the one before it where `joins(this one matches, the one before matches)`.
template <class Joins>
std::vector<Stretch> joined(const std::vector<Stretch> &stretches, const Joins &joins)
{
    std::vector<Stretch> whole;
    bool before = false;
    for (const auto &stretch : stretches) {
        if (!whole.empty() && joins(stretch.matches, before)) {
            whole.back().begin = std::min(whole.back().begin, stretch.begin);
            whole.back().end = std::max(whole.back().end, stretch.end);
        } else {
            whole.push_back(stretch);
        }
        before = stretch.matches;
    }
    return whole;
}

std::vector<Stretch> arranged(std::vector<Stretch> stretches, SplitBehaviour behaviour)
{
    const auto first = [](bool matches, bool before) { return matches && !before; };
    switch (behaviour) {
    case SplitBehaviour::Removed:
        std::erase_if(stretches, [](const Stretch &stretch) { return stretch.matches; });
        return stretches;
    case SplitBehaviour::Isolated:
        return stretches;
    case SplitBehaviour::MergedWithPrevious:
        return joined(stretches, first);
    case SplitBehaviour::MergedWithNext:
        std::ranges::reverse(stretches);
        stretches = joined(stretches, first);
        std::ranges::reverse(stretches);
        return stretches;
    case SplitBehaviour::Contiguous:
        return joined(stretches, [](bool matches, bool before) { return matches == before; });
    }
    return stretches;
}

} // namespace

std::vector<Stretch> stretchesOf(std::string_view text, const std::function<bool(char32_t)> &is)
{
    std::vector<Stretch> stretches;
    std::size_t reached = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        if (!is(characters::next(text, at)))
            continue;
        if (reached < begin)
            stretches.push_back({reached, begin, false});
        stretches.push_back({begin, at, true});
        reached = at;
    }
    if (reached < text.size())
        stretches.push_back({reached, text.size(), false});
    return stretches;
}

void splitPiece(const TextPiece &piece, const std::vector<Stretch> &stretches, SplitBehaviour behaviour,
                TextPieces &parts)
{
    for (const auto &part : arranged(stretches, behaviour))
        if (part.begin < part.end)
            parts.push_back({.text = piece.text.substr(part.begin, part.end - part.begin),
                             .atStart = piece.atStart && part.begin == 0});
}

void splitPieces(TextPieces &pieces, const std::function<std::vector<Stretch>(std::string_view)> &stretches,
                 SplitBehaviour behaviour)
{
    TextPieces parts;
    parts.reserve(pieces.size());
    for (auto &piece : pieces) {
        if (piece.token >= 0)
            parts.push_back(std::move(piece));
        else
            splitPiece(piece, stretches(piece.text), behaviour, parts);
    }
    pieces = std::move(parts);
}

} // namespace aisle
