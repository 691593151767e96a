#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/bulk/bulktransaction.h"
#include "core/storage/bulk/importwriter.h"
#include "core/storage/bulk/listwriter.h"
#include "core/storage/bulk/quarantinewriter.h"
#include "core/storage/catalogue.h"
#include "core/storage/keyindex.h"
#include "core/transfer/importing/entrybuilder.h"
#include "core/transfer/importing/importer.h"
#include "core/transfer/importing/rowpump.h"
#include "core/transfer/reading/headernames.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace aisle {

namespace {

QString textOf(const RowBatch &batch, const RowBatch::Row &row, int column, const Recipe &recipe)
{
    if (column < 0 || static_cast<std::uint32_t>(column) >= row.fieldCount)
        return {};
    const auto text = QString::fromUtf8(trimmed(batch.fields[row.firstField + static_cast<std::uint32_t>(column)]));
    return recipe.missing.contains(text) ? QString() : text;
}

/// What a row of a list of products or shoppers says: known columns by their place, the rest as attributes.
struct ListRow
{
    std::string key;
    CatalogueEntry entry;
};

class ListReader
{
public:
    ListReader(const Recipe &recipe, FilePart part, const QString &file) : m_recipe(recipe)
    {
        const bool items = part == FilePart::Items;
        const auto key = items ? Role::Item : Role::User;
        const auto column = recipe.columnOf(key);
        if (!column)
            refuseWithout(key, recipe, file);
        m_keyColumn = *column;
        for (std::size_t i = 0; i < recipe.columns.size(); ++i)
            if (const auto field = fieldOf(recipe.columns[i], items))
                m_fields.emplace_back(static_cast<int>(i), *field);
    }

    ListRow read(const RowBatch &batch, const RowBatch::Row &row) const
    {
        EntryBuilder entry(m_recipe.decimal);
        for (const auto &[column, field] : m_fields)
            entry.add(field, textOf(batch, row, column, m_recipe).toStdString());
        return {textOf(batch, row, m_keyColumn, m_recipe).toStdString(), entry.take()};
    }

private:
    static std::optional<EntryField> fieldOf(const ColumnRole &column, bool items)
    {
        const auto name = column.field.isEmpty() ? column.column : column.field;
        if (items && column.role == Role::UnitPrice)
            return itemField(QStringLiteral("price"));
        if (items && column.role == Role::ItemField)
            return itemField(name);
        if (!items && column.role == Role::UserField)
            return EntryField{name};
        return {};
    }

    const Recipe &m_recipe;
    int m_keyColumn;
    std::vector<std::pair<int, EntryField>> m_fields; ///< by column
};

/// One list within the caller's transaction.
class ListImport
{
public:
    ListImport(const Project &project, const ImportRequest &request, FilePart part)
        : m_project(project), m_request(request), m_isItems(part == FilePart::Items), m_part(part),
          m_name(request.source.displayName()), m_list(request.recipe, part, m_name)
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
        const ImportWriter record(
            m_project, {m_name, recipeRecord(m_project, m_request, m_part), QFileInfo(m_request.source.path).size()});
        m_summary.id = record.id();
        readAll(*reader, job);
        record.writeCounts({m_summary.rows, m_summary.rejected, 0, m_summary.reasons});
        m_summary.seconds = static_cast<double>(clock.elapsed()) / 1000;
        return m_summary;
    }

private:
    void readAll(RowReader &reader, JobContext &job)
    {
        QuarantineWriter quarantine(m_project, m_summary.id, m_name);
        ListWriter writer(m_project, m_isItems ? ListWriter::List::Items : ListWriter::List::Users, m_summary.id);
        RowPump pump(reader);
        while (const auto batch = pump.next()) {
            for (const auto &row : batch->rows)
                take(*batch, row, writer, quarantine);
            job.checkpoint();
            if (batch->bytesTotal > 0)
                job.progress(static_cast<double>(batch->bytesRead) / static_cast<double>(batch->bytesTotal),
                             QStringLiteral("reading"));
        }
        m_summary.lines = reader.lines();
        demandAllLines(m_summary.lines, m_name);
        m_summary.rejected = quarantine.count();
        m_summary.reasons = quarantine.reasons();
    }

    void take(const RowBatch &batch, const RowBatch::Row &row, ListWriter &writer, QuarantineWriter &quarantine)
    {
        ++m_summary.rows;
        const auto read = row.reason ? ListRow() : m_list.read(batch, row);
        if (!read.key.empty())
            ++(writer.write(read.key, read.entry) ? m_summary.updated : m_summary.items);
        else
            quarantine.add({row.line, row.raw, row.reason ? row.reason : m_isItems ? "no-item" : "no-user", {}});
    }

    const Project &m_project;
    const ImportRequest &m_request;
    bool m_isItems;
    FilePart m_part;
    QString m_name;
    ListReader m_list;
    ItemsSummary m_summary;
};

} // namespace

std::vector<ItemsSummary> importLists(Project &project, const std::vector<ImportRequest> &requests,
                                      const std::vector<FilePart> &parts, JobContext &job)
{
    demandWritable(project);
    std::vector<ItemsSummary> summaries;
    BulkTransaction transaction(project, 0);
    ensureKeyIndexes(project);
    const auto count = static_cast<double>(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
        PartOfJob part(job, static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        summaries.push_back(ListImport(project, requests[i], parts[i]).run(part));
    }
    transaction.commit();
    return summaries;
}

} // namespace aisle
