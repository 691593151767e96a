#include "core/storage/bulk/keywriter.h"

#include "core/storage/bulk/entrybinder.h"
#include "core/storage/guarded.h"
#include "core/storage/importfacts.h"
#include "core/storage/keyindex.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

constexpr int kKey = 2, kNewImport = 10; // of a new row; ImportFacts has the import in the key's place

const char *nameOf(KeyTable table)
{
    return table == KeyTable::Users ? "user" : table == KeyTable::Items ? "item" : "session";
}

const char *insertInto(KeyTable table)
{
    switch (table) {
    case KeyTable::Users:
        return "INSERT INTO user(id, key, attributes, import_id) VALUES(?1, ?2, ?9, ?10)";
    case KeyTable::Items:
        return "INSERT INTO item(id, key, title, category, brand, price, description, image, attributes, import_id) "
               "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    case KeyTable::Sessions:
        break;
    }
    return "INSERT INTO session(id, key, import_id) VALUES(?1, ?2, ?10)";
}

constexpr auto kFillUser = "UPDATE user SET attributes = coalesce(attributes, ?9) WHERE id = ?1";
constexpr auto kFillItem =
    "UPDATE item SET title = coalesce(title, ?3), category = coalesce(category, ?4), brand = coalesce(brand, ?5), "
    "price = coalesce(price, ?6), description = coalesce(description, ?7), image = coalesce(image, ?8), "
    "attributes = coalesce(attributes, ?9) WHERE id = ?1";

} // namespace

void KeyWriter::loadKnown(const std::function<std::uint32_t(std::string_view)> &code)
{
    guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(),
                               std::string("SELECT id, key FROM ") + nameOf(m_table) + " ORDER BY id");
        while (rows.executeStep()) {
            const auto key = rows.getColumn(1);
            if (code({key.getText(), static_cast<std::size_t>(key.getBytes())}) == m_known.size())
                m_known.push_back(rows.getColumn(0).getInt64());
        }
    });
}

/// Ids of all codes: those known, then new ones.
std::vector<std::int64_t> KeyWriter::numberAll(std::size_t count)
{
    auto ids = m_known;
    auto next = reserveIds(m_project, nameOf(m_table), static_cast<std::int64_t>(count - ids.size()));
    ids.reserve(count);
    while (ids.size() < count)
        ids.push_back(next++);
    return ids;
}

void KeyWriter::insertNew(const CodedKeys &keys, const std::vector<std::int64_t> &ids, ImportId import)
{
    SQLite::Statement insert(m_project.database(), insertInto(m_table));
    insert.bind(kNewImport, import.value);
    for (auto code = static_cast<std::uint32_t>(m_known.size()); code < ids.size(); ++code) {
        insert.bind(1, ids[code]);
        insert.bind(kKey, std::string(keys.key(code)));
        if (m_table != KeyTable::Sessions)
            bindEntry(insert, keys.said(code), m_table == KeyTable::Items);
        runOnce(insert);
    }
}

void KeyWriter::fillKnown(const CodedKeys &keys, ImportId import)
{
    if (m_table == KeyTable::Sessions)
        return;
    const bool items = m_table == KeyTable::Items;
    SQLite::Statement record(m_project.database(), items ? ImportFacts::kItemFilled : ImportFacts::kUserFilled);
    SQLite::Statement fill(m_project.database(), items ? kFillItem : kFillUser);
    record.bind(2, import.value);
    for (std::uint32_t code = 0; code < m_known.size(); ++code) {
        const auto said = keys.said(code);
        if (said.isEmpty())
            continue;
        for (auto *statement : {&record, &fill}) {
            statement->bind(1, m_known[code]);
            bindEntry(*statement, said, items);
            runOnce(*statement);
        }
    }
}

std::vector<std::int64_t> KeyWriter::write(const CodedKeys &keys, ImportId import)
{
    return guarded(m_project, [&] {
        auto ids = numberAll(keys.count());
        fillKnown(keys, import);
        insertNew(keys, ids, import);
        return ids;
    });
}

} // namespace aisle
