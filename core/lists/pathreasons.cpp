#include "core/lists/pathreasons.h"

#include "core/common/error.h"
#include "core/features/relations/paths.h"
#include "core/jobs/jobcontext.h"
#include "core/recommend/ranking.h"
#include "core/runs/keptrun.h"
#include "core/storage/graph/graphstore.h"

#include <algorithm>

namespace aisle {

namespace {
constexpr int kLongest = 4; ///< steps
}

std::shared_ptr<const PathReasons> PathReasons::of(const KeptRun &run, const Project &project)
{
    const auto &recommender = run.recommender();
    const auto *explains = dynamic_cast<const Explains *>(&recommender);
    if (!recommender.traits().personal || (explains && explains->canExplain()) || !GraphStore(project).tiesProducts())
        return {};
    SilentContext job;
    try {
        return std::shared_ptr<const PathReasons>(new PathReasons(run, Relations::load(project, job)));
    } catch (const Error &) { // a damaged graph: lists need none
        return {};
    }
}

PathReasons::PathReasons(const KeptRun &run, std::shared_ptr<const Relations> relations)
    : m_graph(alignedTo(run.items(), {}, std::move(relations)))
{
}

std::vector<std::string> PathReasons::wordsOf(const GraphPath &path) const
{
    std::vector<std::string> words;
    for (const auto &[triple, isForward] : path.steps) {
        const auto end = isForward ? triple.tail : triple.head, begin = isForward ? triple.head : triple.tail;
        const auto isAnybody = [&](std::uint32_t entity) {
            return m_graph.relations->productOf(entity) || m_graph.relations->shopperOf(entity);
        };
        const auto &relation = m_graph.relations->relation(triple.relation);
        const auto named = !isAnybody(end) ? end : begin;
        auto word = isAnybody(named) ? relation : relation + '=' + m_graph.relations->entity(named);
        if (std::ranges::find(words, word) == words.end())
            words.push_back(std::move(word));
    }
    return words;
}

std::vector<Reason> PathReasons::explain(const Request &request, ItemIndex item, std::size_t most) const
{
    const auto to = m_graph.entityOfItem[item.value];
    if (to == AlignedGraph::kNone || most == 0)
        return {};
    std::vector<ItemIndex> tied; // one an entity
    std::vector<std::uint32_t> from;
    for (const auto seen : distinctItems(request.history)) {
        const auto entity = m_graph.entityOfItem[seen.value];
        if (entity == AlignedGraph::kNone || seen == item || std::ranges::find(from, entity) != from.end())
            continue;
        tied.push_back(seen);
        from.push_back(entity);
    }
    SilentContext job;
    std::vector<Reason> reasons;
    for (const auto &path : shortestPaths(*m_graph.relations, from, to, {.steps = kLongest, .count = most}, job)) {
        const auto &first = path.steps.front();
        const auto begin = first.isForward ? first.triple.head : first.triple.tail;
        const auto because = tied[static_cast<std::size_t>(std::ranges::find(from, begin) - from.begin())];
        auto reason = std::ranges::find(reasons, because, &Reason::because);
        if (reason == reasons.end())
            reason = reasons.insert(reason, Reason{.because = because, .text = kPathReason});
        reason->contribution += path.score;
        for (auto &word : wordsOf(path))
            if (std::ranges::find(reason->words, word) == reason->words.end())
                reason->words.push_back(std::move(word));
    }
    std::ranges::stable_sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

} // namespace aisle
