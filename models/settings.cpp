#include "models/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace aisle {

namespace {

constexpr qsizetype kMaxRecent = 10;

} // namespace

QString lastFolder()
{
    // A dialogue takes what is not there for the name of a file.
    for (const auto &folder :
         {kFolderSetting.read(), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)})
        if (!folder.isEmpty() && QFileInfo(folder).isDir())
            return folder;
    return QDir::homePath();
}

QString freeProjectPath(const QString &folder, const QString &name)
{
    auto path = QStringLiteral("%1/%2.aisle").arg(folder, name);
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = QStringLiteral("%1/%2 %3.aisle").arg(folder, name, QString::number(number));
    return QDir::cleanPath(path);
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
