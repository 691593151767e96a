#pragma once
#include "core/features/encoders/tokenisers/textpieces.h"

#include <QString>
#include <memory>

namespace aisle {

class TokeniserPart;

/// What a text is searched for: characters as they stand, or a regular expression.
class TextPattern
{
public:
    /// @param part  {"String": ...} or {"Regex": ...}. @throws Error tokeniser.pattern, tokeniser.damaged
    static TextPattern read(const TokeniserPart &part);
    static TextPattern ofText(std::string text);
    /// @param file  named when the expression cannot be read or takes too long
    static TextPattern ofRegex(const std::string &regex, const QString &file);

    /// Matches, leftmost first, and what lies between them. @throws Error tokeniser.pattern
    std::vector<Stretch> stretches(std::string_view text) const;

private:
    struct Regex;
    std::string m_text;
    std::shared_ptr<const Regex> m_regex; ///< none: the text counts
};

} // namespace aisle
