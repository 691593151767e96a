#pragma once
#include "core/numeric/calibration.h"

namespace aisle {

struct RunRecord;

/// What earlier trainings told of this machine, as the application's settings keep it. The first time this also tells
/// machineSpeed() what was measured then.
Calibration keptCalibration();
/// Remembers machineSpeed(). Takes .3 s where that was not asked for before, so call it after an estimate.
void keepMachineSpeed();
/// Remembers what a training took; one too short to tell is ignored. For the training's own thread.
void learnFrom(const RunRecord &run);

} // namespace aisle
