#pragma once
#include "core/search/index/searchindex.h"
#include "core/search/words/searchwords.h"

#include <string>
#include <string_view>
#include <vector>

namespace aisle {

struct Suggestion
{
    enum class Kind { Query, Brand, Category, Words };
    std::string text;
    Kind kind = Kind::Words;
    std::uint32_t products = 0; ///< that say its last word beside the words before, or have the name
};
const char *suggestionKind(Suggestion::Kind kind); ///< "query", "brand", "category", "words"

/// Completes what is being typed: queries that people asked, names of brands and categories, and the last word by words
/// that products say beside the words before it. A beginning that nothing has counts with one wrong character. One
/// thread at a time.
class Suggestions
{
public:
    /// @param queries  that people asked, most wanted first
    /// @param inAll    false: words of keys and attributes are no suggestions, see kOpenFields
    Suggestions(const SearchIndex &index, std::vector<std::string> queries, bool inAll = true);
    std::vector<Suggestion> complete(std::string_view typed, std::size_t most);

private:
    void addQueries(const std::string &beginning, std::size_t most, std::vector<Suggestion> &found) const;
    void addNames(const NameList &list, Suggestion::Kind kind, const std::string &beginning,
                  std::vector<Suggestion> &found) const;
    void addWords(const std::vector<SearchWord> &before, const std::string &beginning, std::size_t most,
                  std::vector<Suggestion> &found) const;
    std::vector<std::uint32_t> candidates(const std::string &beginning) const;

    const SearchIndex &m_index;
    SearchWords m_words;
    std::vector<std::pair<std::string, std::string>> m_queries; ///< their words, and as they were asked
    bool m_inAll;
};

} // namespace aisle
