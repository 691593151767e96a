#include "core/runs/training/checkpoints.h"

namespace aisle {

Checkpoints::Checkpoints(const Project &project, RunRecord &run, JobContext &job)
    : m_project(project), m_run(run), m_job(job)
{
}

RunStore Checkpoints::runs()
{
    if (!m_connection)
        m_connection = m_project.another();
    return RunStore(*m_connection);
}

void Checkpoints::keep(int epoch, const std::function<void(QIODevice &)> &write)
{
    if (m_project.isReadOnly() || m_failed)
        return;
    try {
        auto store = runs();
        m_run.status = RunStatus::Training;
        m_run.details.checkpointEpoch = epoch;
        if (m_run.id.value == 0)
            m_run.id = store.insert(m_run);
        else
            store.update(m_run);
        const auto out = store.createSnapshot(m_run.id, kCheckpointName);
        write(*out);
        out->close();
    } catch (const Error &error) {
        m_failed = true;
        m_job.note(QStringLiteral("No checkpoint could be kept. %1").arg(error.message()));
    }
}

std::unique_ptr<QIODevice> Checkpoints::last()
{
    return m_run.id.value == 0 ? nullptr : runs().openSnapshot(m_run.id, kCheckpointName);
}

void Checkpoints::begin()
{
    m_run.status = RunStatus::Training;
    runs().setStatus(m_run.id, m_run.status);
}

void Checkpoints::stop()
{
    if (m_run.id.value == 0)
        return;
    if (!last()) {
        runs().erase(m_run.id);
        return;
    }
    runs().setStatus(m_run.id, RunStatus::Stopped);
    m_job.note(QStringLiteral("Run %1 is kept as it was after epoch %2 and can go on from there.")
                   .arg(m_run.id.value)
                   .arg(m_run.details.checkpointEpoch.value_or(0)));
}

void Checkpoints::discard()
{
    if (m_run.id.value != 0)
        runs().erase(m_run.id);
}

void Checkpoints::clear()
{
    if (m_connection)
        runs().eraseSnapshot(m_run.id, kCheckpointName);
}

} // namespace aisle
