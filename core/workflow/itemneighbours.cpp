#include "core/workflow/itemneighbours.h"

namespace aisle {

ItemNeighbours::ItemNeighbours(std::shared_ptr<const KeptRun> run) : m_run(std::move(run))
{
    auto embedding = m_run->recommender().itemEmbedding();
    if (embedding && embedding->rows == m_run->items().size())
        m_unit = unitRows(std::move(*embedding));
}

std::vector<Neighbour> ItemNeighbours::nearest(ItemId item, int count) const
{
    const auto own = m_run->index(item);
    if (!own || isEmpty())
        return {};
    std::vector<Neighbour> neighbours;
    for (const auto &[row, cosine] : nearestRows(m_unit, own->value, count))
        neighbours.push_back({m_run->id(ItemIndex(row)), cosine});
    return neighbours;
}

} // namespace aisle
