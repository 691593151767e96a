#include "core/lists/changedlists.h"

#include "core/lists/batchlister.h"
#include "core/runs/freshness.h"
#include "core/runs/runcomparison.h"
#include "core/runs/runshelf.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace aisle {

namespace {

constexpr int kListLength = 10;
constexpr std::size_t kMostChanged = 100;

/// Sorted products of the list that the test made for each of the shoppers; those whom it did not ask about have none.
std::unordered_map<UserId, std::vector<ItemId>>
testLists(const Project &project, RunId id, const std::vector<UserId> &shoppers, JobContext &job, RunShelf &shelf)
{
    Lister lister(shelf.get(id, job), project, false);
    std::unordered_map<UserId, std::vector<ItemId>> lists;
    if (!splitAgain(project, lister.run().record(), shelf.datasets(), job).sameData)
        return lists;
    lister.prepareEvaluated(project, job, &shelf.datasets());
    std::vector<UserId> asked;
    std::ranges::copy_if(shoppers, std::back_inserter(asked), [&](UserId user) { return lister.heldOutCase(user); });
    const auto keep = [&](std::size_t index, const ListBasis &, const RankedList &list) {
        auto &items = lists[asked[index]];
        for (const auto &ranked : list)
            items.push_back(lister.run().id(ranked.item));
        std::ranges::sort(items);
    };
    BatchLister(lister, project, ListInput::Evaluated, {.k = kListLength})
        .list(asked, job, QStringLiteral("lists"), keep);
    return lists;
}

} // namespace

std::vector<ChangedShopper> changedMost(const RunComparison &seen, const Project &project, JobContext &job,
                                        RunShelf *shelf)
{
    std::optional<RunShelf> own;
    auto &runs = shelf ? *shelf : own.emplace(project);
    PartOfJob first(job, .2, .55);
    PartOfJob second(job, .55, .95);
    const auto a = testLists(project, seen.a.id, seen.shoppers, first, runs);
    const auto b = testLists(project, seen.b.id, seen.shoppers, second, runs);
    std::vector<ChangedShopper> changed;
    for (std::size_t i = 0; i < seen.shoppers.size(); ++i) {
        const auto inA = a.find(seen.shoppers[i]);
        const auto inB = b.find(seen.shoppers[i]);
        if (inA == a.end() || inB == b.end() || inA->second.empty())
            continue;
        std::vector<ItemId> common;
        std::set_intersection(inA->second.begin(), inA->second.end(), inB->second.begin(), inB->second.end(),
                              std::back_inserter(common));
        const double overlap =
            static_cast<double>(common.size()) / static_cast<double>(std::max(inA->second.size(), inB->second.size()));
        changed.push_back({seen.shoppers[i], overlap, static_cast<double>(seen.perShopper[i])});
    }
    std::stable_sort(changed.begin(), changed.end(), [](const auto &x, const auto &y) {
        return x.overlap != y.overlap ? x.overlap < y.overlap : std::abs(x.difference) > std::abs(y.difference);
    });
    changed.resize(std::min(changed.size(), kMostChanged));
    return changed;
}

} // namespace aisle
