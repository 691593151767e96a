#pragma once
#include "core/search/rankers/lexical.h"
#include "core/search/rankers/semantic.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

/// A query's scores of all products, part by part, standardised over the catalogue where they are mixed.
struct SearchScores
{
    std::vector<float> lexical, semantic; ///< [products]; empty: the ranker has no such part
    std::vector<float> total;             ///< [products]
    std::vector<std::uint8_t> found;      ///< [products] whether it can be listed at all
};

/// How products are ranked for a query.
struct RankerChoice
{
    std::string ranker = "hybrid"; ///< of searchRankers()
    std::optional<double> alpha{}; ///< of hybrid: the share of the semantic part; empty: what the words find best is
                                   ///< put into order by both
    Bm25f bm25f{};
};
struct SearchRankerInfo
{
    const char *id;
    bool usesWords, usesVectors;
};
const std::vector<SearchRankerInfo> &searchRankers();
const SearchRankerInfo &searchRanker(const std::string &id); ///< @throws Error search.ranker

/// Mixes the parts as chosen. With a share: both less their mean over the catalogue, by their deviation; with 0 or 1
/// the other part is not looked at, so that the order is that of the pure ranker. Without one: the products that score
/// at least .7 of the best by words come first, in the order of both (a fifth semantic, standardised among them), the
/// others with a word after them by words, those without any last by vectors. Words are what shoppers mean; vectors
/// know which of the products that say them are the thing itself.
/// @param lexical, semantic  [products]; empty where the choice does not use them
SearchScores mixedScores(const RankerChoice &choice, std::vector<float> lexical, std::vector<float> semantic);

/// Places of the best products, best first; of equals the one that came into the catalogue first.
std::vector<std::uint32_t> bestProducts(const SearchScores &scores, std::size_t k);

} // namespace aisle
