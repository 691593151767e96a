#include "core/storage/bulk/listwriter.h"

#include "core/storage/bulk/entrybinder.h"
#include "core/storage/guarded.h"
#include "core/storage/importfacts.h"
#include "core/storage/keyindex.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

constexpr int kIsProduct = 10;
constexpr auto kUpdateUser = "UPDATE user SET import_id = NULL, attributes = CASE WHEN ?9 IS NULL THEN attributes "
                             "ELSE json_patch(coalesce(attributes, '{}'), ?9) END WHERE id = ?1";
constexpr auto kUpdateItem =
    "UPDATE item SET import_id = NULL, title = coalesce(?3, title), category = coalesce(?4, category), "
    "brand = coalesce(?5, brand), price = coalesce(?6, price), description = coalesce(?7, description), "
    "image = coalesce(?8, image), is_product = coalesce(?10, is_product), attributes = CASE WHEN ?9 IS NULL THEN "
    "attributes ELSE json_patch(coalesce(attributes, '{}'), ?9) END WHERE id = ?1";

} // namespace

struct ListWriter::Statements
{
    Statements(SQLite::Database &database, bool items)
        : find(database, std::string("SELECT id FROM ") + (items ? "item" : "user") + " WHERE key = ?"),
          insert(database, std::string("INSERT INTO ") + (items ? "item" : "user") + "(id, key) VALUES(?, ?)"),
          record(database, items ? ImportFacts::kItemChanged : ImportFacts::kUserChanged),
          update(database, items ? kUpdateItem : kUpdateUser)
    {
    }
    SQLite::Statement find, insert, record, update;
};

ListWriter::ListWriter(const Project &project, List list, ImportId import)
    : m_project(project), m_isItems(list == List::Items), m_import(import)
{
    guarded(project, [&] { m_statements = std::make_unique<Statements>(project.database(), m_isItems); });
}

ListWriter::~ListWriter() = default;

std::int64_t ListWriter::insert(const std::string &key)
{
    const auto id = reserveIds(m_project, m_isItems ? "item" : "user", 1);
    runWith(m_statements->insert, {id, key});
    return id;
}

bool ListWriter::write(const std::string &key, const CatalogueEntry &entry)
{
    return guarded(m_project, [&] {
        auto &find = m_statements->find;
        find.bind(1, key);
        const bool known = find.executeStep();
        const auto knownId = known ? find.getColumn(0).getInt64() : 0;
        find.reset();
        const auto id = known ? knownId : insert(key);
        m_statements->record.bind(2, m_import.value);
        for (auto *statement : {&m_statements->record, &m_statements->update}) {
            statement->bind(1, id);
            bindEntry(*statement, entry, m_isItems);
            if (m_isItems && entry.isProduct)
                statement->bind(kIsProduct, *entry.isProduct ? 1 : 0);
            else if (m_isItems)
                statement->bind(kIsProduct);
            runOnce(*statement);
        }
        return known;
    });
}

} // namespace aisle
