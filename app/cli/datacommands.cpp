#include "app/cli/command.h"
#include "app/cli/runanswers.h"
#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/storage/bulk/cleancopy.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"
#include "core/storage/runtable.h"

#include <QJsonArray>
#include <algorithm>
#include <set>
#include <unordered_set>

namespace aisle::cli {

namespace {

/// What one sequential read of the events finds.
struct LogCounts
{
    std::map<int, std::int64_t> perKind;
    std::map<StoredPart, std::int64_t> perPart;
    std::optional<std::int64_t> first, last;
    std::int64_t pairs = 0; ///< distinct, of a shopper and a product
    std::unordered_set<std::int64_t> items;

    LogCounts(const EventStore &events, JobContext &job)
    {
        events.scan([this](const StoredEvent &event) { add(event); }, &job);
    }

private:
    void add(const StoredEvent &event)
    {
        ++perKind[event.kind];
        ++perPart[event.part];
        if (event.at != kNoTime) {
            first = std::min(first.value_or(event.at), event.at);
            last = std::max(last.value_or(event.at), event.at);
        }
        if (event.user != m_current) {
            m_seen.clear();
            m_current = event.user;
        }
        if (event.item.value == 0 || !m_seen.insert(event.item.value).second)
            return;
        ++pairs;
        items.insert(event.item.value);
    }

    std::set<std::int64_t> m_seen; // products of the shopper being read: events lie clustered by shopper
    UserId m_current{};
};

QJsonObject partsJson(const std::map<StoredPart, std::int64_t> &perPart)
{
    QJsonObject json;
    for (const auto &[part, name] :
         {std::pair{StoredPart::Train, "train"}, {StoredPart::Valid, "valid"}, {StoredPart::Test, "test"}}) {
        if (const auto found = perPart.find(part); found != perPart.end())
            json.insert(QString::fromLatin1(name), static_cast<qint64>(found->second));
    }
    return json;
}

QJsonArray importsJson(const std::vector<ImportRecord> &imports)
{
    QJsonArray json;
    for (const auto &import : imports)
        json.append(QJsonObject{{QStringLiteral("import"), static_cast<qint64>(import.id.value)},
                                {QStringLiteral("source"), import.source},
                                {QStringLiteral("at"), isoTime(import.at)},
                                {QStringLiteral("events"), static_cast<qint64>(import.events)},
                                {QStringLiteral("rejected"), static_cast<qint64>(import.rejected)}});
    return json;
}

QString importsTable(const std::vector<ImportRecord> &imports)
{
    std::vector<QStringList> rows;
    for (const auto &import : imports)
        rows.push_back({QString::number(import.id.value), import.source, dayAndMinute(import.at), count(import.events),
                        count(import.rejected)});
    if (rows.empty())
        return {};
    return u'\n' + table({QStringLiteral("import"), QStringLiteral("file"), QStringLiteral("when (UTC)"),
                          QStringLiteral("events"), QStringLiteral("rejected")},
                         rows);
}

/// What `info` says of a project.
struct ProjectInfo
{
    ProjectInfo(const Project &project, JobContext &job)
        : events(project), log(events, job), users(Catalogue(project).userCount()),
          items(Catalogue(project).itemCount()), titled(Catalogue(project).itemsWithTitle()), imports(events.imports()),
          runs(static_cast<qint64>(RunTable(project).count())), bytes(project.sizeBytes())
    {
        const double cells = static_cast<double>(users) * static_cast<double>(items);
        density = cells > 0 ? static_cast<double>(log.pairs) / cells : 0;
        withEvents = std::min(items, static_cast<std::int64_t>(log.items.size()));
    }
    EventStore events;
    LogCounts log;
    std::int64_t users, items, titled;
    std::vector<ImportRecord> imports;
    qint64 runs;
    std::int64_t bytes;
    double density = 0;
    std::int64_t withEvents = 0; ///< products
};

QJsonObject infoJson(const ProjectInfo &info)
{
    QJsonObject kinds, meanings, facts;
    for (const auto &kind : info.events.kinds()) {
        const auto found = info.log.perKind.find(kind.id);
        kinds.insert(utf8(kind.name), static_cast<qint64>(found == info.log.perKind.end() ? 0 : found->second));
        const auto meaning = QString::fromLatin1(meaningName(kind.meaning));
        meanings.insert(utf8(kind.name), meaning);
        facts.insert(utf8(kind.name),
                     QJsonObject{{QStringLiteral("meaning"), meaning}, {QStringLiteral("weight"), kind.weight}});
    }
    const auto time = [](std::optional<std::int64_t> at) { return at ? QJsonValue(isoTime(*at)) : QJsonValue(); };
    return {{QStringLiteral("users"), static_cast<qint64>(info.users)},
            {QStringLiteral("items"), static_cast<qint64>(info.items)},
            {QStringLiteral("events"), static_cast<qint64>(info.events.count())},
            {QStringLiteral("kinds"), kinds},
            {QStringLiteral("meanings"), meanings},
            {QStringLiteral("kind_facts"), facts},
            {QStringLiteral("catalogue"),
             QJsonObject{{QStringLiteral("with_events"), static_cast<qint64>(info.withEvents)},
                         {QStringLiteral("without_events"), static_cast<qint64>(info.items - info.withEvents)}}},
            {QStringLiteral("first"), time(info.log.first)},
            {QStringLiteral("last"), time(info.log.last)},
            {QStringLiteral("parts"), partsJson(info.log.perPart)},
            {QStringLiteral("density"), info.density},
            {QStringLiteral("items_with_title"), static_cast<qint64>(info.titled)},
            {QStringLiteral("rejected"), static_cast<qint64>(info.events.quarantinedCount())},
            {QStringLiteral("runs"), info.runs},
            {QStringLiteral("imports"), importsJson(info.imports)},
            {QStringLiteral("bytes"), static_cast<qint64>(info.bytes)}};
}

/// What kinds mean and weigh; those that are learnt from only where --kinds names them weigh then.
QString kindsTable(const ProjectInfo &info)
{
    std::vector<QStringList> rows;
    for (const auto &kind : info.events.kinds()) {
        const auto found = info.log.perKind.find(kind.id);
        rows.push_back({utf8(kind.name), QString::fromLatin1(meaningName(kind.meaning)),
                        count(found == info.log.perKind.end() ? 0 : found->second), QString::number(kind.weight),
                        isPositive(kind.meaning) ? QStringLiteral("yes") : QStringLiteral("only if --kinds names it")});
    }
    return rows.empty() ? QString()
                        : u'\n' + table({QStringLiteral("kind"), QStringLiteral("meaning"), QStringLiteral("events"),
                                         QStringLiteral("weight"), QStringLiteral("learnt from")},
                                        rows);
}

QString infoText(const ProjectInfo &info)
{
    std::map<std::string, std::int64_t> kinds;
    for (const auto &kind : info.events.kinds()) {
        const auto found = info.log.perKind.find(kind.id);
        kinds[kind.name] = found == info.log.perKind.end() ? 0 : found->second;
    }
    const auto period = info.log.first ? isoTime(*info.log.first) + QStringLiteral(" to ") + isoTime(*info.log.last)
                                       : QStringLiteral("no times");
    const std::vector<QStringList> rows{
        {QStringLiteral("shoppers"), count(info.users)},
        {QStringLiteral("products"), QStringLiteral("%1 (%2 with events, %3 with a title)")
                                         .arg(count(info.items), count(info.withEvents), count(info.titled))},
        {QStringLiteral("events"), count(info.events.count())},
        {QStringLiteral("kinds"), inWords(kinds)},
        {QStringLiteral("period"), period},
        {QStringLiteral("density"), QStringLiteral("%1 %").arg(info.density * 100, 0, 'g', 3)},
        {QStringLiteral("rejected"), count(info.events.quarantinedCount())},
        {QStringLiteral("runs"), count(info.runs)},
        {QStringLiteral("size"), bytes(info.bytes)}};
    return table({QStringLiteral("what"), QStringLiteral("value")}, rows) + kindsTable(info) +
           importsTable(info.imports);
}

Answer info(const Invocation &call)
{
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    ProjectInfo found(*project, call.job);
    for (auto &import : found.imports)
        import.source = hideable(call, import.source);
    return {infoJson(found), infoText(found)};
}

Answer quarantine(const Invocation &call)
{
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const EventStore events(*project);
    const auto limit = call.countOf("limit", 20);
    QJsonArray all;
    std::vector<QStringList> rows;
    for (const auto &row : events.quarantined(call.countOf("offset", 0), limit)) {
        const auto file = hideable(call, row.file), detail = hideable(call, row.detail),
                   line = hideable(call, row.text);
        all.append(QJsonObject{{QStringLiteral("import"), static_cast<qint64>(row.import.value)},
                               {QStringLiteral("file"), file},
                               {QStringLiteral("line"), static_cast<qint64>(row.line)},
                               {QStringLiteral("reason"), row.reason},
                               {QStringLiteral("detail"), detail},
                               {QStringLiteral("text"), line}});
        rows.push_back({file, count(row.line), row.reason, detail, line.left(100)});
    }
    const auto total = events.quarantinedCount();
    QString text = table({QStringLiteral("file"), QStringLiteral("line"), QStringLiteral("reason"),
                          QStringLiteral("field"), QStringLiteral("text")},
                         rows);
    text += sentence("%1 of %2 rejected [row|rows].\n", {rows.size(), total});
    return {{{QStringLiteral("total"), static_cast<qint64>(total)}, {QStringLiteral("rows"), all}}, text};
}

QJsonObject rescueJson(const CleanCopy &copy, const QString &out)
{
    return {{QStringLiteral("out"), out},
            {QStringLiteral("triggers_dropped"), QJsonArray::fromStringList(copy.dropped)},
            {QStringLiteral("tables_made"), QJsonArray::fromStringList(copy.made)},
            {QStringLiteral("tables_emptied"), QJsonArray::fromStringList(copy.emptied)}};
}

Answer rescue(const Invocation &call)
{
    if (!call.isSet("out"))
        throw WrongUsage{QStringLiteral("Name the file to write: --out FILE.aisle.")};
    const auto out = call.value("out");
    const auto copy = writeCleanCopy(call.arguments.front(), out, call.job);
    return {rescueJson(copy, out), Error::fill(QString::fromUtf8(sentenceOf(copy)), argumentsOf(copy, out)) + u'\n'};
}

} // namespace

std::vector<Command> dataCommands()
{
    return {
        {"info", "what is in a project", "PROJECT", "aisle-cli --json info shop.aisle", 1, 1, addPseudonymsOption,
         info},
        {"rescue", "writes a copy of a project without what others put into its tables", "PROJECT",
         "aisle-cli rescue theirs.aisle --out clean.aisle", 1, 1,
         [](QCommandLineParser &parser) {
             addOption(parser, "out", "The project to write; it must not be there.", "FILE");
         },
         rescue},
        {"quarantine", "the rejected rows", "PROJECT", "aisle-cli quarantine shop.aisle --limit 50", 1, 1,
         [](QCommandLineParser &parser) {
             addOption(parser, "limit", "How many rows.", "N", QStringLiteral("20"));
             addOption(parser, "offset", "How many to pass over.", "N", QStringLiteral("0"));
             addPseudonymsOption(parser);
         },
         quarantine},
    };
}

} // namespace aisle::cli
