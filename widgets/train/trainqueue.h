#pragma once
#include "core/runs/training/training.h"
#include "models/projectsession.h"

#include <functional>

namespace aisle {

using TrainingDone = std::function<void(const Outcome<TrainResult> &)>;

/// Puts a training into the session's queue with the analyst's threads and device. It outlives `watcher`: a run is told
/// to the session in any case, `then` is called only while the watcher lives. An iterative one can be paused.
/// @param expectedSeconds  0: not known
ListedJob *queueTraining(const SessionPointer &session, const TrainRequest &request, double expectedSeconds,
                         QObject *watcher, TrainingDone then);
/// The same for a run that was stopped: it goes on from its last checkpoint.
ListedJob *queueResuming(const SessionPointer &session, const RunRecord &stopped, QObject *watcher, TrainingDone then);

} // namespace aisle
