#pragma once
#include "core/numeric/tensorlearner.h"
#include "core/recommend/dotproduct.h"

#include <optional>
#include <vector>

namespace aisle {

struct AutoencoderParams : OptimiserParams
{
    int hidden = 600;     ///< width of the outer layers; only where the code is drawn
    int factors = 200;    ///< length of the code
    double dropout = 0.5; ///< share of the history left out while training
    double anneal = 0.2;  ///< highest weight of the divergence
    int annealEpochs = 50;
};

/// Adds the code's length to a table of such parameters.
template <class Params>
ParamTable<Params> withCode(ParamTable<Params> table)
{
    table.add("factors", static_cast<int Params::*>(&Params::factors),
              {QT_TRANSLATE_NOOP("Param", "Factors"),
               QT_TRANSLATE_NOOP("Param", "Length of the code that a history is pressed into.")},
              {1, 2048, ParamScale::PowerOfTwo});
    return table;
}
/// Adds the share of a history that is left out.
template <class Params>
ParamTable<Params> withLeftOut(ParamTable<Params> table)
{
    table.add("dropout", static_cast<double Params::*>(&Params::dropout),
              {QT_TRANSLATE_NOOP("Param", "Dropout"),
               QT_TRANSLATE_NOOP("Param", "Share of a history left out at random while training.")},
              {0, 0.95});
    return table;
}

/// Histories as a network takes them in and is to give them back.
struct HistoryRows
{
    SparseRows input;  ///< of unit length, some products left out, the others scaled up
    SparseRows target; ///< ones, or what pairs are worth, 1 in the mean
};
/// @param pairs    [users x items]
/// @param shares   [pairs] drawingShares(); empty: all are 1
/// @param dropout  share that is left out of the input
HistoryRows historiesOf(const SparseRows &pairs, std::span<const float> shares, std::span<const std::uint32_t> users,
                        double dropout, std::uint64_t seed);
/// The requests' histories as input, nothing left out.
SparseRows historiesOf(std::span<const Request *const> requests, std::uint32_t items);
at::Tensor withOnes(const at::Tensor &hidden); ///< a last column of ones, for the products' biases

/// An auto-encoder of whole histories with the multinomial likelihood (Liang et al. 2018). Without `mean` the code is
/// the first layer itself (Mult-DAE); with it the code is drawn from a normal while training (Mult-VAE):
///     history -> tanh [width] -> mean, spread [code] -> tanh [width] -> products
struct Autoencoder
{
    at::Tensor input;                              ///< [items x width]
    at::Tensor inputBias;                          ///< [width]
    at::Tensor mean, meanBias, spread, spreadBias; ///< [code x width], [code]; the spread is a log variance
    at::Tensor inner, innerBias;                   ///< [width x code], [width]
    at::Tensor output;                             ///< [items x width + 1]; a row ends with the product's bias

    std::vector<at::Tensor *> tensors();
    bool isVariational() const { return mean.defined(); }
};

Autoencoder makeAutoencoder(const AutoencoderParams &params, bool variational, std::int64_t items, std::uint64_t seed);

/// Any history can be served, also one that fit() did not see: the code follows from it.
class AutoencoderRecommender : public DotProductRecommender
{
public:
    std::int64_t parameterCount() const override;
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> itemEmbedding() const override; ///< the output's rows without their biases
    /// Shares the tensors; the output is copied for ranking.
    void take(const Autoencoder &network);

protected:
    void learnAutoencoder(const TrainingSet &train, const AutoencoderParams &params, bool variational,
                          const FitOptions &options, const FitHooks &hooks, JobContext &job);
    static ResourceEstimate estimateAutoencoder(const AutoencoderParams &params, bool variational,
                                                const DatasetShape &shape);
    void writeNetwork(SnapshotWriter &out) const;
    void readNetwork(SnapshotReader &in, const AutoencoderParams &params, bool variational);
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

private:
    Autoencoder m_network;
    std::optional<int> m_bestEpoch;
};

/// Mult-DAE or Mult-VAE: `Derived` has `static constexpr bool kVariational` besides kId and kVersion.
template <class Derived, class Params>
class HistoryAutoencoder : public Algorithm<Derived, Params, AutoencoderRecommender>
{
    using Base = Algorithm<Derived, Params, AutoencoderRecommender>;

public:
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Base::Base;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
    {
        this->learnAutoencoder(from.events, this->m_params, Derived::kVariational, options, hooks, job);
    }
    void write(SnapshotWriter &out) const { this->writeNetwork(out); }
    void read(SnapshotReader &in) { this->readNetwork(in, this->m_params, Derived::kVariational); }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return this->estimateAutoencoder(this->m_params, Derived::kVariational, shape);
    }
};

/// -sum over a row's entries of value * log softmax(hidden . item), for every row; gradients of the mean over the rows.
/// A few rows at a time: nothing of size [rows x items] is kept.
/// @param hidden  [rows x size]; @param items  [items x size]; @param targets  [rows x items]
ItemLoss multinomialLoss(const at::Tensor &hidden, const at::Tensor &items, const SparseRows &targets);

} // namespace aisle
