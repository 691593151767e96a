#include "core/storage/queries/newcomers.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/guarded.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <queue>

namespace aisle {

namespace {

constexpr int kRowsBetweenChecks = 8192;

/// What is known of a shopper before the history is read: the first event is no later than `bound`.
struct Bound
{
    UserId user{};
    std::int64_t bound = kNoTime;
    std::int64_t place = 0; ///< of the first event in the files

    bool before(const Bound &other) const ///< may be newer
    {
        return bound != other.bound   ? bound > other.bound
               : place != other.place ? place > other.place
                                      : user < other.user;
    }
};

void lower(std::int64_t &bound, const SQLite::Column &at)
{
    if (!at.isNull() && (bound == kNoTime || at.getInt64() < bound))
        bound = at.getInt64();
}

std::vector<Bound> boundsOf(const Project &project, const std::vector<UserId> &within, JobContext &job)
{
    SQLite::Statement ranges(project.database(),
                             "SELECT r.user_id, r.first_event, a.at, b.at FROM event_range r "
                             "JOIN event a ON a.id = r.first_event "
                             "JOIN event b ON b.id = r.first_event + r.count - 1 ORDER BY r.user_id, r.import_id");
    std::vector<Bound> bounds;
    for (int row = 0; ranges.executeStep(); ++row) {
        if (row % kRowsBetweenChecks == 0)
            job.checkpoint();
        const UserId user(ranges.getColumn(0).getInt64());
        if (!within.empty() && !std::binary_search(within.begin(), within.end(), user))
            continue;
        if (bounds.empty() || bounds.back().user != user)
            bounds.push_back({user, kNoTime, ranges.getColumn(1).getInt64()});
        lower(bounds.back().bound, ranges.getColumn(2));
        lower(bounds.back().bound, ranges.getColumn(3));
    }
    return bounds;
}

} // namespace

std::vector<Newcomer> newestShoppers(const Project &project, const std::vector<UserId> &within, std::size_t limit,
                                     JobContext &job)
{
    return guarded(project, [&] {
        auto bounds = boundsOf(project, within, job);
        std::sort(bounds.begin(), bounds.end(), [](const Bound &a, const Bound &b) { return a.before(b); });
        SQLite::Statement first(project.database(),
                                "SELECT min(e.at) FROM event_range r JOIN event e "
                                "ON e.id BETWEEN r.first_event AND r.first_event + r.count - 1 WHERE r.user_id = ?");
        std::vector<Bound> newest; // a heap: the oldest of those kept is in front
        const auto newer = [](const Bound &a, const Bound &b) { return a.before(b); };
        for (auto &candidate : bounds) {
            if (newest.size() == limit && (limit == 0 || !candidate.before(newest.front())))
                break;
            job.checkpoint();
            first.bind(1, static_cast<int64_t>(candidate.user.value));
            if (first.executeStep())
                lower(candidate.bound, first.getColumn(0));
            first.reset();
            newest.push_back(candidate);
            std::push_heap(newest.begin(), newest.end(), newer);
            if (newest.size() > limit) {
                std::pop_heap(newest.begin(), newest.end(), newer);
                newest.pop_back();
            }
        }
        std::sort_heap(newest.begin(), newest.end(), newer);
        std::vector<Newcomer> found;
        for (const auto &candidate : newest)
            found.push_back({candidate.user, candidate.bound});
        return found;
    });
}

} // namespace aisle
