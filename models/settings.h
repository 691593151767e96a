#pragma once
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace aisle {

/// One remembered choice of the analyst (not of a project): key, type and default in one line.
template <class T>
struct Setting
{
    const char *key;
    T absent;
    T read() const { return QSettings().value(QLatin1String(key), QVariant::fromValue(absent)).template value<T>(); }
    void write(const T &value) const { QSettings().setValue(QLatin1String(key), QVariant::fromValue(value)); }
};

inline const Setting<QString> kLanguageSetting{"language", QString()};          ///< "en", "zh_CN"; empty: the system's
inline const Setting<QString> kThemeSetting{"theme", QStringLiteral("system")}; ///< system, light, dark
inline const Setting<int> kThreadsSetting{"threads", 0};                        ///< of a training; 0: as many as cores
inline const Setting<QString> kDeviceSetting{"device", QStringLiteral("auto")}; ///< auto, cpu, cuda
inline const Setting<QByteArray> kCalibrationSetting{"calibration", QByteArray()}; ///< Calibration::toJson()
inline const Setting<QByteArray> kGeometrySetting{"window/geometry", QByteArray()};
inline const Setting<QStringList> kRecentSetting{"projects/recent", QStringList()};
inline const Setting<QVariantMap> kRecentFactsSetting{"projects/facts",
                                                      QVariantMap()};       ///< see widgets/start/recentfacts
inline const Setting<QString> kFolderSetting{"projects/folder", QString()}; ///< where a file was last opened

/// Where a file dialogue begins: kFolderSetting, else the documents, else the person's own folder.
QString lastFolder();

/// A path in the folder that no file has yet: "NAME.aisle", "NAME 2.aisle", ...
QString freeProjectPath(const QString &folder, const QString &name);

/// Recent projects, newest first.
QStringList recentProjects();
void rememberProject(const QString &path);
void forgetProject(const QString &path);

} // namespace aisle
