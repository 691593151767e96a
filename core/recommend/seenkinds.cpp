#include "core/recommend/seenkinds.h"

#include "core/common/lookup/sorted.h"

#include <algorithm>

namespace aisle {

std::vector<ItemIndex> SeenKinds::hiddenOf(std::span<const Visit> history, std::span<const ItemIndex> hidden) const
{
    std::vector<ItemIndex> all(hidden.begin(), hidden.end());
    for (const auto &visit : history)
        if (hide(visit))
            all.push_back(visit.item);
    sortUnique(all);
    return all;
}

} // namespace aisle
