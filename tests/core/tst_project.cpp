#include "core/common/error.h"
#include "core/runs/runstore.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"
#include "core/storage/schema.h"
#include "core/storage/settings.h"
#include "tests/support/errorof.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace aisle;
using namespace aisle::test;

class TestProject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsAndOpens();
    void refusesWhatIsNoProject();
    void refusesNewer();
    void migratesAfterBackup();
    void backupTakesAFreeName();
    void readersBringAnOlderProjectUpToDate();
    void graphsComeWithTheFifthFormat();
    void searchComesWithTheSixthFormat();
    void failedMigrationLeavesTheFile();
    void closedProjectIsOneFile();
    void readsFromReadOnlyFolder();
    void saysWhoMayNotRead();
    void secondProcessReadsOnly();
    void connectionsOfAProcessShareTheLock();
    void removesWhatAKilledTrainingLeft();
    void cancelInterruptsAStatement();
    void fullDiskIsSaid();

private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    QTemporaryDir m_folder;
};

void TestProject::createsAndOpens()
{
    const auto file = path("new shop?#1.aisle");
    {
        const auto project = Project::create(file);
        QVERIFY(!project->isReadOnly());
        QCOMPARE(EventStore(*project).count(), std::int64_t(0));
        QCOMPARE(Catalogue(*project).userCount(), std::int64_t(0));
        QCOMPARE(project->database().execAndGet("PRAGMA auto_vacuum").getInt(), 2);
        QCOMPARE(project->database().execAndGet("PRAGMA journal_mode").getString(), std::string("wal"));
        ProjectSettings(*project).setValue(QStringLiteral("columns"), QJsonValue(7));
    }
    QCOMPARE(errorOf([&] { Project::create(file); }), std::string("project.exists"));
    const auto project = Project::open(file);
    QCOMPARE(ProjectSettings(*project).value(QStringLiteral("columns")).toInt(), 7);
    QCOMPARE(ProjectSettings(*project).value(QStringLiteral("other"), QJsonValue(3)).toInt(), 3);
}

void TestProject::refusesWhatIsNoProject()
{
    QCOMPARE(errorOf([&] { Project::open(path("missing.aisle")); }), std::string("project.missing"));
    QCOMPARE(errorOf([&] { Project::open(m_folder.path()); }), std::string("project.not-ours"));
    QFile noise(path("noise.aisle"));
    QVERIFY(noise.open(QIODevice::WriteOnly));
    noise.write(QByteArray(5000, 'x'));
    noise.close();
    QCOMPARE(errorOf([&] { Project::open(noise.fileName()); }), std::string("project.not-ours"));
    {
        SQLite::Database foreign(path("foreign.aisle").toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        foreign.exec("CREATE TABLE t(x)");
    }
    QCOMPARE(errorOf([&] { Project::open(path("foreign.aisle")); }), std::string("project.not-ours"));
    QCOMPARE(errorOf([&] { Project::create(QStringLiteral("/nowhere/at/all.aisle")); }),
             std::string("project.cannot-write"));
}

void TestProject::refusesNewer()
{
    const auto file = path("newer.aisle");
    Project::create(file)->database().exec("PRAGMA user_version = 99");
    QCOMPARE(errorOf([&] { Project::open(file); }), std::string("project.newer"));
}

void TestProject::migratesAfterBackup()
{
    const auto file = path("older.aisle");
    Project::create(file)->database().exec("INSERT INTO setting VALUES('kept', '[1]')");
    auto scripts = schemaScripts();
    const int now = int(scripts.size());
    scripts.append(QStringLiteral("ALTER TABLE user ADD COLUMN birthday TEXT; CREATE TABLE extra(x)"));
    {
        SQLite::Database database(file.toStdString(), SQLite::OPEN_READWRITE);
        migrate(database, file, scripts);
        QCOMPARE(schemaVersion(database, file), now + 1);
        database.exec("SELECT birthday FROM user");
        QCOMPARE(database.execAndGet("SELECT value FROM setting WHERE key = 'kept'").getString(), std::string("[1]"));
    }
    SQLite::Database backup(backupPath(file, now).toStdString());
    QCOMPARE(schemaVersion(backup, file), now);
    QVERIFY(!backup.tableExists("extra"));
    QCOMPARE(backup.execAndGet("SELECT value FROM setting WHERE key = 'kept'").getString(), std::string("[1]"));
    QCOMPARE(errorOf([&] { Project::open(file); }), std::string("project.newer"));
}

/// Another project may have the name that a backup would take.
void TestProject::backupTakesAFreeName()
{
    const auto file = path("shop.aisle"), neighbour = path("shop.v1.aisle");
    const auto scripts = schemaScripts();
    for (const auto &[name, word] : {std::pair{file, "of shop"}, {neighbour, "of the neighbour"}}) {
        SQLite::Database database(name.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(database, name, scripts.mid(0, 1));
        database.exec(std::string("INSERT INTO setting VALUES('word', '") + word + "')");
    }
    Project::open(file);
    const auto wordOf = [](const QString &name) {
        SQLite::Database database(name.toStdString());
        return database.execAndGet("SELECT value FROM setting WHERE key = 'word'").getString();
    };
    QCOMPARE(wordOf(neighbour), std::string("of the neighbour"));
    QCOMPARE(wordOf(path("shop.v1-2.aisle")), std::string("of shop"));
    QCOMPARE(backupPath(file, 1, 1), path("shop.v1-2.aisle"));
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("shop*")}).size(), 3); // nothing unfinished is left
}

void TestProject::readersBringAnOlderProjectUpToDate()
{
    const auto file = path("reader.aisle");
    {
        SQLite::Database database(file.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(database, file, schemaScripts().mid(0, 2));
    }
    const auto project = Project::open(file, Project::Access::ReadOnly);
    QVERIFY(project->isReadOnly());
    QCOMPARE(schemaVersion(project->database(), file), int(schemaScripts().size()));
    QVERIFY(QFile::exists(backupPath(file, 2)));
    QVERIFY(!Project::open(file)->isReadOnly()); // no lock is kept
}

void TestProject::graphsComeWithTheFifthFormat()
{
    const auto file = path("fourth.aisle");
    {
        SQLite::Database database(file.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(database, file, schemaScripts().mid(0, 4));
        database.exec("INSERT INTO item(id, key, title) VALUES(7, 'cup', 'A cup')");
        database.exec("INSERT INTO feature(name, subject, dims, source, at) VALUES('words', 'items', 2, '{}', 1)");
        database.exec("INSERT INTO feature_chunk VALUES(1, 1, x'0700000000000000', x'0100000000000000', "
                      "x'0000803f00000000')");
        QVERIFY(!database.tableExists("graph_triple"));
    }
    const auto project = Project::open(file);
    QVERIFY(!project->isReadOnly());
    auto &database = project->database();
    QCOMPARE(schemaVersion(database, file), int(schemaScripts().size()));
    for (const char *table : {"graph_source", "graph_entity", "graph_relation", "graph_triple", "graph_link"})
        QCOMPARE(database.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt(), 0);
    QCOMPARE(database.execAndGet("SELECT title FROM item WHERE id = 7").getString(), std::string("A cup"));
    QCOMPARE(database.execAndGet("SELECT length(vectors) FROM feature_chunk").getInt(), 8);
    SQLite::Database backup(backupPath(file, 4).toStdString());
    QCOMPARE(schemaVersion(backup, file), 4);
    QVERIFY(!backup.tableExists("graph_triple"));
}

void TestProject::searchComesWithTheSixthFormat()
{
    const auto file = path("fifth.aisle");
    {
        SQLite::Database database(file.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(database, file, schemaScripts().mid(0, 5));
        database.exec("INSERT INTO item(id, key, title) VALUES(7, 'cup', 'A cup')");
        database.exec("INSERT INTO graph_entity(name, source_id) VALUES('cups', 1)");
        QVERIFY(!database.tableExists("judgement"));
    }
    const auto project = Project::open(file);
    QVERIFY(!project->isReadOnly());
    auto &database = project->database();
    QCOMPARE(schemaVersion(database, file), int(schemaScripts().size()));
    for (const char *table : {"search_index", "query", "judgement"})
        QCOMPARE(database.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt(), 0);
    QCOMPARE(database.execAndGet("SELECT title FROM item WHERE id = 7").getString(), std::string("A cup"));
    QCOMPARE(database.execAndGet("SELECT name FROM graph_entity").getString(), std::string("cups"));
    SQLite::Database backup(backupPath(file, 5).toStdString());
    QCOMPARE(schemaVersion(backup, file), 5);
    QVERIFY(!backup.tableExists("judgement"));
}

void TestProject::failedMigrationLeavesTheFile()
{
    const auto file = path("failing.aisle");
    Project::create(file);
    auto scripts = schemaScripts();
    scripts.append(QStringLiteral("CREATE TABLE extra(x); CREATE TABLE extra(x)"));
    SQLite::Database database(file.toStdString(), SQLite::OPEN_READWRITE);
    QVERIFY_THROWS_EXCEPTION(SQLite::Exception, migrate(database, file, scripts));
    QCOMPARE(schemaVersion(database, file), int(scripts.size()) - 1);
    QVERIFY(!database.tableExists("extra"));
}

void TestProject::closedProjectIsOneFile()
{
    const auto file = path("one.aisle");
    {
        const auto project = Project::create(file);
        ProjectSettings(*project).setValue(QStringLiteral("a"), 1);
        QVERIFY(QFile::exists(file + QStringLiteral("-wal")));
    }
    QVERIFY(!QFile::exists(file + QStringLiteral("-wal")));
    QVERIFY(!QFile::exists(file + QStringLiteral("-shm")));
}

void TestProject::readsFromReadOnlyFolder()
{
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("fixed")));
    const auto file = path("fixed/shop.aisle");
    ProjectSettings(*Project::create(file)).setValue(QStringLiteral("a"), 1);
    QFile folder(path("fixed"));
    const auto before = folder.permissions();
    QVERIFY(folder.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    {
        const auto project = Project::open(file);
        QVERIFY(project->isReadOnly());
        QVERIFY(!project->readOnlyReason().isEmpty());
        QCOMPARE(ProjectSettings(*project).value(QStringLiteral("a")).toInt(), 1);
        QCOMPARE(ProjectSettings(*project->another()).value(QStringLiteral("a")).toInt(), 1);
        QCOMPARE(errorOf([&] { RunStore(*project).insert({}); }), std::string("project.read-only"));
        QCOMPARE(QDir(path("fixed")).entryList(QDir::Files), QStringList{QStringLiteral("shop.aisle")});
    }
    QCOMPARE(errorOf([&] { Project::open(file, Project::Access::ReadWrite, true); }), std::string("project.locked"));
    QVERIFY(folder.setPermissions(before));
    QVERIFY(!Project::open(file)->isReadOnly());
}

void TestProject::saysWhoMayNotRead()
{
    const auto file = path("secret.aisle");
    Project::create(file).reset();
    QVERIFY(QFile::setPermissions(file, QFile::Permissions()));
    QCOMPARE(errorOf([&] { Project::open(file); }), std::string("project.unreadable"));
}

void TestProject::secondProcessReadsOnly()
{
    const auto file = path("shared.aisle");
    auto project = Project::create(file);
    ProjectSettings(*project).setValue(QStringLiteral("a"), 5);
    const auto ask = [&] {
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--open"), file});
        other.waitForFinished();
        return QString::fromUtf8(other.readAllStandardOutput()).trimmed();
    };
    QCOMPARE(ask(), QStringLiteral("read-only 5 project.read-only"));
    ProjectSettings(*project).setValue(QStringLiteral("a"), 6); // still ours after the other one has gone
    QCOMPARE(ask(), QStringLiteral("read-only 6 project.read-only"));
    project.reset();
    QCOMPARE(ask(), QStringLiteral("writable 6"));
}

void TestProject::connectionsOfAProcessShareTheLock()
{
    const auto file = path("two.aisle");
    const auto first = Project::create(file);
    const auto second = Project::open(file);
    QVERIFY(!second->isReadOnly());
    const auto third = second->another();
    ProjectSettings(*third).setValue(QStringLiteral("a"), 1);
    QCOMPARE(ProjectSettings(*first).value(QStringLiteral("a")).toInt(), 1);
    QVERIFY(Project::open(file, Project::Access::ReadOnly)->isReadOnly());
}

void TestProject::removesWhatAKilledTrainingLeft()
{
    const auto file = path("killed.aisle");
    RunRecord run;
    run.recommender = QStringLiteral("ease");
    {
        const auto project = Project::create(file);
        RunStore runs(*project);
        run.status = RunStatus::Done;
        runs.insert(run);
        run.status = RunStatus::Training;
        const auto half = runs.insert(run);
        auto device = runs.createSnapshot(half);
        device->write("half");
        device->close();
    }
    const auto project = Project::open(file);
    QCOMPARE(RunStore(*project).all().size(), std::size_t(1));
    QCOMPARE(project->database().execAndGet("SELECT count(*) FROM run").getInt(), 1);
    QCOMPARE(project->database().execAndGet("SELECT count(*) FROM snapshot").getInt(), 0);
}

void TestProject::cancelInterruptsAStatement()
{
    struct CancelledContext : SilentContext
    {
        void checkpoint() override { throw Cancelled{}; }
    } cancelled;
    const auto project = Project::create(path("cancel.aisle"));
    for (int i = 0; i < 50; ++i)
        project->database().exec(
            "INSERT INTO event(user_id, kind) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            "WHERE i < 1000) SELECT i, 1 FROM n");
    const auto worker = project->another(&cancelled);
    QVERIFY_THROWS_EXCEPTION(Cancelled, EventStore(*worker).scan([](const StoredEvent &) {}));
}

void TestProject::fullDiskIsSaid()
{
    const auto project = Project::create(path("full.aisle"));
    project->database().execAndGet("PRAGMA max_page_count = 60");
    RunStore runs(*project);
    RunRecord run;
    run.status = RunStatus::Done;
    const auto id = runs.insert(run);
    auto device = runs.createSnapshot(id);
    const auto size = device->write(QByteArray(4 << 20, 'x'));
    QCOMPARE(size, qint64(-1));
    QCOMPARE(errorOf([&] { device->close(); }), std::string("disk.full"));
    device.reset();
    QCOMPARE(runs.all().size(), std::size_t(1));
    QVERIFY(!runs.openSnapshot(id));
    QCOMPARE(project->database().execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
}

static int openInThisProcess(const QString &file)
{
    const auto project = Project::open(file);
    const auto code = errorOf([&] { RunStore(*project).purge(); });
    QTextStream(stdout) << (project->isReadOnly() ? "read-only " : "writable ")
                        << ProjectSettings(*project).value(QStringLiteral("a")).toInt() << ' ' << code.c_str() << '\n';
    return 0;
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == QStringLiteral("--open"))
        return openInThisProcess(application.arguments().value(2));
    TestProject test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_project.moc"
