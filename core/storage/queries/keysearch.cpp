#include "core/storage/queries/keysearch.h"

#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <QStringList>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <functional>

namespace aisle {

namespace {

/// Ids that a query gives, those not found before appended until there are `limit`.
void collect(SQLite::Statement &rows, std::vector<std::int64_t> &found, int limit)
{
    while (static_cast<int>(found.size()) < limit && rows.executeStep())
        if (const auto id = rows.getColumn(0).getInt64(); std::ranges::find(found, id) == found.end())
            found.push_back(id);
}

void collectByKey(const Project &project, const std::string &table, const QString &text, bool anywhere, int limit,
                  std::vector<std::int64_t> &found)
{
    SQLite::Statement exact(project.database(), "SELECT id FROM " + table + " WHERE key = ?");
    exact.bind(1, text.toStdString());
    collect(exact, found, limit);
    SQLite::Statement prefix(project.database(), "SELECT id FROM " + table +
                                                     " WHERE key LIKE ? ESCAPE '\\' ORDER BY length(key), key LIMIT ?");
    prefix.bind(1, likePattern(text, false));
    prefix.bind(2, limit + 1);
    collect(prefix, found, limit);
    if (!anywhere || static_cast<int>(found.size()) >= limit)
        return;
    SQLite::Statement within(project.database(),
                             "SELECT id FROM " + table + " WHERE key LIKE ? ESCAPE '\\' ORDER BY key LIMIT ?");
    within.bind(1, likePattern(text, true));
    within.bind(2, 2 * limit + 1);
    collect(within, found, limit);
}

void collectByTitle(const Project &project, const QString &text, int limit, std::vector<std::int64_t> &found)
{
    const auto words = text.split(u' ', Qt::SkipEmptyParts);
    std::string query = "SELECT id FROM item WHERE title LIKE ? ESCAPE '\\'";
    for (qsizetype i = 1; i < words.size(); ++i)
        query += " AND title LIKE ? ESCAPE '\\'";
    query += " ORDER BY instr(lower(title), lower(?)), length(title) LIMIT ?";
    SQLite::Statement rows(project.database(), query);
    int place = 1;
    for (const auto &word : words)
        rows.bind(place++, likePattern(word, true));
    rows.bind(place++, words.front().toStdString());
    rows.bind(place, 2 * limit + 1);
    collect(rows, found, limit);
}

/// By what is shown instead of the keys: every key is made into its name.
void collectByName(const Project &project, const std::string &table, const QString &text, int limit,
                   const std::function<QString(const QString &)> &nameOf, std::vector<std::int64_t> &found)
{
    SQLite::Statement rows(project.database(), "SELECT id, key FROM " + table + " ORDER BY id");
    while (static_cast<int>(found.size()) < limit && rows.executeStep())
        if (nameOf(QString::fromUtf8(rows.getColumn(1).getText())).contains(text, Qt::CaseInsensitive))
            found.push_back(rows.getColumn(0).getInt64());
}

/// By the keys, or by what `nameOf` shows instead of them.
void collectByShown(const Project &project, const std::string &table, const QString &text, bool anywhere, int limit,
                    const KeyFormatter &keys, QString (KeyFormatter::*nameOf)(const QString &) const,
                    std::vector<std::int64_t> &found)
{
    const auto shown = [&](const QString &key) { return (keys.*nameOf)(key); };
    if (keys.usesPseudonyms())
        collectByName(project, table, text, limit, shown, found);
    else
        collectByKey(project, table, text, anywhere, limit, found);
}

} // namespace

std::vector<ItemRecord> searchItems(const Project &project, const QString &text, int limit, const KeyFormatter &keys)
{
    const auto wanted = text.simplified();
    if (wanted.isEmpty())
        return {};
    std::vector<std::int64_t> found;
    guarded(project, [&] {
        collectByShown(project, "item", wanted, false, limit, keys, &KeyFormatter::product, found);
        if (static_cast<int>(found.size()) < limit)
            collectByTitle(project, wanted, limit, found);
    });
    std::vector<ItemId> ids(found.begin(), found.end());
    return Catalogue(project).items(ids);
}

std::vector<UserRecord> searchUsers(const Project &project, const QString &text, int limit, const KeyFormatter &keys)
{
    const auto wanted = text.trimmed();
    if (wanted.isEmpty())
        return {};
    std::vector<std::int64_t> found;
    guarded(project,
            [&] { collectByShown(project, "user", wanted, true, limit, keys, &KeyFormatter::shopper, found); });
    std::vector<UserRecord> users;
    const Catalogue catalogue(project);
    for (const auto id : found) {
        if (auto user = catalogue.user(UserId(id)))
            users.push_back(std::move(*user));
    }
    return users;
}

} // namespace aisle
