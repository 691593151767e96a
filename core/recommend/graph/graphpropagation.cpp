#include "core/recommend/graph/graphpropagation.h"

#include "core/numeric/sparsekernels.h"
#include "core/numeric/sparsetensor.h"

#include <cmath>

namespace aisle {

std::vector<float> inverseRootDegrees(const SparseRows &rows)
{
    std::vector<float> roots(rows.rows);
    for (std::uint32_t r = 0; r < rows.rows; ++r)
        roots[r] = rows.row(r).empty() ? 0 : 1 / std::sqrt(static_cast<float>(rows.row(r).size()));
    return roots;
}

namespace {
SparseRows adjacencyOf(const SparseRows &byUser, const SparseRows &byItem)
{
    SparseRows all;
    all.rows = all.cols = byUser.rows + byItem.rows;
    const auto userRoots = inverseRootDegrees(byUser), itemRoots = inverseRootDegrees(byItem);
    all.offsets.reserve(all.rows + 1);
    all.offsets.push_back(0);
    all.columns.reserve(2 * byUser.entries());
    all.values.reserve(2 * byUser.entries());
    const auto append = [&all](const SparseRows &rows, std::uint32_t shift, const std::vector<float> &own,
                               const std::vector<float> &others) {
        for (std::uint32_t r = 0; r < rows.rows; ++r) {
            for (const auto column : rows.row(r)) {
                all.columns.push_back(column + shift);
                all.values.push_back(own[r] * others[column]);
            }
            all.offsets.push_back(all.columns.size());
        }
    };
    append(byUser, byUser.rows, userRoots, itemRoots);
    append(byItem, 0, itemRoots, userRoots);
    return all;
}
} // namespace

BipartiteGraph::BipartiteGraph(const SparseRows &byUser, const SparseRows &byItem, at::Device device)
    : m_users(byUser.rows), m_adjacency(adjacencyOf(byUser, byItem))
{
    if (!device.is_cpu())
        m_matrix = DeviceMatrix(m_adjacency, device);
}

at::Tensor BipartiteGraph::propagate(const at::Tensor &vectors) const
{
    if (m_matrix.defined())
        return m_matrix.times(vectors);
    auto out = at::empty_like(vectors);
    multiplySparse(m_adjacency, vectors.data_ptr<float>(), static_cast<std::size_t>(vectors.size(1)),
                   out.data_ptr<float>());
    return out;
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
