#pragma once
#include "core/common/lookup/mapped.h"

#include <QHeaderView>

namespace aisle {

/// The columns that are shown, in the order in which they stand.
inline std::vector<int> shownSections(const QHeaderView &header)
{
    const auto places = placesWhere<int>(
        header.count(), [&](int visual) { return !header.isSectionHidden(header.logicalIndex(visual)); });
    return mapped<std::vector<int>>(places, [&](int visual) { return header.logicalIndex(visual); });
}

} // namespace aisle
