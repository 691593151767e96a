#pragma once
#include "core/explore/itemneighbours.h"
#include "core/features/vectors.h"
#include "core/storage/catalogue.h"

#include <QStringList>
#include <vector>

namespace aisle {

/// A product that a table of vectors or a run holds to be like another.
struct SimilarProduct
{
    ItemRecord item;
    float similarity = 0; ///< cosine, -1..1, or Neighbour's share
    QStringList shared;   ///< category, brand and words of the title that both have
};
struct SimilarProducts
{
    bool isKnown = false; ///< the product: it has a vector of length above 0, or the run has seen it
    bool areCosines = true;
    std::vector<SimilarProduct> products; ///< most similar first
};
/// @param vectors  of products
SimilarProducts similarProducts(const Project &project, const FeatureVectors &vectors, ItemId item, std::size_t k);
/// By behaviour, as the run learnt it.
SimilarProducts similarProducts(const Project &project, const KeptRun &run, const ItemNeighbours &neighbours,
                                ItemId item, std::size_t k);
/// Of what is no product: a picture, or a text.
/// @param vector  see QueryEncoder. @param text  whose words may be shared; empty: none
SimilarProducts similarToVector(const Project &project, const FeatureVectors &vectors, std::span<const float> vector,
                                const QString &text, std::size_t k);

} // namespace aisle
