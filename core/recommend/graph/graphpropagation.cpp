#include "core/recommend/graph/graphpropagation.h"

#include "core/numeric/sparsekernels.h"
#include "core/numeric/sparsetensor.h"

#include <cmath>
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

namespace {
SparseRows adjacencyOf(const TrainingSet &train)
{
    const auto &byUser = train.byUser(), &byItem = train.byItem();
    SparseRows all;
    all.rows = all.cols = byUser.rows + byItem.rows;
    const auto userRoots = inverseRootDegrees(byUser, train.valuesByUser());
    const auto itemRoots = inverseRootDegrees(byItem, train.valuesByItem());
    all.offsets.reserve(all.rows + 1);
    all.offsets.push_back(0);
    all.columns.reserve(2 * byUser.entries());
    all.values.reserve(2 * byUser.entries());
    const auto append = [&all](const SparseRows &rows, const std::vector<float> &values, std::uint32_t shift,
                               const std::vector<float> &own, const std::vector<float> &others) {
        for (std::uint32_t r = 0; r < rows.rows; ++r) {
            for (auto e = rows.offsets[r]; e < rows.offsets[r + 1]; ++e) {
                const auto column = rows.columns[e];
                all.columns.push_back(column + shift);
                all.values.push_back(own[r] * others[column] * (values.empty() ? 1 : values[e]));
            }
            all.offsets.push_back(all.columns.size());
        }
    };
    append(byUser, train.valuesByUser(), byUser.rows, userRoots, itemRoots);
    append(byItem, train.valuesByItem(), 0, itemRoots, userRoots);
    return all;
}
} // namespace

BipartiteGraph::BipartiteGraph(const TrainingSet &train, at::Device device)
    : m_users(train.userCount()), m_adjacency(adjacencyOf(train))
{
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
