#include "models/settings.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace aisle;

/// What an analyst chose once is there the next time, and only where it still means something.
class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Aisle"));
    }

    void dialoguesBeginWhereAFolderIs()
    {
        QTemporaryDir folder;
        kFolderSetting.write(folder.path());
        QCOMPARE(lastFolder(), folder.path());
        kFolderSetting.write(folder.filePath(QStringLiteral("gone")));
        QVERIFY(QFileInfo(lastFolder()).isDir());
        kFolderSetting.write({});
        QVERIFY(QFileInfo(lastFolder()).isDir());
    }

    void projectsNeverTakeAnothersName()
    {
        QTemporaryDir folder;
        const auto first = freeProjectPath(folder.path(), QStringLiteral("shop"));
        QCOMPARE(QFileInfo(first).fileName(), QStringLiteral("shop.aisle"));
        QFile file(first);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(QFileInfo(freeProjectPath(folder.path(), QStringLiteral("shop"))).fileName(),
                 QStringLiteral("shop 2.aisle"));
    }

    void recentProjectsStandOnce()
    {
        for (const auto *path : {"/a", "/b", "/a"})
            rememberProject(QString::fromLatin1(path));
        QCOMPARE(recentProjects(), (QStringList{QStringLiteral("/a"), QStringLiteral("/b")}));
        forgetProject(QStringLiteral("/a"));
        QCOMPARE(recentProjects(), QStringList{QStringLiteral("/b")});
    }

private:
    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
