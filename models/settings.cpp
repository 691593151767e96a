#include "models/settings.h"

#include <QStandardPaths>

namespace aisle {

namespace {

constexpr qsizetype kMaxRecent = 10;

} // namespace

QString lastFolder()
{
    const auto folder = kFolderSetting.read();
    return folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : folder;
}

QStringList recentProjects()
{
    return kRecentSetting.read();
}

void rememberProject(const QString &path)
{
    auto paths = recentProjects();
    paths.removeAll(path);
    paths.prepend(path);
    kRecentSetting.write(paths.mid(0, kMaxRecent));
}

void forgetProject(const QString &path)
{
    auto paths = recentProjects();
    paths.removeAll(path);
    kRecentSetting.write(paths);
}

} // namespace aisle
