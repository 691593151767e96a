#pragma once
#include "core/dataset/moments.h"
#include "core/numeric/interactionmatrix.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace aisle {

/// What a recommender learns from: the train part of the learnt kinds. Immutable; thread-safe.
class TrainingSet
{
public:
    /// @param offsets  [users + 1] into visits; each shopper's visits oldest first, repeats kept, moments together.
    ///                 What stands in one moment is put into the order of arrangeMoments().
    /// @param values       [visits] rating or weight; empty when the log has none
    /// @param kindWeights  [kinds] see kindWeights()
    TrainingSet(std::uint32_t items, std::vector<std::uint64_t> offsets, std::vector<Visit> visits,
                std::vector<float> values, std::vector<float> kindWeights, std::vector<std::uint32_t> tieRank);

    std::uint32_t userCount() const { return static_cast<std::uint32_t>(m_offsets.size() - 1); }
    std::uint32_t itemCount() const { return m_items; } ///< the whole catalogue, also what only held-out parts have
    std::size_t visitCount() const { return m_visits.size(); }
    bool hasTime() const;
    bool hasSessions() const;

    std::span<const Visit> history(UserIndex user) const
    {
        return std::span(m_visits).subspan(m_offsets[user.value], m_offsets[user.value + 1] - m_offsets[user.value]);
    }
    std::span<const float> values(UserIndex user) const; ///< empty when the log has none
    /// [kinds] the lightest kind that is learnt from weighs 1, one that is not weighs 0.
    const std::vector<float> &kindWeights() const { return m_kindWeights; }
    /// Whether kinds weigh differently, so that pairs have values of their own.
    bool isWeighted() const;
    const std::vector<std::uint32_t> &tieRank() const { return m_tieRank; } ///< [items], see Dataset::tieRank
    std::int64_t latest() const; ///< time of the last event, kNoTime when there is no time

    /// Distinct (shopper, product) pairs; the value is how often (1 for most). [users x items]. Built once, on demand.
    const SparseRows &byUser() const;
    const SparseRows &byItem() const; ///< the transpose, [items x users]

    /// What each pair of byUser() is worth: the sum of its events' weights, at most the heaviest kind's (PairValue).
    /// Empty where kinds weigh alike: then every pair is worth 1, however often it happened. Built once, on demand.
    const std::vector<float> &valuesByUser() const;
    const std::vector<float> &valuesByItem() const; ///< the same of the pairs of byItem()

    const std::vector<std::uint32_t> &itemEvents() const; ///< [items] events of the product
    const std::vector<std::uint32_t> &itemUsers() const;  ///< [items] distinct shoppers of the product

private:
    std::uint32_t m_items;
    std::vector<std::uint64_t> m_offsets;
    std::vector<Visit> m_visits;
    std::vector<float> m_values;
    std::vector<float> m_kindWeights;
    std::vector<std::uint32_t> m_tieRank;
    struct Derived;
    std::shared_ptr<Derived> m_derived; ///< what is built on demand, once, under a lock
};

} // namespace aisle
