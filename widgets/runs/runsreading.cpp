#include "widgets/runs/runsreading.h"
#include "core/evaluate/comparison.h"
#include "core/runs/leaderboard.h"
#include "core/runs/runstore.h"
#include "core/runs/runwords.h"

#include <algorithm>

namespace aisle {

namespace {

void rankRuns(const RunStore &store, const std::vector<RunRecord> &runs, RunStatistics &statistics, JobContext &job)
{
    for (const auto &group : groupByProtocol(runs)) {
        const Leaderboard board(store, group.runs, leadingFigure(group.runs.front()), job);
        for (const auto &standing : board.standings())
            statistics.standings[standing.run] = standing;
    }
}

RunRow rowOf(const RunRecord &run, const RunStatistics &statistics, const QStringList &choices)
{
    RunRow row{run, recommenderName(run.recommender, run.asksForViews), changedParameters(run) + choices, {}, {}};
    if (const auto standing = statistics.standings.find(run.id); standing != statistics.standings.end())
        row.standing = standing->second;
    for (auto at = statistics.intervals.lower_bound({run.id, std::string()});
         at != statistics.intervals.end() && at->first.first == run.id; ++at) {
        if (at->second)
            row.intervals[at->first.second] = *at->second;
    }
    return row;
}

} // namespace

KeptRuns readKeptRuns(const Project &project)
{
    KeptRuns kept;
    kept.runs = RunStore(project).all();
    for (const auto &kind : EventStore(project).kinds())
        kept.kinds[QString::fromStdString(kind.name)] = kind.meaning;
    kept.freshness = Freshness(project);
    return kept;
}

RunStatistics readRunStatistics(const Project &project, const std::vector<RunRecord> &runs,
                                const std::vector<std::string> &figures, const RunStatistics &known, JobContext &job)
{
    const RunStore store(project);
    RunStatistics statistics;
    for (const auto &run : runs) {
        for (const auto &figure : figures) {
            job.checkpoint();
            auto &interval = statistics.intervals[{run.id, figure}];
            if (const auto before = known.intervals.find({run.id, figure}); before != known.intervals.end())
                interval = before->second;
            else if (const auto values = store.userMetric(run.id, figure); values && values->values.size() > 1)
                interval = intervalOf(figure, *values);
        }
    }
    rankRuns(store, runs, statistics, job);
    return statistics;
}

std::vector<RunGroup> groupRuns(const KeptRuns &kept, const RunStatistics &statistics)
{
    std::vector<RunGroup> groups;
    for (const auto &group : groupByProtocol(kept.runs)) {
        auto choices = choicesApart(group.runs);
        const bool gone = std::all_of(group.runs.begin(), group.runs.end(), [&](const RunRecord &run) {
            return kept.freshness.changedSince(run).eventsTakenBack;
        });
        groups.push_back({group.key, group.heading, {}, gone});
        for (const auto &run : group.runs)
            groups.back().rows.push_back(rowOf(run, statistics, choices[run.id]));
    }
    return groups;
}

} // namespace aisle
