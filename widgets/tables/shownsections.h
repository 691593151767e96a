#pragma once
#include <QHeaderView>
#include <vector>

namespace aisle {

/// The columns that are shown, in the order in which they stand.
inline std::vector<int> shownSections(const QHeaderView &header)
{
    std::vector<int> columns;
    for (int visual = 0; visual < header.count(); ++visual)
        if (const int column = header.logicalIndex(visual); !header.isSectionHidden(column))
            columns.push_back(column);
    return columns;
}

} // namespace aisle
