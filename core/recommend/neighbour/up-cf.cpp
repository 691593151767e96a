#include "core/common/lookup/sorted.h"
#include "core/params/paramtable.h"
#include "core/recommend/neighbour/basketneighbours.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct UpCfParams
{
    int recency = 10;
    double alpha = .25;
    double locality = 5;
    int neighbours = 1000;
};

const auto kTable =
    ParamTable<UpCfParams>{}
        .add("recency", &UpCfParams::recency,
             {QT_TRANSLATE_NOOP("Param", "Latest baskets"),
              QT_TRANSLATE_NOOP("Param", "How many of a shopper's latest baskets say how popular a product is with "
                                         "them. More than there are: all.")},
             {1, 1000, ParamScale::Log})
        .add("alpha", &UpCfParams::alpha,
             {QT_TRANSLATE_NOOP("Param", "Asymmetry"),
              QT_TRANSLATE_NOOP("Param", "How much of the similarity's length is the shopper's, the rest being the "
                                         "other's. 0.5: the cosine; less: shoppers with few products count more.")},
             {0, 1})
        .add("locality", &UpCfParams::locality,
             {QT_TRANSLATE_NOOP("Param", "Locality"),
              QT_TRANSLATE_NOOP("Param", "The power that similarities are raised to: higher trusts the most similar "
                                         "shoppers, and first the shopper themselves.")},
             {0, 1000, ParamScale::Log})
        .add("neighbours", &UpCfParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "How many most similar shoppers speak for their products.")},
             {1, 100000, ParamScale::Log});

/// Recency-aware user-wise popularity with user neighbours (Faggioli, Polato & Aiolli 2020): how popular a product is
/// with a shopper is the share of their latest `recency` baskets that have it, 0 where only older ones do; a score is
/// the sum of that over the shopper (similarity 1) and the most similar others, each times similarity^locality.
/// Similarity is the asymmetric cosine of the products ever bought, |both| / (|shopper|^alpha |other|^(1 - alpha)).
class UpCfRecommender : public Algorithm<UpCfRecommender, UpCfParams, BasketNeighboursRecommender>
{
public:
    static constexpr const char *kId = "up-cf";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double events = static_cast<double>(shape.events), pairs = static_cast<double>(shape.pairs);
        return {.seconds = 0.01 + events * 1e-7, .memoryBytes = static_cast<std::int64_t>(1e6 + pairs * 16)};
    }

protected:
    std::vector<Entry> numbersOf(std::span<const Visit> history) const override;
    std::vector<Neighbour> neighboursOf(const Request &request, const std::vector<Entry> &own,
                                        std::vector<float> &scratch) const override;
};

std::vector<UpCfRecommender::Entry> UpCfRecommender::numbersOf(std::span<const Visit> history) const
{
    const auto baskets = basketsOf(history);
    const auto latest = std::min(baskets.size(), static_cast<std::size_t>(m_params.recency));
    std::vector<Entry> all;
    for (std::size_t b = 0; b < baskets.size(); ++b) {
        const bool counts = b + latest >= baskets.size();
        for (const auto item : baskets[b])
            all.push_back({item.value, counts ? 1.0F : 0.0F});
    }
    auto own = summed(std::move(all));
    for (auto &entry : own)
        entry.value /= static_cast<float>(latest);
    return own;
}

std::vector<UpCfRecommender::Neighbour>
UpCfRecommender::neighboursOf(const Request &request, const std::vector<Entry> &own, std::vector<float> &common) const
{
    std::vector<std::uint32_t> touched;
    for (const auto &entry : own)
        for (const auto user : m_byItem.row(entry.item))
            if (common[user]++ == 0)
                touched.push_back(user);
    const double length = std::pow(static_cast<double>(own.size()), m_params.alpha);
    std::vector<Neighbour> found;
    for (const auto user : touched) {
        const auto both = static_cast<double>(std::exchange(common[user], 0.0F));
        if (request.user && request.user->value == user)
            continue;
        const auto other = std::pow(static_cast<double>(m_byUser.row(user).size()), 1 - m_params.alpha);
        found.push_back({user, static_cast<float>(std::pow(both / (length * other), m_params.locality))});
    }
    keepFirst(found, static_cast<std::size_t>(m_params.neighbours), [](const Neighbour &a, const Neighbour &b) {
        return a.weight != b.weight ? a.weight > b.weight : a.user < b.user;
    });
    std::ranges::sort(found, {}, &Neighbour::user);
    return found;
}

const bool kRegistered = registerAlgorithm<UpCfRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Own and like shoppers' latest baskets (UP-CF)"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Neighbourhood"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "The next basket from the latest ones of the shopper and of those who "
                                                 "bought alike: what is bought again and again. Judge it with seen "
                                                 "products offered."),
     .paper = "Faggioli, Polato & Aiolli, Recency aware collaborative filtering for next basket recommendation, UMAP "
              "2020"});

} // namespace
} // namespace aisle
