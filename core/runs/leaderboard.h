#pragma once
#include "core/evaluate/comparison.h"
#include "core/runs/leadingfigure.h"
#include "core/runs/runstore.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

struct RunComparison;

/// Where a run stands among those that were judged as it was.
struct Standing
{
    RunId run{};
    double value = 0;      ///< its test figure
    double difference = 0; ///< from the best: this run's mean minus the best's, over the shoppers that all judged
    Interval interval;     ///< of the difference, simultaneous over all runs
    int place = 0;         ///< from 1; 1 exactly where the interval contains 0
};

/// The one rule by which runs are ranked and their differences are called more than chance: window, report and command
/// line read it here. See PairedBand and sharedPlaces().
class Leaderboard
{
public:
    /// Nobody stands on it.
    Leaderboard() = default;
    /// Reads every run's figures of each shopper. Runs without them, or with a figure that is no number, are left out,
    /// and so is a model that was judged again (at other cut-offs) but for its first run; nobody is ranked with fewer
    /// than two shoppers that all judged.
    /// @param runs  of one protocol (ProtocolGroup::runs)
    Leaderboard(const RunStore &store, const std::vector<RunRecord> &runs, const std::string &metric, JobContext &job);

    const std::string &metric() const { return m_metric; }
    const std::vector<Standing> &standings() const { return m_standings; } ///< by place, then the better first
    const Standing *find(RunId run) const;                                 ///< null: not ranked
    /// Of B minus A, in the band that the places come from. Absent unless both stand here.
    std::optional<Interval> difference(RunId a, RunId b) const;

private:
    void rank(std::map<RunId, double> values);

    std::string m_metric;
    std::vector<RunId> m_judged; ///< in the order of the band
    std::optional<PairedBand> m_band;
    std::vector<Standing> m_standings;
};

/// Gives each difference the interval that it has among all runs of the protocol, so that places and differences say
/// the same. Where two runs were not judged alike, or are not among `runs`, nothing changes.
void judgeAmong(std::span<RunComparison> comparisons, const RunStore &store, const std::vector<RunRecord> &runs,
                JobContext &job);

} // namespace aisle
