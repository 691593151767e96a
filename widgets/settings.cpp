#include "widgets/settings.h"

namespace aisle {

namespace {

constexpr qsizetype kMaxRecent = 10;

} // namespace

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
