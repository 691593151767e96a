#include "core/transfer/writing/exporter.h"

#include "core/common/events.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/queries/listing.h"
#include "core/transfer/writing/recordfile.h"

#include <QDateTime>
#include <QHash>
#include <span>
#include <vector>

namespace aisle {

namespace {

constexpr std::int64_t kRowsBetweenChecks = 4096;

/// How a column of the listing is written.
enum class Form { Key, Shopper, Product, Session, FreeText, Number, Truth, Time, Part, Json };
/// Whether it is left out with pseudonyms, since it may repeat a key.
enum class Tells { Nothing, MoreThanAKey };

struct ExportColumn
{
    const char *name;
    Form form;
    Tells tells = Tells::Nothing;
};

/// Names of keys; events lie clustered by shopper, so that one is asked for many times in a row.
class Names
{
public:
    explicit Names(const KeyFormatter &keys) : m_keys(keys) {}
    bool areMadeUp() const { return m_keys.usesPseudonyms(); }
    QString shopper(const QString &key) { return known(m_shoppers, key, &KeyFormatter::shopper); }
    QString product(const QString &key) { return known(m_products, key, &KeyFormatter::product); }
    QString session(const QString &key) { return known(m_sessions, key, &KeyFormatter::session); }

private:
    static constexpr qsizetype kMostKept = 1 << 17;
    using Kept = QHash<QString, QString>;
    QString known(Kept &kept, const QString &key, QString (KeyFormatter::*name)(const QString &) const)
    {
        if (!areMadeUp())
            return key;
        if (const auto found = kept.constFind(key); found != kept.constEnd())
            return *found;
        if (kept.size() >= kMostKept)
            kept.clear();
        return *kept.insert(key, (m_keys.*name)(key));
    }
    const KeyFormatter &m_keys;
    Kept m_shoppers, m_products, m_sessions;
};

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

QString textOf(const ListedValue &value)
{
    if (const auto *text = std::get_if<std::string_view>(&value))
        return QString::fromUtf8(*text);
    if (const auto *number = std::get_if<std::int64_t>(&value))
        return QString::number(*number);
    const auto *real = std::get_if<double>(&value);
    return real ? QString::number(*real, 'g', 15) : QString();
}

std::int64_t integerOf(const ListedValue &value)
{
    const auto *number = std::get_if<std::int64_t>(&value);
    return number ? *number : 0;
}

RecordValue numberOf(const ListedValue &value)
{
    if (const auto *number = std::get_if<std::int64_t>(&value))
        return *number;
    const auto *real = std::get_if<double>(&value);
    return real ? RecordValue(*real) : RecordValue(textOf(value));
}

RecordValue recordValue(const ListedValue &value, const ExportColumn &column, Names &names)
{
    if (std::holds_alternative<std::monostate>(value) || (names.areMadeUp() && column.tells == Tells::MoreThanAKey))
        return {};
    switch (column.form) {
    case Form::Shopper:
        return names.shopper(textOf(value));
    case Form::Product:
        return names.product(textOf(value));
    case Form::Session:
        return names.session(textOf(value));
    case Form::Number:
        return numberOf(value);
    case Form::Truth:
        return integerOf(value) != 0;
    case Form::Time:
        return timeText(integerOf(value));
    case Form::Part:
        return partValue(static_cast<int>(integerOf(value)));
    case Form::Json:
        return JsonText{textOf(value)};
    case Form::Key:
    case Form::FreeText:
        break;
    }
    return textOf(value);
}

std::vector<RecordColumn> recordColumns(std::span<const ExportColumn> columns)
{
    std::vector<RecordColumn> names;
    for (const auto &column : columns)
        names.push_back({column.name, column.form == Form::FreeText});
    return names;
}

/// @param columns  aligned with those of the listing
std::int64_t exportListing(const Project &project, const QString &path, std::span<const ExportColumn> columns,
                           Listing listing, JobContext &job, const KeyFormatter &keys)
{
    Names shown(keys);
    const auto names = recordColumns(columns);
    const auto out = RecordFile::open(path, names);
    const auto expected = countListed(project, listing);
    std::vector<RecordValue> fields(columns.size());
    std::int64_t written = 0;
    visitListed(project, listing, [&](std::span<const ListedValue> row) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            fields[i] = recordValue(row[i], columns[i], shown);
        out->write(fields);
        if (++written % kRowsBetweenChecks == 0) {
            job.checkpoint();
            job.progress(static_cast<double>(written) / static_cast<double>(std::max(expected, written)),
                         QStringLiteral("writing"));
        }
    });
    out->close();
    job.progress(1, QStringLiteral("writing"));
    return written;
}

} // namespace

std::int64_t exportEvents(const Project &project, const QString &path, JobContext &job, const KeyFormatter &keys)
{
    static constexpr ExportColumn kColumns[] = {{"user", Form::Shopper}, {"item", Form::Product},
                                                {"kind", Form::Key},     {"time", Form::Time},
                                                {"value", Form::Number}, {"quantity", Form::Number},
                                                {"price", Form::Number}, {"session", Form::Session},
                                                {"part", Form::Part},    {"context", Form::Json, Tells::MoreThanAKey}};
    return exportListing(project, path, kColumns, Listing::Events, job, keys);
}

std::int64_t exportItems(const Project &project, const QString &path, JobContext &job, const KeyFormatter &keys)
{
    static constexpr ExportColumn kColumns[] = {{"item", Form::Product},
                                                {"title", Form::FreeText},
                                                {"category", Form::FreeText},
                                                {"brand", Form::FreeText},
                                                {"price", Form::Number},
                                                {"description", Form::FreeText},
                                                {"image", Form::FreeText, Tells::MoreThanAKey},
                                                {"is_product", Form::Truth},
                                                {"attributes", Form::Json, Tells::MoreThanAKey}};
    return exportListing(project, path, kColumns, Listing::Items, job, keys);
}

std::int64_t exportQuarantine(const Project &project, const QString &path, JobContext &job, const KeyFormatter &keys)
{
    static constexpr ExportColumn kColumns[] = {{"import", Form::Number},
                                                {"file", Form::FreeText, Tells::MoreThanAKey},
                                                {"line", Form::Number},
                                                {"reason", Form::Key},
                                                {"detail", Form::FreeText, Tells::MoreThanAKey},
                                                {"text", Form::FreeText, Tells::MoreThanAKey}};
    return exportListing(project, path, kColumns, Listing::Quarantine, job, keys);
}

} // namespace aisle
