#include "core/common/random.h"
#include "core/params/paramtable.h"
#include "core/recommend/neighbour/neighbourhood.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct ItemKnnParams
{
    int neighbours = 100;
    double shrinkage = 10;
    std::string similarity = "cosine";
    std::string weights = "tf-idf";
};

const auto kTable =
    ParamTable<ItemKnnParams>{}
        .add("neighbours", &ItemKnnParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "How many most similar products each product keeps.")},
             {1, 5000, ParamScale::Log})
        .add("shrinkage", &ItemKnnParams::shrinkage,
             {QT_TRANSLATE_NOOP("Param", "Shrinkage"),
              QT_TRANSLATE_NOOP("Param", "Added to the denominator of the similarity: pairs with little in common "
                                         "count less.")},
             {0, 1000, ParamScale::Log})
        .add("similarity", &ItemKnnParams::similarity,
             {QT_TRANSLATE_NOOP("Param", "Similarity"),
              QT_TRANSLATE_NOOP("Param", "cosine, jaccard: common shoppers against the shoppers of both. pearson: the "
                                         "correlation over all shoppers. adjusted-pearson: that of ratings less each "
                                         "shopper's mean; the log needs ratings.")},
             similarityChoices())
        .add("weights", &ItemKnnParams::weights,
             {QT_TRANSLATE_NOOP("Param", "Weights"),
              QT_TRANSLATE_NOOP(
                  "Param", "none: each pair counts 1, or its value where kinds of events weigh differently. tf-idf, "
                           "bm25: repeats count more, shoppers with many products less. Not used with "
                           "adjusted-pearson.")},
             weightingChoices());

struct ChangedItems;

/// Item neighbours (Sarwar et al. 2001; Deshpande & Karypis 2004): each product keeps those whose columns of shoppers
/// are most like its own; a product's score is the sum of its similarities to the products of the history that keep it.
class ItemKnnRecommender : public Algorithm<ItemKnnRecommender, ItemKnnParams, ItemWeightsRecommender>, public Updates
{
public:
    static constexpr const char *kId = "item-knn";
    static constexpr std::uint32_t kVersion = 2;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void update(const Ingredients &from, const Growth &growth, const FitOptions &options, const FitHooks &hooks,
                JobContext &job) override;
    void write(SnapshotWriter &out) const
    {
        writeWeights(out);
        out.array(m_prints);
    }
    void read(SnapshotReader &in)
    {
        readWeights(in);
        m_prints = in.array<std::uint64_t>(m_catalogue.size());
    }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return nearestEstimate(shape, static_cast<std::size_t>(m_params.neighbours));
    }

private:
    /// The matrix that is compared, both ways; without values all are 1.
    struct Vectors
    {
        SparseRows byItem;
        SparseRows byUser;
    };
    Vectors vectorsOf(const TrainingSet &train) const;
    Vectors weighedVectorsOf(const TrainingSet &train) const;
    SparseRows nearest(const Vectors &vectors, std::span<const std::uint32_t> tieRank,
                       std::span<const std::uint32_t> only, JobContext &job) const;
    /// Weights and correlations of a pair change with every shopper: then all is counted again.
    bool changesLocally() const
    {
        return m_params.weights == "none" && (m_params.similarity == "cosine" || m_params.similarity == "jaccard");
    }
    using Row = std::vector<std::pair<std::uint32_t, float>>;
    void updateRows(const TrainingSet &grown, const Growth &growth, const ItemKnnRecommender &old,
                    const ChangedItems &items, JobContext &job);
    std::optional<Row> mergedRow(std::uint32_t item, std::uint32_t former, const SparseRows &toChanged,
                                 const std::vector<bool> &isChanged, const Growth &growth,
                                 const SparseRows &oldNearest) const;
    void setRows(std::vector<Row> rows);

    std::vector<std::uint64_t> m_prints; ///< [items] see fingerprints()
};

ItemKnnRecommender::Vectors ItemKnnRecommender::vectorsOf(const TrainingSet &train) const
{
    Vectors vectors;
    if (m_params.similarity == "adjusted-pearson") {
        vectors.byUser = centredRatings(train);
        vectors.byItem = vectors.byUser.transposed();
        return vectors;
    }
    if (train.isWeighted())
        return weighedVectorsOf(train);
    const PairWeights weights(train.byItem(), weightingOf(m_params.weights));
    vectors.byItem = weights.applied(train.byItem());
    vectors.byUser = vectors.byItem.values.empty() ? weights.applied(train.byUser()) : vectors.byItem.transposed();
    return vectors;
}

/// With the pairs' values in the place of how often they happened.
ItemKnnRecommender::Vectors ItemKnnRecommender::weighedVectorsOf(const TrainingSet &train) const
{
    Vectors vectors;
    if (const auto weighting = weightingOf(m_params.weights); weighting == PairWeighting::None) {
        vectors.byItem = PairValues(train).byItem(train);
    } else {
        vectors.byItem = train.byItem();
        vectors.byItem.values = train.valuesByItem();
        vectors.byItem = PairWeights(vectors.byItem, weighting).applied(vectors.byItem);
    }
    vectors.byUser = vectors.byItem.transposed();
    return vectors;
}

SparseRows ItemKnnRecommender::nearest(const Vectors &vectors, std::span<const std::uint32_t> tieRank,
                                       std::span<const std::uint32_t> only, JobContext &job) const
{
    const Similarity similarity(similarityOf(m_params.similarity), vectors.byItem, m_params.shrinkage);
    return nearestRows({.left = vectors.byItem,
                        .right = vectors.byUser,
                        .similarity = similarity,
                        .keep = static_cast<std::size_t>(m_params.neighbours),
                        .tieRank = tieRank,
                        .only = only},
                       job);
}

/// A number for each product's set of shoppers, known as `numbers` says: equal sets have equal prints, and others
/// almost surely not.
std::vector<std::uint64_t> fingerprints(const SparseRows &byItem, const std::vector<std::uint64_t> &numbers)
{
    std::vector<std::uint64_t> prints(byItem.rows);
    for (std::uint32_t item = 0; item < byItem.rows; ++item)
        for (const auto user : byItem.row(item))
            prints[item] += deriveSeed(0, numbers[user]);
    return prints;
}

std::vector<std::uint64_t> ownNumbers(std::uint32_t users)
{
    std::vector<std::uint64_t> numbers(users);
    for (std::uint32_t user = 0; user < users; ++user)
        numbers[user] = user;
    return numbers;
}

/// The numbers that shoppers had before; new ones get others.
std::vector<std::uint64_t> formerNumbers(std::uint32_t users, const Growth &growth)
{
    constexpr std::uint64_t kNew = std::uint64_t(1) << 32;
    auto numbers = ownNumbers(users);
    for (auto &number : numbers)
        number += kNew;
    for (std::uint32_t old = 0; old < growth.users.size(); ++old)
        if (growth.users[old] != kNoUser)
            numbers[growth.users[old].value] = old;
    return numbers;
}

/// Where the products of a grown log were before, and which are new or have other shoppers.
struct ChangedItems
{
    ChangedItems(const TrainingSet &grown, const Growth &growth, const std::vector<std::uint64_t> &oldPrints)
        : former(grown.itemCount(), kNoItem.value), isChanged(grown.itemCount())
    {
        for (std::uint32_t i = 0; i < growth.items.size(); ++i)
            if (growth.items[i] != kNoItem)
                former[growth.items[i].value] = i;
        const auto prints = fingerprints(grown.byItem(), formerNumbers(grown.userCount(), growth));
        for (std::uint32_t item = 0; item < former.size(); ++item) {
            isChanged[item] = former[item] == kNoItem.value || oldPrints[former[item]] != prints[item];
            (isChanged[item] ? changed : same).push_back(item);
            pairsChanged += isChanged[item] ? static_cast<double>(grown.byItem().row(item).size()) : 0;
        }
    }
    std::vector<std::uint32_t> former; ///< [items]; kNoItem's number for a new one
    std::vector<bool> isChanged;       ///< [items]
    std::vector<std::uint32_t> changed, same;
    double pairsChanged = 0; ///< pairs of changed products
};

void ItemKnnRecommender::learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
{
    const auto &train = from.events;
    m_speaksFor = nearest(vectorsOf(train), m_catalogue.tieRank, {}, job).transposed();
    m_prints = fingerprints(train.byItem(), ownNumbers(train.userCount()));
}

void ItemKnnRecommender::update(const Ingredients &from, const Growth &growth, const FitOptions &options,
                                const FitHooks &hooks, JobContext &job)
{
    const auto &grown = from.events;
    if (!changesLocally() || grown.isWeighted()) {
        fit(from, options, hooks, job);
        return;
    }
    constexpr double kWorthwhile =
        .3; // of the pairs in rows and columns that are counted anew: more takes as long as all
    const ThreadScope threads(options.threads);
    job.checkpoint();
    const ChangedItems items(grown, growth, m_prints);
    if (items.pairsChanged > kWorthwhile * static_cast<double>(grown.byItem().entries())) {
        fit(from, options, hooks, job);
        return;
    }
    ItemKnnRecommender next(m_params);
    next.m_catalogue = ItemPopularity(grown);
    next.updateRows(grown, growth, *this, items, job);
    next.m_prints = fingerprints(grown.byItem(), ownNumbers(grown.userCount()));
    job.checkpoint();
    *this = std::move(next);
}

/// The rows with some columns only.
SparseRows limitedTo(const SparseRows &rows, const std::vector<bool> &columns)
{
    SparseRows result{.rows = rows.rows, .cols = rows.cols, .offsets = {0}, .columns = {}, .values = {}};
    for (std::uint32_t r = 0; r < rows.rows; ++r) {
        for (const auto column : rows.row(r))
            if (columns[column])
                result.columns.push_back(column);
        result.offsets.push_back(result.columns.size());
    }
    return result;
}

/// A neighbour's place in a list: worse ones are less.
struct Ranked
{
    float value;
    std::uint32_t tieRank;
    friend bool operator<(const Ranked &a, const Ranked &b)
    {
        return a.value != b.value ? a.value < b.value : a.tieRank > b.tieRank;
    }
};

/// A product whose shoppers are the same as before keeps its similarities to others of that kind; those to products
/// whose shoppers changed are counted again. What had not been kept is worse than the worst that was: if too few are
/// left that are not, the whole row is counted again, as for products whose shoppers changed. So the result is that of
/// fit(), as products keep the order of their tie ranks.
void ItemKnnRecommender::updateRows(const TrainingSet &grown, const Growth &growth, const ItemKnnRecommender &old,
                                    const ChangedItems &items, JobContext &job)
{
    const auto keep = static_cast<std::size_t>(m_params.neighbours);
    const auto vectors = vectorsOf(grown);
    const Similarity similarity(similarityOf(m_params.similarity), vectors.byItem, m_params.shrinkage);
    PartOfJob counting(job, 0, .5);
    const auto toChanged = items.same.empty() ? SparseRows()
                                              : nearestRows({.left = vectors.byItem,
                                                             .right = limitedTo(vectors.byUser, items.isChanged),
                                                             .similarity = similarity,
                                                             .keep = keep,
                                                             .tieRank = m_catalogue.tieRank,
                                                             .only = items.same},
                                                            counting);
    const auto oldNearest = old.m_speaksFor.transposed();
    std::vector<Row> rows(grown.itemCount());
    auto again = items.changed;
    for (const auto item : items.same) {
        auto merged = mergedRow(item, items.former[item], toChanged, items.isChanged, growth, oldNearest);
        if (merged)
            rows[item] = std::move(*merged);
        else
            again.push_back(item);
    }
    std::ranges::sort(again);
    PartOfJob recounting(job, .5, 1);
    if (!again.empty()) {
        const auto whole = nearest(vectors, m_catalogue.tieRank, again, recounting);
        for (const auto item : again)
            for (std::size_t e = 0; e < whole.row(item).size(); ++e)
                rows[item].emplace_back(whole.row(item)[e], whole.rowValues(item)[e]);
    }
    setRows(std::move(rows));
}

/// The neighbours of a product that did not change: more than are kept, in no order; nothing when the row does not know
/// enough of them.
std::optional<ItemKnnRecommender::Row> ItemKnnRecommender::mergedRow(std::uint32_t item, std::uint32_t former,
                                                                     const SparseRows &toChanged,
                                                                     const std::vector<bool> &isChanged,
                                                                     const Growth &growth,
                                                                     const SparseRows &oldNearest) const
{
    const auto keep = static_cast<std::size_t>(m_params.neighbours);
    const auto columns = oldNearest.row(former);
    const auto values = oldNearest.rowValues(former);
    const bool isFull = columns.size() == keep; // others may have been left out
    std::optional<Ranked> worst;
    Row row;
    for (std::size_t e = 0; e < columns.size(); ++e) {
        const auto now = growth.items[columns[e]];
        if (now == kNoItem && isFull)
            return {};
        if (now == kNoItem)
            continue;
        const Ranked one{values[e], m_catalogue.tieRank[now.value]};
        if (!worst || one < *worst)
            worst = one;
        if (!isChanged[now.value])
            row.emplace_back(now.value, values[e]);
    }
    const auto others = toChanged.row(item);
    for (std::size_t e = 0; e < others.size(); ++e) {
        const float value = toChanged.rowValues(item)[e];
        if (!isFull || !(Ranked{value, m_catalogue.tieRank[others[e]]} < *worst))
            row.emplace_back(others[e], value);
    }
    if (isFull && row.size() < keep)
        return {};
    return row;
}

void ItemKnnRecommender::setRows(std::vector<Row> rows)
{
    const auto items = static_cast<std::uint32_t>(rows.size());
    std::ranges::for_each(rows, [](Row &row) { std::ranges::sort(row); });
    const auto merged = SparseRows::of(std::move(rows), items);
    m_speaksFor = keepBest(merged, static_cast<std::size_t>(m_params.neighbours), m_catalogue.tieRank).transposed();
}

const bool kRegistered = registerAlgorithm<ItemKnnRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Item neighbours"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Neighbourhood"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "\"Shoppers who chose this also chose\": fast, explains itself, a sound "
                                          "first choice for any log."),
             .paper = "Deshpande & Karypis, Item-based top-N recommendation algorithms, TOIS 2004"});

} // namespace
} // namespace aisle
