#pragma once
#include "core/features/vectors.h"
#include "core/storage/catalogue.h"

#include <QStringList>
#include <vector>

namespace aisle {

/// A product that a table of vectors holds to be like another.
struct SimilarProduct
{
    ItemRecord item;
    float similarity = 0; ///< cosine, -1..1
    QStringList shared;   ///< category, brand and words of the title that both have
};
struct SimilarProducts
{
    bool hasVector = false;               ///< one of length above 0
    std::vector<SimilarProduct> products; ///< most similar first
};
/// @param vectors  of products
SimilarProducts similarProducts(const Project &project, const FeatureVectors &vectors, ItemId item, std::size_t k);

} // namespace aisle
