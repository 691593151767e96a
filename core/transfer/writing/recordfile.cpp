#include "core/transfer/writing/recordfile.h"

#include "core/common/error.h"
#include "core/common/text/delimitedtext.h"
#include "core/transfer/writing/csvwriter.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace aisle {

namespace {

constexpr int kFloatDigits = 9;

struct CsvCell
{
    bool isFreeText;
    QString operator()(std::monostate) const { return {}; }
    QString operator()(const QString &text) const { return isFreeText ? spreadsheetSafe(text) : text; }
    QString operator()(std::int64_t number) const { return QString::number(number); }
    QString operator()(double number) const { return QString::number(number, 'g', QLocale::FloatingPointShortest); }
    QString operator()(float number) const { return QString::number(static_cast<double>(number), 'g', kFloatDigits); }
    QString operator()(bool truth) const { return truth ? QStringLiteral("1") : QStringLiteral("0"); }
    QString operator()(const JsonText &json) const { return json.text; }
};

struct JsonField
{
    QJsonValue operator()(std::monostate) const { return QJsonValue::Undefined; }
    QJsonValue operator()(const QString &text) const { return text; }
    QJsonValue operator()(std::int64_t number) const { return static_cast<qint64>(number); }
    QJsonValue operator()(double number) const { return number; }
    QJsonValue operator()(float number) const
    {
        return QString::number(static_cast<double>(number), 'g', kFloatDigits).toDouble();
    }
    QJsonValue operator()(bool truth) const { return truth; }
    QJsonValue operator()(const JsonText &json) const { return QJsonDocument::fromJson(json.text.toUtf8()).object(); }
};

class CsvRecords : public RecordFile
{
public:
    CsvRecords(const QString &path, std::span<const RecordColumn> columns) : m_columns(columns), m_out(path)
    {
        QStringList header;
        for (const auto &column : columns)
            header.append(QString::fromLatin1(column.name));
        m_out.row(header);
    }
    void write(std::span<const RecordValue> fields) override
    {
        QStringList cells;
        for (std::size_t i = 0; i < fields.size(); ++i)
            cells.append(std::visit(CsvCell{m_columns[i].isFreeText}, fields[i]));
        m_out.row(cells);
    }
    void close() override { m_out.close(); }

private:
    std::span<const RecordColumn> m_columns;
    CsvWriter m_out;
};

class JsonRecords : public RecordFile
{
public:
    JsonRecords(const QString &path, std::span<const RecordColumn> columns) : m_columns(columns), m_out(path) {}
    void write(std::span<const RecordValue> fields) override
    {
        QJsonObject object;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (const auto value = std::visit(JsonField{}, fields[i]); !value.isUndefined())
                object.insert(QString::fromLatin1(m_columns[i].name), value);
        m_out.write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    }
    void close() override { m_out.commit(); }

private:
    std::span<const RecordColumn> m_columns;
    WholeFile m_out;
};

std::optional<RecordFormat> formatOf(const QString &path, std::optional<RecordFormat> otherwise)
{
    auto name = QFileInfo(path).fileName().toLower();
    if (name.endsWith(QStringLiteral(".gz")))
        name.chop(3);
    if (name.endsWith(QStringLiteral(".csv")))
        return RecordFormat::Csv;
    if (name.endsWith(QStringLiteral(".jsonl")) || name.endsWith(QStringLiteral(".json")))
        return RecordFormat::JsonLines;
    return !name.contains(u'.') || name.endsWith(QStringLiteral(".txt")) ? otherwise : std::nullopt;
}

} // namespace

std::unique_ptr<RecordFile> RecordFile::open(const QString &path, std::span<const RecordColumn> columns,
                                             std::optional<RecordFormat> otherwise)
{
    const auto format = formatOf(path, otherwise);
    if (!format)
        throw Error("export.unknown-format",
                    QT_TRANSLATE_NOOP("Error", "%1 names no format: end it in .csv, .csv.gz, .jsonl or .jsonl.gz."),
                    {path});
    if (*format == RecordFormat::Csv)
        return std::make_unique<CsvRecords>(path, columns);
    return std::make_unique<JsonRecords>(path, columns);
}

} // namespace aisle
