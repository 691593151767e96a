#include "core/recommend/factor/ratingrecommender.h"

#include "core/recommend/factor/factors.h"
#include "core/recommend/factor/leastsquares.h"

#include <algorithm>
#include <cmath>

namespace aisle {

std::vector<RankedList> RatingRecommender::rank(std::span<const Request> requests, const RankOptions &options) const
{
    auto lists = DotProductRecommender::rank(requests, options);
    for (std::size_t p = 0; p < lists.size(); ++p) {
        if (areScoredOneByOne(requests[p], m_catalogue.size())) // by score()
            continue;
        for (auto &entry : lists[p])
            entry.score = m_scale.rating(entry.score);
    }
    return lists;
}

std::vector<float> RatingRecommender::score(const Request &request, std::span<const ItemIndex> items) const
{
    auto scores = DotProductRecommender::score(request, items);
    for (auto &score : scores)
        score = m_scale.rating(score);
    return scores;
}

std::optional<Embedding> RatingRecommender::userEmbedding() const
{
    const auto stride = items().size;
    return Embedding::of(m_users, stride).firstColumns(stride - biasColumns());
}

void RatingRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    const std::size_t stride = items().size;
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto vector = vectors.subspan(p * stride, stride);
            if (const auto user = requests[p]->user; user && user->value < m_users.size() / stride)
                std::copy_n(m_users.begin() + static_cast<std::ptrdiff_t>(user->value * stride), stride,
                            vector.begin());
            else
                foldIn(*requests[p], vector);
        }
    });
}

double ratingFoldInSeconds(int factors, double visits)
{
    return visits * std::min(visits + 2, 2. * factors) * factors * 0.4e-9;
}

/// The row [p, b] of least squares over the products' [q, 1], started from what the choice of products alone says.
void RatingRecommender::foldIn(const Request &request, std::span<float> vector) const
{
    const RatedHistory rated(request, m_scale);
    const auto size = vector.size() - 1, count = rated.items.size();
    std::ranges::fill(vector, 0.0F);
    vector[size] = 1;
    if (count == 0)
        return;
    addChosen(rated.items, vector);
    std::vector<float> rows(count * size), weights(count, 1), targets(count), row(size), scratch(5 * size);
    for (std::size_t i = 0; i < count; ++i) {
        const auto item = items().row(rated.items[i]);
        std::copy_n(item.begin(), size, rows.begin() + static_cast<std::ptrdiff_t>(i * size));
        targets[i] = rated.ratings[i] - kernels::dot(vector.data(), item.data(), vector.size());
    }
    const auto [factorRidge, biasRidge] = ridge();
    std::vector<float> diagonal(size, static_cast<float>(factorRidge * static_cast<double>(count)));
    diagonal[size - 1] = static_cast<float>(biasRidge * static_cast<double>(count));
    kernels::solveSquares({.vectors = rows.data(),
                           .weights = weights.data(),
                           .targets = targets.data(),
                           .diagonal = diagonal.data(),
                           .count = count,
                           .size = size},
                          row.data(), static_cast<int>(2 * size), 1e-5F, scratch.data());
    kernels::addScaled(vector.data(), row.data(), 1, size);
}

void RatingRecommender::writeFactors(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    out.value(m_scale);
    out.array(m_users);
    out.array(items().values);
}

void RatingRecommender::readFactors(SnapshotReader &in, std::size_t factors)
{
    m_bestEpoch = in.epoch();
    m_scale = in.value<RatingScale>();
    in.check(std::isfinite(m_scale.mean) && std::isfinite(m_scale.deviation) && m_scale.lowest <= m_scale.highest);
    const auto stride = factors + kBiases;
    m_users = in.wholeRows<float>(stride);
    setItems(Embedding::of(in.array<float>(m_catalogue.size() * stride), stride));
}

std::vector<float> ratingRows(std::size_t rows, std::size_t factors, std::size_t one, std::uint64_t seed)
{
    const auto stride = factors + RatingRecommender::kBiases;
    auto values = drawnRows(rows, stride, 0.1 / std::sqrt(static_cast<double>(factors)), seed);
    for (std::size_t r = 0; r < rows; ++r) {
        values[r * stride + factors] = values[r * stride + factors + 1] = 0;
        values[r * stride + one] = 1;
    }
    return values;
}

} // namespace aisle
