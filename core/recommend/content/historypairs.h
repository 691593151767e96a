#pragma once
#include "core/common/random.h"
#include "core/dataset/trainingset.h"

#include <cstdint>
#include <vector>

namespace aisle {

/// Two texts of one shopper's history.
struct TextPair
{
    std::uint32_t text = 0, other = 0; ///< different ones
    UserIndex user{};
};

/// Draws pairs of products that one shopper had in one session, or within a few moments of each other.
class HistoryPairs
{
public:
    static constexpr std::uint32_t kNoText = static_cast<std::uint32_t>(-1);

    /// @param textOf  [items] which text a product has, or kNoText @param apart  moments, at most
    HistoryPairs(const TrainingSet &train, const std::vector<std::uint32_t> &textOf, int apart);

    /// Each event that has a text begins one pair at most, in random order; its other is drawn among what is near it.
    /// @param most  0: as many as there are
    std::vector<TextPair> draw(std::size_t most, std::uint64_t seed) const;
    /// [texts] the logarithm of its share of the events.
    const std::vector<float> &logShares() const { return m_logShares; }

private:
    struct Anchor
    {
        UserIndex user{};
        std::uint32_t visit = 0; ///< of the shopper's
    };
    const TrainingSet &m_train;
    const std::vector<std::uint32_t> &m_textOf;
    std::uint32_t m_apart;
    std::vector<Anchor> m_anchors;
    std::vector<float> m_logShares;
};

} // namespace aisle
