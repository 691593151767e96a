#include "core/transfer/plan/importing.h"

#include "core/common/error.h"
#include "core/common/text/nearest.h"
#include "core/common/text/sentence.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/importfacts.h"
#include "core/storage/project.h"
#include "core/transfer/plan/keyremarks.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include <chrono>

namespace aisle {

namespace {

const QString kJoinRemark = QStringLiteral("Looked up in ");
const QString kNoTimes = QStringLiteral("No column says when something happened");

void add(std::map<std::string, std::int64_t> &sums, const std::map<std::string, std::int64_t> &counts)
{
    for (const auto &[name, number] : counts)
        sums[name] += number;
}

void add(ImportTotals &totals, const ImportSummary &one, const PlannedFile &file)
{
    totals.rows += one.rows;
    totals.lines += one.lines;
    totals.events += one.events;
    totals.rejected += one.rejected;
    totals.duplicates += one.duplicates;
    totals.duplicatesSeen += one.duplicatesSeen;
    totals.bytes += one.bytes;
    add(totals.reasons, one.reasons);
    add(totals.kinds, one.kinds);
    totals.imports.push_back({one.id, file.source.displayName(), one.events, one.rejected});
}

void add(ItemsSummary &sum, const ItemsSummary &one)
{
    sum.rows += one.rows;
    sum.lines += one.lines;
    sum.items += one.items;
    sum.updated += one.updated;
    sum.rejected += one.rejected;
    sum.seconds += one.seconds;
    add(sum.reasons, one.reasons);
}

/// Why a row is no event, in words; those of the reader first.
constexpr struct
{
    std::string_view reason;
    const char *words;
    bool isOfReader;
} kReasons[]{{"wrong-fields", "another number of fields", true},
             {"bad-json", "not a JSON object", true},
             {"nul", "a NUL character", true},
             {"bad-encoding", "not readable in this encoding", true},
             {"too-long", "a field that is too long", true},
             {"open-quote", "a quotation mark that is never closed", true},
             {"uneven-lists", "lists of different length", true},
             {"no-user", "no shopper", false},
             {"no-item", "no product", false},
             {"no-session", "no session", false},
             {"no-time", "no time", false},
             {"bad-time", "a time that was not understood", false},
             {"bad-value", "a number that was not understood", false},
             {"bad-number", "a number that was not understood", false},
             {"no-match", "not in the file it is looked up in", false},
             {"nested-key", "a record in place of a key", false},
             {"total", "a line of totals", false}};

QString inWords(const std::string &reason)
{
    const auto found = std::ranges::find_if(kReasons, [&](const auto &each) { return each.reason == reason; });
    return found == std::end(kReasons) ? QString::fromStdString(reason) : QString::fromLatin1(found->words);
}

/// What a file has that could not be read as rows; empty where there is none.
QString remarkOfUnread(const Project &project, ImportId import, const QString &file,
                       const std::map<std::string, std::int64_t> &reasons)
{
    std::int64_t rows = 0;
    QStringList parts;
    std::map<std::string, std::int64_t> first;
    for (const auto &each : kReasons) {
        const auto found = reasons.find(std::string(each.reason));
        if (!each.isOfReader || found == reasons.end())
            continue;
        if (first.empty())
            first = EventStore(project).firstRejected(import);
        rows += found->second;
        parts << QStringLiteral("%1: %2, first in line %3")
                     .arg(QString::fromLatin1(each.words), grouped(found->second), grouped(first[found->first]));
    }
    return rows == 0 ? QString()
                     : sentence("%1 [row|rows] of %2 could not be read and [%1:is|are] rejected (%3).",
                                {rows, file, parts.join(QStringLiteral("; "))});
}

/// An import that keeps nothing has misread its files.
void demandSomething(const ImportTotals &totals)
{
    const auto listed =
        totals.catalogue.items + totals.catalogue.updated + totals.shoppers.items + totals.shoppers.updated;
    if (totals.events + totals.duplicates + listed > 0)
        return;
    QStringList files, parts;
    for (const auto &import : totals.imports)
        files << import.source;
    auto reasons = totals.reasons;
    add(reasons, totals.catalogue.reasons);
    add(reasons, totals.shoppers.reasons);
    std::int64_t rejected = 0;
    for (const auto &[reason, count] : reasons) {
        parts << inWords(reason) + QStringLiteral(": ") + grouped(count);
        rejected += count;
    }
    const auto names = files.join(QStringLiteral(", "));
    if (rejected == 0)
        throw Error("import.no-rows", QT_TRANSLATE_NOOP("Error", "There is nothing in %1 that can be read."), {names});
    throw Error("import.nothing-kept",
                QT_TRANSLATE_NOOP("Error",
                                  "Nothing was imported: none of the %2 [row|rows] of %1 can be kept (%3). Look at how "
                                  "the file was read, and name its separator or its columns."),
                {names, grouped(rejected), parts.join(QStringLiteral("; "))});
}

bool isLog(const PlannedFile &file)
{
    return file.part == FilePart::Log || file.part == FilePart::Unknown;
}

ImportRequest requestOf(const PlannedFile &file, const ReadLimits &limits)
{
    return {file.source, file.recipe, limits, file.again, file.replaces};
}

void importAllLists(Project &project, const std::vector<PlannedFile> &files, const ReadLimits &limits, JobContext &job,
                    ImportTotals &totals)
{
    std::vector<ImportRequest> requests;
    std::vector<FilePart> parts;
    for (const auto &file : files) {
        if (isLog(file))
            continue;
        requests.push_back(requestOf(file, limits));
        parts.push_back(file.part);
    }
    if (requests.empty())
        return;
    const auto summaries = importLists(project, requests, parts, job);
    std::vector<ImportId> products, people;
    for (std::size_t i = 0; i < summaries.size(); ++i) {
        const bool isItems = parts[i] == FilePart::Items;
        add(isItems ? totals.catalogue : totals.shoppers, summaries[i]);
        (isItems ? products : people).push_back(summaries[i].id);
        const auto file = requests[i].source.displayName();
        totals.imports.push_back({summaries[i].id, file, 0, summaries[i].rejected});
        totals.lines += summaries[i].lines;
        if (const auto unread = remarkOfUnread(project, summaries[i].id, file, summaries[i].reasons); !unread.isEmpty())
            totals.remarks << unread;
    }
    const ImportFacts facts(project);
    totals.catalogue.updated = facts.namedBy(products, true) - totals.catalogue.items;
    totals.shoppers.updated = facts.namedBy(people, false) - totals.shoppers.items;
}

/// Before the lists come in: their keys would be known afterwards.
void addKeyRemarks(const Project &project, const std::vector<PlannedFile> &files, const ReadLimits &limits,
                   JobContext &job, ImportTotals &totals)
{
    for (const auto &file : files) {
        if (isLog(file))
            continue;
        PartOfJob looking(job, 0, 0);
        totals.remarks << keyRemarks(project, file.source, file.recipe, file.part, limits, looking);
    }
}

bool namesPictures(const PlannedFile &file)
{
    const auto isPicture = [](const auto &column) {
        return column.role == Role::ItemField && column.field == QLatin1String("image");
    };
    return std::any_of(file.recipe.columns.begin(), file.recipe.columns.end(), isPicture);
}

} // namespace

StoredPart splitPartOfName(const QString &fileName)
{
    static const QRegularExpression kBetween(QStringLiteral("[^a-z]+"));
    for (const auto &word : QFileInfo(fileName).fileName().toLower().split(kBetween, Qt::SkipEmptyParts)) {
        if (word == QLatin1String("train") || word == QLatin1String("training") || word == QLatin1String("base"))
            return StoredPart::Train;
        if (word == QLatin1String("valid") || word == QLatin1String("validation") || word == QLatin1String("val") ||
            word == QLatin1String("dev"))
            return StoredPart::Valid;
        if (word == QLatin1String("test"))
            return StoredPart::Test;
    }
    return StoredPart::None;
}

void leaveJoin(Recipe &recipe, Recognition &seen)
{
    recipe.joinFile.clear();
    recipe.joinColumn.clear();
    recipe.joinColumns.clear();
    seen.columns.resize(std::min(seen.columns.size(), recipe.columns.size()));
    seen.remarks.removeIf([](const auto &remark) { return remark.startsWith(kJoinRemark); });
    recipe.sessionsAreUsers = !hasRole(recipe.columns, Role::User) && hasRole(recipe.columns, Role::Session);
    seen.part = hasRole(recipe.columns, Role::Item) && (hasRole(recipe.columns, Role::User) || recipe.sessionsAreUsers)
                    ? FilePart::Log
                    : FilePart::Unknown;
}

namespace {

/// The columns that the log does not have come with their evidence. @return their names
QStringList takeColumns(Recipe &recipe, Recognition &seen, const Recognition &other)
{
    QStringList taken;
    for (std::size_t i = 0; i < other.recipe.columns.size(); ++i) {
        auto each = other.recipe.columns[i];
        const bool known = std::ranges::any_of(recipe.columns, [&](const auto &own) {
            return own.role == each.role && (!isField(each.role) || own.field == each.field);
        });
        if (each.isCalled(recipe.joinColumn) || known || each.role == Role::Ignore)
            each = {each.column, Role::Ignore, {}};
        recipe.joinColumns.push_back(each);
        if (each.role == Role::Ignore)
            continue;
        taken << each.column;
        auto evidence = i < other.columns.size() ? other.columns[i] : ColumnEvidence{};
        evidence.why = QStringLiteral("in %1, by %2; %3")
                           .arg(QFileInfo(recipe.joinFile).fileName(), recipe.joinColumn, evidence.why);
        seen.columns.push_back(evidence);
    }
    return taken;
}

/// Takes back what was said of the log alone and is not true with the joined columns.
void settleJoin(Recipe &recipe, Recognition &seen, const Recipe &other)
{
    if (!hasRole(recipe.columns, Role::Time) && hasRole(recipe.joinColumns, Role::Time)) {
        seen.remarks.removeIf([](const auto &remark) { return remark.startsWith(kNoTimes); });
        recipe.timeFormat = other.timeFormat;
        recipe.dayFirst = other.dayFirst;
        recipe.timeZone = other.timeZone;
    }
    if (hasRole(recipe.joinColumns, Role::User)) {
        recipe.sessionsAreUsers = false;
        seen.remarks.removeIf([](const auto &remark) {
            return remark.startsWith(QLatin1String("There is no column of shoppers")) ||
                   remark.startsWith(QLatin1String("No column looks like a shopper"));
        });
    }
    if (hasRole(recipe.columns, Role::Item) || hasRole(recipe.joinColumns, Role::Item))
        seen.part = FilePart::Log;
}

/// What an error says of a column that is not there.
QString columnsOf(const Recipe &recipe, const QString &wrong)
{
    QStringList names;
    for (const auto &column : recipe.columns)
        names << column.column;
    return nearestFirst(wrong, names).join(QStringLiteral(", "));
}

} // namespace

void joinFile(Recipe &recipe, Recognition &seen, const QString &path, const QString &column,
              const RecognitionHints &hints, const ReadLimits &limits)
{
    const auto sources = listInputs({path}, {}, limits).sources;
    if (sources.empty())
        throw Error("input.nothing", QT_TRANSLATE_NOOP("Error", "There is nothing to read in %1."), {path});
    const auto other = recognise(sources.front(), hints, limits);
    if (!recipe.columnCalled(column))
        throw Error("import.no-column",
                    QT_TRANSLATE_NOOP("Error", "The log has no column %1. Its columns are, the nearest first: %2."),
                    {column, columnsOf(recipe, column)});
    if (!other.recipe.columnCalled(column))
        throw Error("import.no-column",
                    QT_TRANSLATE_NOOP("Error", "There is no column %1 in %2. The columns are, the nearest first: %3."),
                    {column, path, columnsOf(other.recipe, column)});
    recipe.joinFile = path;
    recipe.joinColumn = column;
    recipe.joinColumns.clear();
    const auto taken = takeColumns(recipe, seen, other);
    settleJoin(recipe, seen, other.recipe);
    seen.remarks << kJoinRemark + QStringLiteral("%1 by %2: %3.")
                                      .arg(QFileInfo(path).fileName(), column,
                                           taken.isEmpty() ? QStringLiteral("nothing new") : taken.join(u", "));
}

QStringList commonColumns(const Recipe &recipe, const Recognition &other)
{
    std::vector<std::pair<double, QString>> found;
    for (const auto &own : recipe.columns) {
        const auto match = std::find_if(other.columns.begin(), other.columns.end(),
                                        [&](const ColumnEvidence &evidence) { return own.isCalled(evidence.name); });
        if (match == other.columns.end() || own.column.startsWith(u'#'))
            continue;
        const auto filled = static_cast<double>(std::max<std::int64_t>(1, match->filled));
        found.emplace_back(-static_cast<double>(match->distinct) / filled, own.column);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QStringList names;
    for (const auto &[repeats, name] : found)
        names << name;
    return names;
}

ImportTotals runImport(Project &project, const std::vector<PlannedFile> &files, const ReadLimits &limits,
                       JobContext &job)
{
    const auto start = std::chrono::steady_clock::now();
    const auto count = static_cast<double>(files.size());
    ImportTotals totals;
    double done = 0;
    try {
        for (const auto &file : files) {
            if (!isLog(file))
                continue;
            PartOfJob looking(job, 0, 0);
            totals.remarks << joinRemarks(file.source, file.recipe, limits, looking)
                           << keyRemarks(project, file.source, file.recipe, file.part, limits, looking);
            PartOfJob part(job, done / count, (done + 1) / count);
            const auto one = importEvents(project, requestOf(file, limits), part);
            add(totals, one, file);
            if (const auto unread = remarkOfUnread(project, one.id, file.source.displayName(), one.reasons);
                !unread.isEmpty())
                totals.remarks << unread;
            ++done;
        }
        PartOfJob rest(job, done / std::max(1.0, count), 1);
        addKeyRemarks(project, files, limits, rest, totals);
        importAllLists(project, files, limits, rest, totals);
        if (std::ranges::none_of(files, [](const auto &file) { return file.replaces.has_value(); }))
            demandSomething(totals); // what was replaced is gone already
        if (std::any_of(files.begin(), files.end(), namesPictures))
            totals.pictures = countPictures(project, job);
    } catch (...) {
        SilentContext silent;
        for (const auto &import : totals.imports)
            EventStore(project).undoImport(import.id, silent);
        throw;
    }
    const Catalogue catalogue(project);
    totals.users = catalogue.userCount();
    totals.items = catalogue.itemCount();
    totals.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return totals;
}

} // namespace aisle
