#include "core/workflow/itemneighbours.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {

ItemNeighbours::ItemNeighbours(std::shared_ptr<const KeptRun> run) : m_run(std::move(run))
{
    auto embedding = m_run->recommender().itemEmbedding();
    if (!embedding || embedding->rows != m_run->items().size())
        return;
    m_size = embedding->size;
    m_unit = std::move(embedding->values);
    for (std::size_t begin = 0; begin < m_unit.size(); begin += m_size) {
        const std::span row(m_unit.data() + begin, m_size);
        const auto length = std::sqrt(std::inner_product(row.begin(), row.end(), row.begin(), 0.F));
        if (length > 0) {
            for (auto &value : row)
                value /= length;
        }
    }
}

std::vector<Neighbour> ItemNeighbours::nearest(ItemId item, int count) const
{
    const auto own = m_run->index(item);
    if (!own || isEmpty())
        return {};
    const float *const wanted = m_unit.data() + std::size_t(own->value) * m_size;
    std::vector<Neighbour> all;
    all.reserve(m_run->items().size());
    for (std::uint32_t i = 0; i < m_run->items().size(); ++i) {
        if (i != own->value) {
            const auto *row = m_unit.data() + std::size_t(i) * m_size;
            all.push_back({m_run->id(ItemIndex(i)), std::inner_product(wanted, wanted + m_size, row, 0.F)});
        }
    }
    const auto shown = std::min(all.size(), static_cast<std::size_t>(std::max(count, 0)));
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), all.end(),
                      [](const Neighbour &x, const Neighbour &y) { return x.cosine > y.cosine; });
    all.resize(shown);
    return all;
}

} // namespace aisle
