#pragma once
#include "core/numeric/torchsupport.h"
#include "core/recommend/knowledge/facts.h"

namespace aisle {

/// TransR (Lin et al. 2015): heads and tails are projected into a space of their relation, where the relation's vector
/// leads from one to the other. Without projections it is TransE (Bordes et al. 2013).
struct Translation
{
    at::Tensor relations;   ///< [relations x size]
    at::Tensor projections; ///< [relations x size x size]; undefined: TransE

    Translation(std::uint32_t relations, std::int64_t size, bool projects, std::uint64_t seed);
    std::vector<at::Tensor *> tensors(); ///< that are learnt

    /// Adds the gradients of weight * mean of -log sigmoid(distance of the wrong tail - distance of the right one), all
    /// vectors being brought to length 1, to the tensors' own and to `gradient`.
    /// @param vectors, gradient  of the vertices [vertices x size] @return the mean, unweighted; 0 of no facts
    double learn(const at::Tensor &vectors, const FactBatch &batch, double weight, at::Tensor gradient);
};

/// How much each fact weighs by KGAT's attention (Wang et al. 2019): the projected tail times the hyperbolic tangent of
/// the projected head plus the relation, as shares of all facts that a vertex stands in, times how many these are; the
/// mean of what both ends make of it. 1 in the mean. [facts]
at::Tensor attentionOf(const Facts &facts, const Translation &translation, const at::Tensor &vectors);

} // namespace aisle
