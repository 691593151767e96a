#pragma once
#include "core/dataset/trainingset.h"
#include "core/numeric/decomposition/embedding.h"

#include <span>

namespace aisle {

/// A vector for a shopper whom fit() did not see: stochastic steps on -log sigmoid(x_ui - x_uj) from where it stands,
/// with the products held fixed. The same for the same products.
/// @param items   [items x size], or [items x size + 1] where a bias stands last
/// @param vector  [size]
void foldInByPairs(const Embedding &items, std::span<const Visit> history, std::span<float> vector, double rate = 0.1,
                   double l2 = 0.02);
/// What it takes on one thread; see FoldsIn.
double pairFoldInSeconds(double visits, double factors);

} // namespace aisle
