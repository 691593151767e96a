#include "core/common/lookup/sorted.h"
#include "core/params/paramtable.h"
#include "core/recommend/neighbour/basketneighbours.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct TifuKnnParams
{
    int neighbours = 300;
    int groupSize = 7;
    double withinDecay = .9;
    double groupDecay = .7;
    double alpha = .7;
};

const auto kTable =
    ParamTable<TifuKnnParams>{}
        .add("neighbours", &TifuKnnParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "How many shoppers with the nearest frequencies speak for their products.")},
             {1, 5000, ParamScale::Log})
        .add("group-size", &TifuKnnParams::groupSize,
             {QT_TRANSLATE_NOOP("Param", "Baskets a group"),
              QT_TRANSLATE_NOOP("Param", "How many baskets, counted from the latest back, are one period of taste.")},
             {1, 100, ParamScale::Log})
        .add("within-decay", &TifuKnnParams::withinDecay,
             {QT_TRANSLATE_NOOP("Param", "Decay of baskets"),
              QT_TRANSLATE_NOOP("Param",
                                "What a basket one earlier counts, against the one after it in its group. 1: all "
                                "the same.")},
             {0.01, 1})
        .add("group-decay", &TifuKnnParams::groupDecay,
             {QT_TRANSLATE_NOOP("Param", "Decay of groups"),
              QT_TRANSLATE_NOOP("Param", "What a group of baskets one earlier counts, against the one after it. "
                                         "1: all the same.")},
             {0.01, 1})
        .add("alpha", &TifuKnnParams::alpha,
             {QT_TRANSLATE_NOOP("Param", "Own share"),
              QT_TRANSLATE_NOOP("Param", "Share of the shopper's own frequencies in the score; the rest is the "
                                         "neighbours' mean. 1: nothing but what was bought before.")},
             {0, 1});

/// Temporal item frequencies and their nearest neighbours (Hu, He, Gao & Zhang 2020). A shopper's baskets are put into
/// groups of m, from the latest back, so that the first group may have fewer. A product counts within-decay^(baskets of
/// the group after it) in each basket that has it; a group is the mean over its baskets, and the shopper the mean over
/// the groups, each times group-decay^(groups after it). A score is alpha * the shopper's own number + (1 - alpha) *
/// the mean of the nearest shoppers by Euclidean distance.
class TifuKnnRecommender : public Algorithm<TifuKnnRecommender, TifuKnnParams, BasketNeighboursRecommender>
{
public:
    static constexpr const char *kId = "tifu-knn";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double events = static_cast<double>(shape.events), pairs = static_cast<double>(shape.pairs);
        return {.seconds = 0.01 + events * 1e-7,
                .memoryBytes = static_cast<std::int64_t>(1e6 + pairs * 16 + static_cast<double>(shape.users) * 24)};
    }

protected:
    std::vector<Entry> numbersOf(std::span<const Visit> history) const override;
    float ownShare() const override { return static_cast<float>(m_params.alpha); }
    std::vector<Neighbour> neighboursOf(const Request &request, const std::vector<Entry> &own,
                                        std::vector<float> &scratch) const override;
    void index() override;

private:
    std::vector<float> m_squares;          ///< [users] of the numbers, summed
    std::vector<std::uint32_t> m_shortest; ///< users with baskets, smallest square first
};

std::vector<TifuKnnRecommender::Entry> TifuKnnRecommender::numbersOf(std::span<const Visit> history) const
{
    const auto baskets = basketsOf(history);
    const auto size = static_cast<std::size_t>(m_params.groupSize);
    const auto groups = (baskets.size() + size - 1) / size;
    std::vector<Entry> all;
    for (std::size_t b = 0; b < baskets.size(); ++b) {
        const auto after = baskets.size() - 1 - b, groupsAfter = after / size;
        const auto ofGroup = groupsAfter + 1 < groups ? size : baskets.size() - groupsAfter * size;
        const double weight = std::pow(m_params.groupDecay, static_cast<double>(groupsAfter)) *
                              std::pow(m_params.withinDecay, static_cast<double>(after % size)) /
                              static_cast<double>(groups * ofGroup);
        for (const auto item : baskets[b])
            all.push_back({item.value, static_cast<float>(weight)});
    }
    return summed(std::move(all));
}

void TifuKnnRecommender::index()
{
    m_squares.assign(m_byUser.rows, 0);
    for (std::uint32_t user = 0; user < m_byUser.rows; ++user) {
        for (const auto value : m_byUser.rowValues(user))
            m_squares[user] += value * value;
        if (!m_byUser.row(user).empty())
            m_shortest.push_back(user);
    }
    std::ranges::stable_sort(m_shortest, {}, [this](auto user) { return m_squares[user]; });
}

/// Who shares no product is as far away as both are long: of those the shortest will do.
std::vector<TifuKnnRecommender::Neighbour>
TifuKnnRecommender::neighboursOf(const Request &request, const std::vector<Entry> &own, std::vector<float> &dots) const
{
    const auto self = request.user.value_or(kNoUser).value;
    const auto keep = static_cast<std::size_t>(m_params.neighbours);
    std::vector<std::pair<float, std::uint32_t>> found; // squared distance less the shopper's own square
    std::vector<std::uint32_t> touched;
    for (const auto &[item, value] : own) {
        const auto users = m_byItem.row(item);
        for (std::size_t e = 0; e < users.size(); ++e) {
            if (dots[users[e]] == 0)
                touched.push_back(users[e]);
            dots[users[e]] += value * m_byItem.rowValues(item)[e];
        }
    }
    for (const auto user : touched)
        if (user != self)
            found.emplace_back(m_squares[user] - 2 * dots[user], user);
    for (std::size_t s = 0, taken = 0; s < m_shortest.size() && taken < keep; ++s) {
        const auto user = m_shortest[s];
        if (user == self || dots[user] != 0)
            continue;
        found.emplace_back(m_squares[user], user);
        ++taken;
    }
    for (const auto user : touched)
        dots[user] = 0;
    keepFirst(found, keep);
    const float share = (1 - ownShare()) / static_cast<float>(std::max<std::size_t>(1, found.size()));
    std::vector<Neighbour> neighbours;
    for (const auto &[distance, user] : found)
        neighbours.push_back({user, share});
    std::ranges::sort(neighbours, {}, &Neighbour::user);
    return neighbours;
}

const bool kRegistered = registerAlgorithm<TifuKnnRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Frequencies and neighbours (TIFU-KNN)"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Neighbourhood"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "The next basket from how often and how lately products were bought, "
                                                 "by the shopper and by those most like them. Judge it with seen "
                                                 "products offered."),
     .paper = "Hu, He, Gao & Zhang, Modeling personalized item frequency information for next-basket recommendation, "
              "SIGIR 2020"});

} // namespace
} // namespace aisle
