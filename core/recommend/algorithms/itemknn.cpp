#include "core/params/paramtable.h"
#include "core/recommend/decomposition.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct ItemKnnParams
{
    int neighbours = 100;
    double shrinkage = 10;
};

const auto kTable =
    ParamTable<ItemKnnParams>{}
        .add("neighbours", &ItemKnnParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "How many most similar products each product keeps.")},
             {1, 5000, ParamScale::Log})
        .add("shrinkage", &ItemKnnParams::shrinkage,
             {QT_TRANSLATE_NOOP("Param", "Shrinkage"),
              QT_TRANSLATE_NOOP("Param",
                                "Added to the denominator of the cosine: pairs with few common shoppers count less.")},
             {0, 1000});

struct Neighbour
{
    std::uint32_t item;
    float similarity;
};

/// Item neighbours (Sarwar et al. 2001; Deshpande & Karypis 2004). Binary pairs; similarity of i and j is
/// c_ij / (sqrt(n_i n_j) + shrinkage) with c_ij common shoppers and n_i shoppers of i; each product keeps its
/// `neighbours` nearest, and its score is the sum of similarities to the neighbours in the history.
class ItemKnnRecommender : public Algorithm<ItemKnnRecommender, ItemKnnParams>
{
public:
    static constexpr const char *kId = "item-knn";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const TrainingSet &train, const FitOptions &, JobContext &job);
    void write(SnapshotWriter &out) const { out.rows(m_neighbours); }
    void read(SnapshotReader &in)
    {
        m_neighbours = in.rows();
        in.check(m_neighbours.rows == m_catalogue.size() && m_neighbours.cols == m_catalogue.size());
        m_influence = m_neighbours.transposed();
    }

    Traits traits() const override { return {.explainsExactly = true}; }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs);
        const double kept =
            static_cast<double>(shape.items) * std::min<double>(m_params.neighbours, static_cast<double>(shape.items));
        return {.seconds = 0.05 + pairs * shape.meanHistory * 2e-9 + kept * 2e-8,
                .memoryBytes = static_cast<std::int64_t>(kept * 16 + pairs * 24)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_neighbours.entries()); }

    std::vector<Reason> explain(const Profile &profile, ItemIndex item) const override
    {
        std::vector<Reason> reasons;
        const auto near = m_neighbours.row(item.value);
        for (const auto seen : distinctItems(profile.history)) {
            const auto place = std::ranges::lower_bound(near, seen.value);
            if (place != near.end() && *place == seen.value)
                reasons.push_back({.because = seen,
                                   .text = {},
                                   .contribution = m_neighbours.rowValues(
                                       item.value)[static_cast<std::size_t>(place - near.begin())]});
        }
        std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
        return reasons;
    }
    std::optional<Embedding> itemEmbedding() const override { return decompose(m_neighbours, 64); }

protected:
    void scoreBlock(std::span<const Profile *const> profiles, std::span<float> scores) const override
    {
        const auto items = m_catalogue.size();
        for (std::size_t p = 0; p < profiles.size(); ++p) {
            float *row = scores.data() + p * items;
            for (const auto seen : distinctItems(profiles[p]->history)) {
                const auto reached = m_influence.row(seen.value);
                const auto values = m_influence.rowValues(seen.value);
                for (std::size_t n = 0; n < reached.size(); ++n)
                    row[reached[n]] += values[n];
            }
        }
    }

private:
    SparseRows m_neighbours; ///< [items x items]: row j holds the nearest of j
    SparseRows m_influence;  ///< its transpose: which products a seen one speaks for
};

/// The nearest of one product out of its counts of common shoppers, which are set back to 0.
class NearestFinder
{
public:
    NearestFinder(const TrainingSet &train, const ItemKnnParams &params)
        : m_byUser(train.byUser()), m_byItem(train.byItem()), m_shoppers(train.itemUsers()), m_params(params),
          m_common(train.itemCount()), m_tieRank(train.tieRank())
    {
        m_root.reserve(m_shoppers.size());
        for (const auto shoppers : m_shoppers)
            m_root.push_back(std::sqrt(static_cast<float>(shoppers)));
    }

    std::vector<Neighbour> find(std::uint32_t item)
    {
        count(item);
        m_found.clear();
        const auto shrinkage = static_cast<float>(m_params.shrinkage);
        for (const auto other : m_touched) {
            if (other != item)
                m_found.push_back(
                    {other, static_cast<float>(m_common[other]) / (m_root[item] * m_root[other] + shrinkage)});
            m_common[other] = 0;
        }
        m_touched.clear();
        keepNearest();
        return m_found;
    }

private:
    /// Fills m_common, and m_touched with the places that are not 0: noted one by one where they are few.
    void count(std::uint32_t item)
    {
        std::size_t steps = 0;
        for (const auto user : m_byItem.row(item))
            steps += m_byUser.row(user).size();
        if (steps < m_common.size()) {
            for (const auto user : m_byItem.row(item))
                for (const auto other : m_byUser.row(user))
                    if (m_common[other]++ == 0)
                        m_touched.push_back(other);
            return;
        }
        for (const auto user : m_byItem.row(item))
            for (const auto other : m_byUser.row(user))
                ++m_common[other];
        for (std::uint32_t other = 0; other < m_common.size(); ++other)
            if (m_common[other] > 0)
                m_touched.push_back(other);
    }
    void keepNearest()
    {
        const auto nearer = [this](const Neighbour &a, const Neighbour &b) {
            return a.similarity != b.similarity ? a.similarity > b.similarity : m_tieRank[a.item] < m_tieRank[b.item];
        };
        const auto keep = static_cast<std::size_t>(m_params.neighbours);
        if (m_found.size() > keep) {
            std::nth_element(m_found.begin(), m_found.begin() + static_cast<std::ptrdiff_t>(keep), m_found.end(),
                             nearer);
            m_found.resize(keep);
        }
        std::ranges::sort(m_found, {}, &Neighbour::item);
    }

    const SparseRows &m_byUser;
    const SparseRows &m_byItem;
    const std::vector<std::uint32_t> &m_shoppers;
    const ItemKnnParams &m_params;
    std::vector<std::uint32_t> m_common;  ///< [items] shoppers in common with the product at hand
    std::vector<std::uint32_t> m_touched; ///< where m_common is not 0
    std::span<const std::uint32_t> m_tieRank;
    std::vector<float> m_root;
    std::vector<Neighbour> m_found;
};

void ItemKnnRecommender::learn(const TrainingSet &train, const FitOptions &, JobContext &job)
{
    const auto items = train.itemCount();
    std::vector<std::vector<Neighbour>> nearest(items);
    std::vector<NearestFinder> finders(static_cast<std::size_t>(threadCount()), NearestFinder(train, m_params));
    constexpr std::size_t kGrain = 16;
    parallelFor(items, kGrain, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0) {
            job.checkpoint();
            job.progress(static_cast<double>(begin) / items, QStringLiteral("comparing products"));
        }
        for (auto i = begin; i < end; ++i)
            nearest[i] = finders[static_cast<std::size_t>(thread)].find(static_cast<std::uint32_t>(i));
    });
    m_neighbours.rows = m_neighbours.cols = items;
    m_neighbours.offsets.assign(1, 0);
    for (const auto &row : nearest) {
        for (const auto &[item, similarity] : row) {
            m_neighbours.columns.push_back(item);
            m_neighbours.values.push_back(similarity);
        }
        m_neighbours.offsets.push_back(m_neighbours.columns.size());
    }
    m_influence = m_neighbours.transposed();
}

const bool kRegistered =
    registerRecommender({.id = ItemKnnRecommender::kId,
                         .name = QT_TRANSLATE_NOOP("Recommender", "Item neighbours"),
                         .family = QT_TRANSLATE_NOOP("Recommender", "Neighbourhood"),
                         .summary = QT_TRANSLATE_NOOP(
                             "Recommender", "\"Shoppers who chose this also chose\": fast, explains itself, a sound "
                                            "first choice for any log."),
                         .paper = "Deshpande & Karypis, Item-based top-N recommendation algorithms, TOIS 2004",
                         .needs = {},
                         .personal = true,
                         .deterministic = true,
                         .schema = kTable.schema(),
                         .make = makerOf<ItemKnnRecommender>(kTable)});

} // namespace
} // namespace aisle
