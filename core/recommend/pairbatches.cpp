#include "core/recommend/pairbatches.h"

#include "core/common/parallel.h"
#include "core/common/random.h"

#include <algorithm>
#include <numeric>

namespace aisle {

std::uint32_t drawNegative(const SparseRows &pairs, std::uint32_t user, Random &random)
{
    constexpr int kTries = 16;
    auto item = random.below(pairs.cols);
    for (int attempt = 1; attempt < kTries && pairs.contains(user, item); ++attempt)
        item = random.below(pairs.cols);
    return item;
}

SparseRows historyMeans(const SparseRows &pairs, const PairBatch &batch)
{
    SparseRows means;
    means.rows = static_cast<std::uint32_t>(batch.size());
    means.cols = pairs.cols;
    means.offsets.push_back(0);
    for (std::size_t n = 0; n < batch.size(); ++n) {
        const auto items = pairs.row(static_cast<std::uint32_t>(batch.users[n]));
        for (const auto item : items) {
            if (item != batch.items[n]) {
                means.columns.push_back(item);
                means.values.push_back(1 / static_cast<float>(items.size() - 1));
            }
        }
        means.offsets.push_back(means.columns.size());
    }
    return means;
}

SharedNegatives drawShared(const SparseRows &pairs, std::span<const std::int64_t> users, std::size_t count,
                           std::uint64_t seed)
{
    constexpr std::uint32_t kNone = ~0U;
    Random random(seed);
    std::vector<std::uint32_t> place(pairs.cols, kNone);
    for (std::size_t n = 0; n < count; ++n)
        place[random.below(pairs.cols)] = 0;
    SharedNegatives shared;
    for (std::uint32_t item = 0; item < pairs.cols; ++item) {
        if (place[item] == kNone)
            continue;
        place[item] = static_cast<std::uint32_t>(shared.items.size());
        shared.items.push_back(item);
    }
    for (std::size_t u = 0; u < users.size(); ++u)
        for (const auto item : pairs.row(static_cast<std::uint32_t>(users[u])))
            if (place[item] != kNone)
                shared.forbidden.push_back(static_cast<std::int64_t>(u * shared.items.size() + place[item]));
    return shared;
}

static std::size_t sizeOfBatch(std::size_t pairs, int most)
{
    constexpr std::size_t kSteps = 32, kLeast = 64; // of an epoch; pairs
    return std::min(static_cast<std::size_t>(std::max(1, most)), std::max(kLeast, pairs / kSteps));
}

std::uint32_t timesDrawn(float share, Random &random)
{
    const auto whole = static_cast<std::uint32_t>(share);
    return whole + (random.uniform() < static_cast<double>(share) - whole ? 1 : 0);
}

PairBatches::PairBatches(const SparseRows &pairs, int negatives, int batchSize, std::vector<float> shares)
    : m_pairs(pairs), m_negatives(static_cast<std::size_t>(negatives)),
      m_batchSize(sizeOfBatch(pairs.entries(), batchSize)), m_users(pairs.entries()), m_order(pairs.entries()),
      m_shares(std::move(shares))
{
    for (std::uint32_t u = 0; u < pairs.rows; ++u)
        std::fill(m_users.begin() + static_cast<std::ptrdiff_t>(pairs.offsets[u]),
                  m_users.begin() + static_cast<std::ptrdiff_t>(pairs.offsets[u + 1]), u);
}

std::size_t PairBatches::begin(std::uint64_t seed)
{
    m_seed = seed;
    Random random(deriveSeed(seed, 0));
    if (m_shares.empty()) {
        std::iota(m_order.begin(), m_order.end(), 0U);
    } else {
        m_order.clear();
        for (std::uint32_t place = 0; place < m_shares.size(); ++place)
            m_order.insert(m_order.end(), timesDrawn(m_shares[place], random), place);
    }
    random.shuffle(m_order);
    return (m_order.size() + m_batchSize - 1) / m_batchSize;
}

PairBatch PairBatches::batch(std::size_t number) const
{
    constexpr std::size_t kPiece = 512; // pairs with a generator of their own
    const auto first = number * m_batchSize, last = std::min(m_order.size(), first + m_batchSize);
    const auto count = last - first;
    PairBatch batch{.users = std::vector<std::int64_t>(count),
                    .items = std::vector<std::int64_t>(count),
                    .negatives = std::vector<std::int64_t>(count * m_negatives)};
    const auto own = deriveSeed(m_seed, number + 1);
    parallelFor(count, kPiece, [&](std::size_t begin, std::size_t end, int) {
        Random random(deriveSeed(own, begin));
        for (auto n = begin; n < end; ++n) {
            const auto place = m_order[first + n];
            const auto user = m_users[place];
            batch.users[n] = user;
            batch.items[n] = m_pairs.columns[place];
            for (std::size_t k = 0; k < m_negatives; ++k)
                batch.negatives[n * m_negatives + k] = drawNegative(m_pairs, user, random);
        }
    });
    return batch;
}

} // namespace aisle
