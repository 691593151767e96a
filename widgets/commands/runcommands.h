#pragma once
#include "core/dataset/split.h"
#include "core/evaluate/evaluator.h"
#include "core/runs/runstore.h"
#include "models/projectsession.h"

#include <functional>
#include <vector>

namespace aisle {

/// What is done to kept runs. Changes are steps of Edit > Undo and are written by jobs; the session tells when they are
/// stored.
void renameRun(const SessionPointer &session, const RunSummary &run, const QString &name);
void setRunNote(const SessionPointer &session, const RunSummary &run, const QString &note);
/// @param label  of the only run; empty when there are several
void deleteRuns(const SessionPointer &session, const std::vector<RunId> &runs, const QString &label);

/// Judges kept runs again, without training, as runs of their own.
void judgeRuns(const SessionPointer &session, const std::vector<RunRecord> &runs, const EvaluationProtocol &protocol,
               Targets targets, const QStringList &targetKinds);
void judgeRunsLike(const SessionPointer &session, const std::vector<RunRecord> &runs, const RunRecord &like);

/// Writes everybody's lists of these runs, from everything known today: user, rank, item, score, as `aisle-cli
/// recommend
/// --all-users` does. Several runs get a file each, their number before its ending. Keys as the session shows them.
/// @param k     products a list
/// @param done  called for every file that was written
void saveLists(const SessionPointer &session, const std::vector<RunRecord> &runs, int k, const QString &path,
               QObject *receiver, const std::function<void(std::int64_t lists, const QString &path)> &done);
/// The file of one of several runs: "lists.csv.gz" becomes "lists-12.csv.gz".
QString listsPath(const QString &path, RunId run);

} // namespace aisle
