#include "core/storage/importfacts.h"

#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <array>
#include <memory>
#include <string>

namespace aisle {

namespace {

constexpr std::array kFields{"title", "category", "brand", "price", "description", "image", "attributes", "is_product"};
constexpr std::size_t kAttributes = 6; ///< the only field that shoppers have
constexpr std::size_t kIsProduct = 7;  ///< only lists say it, and analysts too: every product has it

constexpr auto kTable = "CREATE TABLE IF NOT EXISTS import_fact(is_item INTEGER NOT NULL, id INTEGER NOT NULL, "
                        "import_id INTEGER NOT NULL, title, category, brand, price, description, image, attributes, "
                        "filled INTEGER NOT NULL, before TEXT, is_list INTEGER NOT NULL, is_product, "
                        "PRIMARY KEY(is_item, id, import_id)) WITHOUT ROWID";
constexpr auto kHasProductColumn = "SELECT count(*) FROM pragma_table_info('import_fact') WHERE name = 'is_product'";
constexpr int kImportRow = -1; ///< is_item of the row that says that an import keeps facts

std::string bit(std::size_t field)
{
    return std::to_string(1 << field);
}

/// One product or shopper while an import is taken out of what is said of it.
class Restorer
{
public:
    Restorer(SQLite::Database &database, bool items) : m_database(database), m_items(items)
    {
        for (std::size_t field = items ? 0 : kAttributes; field < (items ? kFields.size() : kIsProduct); ++field)
            m_fields.push_back(std::make_unique<Field>(database, items, field));
    }

    /// @param filled  bits of the fields that the import had set. @param before  JSON of what stood there, may be empty
    void restore(std::int64_t id, std::int64_t import, std::int64_t filled, const std::string &before)
    {
        for (const auto &field : m_fields)
            if (filled & field->mask)
                restore(*field, id, import, before);
    }

private:
    struct Field
    {
        Field(SQLite::Database &database, bool items, std::size_t number)
            : mask(1 << number), isMark(number == kIsProduct), path(std::string("$.") + kFields[number]),
              later(database, "SELECT import_id FROM import_fact WHERE is_item = ?1 AND id = ?2 AND import_id > ?3 AND "
                              "filled & " +
                                  bit(number) + " ORDER BY import_id LIMIT 1"),
              pass(database,
                   "UPDATE import_fact SET before = json_set(coalesce(before, '{}'), ?4, json_extract(?5, ?4)) "
                   "WHERE is_item = ?1 AND id = ?2 AND import_id = ?3"),
              claim(database, std::string("SELECT import_id FROM import_fact WHERE is_item = ?1 AND id = ?2 AND "
                                          "import_id <> ?3 AND ") +
                                  kFields[number] +
                                  " IS NOT NULL AND json_extract(?4, ?5) IS NULL ORDER BY import_id LIMIT 1"),
              mark(database, "UPDATE import_fact SET filled = filled | " + bit(number) +
                                 " WHERE is_item = ?1 AND id = ?2 AND import_id = ?3"),
              put(database, isMark ? kPutMark
                                   : std::string("UPDATE ") + (items ? "item" : "user") + " SET " + kFields[number] +
                                         " = coalesce(json_extract(?4, ?5), (SELECT " + kFields[number] +
                                         " FROM import_fact WHERE is_item = ?1 AND id = ?2 AND import_id = ?3)) "
                                         "WHERE id = ?2")
        {
        }
        /// What the analyst marked since then stays.
        static constexpr auto kPutMark =
            "UPDATE item SET is_product = json_extract(?4, ?5) WHERE id = ?2 AND is_product = "
            "(SELECT is_product FROM import_fact WHERE is_item = ?1 AND id = ?2 AND import_id = ?3)";
        std::int64_t mask;
        bool isMark;
        std::string path;
        SQLite::Statement later, pass, claim, mark, put;
    };

    std::int64_t first(SQLite::Statement &statement, std::int64_t id, std::int64_t import)
    {
        bindKey(statement, id, import);
        const auto found = statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
        statement.reset();
        return found;
    }
    void bindKey(SQLite::Statement &statement, std::int64_t id, std::int64_t import)
    {
        statement.bind(1, m_items ? 1 : 0);
        statement.bind(2, id);
        statement.bind(3, import);
    }
    void restore(Field &field, std::int64_t id, std::int64_t import, const std::string &before)
    {
        const auto json = before.empty() ? std::string("{}") : before;
        if (const auto next = first(field.later, id, import)) {
            bindKey(field.pass, id, next);
            field.pass.bind(4, field.path);
            field.pass.bind(5, json);
            return runOnce(field.pass);
        }
        field.claim.bind(4, json);
        field.claim.bind(5, field.path);
        const auto heir = first(field.claim, id, import);
        bindKey(field.put, id, field.isMark ? import : heir);
        field.put.bind(4, json);
        field.put.bind(5, field.path);
        runOnce(field.put);
        if (!heir)
            return;
        bindKey(field.mark, id, heir);
        runOnce(field.mark);
    }

    SQLite::Database &m_database;
    bool m_items;
    std::vector<std::unique_ptr<Field>> m_fields;
};

struct Said
{
    std::int64_t id, filled;
    std::string before;
};

std::vector<Said> saidBy(SQLite::Database &database, ImportId import, bool items)
{
    std::vector<Said> said;
    SQLite::Statement rows(database, "SELECT id, filled, coalesce(before, '') FROM import_fact "
                                     "WHERE is_item = ? AND import_id = ? AND filled <> 0");
    rows.bind(1, items ? 1 : 0);
    rows.bind(2, import.value);
    while (rows.executeStep())
        said.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(), rows.getColumn(2).getString()});
    return said;
}

} // namespace

const char *const ImportFacts::kItemFilled =
    "INSERT INTO import_fact SELECT 1, id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
    "(title IS NULL AND ?3 IS NOT NULL) + 2 * (category IS NULL AND ?4 IS NOT NULL) + "
    "4 * (brand IS NULL AND ?5 IS NOT NULL) + 8 * (price IS NULL AND ?6 IS NOT NULL) + "
    "16 * (description IS NULL AND ?7 IS NOT NULL) + 32 * (image IS NULL AND ?8 IS NOT NULL) + "
    "64 * (attributes IS NULL AND ?9 IS NOT NULL), NULL, 0, NULL FROM item WHERE id = ?1";
const char *const ImportFacts::kItemChanged =
    "INSERT OR IGNORE INTO import_fact SELECT 1, id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
    "(?3 IS NOT NULL) + 2 * (?4 IS NOT NULL) + 4 * (?5 IS NOT NULL) + 8 * (?6 IS NOT NULL) + "
    "16 * (?7 IS NOT NULL) + 32 * (?8 IS NOT NULL) + 64 * (?9 IS NOT NULL) + 128 * (?10 IS NOT NULL), "
    "json_object('title', title, 'category', category, 'brand', brand, 'price', price, 'description', description, "
    "'image', image, 'attributes', attributes, 'is_product', is_product), 1, ?10 FROM item WHERE id = ?1";
const char *const ImportFacts::kUserFilled =
    "INSERT INTO import_fact SELECT 0, id, ?2, NULL, NULL, NULL, NULL, NULL, NULL, ?9, "
    "64 * (attributes IS NULL AND ?9 IS NOT NULL), NULL, 0, NULL FROM user WHERE id = ?1";
const char *const ImportFacts::kUserChanged =
    "INSERT OR IGNORE INTO import_fact SELECT 0, id, ?2, NULL, NULL, NULL, NULL, NULL, NULL, ?9, "
    "64 * (?9 IS NOT NULL), json_object('attributes', attributes), 1, NULL FROM user WHERE id = ?1";

ImportFacts::ImportFacts(const Project &project) : m_project(project)
{
    auto &database = m_project.database();
    database.exec(kTable);
    if (database.execAndGet(kHasProductColumn).getInt() == 0) // made before lists could say it
        database.exec("ALTER TABLE import_fact ADD COLUMN is_product");
}

void ImportFacts::noteImport(ImportId import)
{
    execute(m_project.database(),
            "INSERT INTO import_fact(is_item, id, import_id, filled, is_list) VALUES(?, 0, ?, 0, 0)",
            {kImportRow, import.value});
}

void ImportFacts::takeBack(ImportId import, std::span<const std::int64_t> items, std::span<const std::int64_t> users)
{
    constexpr std::int64_t kEveryField = (1 << kIsProduct) - 1; // whoever brings a product does not mark it
    auto &database = m_project.database();
    for (const bool isItem : {true, false}) {
        Restorer restorer(database, isItem);
        for (const auto &said : saidBy(database, import, isItem))
            restorer.restore(said.id, import.value, said.filled, said.before);
        SQLite::Statement kept(database, std::string("SELECT 1 FROM import_fact WHERE is_item = -1 AND import_id = "
                                                     "(SELECT import_id FROM ") +
                                             (isItem ? "item" : "user") + " WHERE id = ?)");
        for (const auto id : isItem ? items : users) {
            kept.bind(1, id);
            const bool keepsFacts = kept.executeStep();
            kept.reset();
            if (keepsFacts)
                restorer.restore(id, import.value, kEveryField, {});
        }
    }
    execute(database, "DELETE FROM import_fact WHERE import_id = ?", {import.value});
    database.exec("DELETE FROM import_fact WHERE (is_item = 1 AND id NOT IN (SELECT id FROM item)) OR "
                  "(is_item = 0 AND id NOT IN (SELECT id FROM user))");
}

std::int64_t ImportFacts::namedBy(std::span<const ImportId> lists, bool items) const
{
    std::string ids = "[";
    for (const auto list : lists)
        ids += (ids.size() > 1 ? "," : "") + std::to_string(list.value);
    SQLite::Statement count(m_project.database(),
                            "SELECT count(DISTINCT id) FROM import_fact WHERE is_item = ? AND is_list = 1 AND "
                            "import_id IN (SELECT value FROM json_each(?))");
    count.bind(1, items ? 1 : 0);
    count.bind(2, ids + "]");
    count.executeStep();
    return count.getColumn(0).getInt64();
}

std::vector<std::int64_t> ImportFacts::namedOnlyBy(ImportId import, bool items) const
{
    std::vector<std::int64_t> ids;
    SQLite::Statement rows(
        m_project.database(),
        "SELECT id FROM import_fact AS own WHERE is_item = ?1 AND import_id = ?2 AND is_list = 1 AND "
        "NOT EXISTS (SELECT 1 FROM import_fact AS other WHERE other.is_item = ?1 AND "
        "other.id = own.id AND other.import_id <> ?2 AND other.is_list = 1)");
    rows.bind(1, items ? 1 : 0);
    rows.bind(2, import.value);
    while (rows.executeStep())
        ids.push_back(rows.getColumn(0).getInt64());
    return ids;
}

} // namespace aisle
