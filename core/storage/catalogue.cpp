#include "core/storage/catalogue.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

constexpr auto kItemColumns =
    "SELECT id, key, title, category, brand, price, description, image, attributes, is_product FROM item ";

ItemRecord readItem(SQLite::Statement &row)
{
    ItemRecord item;
    item.id = ItemId(row.getColumn(0).getInt64());
    item.key = columnText(row.getColumn(1));
    item.title = columnText(row.getColumn(2));
    item.category = columnText(row.getColumn(3));
    item.brand = columnText(row.getColumn(4));
    if (!row.getColumn(5).isNull())
        item.price = row.getColumn(5).getDouble();
    item.description = columnText(row.getColumn(6));
    item.image = columnText(row.getColumn(7));
    item.attributes = columnText(row.getColumn(8));
    item.isProduct = row.getColumn(9).getInt() != 0;
    return item;
}

/// Reads ids that ascend. A file whose pages refer to each other in a circle gives rows again and again.
class AscendingId
{
public:
    explicit AscendingId(const Project &project) : m_project(project) {}
    std::int64_t read(SQLite::Statement &row)
    {
        const auto id = row.getColumn(0).getInt64();
        if (m_last && id <= *m_last)
            throw Error("project.damaged",
                        QT_TRANSLATE_NOOP("Error", "%1 is damaged: open a copy from before, or import the logs again."),
                        {m_project.path()});
        m_last = id;
        return id;
    }

private:
    const Project &m_project;
    std::optional<std::int64_t> m_last;
};

template <class Id>
std::vector<std::pair<Id, std::string>> readKeys(const Project &project, const char *query)
{
    return guarded(project, [&] {
        SQLite::Statement rows(project.database(), query);
        AscendingId id(project);
        std::vector<std::pair<Id, std::string>> keys;
        while (rows.executeStep())
            keys.emplace_back(Id(id.read(rows)), rows.getColumn(1).getString());
        return keys;
    });
}

std::vector<std::int64_t> readIds(const Project &project, const char *query)
{
    return guarded(project, [&] {
        SQLite::Statement rows(project.database(), query);
        AscendingId id(project);
        std::vector<std::int64_t> ids;
        while (rows.executeStep())
            ids.push_back(id.read(rows));
        return ids;
    });
}

std::int64_t number(const Project &project, const char *query)
{
    return guarded(project, [&] { return project.database().execAndGet(query).getInt64(); });
}

template <class Id>
std::optional<Id> findKey(const Project &project, const char *query, const QString &key)
{
    return guarded(project, [&]() -> std::optional<Id> {
        SQLite::Statement row(project.database(), query);
        row.bind(1, key.toStdString());
        if (!row.executeStep())
            return {};
        return Id(row.getColumn(0).getInt64());
    });
}

UserRecord readUser(UserId id, SQLite::Statement &row)
{
    return {id, columnText(row.getColumn(0)), columnText(row.getColumn(1))};
}

/// As it is written, else with its letters composed.
template <typename Id>
std::optional<Id> findEither(const Project &project, const char *sql, const QString &key)
{
    const auto exact = findKey<Id>(project, sql, key);
    const auto composed = key.normalized(QString::NormalizationForm_C);
    return exact || composed == key ? exact : findKey<Id>(project, sql, composed);
}

constexpr auto kImages = "SELECT image FROM item WHERE image IS NOT NULL AND image <> '' ORDER BY id";

} // namespace

std::int64_t Catalogue::userCount() const
{
    return number(m_project, "SELECT count(*) FROM user");
}

std::int64_t Catalogue::itemCount() const
{
    return number(m_project, "SELECT count(*) FROM item");
}

std::int64_t Catalogue::itemsWithTitle() const
{
    return number(m_project, "SELECT count(*) FROM item WHERE title IS NOT NULL AND title <> ''");
}

std::optional<ItemRecord> Catalogue::item(ItemId id) const
{
    return guarded(m_project, [&] {
        auto row = boundStatement(m_project.database(), std::string(kItemColumns) + "WHERE id = ?", {id.value});
        return firstRow(row, readItem);
    });
}

std::optional<UserRecord> Catalogue::user(UserId id) const
{
    return guarded(m_project, [&] {
        auto row = boundStatement(m_project.database(), "SELECT key, attributes FROM user WHERE id = ?", {id.value});
        return firstRow(row, [id](auto &one) { return readUser(id, one); });
    });
}

std::optional<ItemId> Catalogue::findItem(const QString &key) const
{
    return findEither<ItemId>(m_project, "SELECT id FROM item WHERE key = ?", key);
}

std::optional<UserId> Catalogue::findUser(const QString &key) const
{
    return findEither<UserId>(m_project, "SELECT id FROM user WHERE key = ?", key);
}

std::vector<ItemRecord> Catalogue::items(std::span<const ItemId> ids) const
{
    return guarded(m_project, [&] {
        SQLite::Statement row(m_project.database(), std::string(kItemColumns) + "WHERE id = ?");
        std::vector<ItemRecord> found;
        found.reserve(ids.size());
        for (const auto id : ids) {
            row.bind(1, id.value);
            if (row.executeStep())
                found.push_back(readItem(row));
            row.reset();
        }
        return found;
    });
}

std::vector<std::int64_t> Catalogue::itemIds() const
{
    return readIds(m_project, "SELECT id FROM item ORDER BY id");
}

std::vector<std::int64_t> Catalogue::userIds() const
{
    return readIds(m_project, "SELECT id FROM user ORDER BY id");
}

std::vector<std::pair<ItemId, std::string>> Catalogue::itemKeys() const
{
    return readKeys<ItemId>(m_project, "SELECT id, key FROM item ORDER BY id");
}

std::vector<std::pair<UserId, std::string>> Catalogue::userKeys() const
{
    return readKeys<UserId>(m_project, "SELECT id, key FROM user ORDER BY id");
}

std::vector<std::pair<UserId, QString>> Catalogue::userAttributes() const
{
    return mapped<std::vector<std::pair<UserId, QString>>>(
        readKeys<UserId>(m_project, "SELECT id, attributes FROM user WHERE attributes IS NOT NULL ORDER BY id"),
        [](const auto &kept) { return std::pair(kept.first, QString::fromStdString(kept.second)); });
}

std::vector<QString> Catalogue::images() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), kImages);
        return allRows(rows, [](auto &row) { return columnText(row.getColumn(0)); });
    });
}

std::vector<ItemId> Catalogue::notProducts() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT id FROM item WHERE is_product = 0 ORDER BY id");
        return allRows(rows, [](auto &row) { return ItemId(row.getColumn(0).getInt64()); });
    });
}

void Catalogue::setIsProduct(std::span<const ItemId> ids, bool isProduct)
{
    guarded(m_project, [&] {
        SQLite::Transaction transaction(m_project.database(), SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement update(m_project.database(), "UPDATE item SET is_product = ? WHERE id = ?");
        for (const auto id : ids) {
            update.bind(1, isProduct ? 1 : 0);
            update.bind(2, id.value);
            runOnce(update);
        }
        transaction.commit();
    });
}

} // namespace aisle
