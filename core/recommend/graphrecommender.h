#pragma once
#include "core/recommend/dotproduct.h"
#include "core/recommend/graphpropagation.h"

#include <optional>
#include <vector>

namespace aisle {

/// Ranks by vectors that were propagated over the graph of shoppers and products. A shopper without a learnt vector
/// becomes a new vertex beside the products of the history: their vectors of all layers but the last, averaged by the
/// graph's own weights.
class GraphRecommender : public DotProductRecommender
{
public:
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_users.size() + items().values.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override;

protected:
    /// @param vertices  final vectors [shoppers + products x size]
    /// @param passing   what a product hands to a new neighbour, by the root of its degree still to be divided:
    ///                  [shoppers + products x size]
    void take(const at::Tensor &vertices, const at::Tensor &passing, const TrainingSet &train);
    void writeVectors(SnapshotWriter &out) const;
    void readVectors(SnapshotReader &in, std::uint32_t size);
    void profileVectors(std::span<const Profile *const> profiles, std::span<float> vectors) const override;

    std::optional<int> m_bestEpoch;

private:
    std::vector<float> m_users;   ///< [shoppers x size]
    std::vector<float> m_passing; ///< [products x size]
};

/// Cross-entropy of each pair's product against those drawn for it, which for one is Bayesian personalised ranking:
/// adds the gradient of the mean by the vertices' vectors to `gradient`.
/// @param users, items  vertices, one of each a pair @param negatives  [pairs x n], row-major @return the summed loss
double addPairwiseGradient(const at::Tensor &vertices, std::span<const std::int64_t> users,
                           std::span<const std::int64_t> items, std::span<const std::int64_t> negatives,
                           at::Tensor gradient);

} // namespace aisle
