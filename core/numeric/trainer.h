#pragma once
#include "core/jobs/jobcontext.h"
#include "core/numeric/device.h"
#include "core/numeric/snapshotstream.h"

#include <cstdint>
#include <functional>

namespace aisle {

/// How epochs are run, whatever is learnt.
struct TrainerOptions
{
    std::uint64_t seed = 1;
    Device device = Device::Cpu;
    int threads = 0; ///< 0: threadCount()
    int validateEvery = 1;
    int patience = 10; ///< judgements without improvement before stopping; 0: never
};

/// How a stopped training can go on later.
struct CheckpointHooks
{
    /// Keeps what the next epochs need: called after an epoch with a function that writes it.
    std::function<void(int epoch, const std::function<void(QIODevice &)> &write)> keepCheckpoint{};
    QIODevice *resumeFrom = nullptr; ///< such a checkpoint of the same method, parameters and data
};

struct EpochResult
{
    double loss = 0;           ///< mean over the samples
    std::uint64_t samples = 0; ///< events, pairs or sequence positions learnt from
    std::map<std::string, double> parts{};
};

/// What an iterative method gives to train(): its network, its batches and its loss behind one call an epoch.
class Learner
{
public:
    virtual ~Learner() = default;
    /// One sweep over the training data; epochs count from 1. `job` is this epoch's share of the progress.
    virtual EpochResult epoch(int number, JobContext &job) = 0;
    /// Puts what was learnt so far where it can be judged and used.
    virtual void publish() = 0;
    /// Whether everything learnt so far is a number: asked after each epoch, whose loss alone does not tell.
    virtual bool isFinite() const = 0;
    virtual void keepAsBest() = 0;  ///< remembers the state
    virtual void restoreBest() = 0; ///< takes the remembered state back; nothing changes where none is
    /// Everything that the next epochs depend on, the remembered best state included. An epoch's random numbers follow
    /// from the seed and its number, so that nothing of them is kept.
    virtual void saveState(SnapshotWriter &out) const = 0;
    virtual void loadState(SnapshotReader &in) = 0;
    virtual void judged(double) {} ///< the validation figure of the last epoch, for schedules that follow it
    /// Asked when patience has run out: whether to go on from the best state with more that learns, and new patience.
    virtual bool beginsNextPhase() { return false; }
};

/// Runs the epochs: progress and reports with throughput, judging what was published, patience, keeping the best
/// state, finishing early when asked, checkpoints, going on from one.
/// Checkpoints are given to CheckpointHooks::keepCheckpoint every half second or more, seldom enough to cost a
/// twentieth of the training, and when the job is cancelled anywhere but within an epoch (short epochs end first); they
/// hold the reports of the epochs so far, which are reported again first when going on. A fit that calls this several
/// times must give checkpoints to one call only.
/// @param judge  the figure of what is published that chooses the epoch, higher is better; empty: the last one counts.
///               An epoch whose figure is absent is not judged: it is neither the best nor does it try patience
/// @return the best epoch; absent when nothing was judged
/// @throws Error training.not-finite when a loss or what was learnt is not a number, snapshot.damaged; Cancelled
std::optional<int> train(Learner &learner, int epochs, const TrainerOptions &options,
                         const std::function<std::optional<double>()> &judge, const CheckpointHooks &checkpoints,
                         JobContext &job);

} // namespace aisle
