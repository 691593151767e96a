#include "core/recommend/dotproduct.h"

#include <algorithm>

namespace aisle {

namespace {
using kernels::PackedVectors;

constexpr std::size_t kRequests = 192; // a thread's piece: each block of products is read once a piece
constexpr std::size_t kTile = 24;      // requests whose scores of one block wait in the first-level cache's reach
constexpr std::size_t kPanelsABlock = 16;

/// Lists of one piece of requests.
void rankPiece(std::span<const Request *const> requests, const float *vectors, const PackedVectors &packed,
               const RankOptions &options, std::span<const std::uint32_t> tieRank, std::span<RankedList> lists)
{
    std::vector<TopList> tops(requests.size(), TopList(static_cast<std::size_t>(options.k), tieRank));
    std::vector<Barred> barred;
    for (const auto *request : requests)
        barred.emplace_back(*request, options.mask);
    constexpr std::size_t kStride = kPanelsABlock * PackedVectors::kPanel;
    std::vector<float> scores(kTile * kStride);
    for (std::size_t panel = 0; panel < packed.panels(); panel += kPanelsABlock) {
        const auto panels = std::min(kPanelsABlock, packed.panels() - panel);
        const auto first = panel * PackedVectors::kPanel;
        const auto count = std::min(panels * PackedVectors::kPanel, packed.rows() - first);
        for (std::size_t p = 0; p < requests.size(); p += kTile) {
            const auto tile = std::min(kTile, requests.size() - p);
            kernels::dotProducts(vectors + p * packed.size(), tile, packed, panel, panels, scores.data(), kStride);
            for (std::size_t t = 0; t < tile; ++t)
                tops[p + t].offerBlock(static_cast<std::uint32_t>(first), std::span(scores).subspan(t * kStride, count),
                                       barred[p + t]);
        }
    }
    for (std::size_t p = 0; p < requests.size(); ++p)
        lists[p] = tops[p].take();
}
} // namespace

std::optional<Embedding> DotProductRecommender::itemEmbedding() const
{
    return biasColumns() == 0 ? m_items : m_items.firstColumns(m_items.size - biasColumns());
}

void DotProductRecommender::setItems(Embedding items)
{
    m_items = std::move(items);
    m_itemsAreFinite = kernels::allFinite(m_items.values); // looked at once, not for every list
    m_packed = PackedVectors(m_items.values, m_items.rows, m_items.size);
}

std::vector<RankedList> DotProductRecommender::rankKnown(std::span<const Request *const> requests,
                                                         const RankOptions &options) const
{
    std::vector<RankedList> lists(requests.size());
    std::vector<float> vectors;
    if (!m_itemsAreFinite)
        refuseNotFinite(m_items.values);
    for (std::size_t begin = 0; begin < requests.size(); begin += kVectorBlock) {
        const auto block = requests.subspan(begin, std::min(kVectorBlock, requests.size() - begin));
        vectors.assign(block.size() * m_items.size, 0.0F);
        requestVectors(block, vectors);
        refuseNotFinite(vectors);
        parallelFor(block.size(), kRequests, [&](std::size_t first, std::size_t last, int) {
            rankPiece(block.subspan(first, last - first), vectors.data() + first * m_items.size, m_packed, options,
                      m_catalogue.tieRank, std::span(lists).subspan(begin + first, last - first));
        });
    }
    return lists;
}

std::vector<float> DotProductRecommender::scoreKnown(const Request &request, std::span<const ItemIndex> items) const
{
    std::vector<float> vector(m_items.size);
    const Request *const one = &request;
    requestVectors(std::span(&one, 1), vector);
    std::vector<float> scores;
    scores.reserve(items.size());
    for (const auto item : items)
        scores.push_back(kernels::dot(vector.data(), m_items.row(item.value).data(), m_items.size));
    refuseNotFinite(scores);
    return scores;
}

} // namespace aisle
