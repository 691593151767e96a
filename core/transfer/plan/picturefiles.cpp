#include "core/transfer/plan/picturefiles.h"

#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/transfer/plan/pastimports.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace aisle {

namespace {

bool isElsewhere(const QString &name)
{
    const QUrl url(name);
    return url.scheme().size() > 1 && !url.isLocalFile(); // one letter is a drive
}

QString within(const QString &path, const QString &folder)
{
    const QFileInfo file(path);
    if (!file.isFile())
        return {};
    const auto root = QFileInfo(folder).canonicalFilePath();
    const auto real = file.canonicalFilePath();
    const auto inside = root.endsWith(u'/') ? root : root + u'/';
    return !root.isEmpty() && real.startsWith(inside) ? real : QString();
}

} // namespace

QStringList pictureFolders(const Project &project)
{
    const auto own = QFileInfo(project.path()).absolutePath();
    QStringList folders;
    for (const auto &record : EventStore(project).imports()) {
        const auto past = pastImport(record, own);
        const QFileInfo file(past ? past->source.path : record.source);
        if (file.isAbsolute() && file.isFile() && !folders.contains(file.path()))
            folders.append(file.path());
    }
    if (!folders.contains(own))
        folders.append(own);
    return folders;
}

QString pictureFile(const QString &name, const QStringList &folders)
{
    if (name.isEmpty() || isElsewhere(name))
        return {};
    const QUrl url(name);
    const auto path = url.isLocalFile() ? url.toLocalFile() : name;
    for (const auto &folder : folders)
        if (auto file = within(QDir(folder).filePath(path), folder); !file.isEmpty())
            return file;
    return {};
}

PictureCount countPictures(const Project &project, JobContext &job)
{
    const auto folders = pictureFolders(project);
    PictureCount count;
    for (const auto &image : Catalogue(project).images()) {
        if (isElsewhere(image))
            continue;
        count.found += !pictureFile(image, folders).isEmpty();
        if (++count.named % 100 == 0)
            job.checkpoint();
    }
    return count;
}

} // namespace aisle
