#include "widgets/runs/runsreading.h"
#include "core/evaluate/comparison.h"
#include "core/runs/runstore.h"
#include "core/runs/runwords.h"

#include <algorithm>

namespace aisle {

namespace {

/// The values of each run's leading figure over shoppers that all of them judged; empty when they differ.
std::vector<std::vector<float>> alignedValues(const RunStore &store, const std::vector<RunId> &runs,
                                              const std::string &metric)
{
    std::vector<std::vector<float>> all;
    std::vector<UserId> users;
    for (const auto run : runs) {
        auto values = store.userMetric(run, metric);
        if (!values || (!all.empty() && values->users != users))
            return {};
        users = values->users;
        all.push_back(std::move(values->values));
    }
    return all;
}

void shareRanks(const RunStore &store, const std::vector<RunRecord> &runs, RunStatistics &statistics, JobContext &job)
{
    struct Group
    {
        std::vector<RunId> members;
        std::string leading;
    };
    std::map<QString, Group> groups;
    for (const auto &run : runs) {
        auto &group = groups[run.protocol.key()];
        if (group.members.empty())
            group.leading = run.protocol.select;
        group.members.push_back(run.id);
    }
    for (const auto &[key, group] : groups) {
        job.checkpoint();
        if (group.members.size() < 2)
            continue;
        const auto values = alignedValues(store, group.members, group.leading);
        if (values.empty())
            continue;
        const auto ranks = sharedRanks(values, betterOf(group.leading));
        for (std::size_t i = 0; i < group.members.size(); ++i)
            statistics.ranks[group.members[i]] = ranks[i];
    }
}

bool isDataGone(const RunRecord &run, const std::vector<TakenBack> &takenBack)
{
    return std::any_of(takenBack.begin(), takenBack.end(), [&](const TakenBack &import) {
        return import.importedAt <= run.at && run.at < import.takenBackAt;
    });
}

RunRow rowOf(const RunRecord &run, const RunStatistics &statistics)
{
    RunRow row{run, recommenderName(run.recommender), changedParameters(run), {}, 0};
    if (const auto rank = statistics.ranks.find(run.id); rank != statistics.ranks.end())
        row.rank = rank->second;
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
    kept.takenBack = EventStore(project).takenBack();
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
                interval = meanInterval(values->values);
        }
    }
    shareRanks(store, runs, statistics, job);
    return statistics;
}

std::vector<RunGroup> groupRuns(const KeptRuns &kept, const RunStatistics &statistics)
{
    std::vector<RunGroup> groups;
    for (const auto &group : groupByProtocol(kept.runs)) {
        const bool gone = std::all_of(group.runs.begin(), group.runs.end(),
                                      [&](const RunRecord &run) { return isDataGone(run, kept.takenBack); });
        groups.push_back({group.key, group.heading, {}, gone});
        for (const auto &run : group.runs)
            groups.back().rows.push_back(rowOf(run, statistics));
    }
    return groups;
}

} // namespace aisle
