#pragma once
#include "core/search/index/searchindex.h"
#include "core/search/words/searchwords.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// A product's texts by field.
using FieldTexts = std::array<std::string, kSearchFields>;
/// Its words by field.
using FieldWords = std::array<std::vector<SearchWord>, kSearchFields>;

/// What of a product is known besides its words.
struct IndexedFacts
{
    std::string brand;                   ///< empty: none
    std::vector<std::string> categories; ///< each level of its path
    std::optional<double> price;         ///< below 0 counts as none
};

/// Gathers products one after the other.
class SearchIndexBuilder
{
public:
    explicit SearchIndexBuilder(std::string language) { m_index.m_language = std::move(language); }
    /// @param item  greater than the one before
    void add(std::int64_t item, const FieldWords &words, const IndexedFacts &facts = {});
    SearchIndex finish();

private:
    struct Said
    {
        std::vector<std::uint8_t> postings;
        std::uint32_t last = 0, count = 0;
    };
    struct Written
    {
        std::uint32_t term = 0;
        std::array<std::uint32_t, 2> products{}, last{}; ///< that say it at all, openly
        void note(std::size_t how, std::uint32_t product)
        {
            if (products[how] > 0 && last[how] == product)
                return;
            ++products[how];
            last[how] = product;
        }
    };
    std::uint32_t termNumber(const std::string &term);
    void noteSurface(const SearchWord &word, std::uint32_t term, std::uint32_t product, bool isOpen);
    NameList namesOf(const std::map<std::string, std::uint32_t> &written) const;
    void putTerms(std::vector<std::uint32_t> &placeOf);
    void putSurfaces(const std::vector<std::uint32_t> &placeOf);

    SearchIndex m_index;
    std::unordered_map<std::string, std::uint32_t> m_numbers; ///< of terms, as they came
    std::vector<Said> m_said;                                 ///< [terms]
    std::unordered_map<std::string, Written> m_surfaces;
    std::unordered_map<std::uint32_t, Posting> m_ofProduct;      ///< by term
    std::map<std::string, std::uint32_t> m_brands, m_categories; ///< products by name as it is written
};

FieldWords wordsOf(const FieldTexts &texts, SearchWords &words);

/// The catalogue's products (not what is marked as none), in their language. @throws Cancelled
SearchIndex buildSearchIndex(const Project &project, JobContext &job);

} // namespace aisle
