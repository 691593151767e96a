#include "core/explore/itemneighbours.h"

namespace aisle {

ItemNeighbours::ItemNeighbours(std::shared_ptr<const KeptRun> run)
    : m_run(std::move(run)), m_isPersonal(m_run->recommender().traits().personal)
{
    auto embedding = itemEmbeddingOf(m_run->recommender());
    if (embedding && embedding->rows == m_run->items().size())
        m_unit = unitRows(std::move(*embedding));
}

std::vector<Neighbour> ItemNeighbours::nearest(ItemId item, int count) const
{
    const auto own = m_run->index(item);
    if (!own || isEmpty())
        return {};
    if (!areCosines())
        return shownTo(*own, count);
    std::vector<Neighbour> neighbours;
    for (const auto &[row, cosine] : nearestRows(m_unit, own->value, count))
        neighbours.push_back({m_run->id(ItemIndex(row)), cosine});
    return neighbours;
}

std::vector<Neighbour> ItemNeighbours::shownTo(ItemIndex item, int count) const
{
    const Visit visit{.item = item, .kind = 0, .at = kNoTime};
    Request request;
    request.history = std::span(&visit, 1);
    if (m_run->recommender().basis(request) == ColdStart::Popularity)
        return {};
    const auto list = m_run->recommender().rank(std::span(&request, 1), {.k = count, .mask = MaskSeen::Yes});
    std::vector<Neighbour> neighbours;
    for (const auto &[other, score] : list.front()) {
        if (score > 0)
            neighbours.push_back({m_run->id(other), score / list.front().front().score});
    }
    return neighbours;
}

} // namespace aisle
