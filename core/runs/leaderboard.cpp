#include "core/runs/leaderboard.h"

#include "core/runs/runcomparison.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace aisle {

namespace {

/// Shoppers that every run judged with a number, ascending.
std::vector<UserId> commonShoppers(const std::vector<UserMetric> &figures)
{
    std::map<UserId, std::size_t> judges;
    for (const auto &figure : figures) {
        for (std::size_t i = 0; i < figure.users.size(); ++i)
            judges[figure.users[i]] += !std::isnan(figure.values[i]);
    }
    std::vector<UserId> common;
    for (const auto &[user, count] : judges) {
        if (count == figures.size())
            common.push_back(user);
    }
    return common;
}

/// What the chosen shoppers' figures are made of.
ShopperSums sumsOver(const std::vector<UserId> &shoppers, const UserMetric &figure, Scale scale)
{
    std::vector<float> values, weights;
    values.reserve(shoppers.size());
    std::size_t at = 0;
    for (const auto shopper : shoppers) {
        while (figure.users[at] < shopper)
            ++at;
        values.push_back(figure.values[at]);
        if (!figure.weights.empty())
            weights.push_back(figure.weights[at]);
    }
    return ShopperSums(values, weights, scale);
}

bool haveSameShoppers(const std::vector<UserMetric> &figures)
{
    return std::ranges::all_of(figures, [&](const UserMetric &figure) {
        return figure.users == figures[0].users &&
               std::ranges::none_of(figure.values, [](float value) { return std::isnan(value); });
    });
}

std::vector<ShopperSums> aligned(const std::vector<UserMetric> &figures, Scale scale)
{
    std::vector<ShopperSums> sums;
    const bool same = haveSameShoppers(figures);
    const auto common = same ? std::vector<UserId>() : commonShoppers(figures);
    for (const auto &figure : figures)
        sums.push_back(same ? ShopperSums(figure.values, figure.weights, scale) : sumsOver(common, figure, scale));
    return sums;
}

std::optional<std::size_t> placeAmong(const std::vector<RunId> &runs, RunId run)
{
    const auto found = std::ranges::find(runs, run);
    return found == runs.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - runs.begin()));
}

} // namespace

Leaderboard::Leaderboard(const RunStore &store, const std::vector<RunRecord> &runs, const std::string &metric,
                         JobContext &job)
    : m_metric(metric)
{
    std::map<RunId, double> values;
    std::vector<UserMetric> figures;
    std::set<RunId> models;
    for (const auto &run : runs) {
        job.checkpoint();
        const auto value = run.test.find(metric);
        auto figure = store.userMetric(run.id, metric);
        if (value == run.test.end() || !std::isfinite(value->second) || !figure || figure->users.empty() ||
            !models.insert(run.ofRun.value_or(run.id)).second)
            continue;
        values[run.id] = value->second;
        m_judged.push_back(run.id);
        figures.push_back(std::move(*figure));
    }
    const auto all = aligned(figures, scaleOf(metric));
    if (all.empty() || all[0].size() < 2) {
        m_judged.clear();
        return;
    }
    job.checkpoint();
    m_band.emplace(all);
    rank(std::move(values));
}

void Leaderboard::rank(std::map<RunId, double> values)
{
    const auto better = betterOf(m_metric);
    const auto places = sharedPlaces(*m_band, better);
    const auto worth = [&](std::size_t run) {
        return better == Better::Lower ? -m_band->mean(run) : m_band->mean(run);
    };
    std::vector<std::size_t> order;
    for (std::size_t run = 0; run < places.size(); ++run)
        order.push_back(run);
    const auto best = *std::ranges::max_element(order, {}, worth);
    std::ranges::stable_sort(order, {}, [&](std::size_t run) { return std::pair(places[run], -worth(run)); });
    for (const auto run : order)
        m_standings.push_back({m_judged[run], values[m_judged[run]], m_band->difference(best, run),
                               m_band->interval(best, run), places[run]});
}

const Standing *Leaderboard::find(RunId run) const
{
    const auto found = std::ranges::find(m_standings, run, &Standing::run);
    return found == m_standings.end() ? nullptr : &*found;
}

std::optional<Interval> Leaderboard::difference(RunId a, RunId b) const
{
    const auto first = placeAmong(m_judged, a), second = placeAmong(m_judged, b);
    if (!first || !second)
        return {};
    return m_band->interval(*first, *second);
}

void judgeAmong(std::span<RunComparison> comparisons, const RunStore &store, const std::vector<RunRecord> &runs,
                JobContext &job)
{
    std::map<std::string, Leaderboard> boards;
    const auto isAmong = [&](RunId id) { return std::ranges::find(runs, id, &RunRecord::id) != runs.end(); };
    for (auto &seen : comparisons) {
        if (!seen.sameProtocol || !isAmong(seen.a.id) || !isAmong(seen.b.id))
            continue;
        for (auto &metric : seen.metrics) {
            if (!boards.contains(metric.metric))
                boards.emplace(metric.metric, Leaderboard(store, runs, metric.metric, job));
            if (const auto interval = boards.at(metric.metric).difference(seen.a.id, seen.b.id)) {
                metric.low = interval->low;
                metric.high = interval->high;
            }
        }
    }
}

} // namespace aisle
