#pragma once
#include "core/common/ids.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/project.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aisle {

/// Where a run is in its life. One that was killed while training is stopped or, without a checkpoint, gone at the next
/// opening of the project.
enum class RunStatus {
    Training,
    Stopped, ///< can go on from its checkpoint
    Done,
    Deleted ///< undo is possible until the next opening
};
const char *runStatusName(RunStatus status); ///< "training", "stopped", "done", "deleted": as stored and printed

inline constexpr int kLongestRunName = 1000, kLongestRunNote = 100'000; ///< characters; longer ones are read cut off

/// What is said of a run in words and numbers: the same as a row and as core/runs knows it.
struct RunHead
{
    RunId id{};
    QString name; ///< given by the analyst, may be empty
    QString note;
    QString recommender; ///< registry id
    QString device;
    RunStatus status = RunStatus::Training;
    QString version;     ///< of Aisle
    std::int64_t at = 0; ///< when it was started, Unix milliseconds
    double loadSeconds = 0;
    double fitSeconds = 0;
    double evaluateSeconds = 0;
    std::optional<int> bestEpoch;
    std::optional<RunId> ofRun;       ///< judged again: the run whose snapshot it shares
    std::optional<RunId> updatedFrom; ///< the run that this one learnt new events on top of
};

/// What of a run every list of runs can show. The JSON is the text that core/runs makes and reads (Protocol,
/// RunDetails); nothing here looks into it.
struct StoredRun : RunHead
{
    QByteArray parameters; ///< JSON object
    QByteArray protocol;   ///< JSON object
};

/// "NDCG@10" -> value.
using RunFigures = std::map<std::string, double>;

/// All of a run but its snapshot and the figures of single shoppers.
struct WholeStoredRun : StoredRun
{
    QByteArray details; ///< JSON object
    RunFigures validation;
    RunFigures test;
    std::vector<EpochReport> epochs;
};

/// One figure of each evaluated shopper, aligned with `users`.
struct UserMetric
{
    std::vector<UserId> users; ///< ascending, distinct
    std::vector<float> values;
    std::vector<float> weights{}; ///< of how many predictions (each-next, ratings); empty: of one each, or not known
};

inline const QString kCheckpointName = QStringLiteral("checkpoint"); ///< of a snapshot, beside "final"

/// The runs of a project as rows; core/runs/runstore.h says what their JSON means.
class RunTable
{
public:
    explicit RunTable(const Project &project) : m_project(project) {}

    std::int64_t count(RunStatus status = RunStatus::Done) const;
    std::vector<RunId> ids(RunStatus status = RunStatus::Done) const; ///< ascending
    /// One figure ("NDCG@10") of every finished run that has it.
    std::map<RunId, double> validationFigures(const std::string &figure) const;

    void rename(RunId id, const QString &name);
    void setNote(RunId id, const QString &note);
    void setStatus(RunId id, RunStatus status);
    void erase(RunId id);  ///< at once and for good: a training that was cancelled or failed
    void remove(RunId id); ///< done or stopped: marks as deleted, undo with restore() until purge() or the next opening
    void restore(RunId id);
    void purge();

    void writeUserMetric(RunId id, const std::string &metric, const UserMetric &values);
    std::optional<UserMetric> userMetric(RunId id, const std::string &metric) const;
    std::vector<std::string> userMetricNames(RunId id) const;

    /// A device that writes the run's snapshot in chunks within one transaction, so it must be closed before anything
    /// else is written through this connection. close() commits and throws what went wrong (disk.full); destroyed
    /// without close(), nothing of it is kept. Reading: see openSnapshot().
    std::unique_ptr<QIODevice> createSnapshot(RunId id, const QString &name = QStringLiteral("final"));
    /// @return null when the run has no snapshot of this name (a big closed-form one is kept as its recipe)
    std::unique_ptr<QIODevice> openSnapshot(RunId id, const QString &name = QStringLiteral("final")) const;
    void eraseSnapshot(RunId id, const QString &name);

protected:
    /// Writes record, figures and curve in one transaction (synchronous=FULL); returns the id.
    RunId insertRow(const WholeStoredRun &run);
    void updateRow(const WholeStoredRun &run);
    /// By id, in one query.
    std::vector<StoredRun> listRows(std::span<const RunStatus> statuses) const;
    /// By id, without epochs, in two queries.
    std::vector<WholeStoredRun> wholeRows(std::span<const RunStatus> statuses) const;
    std::optional<WholeStoredRun> row(RunId id) const; ///< with epochs; empty when deleted or unknown

private:
    const Project &m_project;
};

} // namespace aisle
