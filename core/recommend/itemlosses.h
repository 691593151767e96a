#pragma once
#include "core/common/random.h"
#include "core/numeric/tensorlearner.h"
#include "core/recommend/recommender.h"

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

/// What the choice of a loss is set by. A recommender's parameters derive from it.
struct LossParams : OptimiserParams
{
    std::string loss = "auto";
    int negatives = 0;
    double popularity = 0;
    double calibration = 0.75;
    double temperature = 0;
    double inBatch = 0;
    bool corrected = true;
};

/// Rows scaled to length 1, and what a gradient by them is by the rows that they were made of.
struct UnitRows
{
    /// @param from  [n x size] @param least  what a shorter row is divided by
    explicit UnitRows(const at::Tensor &from, double least = 1e-6);
    at::Tensor gradient(const at::Tensor &byRows) const;

    at::Tensor lengths; ///< [n x 1]
    at::Tensor rows;    ///< [n x size]
};

/// A loss with its negatives. Those of all kinds but Binary are drawn once a batch and shared by its targets, which
/// makes their scores one product of matrices; a target that is among them does not count against itself.
///
/// A score is the product of hidden state and item vector; with a temperature it is their cosine divided by that, so
/// that neither a product's popularity nor a shopper's certainty can grow into a length (Zhai et al. 2024).
class SampledLoss
{
public:
    struct Options
    {
        LossKind kind = LossKind::Softmax;
        int negatives = 256;
        double popularity = 0;  ///< negatives are drawn by events to this power; 0: all alike
        double calibration = 1; ///< gBCE: 0 is plain binary cross-entropy, 1 fully calibrated
        double temperature = 0; ///< above 0: scores are cosines divided by it
        double inBatch = 0;     ///< share of shared negatives that are targets of the batch (Yang et al. 2020)
        bool corrected = true;  ///< SampledSoftmax: for how likely each product is drawn
        bool onlySold = false;  ///< products without events are not among those that a target stands against
    };
    SampledLoss(const TrainingSet &train, const Options &options);

    /// The gradient by the item vectors is of all of them for Softmax, else of the targets and negatives alone.
    /// @param users  [targets] whose own products Binary does not draw
    ItemLoss operator()(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets,
                        std::span<const UserIndex> users, Random &random) const;

private:
    std::uint32_t drawable() const; ///< products that a draw may give
    std::int64_t draw(Random &random) const;
    std::vector<std::int64_t> drawNegatives(std::span<const std::int64_t> targets, std::span<const UserIndex> users,
                                            Random &random) const;
    std::vector<std::int64_t> amongSold(std::span<const std::int64_t> targets) const; ///< their places in m_sold
    ItemLoss ofProducts(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets,
                        std::span<const std::int64_t> negatives) const;
    ItemLoss ofCosines(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets,
                       std::span<const std::int64_t> negatives) const;
    ItemLoss shared(const at::Tensor &hidden, const at::Tensor &positive, const at::Tensor &others,
                    std::span<const std::int64_t> targets, std::span<const std::int64_t> negatives) const;
    at::Tensor loss(const at::Tensor &up, const at::Tensor &down, const at::Tensor &counts) const;
    at::Tensor logProbability(std::span<const std::int64_t> items) const; ///< of one draw

    const TrainingSet &m_train;
    Options m_options;
    std::vector<double> m_cumulative; ///< [items] of the drawing weights; empty: all alike
    std::vector<std::int64_t> m_sold; ///< products with events, ascending, where only they count; empty: all
};

SampledLoss::Options lossOptions(const LossParams &params, std::uint32_t items);
/// Of an epoch in which every event is a target once, on the machine that the estimates are calibrated for.
double lossSeconds(const LossParams &params, const DatasetShape &shape, double width);

/// Adds loss, negatives, negative-popularity and calibration to a table of such parameters.
template <class Params>
ParamTable<Params> withLoss(ParamTable<Params> table)
{
    table
        .add("loss", static_cast<std::string Params::*>(&Params::loss),
             {QT_TRANSLATE_NOOP("Param", "Loss"),
              QT_TRANSLATE_NOOP("Param", "softmax: the next product against the whole catalogue, clearly better where "
                                         "it can be afforded. sampled: against some products, drawn anew for each "
                                         "batch. bce: against each target's own few, as SASRec was first published; "
                                         "gbce: with scores that few negatives do not inflate. bpr-max: in pairs, the "
                                         "hardest first. auto: softmax up to 20,000 products, sampled above.")},
             kLossNames)
        .add("negatives", static_cast<int Params::*>(&Params::negatives),
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Sampled products: for each target with bce, for a batch with the other "
                                         "sampled losses; 0: 32 with bce, 1,024 with sampled, 256 with gbce and "
                                         "bpr-max. The softmax needs none.")},
             {0, 8192})
        .add("negative-popularity", static_cast<double Params::*>(&Params::popularity),
             {QT_TRANSLATE_NOOP("Param", "Popularity of negatives"),
              QT_TRANSLATE_NOOP("Param", "Negatives are drawn by their events to this power; 0: all alike.")},
             {0, 1})
        .add("calibration", static_cast<double Params::*>(&Params::calibration),
             {QT_TRANSLATE_NOOP("Param", "Calibration"),
              QT_TRANSLATE_NOOP("Param", "How far gbce corrects for there being few negatives; 0 is bce.")},
             {0, 1});
    return table;
}

/// Adds temperature, in-batch and log-q to a table of such parameters.
template <class Params>
ParamTable<Params> withSampling(ParamTable<Params> table)
{
    table
        .add("temperature", static_cast<double Params::*>(&Params::temperature),
             {QT_TRANSLATE_NOOP("Param", "Temperature"),
              QT_TRANSLATE_NOOP("Param", "Scores are cosines divided by it: the smaller, the more the products near "
                                         "the right one count. 0: scores are plain products of vectors.")},
             {0, 1, ParamScale::Log})
        .add("in-batch", static_cast<double Params::*>(&Params::inBatch),
             {QT_TRANSLATE_NOOP("Param", "Negatives of the batch"),
              QT_TRANSLATE_NOOP("Param", "Share of the sampled products that are taken from what others of the batch "
                                         "chose next, which meets popular products more often. The softmax and bce "
                                         "take none.")},
             {0, 1})
        .add("log-q", static_cast<bool Params::*>(&Params::corrected),
             {QT_TRANSLATE_NOOP("Param", "Correct for sampling"),
              QT_TRANSLATE_NOOP("Param", "The sampled loss takes the logarithm of how likely a product is drawn off "
                                         "its score, so that popular ones are not held down for being drawn often.")});
    return table;
}

} // namespace aisle
