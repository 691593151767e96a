#pragma once
#include "core/numeric/kernels.h"
#include "core/recommend/ranking.h"

namespace aisle {

/// Scores are dot products of a request's vector and the products' vectors. A block of products that fits the cache
/// is multiplied, masked and selected from before the next one is touched, so the score matrix never exists.
class DotProductRecommender : public CatalogueRecommender, public Embeds
{
public:
    std::optional<Embedding> itemEmbedding() const override;

protected:
    /// Writes row-major [requests x m_items.size]. Called from the job's thread with at most kVectorBlock requests.
    virtual void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const = 0;
    static constexpr std::size_t kVectorBlock = 4096;

    /// The last columns of an item's row that say how popular it is, not what it is like: no part of itemEmbedding().
    virtual std::uint32_t biasColumns() const { return 0; }
    /// [items x size]; call after every change.
    void setItems(Embedding items);
    const Embedding &items() const { return m_items; }

    std::vector<RankedList> rankKnown(std::span<const Request *const> requests,
                                      const RankOptions &options) const override;
    std::vector<float> scoreKnown(const Request &request, std::span<const ItemIndex> items) const override;

private:
    Embedding m_items;
    kernels::PackedVectors m_packed;
    bool m_itemsAreFinite = true;
};

} // namespace aisle
