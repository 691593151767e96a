#include "core/transfer/exporter.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/events.h"
#include "core/storage/storageerror.h"
#include "core/transfer/csvwriter.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSaveFile>
#include <SQLiteCpp/SQLiteCpp.h>
#include <memory>
#include <quazip/quagzipfile.h>
#include <span>

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

class RecordWriter
{
public:
    virtual ~RecordWriter() = default;
    virtual void write(SQLite::Statement &row) = 0;
    virtual void close() = 0;
};

QString text(const SQLite::Column &column)
{
    return QString::fromUtf8(column.getText(), column.getBytes());
}

QString timeText(std::int64_t at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(at % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

QString partText(int part)
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

class CsvRecords : public RecordWriter
{
public:
    CsvRecords(const QString &path, std::span<const ExportColumn> columns) : m_columns(columns), m_out(path)
    {
        QStringList header;
        for (const auto &column : columns)
            header.append(QString::fromLatin1(column.name));
        m_out.row(header);
    }
    void write(SQLite::Statement &row) override
    {
        QStringList cells;
        cells.reserve(static_cast<qsizetype>(m_columns.size()));
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            cells.append(cell(row.getColumn(static_cast<int>(i)), m_columns[i].form));
        m_out.row(cells);
    }
    void close() override { m_out.close(); }

private:
    static QString cell(const SQLite::Column &column, Form form)
    {
        if (column.isNull())
            return {};
        switch (form) {
        case Form::FreeText:
            return CsvWriter::safeText(text(column));
        case Form::Time:
            return timeText(column.getInt64());
        case Form::Part:
            return partText(column.getInt());
        case Form::Number:
            if (column.isFloat())
                return QString::number(column.getDouble(), 'g', QLocale::FloatingPointShortest);
            break;
        case Form::Key:
        case Form::Truth:
        case Form::Json:
            break;
        }
        return text(column);
    }
    std::span<const ExportColumn> m_columns;
    CsvWriter m_out;
};

/// One JSON object a line; what is absent is left out.
class JsonRecords : public RecordWriter
{
public:
    JsonRecords(const QString &path, std::span<const ExportColumn> columns)
        : m_columns(columns), m_target(path), m_isPacked(path.endsWith(QStringLiteral(".gz"))), m_file(path),
          m_packed(path + QStringLiteral(".part"))
    {
        if (!device().open(QIODevice::WriteOnly))
            fail();
    }
    ~JsonRecords() override
    {
        if (m_isPacked && m_packed.isOpen()) {
            m_packed.close();
            QFile::remove(m_target + QStringLiteral(".part"));
        }
    }
    void write(SQLite::Statement &row) override
    {
        QJsonObject object;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto column = row.getColumn(static_cast<int>(i));
            if (!column.isNull())
                object.insert(QString::fromLatin1(m_columns[i].name), value(column, m_columns[i].form));
        }
        const auto line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
        if (device().write(line) != line.size())
            fail();
    }
    void close() override
    {
        if (!m_isPacked) {
            if (!m_file.commit())
                fail();
            return;
        }
        m_packed.close();
        QFile::remove(m_target);
        if (!QFile::rename(m_target + QStringLiteral(".part"), m_target))
            fail();
    }

private:
    static QJsonValue value(const SQLite::Column &column, Form form)
    {
        switch (form) {
        case Form::Number:
            return column.isInteger() ? QJsonValue(static_cast<qint64>(column.getInt64())) : QJsonValue(column.getDouble());
        case Form::Truth:
            return column.getInt() != 0;
        case Form::Time:
            return timeText(column.getInt64());
        case Form::Part:
            return partText(column.getInt());
        case Form::Json:
            return QJsonDocument::fromJson(text(column).toUtf8()).object();
        case Form::Key:
        case Form::FreeText:
            break;
        }
        return text(column);
    }
    QIODevice &device() { return m_isPacked ? static_cast<QIODevice &>(m_packed) : m_file; }
    [[noreturn]] void fail()
    {
        throw Error("export.cannot-write", QT_TRANSLATE_NOOP("Error", "%1 cannot be written: %2."), {m_target, device().errorString()});
    }
    std::span<const ExportColumn> m_columns;
    QString m_target;
    bool m_isPacked;
    QSaveFile m_file;
    QuaGzipFile m_packed;
};

std::unique_ptr<RecordWriter> openRecords(const QString &path, std::span<const ExportColumn> columns)
{
    auto name = path.toLower();
    if (name.endsWith(QStringLiteral(".gz")))
        name.chop(3);
    if (name.endsWith(QStringLiteral(".csv")))
        return std::make_unique<CsvRecords>(path, columns);
    if (name.endsWith(QStringLiteral(".jsonl")) || name.endsWith(QStringLiteral(".json")))
        return std::make_unique<JsonRecords>(path, columns);
    throw Error("export.unknown-format",
                QT_TRANSLATE_NOOP("Error", "%1 names no format: end it in .csv, .csv.gz, .jsonl or .jsonl.gz."), {path});
}

std::int64_t exportQuery(const Project &project, const QString &path, std::span<const ExportColumn> columns, const char *query,
                         const char *countQuery, JobContext &job)
{
    return guarded(project, [&] {
        const auto out = openRecords(path, columns);
        const auto expected = project.database().execAndGet(countQuery).getInt64();
        SQLite::Statement rows(project.database(), query);
        std::int64_t written = 0;
        while (rows.executeStep()) {
            out->write(rows);
            if (++written % kRowsBetweenChecks == 0) {
                job.checkpoint();
                job.progress(static_cast<double>(written) / static_cast<double>(std::max(expected, written)), QStringLiteral("writing"));
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
    static constexpr ExportColumn kColumns[] = {{"user", Form::Key},        {"item", Form::Key},     {"kind", Form::Key},
                                                {"time", Form::Time},       {"value", Form::Number}, {"quantity", Form::Number},
                                                {"price", Form::Number},    {"session", Form::Key},  {"part", Form::Part},
                                                {"context", Form::Json}};
    return exportQuery(project, path, kColumns,
                       "SELECT user.key, item.key, event_kind.name, event.at, value, quantity, event.price, session.key, part, context "
                       "FROM event JOIN user ON user.id = user_id JOIN event_kind ON event_kind.id = kind "
                       "LEFT JOIN item ON item.id = item_id LEFT JOIN session ON session.id = event.session ORDER BY event.id",
                       "SELECT coalesce(sum(events), 0) FROM import", job);
}

std::int64_t exportItems(const Project &project, const QString &path, JobContext &job)
{
    static constexpr ExportColumn kColumns[] = {{"item", Form::Key},          {"title", Form::FreeText},       {"category", Form::FreeText},
                                                {"brand", Form::FreeText},    {"price", Form::Number},         {"description", Form::FreeText},
                                                {"image", Form::FreeText},    {"is_product", Form::Truth},     {"attributes", Form::Json}};
    return exportQuery(project, path, kColumns,
                       "SELECT key, title, category, brand, price, description, image, is_product, attributes FROM item ORDER BY id",
                       "SELECT count(*) FROM item", job);
}

std::int64_t exportQuarantine(const Project &project, const QString &path, JobContext &job)
{
    static constexpr ExportColumn kColumns[] = {{"import", Form::Number}, {"file", Form::FreeText},   {"line", Form::Number},
                                                {"reason", Form::Key},    {"detail", Form::FreeText}, {"text", Form::FreeText}};
    return exportQuery(project, path, kColumns, "SELECT import_id, file, line, reason, detail, text FROM quarantine ORDER BY id",
                       "SELECT count(*) FROM quarantine", job);
}

} // namespace aisle
