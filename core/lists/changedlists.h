#pragma once
#include "core/common/ids.h"

#include <vector>

namespace aisle {

class JobContext;
class Project;
class RunShelf;
struct RunComparison;

struct ChangedShopper
{
    UserId user{};
    double overlap = 0;    ///< share of products that both lists have
    double difference = 0; ///< of the leading metric, B - A
};

/// Whose test lists of the two runs share least: least overlap first, then the greatest difference, at most 100. Ranks
/// both runs' lists, as long as two evaluations take; empty when the data of one is no longer what it was.
/// @throws Error run.no-snapshot and what RunShelf::get() throws; Cancelled
std::vector<ChangedShopper> changedMost(const RunComparison &seen, const Project &project, JobContext &job,
                                        RunShelf *shelf = nullptr);

} // namespace aisle
