#include "core/common/lookup/sorted.h"
#include "core/params/paramtable.h"
#include "core/recommend/neighbour/neighbourhood.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct UserKnnParams
{
    int neighbours = 100;
    double shrinkage = 10;
    std::string similarity = "cosine";
    std::string weights = "tf-idf";
};

const auto kTable =
    ParamTable<UserKnnParams>{}
        .add("neighbours", &UserKnnParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "How many most similar shoppers speak for their products.")},
             {1, 5000, ParamScale::Log})
        .add("shrinkage", &UserKnnParams::shrinkage,
             {QT_TRANSLATE_NOOP("Param", "Shrinkage"),
              QT_TRANSLATE_NOOP("Param", "Added to the denominator of the similarity: pairs with little in common "
                                         "count less.")},
             {0, 1000, ParamScale::Log})
        .add("similarity", &UserKnnParams::similarity,
             {QT_TRANSLATE_NOOP("Param", "Similarity"),
              QT_TRANSLATE_NOOP("Param", "cosine, jaccard: common products against the products of both. pearson: the "
                                         "correlation over all products. adjusted-pearson: that of ratings less each "
                                         "shopper's mean; the log needs ratings.")},
             similarityChoices())
        .add("weights", &UserKnnParams::weights,
             {QT_TRANSLATE_NOOP("Param", "Weights"),
              QT_TRANSLATE_NOOP(
                  "Param", "none: each pair counts 1, or its value where kinds of events weigh differently. tf-idf, "
                           "bm25: repeats count more, products with many shoppers less. Not used with "
                           "adjusted-pearson.")},
             weightingChoices());

/// User neighbours (Resnick et al. 1994; Herlocker et al. 1999): the score of a product is the sum of the similarities
/// of the most similar shoppers who have it. Neighbours are looked for when a list is made, so that an edited history
/// and a new shopper get theirs as exactly as a known one.
class UserKnnRecommender : public Algorithm<UserKnnRecommender, UserKnnParams>, public Explains
{
public:
    static constexpr const char *kId = "user-knn";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const
    {
        out.rows(m_counts);
        out.rows(m_byUser);
        m_values.save(out);
    }
    void read(SnapshotReader &in)
    {
        m_counts = in.rows();
        m_byUser = in.rows();
        in.check(m_counts.cols == m_catalogue.size() && m_byUser.cols == m_catalogue.size() &&
                 m_byUser.rows == m_counts.rows);
        m_values = PairValues::load(in);
        prepare();
    }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs);
        return {.seconds = 0.01 + pairs * 6e-8, .memoryBytes = static_cast<std::int64_t>(1e6 + pairs * 12)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_byUser.entries()); }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;

protected:
    bool knows(const Request &request) const override
    {
        const auto row = rowOf(request);
        return std::ranges::any_of(row, [this](const Term &term) { return !m_byItem.row(term.item).empty(); });
    }
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

private:
    struct Term
    {
        std::uint32_t item;
        float value;
    };
    struct Neighbour
    {
        std::uint32_t user;
        float similarity;
        float dot;
    };
    bool comparesRatings() const { return m_params.similarity == "adjusted-pearson"; }
    void prepare();
    static SparseRows asCounts(SparseRows rows);
    SparseRows weighed(const SparseRows &rows) const;
    float weightOf(const Term &term, std::size_t length) const;
    std::vector<Term> countsOf(std::span<const Visit> history) const;
    std::vector<Term> rowOf(const Request &request) const;
    /// @param dots  [users], 0 before and after
    std::vector<Neighbour> neighboursOf(const Request &request, const std::vector<Term> &row,
                                        std::vector<float> &dots) const;

    float votes(std::uint32_t user, std::size_t place) const
    {
        return m_values.areOnes() ? 1 : m_counts.rowValues(user)[place];
    }

    PairValues m_values;
    SparseRows m_counts; ///< [users x items] who has what, how often, or what it is worth where kinds weigh differently
    SparseRows m_byUser; ///< [users x items] what is compared: weights, or ratings less their mean
    SparseRows m_byItem; ///< its transpose
    PairWeights m_weights;
    Similarity m_similarity;
};

void UserKnnRecommender::learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
{
    m_values = PairValues(from.events);
    m_counts = m_values.areOnes() ? from.events.byUser() : m_values.byUser(from.events);
    if (comparesRatings()) {
        m_byUser = centredRatings(from.events);
    } else {
        m_byUser = weighed(m_counts);
    }
    job.checkpoint();
    prepare();
}

void UserKnnRecommender::prepare()
{
    const auto weighting = weightingOf(m_params.weights);
    m_weights = m_values.areOnes() ? PairWeights(m_counts, weighting) : PairWeights(asCounts(m_counts), weighting);
    m_similarity = Similarity(similarityOf(m_params.similarity), m_byUser, m_params.shrinkage);
    m_byItem = m_byUser.transposed();
}

/// What the weighting takes for how often, from what pairs are worth: they are its root.
SparseRows UserKnnRecommender::asCounts(SparseRows rows)
{
    for (auto &value : rows.values)
        value *= value;
    return rows;
}

SparseRows UserKnnRecommender::weighed(const SparseRows &rows) const
{
    const auto weighting = weightingOf(m_params.weights);
    if (m_values.areOnes()) {
        auto result = PairWeights(rows, weighting).applied(rows);
        result.values.resize(result.entries(), 1.0F);
        return result;
    }
    if (weighting == PairWeighting::None)
        return rows;
    const auto counts = asCounts(rows);
    return PairWeights(counts, weighting).applied(counts);
}

std::vector<UserKnnRecommender::Term> UserKnnRecommender::rowOf(const Request &request) const
{
    std::vector<Term> row;
    if (request.user && request.user->value < m_byUser.rows) {
        const auto columns = m_byUser.row(request.user->value);
        for (std::size_t e = 0; e < columns.size(); ++e)
            row.push_back({columns[e], m_byUser.rowValues(request.user->value)[e]});
        return row;
    }
    if (comparesRatings() && !request.values.empty()) {
        for (const auto &[item, value] : centredRatings(request.history, request.values))
            row.push_back({item, value});
        return row;
    }
    row = countsOf(request.history);
    for (auto &term : row)
        term.value = comparesRatings() ? 1.0F : weightOf(term, row.size());
    return row;
}

float UserKnnRecommender::weightOf(const Term &term, std::size_t length) const
{
    if (m_values.areOnes())
        return m_weights(term.item, term.value, length);
    return weightingOf(m_params.weights) == PairWeighting::None ? term.value
                                                                : m_weights(term.item, term.value * term.value, length);
}

/// As a row of m_counts.
std::vector<UserKnnRecommender::Term> UserKnnRecommender::countsOf(std::span<const Visit> history) const
{
    std::vector<Term> row;
    if (!m_values.areOnes()) {
        for (const auto &[item, value] : m_values.of(history))
            row.push_back({item.value, value});
        return row;
    }
    std::vector<std::uint32_t> visits;
    for (const auto &visit : history)
        visits.push_back(visit.item.value);
    std::ranges::sort(visits);
    for (const auto item : visits) {
        if (!row.empty() && row.back().item == item)
            row.back().value += 1;
        else
            row.push_back({item, 1.0F});
    }
    return row;
}

std::vector<UserKnnRecommender::Neighbour>
UserKnnRecommender::neighboursOf(const Request &request, const std::vector<Term> &row, std::vector<float> &dots) const
{
    std::vector<std::uint32_t> touched;
    std::vector<float> values;
    for (const auto &[item, value] : row) {
        const auto users = m_byItem.row(item);
        for (std::size_t e = 0; e < users.size(); ++e) {
            if (dots[users[e]] == 0)
                touched.push_back(users[e]);
            dots[users[e]] += value * m_byItem.rowValues(item)[e];
        }
        values.push_back(value);
    }
    const auto one = m_similarity.of(std::span<const float>(values));
    std::vector<Neighbour> found;
    for (const auto user : touched) {
        const float dot = std::exchange(dots[user], 0.0F);
        const float similarity = m_similarity(one, m_similarity.of(user), dot);
        if (similarity > 0 && (!request.user || request.user->value != user))
            found.push_back({user, similarity, dot});
    }
    keepFirst(found, static_cast<std::size_t>(m_params.neighbours), [](const Neighbour &a, const Neighbour &b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.user < b.user;
    });
    std::ranges::sort(found, {}, &Neighbour::user);
    return found;
}

void UserKnnRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    const std::size_t items = m_catalogue.size();
    std::vector<float> dots(m_byUser.rows);
    for (std::size_t p = 0; p < requests.size(); ++p) {
        float *to = scores.data() + p * items;
        for (const auto &neighbour : neighboursOf(*requests[p], rowOf(*requests[p]), dots)) {
            const auto held = m_counts.row(neighbour.user);
            for (std::size_t e = 0; e < held.size(); ++e)
                to[held[e]] += neighbour.similarity * votes(neighbour.user, e);
        }
    }
}

void UserKnnRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items,
                                   std::span<float> scores) const
{
    std::vector<float> dots(m_byUser.rows);
    SomeSums sums(items);
    for (const auto &neighbour : neighboursOf(request, rowOf(request), dots)) {
        const auto held = m_counts.row(neighbour.user);
        for (std::size_t e = 0; e < held.size(); ++e)
            sums.add(held[e], neighbour.similarity * votes(neighbour.user, e));
    }
    std::ranges::transform(items, scores.begin(), [&](ItemIndex item) { return sums.of(item); });
}

/// What a product of the history adds: its share of each neighbour's similarity, which is a sum over common products
/// (with pearson less what any two shoppers have in common, which is named as a reason of its own).
std::vector<Reason> UserKnnRecommender::explain(const Request &request, ItemIndex item) const
{
    std::vector<float> dots(m_byUser.rows);
    const auto row = rowOf(request);
    std::vector<double> share(row.size());
    double expected = 0;
    for (const auto &neighbour : neighboursOf(request, row, dots)) {
        const auto held = m_counts.row(neighbour.user);
        const auto at = std::ranges::lower_bound(held, item.value);
        if (at == held.end() || *at != item.value)
            continue;
        const float vote = votes(neighbour.user, static_cast<std::size_t>(at - held.begin()));
        const double similarity = neighbour.similarity * vote;
        const double perDot = m_params.similarity == "pearson" ? 0 : similarity / neighbour.dot;
        const auto columns = m_byUser.row(neighbour.user);
        double explained = 0;
        for (std::size_t t = 0; t < row.size(); ++t) {
            const auto place = std::ranges::lower_bound(columns, row[t].item);
            if (place == columns.end() || *place != row[t].item)
                continue;
            const auto value = m_byUser.rowValues(neighbour.user)[static_cast<std::size_t>(place - columns.begin())];
            const double part = row[t].value * value * perDot;
            share[t] += part;
            explained += part;
        }
        expected += similarity - explained;
    }
    std::vector<Reason> reasons;
    for (std::size_t t = 0; t < row.size(); ++t)
        if (share[t] != 0)
            reasons.push_back({.because = ItemIndex(row[t].item), .text = {}, .contribution = share[t]});
    if (std::abs(expected) > 1e-6)
        reasons.push_back({.text = "shoppers with a like choice of products", .contribution = expected});
    std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

const bool kRegistered = registerAlgorithm<UserKnnRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "User neighbours"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Neighbourhood"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "\"Shoppers like you chose\": nothing to train, new shoppers at once; strong "
                                          "where histories are long."),
             .paper = "Herlocker et al., An algorithmic framework for performing collaborative filtering, "
                      "SIGIR 1999"});

} // namespace
} // namespace aisle
