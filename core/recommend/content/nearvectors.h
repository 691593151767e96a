#pragma once
#include "core/common/ids.h"
#include "core/numeric/kernels.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace aisle {

/// How like a history products are by vectors. Each product of the history spreads exp(cosine / nearness) around it;
/// what their weighted sum is at a product is divided by what the whole catalogue spreads there, since a product that
/// is a little like everything is near every history: the ratio of two kernel densities, of what a shopper chose and of
/// all there is (Sugiyama, Suzuki & Kanamori 2012). Its excess over 1, by the length of the history's mean vector, is
/// the similarity: about 0..1 for a history of one product as for one of many that differ.
///
/// Against the cosine with a mean vector it serves short histories, whose products differ, as well as long ones.
class NearVectors
{
public:
    using Weights = std::vector<std::pair<ItemIndex, double>>; ///< of a history's products

    NearVectors() = default;
    /// @param rows  [products x dims] of length 1, or 0 where there is none: like nothing
    NearVectors(std::vector<float> rows, std::size_t dims, double nearness);

    bool has(ItemIndex item) const { return m_has[item.value] != 0; }
    std::size_t dims() const { return m_dims; }
    const std::vector<float> &rows() const { return m_rows; }
    std::vector<float> similarities(const Weights &history) const; ///< [products]
    std::vector<float> similarities(const Weights &history, std::span<const ItemIndex> items) const;

private:
    /// What spreads: those of a history that have vectors.
    struct Sources
    {
        std::vector<float> vectors; ///< [weights x dims] divided by the nearness
        std::vector<float> weights; ///< their sum 1
        float length = 1;           ///< of their mean vector
    };
    Sources sourcesOf(const Weights &history) const;
    const float *row(std::uint32_t item) const { return m_rows.data() + item * m_dims; }
    /// Of the products in some blocks. @param spread  [products]; only theirs are written
    void spreadInto(const Sources &sources, std::size_t firstBlock, std::size_t lastBlock,
                    std::vector<float> &spread) const;
    std::size_t blocks() const;
    float similarity(float spread, float length, std::uint32_t item) const;

    std::size_t m_dims = 0;
    float m_reach = 1;         ///< 1 / nearness
    std::vector<float> m_rows; ///< [products x dims]
    std::vector<std::uint8_t> m_has;
    std::vector<float> m_catalogue; ///< [products] what the catalogue spreads there
    kernels::PackedVectors m_packed;
};

} // namespace aisle
