#include "core/recommend/sequence/rules.h"

#include <algorithm>

namespace aisle {

namespace {
struct Follower
{
    std::uint32_t item;
    float weight;
};

/// Where each product was visited: user and place, by item.
struct Occurrences
{
    explicit Occurrences(const TrainingSet &train)
        : offsets(train.itemCount() + std::size_t(1)), rests(train.visitCount())
    {
        for (std::size_t item = 0; item < train.itemCount(); ++item)
            offsets[item + 1] = offsets[item] + train.itemEvents()[item];
        auto next = offsets;
        for (std::uint32_t user = 0; user < train.userCount(); ++user) {
            const auto history = train.history(UserIndex(user));
            for (std::size_t v = 0; v < history.size(); ++v)
                rests[next[history[v].item.value]++] = history.subspan(v + 1);
        }
    }
    std::span<const std::span<const Visit>> of(std::uint32_t item) const
    {
        return std::span(rests).subspan(offsets[item], offsets[item + 1] - offsets[item]);
    }
    std::vector<std::uint64_t> offsets;        ///< [items + 1]
    std::vector<std::span<const Visit>> rests; ///< [visits] what came after, by item
};

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

/// Takes the rows: each is given back once it is copied.
SparseRows assembled(std::vector<std::vector<Follower>> rows)
{
    const auto items = static_cast<std::uint32_t>(rows.size());
    SparseRows rules{.rows = items, .cols = items, .offsets = {0}, .columns = {}, .values = {}};
    std::size_t entries = 0;
    for (const auto &row : rows)
        entries += row.size();
    rules.columns.reserve(entries);
    rules.values.reserve(entries);
    for (auto &row : rows) {
        for (const auto &[item, weight] : row) {
            rules.columns.push_back(item);
            rules.values.push_back(weight);
        }
        rules.offsets.push_back(rules.columns.size());
        row = {};
    }
    return rules;
}
} // namespace

SparseRows sequentialRules(const TrainingSet &train, std::size_t steps, std::size_t keep, JobContext &job)
{
    const auto items = train.itemCount();
    const Occurrences occurrences(train);
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
            for (const auto rest : all)
                for (std::size_t d = 0; d < std::min(steps, rest.size()); ++d) {
                    auto &sum = mine[rest[d].item.value];
                    if (sum == 0)
                        touched.push_back(rest[d].item.value);
                    sum += 1 / static_cast<float>(d + 1);
                }
            if (!all.empty())
                rows[item] = collected(touched, mine, 1 / static_cast<float>(all.size()), keep, train.tieRank());
        }
    });
    return assembled(std::move(rows));
}

SparseRows associationRules(const TrainingSet &train, std::size_t keep, JobContext &job)
{
    auto left = train.byItem();
    std::vector<float> again(left.rows);
    for (std::uint32_t item = 0; item < left.rows; ++item) {
        const auto visits = static_cast<float>(std::max(1U, train.itemEvents()[item]));
        for (auto e = left.offsets[item]; e < left.offsets[item + 1]; ++e) {
            const float share = 1 / (visits * static_cast<float>(train.history(UserIndex(left.columns[e])).size()));
            again[item] += left.values[e] * (left.values[e] - 1) * share;
            left.values[e] *= share;
        }
    }
    const auto &right = train.byUser();
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
    double weight = 1;
    for (auto v = request.history.size(); v-- > 0 && weight > kLeast; weight *= memory) {
        const auto item = request.history[v].item.value;
        const auto place = std::ranges::find(result, item, &Evidence::item);
        if (place == result.end())
            result.push_back({item, static_cast<float>(weight)});
    }
    return result;
}

} // namespace aisle
