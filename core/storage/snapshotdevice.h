#pragma once
#include "core/common/ids.h"
#include "core/storage/project.h"

#include <QByteArray>
#include <QIODevice>
#include <exception>
#include <memory>

namespace aisle {

/// Writes a run's snapshot in chunks within one transaction. close() commits and throws what went wrong
/// (disk.full, ...); destroyed without close(), nothing is kept.
class SnapshotWriteDevice : public QIODevice
{
public:
    SnapshotWriteDevice(const Project &project, RunId run, QString name);
    ~SnapshotWriteDevice() override;
    bool isSequential() const override { return true; }
    void close() override;

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override;

private:
    void writeChunk();

    struct Unit;
    const Project &m_project;
    RunId m_run;
    QString m_name;
    QByteArray m_pending;
    int m_chunk = 0;
    std::unique_ptr<Unit> m_unit;
    std::exception_ptr m_failure;
};

/// Reads it back, one chunk in memory at a time. Random access. A chunk that is not as it was written cannot be read.
class SnapshotReadDevice : public QIODevice
{
public:
    /// @param size  of the whole snapshot
    SnapshotReadDevice(const Project &project, RunId run, QString name, qint64 size);
    bool isSequential() const override { return false; }
    qint64 size() const override { return m_size; }

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    bool loadChunk(qint64 chunk);

    const Project &m_project;
    RunId m_run;
    QString m_name;
    qint64 m_size;
    QByteArray m_loaded;
    qint64 m_loadedChunk = -1;
};

inline constexpr int kSnapshotChunkBytes = 1 << 20;

} // namespace aisle
