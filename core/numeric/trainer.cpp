#include "core/numeric/trainer.h"

#include <chrono>
#include <cmath>
#include <limits>

namespace aisle {

namespace {
using Clock = std::chrono::steady_clock;

constexpr const char *kMethod = "training";
constexpr std::uint32_t kVersion = 2;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Which epoch was best so far and whether to go on.
class Judge
{
public:
    Judge(Learner &learner, const TrainerOptions &options, const std::function<std::optional<double>()> &figure)
        : m_learner(learner), m_options(options), m_figure(figure)
    {
    }

    bool isDue(int epoch, bool last) const
    {
        return m_figure && (last || epoch % std::max(1, m_options.validateEvery) == 0);
    }
    std::optional<double> judge(int epoch)
    {
        m_learner.publish();
        const auto value = m_figure();
        if (!value)
            return {};
        if (m_best == 0 || *value > m_value) {
            m_value = *value;
            m_best = epoch;
            m_sinceBest = 0;
            m_learner.keepAsBest();
        } else {
            ++m_sinceBest;
        }
        m_learner.judged(*value);
        return value;
    }
    /// Whether to stop here; what has another phase begins it instead.
    bool isOver()
    {
        if (m_options.patience <= 0 || m_sinceBest < m_options.patience)
            return false;
        if (!m_learner.beginsNextPhase())
            return true;
        m_sinceBest = 0;
        return false;
    }
    std::optional<int> best() const { return m_best > 0 ? std::optional(m_best) : std::nullopt; }

    void save(SnapshotWriter &out) const
    {
        out.value(m_best);
        out.value(m_value);
        out.value(m_sinceBest);
    }
    void load(SnapshotReader &in)
    {
        m_best = in.value<int>();
        m_value = in.value<double>();
        m_sinceBest = in.value<int>();
    }

private:
    Learner &m_learner;
    const TrainerOptions &m_options;
    const std::function<std::optional<double>()> &m_figure;
    int m_best = 0; ///< 0: nothing was judged
    double m_value = 0;
    int m_sinceBest = 0;
};

void save(const EpochReport &report, SnapshotWriter &out)
{
    out.value(report.epoch);
    out.value(report.loss);
    out.value(report.seconds);
    out.value(report.samplesPerSecond);
    out.value(report.validation.has_value());
    out.value(report.validation.value_or(0));
    out.value(static_cast<std::uint32_t>(report.parts.size()));
    for (const auto &[name, value] : report.parts) {
        out.array(std::vector<char>(name.begin(), name.end()));
        out.value(value);
    }
}

EpochReport loadReport(SnapshotReader &in)
{
    EpochReport report;
    report.epoch = in.value<int>();
    report.loss = in.value<double>();
    report.seconds = in.value<double>();
    report.samplesPerSecond = in.value<double>();
    const bool judged = in.value<bool>();
    const auto validation = in.value<double>();
    if (judged)
        report.validation = validation;
    for (auto parts = in.value<std::uint32_t>(); parts > 0; --parts) {
        const auto name = in.array<char>();
        report.parts[std::string(name.begin(), name.end())] = in.value<double>();
    }
    return report;
}

/// An epoch shorter than this ends before a pause is heard; one that is not is kept at once when it is the first.
constexpr double kShortSeconds = .2;

/// When the state is worth keeping, and how.
class CheckpointTimer
{
public:
    /// @param write  writes everything after the head
    CheckpointTimer(const CheckpointHooks &hooks, std::function<void(SnapshotWriter &)> write)
        : m_hooks(hooks), m_write(std::move(write))
    {
    }
    void learnt(int epoch) { m_state = epoch; }
    /// Writing may take a twentieth of the time.
    void keepIfDue()
    {
        constexpr double kLeastSeconds = .5, kTimesItsCost = 20;
        const double due = m_costSeconds == 0 ? kShortSeconds : std::max(kLeastSeconds, kTimesItsCost * m_costSeconds);
        if (secondsSince(m_last) >= due)
            keep();
    }
    /// The training ends here before its time.
    void interrupted()
    {
        if (m_state > m_kept && m_state > 0)
            keep();
    }
    void resumedAt(int epoch, bool settled)
    {
        m_state = epoch;
        m_kept = settled ? epoch : -1; // judged by now, it is worth keeping again
    }

private:
    void keep()
    {
        if (!m_hooks.keepCheckpoint)
            return;
        const auto start = Clock::now();
        m_hooks.keepCheckpoint(m_state, [&](QIODevice &device) {
            SnapshotWriter out(device, kMethod, kVersion);
            out.value(m_state);
            m_write(out);
        });
        m_last = Clock::now();
        m_costSeconds = secondsSince(start);
        m_kept = m_state;
    }

    const CheckpointHooks &m_hooks;
    std::function<void(SnapshotWriter &)> m_write;
    Clock::time_point m_last = Clock::now();
    double m_costSeconds = 0;
    int m_state = 0; ///< the epoch whose state it is
    int m_kept = -1;
};

void refuseNotFinite(const Learner &learner, double loss, int epoch)
{
    if (!std::isfinite(loss))
        throw Error("training.not-finite",
                    QT_TRANSLATE_NOOP("Error",
                                      "In epoch %1 the loss is no longer a number, most likely because the learning "
                                      "rate is too high: lower it, or raise l2."),
                    {QString::number(epoch)});
    if (!learner.isFinite())
        throw Error("training.not-finite",
                    QT_TRANSLATE_NOOP("Error", "In epoch %1 what is learnt grew beyond every number, most likely "
                                               "because too little holds it back: raise l2, or lower the learning "
                                               "rate."),
                    {QString::number(epoch)});
}

EpochReport reportOf(const EpochResult &result, int epoch, double seconds)
{
    return {.epoch = epoch,
            .loss = result.loss,
            .seconds = seconds,
            .samplesPerSecond = seconds > 0 ? static_cast<double>(result.samples) / seconds : 0,
            .validation = {},
            .parts = result.parts};
}

/// One epoch's share of the job. An epoch that is over at once ends before a pause is heard: half of one cannot be
/// kept, and breaking it off would throw away the ones before it that no checkpoint holds yet.
class EpochPart : public PartOfJob
{
public:
    EpochPart(JobContext &whole, double from, double to, double lastSeconds)
        : PartOfJob(whole, from, to), m_short(lastSeconds < kShortSeconds)
    {
    }
    void checkpoint() override
    {
        if (!m_short)
            PartOfJob::checkpoint();
    }

private:
    bool m_short;
};

/// The loop and what of it a checkpoint holds.
class Epochs
{
public:
    Epochs(Learner &learner, int epochs, const TrainerOptions &options,
           const std::function<std::optional<double>()> &judge, const CheckpointHooks &checkpoints, JobContext &job)
        : m_learner(learner), m_epochs(epochs), m_checkpoints(checkpoints), m_job(job),
          m_judge(learner, options, judge), m_timer(checkpoints, [this](SnapshotWriter &out) { save(out); })
    {
    }
    void resume()
    {
        SnapshotReader in(*m_checkpoints.resumeFrom, kMethod, kVersion);
        m_done = in.value<int>();
        m_settled = in.value<bool>();
        m_judge.load(in);
        for (auto reports = in.value<std::uint32_t>(); reports > 0; --reports)
            m_reports.push_back(loadReport(in));
        in.check(m_reports.size() == static_cast<std::size_t>(m_done) && (m_settled || m_done > 0));
        m_learner.loadState(in);
        for (std::size_t r = 0; r + (m_settled ? 0 : 1) < m_reports.size(); ++r)
            m_job.report(m_reports[r]);
        m_timer.resumedAt(m_done, m_settled);
        sayEpoch(std::min(m_done + 1, m_epochs));
    }
    std::optional<int> run()
    {
        m_job.beginStage();
        if (!m_settled)
            keepingIfCancelled([this] { settle(); });
        while (m_done < m_epochs && !m_job.finishEarly() && !m_judge.isOver()) {
            keepingIfCancelled([this] { m_job.checkpoint(); });
            learn(m_done + 1);
            keepingIfCancelled([this] { settle(); });
        }
        if (m_judge.best() && *m_judge.best() != m_done)
            m_learner.restoreBest();
        m_job.progress(1, QStringLiteral("trained"));
        return m_judge.best();
    }

private:
    double fraction(int epoch) const { return static_cast<double>(epoch) / m_epochs; }
    void sayEpoch(int epoch)
    {
        m_job.progress(fraction(epoch - 1), QStringLiteral("epoch %1 of %2").arg(epoch).arg(m_epochs));
    }
    /// For what leaves the learner's state as the last epoch left it.
    template <typename Body>
    void keepingIfCancelled(const Body &body)
    {
        try {
            body();
        } catch (const Cancelled &) {
            m_timer.interrupted();
            throw;
        }
    }
    void learn(int epoch)
    {
        sayEpoch(epoch);
        const double last = m_reports.empty() ? std::numeric_limits<double>::max() : m_reports.back().seconds;
        EpochPart part(m_job, fraction(epoch - 1), fraction(epoch), last);
        const auto start = Clock::now();
        const auto result = m_learner.epoch(epoch, part);
        refuseNotFinite(m_learner, result.loss, epoch);
        m_reports.push_back(reportOf(result, epoch, secondsSince(start)));
        m_done = epoch;
        m_settled = false;
        m_timer.learnt(epoch);
    }
    /// Judges and reports the last epoch.
    void settle()
    {
        auto &report = m_reports.back();
        if (m_judge.isDue(m_done, m_done == m_epochs || m_job.finishEarly()))
            report.validation = m_judge.judge(m_done);
        m_job.report(report);
        m_settled = true;
        m_timer.keepIfDue();
    }
    void save(SnapshotWriter &out) const
    {
        out.value(m_settled);
        m_judge.save(out);
        out.value(static_cast<std::uint32_t>(m_reports.size()));
        for (const auto &report : m_reports)
            aisle::save(report, out);
        m_learner.saveState(out);
    }

    Learner &m_learner;
    int m_epochs;
    const CheckpointHooks &m_checkpoints;
    JobContext &m_job;
    Judge m_judge;
    CheckpointTimer m_timer;
    std::vector<EpochReport> m_reports;
    int m_done = 0;
    bool m_settled = true; ///< the last epoch was judged and reported
};
} // namespace

std::optional<int> train(Learner &learner, int epochs, const TrainerOptions &options,
                         const std::function<std::optional<double>()> &judge, const CheckpointHooks &checkpoints,
                         JobContext &job)
{
    Epochs loop(learner, epochs, options, judge, checkpoints, job);
    if (checkpoints.resumeFrom)
        loop.resume();
    return loop.run();
}

} // namespace aisle
