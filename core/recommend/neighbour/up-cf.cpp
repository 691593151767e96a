#include "core/params/paramtable.h"
#include "core/recommend/ranking.h"

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
/// with a shopper is the share of their latest `recency` baskets that have it; a score is the sum of that over the
/// shopper (similarity 1) and the most similar others, each times similarity^locality. Similarity is the asymmetric
/// cosine of the products ever bought, |both| / (|shopper|^alpha |other|^(1 - alpha)).
/// Nothing is learnt but an index: new baskets count at once.
class UpCfRecommender : public Algorithm<UpCfRecommender, UpCfParams>, public Explains
{
public:
    static constexpr const char *kId = "up-cf";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true, .offersRepeats = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job);
    void write(SnapshotWriter &out) const { out.rows(m_byUser); }
    void read(SnapshotReader &in)
    {
        m_byUser = in.rows();
        in.check(m_byUser.cols == m_catalogue.size() && kernels::allFinite(m_byUser.values));
        m_byItem = m_byUser.transposed();
    }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double events = static_cast<double>(shape.events), pairs = static_cast<double>(shape.pairs);
        return {.seconds = 0.01 + events * 1e-7, .memoryBytes = static_cast<std::int64_t>(1e6 + pairs * 16)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_byUser.entries()); }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;

protected:
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

private:
    struct Entry
    {
        std::uint32_t item;
        float value; ///< share of the latest baskets that have it, 0 where only older ones do
    };
    struct Neighbour
    {
        std::uint32_t user;
        float weight;
    };
    std::vector<Entry> popularities(std::span<const Visit> history) const;
    std::vector<Entry> ownOf(const Request &request) const;
    /// @param common  [users], 0 before and after
    std::vector<Neighbour> neighboursOf(const Request &request, const std::vector<Entry> &own,
                                        std::vector<std::uint32_t> &common) const;

    SparseRows m_byUser; ///< [users x items] all products ever bought, see Entry
    SparseRows m_byItem; ///< its transpose
};

std::vector<UpCfRecommender::Entry> UpCfRecommender::popularities(std::span<const Visit> history) const
{
    const auto baskets = basketsOf(history);
    const auto latest = std::min(baskets.size(), static_cast<std::size_t>(m_params.recency));
    std::vector<Entry> all;
    for (std::size_t b = 0; b < baskets.size(); ++b) {
        const bool counts = b + latest >= baskets.size();
        for (const auto item : baskets[b])
            all.push_back({item.value, counts ? 1.0F : 0.0F});
    }
    std::ranges::sort(all, {}, &Entry::item);
    std::vector<Entry> own;
    for (const auto &[item, value] : all) {
        if (!own.empty() && own.back().item == item)
            own.back().value += value;
        else
            own.push_back({item, value});
    }
    for (auto &entry : own)
        entry.value /= static_cast<float>(latest);
    return own;
}

void UpCfRecommender::learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
{
    const auto &train = from.events;
    m_byUser = {.rows = train.userCount(), .cols = train.itemCount(), .offsets = {0}, .columns = {}, .values = {}};
    for (std::uint32_t user = 0; user < train.userCount(); ++user) {
        if (user % 4096 == 0) {
            job.checkpoint();
            job.progress(static_cast<double>(user) / train.userCount(), QStringLiteral("counting"));
        }
        for (const auto &[item, value] : popularities(train.history(UserIndex(user)))) {
            m_byUser.columns.push_back(item);
            m_byUser.values.push_back(value);
        }
        m_byUser.offsets.push_back(m_byUser.columns.size());
    }
    m_byItem = m_byUser.transposed();
}

std::vector<UpCfRecommender::Entry> UpCfRecommender::ownOf(const Request &request) const
{
    if (!request.user || request.user->value >= m_byUser.rows)
        return popularities(request.history);
    std::vector<Entry> own;
    const auto user = request.user->value;
    for (std::size_t e = 0; e < m_byUser.row(user).size(); ++e)
        own.push_back({m_byUser.row(user)[e], m_byUser.rowValues(user)[e]});
    return own;
}

std::vector<UpCfRecommender::Neighbour> UpCfRecommender::neighboursOf(const Request &request,
                                                                      const std::vector<Entry> &own,
                                                                      std::vector<std::uint32_t> &common) const
{
    std::vector<std::uint32_t> touched;
    for (const auto &entry : own)
        for (const auto user : m_byItem.row(entry.item))
            if (common[user]++ == 0)
                touched.push_back(user);
    const double length = std::pow(static_cast<double>(own.size()), m_params.alpha);
    std::vector<Neighbour> found;
    for (const auto user : touched) {
        const double both = std::exchange(common[user], 0U);
        if (request.user && request.user->value == user)
            continue;
        const auto other = std::pow(static_cast<double>(m_byUser.row(user).size()), 1 - m_params.alpha);
        found.push_back({user, static_cast<float>(std::pow(both / (length * other), m_params.locality))});
    }
    const auto keep = static_cast<std::size_t>(m_params.neighbours);
    if (found.size() > keep) {
        std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(keep),
                                 [](const Neighbour &a, const Neighbour &b) {
                                     return a.weight != b.weight ? a.weight > b.weight : a.user < b.user;
                                 });
        found.resize(keep);
    }
    std::ranges::sort(found, {}, &Neighbour::user);
    return found;
}

void UpCfRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    const std::size_t items = m_catalogue.size();
    std::vector<std::uint32_t> common(m_byUser.rows);
    for (std::size_t p = 0; p < requests.size(); ++p) {
        float *to = scores.data() + p * items;
        const auto own = ownOf(*requests[p]);
        for (const auto &[item, value] : own)
            to[item] += value;
        for (const auto &[user, weight] : neighboursOf(*requests[p], own, common))
            for (std::size_t e = 0; e < m_byUser.row(user).size(); ++e)
                to[m_byUser.row(user)[e]] += weight * m_byUser.rowValues(user)[e];
    }
}

void UpCfRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const
{
    std::vector<std::uint32_t> common(m_byUser.rows);
    SomeSums sums(items);
    const auto own = ownOf(request);
    for (const auto &[item, value] : own)
        sums.add(item, value);
    for (const auto &[user, weight] : neighboursOf(request, own, common))
        for (std::size_t e = 0; e < m_byUser.row(user).size(); ++e)
            sums.add(m_byUser.row(user)[e], weight * m_byUser.rowValues(user)[e]);
    std::ranges::transform(items, scores.begin(), [&](ItemIndex item) { return sums.of(item); });
}

std::vector<Reason> UpCfRecommender::explain(const Request &request, ItemIndex item) const
{
    std::vector<std::uint32_t> common(m_byUser.rows);
    const auto own = ownOf(request);
    std::vector<Reason> reasons;
    const auto mine = std::ranges::find(own, item.value, &Entry::item);
    if (mine != own.end() && mine->value > 0)
        reasons.push_back({.because = item, .text = {}, .contribution = static_cast<double>(mine->value)});
    double sum = 0;
    for (const auto &[user, weight] : neighboursOf(request, own, common))
        sum += static_cast<double>(weight * m_byUser.value(user, item.value));
    if (sum > 0)
        reasons.push_back({.text = "shoppers with a like choice of products", .contribution = sum});
    std::ranges::stable_sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
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
