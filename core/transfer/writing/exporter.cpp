#include "core/transfer/writing/exporter.h"

#include "core/common/events.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/guarded.h"
#include "core/transfer/writing/recordfile.h"

#include <QDateTime>
#include <SQLiteCpp/SQLiteCpp.h>
#include <span>
#include <vector>

namespace aisle {

namespace {

constexpr std::int64_t kRowsBetweenChecks = 4096;

/// How a column of the query is written.
enum class Form { Key, FreeText, Number, Truth, Time, Part, Json };

struct ExportColumn
{
    const char *name;
    Form form;
};

QString text(const SQLite::Column &column)
{
    return QString::fromUtf8(column.getText(), column.getBytes());
}

QString timeText(std::int64_t at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(at % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

RecordValue partValue(int part)
{
    switch (static_cast<StoredPart>(part)) {
    case StoredPart::Train:
        return QStringLiteral("train");
    case StoredPart::Valid:
        return QStringLiteral("valid");
    case StoredPart::Test:
        return QStringLiteral("test");
    case StoredPart::None:
        break;
    }
    return {};
}

RecordValue value(const SQLite::Column &column, Form form)
{
    if (column.isNull())
        return {};
    switch (form) {
    case Form::Number:
        return column.isInteger() ? RecordValue(std::int64_t{column.getInt64()}) : RecordValue(column.getDouble());
    case Form::Truth:
        return column.getInt() != 0;
    case Form::Time:
        return timeText(column.getInt64());
    case Form::Part:
        return partValue(column.getInt());
    case Form::Json:
        return JsonText{text(column)};
    case Form::Key:
    case Form::FreeText:
        break;
    }
    return text(column);
}

std::int64_t exportQuery(const Project &project, const QString &path, std::span<const ExportColumn> columns,
                         const char *query, const char *countQuery, JobContext &job)
{
    return guarded(project, [&] {
        std::vector<RecordColumn> names;
        for (const auto &column : columns)
            names.push_back({column.name, column.form == Form::FreeText});
        const auto out = RecordFile::open(path, names);
        std::vector<RecordValue> fields(columns.size());
        const auto expected = project.database().execAndGet(countQuery).getInt64();
        SQLite::Statement rows(project.database(), query);
        std::int64_t written = 0;
        while (rows.executeStep()) {
            for (std::size_t i = 0; i < columns.size(); ++i)
                fields[i] = value(rows.getColumn(static_cast<int>(i)), columns[i].form);
            out->write(fields);
            if (++written % kRowsBetweenChecks == 0) {
                job.checkpoint();
                job.progress(static_cast<double>(written) / static_cast<double>(std::max(expected, written)),
                             QStringLiteral("writing"));
            }
        }
        out->close();
        job.progress(1, QStringLiteral("writing"));
        return written;
    });
}

} // namespace

std::int64_t exportEvents(const Project &project, const QString &path, JobContext &job)
{
    static constexpr ExportColumn kColumns[] = {
        {"user", Form::Key},     {"item", Form::Key},        {"kind", Form::Key},     {"time", Form::Time},
        {"value", Form::Number}, {"quantity", Form::Number}, {"price", Form::Number}, {"session", Form::Key},
        {"part", Form::Part},    {"context", Form::Json}};
    return exportQuery(
        project, path, kColumns,
        "SELECT user.key, item.key, event_kind.name, event.at, value, quantity, event.price, session.key, part, "
        "context "
        "FROM event JOIN user ON user.id = user_id JOIN event_kind ON event_kind.id = kind "
        "LEFT JOIN item ON item.id = item_id LEFT JOIN session ON session.id = event.session ORDER BY event.id",
        "SELECT coalesce(sum(events), 0) FROM import", job);
}

std::int64_t exportItems(const Project &project, const QString &path, JobContext &job)
{
    static constexpr ExportColumn kColumns[] = {
        {"item", Form::Key},       {"title", Form::FreeText},   {"category", Form::FreeText},
        {"brand", Form::FreeText}, {"price", Form::Number},     {"description", Form::FreeText},
        {"image", Form::FreeText}, {"is_product", Form::Truth}, {"attributes", Form::Json}};
    return exportQuery(
        project, path, kColumns,
        "SELECT key, title, category, brand, price, description, image, is_product, attributes FROM item ORDER BY id",
        "SELECT count(*) FROM item", job);
}

std::int64_t exportQuarantine(const Project &project, const QString &path, JobContext &job)
{
    static constexpr ExportColumn kColumns[] = {{"import", Form::Number},   {"file", Form::FreeText},
                                                {"line", Form::Number},     {"reason", Form::Key},
                                                {"detail", Form::FreeText}, {"text", Form::FreeText}};
    return exportQuery(project, path, kColumns,
                       "SELECT import_id, file, line, reason, detail, text FROM quarantine ORDER BY id",
                       "SELECT count(*) FROM quarantine", job);
}

} // namespace aisle
