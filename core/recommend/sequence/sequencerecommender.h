#pragma once
#include "core/common/random.h"
#include "core/numeric/tensorlearner.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/itemlosses.h"
#include "core/recommend/sequence/sequencebatches.h"
#include "core/recommend/sequence/sequencenetwork.h"

/// What sequence recommenders share: item vectors, batches, losses, learning on top of what is known, serving and
/// snapshots. An algorithm's file holds its parameters and its encoder.
namespace aisle {

struct SequenceParams : LossParams
{
    int factors = 64;
    int maxLength = 50;
    double dropout = 0.4;
    int updateEpochs = 5;
};

/// Adds their parameters, the optimiser's included, to a table of such parameters.
template <class Params>
ParamTable<Params> withSequence(ParamTable<Params> table)
{
    table
        .add("factors", static_cast<int Params::*>(&Params::factors),
             {QT_TRANSLATE_NOOP("Param", "Factors"),
              QT_TRANSLATE_NOOP("Param", "Width of the network and length of a product's vector; rounded up to a "
                                         "multiple of the heads where it has heads.")},
             {2, 1024, ParamScale::PowerOfTwo})
        .add("max-length", static_cast<int Params::*>(&Params::maxLength),
             {QT_TRANSLATE_NOOP("Param", "Longest history"),
              QT_TRANSLATE_NOOP("Param", "How many of the latest events the network sees.")},
             {2, 1000, ParamScale::Log});
    table = withLoss(std::move(table));
    table
        .add("dropout", static_cast<double Params::*>(&Params::dropout),
             {QT_TRANSLATE_NOOP("Param", "Dropout"),
              QT_TRANSLATE_NOOP("Param", "Share of numbers left out at random while training.")},
             {0, 0.9})
        .add("update-epochs", static_cast<int Params::*>(&Params::updateEpochs),
             {QT_TRANSLATE_NOOP("Param", "Epochs of an update"),
              QT_TRANSLATE_NOOP("Param", "Sweeps when new events are learnt on top: each takes the new events and as "
                                         "many old ones.")},
             {1, 1000, ParamScale::Log, false});
    return withOptimiser(std::move(table));
}

/// The half that needs no types of the algorithm.
class SequenceServing : public DotProductRecommender
{
public:
    std::int64_t parameterCount() const override;
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    /// Shares the tensors; the items' vectors are copied for ranking.
    void take(const SequenceNetwork &network);

protected:
    using Batches = std::function<SequenceBatches(std::uint64_t seed)>;

    virtual int historyLength() const = 0;
    /// Read behind a history where the network answers for a place rather than for what follows one.
    virtual std::optional<std::int64_t> queryToken() const { return {}; }
    /// Fills whole windows up where the network reads those; see historyBatches().
    virtual std::optional<std::int64_t> emptyToken() const { return {}; }
    bool knows(const Request &request) const override;
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;
    /// What the tables and the product's own vector add to a score that is a product of vectors.
    std::vector<Reason> featureReasons(const Request &request, ItemIndex item) const;

    void learnFrom(const TrainingSet &train, const SequenceParams &params, const FitOptions &options,
                   const FitHooks &hooks, int epochs, const SequenceNetwork &network, const Batches &batches,
                   JobContext &job);
    /// The item table after the catalogue has grown: rows of `fresh`, those that were known before as they were.
    at::Tensor grownItems(const at::Tensor &fresh, const Growth &growth) const;
    /// [users of `grown`] events that were learnt from before
    std::vector<std::uint32_t> learntBefore(const TrainingSet &grown, const Growth &growth) const;
    void writeNetwork(SnapshotWriter &out) const;
    void readNetwork(SnapshotReader &in, SequenceNetwork network);

    SequenceNetwork m_network;

private:
    at::Tensor m_table;                    ///< what m_network reads: its table()
    std::vector<std::uint8_t> m_described; ///< [products] 1 where features say something of it; empty: no features
    std::vector<std::uint32_t> m_learnt;   ///< [users] events learnt from
    std::optional<int> m_bestEpoch;
};

/// New batches and at most as many of the old ones, mixed.
SequenceBatches batchesWithOld(SequenceBatches fresh, SequenceBatches old, std::uint64_t seed);

/// Work and memory of training such a network.
/// @param operations  of the encoder, forward, a position
/// @param numbers     learnt, besides the item vectors
ResourceEstimate estimateSequence(const SequenceParams &params, const DatasetShape &shape, double operations,
                                  double numbers, double passes = 1);

/// `Derived` has besides what Algorithm asks for (learn, write and read stand here)
///     std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const;   from m_params
///     static constexpr double kDeviation;                                      of fresh item vectors
template <class Derived, class Params>
class SequenceRecommender : public Algorithm<Derived, Params, SequenceServing>, public Updates
{
    using Base = Algorithm<Derived, Params, SequenceServing>;

public:
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Base::Base;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
    {
        const auto &train = from.events;
        this->learnFrom(train, this->m_params, options, hooks, this->m_params.epochs,
                        makeNetwork(train.itemCount(), options.seed),
                        static_cast<const Derived &>(*this).batches(train), job);
    }
    void update(const Ingredients &from, const Growth &growth, const FitOptions &options, const FitHooks &hooks,
                JobContext &job) override
    {
        const auto &grown = from.events;
        const ThreadScope threads(options.threads);
        job.checkpoint();
        Derived next(static_cast<const Derived &>(*this));
        next.m_catalogue = ItemPopularity(grown);
        auto network = this->m_network.detached(true);
        network.items = this->grownItems(next.makeNetwork(grown.itemCount(), options.seed).items, growth);
        network.featured.follow(from);
        next.learnFrom(grown, this->m_params, options, hooks, this->m_params.updateEpochs, network,
                       next.updateBatches(grown, this->learntBefore(grown, growth)), job);
        job.checkpoint();
        static_cast<Derived &>(*this) = std::move(next);
    }
    void write(SnapshotWriter &out) const { this->writeNetwork(out); }
    void read(SnapshotReader &in)
    {
        const auto &derived = static_cast<const Derived &>(*this);
        const auto rows = static_cast<std::uint64_t>(derived.tableRows(this->m_catalogue.size()));
        in.expect(rows * static_cast<std::uint64_t>(derived.width()), sizeof(float));
        this->readNetwork(in, makeNetwork(this->m_catalogue.size(), 0));
    }

protected:
    int historyLength() const override { return this->m_params.maxLength; }
    std::int64_t tableRows(std::int64_t items) const { return items; }
    std::int64_t width() const { return this->m_params.factors; }
    SequenceServing::Batches batches(const TrainingSet &train) const
    {
        return [&train, length = historyLength(), size = this->m_params.batchSize](std::uint64_t seed) {
            return nextItemBatches(train, length, size, seed);
        };
    }
    /// The new events, and as many old ones so that they are not forgotten. @param before  [users] events learnt before
    SequenceServing::Batches updateBatches(const TrainingSet &grown, std::vector<std::uint32_t> before) const
    {
        return [&grown, before = std::move(before), length = historyLength(),
                size = this->m_params.batchSize](std::uint64_t seed) {
            return batchesWithOld(newItemBatches(grown, before, length, size, seed),
                                  nextItemBatches(grown, length, size, deriveSeed(seed, 1)), seed);
        };
    }
    SequenceNetwork makeNetwork(std::int64_t items, std::uint64_t seed) const
    {
        const auto &own = static_cast<const Derived &>(*this);
        return {.items = normalTensor({own.tableRows(items), own.width()}, Derived::kDeviation, deriveSeed(seed, 1)),
                .encoder = own.makeEncoder(deriveSeed(seed, 2)),
                .byAngle = this->m_params.temperature > 0};
    }
};

} // namespace aisle
