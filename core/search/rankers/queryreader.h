#pragma once
#include "core/search/index/searchindex.h"
#include "core/search/rankers/lexical.h"
#include "core/search/words/searchwords.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// A word that no product says, and what is searched for in its place.
struct CorrectedWord
{
    std::string asked, used;
};

/// A query as it is understood.
struct ReadQuery
{
    std::vector<std::string> words; ///< as they were cut
    std::vector<QueryWord> lexical;
    std::vector<CorrectedWord> corrected;
    std::string text() const; ///< its words, corrected: what an encoder is given
};

/// Makes words of queries to words of the index. A word that no product says becomes those that are an edit away (two
/// from eight characters on), is cut where letters and digits meet or into two words that products say, or is left out.
/// Two neighbours that products write as one count as one as well. What is written in one and in parts counts no more
/// than its parts would; a number and its unit count as one word. One thread at a time.
class QueryReader
{
public:
    /// @param inAll  false: what only keys and attributes say is not known, see kOpenFields
    explicit QueryReader(const SearchIndex &index, bool inAll = true)
        : m_index(index), m_inAll(inAll), m_words(index.language())
    {
    }
    ReadQuery read(std::string_view query) { return read(m_words.read(query)); }
    /// @param words  of a query, in the index's language
    ReadQuery read(const std::vector<SearchWord> &words);

private:
    void take(const SearchWord &word, double weight, ReadQuery &read);
    bool takeKnown(const std::string &surface, const std::string &term, double weight, ReadQuery &read);
    bool takeNear(const std::string &surface, int most, double weight, ReadQuery &read);
    bool takeParts(const std::string &surface, double weight, ReadQuery &read);
    std::vector<double> weightsOf(const std::vector<SearchWord> &words) const;
    std::uint32_t saidBy(const std::string &surface) const; ///< products; 0: none

    std::optional<std::uint32_t> termCalled(const std::string &surface, const std::string &term) const;

    const SearchIndex &m_index;
    bool m_inAll;
    SearchWords m_words;
};

} // namespace aisle
