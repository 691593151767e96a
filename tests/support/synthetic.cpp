#include "tests/support/synthetic.h"

#include "core/common/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_set>

namespace aisle::test {

namespace {

/// Draws indexes by cumulative weights (r + 10)^-exponent, over a shuffled order so that an index tells nothing.
class PowerLaw
{
public:
    PowerLaw(std::uint32_t count, double exponent, Random &random) : m_cumulative(count), m_order(count)
    {
        double sum = 0;
        for (std::uint32_t r = 0; r < count; ++r)
            m_cumulative[r] = sum += std::pow(r + 10.0, -exponent);
        std::iota(m_order.begin(), m_order.end(), 0U);
        random.shuffle(m_order);
    }
    std::uint32_t draw(Random &random) const
    {
        const double at = random.uniform() * m_cumulative.back();
        const auto found = std::upper_bound(m_cumulative.begin(), m_cumulative.end(), at) - m_cumulative.begin();
        return m_order[std::min(static_cast<std::size_t>(found), m_order.size() - 1)];
    }

private:
    std::vector<double> m_cumulative;
    std::vector<std::uint32_t> m_order;
};

} // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> syntheticPairs(const SyntheticShape &shape)
{
    Random random(shape.seed);
    const PowerLaw users(shape.users, shape.userExponent, random);
    const PowerLaw items(shape.items, shape.itemExponent, random);
    std::unordered_set<std::uint64_t> seen;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    pairs.reserve(shape.pairs);
    while (pairs.size() < shape.pairs) {
        const auto user = users.draw(random);
        const auto item = items.draw(random);
        if (seen.insert((std::uint64_t(user) << 32) | item).second)
            pairs.emplace_back(user, item);
    }
    return pairs;
}

std::shared_ptr<const TrainingSet> syntheticTrainingSet(const SyntheticShape &shape)
{
    const auto pairs = syntheticPairs(shape);
    std::vector<std::uint64_t> offsets(shape.users + 1, 0);
    for (const auto &[user, item] : pairs)
        ++offsets[user + 1];
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    std::vector<Visit> visits(pairs.size());
    auto next = offsets;
    for (const auto &[user, item] : pairs) {
        const auto at = next[user]++;
        visits[at] = {.item = ItemIndex(item), .at = static_cast<std::int64_t>(at) * 60000};
    }
    std::vector<std::uint32_t> tieRank(shape.items);
    std::iota(tieRank.begin(), tieRank.end(), 0U);
    Random(shape.seed + 1).shuffle(tieRank);
    return std::make_shared<TrainingSet>(shape.items, std::move(offsets), std::move(visits), std::vector<float>{},
                                         std::vector<float>{1}, std::move(tieRank));
}

} // namespace aisle::test
