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

    std::uint32_t m_items;
    std::vector<std::uint64_t> m_cumulative; ///< [items] of weights; empty: uniform
};

} // namespace aisle
