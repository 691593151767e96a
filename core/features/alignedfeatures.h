#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace aisle {

struct FeatureVectors;

/// The vectors of one table beside the rows of a training set: what recommenders learn from knows no ids.
struct AlignedFeatures
{
    std::string name;
    bool ofShoppers = false; ///< else of products
    int dims = 0;
    std::vector<float> values;     ///< [rows x dims]; zeros where a row has no vector
    std::vector<std::uint8_t> has; ///< [rows] 1: it has one

    std::size_t covered() const; ///< rows that have one
    std::span<const float> row(std::size_t index) const
    {
        return std::span(values).subspan(index * static_cast<std::size_t>(dims), static_cast<std::size_t>(dims));
    }
};

/// @param ids  of the training set's products or shoppers, in its order; whom the table lacks has no vector
AlignedFeatures alignedTo(std::span<const std::int64_t> ids, std::string name, const FeatureVectors &vectors);

/// What tells the rows apart: each less the mean of all, since encoders put much of it into whatever they read, its
/// directions evened out (see evenOut()), of length 1; zeros where there is no vector or nothing but the mean.
/// [rows x dims]
std::vector<float> directionsOf(const AlignedFeatures &features);

} // namespace aisle
