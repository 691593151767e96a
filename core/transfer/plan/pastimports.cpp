#include "core/transfer/plan/pastimports.h"

#include "core/storage/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

namespace aisle {

namespace {

const QString kTakenBackKey = QStringLiteral("imports/taken-back");
constexpr qsizetype kMostTakenBack = 50;

bool sameNames(const std::vector<ColumnRole> &a, const std::vector<ColumnRole> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto &one, const auto &other) { return one.isCalled(other.column); });
}

QString nameWithoutDigits(const InputSource &source)
{
    static const QRegularExpression kDigits(QStringLiteral("\\d+"));
    return QFileInfo(source.member.isEmpty() ? source.path : source.member).fileName().remove(kDigits);
}

} // namespace

std::optional<PastImport> pastImport(const ImportRecord &record, const QString &projectFolder)
{
    const auto json = QJsonDocument::fromJson(record.recipe.toUtf8()).object();
    if (!json.contains(QLatin1String("columns")))
        return {};
    PastImport past;
    past.id = record.id;
    past.recipe = Recipe::fromJson(json);
    past.source.path = json.value(QLatin1String("path")).toString(record.source);
    const auto beside = json.value(QLatin1String("path_from_project")).toString();
    if (!projectFolder.isEmpty() && !beside.isEmpty() && !QFileInfo::exists(past.source.path))
        if (const QFileInfo moved(QDir(projectFolder), beside); moved.exists())
            past.source.path = QDir::cleanPath(moved.absoluteFilePath());
    past.source.member = json.value(QLatin1String("member")).toString();
    past.source.packedBytes = QFileInfo(past.source.path).size();
    const auto part = json.value(QLatin1String("file_part")).toString();
    past.part = part == filePartName(FilePart::Items)   ? FilePart::Items
                : part == filePartName(FilePart::Users) ? FilePart::Users
                                                        : FilePart::Log;
    return past;
}

std::vector<ImportRecord> pastImports(const Project &project)
{
    std::vector<ImportRecord> records;
    for (const auto &entry : ProjectSettings(project).value(kTakenBackKey).toArray()) {
        const auto json = entry.toObject();
        ImportRecord record;
        record.id = ImportId(json.value(QLatin1String("import")).toInteger());
        record.source = json.value(QLatin1String("source")).toString();
        record.recipe = json.value(QLatin1String("recipe")).toString();
        records.push_back(std::move(record));
    }
    for (auto &record : EventStore(project).imports())
        records.push_back(std::move(record));
    return records;
}

namespace {

void rememberChoices(const Project &project, const ImportRecord &record)
{
    QJsonArray kept;
    for (const auto &entry : ProjectSettings(project).value(kTakenBackKey).toArray())
        if (entry.toObject().value(QLatin1String("source")).toString() != record.source)
            kept.append(entry);
    kept.append(QJsonObject{{QStringLiteral("import"), static_cast<qint64>(record.id.value)},
                            {QStringLiteral("source"), record.source},
                            {QStringLiteral("recipe"), record.recipe}});
    while (kept.size() > kMostTakenBack)
        kept.removeFirst();
    ProjectSettings(project).setValue(kTakenBackKey, kept);
}

} // namespace

void takeBack(Project &project, ImportId import, JobContext &job)
{
    EventStore events(project);
    const auto imports = events.imports();
    const auto record =
        std::find_if(imports.begin(), imports.end(), [&](const auto &each) { return each.id == import; });
    if (record != imports.end())
        rememberChoices(project, *record);
    events.undoImport(import, job);
}

std::optional<PastImport> importLike(const std::vector<ImportRecord> &imports, const InputSource &source,
                                     const Recognition &seen)
{
    for (auto record = imports.rbegin(); record != imports.rend(); ++record) {
        const auto past = pastImport(*record);
        if (!past || past->recipe.layout != seen.recipe.layout || past->recipe.header != seen.recipe.header ||
            !sameNames(past->recipe.columns, seen.recipe.columns))
            continue;
        if (seen.recipe.header || (past->recipe.separator == seen.recipe.separator &&
                                   nameWithoutDigits(past->source) == nameWithoutDigits(source)))
            return past;
    }
    return {};
}

namespace {

void joinBeside(const InputSource &source, Recipe &recipe, Recognition &seen)
{
    if (recipe.joinFile.isEmpty())
        return;
    const auto name = QFileInfo(recipe.joinFile).fileName();
    const auto beside = QFileInfo(source.path).dir().filePath(name);
    if (QFileInfo(beside).isFile()) {
        recipe.joinFile = beside;
        return;
    }
    seen.remarks << QStringLiteral("%1, which was joined by %2 before, is not beside this file: name it "
                                   "again if its columns are needed.")
                        .arg(name, recipe.joinColumn);
    recipe.joinFile.clear();
    recipe.joinColumn.clear();
    recipe.joinColumns.clear();
    recipe.sessionsAreUsers = seen.recipe.sessionsAreUsers && !recipe.columnOf(Role::User);
}

} // namespace

Recipe recipeLike(const PastImport &past, const InputSource &source, Recognition &seen)
{
    auto recipe = past.recipe;
    recipe.encoding = seen.recipe.encoding;
    recipe.separator = seen.recipe.separator;
    recipe.skipLines = seen.recipe.skipLines;
    recipe.comment = seen.recipe.comment;
    recipe.quotes = seen.recipe.quotes;
    recipe.part = StoredPart::None;
    for (const auto &[word, meaning] : seen.recipe.kindMap)
        if (std::none_of(recipe.kindMap.begin(), recipe.kindMap.end(),
                         [&, name = word](const auto &entry) { return entry.first == name; }))
            recipe.kindMap.emplace_back(word, meaning);
    joinBeside(source, recipe, seen);
    return recipe;
}

} // namespace aisle
