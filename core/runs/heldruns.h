#pragma once
#include "core/runs/keptrun.h"

namespace aisle {

/// As KeptRun::load(), but a run that somebody in this program still holds is shared instead of read (or, where only
/// its recipe was kept, fitted) a second time. Keeps nothing alive itself. Thread-safe.
std::shared_ptr<const KeptRun> heldRun(const Project &project, RunId id, JobContext &job,
                                       DatasetCache *cache = nullptr);

} // namespace aisle
