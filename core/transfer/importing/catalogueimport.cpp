#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/guarded.h"
#include "core/storage/importfacts.h"
#include "core/storage/keyindex.h"
#include "core/transfer/importing/importer.h"
#include "core/transfer/importing/quarantinewriter.h"
#include "core/transfer/importing/rowpump.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFileInfo>
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
    std::optional<bool> isProduct;
    QJsonObject attributes;
};

const QString kIsProduct = QStringLiteral("is_product"); // as the exported catalogue calls it

std::optional<bool> truthOf(const QString &text)
{
    for (const char *yes : {"1", "true", "yes"})
        if (text.compare(QLatin1String(yes), Qt::CaseInsensitive) == 0)
            return true;
    for (const char *no : {"0", "false", "no"})
        if (text.compare(QLatin1String(no), Qt::CaseInsensitive) == 0)
            return false;
    return {};
}

class ListReader
{
public:
    ListReader(const Recipe &recipe, Role key, Role field, const QString &file)
        : m_recipe(recipe), m_key(key), m_field(field)
    {
        const auto column = recipe.columnOf(key);
        if (!column)
            refuseWithout(key, recipe, file);
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
        else if (m_key == Role::Item && field.compare(kIsProduct, Qt::CaseInsensitive) == 0 && truthOf(text))
            row.isProduct = truthOf(text);
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
    ListWriter(const Project &project, Role key, ImportId import)
        : m_project(project), m_table(key == Role::Item ? "item" : "user"), m_isItems(key == Role::Item),
          m_import(import), m_find(project.database(), std::string("SELECT id FROM ") + m_table + " WHERE key = ?"),
          m_insert(project.database(), std::string("INSERT INTO ") + m_table + "(id, key) VALUES(?, ?)"),
          m_record(project.database(), m_isItems ? ImportFacts::kItemChanged : ImportFacts::kUserChanged),
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
            run(m_insert);
        }
        m_record.bind(2, m_import.value);
        for (auto *statement : {&m_record, &m_update}) {
            statement->bind(1, id);
            bindFacts(*statement, row);
            run(*statement);
        }
        return known;
    }

private:
    static void run(SQLite::Statement &statement)
    {
        statement.exec();
        statement.reset();
    }
    void bindFacts(SQLite::Statement &statement, const ListRow &row) const
    {
        bindText(statement, 9,
                 row.attributes.isEmpty()
                     ? QString()
                     : QString::fromUtf8(QJsonDocument(row.attributes).toJson(QJsonDocument::Compact)));
        if (!m_isItems)
            return;
        for (std::size_t i = 0; i < row.texts.size(); ++i)
            bindText(statement, kTextParameters[i], row.texts[i]);
        if (row.price)
            statement.bind(6, *row.price);
        else
            statement.bind(6);
        if (row.isProduct)
            statement.bind(10, *row.isProduct ? 1 : 0);
        else
            statement.bind(10);
    }

    static constexpr std::array kTextParameters{3, 4, 5, 7, 8}; ///< aligned with kTexts; those of ImportFacts
    static constexpr auto kUpdateUser =
        "UPDATE user SET import_id = NULL, attributes = CASE WHEN ?9 IS NULL THEN attributes "
        "ELSE json_patch(coalesce(attributes, '{}'), ?9) END WHERE id = ?1";
    static constexpr auto kUpdateItem =
        "UPDATE item SET import_id = NULL, title = coalesce(?3, title), category = coalesce(?4, category), "
        "brand = coalesce(?5, brand), price = coalesce(?6, price), description = coalesce(?7, description), "
        "image = coalesce(?8, image), is_product = coalesce(?10, is_product), attributes = CASE WHEN ?9 IS NULL THEN "
        "attributes "
        "ELSE json_patch(coalesce(attributes, '{}'), ?9) END WHERE id = ?1";
    const Project &m_project;
    const char *m_table;
    bool m_isItems;
    ImportId m_import;
    SQLite::Statement m_find, m_insert, m_record, m_update;
};

/// One list within the caller's transaction.
class ListImport
{
public:
    ListImport(const Project &project, const ImportRequest &request, FilePart part)
        : m_project(project), m_request(request), m_part(part),
          m_list(request.recipe, part == FilePart::Items ? Role::Item : Role::User,
                 part == FilePart::Items ? Role::ItemField : Role::UserField, request.source.displayName())
    {
    }

    ItemsSummary run(JobContext &job)
    {
        QElapsedTimer clock;
        clock.start();
        const auto reader = openRows(m_request.source, m_request.recipe, m_request.limits);
        if (m_request.replaces) {
            PartOfJob removal(job, 0, 0);
            EventStore(m_project).removeImport(*m_request.replaces, removal);
        }
        recordStart();
        readAll(*reader, job);
        recordEnd();
        m_summary.seconds = static_cast<double>(clock.elapsed()) / 1000;
        return m_summary;
    }

private:
    void recordStart()
    {
        SQLite::Statement insert(m_project.database(),
                                 "INSERT INTO import(source, sha256, recipe, status, rows, events, rejected, "
                                 "duplicates, bytes, first_event, "
                                 "reasons, at) VALUES(?, '', ?, 'done', 0, 0, 0, 0, ?, 0, '{}', ?)");
        insert.bind(1, m_request.source.displayName().toStdString());
        insert.bind(2, recipeRecord(m_request, m_part).toStdString());
        insert.bind(3, static_cast<int64_t>(QFileInfo(m_request.source.path).size()));
        insert.bind(4, static_cast<int64_t>(QDateTime::currentMSecsSinceEpoch()));
        insert.exec();
        m_summary.id = ImportId(m_project.database().getLastInsertRowid());
        ImportFacts(m_project).noteImport(m_summary.id);
    }

    void readAll(RowReader &reader, JobContext &job)
    {
        QuarantineWriter quarantine(m_project, m_summary.id.value, m_request.source.displayName());
        ListWriter writer(m_project, m_part == FilePart::Items ? Role::Item : Role::User, m_summary.id);
        RowPump pump(reader);
        while (const auto batch = pump.next()) {
            for (const auto &row : batch->rows) {
                ++m_summary.rows;
                const auto entry = row.reason ? ListRow() : m_list.read(*batch, row);
                if (entry.key.isEmpty())
                    quarantine.add(row, {row.reason                  ? row.reason
                                         : m_part == FilePart::Items ? "no-item"
                                                                     : "no-user",
                                         {}});
                else
                    ++(writer.write(entry) ? m_summary.updated : m_summary.items);
            }
            job.checkpoint();
            if (batch->bytesTotal > 0)
                job.progress(static_cast<double>(batch->bytesRead) / static_cast<double>(batch->bytesTotal),
                             QStringLiteral("reading"));
        }
        m_summary.rejected = quarantine.count();
        m_summary.reasons = quarantine.reasons();
    }

    void recordEnd()
    {
        QJsonObject reasons;
        for (const auto &[reason, count] : m_summary.reasons)
            reasons.insert(QString::fromStdString(reason), static_cast<qint64>(count));
        SQLite::Statement update(m_project.database(),
                                 "UPDATE import SET rows = ?, rejected = ?, reasons = ? WHERE id = ?");
        update.bind(1, m_summary.rows);
        update.bind(2, m_summary.rejected);
        update.bind(3, QJsonDocument(reasons).toJson(QJsonDocument::Compact).toStdString());
        update.bind(4, m_summary.id.value);
        update.exec();
    }

    const Project &m_project;
    const ImportRequest &m_request;
    FilePart m_part;
    ListReader m_list;
    ItemsSummary m_summary;
};

} // namespace

std::vector<ItemsSummary> importLists(Project &project, const std::vector<ImportRequest> &requests,
                                      const std::vector<FilePart> &parts, JobContext &job)
{
    if (project.isReadOnly())
        throw Error("project.read-only", QT_TRANSLATE_NOOP("Error", "Nothing can be stored in %1. %2"),
                    {project.path(), project.readOnlyReason()});
    return guarded(project, [&] {
        std::vector<ItemsSummary> summaries;
        SQLite::Transaction transaction(project.database(), SQLite::TransactionBehavior::IMMEDIATE);
        ensureKeyIndexes(project);
        const auto count = static_cast<double>(requests.size());
        for (std::size_t i = 0; i < requests.size(); ++i) {
            PartOfJob part(job, static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
            summaries.push_back(ListImport(project, requests[i], parts[i]).run(part));
        }
        transaction.commit();
        return summaries;
    });
}

ItemsSummary importItems(Project &project, const ImportRequest &request, JobContext &job)
{
    return importLists(project, {request}, {FilePart::Items}, job).front();
}

ItemsSummary importUsers(Project &project, const ImportRequest &request, JobContext &job)
{
    return importLists(project, {request}, {FilePart::Users}, job).front();
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
