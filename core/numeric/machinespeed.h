#pragma once

namespace aisle {

/// What this machine does, with threadCount() threads, in the kinds of work that trainings are made of. For estimates.
struct MachineSpeed
{
    double multiplyAdds = 0;  ///< a second, in matrix products of the size that networks have
    double streamedBytes = 0; ///< a second, read and written in order
    double rowSteps = 0; ///< a second: three rows of 64 numbers at random places of 10 MB read, changed, written back
    double countedPairs = 0; ///< a second: 1 added at places of a row of some 10,000 numbers that another row names
};

/// Measured when first asked for, in some .3 s, once a process; for another number of threads it is scaled.
/// Thread-safe.
MachineSpeed machineSpeed();
/// What was measured before with as many threads: machineSpeed() is then damped() of it and what is measured now.
/// Counts before the first machineSpeed() only. Thread-safe.
void setKeptMachineSpeed(const MachineSpeed &kept);
/// `kept`, moved towards `measured`: by at most a tenth where that is slower, since a busy moment says little, by at
/// most a third where it is faster.
MachineSpeed damped(const MachineSpeed &kept, const MachineSpeed &measured);

/// How many times longer this machine takes than the one whose times stand in the recommenders' estimates, for the same
/// number of threads: the geometric mean over the kinds of work.
double slowerThanReference();

/// What threadCount() threads gain over one on networks of small batches, where they wait for each other after every
/// operator.
double smallBatchSpeedUp();

} // namespace aisle
