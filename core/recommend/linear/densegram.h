#pragma once
#include "core/numeric/interactionmatrix.h"
#include "core/recommend/abilities.h"
#include "core/recommend/recommender.h"

#include <vector>

namespace aisle {

/// G[a][b] = outer_a outer_b * sum over common columns c of inner_c * both values, lower triangle only, b <= a.
/// @param ones   whether all values are 1, whatever the rows say
/// @param inner  [columns] @param outer  [rows] @param matrix  [rows x rows]
void gram(const SparseRows &rows, const SparseRows &transposed, bool ones, const std::vector<float> &inner,
          const std::vector<float> &outer, std::vector<float> &matrix, JobContext &job);
/// In place, on the options' device; the result is whole. @param matrix  [n x n] positive definite, lower triangle
void invertGram(std::vector<float> &matrix, std::size_t n, const FitOptions &options, JobContext &job);

/// @throws Error ease.too-large when less than `needed` bytes are free
void refuseTooLargeGram(std::uint32_t items, std::int64_t needed);
/// D B from P in its place: -P_ij / P_jj times D_i, zeros on the diagonal. @param products  [n] D
void weightsFromInverse(std::vector<float> &inverse, const std::vector<float> &products);
/// What each product of a history adds to the score of another, the largest first.
std::vector<Reason> reasonsByWeights(const Request &request, ItemIndex item,
                                     const std::function<float(ItemIndex seen)> &weightOf);

/// The sum over a history's products of their rows. @param weights  [items x items] @param scores  [requests x items]
void scoreByWeights(const std::vector<float> &weights, std::size_t items, std::span<const Request *const> requests,
                    std::span<float> scores);
/// The same of some products. @param scores  [products]
void scoreSomeByWeights(const std::vector<float> &weights, std::size_t items, const Request &request,
                        std::span<const ItemIndex> products, std::span<float> scores);

} // namespace aisle
