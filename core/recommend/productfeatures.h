#pragma once
#include "core/numeric/snapshotstream.h"
#include "core/numeric/torchsupport.h"
#include "core/recommend/abilities.h"

namespace aisle {

/// What recommenders learn of products besides their events, as numbers: tables of vectors side by side, each as
/// directionsOf() makes it.
struct ProductFeatures
{
    std::vector<std::string> names; ///< of the tables
    std::vector<std::int64_t> dims; ///< [tables]
    at::Tensor rows;                ///< [products x all dims], zeros where nothing is known; undefined: no table

    bool defined() const { return rows.defined(); }
    std::vector<std::uint8_t> known() const; ///< [products] 1 where something is known
    /// Why a product has its place, so far as its vectors say: what each table adds to `weights` . row.
    /// @param weights  [all dims], on the CPU
    std::vector<Reason> reasons(ItemIndex item, std::span<const float> weights) const;
    void write(SnapshotWriter &out) const;
    static ProductFeatures read(SnapshotReader &in, std::uint32_t products);
};

/// Of the tables of products that were asked for; undefined where there is none.
ProductFeatures chosenFeatures(const Ingredients &from);
/// The same; where no table was asked for, what is written of the products: the main directions of its TF-IDF vectors.
/// @throws Error content.no-text where nothing is
ProductFeatures describedProducts(const Ingredients &from, JobContext &job);
/// Whether something is known of a product of the history. @param known  ProductFeatures::known(); empty: nothing is
bool isDescribed(std::span<const Visit> history, std::span<const std::uint8_t> known);
/// [products x 1] 1 where a product has events, else 0
at::Tensor soldProducts(const TrainingSet &train);
std::vector<std::int64_t> soldPlaces(const TrainingSet &train); ///< of products that have events, ascending

/// The reason of a score's part that is learnt from a product's events, not from what is known of it.
inline constexpr const char *kOwnEventsReason = "what its own events taught";

} // namespace aisle
