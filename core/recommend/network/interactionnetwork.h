#pragma once
#include "core/numeric/tensorlearner.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/ranking.h"

#include <optional>
#include <vector>

namespace aisle {

struct InteractionParams : OptimiserParams
{
    InteractionParams();
    int factors = 64;
    int layers = 2; ///< of the perceptron: widths 2 x factors, factors, factors / 2, ...
    int negatives = 4;
    double dropout = 0;
    std::string loss = "softmax";
    bool itemBias = false;
    bool gmfStart = false; ///< the product alone first, then the perceptron in addition
};

/// What neural collaborative filtering is made of (He et al. 2017): a weighted elementwise product of two vectors
/// (GMF), a perceptron over two others (MLP), or the sum of both (NeuMF). A part that is not there has undefined
/// tensors.
struct InteractionNetwork
{
    struct Layer
    {
        at::Tensor weight, bias; ///< [out x in], [out]
    };
    at::Tensor users, items;         ///< of the product [shoppers x factors], [products x factors]
    at::Tensor weight;               ///< of the product's elements [factors]
    at::Tensor userTower, itemTower; ///< of the perceptron
    at::Tensor userFirst, itemFirst; ///< its first layer's two halves [width x factors]
    at::Tensor firstBias;            ///< [width]
    std::vector<Layer> layers;       ///< the others
    at::Tensor last;                 ///< [width of the last]
    at::Tensor bias;                 ///< [1]
    at::Tensor itemBias;             ///< [products x 1]; undefined where products have none

    bool hasProduct() const { return users.defined(); }
    bool hasPerceptron() const { return userTower.defined(); }
    std::vector<at::Tensor *> tensors(); ///< the tables by row first, as far as there
    InteractionNetwork detached() const;
};

struct InteractionParts
{
    bool product = false;
    bool perceptron = false;
};
InteractionNetwork makeInteractionNetwork(const InteractionParams &params, InteractionParts parts, std::int64_t users,
                                          std::int64_t items, std::uint64_t seed);

/// Multiply-adds of the perceptron for one pair whose first layer's sums are known.
double perceptronCost(const InteractionParams &params);

/// A shopper's vectors, one of each part.
struct ShopperVectors
{
    at::Tensor product, tower; ///< [factors]
};
/// Vectors of a shopper whom fit() did not see: some gradient steps from the shoppers' mean, the network held fixed, on
/// the history against products drawn from the rest. Repeatable. @param seen  distinct, ascending
ShopperVectors foldIn(const InteractionNetwork &network, const ShopperVectors &mean, std::span<const ItemIndex> seen);
ShopperVectors meanShopper(const InteractionNetwork &network);
double foldInSecondsOf(const InteractionParams &params, InteractionParts parts, double visits); ///< on one thread

/// Learns a network. `take` is given it whenever the recommender is to rank by it. @return the best epoch
std::optional<int> learnInteractions(const TrainingSet &train, const InteractionParams &params, InteractionParts parts,
                                     const FitOptions &options, const FitHooks &hooks, JobContext &job,
                                     const Recommender &recommender,
                                     const std::function<void(const InteractionNetwork &)> &take);

double interactionSecondsAPair(const InteractionParams &params, InteractionParts parts); ///< on one thread

void writeInteractions(SnapshotWriter &out, const InteractionNetwork &network);
InteractionNetwork readInteractions(SnapshotReader &in, const InteractionParams &params, InteractionParts parts,
                                    std::int64_t items);

/// Lists by a network with a perceptron.
class InteractionRecommender : public ScoringRecommender, public Embeds, public FoldsIn
{
public:
    std::int64_t parameterCount() const override;
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> itemEmbedding() const override; ///< both parts' vectors side by side
    std::optional<Embedding> userEmbedding() const override;

protected:
    void learnNetwork(const TrainingSet &train, const InteractionParams &params, InteractionParts parts,
                      const FitOptions &options, const FitHooks &hooks, JobContext &job);
    static ResourceEstimate estimateNetwork(const InteractionParams &params, InteractionParts parts,
                                            const DatasetShape &shape);
    void writeNetwork(SnapshotWriter &out) const;
    void readNetwork(SnapshotReader &in, const InteractionParams &params, InteractionParts parts);
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

private:
    void take(const InteractionNetwork &network);
    ShopperVectors vectorsOf(const Request &request) const; ///< learnt, or folded in from the history
    /// Rows of products: what they put into the first layer, their vectors of the product part, and their biases.
    struct ProductRows
    {
        at::Tensor first, items, bias;
    };
    at::Tensor scoresOf(const ShopperVectors &shopper, const ProductRows &rows) const;

    InteractionNetwork m_network; ///< on the CPU
    ShopperVectors m_mean;
    at::Tensor m_first; ///< [products x width] what the products put into the first layer
    std::optional<int> m_bestEpoch;
};

/// NeuMF or MLP: `Derived` has `static constexpr InteractionParts kParts` besides kId and kVersion.
template <class Derived, class Params>
class PerceptronRecommender : public Algorithm<Derived, Params, InteractionRecommender>
{
    using Base = Algorithm<Derived, Params, InteractionRecommender>;

public:
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Base::Base;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
    {
        this->learnNetwork(from.events, this->m_params, Derived::kParts, options, hooks, job);
    }
    void write(SnapshotWriter &out) const { this->writeNetwork(out); }
    void read(SnapshotReader &in) { this->readNetwork(in, this->m_params, Derived::kParts); }
    double scoreCost() const override { return perceptronCost(this->m_params) + this->m_params.factors; }
    double foldInSeconds(double visits) const override
    {
        return foldInSecondsOf(this->m_params, Derived::kParts, visits);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return this->estimateNetwork(this->m_params, Derived::kParts, shape);
    }
};

/// Adds what all three have to a table.
template <class Params>
ParamTable<Params> withInteractions(ParamTable<Params> table)
{
    table = withFactors(std::move(table));
    table
        .add("negatives", static_cast<int Params::*>(&Params::negatives),
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each pair that happened.")},
             {1, 1000, ParamScale::Log})
        .add("loss", static_cast<std::string Params::*>(&Params::loss),
             {QT_TRANSLATE_NOOP("Param", "Loss"),
              QT_TRANSLATE_NOOP("Param", "softmax: the product against those drawn, better for lists. bce: each for "
                                         "itself, as first published.")},
             {"softmax", "bce"});
    return withOptimiser(std::move(table));
}
/// Adds the perceptron's to a table.
template <class Params>
ParamTable<Params> withPerceptron(ParamTable<Params> table)
{
    table
        .add("layers", static_cast<int Params::*>(&Params::layers),
             {QT_TRANSLATE_NOOP("Param", "Layers"),
              QT_TRANSLATE_NOOP("Param", "Of the perceptron; the first is twice as wide as a vector, each next half "
                                         "the one before.")},
             {1, 6})
        .add("dropout", static_cast<double Params::*>(&Params::dropout),
             {QT_TRANSLATE_NOOP("Param", "Dropout"),
              QT_TRANSLATE_NOOP("Param", "Share of numbers left out at random while training.")},
             {0, 0.9});
    return withInteractions(std::move(table));
}

} // namespace aisle
