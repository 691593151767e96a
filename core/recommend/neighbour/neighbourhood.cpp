#include "core/recommend/neighbour/neighbourhood.h"

#include "core/common/lookup/mapped.h"
#include "core/numeric/decomposition/decomposition.h"
#include "core/numeric/vectorised.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace aisle {

namespace {
constexpr float kBm25K = 1.2F;
constexpr float kBm25B = .75F;
} // namespace

PairWeights::PairWeights(const SparseRows &counts, PairWeighting weighting) : m_weighting(weighting)
{
    if (weighting == PairWeighting::None || counts.entries() == 0)
        return;
    std::vector<std::uint32_t> rowsOf(counts.cols);
    for (const auto column : counts.columns)
        ++rowsOf[column];
    m_rarity.reserve(counts.cols);
    for (const auto rows : rowsOf) // at least a thousandth, so that a column that every row has does not vanish
        m_rarity.push_back(std::max(std::log(static_cast<float>(counts.rows) / (1 + static_cast<float>(rows))), 1e-3F));
    std::uint32_t filled = 0;
    for (std::uint32_t r = 0; r < counts.rows; ++r)
        filled += counts.row(r).empty() ? 0 : 1;
    m_meanLength = static_cast<float>(counts.entries()) / static_cast<float>(filled);
    double squares = 0;
    for (std::uint32_t r = 0; r < counts.rows; ++r) {
        const auto columns = counts.row(r);
        for (std::size_t e = 0; e < columns.size(); ++e) {
            const double weight = (*this)(columns[e], counts.rowValues(r)[e], columns.size());
            squares += weight * weight;
        }
    }
    m_scale = static_cast<float>(1 / std::sqrt(squares / static_cast<double>(counts.entries())));
}

float PairWeights::operator()(std::uint32_t column, float count, std::size_t length) const
{
    switch (m_weighting) {
    case PairWeighting::None:
        break;
    case PairWeighting::TfIdf:
        return m_rarity.empty() ? 1 : m_scale * std::sqrt(count) * m_rarity[column];
    case PairWeighting::Bm25: {
        if (m_rarity.empty())
            return 1;
        const float fullness = 1 - kBm25B + kBm25B * static_cast<float>(length) / m_meanLength;
        return m_scale * m_rarity[column] * count * (kBm25K + 1) / (kBm25K * fullness + count);
    }
    }
    return 1;
}

SparseRows PairWeights::applied(SparseRows counts) const
{
    if (m_weighting == PairWeighting::None) {
        counts.values.clear();
        return counts;
    }
    for (std::uint32_t r = 0; r < counts.rows; ++r) {
        const auto length = counts.row(r).size();
        for (auto e = counts.offsets[r]; e < counts.offsets[r + 1]; ++e)
            counts.values[e] = (*this)(counts.columns[e], counts.values[e], length);
    }
    return counts;
}

Similarity::Similarity(SimilarityKind kind, const SparseRows &rows, double shrinkage)
    : m_kind(kind), m_shrinkage(static_cast<float>(shrinkage)), m_columns(std::max(1.0F, static_cast<float>(rows.cols)))
{
    if (kind == SimilarityKind::Dot)
        return;
    std::vector<float> ones;
    for (std::uint32_t r = 0; r < rows.rows; ++r) {
        ones.resize(rows.row(r).size(), 1.0F);
        const auto one =
            of(rows.values.empty() ? std::span<const float>(ones).first(rows.row(r).size()) : rows.rowValues(r));
        m_size.push_back(one.size);
        if (kind == SimilarityKind::Pearson)
            m_mean.push_back(one.mean);
    }
}

Similarity::Of Similarity::of(std::span<const float> values) const
{
    float squares = 0, sum = 0;
    for (const float value : values) {
        squares += value * value;
        sum += value;
    }
    switch (m_kind) {
    case SimilarityKind::Cosine:
        return {std::sqrt(squares), 0};
    case SimilarityKind::Jaccard:
        return {squares, 0};
    case SimilarityKind::Pearson:
        return {std::sqrt(std::max(0.0F, squares - sum * sum / m_columns)), sum / std::sqrt(m_columns)};
    case SimilarityKind::Dot:
        break;
    }
    return {};
}

Similarity::Of Similarity::of(std::uint32_t row) const
{
    return {m_size.empty() ? 0 : m_size[row], m_mean.empty() ? 0 : m_mean[row]};
}

namespace {
float ratio(float value, float by)
{
    return by > 0 ? value / by : 0;
}
} // namespace

float Similarity::operator()(Of a, Of b, float dot) const
{
    switch (m_kind) {
    case SimilarityKind::Cosine:
        return ratio(dot, a.size * b.size + m_shrinkage);
    case SimilarityKind::Jaccard:
        return ratio(dot, a.size + b.size - dot + m_shrinkage);
    case SimilarityKind::Pearson:
        return ratio(dot - a.mean * b.mean, a.size * b.size + m_shrinkage);
    case SimilarityKind::Dot:
        break;
    }
    return dot;
}

namespace {
/// A row without entries has size 0 and dot 0: a denominator of 0 would make it NaN.
constexpr float kTiny = std::numeric_limits<float>::min();

AISLE_CLONES void cosines(float *__restrict dots, const float *__restrict sizes, float size, float shrinkage,
                          float *__restrict worth, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        worth[i] = dots[i] / (size * sizes[i] + shrinkage + kTiny);
        dots[i] = 0;
    }
}

AISLE_CLONES void jaccards(float *__restrict dots, const float *__restrict sizes, float size, float shrinkage,
                           float *__restrict worth, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        worth[i] = dots[i] / (size + sizes[i] - dots[i] + shrinkage + kTiny);
        dots[i] = 0;
    }
}

AISLE_CLONES void correlations(float *__restrict dots, const float *__restrict sizes, const float *__restrict means,
                               float size, float mean, float shrinkage, float *__restrict worth, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        worth[i] = (dots[i] - mean * means[i]) / (size * sizes[i] + shrinkage + kTiny);
        dots[i] = 0;
    }
}
} // namespace

void Similarity::takeWorth(Of one, std::uint32_t first, std::span<float> dots, std::span<float> worth) const
{
    const auto count = dots.size();
    switch (m_kind) {
    case SimilarityKind::Cosine:
        cosines(dots.data(), m_size.data() + first, one.size, m_shrinkage, worth.data(), count);
        return;
    case SimilarityKind::Jaccard:
        jaccards(dots.data(), m_size.data() + first, one.size, m_shrinkage, worth.data(), count);
        return;
    case SimilarityKind::Pearson:
        correlations(dots.data(), m_size.data() + first, m_mean.data() + first, one.size, one.mean, m_shrinkage,
                     worth.data(), count);
        return;
    case SimilarityKind::Dot:
        std::ranges::copy(dots, worth.begin());
        std::ranges::fill(dots, 0.0F);
        return;
    }
}

Similarity Similarity::reordered(std::span<const std::uint32_t> order) const
{
    auto result = *this;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (!m_size.empty())
            result.m_size[i] = m_size[order[i]];
        if (!m_mean.empty())
            result.m_mean[i] = m_mean[order[i]];
    }
    return result;
}

std::vector<std::string> similarityChoices()
{
    return {"cosine", "jaccard", "pearson", "adjusted-pearson"};
}

std::vector<std::string> weightingChoices()
{
    return {"none", "tf-idf", "bm25"};
}

SimilarityKind similarityOf(const std::string &choice)
{
    return choice == "jaccard"   ? SimilarityKind::Jaccard
           : choice == "pearson" ? SimilarityKind::Pearson
                                 : SimilarityKind::Cosine;
}

PairWeighting weightingOf(const std::string &choice)
{
    return choice == "tf-idf" ? PairWeighting::TfIdf : choice == "bm25" ? PairWeighting::Bm25 : PairWeighting::None;
}

std::vector<CentredRating> centredRatings(std::span<const Visit> history, std::span<const float> values)
{
    std::vector<CentredRating> ratings;
    for (std::size_t v = 0; v < values.size(); ++v)
        if (!std::isnan(values[v]))
            ratings.push_back({history[v].item.value, values[v]});
    std::ranges::stable_sort(ratings, {}, &CentredRating::item);
    std::size_t kept = 0;
    for (std::size_t r = 0; r < ratings.size(); ++r)
        if (r + 1 == ratings.size() || ratings[r + 1].item != ratings[r].item)
            ratings[kept++] = ratings[r];
    ratings.resize(kept);
    double sum = 0;
    for (const auto &rating : ratings)
        sum += rating.value;
    for (auto &rating : ratings)
        rating.value -= static_cast<float>(sum / static_cast<double>(kept));
    return ratings;
}

SparseRows centredRatings(const TrainingSet &train)
{
    SparseRows rows;
    rows.rows = train.userCount();
    rows.cols = train.itemCount();
    rows.offsets.push_back(0);
    for (std::uint32_t user = 0; user < rows.rows; ++user) {
        for (const auto &[item, value] :
             centredRatings(train.history(UserIndex(user)), train.values(UserIndex(user)))) {
            rows.columns.push_back(item);
            rows.values.push_back(value);
        }
        rows.offsets.push_back(rows.columns.size());
    }
    if (rows.columns.empty())
        throw Error("neighbours.no-ratings",
                    QT_TRANSLATE_NOOP("Error",
                                      "The log has no ratings, which adjusted-pearson compares: choose cosine, "
                                      "jaccard or pearson."));
    return rows;
}

namespace {

struct Entry
{
    std::uint32_t column;
    float value;
};

/// Columns by tie rank and back.
struct TieOrder
{
    explicit TieOrder(std::span<const std::uint32_t> tieRank) : rankOf(tieRank.size()), columnOf(tieRank.size())
    {
        std::iota(columnOf.begin(), columnOf.end(), 0U);
        std::ranges::sort(columnOf, {}, [&](auto column) { return tieRank[column]; });
        for (std::uint32_t rank = 0; rank < columnOf.size(); ++rank)
            rankOf[columnOf[rank]] = rank;
    }
    std::vector<std::uint32_t> rankOf;
    std::vector<std::uint32_t> columnOf;
};

/// The best entries of one row: higher value first, then smaller tie rank; only values above 0. An entry is one number
/// that sorts as the two do: the bits of a positive float grow with it.
class BestEntries
{
public:
    BestEntries(std::size_t keep, const TieOrder &ties) : m_keep(keep), m_ties(ties) { m_keys.reserve(capacity()); }
    void offer(std::uint32_t column, float value)
    {
        if (value < m_threshold)
            return;
        if (m_keys.size() == capacity())
            prune();
        m_keys.push_back(std::uint64_t(std::bit_cast<std::uint32_t>(value)) << 32 | ~m_ties.rankOf[column]);
    }
    /// Those of worth[i] for the columns first, first + 1, ...
    void offerBlock(std::uint32_t first, std::span<const float> worth)
    {
        constexpr std::size_t kStride = 32; // a hit seldom comes alone
        for (auto i = kernels::nextAtLeast(worth, 0, m_threshold); i < worth.size();
             i = kernels::nextAtLeast(worth, i, m_threshold))
            for (const auto end = std::min(i + kStride, worth.size()); i < end; ++i)
                offer(first + static_cast<std::uint32_t>(i), worth[i]);
    }
    /// The kept ones in no order; empties.
    std::vector<Entry> take()
    {
        prune();
        m_threshold = kTiny;
        std::vector<Entry> entries;
        entries.reserve(m_keys.size());
        for (const auto key : m_keys)
            entries.push_back({m_ties.columnOf[~static_cast<std::uint32_t>(key)],
                               std::bit_cast<float>(static_cast<std::uint32_t>(key >> 32))});
        m_keys.clear();
        return entries;
    }

private:
    std::size_t capacity() const { return 3 * m_keep + 64; }
    void prune()
    {
        if (m_keys.size() <= m_keep)
            return;
        const auto last = m_keys.begin() + static_cast<std::ptrdiff_t>(m_keep) - 1;
        std::nth_element(m_keys.begin(), last, m_keys.end(), std::greater{});
        m_threshold = std::bit_cast<float>(static_cast<std::uint32_t>(*last >> 32));
        m_keys.resize(m_keep);
    }

    std::size_t m_keep;
    const TieOrder &m_ties;
    float m_threshold = kTiny;
    std::vector<std::uint64_t> m_keys;
};

/// `right` with its columns in another order: column order[i] becomes column i.
SparseRows withColumns(const SparseRows &right, std::span<const std::uint32_t> order)
{
    const auto columns = right.transposed();
    SparseRows moved;
    moved.rows = columns.rows;
    moved.cols = columns.cols;
    moved.offsets.reserve(columns.offsets.size());
    moved.offsets.push_back(0);
    moved.columns.reserve(columns.entries());
    moved.values.reserve(columns.values.size());
    for (const auto column : order) {
        const auto entries = columns.row(column);
        moved.columns.insert(moved.columns.end(), entries.begin(), entries.end());
        if (!columns.values.empty()) {
            const auto values = columns.rowValues(column);
            moved.values.insert(moved.values.end(), values.begin(), values.end());
        }
        moved.offsets.push_back(moved.columns.size());
    }
    return moved.transposed();
}

/// Columns of like fullness lie together, so that the sums of the full ones stay in the cache. The emptiest come first
/// because a single common entry makes them the most similar: the threshold is high before the many full ones are
/// asked.
std::vector<std::uint32_t> emptiestFirst(const SparseRows &right)
{
    std::vector<std::uint32_t> fullness(right.cols);
    for (const auto column : right.columns)
        ++fullness[column];
    std::vector<std::uint32_t> order(right.cols);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return fullness[a] < fullness[b]; });
    return order;
}

std::vector<std::uint32_t> reordered(std::span<const std::uint32_t> values, std::span<const std::uint32_t> order)
{
    return mapped<std::vector<std::uint32_t>>(order, [&](std::uint32_t place) { return values[place]; });
}

/// The product's inner half: right with renumbered columns and what goes with them.
struct Renumbered
{
    explicit Renumbered(const NearestRequest &request)
        : order(emptiestFirst(request.right)), place(order.size()), right(withColumns(request.right, order)),
          similarity(request.similarity.reordered(order)), ties(reordered(request.tieRank, order))
    {
        for (std::uint32_t i = 0; i < order.size(); ++i)
            place[order[i]] = i;
    }
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> place; ///< [old column] its new number
    SparseRows right;
    Similarity similarity;
    TieOrder ties;
};

/// One row of the product at a time; one object a thread.
class RowFinder
{
public:
    RowFinder(const NearestRequest &request, const Renumbered &inner)
        : m_request(request), m_inner(inner), m_sums(request.right.cols),
          m_touched(request.right.cols + std::size_t(1)), m_worth(kBlock), m_best(request.keep, inner.ties)
    {
    }

    /// Ascending by column.
    std::vector<Entry> find(std::uint32_t row)
    {
        constexpr std::size_t kSparser = 8; // noting the places costs more than passing over this many empty ones
        if (steps(row) * kSparser < m_sums.size())
            gather(row);
        else
            scan(row);
        auto found = m_best.take();
        for (auto &entry : found)
            entry.column = m_inner.order[entry.column];
        std::ranges::sort(found, {}, &Entry::column);
        return found;
    }

private:
    static constexpr std::size_t kBlock = 1024;

    std::size_t steps(std::uint32_t row) const
    {
        std::size_t steps = 0;
        for (const auto middle : m_request.left.row(row))
            steps += m_inner.right.row(middle).size();
        return steps;
    }
    /// body(columns, values (empty: ones), factor) for each entry of the row.
    template <class Body>
    void eachRow(std::uint32_t row, const Body &body) const
    {
        const auto middles = m_request.left.row(row);
        const bool isWeighted = !m_request.left.values.empty();
        for (std::size_t e = 0; e < middles.size(); ++e)
            body(m_inner.right.row(middles[e]),
                 m_inner.right.values.empty() ? std::span<const float>() : m_inner.right.rowValues(middles[e]),
                 isWeighted ? m_request.left.rowValues(row)[e] : 1.0F);
    }
    void gather(std::uint32_t row)
    {
        std::size_t count = 0;
        float *sums = m_sums.data();
        eachRow(row, [&](auto columns, auto values, float factor) {
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const auto column = columns[c];
                m_touched[count] = column;
                count += sums[column] == 0 ? 1 : 0;
                sums[column] += values.empty() ? factor : factor * values[c];
            }
        });
        const auto one = m_request.similarity.of(row);
        const auto self = m_request.withSelf ? kNobody : m_inner.place[row];
        for (std::size_t t = 0; t < count; ++t) {
            const auto column = m_touched[t];
            if (column != self && sums[column] != 0)
                m_best.offer(column, m_inner.similarity(one, m_inner.similarity.of(column), sums[column]));
            sums[column] = 0;
        }
    }
    void scan(std::uint32_t row)
    {
        float *sums = m_sums.data();
        eachRow(row, [&](auto columns, auto values, float factor) {
            if (values.empty())
                for (const auto column : columns)
                    sums[column] += factor;
            else
                for (std::size_t c = 0; c < columns.size(); ++c)
                    sums[columns[c]] += factor * values[c];
        });
        const auto one = m_request.similarity.of(row);
        const auto self = m_request.withSelf ? kNobody : m_inner.place[row];
        const auto blocks = (m_sums.size() + kBlock - 1) / kBlock;
        for (std::size_t b = 0; b < blocks; ++b) { // from both ends: the best are among the emptiest or the fullest
            const auto first = (b % 2 == 0 ? b / 2 : blocks - 1 - b / 2) * kBlock;
            offerBlock(one, self, static_cast<std::uint32_t>(first), std::min(kBlock, m_sums.size() - first));
        }
    }
    void offerBlock(Similarity::Of one, std::uint32_t self, std::uint32_t first, std::size_t count)
    {
        const auto worth = std::span(m_worth).first(count);
        m_inner.similarity.takeWorth(one, first, std::span(m_sums).subspan(first, count), worth);
        if (self >= first && self - first < count)
            worth[self - first] = 0;
        m_best.offerBlock(first, worth);
    }

    static constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();
    const NearestRequest &m_request;
    const Renumbered &m_inner;
    std::vector<float> m_sums;            ///< [columns] of the row at hand, 0 between rows
    std::vector<std::uint32_t> m_touched; ///< places that are not 0; one more than fits, as it is written before asked
    std::vector<float> m_worth;
    BestEntries m_best;
};

SparseRows assembled(const std::vector<std::vector<Entry>> &rows, std::uint32_t columns)
{
    SparseRows result;
    result.rows = static_cast<std::uint32_t>(rows.size());
    result.cols = columns;
    result.offsets.reserve(rows.size() + 1);
    result.offsets.push_back(0);
    for (const auto &row : rows)
        result.offsets.push_back(result.offsets.back() + row.size());
    result.columns.resize(result.offsets.back());
    result.values.resize(result.offsets.back());
    parallelFor(rows.size(), 1024, [&](std::size_t begin, std::size_t end, int) {
        for (auto r = begin; r < end; ++r)
            for (std::size_t e = 0; e < rows[r].size(); ++e) {
                result.columns[result.offsets[r] + e] = rows[r][e].column;
                result.values[result.offsets[r] + e] = rows[r][e].value;
            }
    });
    return result;
}

} // namespace

SparseRows nearestRows(const NearestRequest &request, JobContext &job)
{
    Q_ASSERT(request.left.rows == request.right.cols && request.left.cols == request.right.rows);
    const Renumbered inner(request);
    std::vector<std::vector<Entry>> rows(request.left.rows);
    std::vector<RowFinder> finders(static_cast<std::size_t>(threadCount()), RowFinder(request, inner));
    const auto count = request.only.empty() ? rows.size() : request.only.size();
    constexpr std::size_t kGrain = 16;
    parallelFor(count, kGrain, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0) {
            job.checkpoint();
            job.progress(static_cast<double>(begin) / static_cast<double>(count), QStringLiteral("comparing"));
        }
        for (auto i = begin; i < end; ++i) {
            const auto row = request.only.empty() ? static_cast<std::uint32_t>(i) : request.only[i];
            rows[row] = finders[static_cast<std::size_t>(thread)].find(row);
        }
    });
    return assembled(rows, request.right.cols);
}

SparseRows keepBest(const SparseRows &rows, std::size_t keep, std::span<const std::uint32_t> tieRank)
{
    const TieOrder ties(tieRank);
    BestEntries best(keep, ties);
    std::vector<std::vector<Entry>> kept(rows.rows);
    for (std::uint32_t r = 0; r < rows.rows; ++r) {
        const auto columns = rows.row(r);
        for (std::size_t e = 0; e < columns.size(); ++e)
            best.offer(columns[e], rows.rowValues(r)[e]);
        kept[r] = best.take();
        std::ranges::sort(kept[r], {}, &Entry::column);
    }
    return assembled(kept, rows.cols);
}

namespace {
/// @param values  of the pairs; empty: 1 each
SparseRows withValues(SparseRows pairs, const std::vector<float> &values)
{
    pairs.values = values.empty() ? std::vector<float>(pairs.values.size(), 1.0F) : values;
    return pairs;
}

double sumOf(std::span<const float> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}
} // namespace

SparseRows walkWeights(const TrainingSet &train, double alpha, double beta, std::size_t keep, JobContext &job)
{
    const auto power = [](double count, double by) { return static_cast<float>(std::pow(std::max(count, 1.0), -by)); };
    const auto step = [&](float value) { return train.isWeighted() ? std::pow(value, static_cast<float>(alpha)) : 1; };
    auto left = withValues(train.byItem(), train.valuesByItem());
    for (std::uint32_t item = 0; item < left.rows; ++item) {
        const float fromItem = power(sumOf(left.rowValues(item)), alpha);
        for (auto e = left.offsets[item]; e < left.offsets[item + 1]; ++e)
            left.values[e] = fromItem * step(left.values[e]);
    }
    auto right = withValues(train.byUser(), train.valuesByUser());
    for (std::uint32_t user = 0; user < right.rows; ++user) {
        const float fromUser = power(sumOf(right.rowValues(user)), alpha);
        for (auto e = right.offsets[user]; e < right.offsets[user + 1]; ++e)
            right.values[e] = fromUser * step(right.values[e]) * power(train.itemUsers()[right.columns[e]], beta);
    }
    return nearestRows({.left = left,
                        .right = right,
                        .similarity = Similarity(SimilarityKind::Dot),
                        .keep = keep,
                        .tieRank = train.tieRank()},
                       job);
}

ResourceEstimate nearestEstimate(const DatasetShape &shape, std::size_t keep)
{
    const double pairs = static_cast<double>(shape.pairs), items = static_cast<double>(shape.items);
    const double kept = items * std::min(static_cast<double>(keep), items);
    const double steps = productSteps(pairs, items, static_cast<double>(shape.users));
    const double met = std::min(steps, items * items); // pairs of products that are compared
    return {.seconds = 0.01 + (steps * 1e-9 + met * 3.5e-9 + kept * 2e-8) / threadCount() + pairs * 5e-8,
            .memoryBytes = static_cast<std::int64_t>(1e6 + kept * 24 + pairs * 4)};
}

double productSteps(double entries, double rowsOfEntries, double columns)
{
    const double fitted =
        std::exp(-5.5) * std::pow(entries, 2.3) * std::pow(columns, -.86) * std::pow(rowsOfEntries, .15);
    return std::clamp(fitted, entries * entries / std::max(1.0, columns), entries * std::max(1.0, rowsOfEntries));
}

std::vector<ItemWeightsRecommender::Evidence> ItemWeightsRecommender::evidence(const Request &request) const
{
    std::vector<Evidence> result;
    for (const auto item : distinctItems(request.history))
        result.push_back({item.value, 1.0F});
    return result;
}

bool ItemWeightsRecommender::knows(const Request &request) const
{
    if (request.history.empty())
        return false;
    const auto all = evidence(request);
    return std::ranges::any_of(all, [this](const Evidence &one) { return !m_speaksFor.row(one.item).empty(); });
}

void ItemWeightsRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    const std::size_t items = m_catalogue.size();
    for (std::size_t p = 0; p < requests.size(); ++p) {
        float *row = scores.data() + p * items;
        for (const auto &[item, weight] : evidence(*requests[p])) {
            const auto columns = m_speaksFor.row(item);
            const auto values = m_speaksFor.rowValues(item);
            for (std::size_t e = 0; e < columns.size(); ++e)
                row[columns[e]] += weight * values[e];
        }
    }
}

void ItemWeightsRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items,
                                       std::span<float> scores) const
{
    std::ranges::fill(scores, 0.0F);
    for (const auto &[item, weight] : evidence(request))
        for (std::size_t i = 0; i < items.size(); ++i)
            scores[i] += weight * m_speaksFor.value(item, items[i].value);
}

std::vector<Reason> ItemWeightsRecommender::explain(const Request &request, ItemIndex item) const
{
    std::vector<Reason> reasons;
    for (const auto &[because, weight] : evidence(request)) {
        const auto columns = m_speaksFor.row(because);
        const auto place = std::ranges::lower_bound(columns, item.value);
        if (place == columns.end() || *place != item.value)
            continue;
        const float value = m_speaksFor.rowValues(because)[static_cast<std::size_t>(place - columns.begin())];
        reasons.push_back({.because = ItemIndex(because), .text = {}, .contribution = weight * value});
    }
    std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

std::optional<Embedding> ItemWeightsRecommender::itemEmbedding() const
{
    return decompose(m_speaksFor, 64);
}

void ItemWeightsRecommender::readWeights(SnapshotReader &in)
{
    m_speaksFor = in.rows();
    in.check(m_speaksFor.rows == m_catalogue.size() && m_speaksFor.cols == m_catalogue.size());
}

} // namespace aisle
