#include "core/transfer/importing/importer.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/guarded.h"
#include "core/storage/importfacts.h"
#include "core/storage/keyindex.h"
#include "core/transfer/importing/contenthash.h"
#include "core/transfer/importing/duplicates.h"
#include "core/transfer/importing/eventcoder.h"
#include "core/transfer/importing/eventwriter.h"
#include "core/transfer/importing/keywriter.h"
#include "core/transfer/importing/quarantinewriter.h"
#include "core/transfer/importing/rowpump.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocale>
#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

constexpr double kReadShare = .5; // of the progress; writing takes as long

/// A large import into a project that nobody else has open is written with a rollback journal: the new pages then go to
/// the file once, where a WAL takes them twice. Both are undone by the next opening when the program is killed.
class JournalChoice
{
public:
    JournalChoice(SQLite::Database &database, std::int64_t bytes) : m_database(database)
    {
        constexpr std::int64_t kWorthwhileBytes = 8 << 20;
        m_database.exec("PRAGMA cache_size = -65536");
        if (bytes < kWorthwhileBytes)
            return;
        m_database.setBusyTimeout(0); // other connections: stay with the WAL at once
        m_changed = m_database.tryExec("PRAGMA journal_mode = TRUNCATE") == 0;
        m_database.setBusyTimeout(5000);
    }
    ~JournalChoice()
    {
        m_database.tryExec("PRAGMA cache_size = -32768");
        if (m_changed)
            m_database.tryExec("PRAGMA journal_mode = WAL");
    }

private:
    SQLite::Database &m_database;
    bool m_changed = false;
};

class EventImport
{
public:
    EventImport(Project &project, RowReader &reader, const ImportRequest &request, ContentHash *hash, JobContext &job);
    ImportSummary run();

private:
    void refuseAgain();
    void removeImport(ImportId import);
    void recordStart();
    void readAll();
    void takeRow(const RowBatch &batch, const RowBatch::Row &row);
    void takePair(const RowBatch &batch, const RowBatch::Row &row);
    void put(const CodedRow &row);
    void writeKeys();
    void writeEvents();
    void recordEnd(const EventWriter &writer);
    void sayProgress(const RowBatch &batch);
    QString folder() const { return QFileInfo(m_project.path()).absolutePath(); }

    Project &m_project;
    SQLite::Database &m_database;
    RowReader &m_reader;
    const ImportRequest &m_request;
    ContentHash *m_hash;
    JobContext &m_job;
    QElapsedTimer m_clock;
    qint64 m_saidAtMs = 0;
    ImportSummary m_summary;
    std::unique_ptr<JoinTable> m_join;
    EventCoder m_coder;
    RowLayout m_layout;
    RowPartitions m_partitions;
    std::unique_ptr<QuarantineWriter> m_quarantine;
    KeyWriter m_keys;
    CodeIds m_ids;
    std::vector<char> m_packed;
    QString m_knownHash;
};

EventImport::EventImport(Project &project, RowReader &reader, const ImportRequest &request, ContentHash *hash,
                         JobContext &job)
    : m_project(project), m_database(project.database()), m_reader(reader), m_request(request), m_hash(hash),
      m_job(job),
      m_join(request.recipe.joinFile.isEmpty() ? nullptr
                                               : std::make_unique<JoinTable>(request.recipe, request.limits, job)),
      m_coder(request.recipe, m_join.get(), QFileInfo(project.path()).absolutePath(), request.source.displayName()),
      m_layout(m_coder.layout()), m_partitions(m_layout.bytes(), folder(), {}), m_keys(project),
      m_packed(m_layout.bytes())
{
    m_clock.start();
    m_summary.bytes = QFileInfo(request.source.path).size();
}

/// Only a file of the same size can be the same one, so mostly the hash can wait until the other core is idle. An
/// import that brought nothing gives way: its file is mostly there once more because it was misread.
void EventImport::refuseAgain()
{
    if (!m_hash || m_request.again)
        return;
    std::vector<ImportId> empty;
    SQLite::Statement known(m_database, "SELECT id, sha256, events FROM import WHERE bytes = ?");
    known.bind(1, m_summary.bytes);
    while (known.executeStep()) {
        if (m_knownHash.isEmpty())
            m_knownHash = m_hash->wait();
        if (known.getColumn(1).getString() != m_knownHash.toStdString())
            continue;
        const ImportId id(known.getColumn(0).getInt64());
        if (known.getColumn(2).getInt64() > 0)
            throw Error("import.again",
                        QT_TRANSLATE_NOOP("Error", "%1 was imported before (import %2): nothing was changed."),
                        {m_request.source.displayName(), QString::number(id.value)});
        empty.push_back(id);
    }
    for (const auto id : empty) {
        removeImport(id);
        m_job.note(QStringLiteral("Import %1 of this file had brought no events: it was replaced.").arg(id.value));
    }
}

void EventImport::removeImport(ImportId import)
{
    PartOfJob removal(m_job, 0, 0);
    EventStore(m_project).removeImport(import, removal);
}

void EventImport::recordStart()
{
    SQLite::Statement insert(
        m_database, "INSERT INTO import(source, sha256, recipe, status, rows, events, rejected, duplicates, bytes, "
                    "first_event, reasons, at) VALUES(?, '', ?, 'done', 0, 0, 0, 0, ?, 0, '{}', ?)");
    insert.bind(1, m_request.source.displayName().toStdString());
    insert.bind(2, recipeRecord(m_request, FilePart::Log).toStdString());
    insert.bind(3, m_summary.bytes);
    insert.bind(4, static_cast<int64_t>(QDateTime::currentMSecsSinceEpoch()));
    insert.exec();
    m_summary.id = ImportId(m_database.getLastInsertRowid());
    ImportFacts(m_project).noteImport(m_summary.id);
    m_quarantine = std::make_unique<QuarantineWriter>(m_project, m_summary.id.value, m_request.source.displayName());
}

void EventImport::put(const CodedRow &row)
{
    m_layout.pack(row, m_packed.data());
    m_partitions.add(row.user, m_packed.data());
}

void EventImport::takeRow(const RowBatch &batch, const RowBatch::Row &row)
{
    ++m_summary.rows;
    CodedRow coded;
    if (const auto rejection = m_coder.code(batch, row, coded))
        m_quarantine->add(row, *rejection);
    else
        put(coded);
}

/// The reader gives one row a pair: user (or the line's number) and item.
void EventImport::takePair(const RowBatch &batch, const RowBatch::Row &row)
{
    ++m_summary.rows;
    const auto field = [&](std::uint32_t i) {
        return i < row.fieldCount ? batch.fields[row.firstField + i] : std::string_view();
    };
    if (row.reason)
        m_quarantine->add(row, {row.reason, {}});
    else if (m_coder.isMissing(field(0)))
        m_quarantine->add(row, {"no-user", {}});
    else if (m_coder.isMissing(field(1)))
        m_quarantine->add(row, {"no-item", {}});
    else
        put(m_coder.codePair(field(0), field(1)));
}

void EventImport::sayProgress(const RowBatch &batch)
{
    m_job.checkpoint();
    const auto now = m_clock.elapsed();
    if (now - m_saidAtMs < 100)
        return;
    m_saidAtMs = now;
    const auto share =
        batch.bytesTotal > 0 ? static_cast<double>(batch.bytesRead) / static_cast<double>(batch.bytesTotal) : 0;
    const auto english = QLocale::c();
    m_job.progress(kReadShare * share, QStringLiteral("reading, %1 rows, %2 rows/s")
                                           .arg(english.toString(static_cast<qlonglong>(m_summary.rows)),
                                                english.toString(static_cast<qlonglong>(m_summary.rows * 1000 /
                                                                                        std::max<qint64>(1, now)))));
}

void EventImport::readAll()
{
    RowPump pump(m_reader);
    const bool pairs = m_request.recipe.layout != Layout::Events;
    while (const auto batch = pump.next()) {
        for (const auto &row : batch->rows) {
            if (pairs)
                takePair(*batch, row);
            else
                takeRow(*batch, row);
        }
        sayProgress(*batch);
    }
}

void EventImport::writeKeys()
{
    m_ids.users = m_keys.writeUsers(m_coder, m_summary.id.value);
    m_job.checkpoint();
    m_ids.items = m_keys.writeItems(m_coder, m_summary.id.value);
    m_job.checkpoint();
    m_ids.sessions = m_keys.writeSessions(m_coder, m_summary.id.value);
    m_ids.kinds = m_keys.writeKinds(m_coder);
}

void EventImport::writeEvents()
{
    EventWriter writer(m_project, m_summary.id.value, m_layout, m_ids, m_coder.contexts());
    BoundedQueue<SortedRows> sorted(2);
    std::int64_t duplicates = 0; // read after the thread has ended
    std::thread sorter([&] {
        try {
            m_partitions.forEachSorted([&](SortedRows rows) {
                duplicates += findDuplicates(rows, m_layout, m_coder.contexts(), m_request.recipe.dropDuplicates);
                return sorted.push(std::move(rows));
            });
            sorted.finish();
        } catch (...) {
            sorted.finish(std::current_exception());
        }
    });
    struct Joiner
    {
        BoundedQueue<SortedRows> &queue;
        std::thread &thread;
        ~Joiner()
        {
            queue.abandon();
            if (thread.joinable())
                thread.join();
        }
    } joiner{sorted, sorter};
    const auto expected = static_cast<double>(std::max<std::int64_t>(1, m_summary.rows - m_quarantine->count()));
    while (const auto rows = sorted.pop()) {
        writer.write(*rows);
        m_job.checkpoint();
        m_job.progress(kReadShare + .45 * std::min(1.0, static_cast<double>(writer.count()) / expected),
                       QStringLiteral("writing"));
    }
    sorter.join();
    writer.finish();
    m_summary.duplicatesSeen = duplicates;
    m_summary.duplicates = m_request.recipe.dropDuplicates ? duplicates : 0;
    recordEnd(writer);
}

void EventImport::recordEnd(const EventWriter &writer)
{
    m_summary.events = writer.count();
    m_summary.rejected = m_quarantine->count();
    m_summary.reasons = m_quarantine->reasons();
    m_summary.users = writer.userCount();
    m_summary.items = writer.itemCount();
    for (std::size_t kind = 0; kind < m_coder.kinds().size(); ++kind) {
        if (writer.perKind()[kind] > 0)
            m_summary.kinds[m_coder.kinds()[kind].name.toStdString()] = writer.perKind()[kind];
    }
    m_keys.writeCounts(m_summary, m_ids.kinds, writer);
    if (m_hash && m_knownHash.isEmpty())
        m_knownHash = m_hash->wait();
    m_keys.writeHash(m_summary.id, m_knownHash);
}

ImportSummary EventImport::run()
{
    JournalChoice journal(m_database, m_summary.bytes);
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    if (m_request.replaces)
        removeImport(*m_request.replaces);
    refuseAgain();
    m_keys.loadKnown(m_coder);
    recordStart();
    readAll();
    if (m_hash && m_knownHash.isEmpty())
        m_hash->start();
    m_job.progress(kReadShare, QStringLiteral("writing"));
    writeKeys();
    writeEvents();
    ensureKeyIndexes(m_project);
    m_job.checkpoint();
    transaction.commit();
    m_job.progress(1, QStringLiteral("writing"));
    m_summary.seconds = static_cast<double>(m_clock.elapsed()) / 1000;
    return m_summary;
}

void refuseReadOnly(const Project &project)
{
    if (project.isReadOnly())
        throw Error("project.read-only", QT_TRANSLATE_NOOP("Error", "Nothing can be stored in %1. %2"),
                    {project.path(), project.readOnlyReason()});
}

} // namespace

QString recipeRecord(const ImportRequest &request, FilePart part)
{
    auto json = request.recipe.toJson();
    json.insert(QStringLiteral("file_part"), filePartName(part));
    json.insert(QStringLiteral("path"), QFileInfo(request.source.path).absoluteFilePath());
    json.insert(QStringLiteral("member"), request.source.member);
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

ImportSummary importEvents(Project &project, const ImportRequest &request, JobContext &job)
{
    refuseReadOnly(project);
    return guarded(project, [&] {
        const auto reader = openRows(request.source, request.recipe, request.limits);
        ContentHash hash(request.source);
        return EventImport(project, *reader, request, &hash, job).run();
    });
}

ImportSummary importRows(Project &project, RowReader &reader, const ImportRequest &request, JobContext &job)
{
    refuseReadOnly(project);
    return guarded(project, [&] { return EventImport(project, reader, request, nullptr, job).run(); });
}

} // namespace aisle
