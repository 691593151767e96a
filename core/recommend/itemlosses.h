#pragma once
#include "core/common/random.h"
#include "core/recommend/torchsupport.h"

#include <string>
#include <vector>

namespace aisle {

/// How item scores are learnt against products that were not taken.
enum class LossKind {
    Softmax,        ///< cross-entropy over the whole catalogue
    SampledSoftmax, ///< over sampled products, corrected for how likely each is drawn (Jean et al. 2015)
    Binary,         ///< binary cross-entropy, negatives of each target's own (Kang & McAuley 2018)
    Calibrated,     ///< gBCE: the same with the positive part damped, so that few negatives do not inflate the
                    ///< scores (Petrov & Macdonald 2023)
    BprMax,         ///< pairwise, weighted towards the highest-scored negatives (Hidasi & Karatzoglou 2018)
};
/// "auto" is the softmax up to 20,000 products and the sampled one above. @param name  one of kLossNames
LossKind lossKind(const std::string &name, std::uint32_t items);
inline const std::vector<std::string> kLossNames{"auto", "softmax", "sampled", "bce", "gbce", "bpr-max"};

/// A loss with its negatives. Those of all kinds but Binary are drawn once a batch and shared by its targets, which
/// makes their scores one product of matrices; a target that is among them does not count against itself.
class SampledLoss
{
public:
    struct Options
    {
        LossKind kind = LossKind::Softmax;
        int negatives = 256;
        double popularity = 0;  ///< negatives are drawn by events to this power; 0: all alike
        double calibration = 1; ///< gBCE: 0 is plain binary cross-entropy, 1 fully calibrated
    };
    SampledLoss(const TrainingSet &train, const Options &options);

    /// @param users  [targets] whose own products Binary does not draw
    ItemLoss operator()(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets,
                        std::span<const UserIndex> users, Random &random) const;

private:
    std::int64_t draw(Random &random) const;
    ItemLoss shared(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets,
                    std::span<const std::int64_t> negatives) const;
    at::Tensor loss(const at::Tensor &up, const at::Tensor &down, const at::Tensor &counts) const;
    at::Tensor logProbability(std::span<const std::int64_t> items) const; ///< of one draw

    const TrainingSet &m_train;
    Options m_options;
    std::vector<double> m_cumulative; ///< [items] of the drawing weights; empty: all alike
};

} // namespace aisle
