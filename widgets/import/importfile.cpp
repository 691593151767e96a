#include "widgets/import/importfile.h"
#include "core/jobs/jobcontext.h"

#include <QDir>
#include <QDirIterator>

namespace aisle {

namespace {

bool isUnique(Role role)
{
    return role != Role::Ignore && role != Role::ItemField && role != Role::UserField && role != Role::Context;
}

QStringList withFolders(const QStringList &paths)
{
    QStringList files;
    for (const auto &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files.append(path);
            continue;
        }
        QDirIterator entries(path, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
        while (entries.hasNext())
            files.append(entries.next());
    }
    files.sort();
    return files;
}

} // namespace

void recogniseAgain(ImportFile &file)
{
    file.failure.reset();
    file.like.reset();
    file.match.reset();
    try {
        file.recognition = recognise(file.source, file.hints);
        file.recipe = file.recognition.recipe;
        file.part = file.recognition.part;
    } catch (const Error &error) {
        file.failure = error;
        file.wanted = false;
    }
}

namespace {

void takePast(ImportFile &file, const std::vector<ImportRecord> &past)
{
    if (file.failure)
        return;
    const auto like = importLike(past, file.source, file.recognition);
    if (!like)
        return;
    file.recipe = recipeLike(*like, file.recognition);
    file.part = like->part;
    file.like = like;
}

/// A log that comes in several files is often split by them; a single file's name says too little.
void takeSplitOfNames(std::vector<ImportFile> &files)
{
    const auto partOf = [](const ImportFile &file) {
        const bool isLog = !file.failure && file.part == FilePart::Log;
        return isLog ? splitPartOfName(file.source.member.isEmpty() ? file.source.path : file.source.member)
                     : StoredPart::None;
    };
    const auto has = [&](StoredPart part) {
        return std::any_of(files.begin(), files.end(), [&](const auto &file) { return partOf(file) == part; });
    };
    if (!has(StoredPart::Train) || !(has(StoredPart::Valid) || has(StoredPart::Test)))
        return;
    for (auto &file : files)
        file.recipe.part = partOf(file);
}

ImportFiles recogniseForAgain(const PastImport &again)
{
    ImportFile file;
    file.source = again.source;
    recogniseAgain(file);
    if (!file.failure) {
        const bool sameColumns = file.recognition.recipe.layout == again.recipe.layout &&
                                 file.recognition.recipe.columns.size() == again.recipe.columns.size();
        if (sameColumns) {
            file.recipe = recipeLike(again, file.recognition);
            file.recipe.part = again.recipe.part;
            file.part = again.part;
            file.like = again;
        }
    }
    file.replaces = again.id;
    file.wanted = !file.failure;
    ImportFiles files;
    files.files.push_back(std::move(file));
    return files;
}

} // namespace

ImportFiles recogniseFiles(const ImportStart &start, JobContext &job)
{
    if (start.again)
        return recogniseForAgain(*start.again);
    auto listing = listInputs(withFolders(start.paths));
    ImportFiles result;
    result.skipped = std::move(listing.skipped);
    const auto count = static_cast<double>(listing.sources.size());
    for (auto &source : listing.sources) {
        job.checkpoint();
        job.progress(static_cast<double>(result.files.size()) / count, source.displayName());
        ImportFile file;
        file.source = std::move(source);
        recogniseAgain(file);
        takePast(file, start.past);
        file.wanted = file.wanted && file.part != FilePart::Unknown;
        result.files.push_back(std::move(file));
    }
    takeSplitOfNames(result.files);
    return result;
}

Lack lackOf(const ImportFile &file)
{
    const auto &recipe = file.recipe;
    const auto has = [&](Role role) {
        const auto isIt = [&](const auto &column) { return column.role == role; };
        return std::any_of(recipe.columns.begin(), recipe.columns.end(), isIt) ||
               std::any_of(recipe.joinColumns.begin(), recipe.joinColumns.end(), isIt);
    };
    if (recipe.layout != Layout::Events)
        return Lack::Nothing;
    const bool sessions = has(Role::Session) && (recipe.sessionsAreUsers || recipe.guestsBySession);
    if (file.part != FilePart::Items && !has(Role::User) && !sessions)
        return Lack::User;
    if (file.part != FilePart::Users && !has(Role::Item))
        return Lack::Item;
    return file.part == FilePart::Unknown ? Lack::Part : Lack::Nothing;
}

void setRole(ImportFile &file, std::size_t column, Role role, const QString &field)
{
    auto &recipe = file.recipe;
    for (auto &other : recipe.columns) {
        const bool same = other.role == role && (isUnique(role) || (role == Role::ItemField && other.field == field));
        if (same)
            other = {other.column, Role::Ignore, {}};
    }
    auto &chosen = recipe.columns[column];
    chosen.role = role;
    chosen.field = field;
    if (field.isEmpty() && (role == Role::ItemField || role == Role::UserField || role == Role::Context))
        chosen.field = chosen.column;
    recipe.sessionsAreUsers = !recipe.columnOf(Role::User) && recipe.columnOf(Role::Session).has_value();
    if (recipe.timeFormat.isEmpty() && role == Role::Time)
        recipe.timeFormat = QStringLiteral("auto");
    if (file.part == FilePart::Unknown && lackOf(file) == Lack::Part) {
        file.part = FilePart::Log;
        file.wanted = true;
    }
}

} // namespace aisle
