#include "core/recommend/factor/strata.h"

#include "core/recommend/pairbatches.h"

#include <algorithm>
#include <numeric>

namespace aisle {

Strata::Strata(const SparseRows &pairs, std::uint64_t seed, std::vector<float> shares)
    : m_pairs(pairs), m_seed(seed), m_userGroup(pairs.rows), m_itemGroup(pairs.cols),
      m_strata(std::clamp<std::uint32_t>(std::min(pairs.rows, pairs.cols) / kRowsAStratum, 1, kMostStrata)),
      m_members(m_strata), m_users(m_strata), m_sorted(pairs.entries()), m_shares(std::move(shares))
{
    Random random(deriveSeed(seed, 1));
    deal(m_userGroup, random);
    for (std::uint32_t u = 0; u < pairs.rows; ++u)
        m_users[m_userGroup[u]].push_back(u);
}

void Strata::deal(std::vector<std::uint8_t> &groups, Random &random) const
{
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = static_cast<std::uint8_t>(i % m_strata);
    random.shuffle(groups);
}

/// Shopper groups fill their own rows of blocks, at once.
void Strata::sortIntoBlocks()
{
    std::vector<std::uint64_t> sizes(std::size_t(m_strata) * m_strata);
    const auto forGroup = [&](std::size_t group, const auto &take) {
        for (const auto u : m_users[group]) {
            const auto items = m_pairs.row(u);
            const auto values = (m_shares.empty() ? std::span(m_pairs.values) : std::span<const float>(m_shares))
                                    .subspan(m_pairs.offsets[u], items.size());
            for (std::size_t i = 0; i < items.size(); ++i)
                take(group * m_strata + m_itemGroup[items[i]], u, items[i], values[i]);
        }
    };
    parallelFor(m_strata, 1, [&](std::size_t group, std::size_t, int) {
        forGroup(group, [&](std::size_t block, auto...) { ++sizes[block]; });
    });
    m_offsets.assign(sizes.size() + 1, 0);
    std::partial_sum(sizes.begin(), sizes.end(), m_offsets.begin() + 1);
    parallelFor(m_strata, 1, [&](std::size_t group, std::size_t, int) {
        std::vector<std::uint64_t> next(m_offsets.begin() + static_cast<std::ptrdiff_t>(group * m_strata),
                                        m_offsets.begin() + static_cast<std::ptrdiff_t>((group + 1) * m_strata));
        forGroup(group, [&](std::size_t block, std::uint32_t user, std::uint32_t item, float value) {
            m_sorted[next[block - group * m_strata]++] = {user, item, value};
        });
    });
}

Strata::Block Strata::block(int number, std::size_t index, std::vector<std::uint32_t> &order)
{
    const auto begin = m_offsets[index], size = m_offsets[index + 1] - begin;
    const auto sweepSeed = deriveSeed(m_seed, 2 * static_cast<std::uint64_t>(number) + 1);
    Block block{.pairs = std::span<const Pair>(m_sorted).subspan(begin, size),
                .order = {},
                .items = m_members[index % m_strata],
                .random = Random(deriveSeed(sweepSeed, index))};
    if (m_shares.empty()) {
        order.resize(size);
        std::iota(order.begin(), order.end(), 0U);
    } else {
        order.clear();
        for (std::uint32_t at = 0; at < size; ++at)
            order.insert(order.end(), timesDrawn(block.pairs[at].value, block.random), at);
    }
    block.random.shuffle(order);
    block.order = order;
    return block;
}

double Strata::sweep(int number, JobContext &job, const std::function<double(Block &)> &learn)
{
    Random random(deriveSeed(m_seed, 2 * static_cast<std::uint64_t>(number)));
    deal(m_itemGroup, random);
    for (auto &members : m_members)
        members.clear();
    for (std::uint32_t i = 0; i < m_pairs.cols; ++i)
        m_members[m_itemGroup[i]].push_back(i);
    sortIntoBlocks();
    std::vector<double> results(std::size_t(m_strata) * m_strata);
    std::vector<std::vector<std::uint32_t>> orders(static_cast<std::size_t>(threadCount()));
    for (std::uint32_t round = 0; round < m_strata; ++round) {
        job.checkpoint();
        parallelFor(m_strata, 1, [&](std::size_t users, std::size_t, int thread) {
            const auto index = users * m_strata + (users + round) % m_strata;
            auto own = block(number, index, orders[static_cast<std::size_t>(thread)]);
            results[index] = learn(own);
        });
    }
    return std::accumulate(results.begin(), results.end(), 0.0);
}

} // namespace aisle
