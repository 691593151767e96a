#include "app/cli/command.h"
#include "app/cli/importoptions.h"
#include "core/common/error.h"
#include "core/common/memory.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"
#include "core/storage/runtable.h"
#include "core/transfer/plan/importing.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>
#include <chrono>
#include <set>

namespace aisle::cli {

namespace {

QJsonObject toJson(const std::map<std::string, std::int64_t> &counts)
{
    QJsonObject json;
    for (const auto &[name, number] : counts)
        json.insert(utf8(name), static_cast<qint64>(number));
    return json;
}

QString inWords(const std::map<std::string, std::int64_t> &counts)
{
    QStringList words;
    for (const auto &[name, number] : counts)
        words << QStringLiteral("%1 %2").arg(count(number), utf8(name));
    return words.join(QStringLiteral(", "));
}

Error nothingToRead(const Invocation &call)
{
    return Error("input.nothing", QT_TRANSLATE_NOOP("Error", "There is nothing to read in %1."),
                 {call.arguments.mid(1).join(QStringLiteral(", "))});
}

InputListing inputsOf(const Invocation &call)
{
    auto listing = listInputs(call.arguments.mid(1), call.value("member"), limitsOf(call));
    for (const auto &[name, why] : listing.skipped)
        call.job.note(QStringLiteral("%1 was left out: %2").arg(name, why));
    if (listing.sources.empty())
        throw nothingToRead(call);
    return listing;
}

/// The other file of `--join FILE --on COL`: its columns are recognised as a log's are.
void applyJoin(const Invocation &call, Recipe &recipe, Recognition &seen)
{
    if (!call.isSet("join"))
        return;
    RecognitionHints hints;
    hints.timeZone = call.value("time-zone");
    joinFile(recipe, seen, call.value("join"), call.value("on"), hints, limitsOf(call));
}

/// `--like N`: the choices of an earlier import for a file of the same shape.
void applyLike(const Invocation &call, const InputSource &source, PlannedFile &file, Recognition &seen)
{
    if (!call.isSet("like"))
        return;
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const auto wanted = call.value("like");
    auto imports = EventStore(*project).imports();
    const bool any = wanted == QLatin1String("last");
    if (!any) {
        const ImportId id(*call.integer("like"));
        std::erase_if(imports, [&](const auto &record) { return record.id != id; });
        if (imports.empty())
            throw Error("import.unknown", QT_TRANSLATE_NOOP("Error", "There is no import %1 in this project."),
                        {wanted});
    }
    const auto past = importLike(imports, source, seen);
    if (!past && any)
        throw Error("import.not-alike",
                    QT_TRANSLATE_NOOP("Error", "No import of this project has the columns of %1: import it without "
                                               "--like."),
                    {source.displayName()});
    if (!past)
        throw Error("import.not-alike",
                    QT_TRANSLATE_NOOP("Error", "%1 has other columns than import %2: import it without --like."),
                    {source.displayName(), wanted});
    file.recipe = recipeLike(*past, seen);
    file.part = past->part;
    seen.remarks << QStringLiteral("Read as import %1 was (%2).").arg(past->id.value).arg(past->source.displayName());
}

QString recognisedText(const Recognition &seen)
{
    std::vector<QStringList> rows;
    for (const auto &column : seen.columns)
        rows.push_back({column.name, column.field.isEmpty() ? roleName(column.guessed) : column.field, column.why,
                        column.examples.mid(0, 3).join(QStringLiteral(" | "))});
    QString text = table(
        {QStringLiteral("column"), QStringLiteral("role"), QStringLiteral("why"), QStringLiteral("examples")}, rows);
    for (const auto &remark : seen.remarks)
        text += remark + u'\n';
    return text;
}

Answer dryRun(const Invocation &call)
{
    QJsonArray files;
    QString text;
    for (const auto &source : inputsOf(call).sources) {
        auto seen = recognise(source, hintsOf(call), limitsOf(call));
        applyJoin(call, seen.recipe, seen);
        QJsonArray rows;
        for (const auto &row : seen.firstRows)
            rows.append(QJsonArray::fromStringList(QStringList(row.begin(), row.end())));
        auto json = seen.toJson();
        json.insert(QStringLiteral("file"), source.displayName());
        json.insert(QStringLiteral("first_rows"), rows);
        json.insert(QStringLiteral("remarks"), QJsonArray::fromStringList(seen.remarks));
        files.append(json);
        text += source.displayName() + QStringLiteral("\n") + recognisedText(seen) + QStringLiteral("\n");
    }
    return {{{QStringLiteral("files"), files}, {QStringLiteral("recognised"), files.first().toObject()}},
            text + QStringLiteral("Nothing was written.\n")};
}

/// Runs the body on the project; one that had to be created for it goes away again when the body fails.
template <typename Body>
void inProject(const Invocation &call, Body body)
{
    const auto path = call.arguments.front();
    const bool existed = QFileInfo::exists(path);
    auto project = Project::openOrCreate(path);
    try {
        body(*project);
    } catch (...) {
        project.reset();
        if (!existed)
            QFile::remove(path);
        throw;
    }
}

/// Whether the recipe, or the file joined to it, has the role.
bool has(const Recipe &recipe, Role role)
{
    const auto isIt = [&](const auto &column) { return column.role == role; };
    return std::any_of(recipe.columns.begin(), recipe.columns.end(), isIt) ||
           std::any_of(recipe.joinColumns.begin(), recipe.joinColumns.end(), isIt);
}

/// Of an archive that nobody chose members of, those that do not read are left out ("every member that reads").
std::optional<Recognition> recogniseMember(const Invocation &call, const InputSource &source)
{
    const bool mayLeaveOut = !source.member.isEmpty() && !call.isSet("member") && !call.isSet("join");
    try {
        auto seen = recognise(source, hintsOf(call), limitsOf(call));
        if (!mayLeaveOut || seen.part != FilePart::Unknown)
            return seen;
        call.job.note(QStringLiteral("%1 was left out: it has no column of products with their shoppers.")
                          .arg(source.displayName()));
    } catch (const Error &error) {
        if (!mayLeaveOut || std::string_view(error.code()).starts_with("archive."))
            throw;
        call.job.note(QStringLiteral("%1 was left out: %2").arg(source.displayName(), error.message()));
    }
    return {};
}

/// Two columns of keys make no log: a list or a graph is not imported as one unasked. What a log lacks the importer
/// says.
void refuseUnknown(const InputSource &source, const Recipe &recipe, const Recognition &seen, FilePart part)
{
    if (part != FilePart::Unknown || !has(recipe, Role::Item) || !has(recipe, Role::User))
        return;
    throw Error("import.not-recognised",
                QT_TRANSLATE_NOOP("Error",
                                  "%1 was not recognised as a log, a catalogue or a table of shoppers. %2 Name "
                                  "its columns (--user, --item), or load it with `items`."),
                {source.displayName(), seen.remarks.isEmpty() ? QString() : seen.remarks.back()});
}

Answer undo(const Invocation &call)
{
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    EventStore events(*project);
    const ImportId id(*call.integer("undo"));
    const auto before = events.count();
    events.undoImport(id, call.job);
    const auto removed = before - events.count();
    return {{{QStringLiteral("undone"), static_cast<qint64>(id.value)},
             {QStringLiteral("events_removed"), static_cast<qint64>(removed)}},
            QStringLiteral("Import %1 was taken back: %2 events.\n").arg(id.value).arg(count(removed))};
}

/// The sentence of an error of the importer with the options that help; null for those that need none.
const char *withOptions(const std::string &code)
{
    if (code == "import.again")
        return QT_TRANSLATE_NOOP("Error", "%1 was imported before (import %2): nothing was changed. --replace %2 puts "
                                          "it in that import's place, --again imports it once more, for events that "
                                          "really happened twice.");
    if (code == "import.no-user")
        return QT_TRANSLATE_NOOP("Error", "No column of %1 looks like a shopper: name it with --user COLUMN. Its "
                                          "columns are: %2.");
    if (code == "import.no-item")
        return QT_TRANSLATE_NOOP("Error", "No column of %1 looks like a product: name it with --item COLUMN. Its "
                                          "columns are: %2.");
    if (code == "import.one-column")
        return QT_TRANSLATE_NOOP("Error", "%1 has one column only (%2): name another separator with --separator, or "
                                          "a file that has both shoppers and products.");
    return nullptr;
}

ImportTotals importInto(const Invocation &call, const std::vector<PlannedFile> &files)
{
    ImportTotals totals;
    try {
        inProject(call, [&](Project &project) { totals = runImport(project, files, limitsOf(call), call.job); });
    } catch (const Error &error) {
        if (const auto *sentence = withOptions(error.code()))
            throw Error(error.code().c_str(), sentence, error.arguments());
        throw;
    }
    return totals;
}

QJsonArray importsOf(const ImportTotals &totals)
{
    QJsonArray imports;
    for (const auto &import : totals.imports)
        imports.append(QJsonObject{{QStringLiteral("import"), static_cast<qint64>(import.id.value)},
                                   {QStringLiteral("source"), import.source},
                                   {QStringLiteral("events"), static_cast<qint64>(import.events)}});
    return imports;
}

QString importNumbers(const ImportTotals &totals)
{
    QString text;
    for (const auto &import : totals.imports)
        text += QStringLiteral("Import %1: %2.\n").arg(import.id.value).arg(import.source);
    return text;
}

Answer importLogs(const Invocation &call)
{
    if (call.isSet("undo"))
        return undo(call);
    if (call.arguments.size() < 2)
        throw WrongUsage{QStringLiteral("Name at least one file to import.")};
    if (call.isSet("dry-run"))
        return dryRun(call);

    const auto start = std::chrono::steady_clock::now();
    std::vector<PlannedFile> files;
    QJsonObject recognised;
    QString remarks;
    for (const auto &source : inputsOf(call).sources) {
        auto seen = recogniseMember(call, source);
        if (!seen)
            continue;
        PlannedFile file{source, seen->recipe, seen->part, call.isSet("again"), {}};
        applyLike(call, source, file, *seen);
        applyChoices(call, file.recipe);
        applyJoin(call, file.recipe, *seen);
        if (call.isSet("join"))
            file.part = seen->part;
        refuseUnknown(source, file.recipe, *seen, file.part);
        if (recognised.isEmpty())
            recognised = seen->toJson();
        for (const auto &remark : seen->remarks)
            remarks += remark + u'\n';
        files.push_back(std::move(file));
    }
    if (files.empty())
        throw nothingToRead(call);
    if (call.isSet("replace")) {
        if (files.size() != 1)
            throw WrongUsage{QStringLiteral("--replace takes one file.")};
        files.front().replaces = ImportId(*call.integer("replace"));
    }
    const auto totals = importInto(call, files);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const QJsonObject json{
        {QStringLiteral("rows"), static_cast<qint64>(totals.rows)},
        {QStringLiteral("events"), static_cast<qint64>(totals.events)},
        {QStringLiteral("rejected"), static_cast<qint64>(totals.rejected)},
        {QStringLiteral("duplicates"), static_cast<qint64>(totals.duplicates)},
        {QStringLiteral("duplicates_seen"), static_cast<qint64>(totals.duplicatesSeen)},
        {QStringLiteral("reasons"), toJson(totals.reasons)},
        {QStringLiteral("kinds"), toJson(totals.kinds)},
        {QStringLiteral("users"), static_cast<qint64>(totals.users)},
        {QStringLiteral("items"), static_cast<qint64>(totals.items)},
        {QStringLiteral("seconds"), seconds},
        {QStringLiteral("rows_per_second"), static_cast<double>(totals.rows) / std::max(seconds, 1e-9)},
        {QStringLiteral("bytes"), static_cast<qint64>(totals.bytes)},
        {QStringLiteral("peak_memory_bytes"), static_cast<qint64>(peakMemoryBytes())},
        {QStringLiteral("imports"), importsOf(totals)},
        {QStringLiteral("recognised"), recognised}};
    QString text = QStringLiteral("%1 rows: %2 events, %3 rejected, %4 duplicates dropped (%5 seen), in %6.\n")
                       .arg(count(totals.rows), count(totals.events), count(totals.rejected), count(totals.duplicates),
                            count(totals.duplicatesSeen), duration(seconds));
    if (!totals.kinds.empty())
        text += QStringLiteral("Kinds: %1.\n").arg(inWords(totals.kinds));
    if (totals.catalogue.rows)
        text += QStringLiteral("Catalogue: %1 products, of which %2 are new.\n")
                    .arg(count(totals.catalogue.items + totals.catalogue.updated), count(totals.catalogue.items));
    if (totals.shoppers.rows)
        text += QStringLiteral("Attributes of %1 shoppers, of whom %2 are new.\n")
                    .arg(count(totals.shoppers.items + totals.shoppers.updated), count(totals.shoppers.items));
    if (totals.rejected)
        text += QStringLiteral("Rejected: %1. `aisle-cli quarantine PROJECT` shows the rows.\n")
                    .arg(inWords(totals.reasons));
    if (totals.rows > 0 && totals.events == 0)
        text += QStringLiteral("No event came in: name what was misread and import the file once more; that replaces "
                               "this import.\n");
    return {json, text + importNumbers(totals) + remarks};
}

Answer importCatalogue(const Invocation &call)
{
    const auto listing = inputsOf(call);
    auto hints = hintsOf(call);
    hints.part = FilePart::Items;
    QJsonObject recognised;
    std::vector<PlannedFile> files;
    for (const auto &source : listing.sources) {
        const auto seen = recognise(source, hints, limitsOf(call));
        if (recognised.isEmpty())
            recognised = seen.toJson();
        files.push_back({source, seen.recipe, FilePart::Items, call.isSet("again"), {}});
    }
    const auto totals = importInto(call, files);
    const auto &all = totals.catalogue;
    return {{{QStringLiteral("rows"), static_cast<qint64>(all.rows)},
             {QStringLiteral("items"), static_cast<qint64>(all.items + all.updated)},
             {QStringLiteral("new"), static_cast<qint64>(all.items)},
             {QStringLiteral("updated"), static_cast<qint64>(all.updated)},
             {QStringLiteral("rejected"), static_cast<qint64>(all.rejected)},
             {QStringLiteral("reasons"), toJson(all.reasons)},
             {QStringLiteral("seconds"), all.seconds},
             {QStringLiteral("imports"), importsOf(totals)},
             {QStringLiteral("recognised"), recognised}},
            QStringLiteral("%1 rows: %2 products, of which %3 were known; %4 rejected; in %5.\n")
                    .arg(count(all.rows), count(all.items + all.updated), count(all.updated), count(all.rejected),
                         duration(all.seconds)) +
                importNumbers(totals)};
}

Answer info(const Invocation &call)
{
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const EventStore events(*project);
    const Catalogue catalogue(*project);
    const auto kinds = events.kinds();
    std::map<int, std::int64_t> perKind;
    std::map<StoredPart, std::int64_t> parts;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    std::int64_t pairs = 0;
    std::set<std::int64_t> seen; // products of the shopper being read: events lie clustered by shopper
    UserId current{};
    events.scan(
        [&](const StoredEvent &event) {
            ++perKind[event.kind];
            ++parts[event.part];
            if (event.at != kNoTime) {
                first = std::min(first, event.at);
                last = std::max(last, event.at);
            }
            if (event.user != current) {
                seen.clear();
                current = event.user;
            }
            pairs += event.item.value != 0 && seen.insert(event.item.value).second;
        },
        &call.job);

    QJsonObject kindJson;
    std::map<std::string, std::int64_t> kindCounts;
    QJsonObject meanings;
    for (const auto &kind : kinds) {
        kindJson.insert(utf8(kind.name), static_cast<qint64>(perKind[kind.id]));
        meanings.insert(utf8(kind.name), QString::fromLatin1(meaningName(kind.meaning)));
        kindCounts[kind.name] = perKind[kind.id];
    }
    QJsonObject partJson;
    for (const auto &[part, name] :
         {std::pair{StoredPart::Train, "train"}, {StoredPart::Valid, "valid"}, {StoredPart::Test, "test"}}) {
        if (parts.contains(part))
            partJson.insert(QString::fromLatin1(name), static_cast<qint64>(parts[part]));
    }
    const auto users = catalogue.userCount();
    const auto items = catalogue.itemCount();
    const bool timed = last != std::numeric_limits<std::int64_t>::min();
    const double cells = static_cast<double>(users) * static_cast<double>(items);
    const double density = cells > 0 ? static_cast<double>(pairs) / cells : 0;
    const auto runCount = static_cast<qint64>(RunTable(*project).count());
    QJsonArray imports;
    std::vector<QStringList> importRows;
    for (const auto &import : events.imports()) {
        imports.append(QJsonObject{{QStringLiteral("import"), static_cast<qint64>(import.id.value)},
                                   {QStringLiteral("source"), import.source},
                                   {QStringLiteral("at"), isoTime(import.at)},
                                   {QStringLiteral("events"), static_cast<qint64>(import.events)},
                                   {QStringLiteral("rejected"), static_cast<qint64>(import.rejected)}});
        importRows.push_back({QString::number(import.id.value), import.source, isoTime(import.at / 1000 * 1000),
                              count(import.events), count(import.rejected)});
    }
    const QJsonObject json{{QStringLiteral("users"), static_cast<qint64>(users)},
                           {QStringLiteral("items"), static_cast<qint64>(items)},
                           {QStringLiteral("events"), static_cast<qint64>(events.count())},
                           {QStringLiteral("kinds"), kindJson},
                           {QStringLiteral("meanings"), meanings},
                           {QStringLiteral("first"), timed ? QJsonValue(isoTime(first)) : QJsonValue()},
                           {QStringLiteral("last"), timed ? QJsonValue(isoTime(last)) : QJsonValue()},
                           {QStringLiteral("parts"), partJson},
                           {QStringLiteral("density"), density},
                           {QStringLiteral("items_with_title"), static_cast<qint64>(catalogue.itemsWithTitle())},
                           {QStringLiteral("rejected"), static_cast<qint64>(events.quarantinedCount())},
                           {QStringLiteral("runs"), runCount},
                           {QStringLiteral("imports"), imports},
                           {QStringLiteral("bytes"), static_cast<qint64>(project->sizeBytes())}};
    std::vector<QStringList> rows{
        {QStringLiteral("shoppers"), count(users)},
        {QStringLiteral("products"),
         QStringLiteral("%1 (%2 with a title)").arg(count(items), count(catalogue.itemsWithTitle()))},
        {QStringLiteral("events"), count(events.count())},
        {QStringLiteral("kinds"), inWords(kindCounts)},
        {QStringLiteral("period"),
         timed ? isoTime(first) + QStringLiteral(" to ") + isoTime(last) : QStringLiteral("no times")},
        {QStringLiteral("density"), QStringLiteral("%1 %").arg(density * 100, 0, 'g', 3)},
        {QStringLiteral("rejected"), count(events.quarantinedCount())},
        {QStringLiteral("runs"), count(runCount)},
        {QStringLiteral("size"), bytes(project->sizeBytes())}};
    auto text = table({QStringLiteral("what"), QStringLiteral("value")}, rows);
    if (!importRows.empty())
        text += u'\n' + table({QStringLiteral("import"), QStringLiteral("file"), QStringLiteral("when"),
                               QStringLiteral("events"), QStringLiteral("rejected")},
                              importRows);
    return {json, text};
}

Answer quarantine(const Invocation &call)
{
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const EventStore events(*project);
    const auto limit = call.countOf("limit", 20);
    QJsonArray all;
    std::vector<QStringList> rows;
    for (const auto &row : events.quarantined(call.countOf("offset", 0), limit)) {
        all.append(QJsonObject{{QStringLiteral("import"), static_cast<qint64>(row.import.value)},
                               {QStringLiteral("file"), row.file},
                               {QStringLiteral("line"), static_cast<qint64>(row.line)},
                               {QStringLiteral("reason"), row.reason},
                               {QStringLiteral("detail"), row.detail},
                               {QStringLiteral("text"), row.text}});
        rows.push_back({row.file, count(row.line), row.reason, row.detail, row.text.left(100)});
    }
    const auto total = events.quarantinedCount();
    QString text = table({QStringLiteral("file"), QStringLiteral("line"), QStringLiteral("reason"),
                          QStringLiteral("field"), QStringLiteral("text")},
                         rows);
    text += QStringLiteral("%1 of %2 rejected rows.\n").arg(count(static_cast<qint64>(rows.size())), count(total));
    return {{{QStringLiteral("total"), static_cast<qint64>(total)}, {QStringLiteral("rows"), all}}, text};
}

void addImportOptions(QCommandLineParser &parser)
{
    addReadingOptions(parser);
    addOption(parser, "duplicates", "Exact duplicates: keep or drop; counted either way.", "CHOICE",
              QStringLiteral("keep"));
    addOption(parser, "guests", "Rows without a user: reject, or one anonymous shopper per session.", "CHOICE",
              QStringLiteral("reject"));
    addOption(parser, "returns", "Whether a negative quantity makes a return: yes or no.", "CHOICE");
    addOption(parser, "join", "Another file whose columns are looked up (order heads for order lines).", "FILE");
    addOption(parser, "on", "The column both files have.", "COLUMN");
    addOption(parser, "again", "Import a file that is in the project already once more.");
    addOption(parser, "like", "Use the choices of this import (or `last`) for a file of the same shape.", "N");
    addOption(parser, "replace", "Take this import back once the new one succeeded.", "N");
    addOption(parser, "undo", "Take this import back.", "N");
    addOption(parser, "part", "The part all rows belong to: train, valid or test.", "PART");
    addOption(parser, "dry-run", "Say what was recognised and show the first rows; write nothing.");
}

} // namespace

std::vector<Command> dataCommands()
{
    return {
        {"import", "loads behaviour logs (plain, .gz, .zip)", "PROJECT FILE...",
         "aisle-cli import shop.aisle clicks.csv.gz", 1, 1 << 20, addImportOptions, importLogs},
        {"items", "loads a catalogue", "PROJECT FILE...", "aisle-cli items shop.aisle products.csv", 2, 1 << 20,
         [](QCommandLineParser &parser) {
             addReadingOptions(parser);
             addOption(parser, "again", "Load a file that was loaded already once more.");
         },
         importCatalogue},
        {"info", "what is in a project", "PROJECT", "aisle-cli --json info shop.aisle", 1, 1,
         [](QCommandLineParser &) {}, info},
        {"quarantine", "the rejected rows", "PROJECT", "aisle-cli quarantine shop.aisle --limit 50", 1, 1,
         [](QCommandLineParser &parser) {
             addOption(parser, "limit", "How many rows.", "N", QStringLiteral("20"));
             addOption(parser, "offset", "How many to pass over.", "N", QStringLiteral("0"));
         },
         quarantine},
    };
}

} // namespace aisle::cli
