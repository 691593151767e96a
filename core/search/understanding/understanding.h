#pragma once
#include "core/search/rankers/queryreader.h"
#include "core/search/understanding/pricewords.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

/// A brand or category that a query names.
struct NamedThing
{
    std::string name; ///< as the catalogue writes it
    double share = 0; ///< of the products that say these words at all: those that have them as brand or category
};

enum class QueryIntent { Browse, FindOne, Question };
const char *intentName(QueryIntent intent); ///< "browse", "find", "question"

/// What a query says besides its words.
struct Understood
{
    ReadQuery words; ///< without those of the price
    std::optional<NamedThing> brand, category;
    PriceWish price;
    std::vector<std::string> sizes; ///< "17inch", "500ml"
    QueryIntent intent = QueryIntent::Browse;
};

/// Reads queries by what the catalogue has: a brand is meant where its words stand in the query and a third of the
/// products that say them have that brand, so that "office" names none; the same of categories, whose forms may differ
/// ("notebooks"). A question begins with a question word or ends in a mark; a single product is meant where a word with
/// letters and digits is said by few. One thread at a time.
class QueryUnderstanding
{
public:
    explicit QueryUnderstanding(const SearchIndex &index, bool inAll = true); ///< see QueryReader
    Understood read(const std::string &query);

private:
    using Names = std::map<std::string, std::size_t>; ///< places in a NameList by their stems
    Names stemmed(const NameList &list);
    std::optional<NamedThing> named(const std::vector<SearchWord> &words, const NameList &list, const Names &names,
                                    SearchField field) const;
    double shareOf(const std::vector<std::string> &terms, SearchField field) const;
    QueryIntent intentOf(const std::string &query, const std::vector<SearchWord> &words) const;

    const SearchIndex &m_index;
    QueryReader m_reader;
    SearchWords m_words;
    Names m_brands, m_categories;
};

} // namespace aisle
