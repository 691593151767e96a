#pragma once
#include "core/common/events.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// Figures of the log itself, by kind meanings. What the log has no events for is absent, never 0.
struct LogFigures
{
    std::optional<double> clickThroughRate;  ///< views / exposures
    std::optional<double> purchasesPerView;  ///< conversion
    std::optional<double> buyersPerShopper;  ///< conversion: shoppers with a purchase / shoppers
    std::optional<double> satisfaction;      ///< mean rating
    std::map<double, std::uint64_t> ratings; ///< value -> count; empty with more than 200 distinct values
    std::optional<double> keptShare;         ///< share of purchases not returned, at least 0
};

/// Counts events one by one.
class LogFigureCounter
{
public:
    void add(const StoredEvent &event, Meaning meaning);
    LogFigures figures() const;

private:
    std::uint64_t of(Meaning meaning) const { return m_counts[static_cast<std::size_t>(meaning)]; }

    std::array<std::uint64_t, kMeanings.size()> m_counts{};
    std::vector<bool> m_shoppers; ///< by UserId
    std::vector<bool> m_buyers;
    double m_ratingSum = 0;
    std::uint64_t m_rated = 0;
    std::map<double, std::uint64_t> m_ratings;
    bool m_tooManyRatings = false;
};

/// One sequential read of the project, exposures and returns included.
LogFigures logFigures(const Project &project, JobContext &job);

} // namespace aisle
