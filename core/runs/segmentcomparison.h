#pragma once
#include "core/evaluate/comparison.h"
#include "core/runs/runcomparison.h"

namespace aisle {

/// B minus A over some shoppers.
struct SegmentDifference
{
    QString segment; ///< what its shoppers have in common: "country: DE", "events: 6 to 20"
    /// Of a segment by how many events its shoppers have: from, to.
    std::optional<std::pair<std::int64_t, std::int64_t>> events;
    std::vector<UserId> users; ///< sorted
    double a = 0, b = 0;       ///< the figures of both runs over these shoppers
    double difference = 0;
    Interval interval;    ///< 95 %, of this segment alone
    double effect = 0;    ///< Cohen's d of the differences
    double pAdjusted = 1; ///< paired t-test, by Holm over all segments
};

/// The leading figure of a comparison by groups of shoppers that can be described: by what is known of them, and by how
/// many events they have in the log (thirds). Groups of fewer than 30 shoppers that both runs judged are left out.
/// @return the largest effect first, whichever run it speaks for
std::vector<SegmentDifference> compareSegments(const Project &project, const RunComparison &seen, JobContext &job);

/// The figure that compareSegments() takes.
std::string segmentFigure(const RunComparison &seen);

} // namespace aisle
