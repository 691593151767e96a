#include "core/recommend/content/nearvectors.h"

#include "core/common/lookup/mapped.h"
#include "core/common/parallel.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {
using kernels::PackedVectors;

constexpr std::size_t kPanelsABlock = 16, kBlock = kPanelsABlock * PackedVectors::kPanel;
constexpr float kShortest = 0.05F; ///< of a mean that is divided by
} // namespace

NearVectors::NearVectors(std::vector<float> rows, std::size_t dims, double nearness)
    : m_dims(dims), m_reach(static_cast<float>(1 / nearness)), m_rows(std::move(rows)),
      m_packed(m_rows, m_rows.size() / dims, dims)
{
    constexpr std::size_t kSampled = 1000; // products that stand for the catalogue
    const auto count = static_cast<std::uint32_t>(m_rows.size() / dims);
    const auto isThere = [&](std::uint32_t item) {
        return std::any_of(row(item), row(item) + m_dims, [](float each) { return each != 0; });
    };
    const auto there = placesWhere(count, isThere);
    m_has.assign(count, 0);
    for (const auto item : there)
        m_has[item] = 1;
    const auto sampled = mapped<Weights>(evenPlaces(there.size(), kSampled),
                                         [&](std::size_t place) { return std::pair(ItemIndex(there[place]), 1.0); });
    m_catalogue.assign(count, 0);
    const auto sources = sourcesOf(sampled);
    parallelFor(blocks(), 1,
                [&](std::size_t first, std::size_t last, int) { spreadInto(sources, first, last, m_catalogue); });
}

std::size_t NearVectors::blocks() const
{
    return (m_packed.panels() + kPanelsABlock - 1) / kPanelsABlock;
}

NearVectors::Sources NearVectors::sourcesOf(const Weights &history) const
{
    Sources sources;
    double sum = 0;
    for (const auto &[item, weight] : history)
        sum += has(item) ? weight : 0;
    for (const auto &[item, weight] : history) {
        if (!has(item) || sum <= 0)
            continue;
        sources.weights.push_back(static_cast<float>(weight / sum));
        std::transform(row(item.value), row(item.value) + m_dims, std::back_inserter(sources.vectors),
                       [this](float each) { return each * m_reach; });
    }
    std::vector<float> mean(m_dims);
    for (std::size_t s = 0; s < sources.weights.size(); ++s)
        kernels::addScaled(mean.data(), sources.vectors.data() + s * m_dims, sources.weights[s] / m_reach, m_dims);
    sources.length = std::max(kShortest, std::sqrt(kernels::dot(mean.data(), mean.data(), m_dims)));
    return sources;
}

void NearVectors::spreadInto(const Sources &sources, std::size_t firstBlock, std::size_t lastBlock,
                             std::vector<float> &spread) const
{
    const auto count = sources.weights.size();
    std::vector<float> near(count * kBlock);
    for (auto block = firstBlock; block < lastBlock; ++block) {
        const auto panel = block * kPanelsABlock, panels = std::min(kPanelsABlock, m_packed.panels() - panel);
        const auto first = block * kBlock, products = std::min(kBlock, m_packed.rows() - first);
        kernels::dotProducts(sources.vectors.data(), count, m_packed, panel, panels, near.data(), kBlock);
        for (std::size_t s = 0; s < count; ++s) {
            kernels::expInPlace(near.data() + s * kBlock, m_reach, products);
            kernels::addScaled(spread.data() + first, near.data() + s * kBlock, sources.weights[s], products);
        }
    }
}

/// @param spread  exp((cosine - 1) / nearness), weighted sum
float NearVectors::similarity(float spread, float length, std::uint32_t item) const
{
    if (m_has[item] == 0 || m_catalogue[item] <= 0)
        return 0;
    return std::max(0.0F, (spread / m_catalogue[item] - 1) * std::exp(-m_reach) / length);
}

std::vector<float> NearVectors::similarities(const Weights &history) const
{
    std::vector<float> values(m_has.size());
    const auto sources = sourcesOf(history);
    if (sources.weights.empty())
        return values;
    spreadInto(sources, 0, blocks(), values);
    for (std::uint32_t item = 0; item < values.size(); ++item)
        values[item] = similarity(values[item], sources.length, item);
    return values;
}

std::vector<float> NearVectors::similarities(const Weights &history, std::span<const ItemIndex> items) const
{
    std::vector<float> values;
    const auto sources = sourcesOf(history);
    std::vector<float> near(sources.weights.size());
    for (const auto item : items) {
        float spread = 0;
        for (std::size_t s = 0; s < near.size(); ++s)
            near[s] = kernels::dot(sources.vectors.data() + s * m_dims, row(item.value), m_dims);
        kernels::expInPlace(near.data(), m_reach, near.size());
        for (std::size_t s = 0; s < near.size(); ++s)
            spread += sources.weights[s] * near[s];
        values.push_back(near.empty() ? 0 : similarity(spread, sources.length, item.value));
    }
    return values;
}

} // namespace aisle
