#pragma once
#include "core/transfer/recognition/roles/columnguess.h"

#include <optional>

namespace aisle {

/// What only the first or the last line of an order has: the shopper, the time, the status.
struct OrderHeads
{
    QStringList columns;   ///< by name
    QString orderColumn;   ///< the order's key, which every line has; empty: it, too, stands in the first line alone
    std::int64_t rows = 0; ///< of the sample that take something from the line above
    std::vector<std::int64_t> filled; ///< by position in `columns`
    bool areBelow = false;            ///< it is the last line
};

/// Looks for columns that are filled in the first line of an order and blank in its others. A shopper that is blank in
/// every line of an order is none, and neither is one where only the shopper is blank: these are guests.
/// @param sample  as it was, afterwards
std::optional<OrderHeads> findOrderHeads(const Columns &columns, SampleRows &sample, std::size_t firstRow,
                                         const QStringList &missing);

} // namespace aisle
