#pragma once
#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/jobs/jobcontext.h"
#include "core/numeric/interactionmatrix.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace aisle {

/// Stochastic gradient descent over a grid of strata (Gemulla et al. 2011): shoppers and products are dealt to groups,
/// and in a round each shopper group meets another product group, so that threads share no row and the result does not
/// depend on how many there are. Product groups are dealt anew each sweep.
class Strata
{
public:
    struct Pair
    {
        std::uint32_t user, item;
        float value;
    };
    /// The pairs of one shopper group with one product group.
    struct Block
    {
        std::span<const Pair> pairs;          ///< by user, then item
        std::span<const std::uint32_t> order; ///< shuffled positions in `pairs`: each once, or as often as its share
        std::span<const std::uint32_t> items; ///< of the product group
        Random random;

        /// Whether the user of pairs[at] has the product in this block; it is of the block's own group.
        bool has(std::uint32_t at, std::uint32_t item) const
        {
            const auto user = pairs[at].user;
            for (auto p = at; pairs[p].user == user; --p) {
                if (pairs[p].item == item)
                    return true;
                if (p == 0)
                    break;
            }
            for (auto p = at + 1; p < pairs.size() && pairs[p].user == user; ++p)
                if (pairs[p].item == item)
                    return true;
            return false;
        }
        /// A product of the group that the user of pairs[at] does not have; after some tries any one.
        std::uint32_t negative(std::uint32_t at)
        {
            constexpr int kTries = 8;
            std::uint32_t item = 0;
            for (int attempt = 0; attempt < kTries; ++attempt) {
                item = items[random.below(static_cast<std::uint32_t>(items.size()))];
                if (!has(at, item))
                    break;
            }
            return item;
        }
    };

    /// @param pairs   [users x items]; outlives this
    /// @param shares  [pairs] how often each is handed over, 1 in the mean (drawingShares()); empty: once each
    Strata(const SparseRows &pairs, std::uint64_t seed, std::vector<float> shares = {});
    std::size_t pairCount() const { return m_pairs.entries(); }

    /// Hands over every pair once, or by its share. `learn` may change the rows of its own block only; blocks of a
    /// round run at once.
    /// @return the sum of what it returns
    double sweep(int number, JobContext &job, const std::function<double(Block &)> &learn);

private:
    static constexpr std::uint32_t kMostStrata = 16;
    static constexpr std::uint32_t kRowsAStratum = 200;

    void deal(std::vector<std::uint8_t> &groups, Random &random) const;
    void sortIntoBlocks();
    Block block(int number, std::size_t index, std::vector<std::uint32_t> &order);

    const SparseRows &m_pairs;
    std::uint64_t m_seed;
    std::vector<std::uint8_t> m_userGroup, m_itemGroup;
    std::uint32_t m_strata;
    std::vector<std::vector<std::uint32_t>> m_members; ///< products of a group
    std::vector<std::vector<std::uint32_t>> m_users;   ///< shoppers of a group
    std::vector<Pair> m_sorted;                        ///< by block
    std::vector<std::uint64_t> m_offsets;              ///< [blocks + 1]
    std::vector<float> m_shares;                       ///< [pairs], then Pair::value says them
};

} // namespace aisle
