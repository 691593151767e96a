#include "core/storage/snapshotdevice.h"

#include "core/storage/guarded.h"
#include "core/storage/sqlite/checksum.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cstring>

namespace aisle {

struct SnapshotWriteDevice::Unit
{
    explicit Unit(SQLite::Database &database) : transaction(database, SQLite::TransactionBehavior::IMMEDIATE) {}
    SQLite::Transaction transaction;
};

SnapshotWriteDevice::SnapshotWriteDevice(const Project &project, RunId run, QString name)
    : m_project(project), m_run(run), m_name(std::move(name))
{
    guarded(m_project, [&] {
        m_unit = std::make_unique<Unit>(m_project.database());
        execute(m_project.database(), "DELETE FROM snapshot WHERE run_id = ? AND name = ?",
                {m_run.value, m_name.toStdString()});
    });
    m_pending.reserve(kSnapshotChunkBytes);
    open(QIODevice::WriteOnly | QIODevice::Unbuffered);
}

SnapshotWriteDevice::~SnapshotWriteDevice() = default;

void SnapshotWriteDevice::writeChunk()
{
    guarded(m_project, [&] {
        SQLite::Statement insert(m_project.database(),
                                 "INSERT INTO snapshot(run_id, name, chunk, data, checksum) VALUES(?, ?, ?, ?, ?)");
        insert.bind(1, m_run.value);
        insert.bind(2, m_name.toStdString());
        insert.bind(3, m_chunk++);
        insert.bindNoCopy(4, m_pending.constData(), static_cast<int>(m_pending.size()));
        insert.bind(5, checksumOf(m_pending));
        insert.exec();
    });
    m_pending.resize(0);
}

qint64 SnapshotWriteDevice::writeData(const char *data, qint64 size)
{
    try {
        for (qint64 taken = 0; taken < size;) {
            const auto piece = std::min<qint64>(size - taken, kSnapshotChunkBytes - m_pending.size());
            m_pending.append(data + taken, piece);
            taken += piece;
            if (m_pending.size() == kSnapshotChunkBytes)
                writeChunk();
        }
        return size;
    } catch (...) { // not through Qt's code: close() throws it
        m_failure = std::current_exception();
        setErrorString(QStringLiteral("the snapshot could not be written"));
        return -1;
    }
}

void SnapshotWriteDevice::close()
{
    if (!isOpen())
        return;
    QIODevice::close();
    const auto unit = std::move(m_unit);
    if (m_failure)
        std::rethrow_exception(m_failure);
    if (!m_pending.isEmpty() || m_chunk == 0)
        writeChunk();
    guarded(m_project, [&] { unit->transaction.commit(); });
}

SnapshotReadDevice::SnapshotReadDevice(const Project &project, RunId run, QString name, qint64 size)
    : m_project(project), m_run(run), m_name(std::move(name)), m_size(size)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool SnapshotReadDevice::loadChunk(qint64 chunk)
{
    try {
        return guarded(m_project, [&] {
            SQLite::Statement row(m_project.database(),
                                  "SELECT data, checksum FROM snapshot WHERE run_id = ? AND name = ? AND chunk = ?");
            row.bind(1, m_run.value);
            row.bind(2, m_name.toStdString());
            row.bind(3, static_cast<int64_t>(chunk));
            if (!row.executeStep())
                return false;
            const auto data = row.getColumn(0);
            m_loaded = QByteArray(static_cast<const char *>(data.getBlob()), data.getBytes());
            const auto checksum = row.getColumn(1);
            const bool isSound = checksum.isNull() || checksum.getInt64() == checksumOf(m_loaded);
            m_loadedChunk = isSound ? chunk : -1;
            return isSound;
        });
    } catch (...) { // not through Qt's code: a short read is how a device says it
        setErrorString(QStringLiteral("the snapshot could not be read"));
        return false;
    }
}

qint64 SnapshotReadDevice::readData(char *data, qint64 size)
{
    qint64 given = 0;
    for (auto at = pos(); given < size && at < m_size;) {
        if (at / kSnapshotChunkBytes != m_loadedChunk && !loadChunk(at / kSnapshotChunkBytes))
            return given > 0 ? given : -1;
        const auto within = at % kSnapshotChunkBytes;
        const auto piece = std::min<qint64>(size - given, m_loaded.size() - within);
        if (piece <= 0)
            break;
        std::memcpy(data + given, m_loaded.constData() + within, static_cast<std::size_t>(piece));
        given += piece;
        at += piece;
    }
    return given;
}

} // namespace aisle
