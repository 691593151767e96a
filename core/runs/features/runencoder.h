#pragma once
#include "core/features/tunedencoder.h"
#include "core/runs/runstore.h"

namespace aisle {

/// The text encoder that a kept run tuned, called "run N".
/// @throws Error run.no-encoder (it tuned none), and as RunSource::get()
TunedEncoder encoderOfRun(const Project &project, RunId run, JobContext &job);
std::optional<RunId> runThatTuned(const QString &name); ///< of "run 12"; empty: another name

} // namespace aisle
