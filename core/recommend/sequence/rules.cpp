#include "core/recommend/sequence/rules.h"

#include <algorithm>
#include <unordered_set>

namespace aisle {

namespace {
struct Follower
{
    std::uint32_t item;
    float weight;
};

/// Sessions where the log has them, histories where not: what rules are counted within.
class Sessions
{
public:
    explicit Sessions(const TrainingSet &train)
    {
        const bool sessions = train.hasSessions();
        if (sessions)
            m_sorted.reserve(train.visitCount()); // spans look into it
        for (std::uint32_t user = 0; user < train.userCount(); ++user) {
            const auto history = train.history(UserIndex(user));
            if (sessions)
                addSessions(history);
            else
                all.push_back(history);
        }
    }
    Sessions(const Sessions &) = delete;
    Sessions &operator=(const Sessions &) = delete;

    std::vector<std::span<const Visit>> all;

    /// Distinct (session, product) pairs; the value is how often. [sessions x items]
    SparseRows matrix(std::uint32_t items) const
    {
        SparseRows rows{
            .rows = static_cast<std::uint32_t>(all.size()), .cols = items, .offsets = {0}, .columns = {}, .values = {}};
        std::vector<std::uint32_t> own;
        for (const auto session : all) {
            own.clear();
            for (const auto &visit : session)
                own.push_back(visit.item.value);
            std::ranges::sort(own);
            for (std::size_t i = 0; i < own.size(); ++i) {
                if (i > 0 && own[i] == own[i - 1]) {
                    rows.values.back() += 1;
                    continue;
                }
                rows.columns.push_back(own[i]);
                rows.values.push_back(1);
            }
            rows.offsets.push_back(rows.columns.size());
        }
        return rows;
    }

private:
    void addSessions(std::span<const Visit> history)
    {
        const auto sorted = bySession(history);
        const auto first = m_sorted.size();
        m_sorted.insert(m_sorted.end(), sorted.begin(), sorted.end());
        for (auto rest = std::span<const Visit>(m_sorted).subspan(first); !rest.empty();) {
            std::size_t size = 1;
            while (size < rest.size() && rest[size].hasSession() == rest[0].hasSession() &&
                   (!rest[0].hasSession() || rest[size].session == rest[0].session))
                ++size;
            all.push_back(rest.first(size));
            rest = rest.subspan(size);
        }
    }

    std::vector<Visit> m_sorted;
};

/// Where each product was visited, by item.
struct Occurrences
{
    struct Place
    {
        std::span<const Visit> from; ///< its moment and what came after
        std::uint32_t self = 0;      ///< its place in there
    };

    Occurrences(const TrainingSet &train, const Sessions &sessions)
        : offsets(train.itemCount() + std::size_t(1)), places(train.visitCount())
    {
        for (std::size_t item = 0; item < train.itemCount(); ++item)
            offsets[item + 1] = offsets[item] + train.itemEvents()[item];
        auto next = offsets;
        for (const auto session : sessions.all) {
            for (auto rest = session; !rest.empty();) {
                const auto moment = firstMoment(rest);
                for (std::uint32_t v = 0; v < moment.size(); ++v)
                    places[next[moment[v].item.value]++] = {rest, v};
                rest = rest.subspan(moment.size());
            }
        }
    }
    std::span<const Place> of(std::uint32_t item) const
    {
        return std::span(places).subspan(offsets[item], offsets[item + 1] - offsets[item]);
    }
    std::vector<std::uint64_t> offsets; ///< [items + 1]
    std::vector<Place> places;          ///< [visits] by item
};

/// body(product, weight) for each visit that a rule is counted of.
template <class Body>
void eachFollower(const Occurrences::Place &place, std::size_t steps, const Body &body)
{
    const auto moment = firstMoment(place.from);
    for (std::size_t v = 0; v < moment.size(); ++v)
        if (v != place.self)
            body(moment[v].item.value, 1.0F);
    auto rest = place.from.subspan(moment.size());
    for (std::size_t d = 1; d <= steps && !rest.empty(); ++d) {
        const auto next = firstMoment(rest);
        for (const auto &visit : next)
            body(visit.item.value, 1 / static_cast<float>(d));
        rest = rest.subspan(next.size());
    }
}

/// The `keep` highest sums, ties by tieRank, ascending by product; sums are set back to 0. Of the followers that all
/// products have together few are kept: the others are never there at once.
std::vector<Follower> collected(std::vector<std::uint32_t> &touched, std::vector<float> &sums, float scale,
                                std::size_t keep, std::span<const std::uint32_t> tieRank)
{
    if (touched.size() > keep) {
        const auto last = touched.begin() + static_cast<std::ptrdiff_t>(keep);
        std::nth_element(touched.begin(), last, touched.end(), [&](auto a, auto b) {
            const float first = sums[a] * scale, second = sums[b] * scale;
            return first != second ? first > second : tieRank[a] < tieRank[b];
        });
        std::for_each(last, touched.end(), [&](auto item) { sums[item] = 0; });
        touched.erase(last, touched.end());
    }
    std::ranges::sort(touched);
    std::vector<Follower> followers;
    followers.reserve(touched.size());
    for (const auto item : touched)
        followers.push_back({item, std::exchange(sums[item], 0.0F) * scale});
    touched.clear();
    return followers;
}

} // namespace

SparseRows sequentialRules(const TrainingSet &train, std::size_t steps, std::size_t keep, JobContext &job)
{
    const auto items = train.itemCount();
    const Sessions sessions(train);
    const Occurrences occurrences(train, sessions);
    std::vector<std::vector<Follower>> rows(items);
    std::vector<std::vector<float>> sums(static_cast<std::size_t>(threadCount()), std::vector<float>(items));
    parallelFor(items, 16, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0) {
            job.checkpoint();
            job.progress(static_cast<double>(begin) / items, QStringLiteral("counting what followed"));
        }
        auto &mine = sums[static_cast<std::size_t>(thread)];
        std::vector<std::uint32_t> touched;
        for (auto item = begin; item < end; ++item) {
            const auto all = occurrences.of(static_cast<std::uint32_t>(item));
            for (const auto &place : all)
                eachFollower(place, steps, [&](std::uint32_t follower, float weight) {
                    auto &sum = mine[follower];
                    if (sum == 0)
                        touched.push_back(follower);
                    sum += weight;
                });
            if (!all.empty())
                rows[item] = collected(touched, mine, 1 / static_cast<float>(all.size()), keep, train.tieRank());
        }
    });
    return SparseRows::of(std::move(rows), train.itemCount());
}

SparseRows associationRules(const TrainingSet &train, std::size_t keep, JobContext &job)
{
    const Sessions sessions(train);
    const bool hasSessions = train.hasSessions();
    const auto bySessions = hasSessions ? sessions.matrix(train.itemCount()) : SparseRows();
    const auto &right = hasSessions ? bySessions : train.byUser();
    auto left = hasSessions ? bySessions.transposed() : train.byItem();
    std::vector<float> again(left.rows);
    for (std::uint32_t item = 0; item < left.rows; ++item) {
        const auto visits = static_cast<float>(std::max(1U, train.itemEvents()[item]));
        for (auto e = left.offsets[item]; e < left.offsets[item + 1]; ++e) {
            const float share = 1 / (visits * static_cast<float>(sessions.all[left.columns[e]].size()));
            again[item] += left.values[e] * (left.values[e] - 1) * share;
            left.values[e] *= share;
        }
    }
    const auto others = nearestRows({.left = left,
                                     .right = right,
                                     .similarity = Similarity(SimilarityKind::Dot),
                                     .keep = keep,
                                     .tieRank = train.tieRank()},
                                    job);
    SparseRows rules{.rows = left.rows, .cols = left.rows, .offsets = {0}, .columns = {}, .values = {}};
    for (std::uint32_t item = 0; item < rules.rows; ++item) {
        const auto columns = others.row(item);
        const auto values = others.rowValues(item);
        const auto after = std::ranges::lower_bound(columns, item) - columns.begin();
        rules.columns.insert(rules.columns.end(), columns.begin(), columns.begin() + after);
        rules.values.insert(rules.values.end(), values.begin(), values.begin() + after);
        if (again[item] > 0) {
            rules.columns.push_back(item);
            rules.values.push_back(again[item]);
        }
        rules.columns.insert(rules.columns.end(), columns.begin() + after, columns.end());
        rules.values.insert(rules.values.end(), values.begin() + after, values.end());
        rules.offsets.push_back(rules.columns.size());
    }
    return rules;
}

std::vector<ItemWeightsRecommender::Evidence> RulesRecommender::latestEvidence(const Request &request,
                                                                               double memory) const
{
    constexpr double kLeast = 1e-4;
    std::vector<Evidence> result;
    std::unordered_set<std::uint32_t> seen;
    double weight = 1;
    for (auto rest = request.history; !rest.empty() && weight > kLeast; weight *= memory) {
        const auto moment = lastMoment(rest);
        rest = rest.first(rest.size() - moment.size());
        for (auto v = moment.size(); v-- > 0;) {
            const auto item = moment[v].item.value;
            if (seen.insert(item).second)
                result.push_back({item, static_cast<float>(weight)});
        }
    }
    return result;
}

} // namespace aisle
