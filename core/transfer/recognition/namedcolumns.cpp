#include "core/transfer/recognition/namedcolumns.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"

namespace aisle {

namespace {

InputSource sourceAt(const QString &path)
{
    InputSource source;
    source.path = path;
    return source;
}

} // namespace

QString NamedRow::text(std::size_t column) const
{
    return QString::fromUtf8(field(column)).trimmed();
}

QString NamedRow::where() const
{
    return QStringLiteral("line %1: \"%2\"").arg(row.line).arg(QString::fromUtf8(row.raw).left(60));
}

NamedColumns::NamedColumns(const QString &path, const RecognitionHints &hints, const ReadLimits &limits)
    : m_source(sourceAt(path)), m_recipe(recognise(m_source, hints, limits).recipe.ofFile()),
      m_reader(openRows(m_source, m_recipe, limits))
{
}

std::size_t NamedColumns::place(const QString &column) const
{
    if (const auto found = m_recipe.columnCalled(column))
        return static_cast<std::size_t>(*found);
    throw Error("import.no-column", QT_TRANSLATE_NOOP("Error", "There is no column %1 in %2."),
                {column, m_source.displayName()});
}

std::optional<std::size_t> NamedColumns::placeOrNone(const QString &column) const
{
    return column.isEmpty() ? std::nullopt : std::optional(place(column));
}

void NamedColumns::each(const QString &what, JobContext &job,
                        const std::function<void(const NamedRow &row, bool isWhole)> &take)
{
    RowBatch batch;
    while (m_reader->next(batch)) {
        job.checkpoint();
        if (batch.bytesTotal > 0)
            job.progress(static_cast<double>(batch.bytesRead) / static_cast<double>(batch.bytesTotal), what);
        for (const auto &row : batch.rows)
            take({batch, row}, !row.reason && row.fieldCount == m_recipe.columns.size());
    }
}

} // namespace aisle
