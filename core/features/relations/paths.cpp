#include "core/features/relations/paths.h"

#include "core/jobs/jobcontext.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace aisle {

namespace {

constexpr int kFar = 1 << 20;
constexpr std::size_t kMostUnsorted = 1 << 14;

/// The rest of a way, from one entity on.
struct Rest
{
    double score = 1;
    PathStep step{};
    std::uint32_t next = 0;    ///< the entity behind the step
    std::size_t nextPlace = 0; ///< of the rest behind it, among those of that entity
};

template <class Take>
void eachNeighbour(const Relations &relations, std::uint32_t entity, const Take &take)
{
    for (const auto &triple : relations.ofHead(entity))
        take(PathStep{triple, true}, triple.tail);
    for (const auto &triple : relations.ofTail(entity))
        take(PathStep{triple, false}, triple.head);
}

/// [entities] steps to `to`; kFar for more than `most`.
std::vector<int> stepsTo(const Relations &relations, std::uint32_t to, int most, JobContext &job)
{
    std::vector<int> steps(relations.entityCount(), kFar);
    std::vector<std::uint32_t> reached{to};
    steps[to] = 0;
    for (int step = 1; step <= most; ++step) {
        std::vector<std::uint32_t> next;
        for (const auto entity : reached) {
            job.checkpoint();
            eachNeighbour(relations, entity, [&](const PathStep &, std::uint32_t other) {
                if (steps[other] == kFar) {
                    steps[other] = step;
                    next.push_back(other);
                }
            });
        }
        reached = std::move(next);
    }
    return steps;
}

class PathFinder
{
public:
    PathFinder(const Relations &relations, std::uint32_t to, const PathLimits &limits, JobContext &job)
        : m_relations(relations), m_limits(limits), m_job(job), m_steps(stepsTo(relations, to, limits.steps, job))
    {
        const auto all = static_cast<double>(relations.triples().size());
        for (const auto triples : relations.perRelation())
            m_weights.push_back(std::log1p(all / std::max(1.0, static_cast<double>(triples))) / std::log1p(all));
        m_rests[to] = {Rest{}};
    }
    bool reaches(std::uint32_t from) const { return m_steps[from] > 0 && m_steps[from] < kFar; }
    std::vector<GraphPath> pathsFrom(std::uint32_t from)
    {
        std::vector<GraphPath> paths;
        for (std::size_t place = 0; place < restsOf(from).size(); ++place)
            paths.push_back(pathOf(from, place));
        return paths;
    }

private:
    /// The neighbours that are a step nearer, each by the rarest relation that joins them.
    std::vector<std::pair<std::uint32_t, PathStep>> nearer(std::uint32_t entity) const
    {
        std::vector<std::pair<std::uint32_t, PathStep>> steps;
        eachNeighbour(m_relations, entity, [&](const PathStep &step, std::uint32_t other) {
            if (m_steps[other] == m_steps[entity] - 1)
                steps.emplace_back(other, step);
        });
        std::ranges::stable_sort(steps, {}, [&](const auto &each) {
            return std::pair(each.first, -m_weights[each.second.triple.relation]);
        });
        const auto others = std::ranges::unique(steps, {}, &std::pair<std::uint32_t, PathStep>::first);
        steps.erase(others.begin(), others.end());
        return steps;
    }
    const std::vector<Rest> &restsOf(std::uint32_t entity)
    {
        if (const auto known = m_rests.find(entity); known != m_rests.end())
            return known->second;
        m_job.checkpoint();
        std::vector<Rest> rests;
        for (const auto &[other, step] : nearer(entity)) {
            const auto &behind = restsOf(other);
            const double weight = m_weights[step.triple.relation] * hubWeight(other);
            for (std::size_t place = 0; place < behind.size(); ++place)
                rests.push_back({weight * behind[place].score, step, other, place});
            if (rests.size() > kMostUnsorted + m_limits.count)
                keepBest(rests);
        }
        keepBest(rests);
        return m_rests.emplace(entity, std::move(rests)).first->second;
    }
    /// Of equal ones those that came first.
    void keepBest(std::vector<Rest> &rests) const
    {
        std::ranges::stable_sort(rests, std::ranges::greater{}, &Rest::score);
        rests.resize(std::min(m_limits.count, rests.size()));
    }
    /// 1 at the end of a path.
    double hubWeight(std::uint32_t entity) const
    {
        return m_steps[entity] == 0 ? 1 : 1 / std::log2(1 + static_cast<double>(m_relations.degree(entity)));
    }
    GraphPath pathOf(std::uint32_t from, std::size_t place)
    {
        GraphPath path;
        path.score = restsOf(from)[place].score;
        while (m_steps[from] > 0) {
            const auto &rest = restsOf(from)[place];
            path.steps.push_back(rest.step);
            from = rest.next;
            place = rest.nextPlace;
        }
        return path;
    }

    const Relations &m_relations;
    PathLimits m_limits;
    JobContext &m_job;
    std::vector<int> m_steps;
    std::vector<double> m_weights;                                ///< [relations]
    std::unordered_map<std::uint32_t, std::vector<Rest>> m_rests; ///< best first
};

} // namespace

std::vector<GraphPath> shortestPaths(const Relations &relations, std::span<const std::uint32_t> from, std::uint32_t to,
                                     const PathLimits &limits, JobContext &job)
{
    PathFinder finder(relations, to, limits, job);
    std::vector<GraphPath> paths;
    for (const auto entity : from) {
        if (!finder.reaches(entity))
            continue;
        auto found = finder.pathsFrom(entity);
        paths.insert(paths.end(), found.begin(), found.end());
    }
    std::ranges::stable_sort(paths, [](const GraphPath &a, const GraphPath &b) {
        return a.steps.size() != b.steps.size() ? a.steps.size() < b.steps.size() : a.score > b.score;
    });
    paths.resize(std::min(limits.count, paths.size()));
    return paths;
}

} // namespace aisle
