#include "core/recommend/knowledge/translation.h"

#include "core/common/lookup/mapped.h"
#include "core/common/random.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace aisle {

namespace {

constexpr double kLeastLength = 1e-8;

at::Tensor unit(const at::Tensor &rows)
{
    return rows / rows.norm(2, {1}, true).clamp_min(kLeastLength);
}

/// Near to no projection, so that learning begins as TransE.
at::Tensor firstProjections(std::int64_t relations, std::int64_t size, std::uint64_t seed)
{
    const double deviation = .1 / std::sqrt(static_cast<double>(size));
    return normalTensor({relations, size, size}, deviation, seed) + at::eye(size).unsqueeze(0);
}

} // namespace

Translation::Translation(std::uint32_t count, std::int64_t size, bool projects, std::uint64_t seed)
    : relations(normalTensor({static_cast<std::int64_t>(count), size}, 1 / std::sqrt(static_cast<double>(size)),
                             deriveSeed(seed, 0x72656c)))
{
    if (projects)
        projections = firstProjections(static_cast<std::int64_t>(count), size, deriveSeed(seed, 0x70726f6a));
}

std::vector<at::Tensor *> Translation::tensors()
{
    return projections.defined() ? std::vector{&relations, &projections} : std::vector{&relations};
}

namespace {

/// Row b of `rows` by its relation's projection. [facts x size]
at::Tensor projected(const at::Tensor &rows, const at::Tensor &projections)
{
    return at::bmm(rows.unsqueeze(1), projections).squeeze(1);
}

/// [facts] before they are shares.
at::Tensor nearness(const Facts &facts, const Translation &translation, const at::Tensor &vectors)
{
    constexpr std::size_t kAtOnce = 2048; // each has a projection in memory
    std::vector<at::Tensor> parts;
    const auto rows = [&](std::span<const Triple> some, std::uint32_t Triple::*end, const at::Tensor &of) {
        const auto index = mapped<std::vector<std::int64_t>>(
            some, [&](const Triple &triple) { return static_cast<std::int64_t>(triple.*end); });
        return of.detach().index_select(0, indexTensor(index, vectors.device()));
    };
    for (std::size_t first = 0; first < facts.triples.size(); first += kAtOnce) {
        const auto some = std::span(facts.triples).subspan(first, std::min(kAtOnce, facts.triples.size() - first));
        auto head = rows(some, &Triple::head, vectors), tail = rows(some, &Triple::tail, vectors);
        if (translation.projections.defined()) {
            const auto projections = rows(some, &Triple::relation, translation.projections);
            head = projected(head, projections);
            tail = projected(tail, projections);
        }
        const auto relation = rows(some, &Triple::relation, translation.relations);
        parts.push_back((tail * (head + relation).tanh()).sum(1));
    }
    return at::cat(parts);
}

} // namespace

at::Tensor attentionOf(const Facts &facts, const Translation &translation, const at::Tensor &vectors)
{
    const at::NoGradGuard noGrad;
    const auto device = vectors.device();
    const auto near = nearness(facts, translation, vectors);
    auto shares = at::zeros_like(near);
    for (const auto end : {&Triple::head, &Triple::tail}) {
        const auto vertex = mapped<std::vector<std::int64_t>>(
            facts.triples, [&](const Triple &triple) { return static_cast<std::int64_t>(triple.*end); });
        const auto index = indexTensor(vertex, device);
        const auto sumAt = [&](const at::Tensor &values) {
            return at::zeros({static_cast<std::int64_t>(facts.vertices)}, values.options())
                .index_add_(0, index, values)
                .index_select(0, index);
        };
        const auto peak = at::full({static_cast<std::int64_t>(facts.vertices)}, -1e30, near.options())
                              .scatter_reduce(0, index, near, "amax"); // of each vertex: far ones keep their shares
        const auto masses = (near - peak.index_select(0, index)).exp();
        shares.add_(masses / sumAt(masses) * sumAt(at::ones_like(masses)), .5);
    }
    return shares;
}

double Translation::learn(const at::Tensor &vectors, const FactBatch &batch, double weight, at::Tensor gradient)
{
    if (batch.heads.empty())
        return 0;
    const auto device = vectors.device();
    const auto index = [&](const std::vector<std::int64_t> &rows) { return indexTensor(rows, device); };
    const auto rows = [&](const std::vector<std::int64_t> &of) {
        return vectors.detach().index_select(0, index(of)).requires_grad_();
    };
    const auto head = rows(batch.heads), tail = rows(batch.tails), wrong = rows(batch.wrong);
    at::Tensor loss;
    {
        const at::AutoGradMode withGradients(true);
        const auto relation = index(batch.relations);
        auto ends = at::stack({head, tail, wrong}, 1); // [facts x 3 x size]
        if (projections.defined())
            ends = at::bmm(ends, projections.index_select(0, relation));
        const auto from = unit(ends.select(1, 0)) + unit(relations.index_select(0, relation));
        const auto distance = [&](std::int64_t end) { return (from - unit(ends.select(1, end))).square().sum(1); };
        loss = at::softplus(distance(1) - distance(2)).mean();
        (loss * weight).backward();
    }
    addRows(gradient, batch.heads, head.grad());
    addRows(gradient, batch.tails, tail.grad());
    addRows(gradient, batch.wrong, wrong.grad());
    return loss.item<double>();
}

} // namespace aisle
