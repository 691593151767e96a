#pragma once
#include "core/jobs/jobcontext.h"
#include "core/recommend/recommender.h"
#include "core/recommend/snapshotstream.h"

namespace aisle {

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
    /// The recommender as it is now, ready to rank.
    virtual const Recommender &current() = 0;
    virtual void keepAsBest() = 0;  ///< remembers the state
    virtual void restoreBest() = 0; ///< takes the remembered state back
    /// Everything that the next epochs depend on, the remembered best state included. An epoch's random numbers follow
    /// from the seed and its number, so that nothing of them is kept.
    virtual void saveState(SnapshotWriter &out) const = 0;
    virtual void loadState(SnapshotReader &in) = 0;
    virtual void judged(double) {} ///< the validation figure of the last epoch, for schedules that follow it
};

/// Runs the epochs: progress and reports with throughput, judging by FitOptions::validate, patience, keeping the best
/// state, finishing early when asked, checkpoints, going on from one. Without a judge the last epoch counts.
/// Checkpoints are given to FitOptions::keepCheckpoint every half second or more, seldom enough to cost a
/// twentieth of the training, and when the job is cancelled anywhere but within an epoch (short epochs end first); they
/// hold the reports of the epochs so far, which are reported again first when going on. A fit that calls this several
/// times must give checkpoints to one call only.
/// @return the best epoch; absent when nothing was judged
/// @throws Error training.not-finite when a loss is not a number, snapshot.damaged; Cancelled
std::optional<int> train(Learner &learner, int epochs, const FitOptions &options, JobContext &job);

} // namespace aisle
