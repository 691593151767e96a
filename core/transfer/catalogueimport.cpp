#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/keyindex.h"
#include "core/storage/storageerror.h"
#include "core/transfer/importer.h"
#include "core/transfer/rowpump.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <array>
#include <unordered_set>

namespace aisle {

namespace {

constexpr std::array kTexts{"title", "category", "brand", "description", "image"};

QString textOf(const RowBatch &batch, const RowBatch::Row &row, int column, const Recipe &recipe)
{
    if (column < 0 || static_cast<std::uint32_t>(column) >= row.fieldCount)
        return {};
    const auto field = batch.fields[row.firstField + static_cast<std::uint32_t>(column)];
    const auto text = QString::fromUtf8(field.data(), static_cast<qsizetype>(field.size())).trimmed();
    return recipe.missing.contains(text) ? QString() : text;
}

/// What a row of a list of products or shoppers says: known columns by their place, the rest as attributes.
struct ListRow
{
    QString key;
    std::array<QString, kTexts.size()> texts;
    std::optional<double> price;
    QJsonObject attributes;
};

class ListReader
{
public:
    ListReader(const Recipe &recipe, Role key, Role field, const QString &file)
        : m_recipe(recipe), m_key(key), m_field(field)
    {
        const auto column = recipe.columnOf(key);
        if (!column && key == Role::Item)
            throw Error("import.no-item", QT_TRANSLATE_NOOP("Error", "No column of %1 looks like a product: name it."),
                        {file});
        if (!column)
            throw Error("import.no-user", QT_TRANSLATE_NOOP("Error", "No column of %1 looks like a shopper: name it."),
                        {file});
        m_keyColumn = *column;
    }

    ListRow read(const RowBatch &batch, const RowBatch::Row &row) const
    {
        ListRow found;
        found.key = textOf(batch, row, m_keyColumn, m_recipe);
        for (std::size_t i = 0; i < m_recipe.columns.size(); ++i) {
            const auto &column = m_recipe.columns[i];
            const auto text = textOf(batch, row, static_cast<int>(i), m_recipe);
            if (text.isEmpty())
                continue;
            if (column.role == Role::UnitPrice && m_key == Role::Item)
                found.price = parseNumber(text.toStdString(), m_recipe.decimal);
            else if (column.role == m_field)
                take(column.field.isEmpty() ? column.column : column.field, text, found);
        }
        return found;
    }

private:
    void take(const QString &field, const QString &text, ListRow &row) const
    {
        const auto place = std::find_if(kTexts.begin(), kTexts.end(),
                                        [&](const char *name) { return field == QString::fromLatin1(name); });
        if (m_key == Role::Item && place != kTexts.end())
            row.texts[static_cast<std::size_t>(place - kTexts.begin())] = text;
        else if (m_key == Role::Item && field == QStringLiteral("price"))
            row.price = parseNumber(text.toStdString(), m_recipe.decimal);
        else
            row.attributes.insert(field, text);
    }

    const Recipe &m_recipe;
    Role m_key, m_field;
    int m_keyColumn;
};

void bindText(SQLite::Statement &statement, int index, const QString &text)
{
    if (text.isEmpty())
        statement.bind(index);
    else
        statement.bind(index, text.toStdString());
}

/// Inserts or updates by key, within the caller's transaction. What a row says replaces what was known; what it does
/// not say stays.
class ListWriter
{
public:
    ListWriter(const Project &project, Role key)
        : m_project(project), m_table(key == Role::Item ? "item" : "user"), m_isItems(key == Role::Item),
          m_find(project.database(), std::string("SELECT id FROM ") + m_table + " WHERE key = ?"),
          m_insert(project.database(), std::string("INSERT INTO ") + m_table + "(id, key) VALUES(?, ?)"),
          m_update(project.database(), m_isItems ? kUpdateItem : kUpdateUser)
    {
    }

    bool write(const ListRow &row) ///< @return whether the key was there already
    {
        m_find.bind(1, row.key.toStdString());
        const bool known = m_find.executeStep();
        const auto id = known ? m_find.getColumn(0).getInt64() : reserveIds(m_project, m_table, 1);
        m_find.reset();
        if (!known) {
            m_insert.bind(1, id);
            m_insert.bind(2, row.key.toStdString());
            m_insert.exec();
            m_insert.reset();
        }
        m_update.bind(1, id);
        bindText(m_update, 2,
                 row.attributes.isEmpty()
                     ? QString()
                     : QString::fromUtf8(QJsonDocument(row.attributes).toJson(QJsonDocument::Compact)));
        if (m_isItems) {
            for (std::size_t i = 0; i < row.texts.size(); ++i)
                bindText(m_update, static_cast<int>(i) + 3, row.texts[i]);
            if (row.price)
                m_update.bind(8, *row.price);
            else
                m_update.bind(8);
        }
        m_update.exec();
        m_update.reset();
        return known;
    }

private:
    static constexpr auto kUpdateUser =
        "UPDATE user SET import_id = NULL, attributes = CASE WHEN ?2 IS NULL THEN attributes "
        "ELSE json_patch(coalesce(attributes, '{}'), ?2) END WHERE id = ?1";
    static constexpr auto kUpdateItem =
        "UPDATE item SET import_id = NULL, title = coalesce(?3, title), category = coalesce(?4, category), brand = "
        "coalesce(?5, brand), "
        "description = coalesce(?6, description), image = coalesce(?7, image), price = coalesce(?8, price), "
        "attributes = CASE WHEN ?2 IS NULL THEN attributes ELSE json_patch(coalesce(attributes, '{}'), ?2) END WHERE "
        "id = ?1";
    const Project &m_project;
    const char *m_table;
    bool m_isItems;
    SQLite::Statement m_find, m_insert, m_update;
};

ItemsSummary importList(Project &project, const ImportRequest &request, JobContext &job, Role key, Role field)
{
    if (project.isReadOnly())
        throw Error("project.read-only", QT_TRANSLATE_NOOP("Error", "Nothing can be stored in %1. %2"),
                    {project.path(), project.readOnlyReason()});
    return guarded(project, [&] {
        QElapsedTimer clock;
        clock.start();
        ItemsSummary summary;
        const ListReader list(request.recipe, key, field, request.source.displayName());
        const auto reader = openRows(request.source, request.recipe, request.limits);
        SQLite::Transaction transaction(project.database(), SQLite::TransactionBehavior::IMMEDIATE);
        ensureKeyIndexes(project);
        ListWriter writer(project, key);
        RowPump pump(*reader);
        while (const auto batch = pump.next()) {
            for (const auto &row : batch->rows) {
                ++summary.rows;
                const auto entry = row.reason ? ListRow() : list.read(*batch, row);
                if (entry.key.isEmpty()) {
                    ++summary.rejected;
                    ++summary.reasons[row.reason ? row.reason : key == Role::Item ? "no-item" : "no-user"];
                } else if (writer.write(entry)) {
                    ++summary.updated;
                } else {
                    ++summary.items;
                }
            }
            job.checkpoint();
            if (batch->bytesTotal > 0)
                job.progress(static_cast<double>(batch->bytesRead) / static_cast<double>(batch->bytesTotal),
                             QStringLiteral("reading"));
        }
        transaction.commit();
        summary.seconds = static_cast<double>(clock.elapsed()) / 1000;
        return summary;
    });
}

} // namespace

ItemsSummary importItems(Project &project, const ImportRequest &request, JobContext &job)
{
    return importList(project, request, job, Role::Item, Role::ItemField);
}

ItemsSummary importUsers(Project &project, const ImportRequest &request, JobContext &job)
{
    return importList(project, request, job, Role::User, Role::UserField);
}

KeyMatch matchItems(const Project &project, const InputSource &catalogue, const Recipe &recipe)
{
    const auto column = recipe.columnOf(Role::Item).value_or(0);
    std::unordered_set<std::string> keys;
    const auto reader = openRows(catalogue, recipe);
    for (RowBatch batch; reader->next(batch); batch.clear()) {
        for (const auto &row : batch.rows) {
            if (!row.reason)
                keys.insert(textOf(batch, row, column, recipe).toStdString());
        }
    }
    return guarded(project, [&] {
        constexpr int kExamples = 5;
        KeyMatch match;
        std::int64_t found = 0;
        SQLite::Statement items(project.database(), "SELECT key FROM item ORDER BY id");
        while (items.executeStep()) {
            const auto key = items.getColumn(0).getString();
            if (keys.contains(key)) {
                ++found;
            } else {
                ++match.missing;
                if (match.examples.size() < kExamples)
                    match.examples.append(QString::fromStdString(key));
            }
        }
        if (found + match.missing > 0)
            match.share = static_cast<double>(found) / static_cast<double>(found + match.missing);
        return match;
    });
}

} // namespace aisle
