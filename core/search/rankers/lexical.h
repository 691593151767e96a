#pragma once
#include "core/search/index/searchindex.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace aisle {

/// A word that a query is searched by.
struct QueryTerm
{
    std::uint32_t term = 0; ///< of the index
    double weight = 1;      ///< of what it scores: less where it only is near to what was asked
    std::string surface;    ///< as it is shown
};

/// One word of a query, and what else it may mean. Of the alternatives that a product says, the best counts.
struct QueryWord
{
    std::string asked;
    std::vector<QueryTerm> alternatives; ///< none: no product says anything like it
};

/// BM25F (Zaragoza et al. 2004; Robertson & Zaragoza 2009, 3.6): a word's counts in each field are weighed and, by the
/// field's length against the mean, normalised; their sum saturates, times the word's rarity
/// log(1 + (N - n + .5) / (n + .5)).
struct Bm25f
{
    std::array<double, kSearchFields> weights{2, 1.5, 1.5, .3, 1, 1};
    std::array<double, kSearchFields> lengths{.75, .5, .5, .75, .75, 0}; ///< b: how much a field's length counts
    double saturation = 1.2;                                             ///< k1
};

/// What one word adds to a product's score.
struct LexicalPart
{
    std::string asked, matched;
    double score = 0;
    std::array<double, kSearchFields> shares{}; ///< of the score, by field
};

/// [products] 0 where a product says none of the words.
std::vector<float> lexicalScores(const SearchIndex &index, std::span<const QueryWord> query, const Bm25f &how);
/// Why a product has its score: each word that it says. The parts' scores add up to it.
std::vector<LexicalPart> lexicalParts(const SearchIndex &index, std::span<const QueryWord> query, const Bm25f &how,
                                      std::uint32_t product);

} // namespace aisle
