#include "app/cli/command.h"
#include "app/cli/importoptions.h"
#include "app/cli/terminal.h"
#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/memory.h"
#include "core/common/text/sentence.h"
#include "core/dataset/dataset.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"
#include "core/transfer/plan/importplan.h"
#include "core/transfer/plan/keyremarks.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/times/writtentime.h"

#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>
#include <chrono>

namespace aisle::cli {

namespace {

QJsonObject toJson(const std::map<std::string, std::int64_t> &counts)
{
    QJsonObject json;
    for (const auto &[name, number] : counts)
        json.insert(utf8(name), static_cast<qint64>(number));
    return json;
}

/// Adds what became of the lines, as CLI.md calls it.
void insertLines(QJsonObject &json, const LineCounts &lines)
{
    for (const auto &[name, number] : {std::pair{"lines", lines.lines},
                                       {"headers", lines.headers},
                                       {"blank", lines.blank},
                                       {"comments", lines.comments},
                                       {"skipped", lines.skipped},
                                       {"continuations", lines.continuations},
                                       {"data_lines", lines.data}})
        json.insert(QString::fromLatin1(name), static_cast<qint64>(number));
}

/// What lines there were besides rows; empty where there are none worth a word.
QString linesText(const LineCounts &lines)
{
    QStringList parts;
    for (const auto &[number, what] : {std::pair{lines.headers, "%1 [header|headers]"},
                                       {lines.blank, "%1 blank"},
                                       {lines.comments, "%1 [comment|comments]"},
                                       {lines.skipped, "%1 around the table"},
                                       {lines.continuations, "%1 further [line of a row|lines of rows]"}})
        if (number > 0)
            parts << sentence(what, {number});
    if (parts.isEmpty() || (lines.headers <= 1 && parts.size() == 1))
        return {};
    return sentence("%1 [line|lines]: %2 with rows, %3.\n",
                    {lines.lines, lines.data, parts.join(QStringLiteral(", "))});
}

Error nothingToRead(const Invocation &call)
{
    return Error("input.nothing", QT_TRANSLATE_NOOP("Error", "There is nothing to read in %1."),
                 {call.arguments.mid(1).join(QStringLiteral(", "))});
}

/// The other file of `--join FILE --on COL`: its columns are recognised as a log's are.
void applyJoin(const Invocation &call, Recipe &recipe, Recognition &seen)
{
    RecognitionHints hints;
    hints.timeZone = call.value("time-zone");
    if (call.isSet("join"))
        joinFile(recipe, seen, call.value("join"), call.value("on"), hints, limitsOf(call));
}

/// `--like N`: the earlier imports whose choices a file of the same shape is read with.
std::vector<ImportRecord> importsToFollow(const Invocation &call)
{
    if (!call.isSet("like"))
        return {};
    auto imports = pastImports(*Project::open(call.arguments.front(), Project::Access::ReadOnly));
    if (call.value("like") == QLatin1String("last"))
        return imports;
    const ImportId id(*call.integer("like"));
    std::erase_if(imports, [&](const auto &record) { return record.id != id; });
    if (imports.empty())
        throw Error("import.unknown", QT_TRANSLATE_NOOP("Error", "There is no import %1 in this project."),
                    {call.value("like")});
    return imports;
}

/// Beside pseudonyms they are hidden, for they quote the file.
QStringList hideable(const Invocation &call, const QStringList &remarks)
{
    return call.isSet("pseudonyms") && !remarks.isEmpty()
               ? QStringList(QStringLiteral("Remarks that may quote the file are hidden beside pseudonyms."))
               : remarks;
}

void note(const Invocation &call, const QString &remark)
{
    for (const auto &shown : hideable(call, QStringList(remark)))
        call.job.note(shown);
}

/// What `recognised` says of the file, without what may repeat a key where that is asked for.
QJsonObject withoutExamples(QJsonObject evidence)
{
    evidence.insert(QStringLiteral("examples"), QJsonArray());
    return evidence;
}

void hideExamples(QJsonObject &recognised)
{
    const auto evidence = recognised.value(QStringLiteral("evidence")).toArray();
    const auto hidden = [](const QJsonValue &column) { return withoutExamples(column.toObject()); };
    recognised.insert(QStringLiteral("evidence"), mapped<QJsonArray>(evidence, hidden));
    recognised.insert(QStringLiteral("remarks"), QJsonArray());
}

QJsonObject hideable(const Invocation &call, QJsonObject recognised)
{
    if (call.isSet("pseudonyms"))
        hideExamples(recognised);
    return recognised;
}

/// What was left out, as notes: files that were not asked for themselves, members that are no text, pictures.
void noteLeftOut(const Invocation &call, const ImportPlan &plan)
{
    for (const auto &[name, why] : plan.skipped)
        note(call, QStringLiteral("%1 was left out: %2").arg(name, why));
    for (const auto &[folder, number] : plan.pictures)
        note(call, sentence("%1 [picture|pictures] in %2 [%1:is|are] no data: a catalogue's column names "
                            "[%1:it|them].",
                            {number, folder}));
}

/// A file, or the member that --member names, is to be imported whatever it looks like.
bool isAskedFor(const Invocation &call, const ImportFile &file)
{
    return file.named && (file.source.member.isEmpty() || call.isSet("member") || call.isSet("join"));
}

/// Takes what comes in: a file that was asked for must read, and so must the archive it lies in; of what else a folder
/// or an archive holds "every member that reads".
ImportPlan planOf(const Invocation &call, const RecognitionHints &hints)
{
    PartOfJob looking(call.job, 0, 0);
    auto plan = planImport({.paths = call.arguments.mid(1),
                            .past = importsToFollow(call),
                            .member = call.value("member"),
                            .hints = hints,
                            .limits = limitsOf(call)},
                           looking);
    noteLeftOut(call, plan);
    std::optional<Error> failure;
    const auto isLeftOut = [&](const ImportFile &file) {
        const bool asked = isAskedFor(call, file);
        if (!file.failure) {
            if (!asked && file.part == FilePart::Unknown)
                note(call, QStringLiteral("%1 was left out: it has no column of products with their shoppers.")
                               .arg(file.source.displayName()));
            return !asked && !file.wanted;
        }
        if (asked || (file.named && std::string_view(file.failure->code()).starts_with("archive.")))
            throw *file.failure;
        note(call, QStringLiteral("%1 was left out: %2").arg(file.source.displayName(), file.failure->message()));
        failure = failure ? failure : file.failure;
        return true;
    };
    std::vector<ImportFile> chosen;
    int leading = 0;
    for (std::size_t i = 0; i < plan.files.size(); ++i) {
        if (isLeftOut(plan.files[i]))
            continue;
        if (static_cast<int>(i) == plan.leading)
            leading = static_cast<int>(chosen.size());
        chosen.push_back(std::move(plan.files[i]));
    }
    if (chosen.empty())
        throw failure ? *failure : nothingToRead(call);
    plan.files = std::move(chosen);
    plan.leading = leading;
    return plan;
}

void refuseUnlike(const Invocation &call, const ImportFile &file)
{
    if (!call.isSet("like") || file.like)
        return;
    if (call.value("like") == QLatin1String("last"))
        throw Error("import.not-alike",
                    QT_TRANSLATE_NOOP("Error", "No import of this project has the columns of %1: import it without "
                                               "--like."),
                    {file.source.displayName()});
    throw Error("import.not-alike",
                QT_TRANSLATE_NOOP("Error", "%1 has other columns than import %2: import it without --like."),
                {file.source.displayName(), call.value("like")});
}

QJsonObject questionJson(const ImportQuestion &question)
{
    static constexpr const char *kNames[] = {"guests", "returns", "kind", "unknown-kinds"};
    return {{QStringLiteral("about"), QString::fromLatin1(kNames[static_cast<std::size_t>(question.about)])},
            {QStringLiteral("rows"), static_cast<qint64>(question.rows)},
            {QStringLiteral("of"), static_cast<qint64>(question.of)}};
}

QJsonArray questionsAbout(const ImportFile &file)
{
    return mapped<QJsonArray>(questionsOf(file), questionJson);
}

QStringList remarksOf(const ImportPlan &plan)
{
    auto remarks = plan.remarks;
    for (const auto &file : plan.files)
        remarks += file.recognition.remarks;
    return remarks;
}

QStringList columnRow(const Invocation &call, const ColumnEvidence &column)
{
    const auto examples = column.examples.mid(0, 3).join(QStringLiteral(" | "));
    return {column.name, column.field.isEmpty() ? roleName(column.guessed) : column.field, column.why,
            hideable(call, examples)};
}

QString recognisedText(const Invocation &call, const Recognition &seen)
{
    const auto row = [&call](const ColumnEvidence &column) { return columnRow(call, column); };
    return table({QStringLiteral("column"), QStringLiteral("role"), QStringLiteral("why"), QStringLiteral("examples")},
                 mapped<std::vector<QStringList>>(seen.columns, row));
}

Answer dryRun(const Invocation &call)
{
    auto plan = planOf(call, hintsOf(call));
    QJsonArray files;
    QString text;
    for (auto &file : plan.files) {
        auto &seen = file.recognition;
        applyJoin(call, file.recipe, seen);
        PartOfJob looking(call.job, 0, 0);
        seen.remarks << joinRemarks(file.source, file.recipe, limitsOf(call), looking);
        QJsonArray rows;
        for (const auto &row : seen.firstRows)
            rows.append(QJsonArray::fromStringList(QStringList(row.begin(), row.end())));
        if (call.isSet("pseudonyms"))
            rows = QJsonArray();
        const auto name = hideable(call, file.source.displayName());
        auto json = hideable(call, seen.toJson());
        json.insert(QStringLiteral("file"), name);
        json.insert(QStringLiteral("first_rows"), rows);
        json.insert(QStringLiteral("questions"), questionsAbout(file));
        files.append(json);
        text += visible(name) + QStringLiteral("\n") + recognisedText(call, seen) + QStringLiteral("\n");
    }
    return {{{QStringLiteral("files"), files},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(hideable(call, remarksOf(plan)))},
             {QStringLiteral("recognised"), files.at(plan.leading).toObject()}},
            text + QStringLiteral("Nothing was written.\n")};
}

/// Whether the recipe, or the file joined to it, has the role.
bool has(const Recipe &recipe, Role role)
{
    const auto isIt = [&](const auto &column) { return column.role == role; };
    return std::any_of(recipe.columns.begin(), recipe.columns.end(), isIt) ||
           std::any_of(recipe.joinColumns.begin(), recipe.joinColumns.end(), isIt);
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
    const EventStore events(*project);
    const ImportId id(*call.integer("undo"));
    const auto before = events.count();
    takeBack(*project, id, call.job);
    const auto removed = before - events.count();
    return {{{QStringLiteral("undone"), static_cast<qint64>(id.value)},
             {QStringLiteral("events_removed"), static_cast<qint64>(removed)}},
            sentence("Import %1 was taken back: %2 [event|events].\n", {QString::number(id.value), removed})};
}

/// Columns that nothing else is known of and whose values may be keys: not all the same, no times, no fractions.
bool looksLikeKey(const QString &example)
{
    const auto text = example.toStdString();
    const bool isFraction = parseNumber(text, u'.') && text.find_first_of(".,") != text.npos;
    return !isFraction && !freeTime(text, true) && text.size() <= 60;
}

bool mayHoldKeys(const ColumnEvidence &column)
{
    return column.guessed == Role::Ignore && column.distinct > 1 &&
           std::all_of(column.examples.begin(), column.examples.end(), looksLikeKey);
}

QStringList possibleKeys(const Recognition &seen)
{
    return mappedWhere<QStringList>(seen.columns, mayHoldKeys, [](const auto &column) { return column.name; });
}

/// What helps where a log lacks shoppers or products: a column that may be one is named, else where they may be found.
Error withoutKeys(const Error &error, const ImportPlan &plan)
{
    const bool isUser = error.code() == "import.no-user";
    const auto file = error.arguments().value(0);
    QStringList possible;
    for (const auto &each : plan.files) {
        if (each.source.displayName() != file)
            continue;
        possible = possibleKeys(each.recognition);
        const bool isTold = !each.hints.columns.empty() || !each.hints.contextColumns.isEmpty();
        if (possible.isEmpty() && isTold) // an option may have taken the right one
            for (const auto &column : each.recognition.columns)
                possible << column.name;
    }
    if (possible.isEmpty())
        return Error(
            error.code().c_str(),
            isUser ? QT_TRANSLATE_NOOP("Error",
                                       "%1 says nothing of shoppers, and none of its columns (%2) can be one. Where "
                                       "another file says whose the rows are, look it up with --join FILE --on "
                                       "COLUMN; a list of products is loaded with `items`.")
                   : QT_TRANSLATE_NOOP("Error",
                                       "%1 says nothing of products, and none of its columns (%2) can be one. Where "
                                       "another file says what the rows are about, look it up with --join FILE --on "
                                       "COLUMN; a list of shoppers is imported beside their log."),
            error.arguments());
    return Error(error.code().c_str(),
                 isUser
                     ? QT_TRANSLATE_NOOP("Error", "No column of %1 looks like a shopper: name it with --user COLUMN. "
                                                  "It may be one of these: %2.")
                     : QT_TRANSLATE_NOOP("Error", "No column of %1 looks like a product: name it with --item COLUMN. "
                                                  "It may be one of these: %2."),
                 {file, possible.join(QStringLiteral(", "))});
}

/// The error of the importer with the options that help.
Error withOptions(const Error &error, const ImportPlan &plan)
{
    const auto code = error.code();
    if (code == "import.no-user" || code == "import.no-item")
        return withoutKeys(error, plan);
    if (code == "import.again")
        return Error(code.c_str(),
                     QT_TRANSLATE_NOOP("Error", "%1 was imported before (import %2): nothing was changed. --replace %2 "
                                                "puts it in that import's place, --again imports it once more, for "
                                                "events that really happened twice."),
                     error.arguments());
    if (code == "import.one-column")
        return Error(code.c_str(),
                     QT_TRANSLATE_NOOP("Error", "%1 has one column only (%2): name another separator with --separator, "
                                                "or a file that has both shoppers and products."),
                     error.arguments());
    return error;
}

ImportTotals importInto(const Invocation &call, const std::vector<PlannedFile> &files, const ImportPlan &plan)
{
    ImportTotals totals;
    try {
        inProject(call, [&](Project &project) { totals = runImport(project, files, limitsOf(call), call.job); });
    } catch (const Error &error) {
        throw withOptions(error, plan);
    }
    return totals;
}

QJsonObject recordJson(const Invocation &call, const ImportTotals::Import &import)
{
    return {{QStringLiteral("import"), static_cast<qint64>(import.id.value)},
            {QStringLiteral("source"), hideable(call, import.source)},
            {QStringLiteral("events"), static_cast<qint64>(import.events)}};
}

QJsonArray importsOf(const Invocation &call, const ImportTotals &totals)
{
    return mapped<QJsonArray>(totals.imports, [&](const auto &import) { return recordJson(call, import); });
}

QString importNumbers(const Invocation &call, const ImportTotals &totals)
{
    QString text;
    for (const auto &import : totals.imports)
        text += QStringLiteral("Import %1: %2.\n").arg(QString::number(import.id.value), hideable(call, import.source));
    return text;
}

/// The file as it comes in, with what the options choose; its recognition tells of it.
PlannedFile chosen(const Invocation &call, ImportFile &file)
{
    auto &seen = file.recognition;
    refuseUnlike(call, file);
    if (file.like)
        seen.remarks << QStringLiteral("Read as import %1 was (%2).")
                            .arg(QString::number(file.like->id.value), file.like->source.displayName());
    applyChoices(call, file.recipe);
    applyJoin(call, file.recipe, seen);
    if (call.isSet("join"))
        file.part = seen.part;
    refuseUnknown(file.source, file.recipe, seen, file.part);
    return planned(file, call.isSet("again"));
}

QStringList picturesMissing(const ImportTotals &totals)
{
    const auto named = totals.pictures.named, gone = named - totals.pictures.found;
    const auto text = "%1 of %2 [picture|pictures] [%1:was|were] not found beside what was imported.";
    return gone == 0 ? QStringList() : QStringList{sentence(text, {gone, named})};
}

void replaceImport(const Invocation &call, std::vector<PlannedFile> &files)
{
    if (files.size() != 1)
        throw WrongUsage{QStringLiteral("--replace takes one file.")};
    files.front().replaces = ImportId(*call.integer("replace"));
}

std::vector<PlannedFile> chosenFiles(const Invocation &call, ImportPlan &plan)
{
    std::vector<PlannedFile> files;
    for (auto &file : plan.files)
        files.push_back(chosen(call, file));
    if (call.isSet("replace"))
        replaceImport(call, files);
    return files;
}

QJsonObject importJson(const Invocation &call, const ImportTotals &totals, double seconds, const QStringList &remarks,
                       const QJsonObject &recognised)
{
    QJsonObject json{{QStringLiteral("rows"), static_cast<qint64>(totals.rows)},
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
                     {QStringLiteral("imports"), importsOf(call, totals)},
                     {QStringLiteral("remarks"), QJsonArray::fromStringList(hideable(call, remarks))},
                     {QStringLiteral("recognised"), hideable(call, recognised)}};
    insertLines(json, totals.lines);
    return json;
}

QString importText(const ImportTotals &totals, double seconds)
{
    auto text = sentence(
        "%1 [row|rows]: %2 [event|events], %3 rejected, %4 [duplicate|duplicates] dropped (%5 seen), in %6.\n",
        {totals.rows, totals.events, totals.rejected, totals.duplicates, totals.duplicatesSeen, duration(seconds)});
    text += linesText(totals.lines);
    if (!totals.kinds.empty())
        text += QStringLiteral("Kinds: %1.\n").arg(inWords(totals.kinds));
    if (totals.catalogue.rows)
        text += sentence("Catalogue: %1 [product|products], %2 of them new.\n",
                         {totals.catalogue.items + totals.catalogue.updated, totals.catalogue.items});
    if (totals.shoppers.rows)
        text += sentence("Attributes of %1 [shopper|shoppers], %2 of them new.\n",
                         {totals.shoppers.items + totals.shoppers.updated, totals.shoppers.items});
    if (totals.rejected)
        text += QStringLiteral("Rejected: %1. `aisle-cli quarantine PROJECT` shows the rows.\n")
                    .arg(inWords(totals.reasons));
    if (totals.rows > 0 && totals.events == 0)
        text += QStringLiteral("No event came in: name what was misread and import the file once more; that replaces "
                               "this import.\n");
    return text;
}

/// Gives the project's kinds these weights. @return what names none of them
QStringList keepKindWeights(const Invocation &call, const std::map<QString, double> &weights)
{
    QStringList unknown;
    if (weights.empty())
        return unknown;
    const auto project = Project::open(call.arguments.front());
    EventStore events(*project);
    for (const auto &[word, weight] : weights) {
        const auto meaning = meaningFromName(word.toStdString());
        bool found = false;
        for (const auto &kind : events.kinds()) {
            const bool isMeant = meaning.known && kind.meaning == meaning.meaning;
            if (utf8(kind.name) != word && !isMeant)
                continue;
            events.setKindMeaning(kind.id, kind.meaning, weight);
            found = true;
        }
        if (!found)
            unknown << QStringLiteral(
                           "No event is of the kind %1, so it was given no weight. The kinds are, the nearest "
                           "first: %2.")
                           .arg(word, kindsThereAre(events.kinds(), word));
    }
    return unknown;
}

/// Where the files do not come in, what was assumed about them helps to see why.
ImportTotals importPlan(const Invocation &call, ImportPlan &plan)
{
    try {
        return importInto(call, chosenFiles(call, plan), plan);
    } catch (const Error &) {
        for (const auto &remark : remarksOf(plan))
            note(call, remark);
        throw;
    }
}

Answer importLogs(const Invocation &call)
{
    if (call.isSet("undo")) {
        if (call.arguments.size() > 1)
            throw WrongUsage{QStringLiteral("--undo takes an import back and reads no file.")};
        call.refuseOthers({QStringLiteral("undo")}, "--undo takes an import back and reads no file");
        return undo(call);
    }
    if (call.arguments.size() < 2)
        throw WrongUsage{QStringLiteral("Name at least one file to import.")};
    if (call.isSet("dry-run"))
        return dryRun(call);

    const auto start = std::chrono::steady_clock::now();
    auto plan = planOf(call, hintsOf(call));
    const auto weights = kindWeightsOf(call);
    const auto totals = importPlan(call, plan);
    const auto remarks = remarksOf(plan) + totals.remarks + picturesMissing(totals) + keepKindWeights(call, weights);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const auto &leading = plan.files[static_cast<std::size_t>(plan.leading)].recognition;
    return {importJson(call, totals, seconds, remarks, leading.toJson()),
            importText(totals, seconds) + importNumbers(call, totals)};
}

Answer importCatalogue(const Invocation &call)
{
    call.refuse({"user", "session", "time", "time-of-day", "time-format", "time-zone", "day-first", "kind",
                 "kind-default", "kind-map", "value", "unrated", "quantity", "unit-price", "line-total", "context",
                 "part-column"},
                "a catalogue has products and no events");
    auto hints = hintsOf(call);
    hints.part = FilePart::Items;
    const auto plan = planOf(call, hints);
    std::vector<PlannedFile> files;
    for (const auto &file : plan.files)
        files.push_back(planned(file, call.isSet("again")));
    const auto totals = importInto(call, files, plan);
    const auto remarks = remarksOf(plan) + totals.remarks + picturesMissing(totals);
    const auto &all = totals.catalogue;
    QJsonObject json{{QStringLiteral("rows"), static_cast<qint64>(all.rows)},
                     {QStringLiteral("items"), static_cast<qint64>(all.items + all.updated)},
                     {QStringLiteral("new"), static_cast<qint64>(all.items)},
                     {QStringLiteral("updated"), static_cast<qint64>(all.updated)},
                     {QStringLiteral("rejected"), static_cast<qint64>(all.rejected)},
                     {QStringLiteral("reasons"), toJson(all.reasons)},
                     {QStringLiteral("seconds"), all.seconds},
                     {QStringLiteral("imports"), importsOf(call, totals)},
                     {QStringLiteral("remarks"), QJsonArray::fromStringList(hideable(call, remarks))},
                     {QStringLiteral("recognised"), hideable(call, plan.files.front().recognition.toJson())}};
    insertLines(json, all.lines);
    return {json, sentence("%1 [row|rows]: %2 [product|products], %3 of them known before; %4 rejected; in %5.\n",
                           {all.rows, all.items + all.updated, all.updated, all.rejected, duration(all.seconds)}) +
                      importNumbers(call, totals)};
}

void addHidingOption(QCommandLineParser &parser)
{
    addOption(parser, "pseudonyms",
              "Hides what may repeat a key: names of files, examples, first rows and the remarks, which quote them.");
}

void addImportOptions(QCommandLineParser &parser)
{
    addReadingOptions(parser);
    addOption(parser, "duplicates", "Exact duplicates: keep or drop; counted either way.", "CHOICE",
              QStringLiteral("keep"));
    addOption(parser, "guests", "Rows without a user: reject, or one anonymous shopper per session.", "CHOICE",
              QStringLiteral("reject"));
    addOption(parser, "returns", "Whether a negative quantity makes a return: yes or no.", "CHOICE");
    addOption(parser, "kind-weight", "What kinds weigh in learning; kept with the project (see `info`).", "KIND=W,...");
    addOption(parser, "join", "Another file whose columns are looked up (order heads for order lines).", "FILE");
    addOption(parser, "on", "The column both files have.", "COLUMN");
    addOption(parser, "again", "Import a file that is in the project already once more.");
    addOption(parser, "like", "Use the choices of this import (or `last`) for a file of the same shape.", "N");
    addOption(parser, "replace", "Take this import back once the new one succeeded.", "N");
    addOption(parser, "undo", "Take this import back.", "N");
    addOption(parser, "part", "The part all rows belong to: train, valid or test.", "PART");
    addOption(parser, "dry-run", "Say what was recognised and show the first rows; write nothing.");
    addHidingOption(parser);
}

} // namespace

std::vector<Command> importCommands()
{
    return {
        {"import", "loads behaviour logs (plain, .gz, .zip)", "PROJECT FILE...",
         "aisle-cli import shop.aisle clicks.csv.gz", 1, 1 << 20, addImportOptions, importLogs},
        {"items", "loads a catalogue", "PROJECT FILE...", "aisle-cli items shop.aisle products.csv", 2, 1 << 20,
         [](QCommandLineParser &parser) {
             addReadingOptions(parser);
             addOption(parser, "again", "Load a file that was loaded already once more.");
             addHidingOption(parser);
         },
         importCatalogue},
    };
}

} // namespace aisle::cli
