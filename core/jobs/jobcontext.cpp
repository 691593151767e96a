#include "core/jobs/jobcontext.h"

namespace aisle {

void PartOfJob::progress(double fraction, const QString &what)
{
    m_whole.progress(m_from + (m_to - m_from) * std::clamp(fraction, 0.0, 1.0), what);
}

void JobPace::beginStage(Clock::time_point now)
{
    m_stageFrom = m_fraction;
    m_stageSince = now;
}

std::optional<std::chrono::milliseconds> JobPace::remaining(Clock::time_point now) const
{
    constexpr auto kLeastTime = std::chrono::milliseconds(1500);
    constexpr double kLeastDone = .02;
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_stageSince);
    const auto done = m_fraction - m_stageFrom;
    if (elapsed < kLeastTime || done < kLeastDone || m_fraction >= 1)
        return {};
    return std::chrono::milliseconds(
        static_cast<std::int64_t>(static_cast<double>(elapsed.count()) * (1 - m_fraction) / done));
}

} // namespace aisle
