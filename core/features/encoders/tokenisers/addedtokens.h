#pragma once
#include "core/features/encoders/tokenisers/normaliser.h"
#include "core/features/encoders/tokenisers/textpieces.h"
#include "core/features/encoders/tokenisers/vocabulary.h"

namespace aisle {

/// Tokens that are found in a text as they stand, before anything else is done to it: special ones, and words that were
/// added to a vocabulary.
class AddedTokens
{
public:
    /// @param vocabulary  ids of those that it has; the others are counted on behind it, whatever the file says
    /// @param normaliser  may be empty
    /// @throws Error tokeniser.damaged
    static AddedTokens read(const TokeniserPart &part, const Vocabulary &vocabulary, Normaliser normaliser);

    /// The text cut at them, what lies between normalised. @param text  sound UTF-8
    TextPieces cut(const std::string &text) const;
    const Vocabulary &ids() const { return m_ids; }

private:
    struct Added
    {
        std::string text; ///< as it is looked for
        std::int32_t id = 0;
        bool leftStrip = false, rightStrip = false, singleWord = false;
    };
    /// Sorted by the text, the longer of two that begin alike last.
    using Table = std::vector<Added>;
    bool keepsFirst(std::string_view text) const;
    static void sort(Table &table);
    static const Added *longestAt(const Table &table, std::string_view text, std::size_t at);
    static void cutBy(const Table &table, const TextPiece &piece, TextPieces &parts);

    Vocabulary m_ids;
    Table m_written, m_normalised; ///< looked for in the text as it is, and in the normalised one
    Normaliser m_normaliser;
};

} // namespace aisle
