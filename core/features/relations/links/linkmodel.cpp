#include "core/features/relations/links/linkmodel.h"

#include "core/common/random.h"

#include <cmath>

namespace aisle {

namespace {
/// (a + ib)(c + id), halves side by side.
at::Tensor complexProduct(const at::Tensor &left, const at::Tensor &c, const at::Tensor &d)
{
    const auto half = left.size(1) / 2;
    const auto a = left.narrow(1, 0, half), b = left.narrow(1, half, half);
    return at::cat({a * c - b * d, a * d + b * c}, 1);
}

/// What a relation's vector is multiplied by: nothing, and what lets it lead from tails to heads. [2 x width]
at::Tensor bothSigns(LinkMethod method, std::int64_t width)
{
    auto signs = at::ones({2, width});
    if (method == LinkMethod::TransE || method == LinkMethod::RotatE)
        signs[1].neg_();
    else if (method == LinkMethod::ComplEx)
        signs[1].narrow(0, width / 2, width / 2).neg_(); // conjugated
    return signs;
}
} // namespace

LinkModel::LinkModel(LinkMethod method, const LinkShape &shape, int factors, bool reciprocal, std::uint64_t seed)
    : m_method(method), m_relations(static_cast<std::int64_t>(shape.relations)), m_reciprocal(reciprocal)
{
    const auto width = method == LinkMethod::RotatE ? factors / 2 : factors;
    // Lengths near 1 leave first scores small; angles of this deviation cover the circle.
    const double deviation = 1 / std::sqrt(static_cast<double>(factors)), angles = 1.5;
    entities = normalTensor({static_cast<std::int64_t>(shape.entities), factors}, deviation, deriveSeed(seed, 1));
    relations = normalTensor({m_relations * (reciprocal ? 2 : 1), width},
                             method == LinkMethod::RotatE ? angles : deviation, deriveSeed(seed, 2));
    if (method == LinkMethod::DistMult || method == LinkMethod::ComplEx)
        relations.mul_(std::sqrt(static_cast<double>(factors))); // products of three would be too small to begin with
    m_signs = bothSigns(method, width);
}

std::int64_t LinkModel::rowOf(std::uint32_t relation) const
{
    return m_reciprocal ? relation : relation % m_relations;
}

at::Tensor LinkModel::signs(std::span<const std::uint32_t> relationsAsked) const
{
    std::vector<std::int64_t> backwards;
    for (const auto relation : relationsAsked)
        backwards.push_back(!m_reciprocal && relation >= m_relations ? 1 : 0);
    return m_signs.index_select(0, indexTensor(backwards, at::kCPU)).to(entities.device());
}

at::Tensor LinkModel::query(const at::Tensor &from, const at::Tensor &by) const
{
    switch (m_method) {
    case LinkMethod::TransE:
        return from + by;
    case LinkMethod::DistMult:
        return from * by;
    case LinkMethod::ComplEx: {
        const auto half = by.size(1) / 2;
        return complexProduct(from, by.narrow(1, 0, half), by.narrow(1, half, half));
    }
    case LinkMethod::RotatE:
        break;
    }
    return complexProduct(from, by.cos(), by.sin());
}

at::Tensor lengthTerm(const LinkModel &model, const at::Tensor &candidates)
{
    return model.isDistance() ? candidates.square().sum(1).neg() : at::Tensor();
}

at::Tensor LinkModel::scores(std::span<const LinkQuestion> questions) const
{
    const at::NoGradGuard noGrad;
    std::vector<std::int64_t> heads, rows;
    std::vector<std::uint32_t> asked;
    for (const auto &question : questions) {
        heads.push_back(question.entity);
        rows.push_back(rowOf(question.relation));
        asked.push_back(question.relation);
    }
    const auto device = entities.device();
    const auto from = entities.index_select(0, indexTensor(heads, device));
    const auto by = relations.index_select(0, indexTensor(rows, device)) * signs(asked);
    const auto queries = query(from, by);
    if (!isDistance())
        return at::mm(queries, entities.t());
    const auto own = queries.square().sum(1, true);
    return at::addmm(lengthTerm(*this, entities), queries, entities.t(), 1, 2).sub_(own);
}

} // namespace aisle
