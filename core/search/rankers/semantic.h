#pragma once
#include "core/features/encoding.h"
#include "core/search/index/searchindex.h"
#include "core/search/rankers/queryreader.h"
#include "core/storage/featurestore.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aisle {

/// Vectors of the index's products, of length 1.
struct SearchVectors
{
    QString name; ///< of the table
    int dims = 0;
    std::vector<float> values;     ///< [products x dims]; zeros where a product has none
    std::vector<std::uint8_t> has; ///< [products]
    std::span<const float> row(std::size_t product) const
    {
        return std::span(values).subspan(product * static_cast<std::size_t>(dims), static_cast<std::size_t>(dims));
    }
};
/// @param ids, values  aligned, [ids x dims]; ids ascending
SearchVectors searchVectors(const SearchIndex &index, const QString &name, int dims, std::span<const std::int64_t> ids,
                            std::span<const float> values);

/// Makes a query a vector of length 1, or zeros where it says nothing of it.
using EncodeQuery = std::function<std::vector<float>(const ReadQuery &query, JobContext &job)>;
/// Makes a text a vector among those of a table; Error features.query-words where it knows none of its words.
using EncodeText = std::function<std::vector<float>(const QString &text, JobContext &job)>;
EncodeQuery encodedBy(EncodeText encoder);
/// For builtin vectors: each word is the mean direction of the products that say it, by their counts, weighed by its
/// rarity: the fold-in of latent semantic indexing (Deerwester et al. 1990) without keeping the words' own vectors.
EncodeQuery foldedIn(const SearchIndex &index, const SearchVectors &vectors);

/// [products] cosines; 0 where a product has no vector.
std::vector<float> semanticScores(const SearchVectors &vectors, std::span<const float> query);

/// Whether a query can be brought among its vectors: they were made from texts of products.
bool isOfTexts(const StoredFeature &feature);
/// The table that is searched by when none is named: whole, of texts; an encoder's before builtin ones, the newest.
std::optional<StoredFeature> bestTextTable(const Project &project);

} // namespace aisle
