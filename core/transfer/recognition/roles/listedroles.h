#pragma once
#include "core/transfer/recognition/hints.h"
#include "core/transfer/recognition/roles/columnguess.h"

namespace aisle {

// Lists of products and of shoppers: one row each, every other column says something of it.

/// Whether the columns say what products are: each product once, with a title or the like, and nobody who did anything.
bool isCatalogue(const Columns &columns);

/// A list rather than a log: its first column of keys names every row once.
bool looksListed(const Columns &columns);

FilePart asCatalogue(Columns &columns); ///< gives roles as of a list of products, and is Items
FilePart asShoppers(Columns &columns);  ///< the same of shoppers

/// What a list without names of columns lists: every row has another key and nothing says when.
/// @param likely  what the file's name says
FilePart listed(Columns &columns, FilePart likely);

} // namespace aisle
