#include "core/recommend/graph/directauloss.h"

namespace aisle {

at::Tensor unitRows(const at::Tensor &rows)
{
    return rows / rows.norm(2, {1}, true).clamp_min(1e-8);
}

at::Tensor alignment(const at::Tensor &a, const at::Tensor &b)
{
    return (a - b).square().sum(1).mean();
}

namespace {
at::Tensor meanOffDiagonal(const at::Tensor &square)
{
    const auto count = static_cast<double>(square.size(0));
    return (square.sum() - square.diagonal().sum()) / (count * (count - 1));
}
} // namespace

at::Tensor uniformity(const at::Tensor &rows)
{
    if (rows.size(0) < 2)
        return at::zeros({}, rows.options());
    const auto near = at::mm(rows, rows.t()).sub(1).mul(4).exp(); // |a - b|^2 = 2 - 2 a . b
    return meanOffDiagonal(near).log();
}

double addDirectauGradient(const at::Tensor &vertices, std::span<const std::int64_t> users,
                           std::span<const std::int64_t> items, double gamma, at::Tensor gradient)
{
    const auto leaf = [&](std::span<const std::int64_t> rows) {
        return vertices.detach().index_select(0, indexTensor(rows, vertices.device())).requires_grad_();
    };
    const auto user = leaf(users), item = leaf(items);
    double loss = 0;
    {
        const at::AutoGradMode derive(true);
        const auto a = unitRows(user), b = unitRows(item);
        const auto mean = alignment(a, b) + (uniformity(a) + uniformity(b)) * (gamma / 2);
        mean.backward();
        loss = mean.item<double>();
    }
    addRows(gradient, users, user.grad());
    addRows(gradient, items, item.grad());
    return loss * static_cast<double>(users.size());
}

} // namespace aisle
