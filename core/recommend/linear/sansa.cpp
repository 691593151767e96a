#include "core/numeric/decomposition/decomposition.h"
#include "core/recommend/linear/easeform.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

namespace aisle {
namespace {

struct SansaParams : EaseForm
{
    int neighbours = 100;
};

const auto kTable = withEaseForm(ParamTable<SansaParams>{})
                        .add("neighbours", &SansaParams::neighbours,
                             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
                              QT_TRANSLATE_NOOP("Param", "More popular products that a row of the inverse's factor may "
                                                         "name, the nearest ones. Memory grows with it; with all of "
                                                         "them the weights are those of EASE.")},
                             {1, 2000, ParamScale::Log});

/// EASE whose inverse is a product of two sparse factors, as in SANSA (Spisak et al. 2023), for catalogues whose dense
/// matrix does not fit. With A = Y'Y + L as EASE has it, P = A^-1 is taken as G'G, G lower triangular over products in
/// order of popularity with `neighbours` entries a row, each row by a small system of its own (Kolotilina & Yeremin
/// 1993): what a product's nearest more popular ones say of it. B_ij = -P_ij / P_jj, whose diagonal is exactly zero, is
/// never written out; scores are x D B. Memory is products * neighbours; no row depends on another.
class SansaRecommender : public Algorithm<SansaRecommender, SansaParams>,
                         public FollowsData,
                         public Embeds,
                         public Explains
{
public:
    static constexpr const char *kId = "sansa";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);

    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;
    std::optional<Embedding> itemEmbedding() const override;
    ResourceEstimate estimate(const DatasetShape &shape) const override;
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_factor.entries()); }
    std::map<std::string, double> takenValues() const override
    {
        return takenOf({{"l2", m_params.l2 <= 0, m_l2}, {"gamma", m_params.gamma < 0, m_gamma}});
    }

protected:
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

private:
    void prepare();
    float weight(std::uint32_t from, std::uint32_t to) const;
    SparseRows strongest(std::size_t count) const;

    double m_l2 = 0;                ///< what was learnt with
    double m_gamma = 0;             ///< the same; not stored
    SparseRows m_factor;            ///< G [items x items]
    SparseRows m_columns;           ///< its transpose; not stored
    std::vector<float> m_products;  ///< [items] D
    std::vector<float> m_precision; ///< [items] P_jj; not stored
};

/// The entries of A that count: of each product the nearest ones, in parts of one row each.
class NearestEntries
{
public:
    struct Entry
    {
        std::uint32_t item;
        float value;
    };
    NearestEntries(const TrainingSet &train, const SansaParams &params, const std::vector<float> &products,
                   std::size_t kept, JobContext &job)
        : m_byUser(train.byUser()), m_byItem(train.byItem()), m_products(products),
          m_shoppers(normalisation(columnCounts(m_byItem), params.beta)), m_kept(kept), m_rows(m_byItem.rows)
    {
        for (std::uint32_t i = 0; i < m_byItem.rows; ++i) {
            double own = 0;
            for (const auto user : m_byItem.row(i))
                own += static_cast<double>(m_shoppers[user]);
            m_own.push_back(own * std::pow(static_cast<double>(products[i]), 2));
        }
        std::vector<std::vector<float>> sums(static_cast<std::size_t>(threadCount()));
        parallelFor(m_rows.size(), 16, [&](std::size_t begin, std::size_t end, int thread) {
            if (thread == 0) {
                job.checkpoint();
                job.progress(.4 * static_cast<double>(begin) / static_cast<double>(m_rows.size()),
                             QStringLiteral("counting common shoppers"));
            }
            auto &own = sums[static_cast<std::size_t>(thread)];
            own.resize(m_rows.size());
            for (auto i = static_cast<std::uint32_t>(begin); i < end; ++i)
                m_rows[i] = find(i, own);
        });
    }

    const std::vector<Entry> &row(std::uint32_t product) const { return m_rows[product]; } ///< by product
    double own(std::uint32_t product) const { return m_own[product]; }                     ///< of the diagonal of Y'Y
    /// 0 where neither product is near the other.
    double value(std::uint32_t a, std::uint32_t b) const
    {
        const auto one = inRow(a, b);
        return one != 0 ? one : inRow(b, a);
    }

private:
    double inRow(std::uint32_t row, std::uint32_t item) const
    {
        const auto found = std::ranges::lower_bound(m_rows[row], item, {}, &Entry::item);
        return found != m_rows[row].end() && found->item == item ? static_cast<double>(found->value) : 0.0;
    }
    /// @param sums  [items] zeros, and so again afterwards
    std::vector<Entry> find(std::uint32_t product, std::vector<float> &sums) const
    {
        std::vector<std::uint32_t> touched;
        for (const auto user : m_byItem.row(product)) {
            for (const auto item : m_byUser.row(user)) {
                if (sums[item] == 0)
                    touched.push_back(item);
                sums[item] += m_shoppers[user];
            }
        }
        std::vector<Entry> entries;
        for (const auto item : touched) {
            if (item != product)
                entries.push_back({item, sums[item] * m_products[product] * m_products[item]});
            sums[item] = 0;
        }
        const auto closeness = [&](const Entry &entry) {
            return static_cast<double>(entry.value) * static_cast<double>(entry.value) / m_own[entry.item];
        };
        if (entries.size() > m_kept) {
            std::ranges::nth_element(entries, entries.begin() + static_cast<std::ptrdiff_t>(m_kept),
                                     [&](const Entry &a, const Entry &b) {
                                         const auto first = closeness(a), second = closeness(b);
                                         return first != second ? first > second : a.item < b.item;
                                     });
            entries.resize(m_kept);
        }
        std::ranges::sort(entries, {}, &Entry::item);
        entries.shrink_to_fit();
        return entries;
    }

    const SparseRows &m_byUser;
    const SparseRows &m_byItem;
    const std::vector<float> &m_products;
    std::vector<float> m_shoppers; ///< [users] W
    std::size_t m_kept;
    std::vector<double> m_own;
    std::vector<std::vector<Entry>> m_rows;
};

/// One row of G after another; a thread has its own.
class FactorRows
{
public:
    using Entry = NearestEntries::Entry;
    /// @param place  [items] in order of popularity
    FactorRows(const NearestEntries &entries, const std::vector<std::uint32_t> &place, const SansaParams &params,
               double l2)
        : m_entries(entries), m_place(place), m_odds(params.dropoutOdds()), m_l2(l2),
          m_most(static_cast<std::size_t>(params.neighbours))
    {
    }
    std::vector<Entry> solve(std::uint32_t product)
    {
        choose(product);
        factorise();
        double left = diagonal(product); // what the chosen ones leave unsaid of the product
        const auto count = m_chosen.size();
        std::vector<double> weights(count);
        for (std::size_t r = 0; r < count; ++r) {
            double sum = m_right[r];
            for (std::size_t c = 0; c < r; ++c)
                sum -= m_factor[r * count + c] * weights[c];
            weights[r] = m_factor[r * count + r] > 0 ? sum / m_factor[r * count + r] : 0;
            left -= weights[r] * weights[r];
        }
        for (std::size_t r = count; r-- > 0;) {
            double sum = weights[r];
            for (std::size_t c = r + 1; c < count; ++c)
                sum -= m_factor[c * count + r] * weights[c];
            weights[r] = m_factor[r * count + r] > 0 ? sum / m_factor[r * count + r] : 0;
        }
        left = std::max(left, kLeast * diagonal(product));
        const double scale = 1 / std::sqrt(left);
        std::vector<Entry> row{{product, static_cast<float>(scale)}};
        for (std::size_t r = 0; r < count; ++r)
            if (weights[r] != 0)
                row.push_back({m_chosen[r], static_cast<float>(-weights[r] * scale)});
        std::ranges::sort(row, {}, &Entry::item);
        return row;
    }

private:
    static constexpr double kLeast = 1e-4; ///< of a diagonal's number: less is rounding, or entries that are left out

    double diagonal(std::uint32_t product) const { return m_l2 + (1 + m_odds) * m_entries.own(product); }
    /// The nearest more popular products.
    void choose(std::uint32_t product)
    {
        std::vector<std::pair<double, Entry>> near;
        for (const auto &entry : m_entries.row(product)) {
            const auto value = static_cast<double>(entry.value);
            if (m_place[entry.item] < m_place[product])
                near.push_back({value * value / diagonal(entry.item), entry});
        }
        const auto kept = std::min(near.size(), m_most);
        std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(kept),
                                  [](const auto &a, const auto &b) {
                                      return a.first != b.first ? a.first > b.first : a.second.item < b.second.item;
                                  });
        m_chosen.clear();
        m_right.clear();
        for (std::size_t n = 0; n < kept; ++n) {
            m_chosen.push_back(near[n].second.item);
            m_right.push_back(static_cast<double>(near[n].second.value));
        }
    }
    /// Cholesky's factor of their part of A; a row that is not positive, for entries that are left out, becomes 0.
    void factorise()
    {
        const auto count = m_chosen.size();
        m_factor.assign(count * count, 0);
        for (std::size_t r = 0; r < count; ++r) {
            double *row = m_factor.data() + r * count;
            double left = diagonal(m_chosen[r]);
            for (std::size_t c = 0; c < r; ++c) {
                const double *other = m_factor.data() + c * count;
                if (other[c] == 0)
                    continue;
                double sum = m_entries.value(m_chosen[r], m_chosen[c]);
                for (std::size_t k = 0; k < c; ++k)
                    sum -= row[k] * other[k];
                row[c] = sum / other[c];
                left -= row[c] * row[c];
            }
            if (left > kLeast * diagonal(m_chosen[r]))
                row[r] = std::sqrt(left);
            else
                std::fill(row, row + r, 0.0);
        }
    }

    const NearestEntries &m_entries;
    const std::vector<std::uint32_t> &m_place;
    double m_odds, m_l2;
    std::size_t m_most;
    std::vector<std::uint32_t> m_chosen;
    std::vector<double> m_right;  ///< [chosen] what they share with the product
    std::vector<double> m_factor; ///< [chosen x chosen], lower
};

void SansaRecommender::learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
{
    constexpr std::size_t kTimesKept = 4; // entries of A for each one of G
    const auto &train = from.events;
    const auto items = train.itemCount();
    m_l2 = m_params.l2For(train);
    m_gamma = m_params.gammaFor(train);
    m_products = normalisation(rowCounts(train.byItem()), m_gamma);
    const NearestEntries entries(train, m_params, m_products,
                                 kTimesKept * static_cast<std::size_t>(m_params.neighbours), job);
    std::vector<std::uint32_t> order(items), place(items);
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::greater{}, [&](std::uint32_t i) { return train.byItem().row(i).size(); });
    for (std::uint32_t n = 0; n < items; ++n)
        place[order[n]] = n;
    std::vector<std::vector<NearestEntries::Entry>> rows(items);
    std::vector<std::unique_ptr<FactorRows>> solvers(static_cast<std::size_t>(threadCount()));
    parallelFor(items, 16, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0) {
            job.checkpoint();
            job.progress(.4 + .5 * static_cast<double>(begin) / items, QStringLiteral("inverting"));
        }
        auto &solver = solvers[static_cast<std::size_t>(thread)];
        if (!solver)
            solver = std::make_unique<FactorRows>(entries, place, m_params, m_l2);
        for (auto i = static_cast<std::uint32_t>(begin); i < end; ++i)
            rows[i] = solver->solve(i);
    });
    m_factor = SparseRows::of(std::move(rows), items);
    prepare();
}

float squaresOf(std::span<const float> values)
{
    float squares = 0;
    for (const auto value : values)
        squares += value * value;
    return squares;
}

void SansaRecommender::prepare()
{
    m_columns = m_factor.transposed();
    m_precision.assign(m_factor.rows, 0.0F);
    for (std::uint32_t j = 0; j < m_columns.rows; ++j)
        m_precision[j] = squaresOf(m_columns.rowValues(j));
}

void SansaRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    const std::size_t items = m_catalogue.size();
    std::vector<float> through(items); // G D x
    for (std::size_t p = 0; p < requests.size(); ++p) {
        const auto seen = distinctItems(requests[p]->history);
        const auto row = scores.subspan(p * items, items);
        std::ranges::fill(through, 0.0F);
        for (const auto item : seen) {
            const auto columns = m_columns.row(item.value);
            const auto values = m_columns.rowValues(item.value);
            for (std::size_t n = 0; n < columns.size(); ++n)
                through[columns[n]] += m_products[item.value] * values[n];
        }
        for (std::uint32_t k = 0; k < items; ++k) {
            if (through[k] == 0)
                continue;
            const auto columns = m_factor.row(k);
            const auto values = m_factor.rowValues(k);
            for (std::size_t n = 0; n < columns.size(); ++n)
                row[columns[n]] -= through[k] * values[n];
        }
        for (const auto item : seen)
            row[item.value] += m_products[item.value] * m_precision[item.value];
        for (std::size_t j = 0; j < items; ++j)
            row[j] /= m_precision[j];
    }
}

void SansaRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items,
                                 std::span<float> scores) const
{
    const auto seen = distinctItems(request.history);
    for (std::size_t i = 0; i < items.size(); ++i) {
        scores[i] = 0;
        for (const auto item : seen)
            scores[i] += weight(item.value, items[i].value);
    }
}

/// D_i B_ij: the common rows of both products' columns.
float SansaRecommender::weight(std::uint32_t from, std::uint32_t to) const
{
    if (from == to)
        return 0;
    const auto left = m_columns.row(from), right = m_columns.row(to);
    double sum = 0;
    for (std::size_t a = 0, b = 0; a < left.size() && b < right.size();) {
        const auto own = left[a], other = right[b];
        if (own == other)
            sum += static_cast<double>(m_columns.rowValues(from)[a]) * static_cast<double>(m_columns.rowValues(to)[b]);
        a += own <= other;
        b += other <= own;
    }
    return static_cast<float>(-static_cast<double>(m_products[from]) * sum / static_cast<double>(m_precision[to]));
}

std::vector<Reason> SansaRecommender::explain(const Request &request, ItemIndex item) const
{
    std::vector<Reason> reasons;
    for (const auto seen : distinctItems(request.history)) {
        const float contribution = weight(seen.value, item.value);
        if (contribution != 0)
            reasons.push_back({.because = seen, .text = {}, .contribution = contribution});
    }
    std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

/// The largest weights of each product as [from x to].
SparseRows SansaRecommender::strongest(std::size_t count) const
{
    const auto items = m_catalogue.size();
    std::vector<std::vector<std::pair<std::uint32_t, float>>> rows(items);
    parallelFor(items, 16, [&](std::size_t begin, std::size_t end, int) {
        std::vector<float> sums(items);
        for (auto i = static_cast<std::uint32_t>(begin); i < end; ++i) {
            std::ranges::fill(sums, 0.0F);
            const std::vector<Visit> one{{.item = ItemIndex(i)}};
            Request request;
            request.history = one;
            const Request *const asked = &request;
            scoreBlock(std::span(&asked, 1), sums);
            auto &row = rows[i];
            for (std::uint32_t j = 0; j < items; ++j)
                if (sums[j] > 0)
                    row.emplace_back(j, sums[j]);
            const auto kept = std::min(count, row.size());
            std::ranges::partial_sort(row, row.begin() + static_cast<std::ptrdiff_t>(kept),
                                      [](const auto &a, const auto &b) { return a.second > b.second; });
            row.resize(kept);
            std::ranges::sort(row);
        }
    });
    return SparseRows::of(std::move(rows), items);
}

std::optional<Embedding> SansaRecommender::itemEmbedding() const
{
    constexpr std::uint32_t kSize = 64;
    constexpr std::size_t kWeights = 100;
    return decompose(strongest(kWeights), kSize);
}

ResourceEstimate SansaRecommender::estimate(const DatasetShape &shape) const
{
    const double items = static_cast<double>(std::max<std::uint64_t>(1, shape.items)),
                 pairs = static_cast<double>(shape.pairs), paths = pairs * std::max(1.0, shape.meanHistory);
    const double near = std::min({static_cast<double>(m_params.neighbours), items, paths / items});
    const double kept = std::min({4 * near, items, paths / items});
    return {.seconds = 0.05 + (paths * 3e-9 + items * near * near * (near / 6 * 1e-9 + 4e-8)) / threadCount(),
            .memoryBytes = static_cast<std::int64_t>(6e6 + items * (kept * 8 + near * 24 + 80) + pairs * 12)};
}

void SansaRecommender::write(SnapshotWriter &out) const
{
    out.value(m_l2);
    out.array(m_products);
    out.rows(m_factor);
}

void SansaRecommender::read(SnapshotReader &in)
{
    m_l2 = in.value<double>();
    in.check(m_l2 > 0);
    m_products = in.array<float>(m_catalogue.size());
    m_factor = in.rows();
    in.check(m_factor.rows == m_catalogue.size() && m_factor.cols == m_catalogue.size());
    prepare();
}

const bool kRegistered = registerAlgorithm<SansaRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "SANSA"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Linear"),
     .summary =
         QT_TRANSLATE_NOOP("Recommender", "EASE by a sparse approximate inverse: memory grows with products times "
                                          "neighbours, so that a million products fit."),
     .paper = "Spisak et al., Scalable approximate nonsymmetric autoencoder for collaborative filtering, RecSys "
              "2023; Kolotilina & Yeremin, Factorized sparse approximate inverse preconditionings, 1993"});

} // namespace
} // namespace aisle
