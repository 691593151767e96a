#pragma once
#include "core/recommend/recommender.h"

#include <span>
#include <vector>

namespace aisle {

/// Which products may stand in lists, the same for every recommender: what one cannot score comes last.
class Offer
{
public:
    /// @param candidates    sorted
    /// @param unknownLast   products without training events stand behind all others, by the fixed hash of their keys,
    ///                      unless the recommender knows new products by their content
    Offer(const Recommender &recommender, std::vector<ItemIndex> candidates, bool unknownLast);

    /// As Recommender::rank(), of these products only. @param requests  their candidates are set here
    std::vector<RankedList> rank(std::vector<Request> requests, const RankOptions &options) const;

private:
    void fill(RankedList &list, const Request &request, const RankOptions &options) const;

    const Recommender &m_recommender;
    std::vector<ItemIndex> m_scored; ///< sorted
    std::vector<ItemIndex> m_last;   ///< in their order
};

/// How many of the first `places` stand there with a score of exactly 0: nothing in the history speaks for them, and
/// only the fixed hash of their keys orders them.
std::size_t filledUp(const RankedList &list, std::size_t places);

} // namespace aisle
