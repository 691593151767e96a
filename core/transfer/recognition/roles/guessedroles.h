#pragma once
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

// Roles that the values of columns say where no name does. Each gives roles to columns that have none yet.

void guessTimeAndKind(Columns &columns);

/// Whether it has whole days that are counted from some first one: its name says days, and there are more of them than
/// a month has.
bool isDayCount(const ColumnGuess &column);
/// Where no column has dates, one that counts days is the time.
void countDays(Columns &columns);

/// A column of dates without a time of day, and another one that has it.
void joinClock(Columns &columns);

/// Shoppers, orders and products by columns of keys that are left.
void guessKeys(Columns &columns, bool header, const SampleRows &sample, std::size_t firstRow);

/// Titles are the keys where nothing else is (steam-200k, what somebody watched).
void takeTitlesAsKeys(Columns &columns, bool header);

/// Where no other column is the shopper, a column "Name" that differs within a product is.
void takeNamesAsShoppers(Columns &columns, const SampleRows &sample, std::size_t firstRow);

/// The "title" of a table of reviews is the review's: it changes from row to row of a product.
void leaveForeignTitle(Columns &columns, const SampleRows &sample, std::size_t firstRow);

/// Values and what is the same for every event of a product, in columns that have no names.
void guessValues(Columns &columns, const SampleRows &sample, std::size_t firstRow);

} // namespace aisle
