#pragma once
#include "core/dataset/trainingset.h"
#include "core/jobs/jobcontext.h"
#include "core/numeric/torchsupport.h"
#include "core/recommend/pairbatches.h"

#include <span>
#include <vector>

namespace aisle {

/// What UltraGCN's losses weigh. A share of 0 is plain cross-entropy, 1 weighs pairs by their constraint alone; the
/// paper's 1 + lambda * constraint is a share of lambda / (1 + lambda).
struct UltragcnWeights
{
    double constraint = 1;         ///< share in the weight of pairs that happened
    double negativeConstraint = 0; ///< the same of those that did not
    double negatives = 100;        ///< of the mean over the negatives, beside the positive's 1
    double items = 1;              ///< of the loss along the graph of products
};

/// The matrix [size x size] that turns rows into those of `into` with the least squares, a little ridge included.
/// @param from, into  [rows x size]
at::Tensor leastSquares(const at::Tensor &from, const at::Tensor &into);

/// UltraGCN's loss (Mao et al. 2021, section 3): binary cross-entropy of pairs, weighted by where endless propagation
/// along the graph of shoppers and products would come to rest, and the same of a shopper with the neighbours of the
/// product along the graph of products. Vertices are the shoppers, then the products.
class UltragcnLoss
{
public:
    /// @param neighbours  of a product, at most
    UltragcnLoss(const TrainingSet &train, const UltragcnWeights &weights, int neighbours, at::Device device,
                 JobContext &job);

    /// sqrt(d_u + 1) / d_u / sqrt(d_i + 1), d being how many pairs a shopper or product has.
    float constraint(UserIndex user, ItemIndex item) const { return m_users[user.value] * m_items[item.value]; }
    /// [products x products] Each row the nearest by omega_ij = G_ij / (g_i - G_ii) * sqrt(g_i / g_j), where G_ij is
    /// how many shoppers have both and g its rows' sums.
    const SparseRows &itemGraph() const { return m_itemGraph; }

    /// Neighbours of some products: [products x width], filled up with the product itself at weight 0.
    struct Near
    {
        std::vector<std::int64_t> vertices;
        std::vector<float> weights;
    };
    Near near(std::span<const std::int64_t> items) const; ///< @param items  vertices

    /// Adds the gradient of the mean over the pairs, of which there is one at least, by the vertices' vectors.
    /// @param batch, negatives  products by their vertices @return the summed loss
    double addGradient(const at::Tensor &vertices, const PairBatch &batch, const SharedNegatives &negatives,
                       const Near &near, at::Tensor gradient) const;

private:
    at::Tensor negativeWeights(const PairBatch &batch, const SharedNegatives &negatives) const; ///< [pairs x negatives]

    std::int64_t m_userCount;
    UltragcnWeights m_weights;
    std::vector<float> m_users, m_items; ///< the constraint's two factors
    SparseRows m_itemGraph;
    at::Tensor m_factors; ///< [vertices x 1] both factors, on the device
};

} // namespace aisle
