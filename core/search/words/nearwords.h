#pragma once
#include "core/search/index/wordlist.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace aisle {

struct NearWord
{
    std::uint32_t place = 0; ///< in the list
    int distance = 0;        ///< edits
};

/// Words of a list that are at most so many edits away: a character more, less or another, or two neighbours swapped
/// (restricted Damerau distance). The list's order is walked as the trie that it is: words that begin alike share the
/// rows of their distances, and what begins too differently is stepped over at once, as a Levenshtein automaton would
/// (Schulz & Mihov 2002). By place.
std::vector<NearWord> nearWords(const WordList &list, std::string_view word, int most);
/// Places of the words that have a beginning so near to this one. Ascending.
std::vector<std::uint32_t> nearBeginnings(const WordList &list, std::string_view beginning, int most);

} // namespace aisle
