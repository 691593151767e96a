#pragma once
#include "core/common/error.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace aisle {

/// One epoch (or sweep) of a training, as curves and tables show it.
struct EpochReport
{
    int epoch = 0; ///< from 1
    double loss = 0;
    double seconds = 0;          ///< this epoch alone, validation left out
    double samplesPerSecond = 0; ///< training samples (events, pairs or sequences, as `sampleUnit` of the trainer says)
    std::optional<double> validation;      ///< the metric that chooses the best epoch; absent where not judged
    std::map<std::string, double> parts{}; ///< parts of the loss, gradient norm, learning rate
};

/// What the analyst wishes of a running job. A stronger one replaces a milder one; none is taken back.
enum class Wish {
    GoOn,
    KeepBest, ///< finish early with the best so far
    Pause,    ///< stop; what can go on later is kept
    Discard,  ///< stop; nothing is kept
};

/// All that a long body knows of the world around it. The window implements it over a future, the command line over
/// standard error and Ctrl-C. Called from the job's own thread only.
class JobContext
{
public:
    virtual ~JobContext() = default;
    virtual Wish wish() const { return Wish::GoOn; }
    bool finishEarly() const { return wish() == Wish::KeepBest; }
    /// Call at least every 100 ms. @throws Cancelled once the wish is to stop
    virtual void checkpoint() = 0;
    /// @param fraction  0..1, never falls within a job; @param what  a short phrase ("reading", "epoch 3 of 20")
    virtual void progress(double fraction, const QString &what) = 0;
    /// What follows has a pace of its own: what was done so far (data were read, a training went on where it stopped)
    /// does not tell how long the rest takes.
    virtual void beginStage() {}
    virtual void report(const EpochReport &) {}
    /// A sentence worth keeping that is no error ("no validation part: the last epoch counts").
    virtual void note(const QString &) {}
};

/// How long a job still takes, from the pace of the stage it is in.
class JobPace
{
public:
    using Clock = std::chrono::steady_clock;
    void progress(double fraction) { m_fraction = std::max(m_fraction, fraction); }
    double fraction() const { return m_fraction; }
    void beginStage(Clock::time_point now = Clock::now());
    /// Absent until it can be told honestly.
    std::optional<std::chrono::milliseconds> remaining(Clock::time_point now = Clock::now()) const;

private:
    double m_fraction = 0;
    double m_stageFrom = 0;
    Clock::time_point m_stageSince = Clock::now();
};

/// For tests and for work too short to watch.
class SilentContext : public JobContext
{
public:
    void checkpoint() override {}
    void progress(double, const QString &) override {}
};

/// A part of a job that reports 0..1 of its own and appears as [from, to] of the whole.
class PartOfJob : public JobContext
{
public:
    PartOfJob(JobContext &whole, double from, double to) : m_whole(whole), m_from(from), m_to(to) {}
    void checkpoint() override { m_whole.checkpoint(); }
    Wish wish() const override { return m_whole.wish(); }
    void progress(double fraction, const QString &what) override;
    void beginStage() override { m_whole.beginStage(); }
    void report(const EpochReport &epoch) override { m_whole.report(epoch); }
    void note(const QString &sentence) override { m_whole.note(sentence); }

private:
    JobContext &m_whole;
    double m_from;
    double m_to;
};

} // namespace aisle
