#include "core/recommend/graph/graphpropagation.h"

#include "core/numeric/sparsekernels.h"
#include "core/numeric/sparsetensor.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace aisle {

std::vector<float> inverseRootDegrees(const SparseRows &rows, const std::vector<float> &values)
{
    std::vector<float> roots(rows.rows);
    for (std::uint32_t r = 0; r < rows.rows; ++r) {
        auto degree = static_cast<float>(rows.row(r).size());
        if (!values.empty())
            degree = std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(rows.offsets[r]),
                                     values.begin() + static_cast<std::ptrdiff_t>(rows.offsets[r + 1]), 0.0F);
        roots[r] = degree > 0 ? 1 / std::sqrt(degree) : 0;
    }
    return roots;
}

SparseRows symmetricRows(std::span<const VertexEdge> edges, std::uint32_t vertices)
{
    struct Entry
    {
        std::uint32_t column;
        float value;
    };
    std::vector<std::vector<Entry>> rows(vertices);
    for (const auto &edge : edges) {
        rows[edge.from].push_back({edge.to, edge.value});
        if (edge.from != edge.to)
            rows[edge.to].push_back({edge.from, edge.value});
    }
    for (auto &row : rows) {
        std::ranges::stable_sort(row, {}, &Entry::column);
        std::size_t kept = 0;
        for (const auto &entry : row) {
            if (kept > 0 && row[kept - 1].column == entry.column)
                row[kept - 1].value += entry.value;
            else
                row[kept++] = entry;
        }
        row.resize(kept);
    }
    return SparseRows::of(std::move(rows), vertices);
}

namespace {

/// The pairs of shoppers and products as rows of vertices, worth what they are, with what else there is.
class Edges
{
public:
    Edges(const TrainingSet &train, const SparseRows &more) : m_more(more)
    {
        const auto &byUser = train.byUser(), &byItem = train.byItem();
        m_all.rows = m_all.cols = std::max(byUser.rows + byItem.rows, more.rows);
        m_all.offsets.reserve(m_all.rows + 1);
        m_all.offsets.push_back(0);
        m_all.columns.reserve(2 * byUser.entries() + more.entries());
        m_all.values.reserve(2 * byUser.entries() + more.entries());
        append(byUser, train.valuesByUser(), byUser.rows);
        append(byItem, train.valuesByItem(), 0);
        while (m_all.offsets.size() <= m_all.rows)
            endRow();
    }
    SparseRows take() { return std::move(m_all); }

private:
    void append(const SparseRows &rows, const std::vector<float> &values, std::uint32_t shift)
    {
        for (std::uint32_t r = 0; r < rows.rows; ++r) {
            for (auto e = rows.offsets[r]; e < rows.offsets[r + 1]; ++e) {
                m_all.columns.push_back(rows.columns[e] + shift);
                m_all.values.push_back(values.empty() ? 1 : values[e]);
            }
            endRow();
        }
    }
    /// Puts the other edges of the row among its pairs.
    void endRow()
    {
        const auto row = static_cast<std::uint32_t>(m_all.offsets.size() - 1);
        if (row < m_more.rows && !m_more.row(row).empty()) {
            const auto begin = static_cast<std::ptrdiff_t>(m_all.offsets.back());
            std::map<std::uint32_t, float> merged;
            for (auto e = m_all.offsets.back(); e < m_all.columns.size(); ++e)
                merged.emplace(m_all.columns[e], m_all.values[e]);
            for (auto e = m_more.offsets[row]; e < m_more.offsets[row + 1]; ++e)
                merged[m_more.columns[e]] += m_more.values[e];
            m_all.columns.erase(m_all.columns.begin() + begin, m_all.columns.end());
            m_all.values.erase(m_all.values.begin() + begin, m_all.values.end());
            for (const auto &[column, value] : merged) {
                m_all.columns.push_back(column);
                m_all.values.push_back(value);
            }
        }
        m_all.offsets.push_back(m_all.columns.size());
    }

    const SparseRows &m_more;
    SparseRows m_all;
};

void normalise(SparseRows &rows, const std::vector<float> &roots)
{
    for (std::uint32_t r = 0; r < rows.rows; ++r)
        for (auto e = rows.offsets[r]; e < rows.offsets[r + 1]; ++e)
            rows.values[e] *= roots[r] * roots[rows.columns[e]];
}

} // namespace

BipartiteGraph::BipartiteGraph(const TrainingSet &train, const SparseRows &more, at::Device device)
    : m_users(train.userCount()), m_adjacency(Edges(train, more).take()),
      m_roots(inverseRootDegrees(m_adjacency, m_adjacency.values))
{
    normalise(m_adjacency, m_roots);
    if (!device.is_cpu())
        m_matrix = DeviceMatrix(m_adjacency, device);
}

at::Tensor BipartiteGraph::propagate(const at::Tensor &vectors) const
{
    return m_matrix.defined() ? m_matrix.times(vectors) : sparseProduct(m_adjacency, vectors);
}

at::Tensor BipartiteGraph::average(const at::Tensor &vectors, int layers)
{
    auto out = at::empty_like(vectors);
    average(vectors, layers, out);
    return out;
}

void BipartiteGraph::average(const at::Tensor &vectors, int layers, at::Tensor out)
{
    const double share = 1.0 / (layers + 1);
    if (m_matrix.defined()) {
        auto sum = vectors;
        for (int l = 0; l < layers; ++l)
            sum = propagate(sum).add_(vectors); // Horner's rule
        out.copy_(sum).mul_(share);
        return;
    }
    if (layers == 0) {
        out.copy_(vectors);
        return;
    }
    for (auto &between : m_between)
        if (!between.defined() || between.sizes() != vectors.sizes())
            between = at::empty_like(vectors);
    const float *base = vectors.data_ptr<float>(), *sum = base;
    for (int l = 1; l <= layers; ++l) {
        float *next = l == layers ? out.data_ptr<float>() : m_between[l % 2].data_ptr<float>();
        multiplySparse(m_adjacency, sum, static_cast<std::size_t>(vectors.size(1)), next, base,
                       l == layers ? static_cast<float>(share) : 1);
        sum = next;
    }
}

} // namespace aisle
