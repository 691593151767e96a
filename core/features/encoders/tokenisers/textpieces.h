#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// A stretch of a text, in bytes; those of a text lie one behind the other.
struct Stretch
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool matches = false; ///< what was looked for, or what lies between
};

/// What becomes of what was looked for when a text is split by it.
enum class SplitBehaviour { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };

/// A part of a text on its way to tokens.
struct TextPiece
{
    std::string text;
    std::int32_t token = -1; ///< of an added token, which nothing cuts or changes any more
    bool atStart = false;    ///< whether it begins with the first character of the whole text
};
using TextPieces = std::vector<TextPiece>;

/// Stretches of the characters of which `is` holds, one each, and of what lies between.
std::vector<Stretch> stretchesOf(std::string_view text, const std::function<bool(char32_t)> &is);

/// Cuts a piece at its stretches; empty parts are left out.
void splitPiece(const TextPiece &piece, const std::vector<Stretch> &stretches, SplitBehaviour behaviour,
                TextPieces &parts);
/// The same for every piece that is no added token.
void splitPieces(TextPieces &pieces, const std::function<std::vector<Stretch>(std::string_view)> &stretches,
                 SplitBehaviour behaviour);

} // namespace aisle
