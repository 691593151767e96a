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
    try {
        file.recognition = recognise(file.source, file.hints);
        file.recipe = file.recognition.recipe;
        file.part = file.recognition.part;
    } catch (const Error &error) {
        file.failure = error;
        file.wanted = false;
    }
}

ImportFiles recogniseFiles(const QStringList &paths, JobContext &job)
{
    auto listing = listInputs(withFolders(paths));
    ImportFiles result;
    result.skipped = std::move(listing.skipped);
    const auto count = static_cast<double>(listing.sources.size());
    for (auto &source : listing.sources) {
        job.checkpoint();
        job.progress(static_cast<double>(result.files.size()) / count, source.displayName());
        ImportFile file;
        file.source = std::move(source);
        recogniseAgain(file);
        result.files.push_back(std::move(file));
    }
    return result;
}

void setRole(Recipe &recipe, std::size_t column, Role role, const QString &field)
{
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
    if (role == Role::User)
        recipe.sessionsAreUsers = false;
}

} // namespace aisle
