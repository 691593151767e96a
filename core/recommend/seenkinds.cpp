#include "core/recommend/seenkinds.h"

#include <algorithm>

namespace aisle {

std::vector<ItemIndex> SeenKinds::hiddenOf(std::span<const Visit> history, std::span<const ItemIndex> hidden) const
{
    std::vector<ItemIndex> all(hidden.begin(), hidden.end());
    for (const auto &visit : history)
        if (hide(visit))
            all.push_back(visit.item);
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
}

} // namespace aisle
