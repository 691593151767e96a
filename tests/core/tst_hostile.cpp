#include "core/common/idplaces.h"
#include "core/dataset/dataset.h"
#include "core/lists/listbasis.h"
#include "core/runs/runshelf.h"
#include "core/runs/runwords.h"
#include "core/runs/training/training.h"
#include "core/storage/bulk/cleancopy.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/queries/itemevents.h"
#include "core/storage/queries/summary.h"
#include "core/transfer/reading/inputlisting.h"
#include "core/transfer/writing/wholefile.h"
#include "tests/support/errorof.h"
#include "tests/support/notingcontext.h"
#include "tests/widgets/shop.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cstdio>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

using namespace aisle;
using test::errorOf;
using test::NotingContext;

/// Project files and snapshots that were damaged, or made to do harm: one case a kind that tests/fuzz/mutate.py found,
/// or that was found before it.
class TestHostile : public QObject
{
    Q_OBJECT
private:
    QString fresh(const char *name)
    {
        const auto path = m_folder.filePath(QString::fromLatin1(name) + QStringLiteral(".aisle"));
        QFile::remove(path);
        if (!QFile::copy(m_folder.filePath(QStringLiteral("shop.aisle")), path))
            qFatal("The shop cannot be copied.");
        return path;
    }
    /// As somebody with another program would write it.
    static void execute(const QString &path, const char *statements)
    {
        SQLite::Database(path.toStdString(), SQLite::OPEN_READWRITE).exec(statements);
    }
    QString changed(const char *name, const char *statements)
    {
        const auto path = fresh(name);
        execute(path, statements);
        return path;
    }
    static QByteArray fileAt(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArray snapshotOf(const QString &path)
    {
        const auto project = Project::open(path, Project::Access::ReadOnly);
        return RunStore(*project).openSnapshot(RunId(1))->readAll();
    }
    static void storeSnapshot(const QString &path, const QByteArray &bytes)
    {
        const auto project = Project::open(path);
        const auto out = RunStore(*project).createSnapshot(RunId(1));
        out->write(bytes);
        out->close();
    }
    std::string errorOfLoading(const QString &path)
    {
        const auto project = Project::open(path, Project::Access::ReadOnly);
        return errorOf([&] { RunShelf(*project).get(RunId(1), m_job); });
    }
    static QByteArray bigEndian(quint64 number)
    {
        QByteArray bytes(8, 0);
        qToBigEndian(number, bytes.data());
        return bytes;
    }

    QTemporaryDir m_folder;
    SilentContext m_job;

private Q_SLOTS:
    void initTestCase();

    void whatAKilledFirstImportLeft_data();
    void whatAKilledFirstImportLeft();
    void aFileOfOthersIsNotTakenForALeftover();
    void versionsThatNobodyWrote();
    void sentencesHaveNoSql();

    void triggersNeverRun();
    void aViewInThePlaceOfATable();
    void aViewWithoutEnd();
    void aViewThatCannotBeRead();
    void tablesMadeOtherwise_data();
    void tablesMadeOtherwise();
    void whatAnAnalystAddedStays();
    void theCleanCopyIsOurs();
    void connectionsDistrustTheFile();
    void deletedKeysLeaveNoTrace();

    void namesThatAreNoUtf8();
    void noMoreOpenFiles();

    void eventsOfNobodyAreLeftOut();
    void placesOfIds();
    void aPeriodThatIsNone();
    void countsThatLie();

    void aProtocolThatIsNoObject();
    void figuresOfShoppersAsText();
    void figuresThatUnpackToMore_data();
    void figuresThatUnpackToMore();
    void aNameOfTenMegabytes();

    void snapshotsWithCountsThatLie_data();
    void snapshotsWithCountsThatLie();
    void aSnapshotThatIsCutOff();
    void deletedProductsOfASnapshot();
};

void TestHostile::initTestCase()
{
    const auto project = test::makeShop(m_folder.filePath(QStringLiteral("shop.aisle")), 60, 30);
    TrainRequest request;
    request.recommender = "bpr";
    request.parameters = {{QStringLiteral("epochs"), 2}, {QStringLiteral("factors"), 8}};
    QCOMPARE(trainRun(*project, request, m_job).run.id, RunId(1));
}

void TestHostile::whatAKilledFirstImportLeft_data()
{
    QTest::addColumn<bool>("hasPages");
    QTest::newRow("no byte") << false;
    QTest::newRow("a head and no table") << true;
}

void TestHostile::whatAKilledFirstImportLeft()
{
    QFETCH(bool, hasPages);
    const auto path = m_folder.filePath(QStringLiteral("left-%1.aisle").arg(hasPages));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    if (hasPages)
        execute(path, "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; VACUUM");
    QCOMPARE(errorOf([&] { Project::open(path); }), std::string("project.empty"));
    const auto project = Project::openOrCreate(path);
    QVERIFY(!project->isReadOnly());
    QCOMPARE(EventStore(*project).count(), std::int64_t(0));
}

void TestHostile::aFileOfOthersIsNotTakenForALeftover()
{
    const auto path = m_folder.filePath(QStringLiteral("other.aisle"));
    SQLite::Database(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t(x)");
    QCOMPARE(errorOf([&] { Project::openOrCreate(path); }), std::string("project.not-ours"));
    QCOMPARE(errorOf([&] { Project::create(path); }), std::string("project.exists"));
}

void TestHostile::versionsThatNobodyWrote()
{
    QCOMPARE(errorOf([&] { Project::open(changed("minus", "PRAGMA user_version = -1")); }),
             std::string("project.damaged"));
    QCOMPARE(errorOf([&] { Project::open(changed("none", "PRAGMA user_version = 0")); }),
             std::string("project.damaged"));
    QCOMPARE(errorOf([&] { Project::open(changed("hundred", "PRAGMA user_version = 100")); }),
             std::string("project.newer"));
}

void TestHostile::sentencesHaveNoSql()
{
    for (const auto *statements :
         {"PRAGMA user_version = 2", "DROP TABLE event_range", "ALTER TABLE run DROP COLUMN note",
          "PRAGMA foreign_keys = OFF; DROP TABLE item; CREATE TABLE item(id INTEGER PRIMARY KEY, name)"}) {
        try {
            Project::open(changed("sentence", statements));
            QFAIL("It was opened.");
        } catch (const Error &error) {
            for (const auto *word : {"column", "table", "SQL", "duplicate", "no such"})
                QVERIFY2(!error.message().contains(QLatin1String(word)), qUtf8Printable(error.message()));
        }
    }
}

void TestHostile::triggersNeverRun()
{
    const auto path =
        changed("trigger", "CREATE TRIGGER foreign_one AFTER INSERT ON setting BEGIN DELETE FROM event; END");
    QCOMPARE(errorOf([&] { Project::open(path, Project::Access::ReadWrite, true); }), std::string("project.locked"));
    const auto project = Project::open(path);
    QVERIFY(project->isReadOnly());
    QVERIFY(project->readOnlyReason().contains(QStringLiteral("foreign_one")));
    QVERIFY(project->another()->isReadOnly());
    QVERIFY(summarise(*project, m_job).events > 0);
}

void TestHostile::aViewInThePlaceOfATable()
{
    const auto path =
        changed("view", "ALTER TABLE session RENAME TO theirs; CREATE VIEW session AS SELECT * FROM theirs");
    const auto project = Project::open(path);
    QVERIFY(project->isReadOnly());
    QVERIFY(project->readOnlyReason().contains(QStringLiteral("session")));
}

void TestHostile::aViewWithoutEnd()
{
    const auto path =
        changed("endless", "ALTER TABLE quarantine RENAME TO theirs; CREATE VIEW quarantine AS "
                           "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS id, "
                           "n AS import_id, n AS file, n AS line, n AS text, n AS reason, n AS detail FROM "
                           "r WHERE n < 0");
    const auto project = Project::open(path);
    QCOMPARE(errorOf([&] { EventStore(*project).quarantined(0, 10); }), std::string("project.endless"));
    const auto to = m_folder.filePath(QStringLiteral("ended.aisle"));
    QCOMPARE(writeCleanCopy(path, to, m_job).emptied, QStringList(QStringLiteral("quarantine")));
    const auto copy = Project::open(to);
    QVERIFY(!copy->isReadOnly());
    QVERIFY(EventStore(*copy).quarantined(0, 10).empty());
    QCOMPARE(EventStore(*copy).count(), EventStore(*project).count());
}

void TestHostile::aViewThatCannotBeRead()
{
    const auto path = changed("circular", "ALTER TABLE session RENAME TO theirs; CREATE VIEW session AS SELECT * FROM "
                                          "session");
    const auto to = m_folder.filePath(QStringLiteral("uncircled.aisle"));
    QCOMPARE(writeCleanCopy(path, to, m_job).emptied, QStringList(QStringLiteral("session")));
    QVERIFY(!Project::open(to)->isReadOnly());
}

void TestHostile::tablesMadeOtherwise_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("was");
    QTest::addColumn<QString>("is");
    QTest::newRow("a condition") << "import"
                                 << "at INTEGER NOT NULL "
                                 << "at INTEGER NOT NULL CHECK(id < 2) ";
    QTest::newRow("a computed column") << "event"
                                       << "context TEXT"
                                       << "context TEXT GENERATED ALWAYS AS (hex(zeroblob(9)))";
    QTest::newRow("in short") << "event"
                              << "context TEXT"
                              << "context TEXT AS (hex(zeroblob(9)))";
    QTest::newRow("a default") << "event"
                               << "context TEXT"
                               << "context TEXT DEFAULT (hex(zeroblob(9)))";
    QTest::newRow("a collation") << "user"
                                 << "key TEXT"
                                 << "key TEXT COLLATE NOCASE";
    QTest::newRow("a reference") << "event"
                                 << "session INTEGER"
                                 << "session INTEGER REFERENCES import(id) ON DELETE CASCADE";
    QTest::newRow("another key") << "item"
                                 << "id INTEGER PRIMARY KEY"
                                 << "id TEXT PRIMARY KEY";
    QTest::newRow("no row id") << "event"
                               << "part INTEGER\n)"
                               << "part INTEGER\n) WITHOUT ROWID";
    QTest::newRow("an index of an expression") << "event"
                                               << ""
                                               << "CREATE INDEX theirs ON event(abs(item_id))";
    QTest::newRow("an index with a condition") << "event"
                                               << ""
                                               << "CREATE INDEX theirs ON event(id) WHERE abs(id) > 5";
    QTest::newRow("a unique index") << "run"
                                    << ""
                                    << "CREATE UNIQUE INDEX theirs ON run(recommender)";
}

void TestHostile::tablesMadeOtherwise()
{
    QFETCH(QString, table);
    QFETCH(QString, was);
    QFETCH(QString, is);
    const auto path = fresh("otherwise");
    const auto sound = EventStore(*Project::open(path)).count();
    if (was.isEmpty()) {
        execute(path, is.toUtf8().constData());
    } else {
        SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE);
        auto made = QString::fromStdString(
            database.execAndGet("SELECT sql FROM sqlite_master WHERE name = '" + table.toStdString() + "'")
                .getString());
        QVERIFY(made.contains(was));
        database.exec("CREATE TABLE aside AS SELECT * FROM " + table.toStdString());
        database.exec("DROP TABLE " + table.toStdString());
        database.exec(made.replace(was, is).toStdString());
        if (!is.contains(QStringLiteral(" AS (")))
            database.exec("INSERT INTO " + table.toStdString() + " SELECT * FROM aside");
        database.exec("DROP TABLE aside");
    }
    const auto project = Project::open(path);
    QVERIFY(project->isReadOnly());
    QVERIFY2(project->readOnlyReason().contains(u'"' + table + u'"'), qUtf8Printable(project->readOnlyReason()));
    const auto to = m_folder.filePath(QStringLiteral("as-ours.aisle"));
    QFile::remove(to);
    QVERIFY(writeCleanCopy(path, to, m_job).emptied.isEmpty());
    const auto copy = Project::open(to);
    QVERIFY(!copy->isReadOnly());
    QCOMPARE(EventStore(*copy).count(), sound);
    QCOMPARE(RunStore(*copy).all().size(), std::size_t(1));
}

void TestHostile::whatAnAnalystAddedStays()
{
    const auto path = changed("analyst", "CREATE TABLE notes(text); CREATE VIEW best AS SELECT item_id FROM event; "
                                         "CREATE INDEX event_item ON event(item_id); "
                                         "CREATE TRIGGER kept AFTER INSERT ON notes BEGIN DELETE FROM notes; END");
    const auto project = Project::open(path);
    QVERIFY(!project->isReadOnly());
    QCOMPARE(project->database().execAndGet("SELECT count(*) FROM best").getInt64(), EventStore(*project).count());
}

void TestHostile::theCleanCopyIsOurs()
{
    const auto path =
        changed("dirty", "CREATE TRIGGER foreign_one AFTER INSERT ON setting BEGIN DELETE FROM event; END; "
                         "ALTER TABLE session RENAME TO theirs; CREATE VIEW session AS SELECT * FROM theirs; "
                         "CREATE TABLE notes(text)");
    const auto to = m_folder.filePath(QStringLiteral("clean.aisle"));
    const auto copy = writeCleanCopy(path, to, m_job);
    QCOMPARE(copy.dropped, QStringList(QStringLiteral("foreign_one")));
    QCOMPARE(copy.made, QStringList(QStringLiteral("session")));
    const auto before = Project::open(path);
    const auto project = Project::open(to);
    QVERIFY(!project->isReadOnly());
    QCOMPARE(EventStore(*project).count(), EventStore(*before).count());
    for (const auto *rows :
         {"SELECT count(*) FROM session", "SELECT count(*) FROM event", "SELECT count(*) FROM notes"})
        QCOMPARE(project->database().execAndGet(rows).getInt64(), before->database().execAndGet(rows).getInt64());
    QCOMPARE(errorOf([&] { writeCleanCopy(path, to, m_job); }), std::string("project.exists"));
}

void TestHostile::connectionsDistrustTheFile()
{
    const auto project = Project::open(fresh("distrusted"));
    for (const auto &connection : {project->another(), Project::open(project->path())}) {
        auto *handle = connection->database().getHandle();
        const auto setting = [&](int which) {
            int on = -1;
            sqlite3_db_config(handle, which, -1, &on);
            return on;
        };
        QCOMPARE(setting(SQLITE_DBCONFIG_DEFENSIVE), 1);
        QCOMPARE(setting(SQLITE_DBCONFIG_TRUSTED_SCHEMA), 0);
        QCOMPARE(setting(SQLITE_DBCONFIG_ENABLE_TRIGGER), 0);
        QVERIFY(sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, -1) <= 1 << 28);
    }
}

void TestHostile::deletedKeysLeaveNoTrace()
{
    const QByteArray key("a-key-that-nobody-else-has");
    const auto path = changed("deleted-keys", "UPDATE user SET key = 'a-key-that-nobody-else-has', import_id = 1 "
                                              "WHERE id = (SELECT max(id) FROM user)");
    QVERIFY(fileAt(path).contains(key));
    {
        const auto project = Project::open(path);
        const auto another = project->another(), reading = Project::open(path, Project::Access::ReadOnly);
        for (const auto *connection : {project.get(), another.get(), reading.get()})
            QCOMPARE(connection->database().execAndGet("PRAGMA secure_delete").getInt(), 1);
        EventStore(*project).undoImport(ImportId(1), m_job);
    }
    QVERIFY(!fileAt(path).contains(key));
    QVERIFY(!fileAt(path + QStringLiteral("-wal")).contains(key));
}

void TestHostile::namesThatAreNoUtf8()
{
    const auto bytes = QFile::encodeName(m_folder.path()) + "/log-\xff.csv";
    const auto file = std::unique_ptr<FILE, int (*)(FILE *)>(std::fopen(bytes.constData(), "w"), std::fclose);
    QVERIFY(file);
    const auto name = QFile::decodeName(bytes), project = name.chopped(3) + QStringLiteral("aisle");
    QCOMPARE(errorOf([&] { listInputs({name}); }), std::string("file.name"));
    QCOMPARE(errorOf([&] { WholeFile(name.chopped(4)); }), std::string("file.name"));
    QCOMPARE(errorOf([&] { Project::create(project); }), std::string("file.name"));
    QCOMPARE(errorOf([&] { Project::openOrCreate(project); }), std::string("file.name"));
    QCOMPARE(errorOf([&] { writeCleanCopy(fresh("named"), project, m_job); }), std::string("file.name"));
    QVERIFY(!QFile::exists(project));
    const auto folder = listInputs({m_folder.path()}); // what stands in a folder is left out, and said
    QVERIFY(std::ranges::any_of(folder.skipped, [&](const auto &skipped) { return skipped.first == name; }));
    QCOMPARE(std::remove(bytes.constData()), 0); // QTemporaryDir cannot name it either
}

void TestHostile::noMoreOpenFiles()
{
    const auto path = fresh("files");
    rlimit usual{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &usual), 0);
    const rlimit few{64, usual.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    std::vector<int> taken;
    for (int file = ::dup(0); file >= 0; file = ::dup(0))
        taken.push_back(file);
    const auto without = errorOf([&] { Project::open(path); });
    ::close(taken.back()); // enough for the lock, too few for the rest
    const auto withOne = errorOf([&] { Project::open(path); });
    taken.pop_back();
    for (const int file : taken)
        ::close(file);
    ::setrlimit(RLIMIT_NOFILE, &usual);
    QCOMPARE(without, std::string("files.too-few"));
    QCOMPARE(withOne, std::string("files.too-few"));
}

void TestHostile::eventsOfNobodyAreLeftOut()
{
    const auto path = changed("nobody", "UPDATE event SET item_id = 2147483647 WHERE id % 50 = 0; "
                                        "UPDATE event SET user_id = 268435456 WHERE id % 50 = 1; "
                                        "UPDATE event SET item_id = -7 WHERE id % 50 = 2");
    const auto project = Project::open(path);
    NotingContext job;
    const auto dataset = Dataset::load(*project, {}, job);
    QCOMPARE(dataset.itemKeys.size(), dataset.itemIds.size());
    QCOMPARE(dataset.userKeys.size(), dataset.userIds.size());
    QVERIFY(dataset.itemIds.back().value < 1000);
    QCOMPARE(job.notes.size(), 1);
    QVERIFY(summarise(*project, m_job).events > 0);
    EventStore(*project).undoImport(EventStore(*project).imports().front().id, m_job);
}

void TestHostile::placesOfIds()
{
    const IdPlaces dense({1, 2, 5}), sparse({-3, 7, std::int64_t(1) << 62}), none;
    QCOMPARE(dense.placeOf(5), 2U);
    QCOMPARE(dense.placeOf(3), IdPlaces::kNowhere);
    QCOMPARE(dense.placeOf(-1), IdPlaces::kNowhere);
    QCOMPARE(dense.placeOf(std::int64_t(1) << 40), IdPlaces::kNowhere);
    QCOMPARE(sparse.placeOf(-3), 0U);
    QCOMPARE(sparse.placeOf(std::int64_t(1) << 62), 2U);
    QCOMPARE(sparse.placeOf(8), IdPlaces::kNowhere);
    QCOMPARE(none.placeOf(0), IdPlaces::kNowhere);
}

void TestHostile::aPeriodThatIsNone()
{
    for (const auto *statements :
         {"UPDATE import SET first_at = last_at, last_at = first_at", "UPDATE import SET last_at = first_at - 86400000",
          "UPDATE import SET first_at = first_at + 400 * 86400000, last_at = last_at + 400 * 86400000",
          "UPDATE import SET first_at = -9223372036854775807, last_at = 9223372036854775807"}) {
        const auto project = Project::open(changed("period", statements));
        const auto summary = summarise(*project, m_job);
        std::int64_t shown = 0;
        for (const auto &kind : summary.kinds)
            for (const auto count : kind.perBin)
                shown += count;
        QVERIFY2(!summary.period || shown == summary.events, statements);
    }
}

void TestHostile::countsThatLie()
{
    const auto project = Project::open(changed("counts", "UPDATE import SET events = 4611686018427387904"));
    EventStore(*project).undoImport(EventStore(*project).imports().front().id, m_job);
    QCOMPARE(project->database().execAndGet("SELECT count(*) FROM event").getInt64(), std::int64_t(0));
    const auto far = Project::open(changed("far", "UPDATE event SET id = 4611686018427387904 WHERE id = 1"));
    QVERIFY(!eventsOfItem(*far, ItemId(1), m_job).empty());
    for (const auto *statements : {"INSERT OR REPLACE INTO last_id VALUES('user', 9223372036854775807)",
                                   "INSERT OR REPLACE INTO last_id VALUES('item', 'last')",
                                   "UPDATE sqlite_sequence SET seq = 9223372036854775807"})
        QCOMPARE(errorOf([&] { Project::open(changed("no-ids", statements)); }), std::string("project.damaged"));
    QCOMPARE(
        errorOf([&] {
            EventStore(*Project::open(changed("kind", "UPDATE event_kind SET id = 2147483647 WHERE id = 1"))).kinds();
        }),
        std::string("project.damaged"));
    const auto wordy =
        Project::open(changed("wordy", "UPDATE event_kind SET name = hex(zeroblob(1000000)) WHERE id = 1"));
    std::size_t longest = 0;
    for (const auto &kind : EventStore(*wordy).kinds())
        longest = std::max(longest, kind.name.size());
    QCOMPARE(longest, std::size_t(10'000)); // it stands in each row of an export
}

void TestHostile::aProtocolThatIsNoObject()
{
    for (const auto *statements : {"UPDATE run SET protocol = '[1, 2]'", "UPDATE run SET protocol = 'no JSON'",
                                   "UPDATE run SET protocol = '{\"mask\": \"both\"}'"}) {
        const auto project = Project::open(changed("protocol", statements));
        RunStore runs(*project);
        const auto all = runs.all();
        QCOMPARE(all.size(), std::size_t(1));
        QVERIFY(!groupByProtocol(all).front().heading.isEmpty());
        QCOMPARE(errorOf([&] { runs.known(RunId(1)); }), std::string("run.damaged"));
        runs.demandKnown(RunId(1));
        runs.remove(RunId(1));
        QVERIFY(runs.all().empty());
    }
}

void TestHostile::figuresOfShoppersAsText()
{
    for (const auto *statements :
         {"UPDATE run_user_metric SET users = 'text'", "UPDATE run_user_metric SET figures = 7",
          "UPDATE run_user_metric SET figures = x'000000'", "UPDATE run_user_metric SET users = x'0100000000000000'"}) {
        const auto project = Project::open(changed("figures", statements));
        const RunStore runs(*project);
        const auto names = runs.userMetricNames(RunId(1));
        QVERIFY(!names.empty());
        QCOMPARE(errorOf([&] { runs.userMetric(RunId(1), names.front()); }), std::string("run.damaged"));
    }
}

void TestHostile::figuresThatUnpackToMore_data()
{
    QTest::addColumn<quint32>("said");
    QTest::newRow("less than it holds") << quint32(64);
    QTest::newRow("more than anything holds") << quint32(1'600'000'000);
}

/// A quarter of a gigabyte of zeros takes 260 kB.
void TestHostile::figuresThatUnpackToMore()
{
    QFETCH(quint32, said);
    QByteArray zeros(1 << 20, 0), blob(said < 1000 ? 1 << 20 : 17, 0);
    qToBigEndian(said, blob.data());
    if (said < 1000) {
        z_stream stream{};
        QCOMPARE(deflateInit(&stream, 9), Z_OK);
        stream.next_out = reinterpret_cast<Bytef *>(blob.data() + 4);
        stream.avail_out = static_cast<uInt>(blob.size() - 4);
        for (int megabyte = 1; megabyte <= 256; ++megabyte) {
            stream.next_in = reinterpret_cast<Bytef *>(zeros.data());
            stream.avail_in = static_cast<uInt>(zeros.size());
            deflate(&stream, megabyte == 256 ? Z_FINISH : Z_NO_FLUSH);
        }
        blob.resize(static_cast<qsizetype>(4 + stream.total_out + 8) / 8 * 8 + 1);
        deflateEnd(&stream);
    }
    const auto path = fresh("unpacked");
    {
        SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE);
        SQLite::Statement write(database, "UPDATE run_user_metric SET users = ?");
        write.bind(1, blob.constData(), static_cast<int>(blob.size()));
        write.exec();
    }
    const auto project = Project::open(path);
    const RunStore runs(*project);
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    QCOMPARE(errorOf([&] { runs.userMetric(RunId(1), runs.userMetricNames(RunId(1)).front()); }),
             std::string("run.damaged"));
    getrusage(RUSAGE_SELF, &after);
    QVERIFY(after.ru_maxrss - before.ru_maxrss < 128 << 10);
}

void TestHostile::aNameOfTenMegabytes()
{
    const auto project = Project::open(
        changed("name", "UPDATE run SET name = replace(hex(zeroblob(5000000)), '00', 'xy'), note = name"));
    const auto run = RunStore(*project).known(RunId(1));
    QCOMPARE(run.name.size(), qsizetype(kLongestRunName));
    QVERIFY(run.name.endsWith(QChar(0x2026)));
}

void TestHostile::snapshotsWithCountsThatLie_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QByteArray>("bytes");
    const auto whole = snapshotOf(m_folder.filePath(QStringLiteral("shop.aisle")));
    const auto items = static_cast<int>(qFromBigEndian<quint64>(whole.constData() + 4));
    const int users = 12 + items * 4;
    QTest::newRow("2^62 products") << 4 << bigEndian(quint64(1) << 62);
    QTest::newRow("no product") << 4 << bigEndian(0);
    QTest::newRow("one product more") << 4 << bigEndian(static_cast<quint64>(items + 1));
    QTest::newRow("the same product twice") << 16 << QByteArray(4, 0);
    QTest::newRow("2^62 shoppers") << users << bigEndian(quint64(1) << 62);
    const auto recommender = whole.indexOf("AISS");
    QVERIFY(recommender > 0);
    QTest::newRow("2^62 numbers") << static_cast<int>(recommender) + 16 << QByteArray("\0\0\0\0\0\0\0\x40", 8);
    QTest::newRow("no numbers") << static_cast<int>(recommender) + 16 << QByteArray(8, 0);
}

void TestHostile::snapshotsWithCountsThatLie()
{
    QFETCH(int, place);
    QFETCH(QByteArray, bytes);
    const auto path = fresh("snapshot");
    auto whole = snapshotOf(path);
    storeSnapshot(path, whole.replace(place, bytes.size(), bytes));
    QCOMPARE(errorOfLoading(path), std::string("snapshot.damaged"));
}

void TestHostile::aSnapshotThatIsCutOff()
{
    const auto path = fresh("cut");
    const auto whole = snapshotOf(path);
    for (const auto size : {qsizetype(0), qsizetype(3), qsizetype(12), whole.size() / 2, whole.size() - 1}) {
        storeSnapshot(path, whole.left(size));
        QCOMPARE(errorOfLoading(path), std::string("snapshot.damaged"));
    }
}

void TestHostile::deletedProductsOfASnapshot()
{
    const auto project = Project::open(changed("deleted", "DELETE FROM item WHERE id % 3 = 0; "
                                                          "DELETE FROM user WHERE id % 3 = 0"));
    const auto run = RunShelf(*project).get(RunId(1), m_job);
    const Lister lister(run, *project);
    const auto user = UserId(Catalogue(*project).userIds().front());
    QVERIFY(!listOfToday(lister, *project, user, {}).items.empty());
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
