#pragma once
#include "core/recommend/registry.h"
#include "core/runs/runshelf.h"
#include "core/runs/training/estimating.h"
#include "core/runs/training/runjudge.h"

#include <optional>

namespace aisle {

class Project;

struct TrainResult
{
    RunRecord run; ///< as it was stored
    std::vector<KeyedList> lists;
    DialectFigures dialects{}; ///< of the test part, where they were asked for; not kept
};

/// Loads, splits, fits, evaluates and keeps the run with its snapshot. Failed, nothing of it stays in the project.
/// Stopped without the wish to discard, an iterative training that lasted some seconds stays as a run with the status
/// "stopped" (see RunStore::unfinished()), which resumeRun() goes on with; anything else leaves nothing. Datasets,
/// splits and other kept runs come from `shelf` if given (several trainings on the same data load it once).
/// @throws Error data.no-times and its like (core/runs/training/fitsetup.h), and whatever loading and fitting throw
TrainResult trainRun(const Project &project, const TrainRequest &request, JobContext &job, RunShelf *shelf = nullptr);

/// Goes on with a run that was paused, cancelled or killed while training, from its last checkpoint. It ends with the
/// same weights and figures, under the same number, as if it had never stopped, on the same kind of device; its epochs
/// include those before. Stopped again, it stays as it was at its last checkpoint.
/// @throws Error run.unknown, run.not-stopped, train.data-changed when the project's data is no longer what it was
TrainResult resumeRun(const Project &project, RunId run, JobContext &job, RunShelf *shelf = nullptr,
                      bool keepLists = false);

/// Adds what came since to a kept run without training it from scratch, for recommenders whose traits say so. The split
/// and the filters are the run's own, applied to the data as it is now; the result is a run of its own
/// (RunSummary::updatedFrom), judged on today's test part.
/// @throws Error run.unknown, run.no-snapshot, recommender.no-update, update.nothing-new
TrainResult updateRun(const Project &project, RunId run, JobContext &job, RunShelf *shelf = nullptr);

/// What of a protocol may change without training.
struct ReevaluationRequest
{
    RunId run{};
    EvaluationProtocol protocol; ///< its seed stays the run's
    Targets targets = Targets::All;
    QStringList targetKinds; ///< empty: as trained
    bool keepLists = false;
    std::vector<const Dialect *> dialects{}; ///< the test part's figures also as these define them
    QString split{};                         ///< one that leaves the same to learn from; empty: as trained
};
/// Judges a kept run again; the figures are kept as a run of their own that shares the snapshot (RunSummary::ofRun),
/// unless a run of the same model has these figures under this protocol already, whose number the
/// result then has.
/// @throws Error run.unknown, evaluate.data-changed, evaluate.other-split, evaluate.no-targets, evaluate.no-catalogue
TrainResult reevaluateRun(const Project &project, const ReevaluationRequest &request, JobContext &job,
                          RunShelf *shelf = nullptr);

} // namespace aisle
