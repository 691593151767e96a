#pragma once
#include "core/common/random.h"
#include "core/dataset/trainingset.h"

#include <span>
#include <vector>

namespace aisle {

/// Draws products that a shopper has nothing to do with, without replacement. Thread-safe.
class NegativeSampler
{
public:
    /// Uniform over a catalogue of so many products.
    explicit NegativeSampler(std::uint32_t items) : m_items(items) {}
    /// Uniform over these products. @param pool  ascending; outlives this
    explicit NegativeSampler(std::span<const ItemIndex> pool)
        : m_items(static_cast<std::uint32_t>(pool.size())), m_pool(pool)
    {
    }
    /// By the number of training events; products without any are never drawn.
    explicit NegativeSampler(const TrainingSet &train);

    /// @param banned  sorted, distinct
    /// @return `count` distinct products, fewer when there are no more
    std::vector<ItemIndex> draw(std::size_t count, std::span<const ItemIndex> banned, Random &random) const;

private:
    double weight(std::uint32_t item) const;
    ItemIndex drawOne(Random &random) const;
    std::vector<ItemIndex> drawFromRest(std::size_t count, std::span<const ItemIndex> banned,
                                        const std::vector<ItemIndex> &taken, Random &random) const;

    ItemIndex product(std::uint32_t place) const { return m_pool.empty() ? ItemIndex(place) : m_pool[place]; }

    std::uint32_t m_items;
    std::span<const ItemIndex> m_pool;       ///< empty: all products
    std::vector<std::uint64_t> m_cumulative; ///< [items] of weights; empty: uniform
};

} // namespace aisle
