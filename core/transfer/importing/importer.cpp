#include "core/transfer/importing/importer.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/bulk/bulktransaction.h"
#include "core/storage/bulk/eventwriter.h"
#include "core/storage/bulk/importwriter.h"
#include "core/storage/bulk/keywriter.h"
#include "core/storage/bulk/quarantinewriter.h"
#include "core/storage/keyindex.h"
#include "core/transfer/importing/codedentries.h"
#include "core/transfer/importing/contenthash.h"
#include "core/transfer/importing/duplicates.h"
#include "core/transfer/importing/eventcoder.h"
#include "core/transfer/importing/rowpump.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <functional>
#include <thread>

namespace aisle {

namespace {

constexpr double kReadShare = .5; // of the progress; writing takes as long

/// Sorts partitions ahead of the writer.
class SortingThread
{
public:
    /// @param finish  what else is to be done with sorted rows, in this thread
    SortingThread(RowPartitions &partitions, std::function<void(SortedRows &)> finish)
        : m_thread([this, &partitions, finish = std::move(finish)] {
              try {
                  partitions.forEachSorted([&](SortedRows rows) {
                      finish(rows);
                      return m_sorted.push(std::move(rows));
                  });
                  m_sorted.finish();
              } catch (...) {
                  m_sorted.finish(std::current_exception());
              }
          })
    {
    }
    ~SortingThread()
    {
        m_sorted.abandon();
        m_thread.join();
    }
    std::optional<SortedRows> next() { return m_sorted.pop(); } ///< nothing at the end; throws what sorting threw

private:
    BoundedQueue<SortedRows> m_sorted{2};
    std::thread m_thread;
};

class EventImport
{
public:
    EventImport(Project &project, RowReader &reader, const ImportRequest &request, ContentHash &hash, JobContext &job);
    ImportSummary run();

private:
    void refuseAgain();
    void removeImport(ImportId import);
    void loadKnown();
    void recordStart();
    void readAll();
    void takeRow(const RowBatch &batch, const RowBatch::Row &row);
    void takePair(const RowBatch &batch, const RowBatch::Row &row);
    void put(const CodedRow &row);
    void reject(const RowBatch::Row &row, const Rejection &rejection);
    void writeKeys();
    void writeEvents();
    void write(const SortedRows &sorted, EventWriter &writer) const;
    void recordEnd(const WrittenEvents &written);
    void sayProgress(const RowBatch &batch);
    QString folder() const { return QFileInfo(m_project.path()).absolutePath(); }

    Project &m_project;
    RowReader &m_reader;
    const ImportRequest &m_request;
    ContentHash &m_hash;
    JobContext &m_job;
    QElapsedTimer m_clock;
    qint64 m_saidAtMs = 0;
    ImportSummary m_summary;
    std::unique_ptr<JoinTable> m_join;
    EventCoder m_coder;
    RowLayout m_layout;
    RowPartitions m_partitions;
    std::unique_ptr<QuarantineWriter> m_quarantine;
    std::optional<ImportWriter> m_record;
    KeyWriter m_users, m_items, m_sessions;
    CodedIds m_ids;
    std::vector<char> m_packed;
    QString m_knownHash;
};

EventImport::EventImport(Project &project, RowReader &reader, const ImportRequest &request, ContentHash &hash,
                         JobContext &job)
    : m_project(project), m_reader(reader), m_request(request), m_hash(hash), m_job(job),
      m_join(request.recipe.joinFile.isEmpty() ? nullptr
                                               : std::make_unique<JoinTable>(request.recipe, request.limits, job)),
      m_coder(request.recipe, m_join.get(), QFileInfo(project.path()).absolutePath(), request.source.displayName()),
      m_layout(m_coder.layout()), m_partitions(m_layout.bytes(), folder(), {}), m_users(project, KeyTable::Users),
      m_items(project, KeyTable::Items), m_sessions(project, KeyTable::Sessions), m_packed(m_layout.bytes())
{
    m_clock.start();
    m_summary.bytes = QFileInfo(request.source.path).size();
}

/// Only a file of the same size can be the same one, so mostly the hash can wait until the other core is idle. An
/// import that brought nothing gives way: its file is mostly there once more because it was misread.
void EventImport::refuseAgain()
{
    if (m_request.again)
        return;
    std::vector<ImportId> empty;
    for (const auto &known : importsOfSize(m_project, m_summary.bytes)) {
        if (m_knownHash.isEmpty())
            m_knownHash = m_hash.wait();
        if (known.sha256 != m_knownHash)
            continue;
        if (known.events > 0)
            throw Error("import.again",
                        QT_TRANSLATE_NOOP("Error", "%1 was imported before (import %2): nothing was changed."),
                        {m_request.source.displayName(), QString::number(known.id.value)});
        empty.push_back(known.id);
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

void EventImport::loadKnown()
{
    const auto into = [](KeyCoder &coder) { return [&coder](std::string_view key) { return coder.code(key); }; };
    m_users.loadKnown(into(m_coder.users));
    m_items.loadKnown(into(m_coder.items));
    if (m_layout.hasSession)
        m_sessions.loadKnown(into(m_coder.sessions));
}

void EventImport::recordStart()
{
    const auto name = m_request.source.displayName();
    const auto recipe = recipeRecord(m_project, m_request, FilePart::Log);
    m_record.emplace(m_project, ImportWriter::Source{name, recipe, m_summary.bytes});
    m_summary.id = m_record->id();
    m_quarantine = std::make_unique<QuarantineWriter>(m_project, m_summary.id, name);
}

void EventImport::reject(const RowBatch::Row &row, const Rejection &rejection)
{
    m_quarantine->add({row.line, row.raw, rejection.reason, rejection.detail});
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
        reject(row, *rejection);
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
        reject(row, {row.reason, {}});
    else if (m_coder.isMissing(field(0)))
        reject(row, {"no-user", {}});
    else if (m_coder.isMissing(field(1)))
        reject(row, {"no-item", {}});
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
    m_job.progress(kReadShare * share, sentence("reading, %1 [row|rows], %2 rows/s",
                                                {m_summary.rows, m_summary.rows * 1000 / std::max<qint64>(1, now)}));
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
    m_summary.lines = m_reader.lines();
    demandAllLines(m_summary.lines, m_request.source.displayName());
}

void EventImport::writeKeys()
{
    const CodedEntries users(m_coder.users, m_coder.userFacts);
    m_ids.users = m_users.write(users, m_summary.id);
    m_job.checkpoint();
    const CodedEntries items(m_coder.items, m_coder.itemFacts, m_coder.itemPrices, m_request.recipe.decimal);
    m_ids.items = m_items.write(items, m_summary.id);
    m_job.checkpoint();
    m_ids.sessions = m_sessions.write(CodedEntries(m_coder.sessions), m_summary.id);
    m_ids.kinds = m_record->writeKinds(m_coder.kinds());
}

void EventImport::write(const SortedRows &sorted, EventWriter &writer) const
{
    const auto stride = m_layout.bytes();
    const auto &contexts = m_coder.contexts();
    for (std::size_t i = 0; i < sorted.rowCount; ++i) {
        const auto row = m_layout.unpack(sorted.rows.get() + i * stride);
        writer.write(row, row.context == 0 ? std::string() : contexts.read(row.context));
    }
}

void EventImport::writeEvents()
{
    EventWriter writer(m_project, m_summary.id, m_layout, m_ids);
    std::int64_t duplicates = 0; // read after the last rows came
    SortingThread sorting(m_partitions, [&](SortedRows &rows) {
        duplicates += findDuplicates(rows, m_layout, m_coder.contexts(), m_request.recipe.dropDuplicates);
    });
    const auto expected = static_cast<double>(std::max<std::int64_t>(1, m_summary.rows - m_quarantine->count()));
    while (const auto rows = sorting.next()) {
        write(*rows, writer);
        m_job.checkpoint();
        m_job.progress(kReadShare + .45 * std::min(1.0, static_cast<double>(writer.written().count) / expected),
                       QStringLiteral("writing"));
    }
    writer.finish();
    m_summary.duplicatesSeen = duplicates;
    m_summary.duplicates = m_request.recipe.dropDuplicates ? duplicates : 0;
    recordEnd(writer.written());
}

void EventImport::recordEnd(const WrittenEvents &written)
{
    m_summary.events = written.count;
    m_summary.rejected = m_quarantine->count();
    m_summary.reasons = m_quarantine->reasons();
    m_summary.users = written.users;
    m_summary.items = written.items;
    for (std::size_t kind = 0; kind < m_coder.kinds().size(); ++kind) {
        if (written.perKind[kind] > 0)
            m_summary.kinds[m_coder.kinds()[kind].name] = written.perKind[kind];
    }
    m_record->writeCounts({m_summary.rows, m_summary.rejected, m_summary.duplicates, m_summary.reasons});
    if (m_knownHash.isEmpty())
        m_knownHash = m_hash.wait();
    m_record->writeHash(m_knownHash);
}

ImportSummary EventImport::run()
{
    BulkTransaction transaction(m_project, m_summary.bytes);
    if (m_request.replaces)
        removeImport(*m_request.replaces);
    refuseAgain();
    loadKnown();
    recordStart();
    readAll();
    if (m_knownHash.isEmpty())
        m_hash.start();
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

} // namespace

void demandAllLines(const LineCounts &lines, const QString &file)
{
    if (lines.lines == lines.accounted())
        return;
    throw Error("import.lines",
                QT_TRANSLATE_NOOP(
                    "Error", "%1 has %2 [line|lines], but %3 [was|were] read as rows, headers, comments or "
                             "blank ones: nothing was imported. Try another separator, or the file without quotation "
                             "marks."),
                {file, grouped(lines.lines), grouped(lines.accounted())});
}

QString recipeRecord(const Project &project, const ImportRequest &request, FilePart part)
{
    const auto path =
        request.source.name.isEmpty() ? QFileInfo(request.source.path).absoluteFilePath() : request.source.name;
    auto json = request.recipe.toJson();
    json.insert(QStringLiteral("file_part"), filePartName(part));
    json.insert(QStringLiteral("path"), path);
    json.insert(QStringLiteral("path_from_project"), QFileInfo(project.path()).absoluteDir().relativeFilePath(path));
    json.insert(QStringLiteral("member"), request.source.member);
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

ImportSummary importEvents(Project &project, const ImportRequest &request, JobContext &job)
{
    demandWritable(project);
    const auto reader = openRows(request.source, request.recipe, request.limits);
    ContentHash hash(request.source);
    return EventImport(project, *reader, request, hash, job).run();
}

} // namespace aisle
