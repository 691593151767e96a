#pragma once
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

// Roles that the names of columns say. Each gives roles to columns that have none yet.

/// Roles that only one column can have go to the one whose name says so best.
/// @param formatTold  of times: whatever the values look like, they are read so
void nameSingleRole(Columns &columns, Role role, bool formatTold = false);

/// Keys that stand now in one column and now in another one of that name (session_id, event_attributes.session_id): no
/// row has two different ones.
void nameOtherColumn(Columns &columns, Role role, const SampleRows &sample, std::size_t firstRow);

/// An order belongs to one shopper: of two numbers of orders, that one is taken (order_id, the shopper's order_number).
void preferOwnOrders(Columns &columns, const SampleRows &sample, std::size_t firstRow);

/// Fields of products, shoppers and context; marks amounts for the whole line.
/// @param catalogue  only fields of products
/// @param exactly    only names that are the field's own
void nameFields(Columns &columns, bool catalogue, bool exactly);

/// An order's number is no title, whatever the column is called: "Name" of a shop's export is #1001.
void takeOrderNumbers(Columns &columns);

/// An item's title may stand under "Description" or a bare "name" when nothing is called a title.
void promoteTitle(Columns &columns);

/// Totals are unit prices where rows have no quantity; where they have one, the unit price is total / quantity.
void useTotals(Columns &columns);

} // namespace aisle
