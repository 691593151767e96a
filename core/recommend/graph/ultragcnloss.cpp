#include "core/recommend/graph/ultragcnloss.h"

#include "core/recommend/neighbour/neighbourhood.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

/// Nearest by G_ij / sqrt(g_j), which orders a row as omega does, then weighed by omega.
SparseRows itemGraphOf(const TrainingSet &train, std::size_t neighbours, JobContext &job)
{
    auto holders = train.byItem(), held = train.byUser();
    std::vector<float> sums(train.itemCount()); // g: a row of G is the sum of its holders' histories
    for (std::uint32_t i = 0; i < holders.rows; ++i)
        for (const auto user : holders.row(i))
            sums[i] += static_cast<float>(held.row(user).size());
    holders.values.clear();
    for (std::size_t e = 0; e < held.columns.size(); ++e)
        held.values[e] = 1 / std::sqrt(sums[held.columns[e]]);
    auto graph = nearestRows({.left = holders,
                              .right = held,
                              .similarity = Similarity(SimilarityKind::Dot),
                              .keep = neighbours,
                              .tieRank = train.tieRank()},
                             job);
    for (std::uint32_t i = 0; i < graph.rows; ++i) {
        const float scale = std::sqrt(sums[i]) / (sums[i] - static_cast<float>(holders.row(i).size()));
        for (auto e = graph.offsets[i]; e < graph.offsets[i + 1]; ++e)
            graph.values[e] *= scale;
    }
    return graph;
}

float share(double constraint, float value)
{
    return static_cast<float>(1 - constraint) + static_cast<float>(constraint) * value;
}

} // namespace

at::Tensor leastSquares(const at::Tensor &from, const at::Tensor &into)
{
    constexpr double kRidge = 1e-3; // of the mean square
    auto square = at::mm(from.t(), from).to(at::kCPU), product = at::mm(from.t(), into).to(at::kCPU);
    square.diagonal().add_(kRidge * square.diagonal().mean() + 1e-12);
    return std::get<0>(at::linalg_solve_ex(square, product, true)).to(from.device()); // numbers that are none stay so
}

UltragcnLoss::UltragcnLoss(const TrainingSet &train, const UltragcnWeights &weights, int neighbours, at::Device device,
                           JobContext &job)
    : m_userCount(train.userCount()), m_weights(weights),
      m_itemGraph(itemGraphOf(train, static_cast<std::size_t>(neighbours), job))
{
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        const auto degree = static_cast<float>(train.byUser().row(u).size());
        m_users.push_back(std::sqrt(degree + 1) / std::max(1.0F, degree));
    }
    for (std::uint32_t i = 0; i < train.itemCount(); ++i)
        m_items.push_back(1 / std::sqrt(static_cast<float>(train.byItem().row(i).size()) + 1));
    auto factors = m_users;
    factors.insert(factors.end(), m_items.begin(), m_items.end());
    m_factors = viewOf(factors, {static_cast<std::int64_t>(factors.size()), 1}).to(device).clone();
}

UltragcnLoss::Near UltragcnLoss::near(std::span<const std::int64_t> items) const
{
    const auto product = [this](std::int64_t vertex) { return static_cast<std::uint32_t>(vertex - m_userCount); };
    std::size_t width = 0;
    for (const auto item : items)
        if (m_weights.items > 0)
            width = std::max(width, m_itemGraph.row(product(item)).size());
    Near near{.vertices = std::vector<std::int64_t>(items.size() * width),
              .weights = std::vector<float>(items.size() * width)};
    for (std::size_t n = 0; n < items.size(); ++n) {
        const auto columns = m_itemGraph.row(product(items[n]));
        const auto values = m_itemGraph.rowValues(product(items[n]));
        for (std::size_t k = 0; k < width; ++k) {
            near.vertices[n * width + k] = k < columns.size() ? columns[k] + m_userCount : items[n];
            near.weights[n * width + k] = k < columns.size() ? values[k] : 0;
        }
    }
    return near;
}

at::Tensor UltragcnLoss::negativeWeights(const PairBatch &batch, const SharedNegatives &negatives) const
{
    const auto device = m_factors.device();
    const auto users = m_factors.index_select(0, indexTensor(batch.users, device));
    const auto items = m_factors.index_select(0, indexTensor(negatives.items, device));
    auto weights = at::mm(users, items.t()).mul_(m_weights.negativeConstraint).add_(1 - m_weights.negativeConstraint);
    auto counts = at::ones_like(weights);
    counts.view({-1}).index_fill_(0, indexTensor(negatives.forbidden, device), 0);
    return weights.mul_(counts).mul_(m_weights.negatives).div_(counts.sum(1, true).clamp_min(1));
}

double UltragcnLoss::addGradient(const at::Tensor &vertices, const PairBatch &batch, const SharedNegatives &negatives,
                                 const Near &near, at::Tensor gradient) const
{
    const auto device = vertices.device();
    const auto rows = [&](std::span<const std::int64_t> index) {
        return vertices.index_select(0, indexTensor(index, device));
    };
    const auto pairs = static_cast<std::int64_t>(batch.size()), size = vertices.size(1),
               width = static_cast<std::int64_t>(near.vertices.size()) / pairs;
    const auto user = rows(batch.users), item = rows(batch.items), others = rows(negatives.items);
    const auto neighbours = rows(near.vertices).view({pairs, width, size});

    std::vector<float> shares(batch.size());
    for (std::size_t n = 0; n < batch.size(); ++n)
        shares[n] = share(m_weights.constraint, m_users[static_cast<std::size_t>(batch.users[n])] *
                                                    m_items[static_cast<std::size_t>(batch.items[n] - m_userCount)]);
    const auto wanted = viewOf(shares, {pairs, 1}).to(device), unwanted = negativeWeights(batch, negatives);
    const auto along = viewOf(near.weights, {pairs, width}).to(device) * m_weights.items;

    const auto up = (user * item).sum(1, true), down = at::mm(user, others.t()),
               beside = at::bmm(neighbours, user.unsqueeze(2)).squeeze(2);
    const double loss = (wanted * at::softplus(-up)).sum().item<double>() +
                        (unwanted * at::softplus(down)).sum().item<double>() +
                        (along * at::softplus(-beside)).sum().item<double>();

    const double each = 1 / static_cast<double>(pairs);
    const auto pull = wanted * at::sigmoid(-up) * -each, push = unwanted * at::sigmoid(down) * each;
    const auto draw = (along * at::sigmoid(-beside) * -each).unsqueeze(2);
    addRows(gradient, batch.users, pull * item + at::mm(push, others) + (draw * neighbours).sum(1));
    addRows(gradient, batch.items, pull * user);
    addRows(gradient, negatives.items, at::mm(push.t(), user));
    addRows(gradient, near.vertices, (draw * user.unsqueeze(1)).view({-1, size}));
    return loss;
}

} // namespace aisle
