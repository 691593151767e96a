#pragma once
#include "core/storage/bulk/catalogueentry.h"

namespace SQLite {
class Statement;
}

namespace aisle {

/// Binds what is said to parameters 3 to 9, as ImportFacts numbers them (shoppers: only 9); what is not said is NULL.
void bindEntry(SQLite::Statement &statement, const CatalogueEntry &entry, bool isItem);

} // namespace aisle
