#include "core/explore/shopperfinder.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/common/random.h"
#include "core/jobs/jobcontext.h"
#include "core/lists/changedlists.h"
#include "core/runs/runcomparison.h"
#include "core/runs/runstore.h"
#include "core/storage/eventstore.h"
#include "core/storage/queries/keysearch.h"
#include "core/storage/queries/newcomers.h"

#include <algorithm>

namespace aisle {

namespace {

using Counts = std::vector<std::pair<UserId, std::int64_t>>; ///< ascending

/// A shopper before the key is read: only those that are shown need one.
struct Candidate
{
    UserId user{};
    double rank = 0; ///< highest first
    FoundShopper found;
};

std::int64_t countOf(const Counts &counts, UserId user)
{
    const auto place = placeIn(counts, user, &Counts::value_type::first);
    return place ? counts[*place].second : 0;
}

bool isWithin(const ShopperQuery &query, UserId user)
{
    return query.within.empty() || std::binary_search(query.within.begin(), query.within.end(), user);
}

std::vector<Candidate> byActivity(const Counts &counts)
{
    return mapped<std::vector<Candidate>>(counts, [](const auto &counted) {
        return Candidate{counted.first, static_cast<double>(counted.second), {}};
    });
}

std::vector<Candidate> atRandom(const Counts &counts, std::uint64_t seed)
{
    auto candidates = byActivity(counts);
    for (auto &candidate : candidates) // by id, so that the same seed finds the same shoppers after an import
        candidate.rank = static_cast<double>(deriveSeed(seed, static_cast<std::uint64_t>(candidate.user.value)) >> 11);
    return candidates;
}

/// Only those that are shown, in order.
std::vector<Candidate> byFirstEvent(const Project &project, const ShopperQuery &query, JobContext &job)
{
    std::vector<Candidate> candidates;
    double rank = 0;
    const auto limit = static_cast<std::size_t>(std::max(0, query.limit));
    for (const auto &newcomer : newestShoppers(project, query.within, limit, job)) {
        Candidate candidate{newcomer.user, rank--, {}};
        if (newcomer.firstAt != kNoTime)
            candidate.found.firstAt = newcomer.firstAt;
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

[[noreturn]] void throwNoFigures()
{
    throw Error("shoppers.no-figures",
                QT_TRANSLATE_NOOP("Error",
                                  "These two runs have no figure about the same shoppers: compare two runs that were "
                                  "judged on the same test part."));
}

/// The metric that chose A's best epoch if both have it, else the first that both have.
std::string commonMetric(const RunStore &runs, RunId a, RunId b)
{
    const auto ofA = runs.userMetricNames(a);
    const auto ofB = runs.userMetricNames(b);
    const auto run = runs.find(a);
    const auto wanted = run ? run->protocol.select : std::string();
    const auto has = [](const std::vector<std::string> &names, const std::string &name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (has(ofA, wanted) && has(ofB, wanted))
        return wanted;
    const auto shared = std::find_if(ofA.begin(), ofA.end(), [&](const std::string &name) { return has(ofB, name); });
    if (shared == ofA.end())
        throwNoFigures();
    return *shared;
}

std::vector<Candidate> byDifference(const Project &project, const ShopperQuery &query, std::string &metric)
{
    const RunStore runs(project);
    metric = commonMetric(runs, *query.a, *query.b);
    const auto a = runs.userMetric(*query.a, metric);
    const auto b = runs.userMetric(*query.b, metric);
    if (!a || !b)
        throwNoFigures();
    const double sign = query.order == ShopperOrder::WonByB ? 1 : -1;
    std::vector<Candidate> candidates;
    std::size_t j = 0;
    bool common = false;
    for (std::size_t i = 0; i < a->users.size(); ++i) {
        while (j < b->users.size() && b->users[j] < a->users[i])
            ++j;
        if (j == b->users.size() || b->users[j] != a->users[i])
            continue;
        common = true;
        const double difference = static_cast<double>(b->values[j]) - static_cast<double>(a->values[i]);
        if (sign * difference <= 0)
            continue;
        Candidate candidate{a->users[i], sign * difference, {}};
        candidate.found.difference = difference;
        candidates.push_back(std::move(candidate));
    }
    if (!common)
        throwNoFigures();
    return candidates;
}

std::vector<Candidate> byChange(const Project &project, const ShopperQuery &query, std::string &metric, JobContext &job,
                                RunShelf *shelf)
{
    const auto comparison = compareRuns(project, *query.a, *query.b, job);
    if (!comparison.metrics.empty())
        metric = comparison.metrics.front().metric;
    std::vector<Candidate> candidates;
    double rank = 0; // they come in order
    for (const auto &changed : changedMost(comparison, project, job, shelf)) {
        Candidate candidate{changed.user, rank--, {}};
        candidate.found.overlap = changed.overlap;
        candidate.found.difference = changed.difference;
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

std::vector<Candidate> ordered(const Project &project, const ShopperQuery &query, const Counts &counts,
                               std::string &metric, JobContext &job, RunShelf *shelf)
{
    switch (query.order) {
    case ShopperOrder::MostActive:
        return byActivity(counts);
    case ShopperOrder::Random:
        return atRandom(counts, query.seed);
    case ShopperOrder::Newest:
        return byFirstEvent(project, query, job);
    case ShopperOrder::ChangedMost:
        return byChange(project, query, metric, job, shelf);
    case ShopperOrder::WonByB:
    case ShopperOrder::LostByB:
        return byDifference(project, query, metric);
    }
    return {};
}

FoundShoppers findByText(const Project &project, const ShopperQuery &query, const Counts &counts)
{
    FoundShoppers result;
    for (auto &user : searchUsers(project, query.text, query.limit, query.keys)) {
        if (!isWithin(query, user.id))
            continue;
        const auto events = countOf(counts, user.id);
        result.shoppers.push_back({std::move(user), events, {}, {}, {}});
    }
    result.matching = result.shoppers.size();
    return result;
}

} // namespace

std::optional<FoundShopper> findShopper(const Project &project, UserId user)
{
    auto record = Catalogue(project).user(user);
    if (!record)
        return {};
    return FoundShopper{std::move(*record), countOf(EventStore(project).countsPerUser(), user), {}, {}, {}};
}

FoundShoppers findShoppers(const Project &project, const ShopperQuery &query, JobContext &job, RunShelf *shelf)
{
    const bool comparing = query.order >= ShopperOrder::ChangedMost;
    if (comparing && (!query.a || !query.b))
        throw Error("shoppers.two-runs",
                    QT_TRANSLATE_NOOP("Error", "Two runs must be compared to find shoppers by what "
                                               "changed: put a second run beside the first."));
    const auto counts = EventStore(project).countsPerUser();
    if (!query.text.trimmed().isEmpty())
        return findByText(project, query, counts);
    FoundShoppers result;
    auto candidates = ordered(project, query, counts, result.metric, job, shelf);
    std::erase_if(candidates, [&](const Candidate &candidate) { return !isWithin(query, candidate.user); });
    result.matching =
        query.order == ShopperOrder::Newest
            ? static_cast<std::size_t>(std::count_if(counts.begin(), counts.end(),
                                                     [&](const auto &entry) { return isWithin(query, entry.first); }))
            : candidates.size();
    const auto shown = std::min(candidates.size(), static_cast<std::size_t>(query.limit));
    const auto middle = candidates.begin() + static_cast<std::ptrdiff_t>(shown);
    std::partial_sort(candidates.begin(), middle, candidates.end(), [](const Candidate &x, const Candidate &y) {
        return x.rank != y.rank ? x.rank > y.rank : x.user < y.user;
    });
    const Catalogue catalogue(project);
    for (auto candidate = candidates.begin(); candidate != middle; ++candidate) {
        auto user = catalogue.user(candidate->user);
        if (!user)
            continue;
        candidate->found.user = std::move(*user);
        candidate->found.events = countOf(counts, candidate->user);
        result.shoppers.push_back(std::move(candidate->found));
    }
    return result;
}

} // namespace aisle
