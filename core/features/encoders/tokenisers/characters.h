#pragma once
#include <string>
#include <string_view>

/// Characters of UTF-8 texts, classed as the reference (Hugging Face's tokenizers) classes them. Its tables of
/// categories are those of Unicode 8 (marks: 9), whatever was assigned since: newer characters are of none of them.
namespace aisle::characters {

/// The character that starts at `at`, which is moved behind it. @param text  sound UTF-8
char32_t next(std::string_view text, std::size_t &at);
/// Bytes of the character that starts with this byte.
std::size_t lengthAt(std::string_view text, std::size_t at);
std::size_t count(std::string_view text);
void append(std::string &text, char32_t c);
/// The same text with U+FFFD for what is no UTF-8.
std::string soundText(std::string_view text);
bool isAscii(std::string_view text);

bool isWhitespace(char32_t c);
bool isUnseen(char32_t c);      ///< control, format or private use, but no tab or line end
bool isIdeograph(char32_t c);   ///< of the blocks that BERT sets apart
bool isAccent(char32_t c);      ///< a mark that takes no room, as BERT strips them
bool isMark(char32_t c);        ///< of any kind
bool isPunctuation(char32_t c); ///< and every sign of ASCII that is neither letter nor digit
bool isNumeric(char32_t c);
bool isOfWord(char32_t c); ///< \w of regular expressions
bool isLetterOrDigit(char32_t c);

/// Each character by itself: no context, and only U+0130 becomes two.
void toLower(std::string &text);

enum class Form { Nfc, Nfd, Nfkc, Nfkd };
void normalise(std::string &text, Form form);

/// Applies `change(c, to)`, which appends what stands for c, to every character.
template <class Change>
void rewrite(std::string &text, const Change &change)
{
    std::string to;
    to.reserve(text.size() + text.size() / 4);
    for (std::size_t at = 0; at < text.size();)
        change(next(text, at), to);
    text = std::move(to);
}

} // namespace aisle::characters
