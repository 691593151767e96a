#include "core/recommend/pairvalues.h"

#include "core/common/lookup/mapped.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {

namespace {

double meanOf(const std::vector<float> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) /
           static_cast<double>(std::max<std::size_t>(1, values.size()));
}

} // namespace

PairValues::PairValues(const TrainingSet &train)
{
    const auto &values = train.valuesByUser();
    if (values.empty())
        return;
    m_kindWeights = train.kindWeights();
    m_scale = static_cast<float>(1 / std::sqrt(meanOf(values)));
}

float PairValues::worth(float value) const
{
    return m_scale * std::sqrt(value);
}

SparseRows PairValues::valued(SparseRows pairs, const std::vector<float> &values) const
{
    std::ranges::fill(pairs.values, 1.0F);
    if (!areOnes())
        std::ranges::transform(values, pairs.values.begin(), [this](float value) { return worth(value); });
    return pairs;
}

SparseRows PairValues::byUser(const TrainingSet &train) const
{
    return valued(train.byUser(), train.valuesByUser());
}

SparseRows PairValues::byItem(const TrainingSet &train) const
{
    return valued(train.byItem(), train.valuesByItem());
}

std::vector<Held> PairValues::of(std::span<const Visit> history) const
{
    std::vector<Held> held;
    for (const auto item : distinctItems(history))
        held.push_back({item, 1.0F});
    if (areOnes())
        return held;
    for (auto &one : held)
        one.value = 0;
    for (const auto &visit : history) {
        const auto weight = visit.kind < m_kindWeights.size() ? m_kindWeights[visit.kind] : 1;
        std::ranges::lower_bound(held, visit.item, {}, &Held::item)->value += weight;
    }
    const float heaviest = *std::ranges::max_element(m_kindWeights);
    for (auto &one : held)
        one.value = worth(std::min(heaviest, one.value));
    return held;
}

void PairValues::save(SnapshotWriter &out) const
{
    if (areOnes())
        return;
    out.array(m_kindWeights);
    out.value(m_scale);
}

PairValues PairValues::load(SnapshotReader &in)
{
    PairValues values;
    if (in.atEnd())
        return values;
    values.m_kindWeights = in.array<float>();
    values.m_scale = in.value<float>();
    const auto isWeight = [](float weight) { return weight >= 0 && std::isfinite(weight); };
    in.check(!values.m_kindWeights.empty() && std::ranges::all_of(values.m_kindWeights, isWeight) &&
             values.m_scale > 0 && std::isfinite(values.m_scale));
    return values;
}

std::vector<float> drawingShares(const std::vector<float> &values)
{
    const auto mean = static_cast<float>(meanOf(values));
    return mapped<std::vector<float>>(values, [mean](float value) { return value / mean; });
}

} // namespace aisle
