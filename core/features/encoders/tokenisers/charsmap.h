#pragma once
#include <QByteArray>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

class TokeniserPart;

/// SentencePiece's precompiled normalisation: a double-array trie (Darts) from characters to what stands for them.
/// Applied as the reference does, whose oddities are part of what encoders were trained with: a grapheme of fewer than
/// six bytes is looked up as a whole first, and the shortest match counts for all of it.
class CharsMap
{
public:
    /// @throws Error tokeniser.damaged
    static CharsMap read(const TokeniserPart &part);
    void apply(std::string &text) const;

private:
    std::optional<std::string_view> replacement(std::string_view chunk) const;
    void addReplaced(std::string_view grapheme, std::string &to) const;

    std::vector<std::uint32_t> m_units;
    std::string m_texts; ///< each ended by a zero
};

} // namespace aisle
