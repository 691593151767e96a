#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace aisle {

/// Counts the words that carry no meaning of their own ("the", "für", "avec"), which tell a catalogue's language.
class LanguageGuess
{
public:
    void see(std::string_view word); ///< in lower case, without accents
    /// As Snowball calls it: "english", "german", ...; English where too few such words came to tell.
    std::string language() const;

private:
    std::unordered_map<std::string, std::int64_t> m_seen; ///< by language
};

} // namespace aisle
