#include "core/recommend/trainer.h"

#include <chrono>
#include <cmath>

namespace aisle {

namespace {
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Which epoch was best so far and whether to go on.
class Judge
{
public:
    Judge(Learner &learner, const FitOptions &options) : m_learner(learner), m_options(options) {}

    bool isDue(int epoch, bool last) const
    {
        return m_options.validate && (last || epoch % std::max(1, m_options.validateEvery) == 0);
    }
    double judge(int epoch)
    {
        const double value = m_options.validate(m_learner.current());
        if (!m_best || value > m_value) {
            m_value = value;
            m_best = epoch;
            m_sinceBest = 0;
            m_learner.keepAsBest();
        } else {
            ++m_sinceBest;
        }
        return value;
    }
    bool outOfPatience() const { return m_options.patience > 0 && m_sinceBest >= m_options.patience; }
    std::optional<int> best() const { return m_best; }

private:
    Learner &m_learner;
    const FitOptions &m_options;
    std::optional<int> m_best;
    double m_value = 0;
    int m_sinceBest = 0;
};

void refuseNotFinite(double loss, int epoch)
{
    if (!std::isfinite(loss))
        throw Error("training.not-finite",
                    QT_TRANSLATE_NOOP("Error",
                                      "In epoch %1 the loss is no longer a number, most likely because the learning "
                                      "rate is too high: lower it, or raise l2."),
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
} // namespace

std::optional<int> train(Learner &learner, int epochs, const FitOptions &options, JobContext &job)
{
    Judge judge(learner, options);
    int last = 0;
    for (int epoch = 1; epoch <= epochs && !job.finishEarly() && !judge.outOfPatience(); ++epoch) {
        job.checkpoint();
        const auto what = QStringLiteral("epoch %1 of %2").arg(epoch).arg(epochs);
        job.progress(static_cast<double>(epoch - 1) / epochs, what);
        PartOfJob part(job, static_cast<double>(epoch - 1) / epochs, static_cast<double>(epoch) / epochs);
        const auto start = Clock::now();
        const auto result = learner.epoch(epoch, part);
        auto report = reportOf(result, epoch, secondsSince(start));
        refuseNotFinite(result.loss, epoch);
        if (judge.isDue(epoch, epoch == epochs || job.finishEarly()))
            report.validation = judge.judge(epoch);
        job.report(report);
        last = epoch;
    }
    if (judge.best() && *judge.best() != last)
        learner.restoreBest();
    job.progress(1, QStringLiteral("trained"));
    return judge.best();
}

} // namespace aisle
