#pragma once
#include "core/runs/freshness.h"
#include "models/runtablemodel.h"
#include "widgets/text/runtext.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

class JobContext;

/// Kept runs as the Runs page shows them, and the words of the log for kinds.
struct KeptRuns
{
    std::vector<RunRecord> runs; ///< by id
    KindMeanings kinds;
    Freshness freshness;
};
KeptRuns readKeptRuns(const Project &project);

/// What takes longer than a table may wait: intervals of the shown figures, and where runs stand.
struct RunStatistics
{
    std::map<std::pair<RunId, std::string>, std::optional<Interval>> intervals;
    std::map<RunId, Standing> standings;
};
/// @param known  intervals that need not be worked out again
RunStatistics readRunStatistics(const Project &project, const std::vector<RunRecord> &runs,
                                const std::vector<std::string> &figures, const RunStatistics &known, JobContext &job);

/// Runs under their protocols, the group of the newest run first.
std::vector<RunGroup> groupRuns(const KeptRuns &kept, const RunStatistics &statistics);

} // namespace aisle
