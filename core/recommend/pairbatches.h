#pragma once
#include "core/numeric/interactionmatrix.h"

#include <cstdint>
#include <span>
#include <vector>

namespace aisle {

/// One batch of pairs that happened, each with products that did not.
struct PairBatch
{
    std::vector<std::int64_t> users;     ///< [pairs]
    std::vector<std::int64_t> items;     ///< [pairs]
    std::vector<std::int64_t> negatives; ///< [pairs x n], row-major

    std::size_t size() const { return users.size(); }
};

/// Deals every pair once an epoch (or by its share, such as twice or every other time), in random order, with uniform
/// negatives drawn from what the shopper does not have (after some tries any product: who has nearly all leaves no
/// choice).
class PairBatches
{
public:
    /// @param pairs      outlives this
    /// @param batchSize  at most; a small log is dealt in smaller batches, since a network needs steps to learn
    /// @param shares     [pairs] how often each is dealt, 1 in the mean (drawingShares()); empty: once each
    PairBatches(const SparseRows &pairs, int negatives, int batchSize, std::vector<float> shares = {});

    /// Shuffles anew. @return the number of batches
    std::size_t begin(std::uint64_t seed);
    /// Same seed and number, same batch: in any order and from any thread.
    PairBatch batch(std::size_t number) const;

private:
    const SparseRows &m_pairs;
    std::size_t m_negatives;
    std::size_t m_batchSize;
    std::uint64_t m_seed = 0;
    std::vector<std::uint32_t> m_users; ///< [pairs] whose it is
    std::vector<std::uint32_t> m_order; ///< of the epoch: places in the matrix
    std::vector<float> m_shares;        ///< [pairs]; empty: each once
};

/// How often a pair is drawn this time: its share, a fraction of it by chance.
std::uint32_t timesDrawn(float share, class Random &random);

/// The mean over each shopper's products but the pair's own. [pairs x products]
SparseRows historyMeans(const SparseRows &pairs, const PairBatch &batch);

/// Products drawn once for a whole batch, which makes their scores one matrix product.
struct SharedNegatives
{
    std::vector<std::int64_t> items;     ///< [n], distinct, ascending
    std::vector<std::int64_t> forbidden; ///< places row * n + column in [users x n] of what a user has after all
};
SharedNegatives drawShared(const SparseRows &pairs, std::span<const std::int64_t> users, std::size_t count,
                           std::uint64_t seed);

/// A product drawn uniformly from those that row `user` lacks.
std::uint32_t drawNegative(const SparseRows &pairs, std::uint32_t user, class Random &random);

} // namespace aisle
