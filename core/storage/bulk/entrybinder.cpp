#include "core/storage/bulk/entrybinder.h"

#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

void bindText(SQLite::Statement &statement, int parameter, const std::string &text)
{
    if (text.empty())
        statement.bind(parameter);
    else
        statement.bind(parameter, text);
}

void bindItem(SQLite::Statement &statement, const CatalogueEntry &entry)
{
    bindText(statement, 3, entry.title);
    bindText(statement, 4, entry.category);
    bindText(statement, 5, entry.brand);
    bindOrNull(statement, 6, entry.price);
    bindText(statement, 7, entry.description);
    bindText(statement, 8, entry.image);
}

} // namespace

void bindEntry(SQLite::Statement &statement, const CatalogueEntry &entry, bool isItem)
{
    bindText(statement, 9, entry.attributes);
    if (isItem)
        bindItem(statement, entry);
}

} // namespace aisle
