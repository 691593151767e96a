#pragma once
#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

class QJsonObject;

namespace aisle {

/// What a text became.
struct TokenisedText
{
    std::vector<std::int32_t> ids;
    std::vector<std::int32_t> types; ///< of each token, 0 for almost all encoders
    std::size_t words = 0;           ///< with a letter or digit, before any were cut off
    std::size_t unknownWords = 0;    ///< of those, with a part that has no token
};

/// How many tokens a text may have.
struct TokenLimits
{
    std::size_t longest = 0; ///< with the special ones; 0: as many as there are
    bool special = true;     ///< whether special tokens are put around the text
};

/// Cuts texts into the tokens of an encoder, as its `tokenizer.json` or `vocab.txt` says: the same ids as Hugging
/// Face's tokenizers give. What the file says of padding is ignored, and of truncation the side counts. Cheap to copy;
/// thread-safe.
class TextTokeniser
{
public:
    /// @param folder     with tokenizer.json, or vocab.txt of BERT and its tokenizer_config.json
    /// @param lowercase  makes texts lower case first, where the tokeniser does not
    /// @throws Error encoder.no-tokeniser, tokeniser.unknown, tokeniser.damaged, tokeniser.pattern, encoder.unreadable
    static TextTokeniser open(const QString &folder, bool lowercase = false);
    /// @param file  is named in sentences
    static TextTokeniser read(const QJsonObject &tokeniser, const QString &file, bool lowercase = false);

    /// @param text  UTF-8; wrong bytes are read as U+FFFD
    TokenisedText tokens(std::string_view text, const TokenLimits &limits = {}) const;
    std::optional<std::int32_t> unknown() const; ///< the token of what has none
    std::optional<std::size_t> longest() const;  ///< what the file cuts texts at
    std::int32_t largestId() const;              ///< of tokens that texts can have
    std::size_t medianTokenLength() const;       ///< in characters

private:
    struct Parts;
    std::shared_ptr<const Parts> m_parts;
};

} // namespace aisle
