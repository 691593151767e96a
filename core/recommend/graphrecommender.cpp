#include "core/recommend/graphrecommender.h"

#include <cmath>

namespace aisle {

std::optional<Embedding> GraphRecommender::userEmbedding() const
{
    const auto size = items().size;
    if (size == 0)
        return {};
    return Embedding{.rows = static_cast<std::uint32_t>(m_users.size() / size), .size = size, .values = m_users};
}

void GraphRecommender::take(const at::Tensor &vertices, const at::Tensor &passing, const TrainingSet &train)
{
    const auto users = static_cast<std::int64_t>(train.userCount()), products = vertices.size(0) - users;
    m_users = toVector(vertices.narrow(0, 0, users));
    setItems({.rows = static_cast<std::uint32_t>(products),
              .size = static_cast<std::uint32_t>(vertices.size(1)),
              .values = toVector(vertices.narrow(0, users, products))});
    const auto roots = inverseRootDegrees(train.byItem());
    m_passing = toVector(passing.narrow(0, users, products) * viewOf(roots, {products, 1}).to(passing.device()));
}

void GraphRecommender::writeVectors(SnapshotWriter &out) const
{
    out.value(m_bestEpoch.value_or(0));
    out.array(m_users);
    out.array(items().values);
    out.array(m_passing);
}

void GraphRecommender::readVectors(SnapshotReader &in, std::uint32_t size)
{
    const auto best = in.value<int>();
    m_bestEpoch = best > 0 ? std::optional(best) : std::nullopt;
    m_users = in.array<float>();
    in.check(m_users.size() % size == 0);
    const auto count = std::size_t(m_catalogue.size()) * size;
    setItems({.rows = m_catalogue.size(), .size = size, .values = in.array<float>(count)});
    m_passing = in.array<float>(count);
}

void GraphRecommender::profileVectors(std::span<const Profile *const> profiles, std::span<float> vectors) const
{
    const auto size = std::size_t(items().size);
    parallelFor(profiles.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto vector = vectors.subspan(p * size, size);
            if (const auto user = profiles[p]->user; user && user->value < m_users.size() / size) {
                std::copy_n(m_users.begin() + static_cast<std::ptrdiff_t>(user->value * size), size, vector.begin());
                continue;
            }
            const auto seen = distinctItems(profiles[p]->history);
            const float weight = 1 / std::sqrt(static_cast<float>(seen.size()));
            for (const auto item : seen)
                kernels::addScaled(vector.data(), m_passing.data() + item.value * size, weight, size);
        }
    });
}

double addPairwiseGradient(const at::Tensor &vertices, std::span<const std::int64_t> users,
                           std::span<const std::int64_t> items, std::span<const std::int64_t> negatives,
                           at::Tensor gradient)
{
    const auto rows = [&](std::span<const std::int64_t> index) {
        return vertices.index_select(0, indexTensor(index, vertices.device()));
    };
    const auto pairs = static_cast<std::int64_t>(users.size()), size = vertices.size(1);
    const auto user = rows(users), item = rows(items), others = rows(negatives).view({pairs, -1, size});
    const auto wanted = (user * item).sum(1, true);
    const auto logits = at::cat({wanted, at::bmm(others, user.unsqueeze(2)).squeeze(2)}, 1);
    auto shares = at::softmax(logits, 1);
    const double loss = (logits.logsumexp(1, true) - wanted).sum().item<double>();
    shares.select(1, 0).sub_(1);
    shares.div_(static_cast<double>(std::max<std::int64_t>(1, pairs)));
    const auto pull = shares.narrow(1, 0, 1), push = shares.narrow(1, 1, shares.size(1) - 1);
    addRows(gradient, users, pull * item + at::bmm(push.unsqueeze(1), others).squeeze(1));
    addRows(gradient, items, pull * user);
    addRows(gradient, negatives, (push.unsqueeze(2) * user.unsqueeze(1)).view({-1, size}));
    return loss;
}

} // namespace aisle
