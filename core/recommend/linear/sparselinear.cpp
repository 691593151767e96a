#include "core/recommend/linear/sparselinear.h"

#include "core/common/memory.h"
#include "core/numeric/decomposition/decomposition.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <type_traits>

namespace aisle {

namespace {

struct Candidate
{
    std::uint32_t item;
    float common; ///< shoppers that it shares with the product
    float weight = 0;
};

struct Weight
{
    std::uint32_t item;
    float value;
};

/// X both ways.
struct Pairs
{
    const SparseRows &byUser, &byItem;
};

/// Solves for one product after another; a thread has its own.
/// @tparam kWeighed  whether pairs have values; if not all are 1 and none is read
template <bool kWeighed>
class ProductSolver
{
public:
    ProductSolver(const Pairs &pairs, const SparseLinearProblem &problem)
        : m_byUser(pairs.byUser), m_byItem(pairs.byItem), m_problem(problem), m_common(m_byItem.rows),
          m_residual(m_byUser.rows)
    {
    }

    /// The products with a weight, in no order.
    std::vector<Weight> solve(std::uint32_t product)
    {
        constexpr int kPasses = 100, kPassesOverActive = 10;
        auto candidates = candidatesOf(product);
        const auto own = m_byItem.row(product);
        for (std::size_t u = 0; u < own.size(); ++u)
            m_residual[own[u]] = valueOf(product, u);
        const float enough = static_cast<float>(m_problem.precision) * std::sqrt(std::max(1.0F, squaresOf(product)));
        for (int pass = 0; pass < kPasses && sweep(candidates, pass == 0, false) > enough; ++pass)
            for (int active = 0; active < kPassesOverActive && sweep(candidates, false, true) > enough; ++active) {
            }
        for (const auto user : own)
            m_residual[user] = 0;
        std::erase_if(candidates, [](const Candidate &one) { return one.weight == 0; });
        for (const auto &one : candidates)
            for (const auto user : m_byItem.row(one.item))
                m_residual[user] = 0;
        keepLargest(candidates);
        std::vector<Weight> weights;
        weights.reserve(candidates.size());
        for (const auto &one : candidates)
            weights.push_back({one.item, one.weight});
        return weights;
    }

private:
    /// Of a product's shoppers, by their place in its row.
    float valueOf(std::uint32_t product, std::size_t place) const
    {
        if constexpr (kWeighed)
            return m_byItem.rowValues(product)[place];
        return 1;
    }
    float squaresOf(std::uint32_t product) const
    {
        if constexpr (kWeighed) {
            float squares = 0;
            for (const float value : m_byItem.rowValues(product))
                squares += value * value;
            return squares;
        }
        return static_cast<float>(m_byItem.row(product).size());
    }

    std::vector<Candidate> candidatesOf(std::uint32_t product)
    {
        std::vector<std::uint32_t> touched;
        const auto shoppers = m_byItem.row(product);
        for (std::size_t u = 0; u < shoppers.size(); ++u) {
            const auto items = m_byUser.row(shoppers[u]);
            const float own = valueOf(product, u);
            for (std::size_t i = 0; i < items.size(); ++i) {
                if (m_common[items[i]] == 0)
                    touched.push_back(items[i]);
                if constexpr (kWeighed)
                    m_common[items[i]] += own * m_byUser.rowValues(shoppers[u])[i];
                else
                    ++m_common[items[i]];
            }
        }
        std::vector<std::pair<float, Candidate>> near;
        for (const auto item : touched) {
            const auto common = static_cast<float>(m_common[item]);
            m_common[item] = 0;
            if (item != product && common > static_cast<float>(m_problem.l1)) // less never gets a weight above 0
                near.push_back({common * common / squaresOf(item), {item, common}});
        }
        const auto kept = std::min(near.size(), static_cast<std::size_t>(m_problem.candidates));
        std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(kept),
                                  [](const auto &a, const auto &b) {
                                      return a.first != b.first ? a.first > b.first : a.second.item < b.second.item;
                                  });
        std::vector<Candidate> candidates;
        for (std::size_t c = 0; c < kept; ++c)
            candidates.push_back(near[c].second);
        return candidates;
    }

    /// @param first  nothing has a weight yet  @return the largest change of a weight, in shoppers' deviations
    float sweep(std::vector<Candidate> &candidates, bool first, bool onlyActive)
    {
        const auto l1 = static_cast<float>(m_problem.l1), l2 = static_cast<float>(m_problem.l2);
        float largest = 0;
        bool moved = false;
        for (auto &[item, common, weight] : candidates) {
            if (onlyActive && weight == 0)
                continue;
            const auto shoppers = m_byItem.row(item);
            const auto squares = squaresOf(item);
            float pull = first && !moved ? common : 0;
            if (!first || moved)
                for (std::size_t u = 0; u < shoppers.size(); ++u)
                    pull += valueOf(item, u) * m_residual[shoppers[u]];
            pull += squares * weight;
            float next = std::max(0.0F, std::abs(pull) - l1) / (squares + l2);
            next = pull > 0 ? next : m_problem.positive ? 0 : -next;
            const float change = next - weight;
            if (change == 0)
                continue;
            for (std::size_t u = 0; u < shoppers.size(); ++u)
                m_residual[shoppers[u]] -= valueOf(item, u) * change;
            weight = next;
            moved = true;
            largest = std::max(largest, std::abs(change) * std::sqrt(squares));
        }
        return largest;
    }

    void keepLargest(std::vector<Candidate> &candidates) const
    {
        const auto keep = static_cast<std::size_t>(m_problem.keep);
        if (keep == 0 || candidates.size() <= keep)
            return;
        std::ranges::stable_sort(
            candidates, [](const Candidate &a, const Candidate &b) { return std::abs(a.weight) > std::abs(b.weight); });
        candidates.resize(keep);
    }

    using Common = std::conditional_t<kWeighed, float, std::uint32_t>;
    const SparseRows &m_byUser;
    const SparseRows &m_byItem;
    const SparseLinearProblem &m_problem;
    std::vector<Common> m_common;  ///< [items] 0 between products
    std::vector<float> m_residual; ///< [users] 0 between products
};

/// Weights as they are solved, column by column, until they are read row by row: in parts by row, each given back once
/// its rows are made, so that they are never all there twice.
class SolvedColumns
{
public:
    explicit SolvedColumns(std::uint32_t items) : m_items(items), m_rowsAPart(items / kParts + 1)
    {
        for (auto &part : m_parts)
            part.resize(items);
    }
    void set(std::uint32_t column, std::span<const Weight> weights)
    {
        std::array<std::size_t, kParts> counts{};
        for (const auto &one : weights)
            ++counts[one.item / m_rowsAPart];
        for (std::size_t p = 0; p < kParts; ++p)
            m_parts[p][column].reserve(counts[p]);
        for (const auto &one : weights)
            m_parts[one.item / m_rowsAPart][column].push_back(one);
    }
    SparseRows takeRows()
    {
        SparseRows rows{.rows = m_items,
                        .cols = m_items,
                        .offsets = std::vector<std::uint64_t>(std::size_t(m_items) + 1),
                        .columns = {},
                        .values = {}};
        for (const auto &part : m_parts)
            for (const auto &column : part)
                for (const auto &one : column)
                    ++rows.offsets[one.item + 1];
        std::partial_sum(rows.offsets.begin(), rows.offsets.end(), rows.offsets.begin());
        rows.columns.reserve(rows.offsets.back());
        rows.values.reserve(rows.offsets.back());
        for (std::size_t p = 0; p < kParts; ++p)
            takePart(p, rows);
        return rows;
    }

private:
    static constexpr std::size_t kParts = 8;

    void takePart(std::size_t p, SparseRows &rows)
    {
        const auto first = std::min<std::size_t>(p * m_rowsAPart, m_items);
        const auto last = std::min<std::size_t>(first + m_rowsAPart, m_items);
        rows.columns.resize(rows.offsets[last]);
        rows.values.resize(rows.offsets[last]);
        std::vector next(rows.offsets.begin() + static_cast<std::ptrdiff_t>(first),
                         rows.offsets.begin() + static_cast<std::ptrdiff_t>(last));
        for (std::uint32_t column = 0; column < m_items; ++column) {
            for (const auto &one : m_parts[p][column]) {
                const auto place = next[one.item - first]++;
                rows.columns[place] = column;
                rows.values[place] = one.value;
            }
        }
        m_parts[p] = std::vector<std::vector<Weight>>();
        giveBackFreeMemory();
    }

    std::uint32_t m_items;
    std::uint32_t m_rowsAPart;
    std::array<std::vector<std::vector<Weight>>, kParts> m_parts; ///< [parts][items] of a column
};

template <bool kWeighed>
SparseRows solve(const Pairs &pairs, const SparseLinearProblem &problem, JobContext &job)
{
    constexpr std::size_t kGrain = 16;
    const auto items = pairs.byItem.rows;
    SolvedColumns columns(items);
    std::vector<std::unique_ptr<ProductSolver<kWeighed>>> solvers(static_cast<std::size_t>(threadCount()));
    parallelFor(items, kGrain, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0) {
            job.checkpoint();
            job.progress(static_cast<double>(begin) / items, QStringLiteral("weighing products"));
        }
        auto &solver = solvers[static_cast<std::size_t>(thread)];
        if (!solver)
            solver = std::make_unique<ProductSolver<kWeighed>>(pairs, problem);
        for (auto j = static_cast<std::uint32_t>(begin); j < end; ++j)
            columns.set(j, solver->solve(j));
    });
    return columns.takeRows();
}

} // namespace

SparseRows solveSparseLinear(const TrainingSet &train, const PairValues &values, const SparseLinearProblem &problem,
                             JobContext &job)
{
    if (values.areOnes())
        return solve<false>({train.byUser(), train.byItem()}, problem, job);
    const auto byUser = values.byUser(train), byItem = values.byItem(train);
    return solve<true>({byUser, byItem}, problem, job);
}

void SparseLinearRecommender::learnWeights(const TrainingSet &train, const SparseLinearProblem &problem,
                                           JobContext &job)
{
    m_weights = solveSparseLinear(train, PairValues(train), problem, job);
}

void SparseLinearRecommender::writeWeights(SnapshotWriter &out) const
{
    out.rows(m_weights);
}

void SparseLinearRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    const std::size_t items = m_catalogue.size();
    for (std::size_t p = 0; p < requests.size(); ++p) {
        float *row = scores.data() + p * items;
        for (const auto seen : distinctItems(requests[p]->history)) {
            const auto columns = m_weights.row(seen.value);
            const auto values = m_weights.rowValues(seen.value);
            for (std::size_t n = 0; n < columns.size(); ++n)
                row[columns[n]] += values[n];
        }
    }
}

void SparseLinearRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items,
                                        std::span<float> scores) const
{
    std::ranges::fill(scores, 0.0F);
    for (const auto seen : distinctItems(request.history))
        for (std::size_t i = 0; i < items.size(); ++i)
            scores[i] += m_weights.value(seen.value, items[i].value);
}

std::vector<Reason> SparseLinearRecommender::explain(const Request &request, ItemIndex item) const
{
    std::vector<Reason> reasons;
    for (const auto seen : distinctItems(request.history)) {
        const auto columns = m_weights.row(seen.value);
        const auto place = std::ranges::lower_bound(columns, item.value);
        if (place != columns.end() && *place == item.value)
            reasons.push_back(
                {.because = seen,
                 .text = {},
                 .contribution = m_weights.rowValues(seen.value)[static_cast<std::size_t>(place - columns.begin())]});
    }
    std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

std::optional<Embedding> SparseLinearRecommender::itemEmbedding() const
{
    constexpr std::uint32_t kSize = 64;
    return decompose(m_weights, kSize);
}

void SparseLinearRecommender::readWeights(SnapshotReader &in)
{
    m_weights = in.rows();
    in.check(m_weights.rows == m_catalogue.size() && m_weights.cols == m_catalogue.size());
}

ResourceEstimate SparseLinearRecommender::estimateOf(const DatasetShape &shape, int candidates)
{
    const double items = static_cast<double>(std::max<std::uint64_t>(1, shape.items));
    const double pairs = static_cast<double>(shape.pairs), history = pairs / std::max(1.0, double(shape.users));
    const double considered = std::min({static_cast<double>(candidates), items, pairs / items * history});
    return {.seconds = .05 + items * considered * pairs / items * 1e-7 / threadCount(),
            .memoryBytes = static_cast<std::int64_t>(items * considered * 16 + pairs * 24 + items * 64)};
}

} // namespace aisle
