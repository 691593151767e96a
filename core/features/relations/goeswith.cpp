#include "core/features/relations/goeswith.h"

#include "core/dataset/split.h"
#include "core/jobs/jobcontext.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace aisle {

namespace {

constexpr std::size_t kMostInBasket = 200, kMostPerProduct = 10;
constexpr std::uint32_t kFewest = 2; ///< baskets that have both

/// What is bought together.
class Baskets
{
public:
    explicit Baskets(std::uint32_t items) : m_of(items) {}

    void add(const std::vector<ItemIndex> &basket)
    {
        const auto number = static_cast<std::uint32_t>(m_baskets.size());
        for (const auto item : basket)
            m_of[item.value].push_back(number);
        m_baskets.push_back(basket);
    }
    std::size_t size() const { return m_baskets.size(); }
    /// Best first.
    std::vector<std::uint32_t> bestOf(std::uint32_t item)
    {
        m_together.resize(m_of.size());
        std::vector<std::uint32_t> met;
        for (const auto basket : m_of[item])
            for (const auto other : m_baskets[basket])
                if (other.value != item && m_together[other.value]++ == 0)
                    met.push_back(other.value);
        std::vector<std::pair<double, std::uint32_t>> near;
        for (const auto other : met) {
            const auto together = static_cast<double>(std::exchange(m_together[other], 0));
            const double expected = count(item) * count(other) / static_cast<double>(m_baskets.size());
            if (together >= kFewest && together > expected)
                near.emplace_back(-together / std::sqrt(count(item) * count(other)), other);
        }
        std::ranges::sort(near);
        near.resize(std::min(near.size(), kMostPerProduct));
        std::vector<std::uint32_t> best;
        for (const auto &[closeness, other] : near)
            best.push_back(other);
        return best;
    }

private:
    double count(std::uint32_t item) const { return static_cast<double>(m_of[item].size()); }

    std::vector<std::vector<ItemIndex>> m_baskets;
    std::vector<std::vector<std::uint32_t>> m_of; ///< [items] baskets
    std::vector<std::uint32_t> m_together;        ///< [items] zero between two calls
};

/// [kinds of the dataset] whose events stand in baskets.
std::vector<bool> boughtKinds(const Dataset &dataset, const TrainingSet &training)
{
    std::vector<bool> bought(dataset.kinds.size());
    bool any = false;
    for (std::uint32_t user = 0; user < training.userCount(); ++user)
        for (const auto &visit : training.history(UserIndex(user)))
            if (dataset.kinds[visit.kind].meaning == Meaning::Purchase)
                any = bought[visit.kind] = true;
    return any ? bought : std::vector<bool>(dataset.kinds.size(), true);
}

} // namespace

GoesWithPairs pairsInBaskets(const Project &project, const GoesWith &request, JobContext &job)
{
    const auto dataset = std::make_shared<const Dataset>(Dataset::load(project, {}, job));
    const auto spec = SplitSpec::parse(request.split.isEmpty() ? QStringLiteral("none") : request.split);
    const Split split(dataset, spec, request.seed);
    const auto training = split.trainingSet();
    const auto bought = boughtKinds(*dataset, *training);
    GoesWithPairs found;
    found.split = request.split.isEmpty() ? QString() : spec.text();
    found.seed = request.seed;
    found.dataHash = split.dataHash();
    found.kinds = std::ranges::all_of(bought, std::identity{}) ? QStringLiteral("all that is learnt from")
                                                               : QStringLiteral("purchases");
    Baskets baskets(dataset->itemCount());
    for (std::uint32_t user = 0; user < training->userCount(); ++user) {
        std::vector<Visit> history;
        std::ranges::copy_if(training->history(UserIndex(user)), std::back_inserter(history),
                             [&](const Visit &visit) { return bought[visit.kind]; });
        for (const auto &basket : basketsOf(history)) {
            if (basket.size() < 2)
                continue;
            ++found.baskets;
            if (basket.size() > kMostInBasket)
                ++found.tooLarge;
            else
                baskets.add(basket);
        }
    }
    std::set<std::pair<ItemId, ItemId>> pairs;
    for (std::uint32_t item = 0; item < dataset->itemCount(); ++item) {
        job.checkpoint();
        job.progress(static_cast<double>(item) / dataset->itemCount(), QStringLiteral("what goes with what"));
        for (const auto other : baskets.bestOf(item))
            pairs.insert(std::minmax(dataset->itemIds[item], dataset->itemIds[other]));
    }
    found.pairs.assign(pairs.begin(), pairs.end());
    return found;
}

} // namespace aisle
