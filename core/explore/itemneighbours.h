#pragma once
#include "core/common/ids.h"
#include "core/explore/map.h"
#include "core/runs/keptrun.h"

#include <memory>
#include <vector>

namespace aisle {

struct Neighbour
{
    ItemId item{};
    float cosine =
        0; ///< -1..1; without vectors (ItemNeighbours::areCosines()) the share of the nearest one's score, 0..1
};

/// Products that a run holds to be similar: cosine in its item embedding, or, where it has none, what it would show to
/// somebody who has chosen nothing but this product. Immutable, thread-safe.
class ItemNeighbours
{
public:
    /// Takes the run's embedding, which some methods compute first (a decomposition of their matrix: seconds).
    explicit ItemNeighbours(std::shared_ptr<const KeptRun> run);

    bool isEmpty() const { return !areCosines() && !m_isPersonal; } ///< the method holds no products to be similar
    bool areCosines() const { return m_unit.size > 0; }
    /// Nearest first, the product itself left out; empty when the run does not know it.
    std::vector<Neighbour> nearest(ItemId item, int count) const;

private:
    std::vector<Neighbour> shownTo(ItemIndex item, int count) const;

    std::shared_ptr<const KeptRun> m_run;
    bool m_isPersonal;
    Embedding m_unit; ///< [items x size], rows of length 1 (or 0)
};

} // namespace aisle
