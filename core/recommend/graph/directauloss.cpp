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

at::Tensor uniformity(const at::Tensor &rows)
{
    const auto count = static_cast<double>(rows.size(0));
    if (count < 2)
        return at::zeros({}, rows.options());
    const auto near = at::mm(rows, rows.t()).sub(1).mul(4).exp(); // |a - b|^2 = 2 - 2 a . b
    return ((near.sum() - near.diagonal().sum()) / (count * (count - 1))).log();
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
