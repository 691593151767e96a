#pragma once
#include "core/common/ids.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/project.h"

#include <QIODevice>
#include <QJsonObject>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

/// A run as the project keeps it. Figures stand beside the whole protocol they were taken under.
struct RunRecord
{
    RunId id{};
    QString name; ///< given by the analyst, may be empty
    QString note;
    QString recommender; ///< registry id
    QJsonObject parameters;
    QJsonObject protocol; ///< split, mask, targets, candidates, kinds, target_kinds, filters, cutoffs, data_hash, input
    std::uint64_t seed = 0;
    QString dataHash;
    QString device;
    QString status;  ///< "training", "stopped" (can go on from its checkpoint), "done", "deleted" (undo possible). One
                     ///< that was killed while training is stopped or, without a checkpoint, gone at the next opening
    QString version; ///< of Aisle
    std::int64_t at = 0; ///< when it was started, Unix milliseconds
    double loadSeconds = 0;
    double fitSeconds = 0;
    double evaluateSeconds = 0;
    std::optional<int> bestEpoch;
    QJsonObject details; ///< shape, leak, repeats, users_evaluated, users_skipped, parameters_count, peak memory, ...
    std::map<std::string, double> validation; ///< "NDCG@10" -> value
    std::map<std::string, double> test;
    std::vector<EpochReport> epochs;
};

/// One figure of each evaluated shopper, aligned with `users`.
struct UserMetric
{
    std::vector<UserId> users; ///< ascending, distinct (a shopper's cases are averaged)
    std::vector<float> values;
};

inline const QString kCheckpointName = QStringLiteral("checkpoint"); ///< of a snapshot, beside "final"

class RunStore
{
public:
    explicit RunStore(const Project &project) : m_project(project) {}

    /// Writes record, figures and curve in one transaction (synchronous=FULL); returns the id.
    RunId insert(const RunRecord &run);
    void update(const RunRecord &run);             ///< everything but the snapshot and the per-user figures
    std::vector<RunRecord> all() const;            ///< done ones, by id; without epochs
    std::vector<RunRecord> unfinished() const;     ///< "stopped" and "training" ones, by id; without epochs
    std::optional<RunRecord> find(RunId id) const; ///< with epochs; empty when deleted or unknown

    void rename(RunId id, const QString &name);
    void setNote(RunId id, const QString &note);
    void setStatus(RunId id, const QString &status);
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

private:
    const Project &m_project;
};

} // namespace aisle
