#include "core/recommend/ensemble/weightsearch.h"

#include "core/jobs/jobcontext.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

class WeightSearch
{
public:
    using Worth = std::function<std::optional<double>(const std::vector<double> &)>;

    WeightSearch(std::size_t members, const Worth &worth, JobContext &job)
        : m_worth(worth), m_job(job), m_best(members, 0.0)
    {
    }

    std::vector<double> run()
    {
        constexpr int kRounds = 2;
        if (!startWithTheGood())
            return std::vector<double>(m_best.size(), 1.0);
        dropIdle();
        for (int round = 0; round < kRounds && !m_job.finishEarly(); ++round) {
            m_job.progress((round + 1.0) / (kRounds + 2), QStringLiteral("weighing runs"));
            for (std::size_t m = 0; m < m_best.size(); ++m)
                changeOne(m);
        }
        dropIdle();
        if (m_value + kClear * std::abs(m_value) < m_valueAlone) {
            std::ranges::fill(m_best, 0.0);
            m_best[m_bestAlone] = 1;
        }
        const double most = *std::ranges::max_element(m_best);
        for (auto &weight : m_best)
            weight /= most;
        return m_best;
    }

private:
    static constexpr double kClear = .01; ///< more than noise of the best of several

    /// Those that alone come near the best one, all alike.
    bool startWithTheGood()
    {
        constexpr double kNear = .05;
        std::vector<std::optional<double>> alone;
        for (std::size_t m = 0; m < m_best.size(); ++m)
            alone.push_back(worthOf(m, 1, std::vector<double>(m_best.size(), 0.0)));
        const auto best = std::ranges::max_element(alone); // absent ones are lowest
        if (best == alone.end() || !*best)
            return false;
        const double highest = **best;
        for (std::size_t m = 0; m < alone.size(); ++m)
            m_best[m] = alone[m] && *alone[m] >= highest - kNear * std::abs(highest) ? 1 : 0;
        m_value = m_worth(m_best).value_or(highest);
        m_bestAlone = static_cast<std::size_t>(best - alone.begin());
        m_valueAlone = highest;
        return true;
    }
    /// Half as much or twice as much, where that says more than noise.
    void changeOne(std::size_t member)
    {
        constexpr double kLeastGain = 3e-3;
        for (const double factor : {.5, 2.0}) {
            if (m_best[member] == 0)
                continue;
            const double weight = m_best[member] * factor;
            const auto value = worthOf(member, weight, m_best);
            if (value && *value > m_value + kLeastGain * std::abs(m_value)) {
                m_value = *value;
                m_best[member] = weight;
            }
        }
    }
    /// Whoever is missed least goes first; the last but one only where that is clearly better, since two that err in
    /// different ways hold what they promise more often than one that was the best by chance.
    void dropIdle()
    {
        for (;;) {
            const auto left = std::ranges::count_if(m_best, [](double weight) { return weight > 0; });
            if (left < 2)
                return;
            std::optional<std::size_t> idle;
            double without = m_value + (left == 2 ? kClear * std::abs(m_value) : 0);
            for (std::size_t m = 0; m < m_best.size(); ++m) {
                if (m_best[m] == 0)
                    continue;
                if (const auto value = worthOf(m, 0, m_best); value && *value >= without) {
                    without = *value;
                    idle = m;
                }
            }
            if (!idle)
                return;
            m_best[*idle] = 0;
            m_value = without;
        }
    }
    std::optional<double> worthOf(std::size_t member, double weight, std::vector<double> weights) const
    {
        m_job.checkpoint();
        weights[member] = weight;
        return m_worth(weights);
    }

    const Worth &m_worth;
    JobContext &m_job;
    std::vector<double> m_best;
    double m_value = 0; ///< of m_best
    std::size_t m_bestAlone = 0;
    double m_valueAlone = 0;
};

} // namespace

std::vector<double> bestWeights(std::size_t members,
                                const std::function<std::optional<double>(const std::vector<double> &)> &worth,
                                JobContext &job)
{
    return WeightSearch(members, worth, job).run();
}

} // namespace aisle
