#include "core/evaluate/queries/queryfigures.h"

#include "core/evaluate/rankdiscount.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aisle {

namespace {

/// 2^grade - 1 by 2^highest: no grade is too large, and shares of the ideal stay what they are.
double gain(double grade, double highest)
{
    return std::exp2(grade - highest) - std::exp2(-highest);
}

double gradeOf(const JudgedQuery &query, std::int64_t item)
{
    const auto found = query.grades.find(item);
    return found == query.grades.end() ? 0 : found->second;
}

std::span<const std::int64_t> within(std::span<const std::int64_t> list, int k)
{
    return list.first(std::min(list.size(), static_cast<std::size_t>(k)));
}

double idealGain(const JudgedQuery &query, int k)
{
    auto grades = query.missing;
    for (const auto &[item, grade] : query.grades)
        grades.push_back(grade);
    std::ranges::sort(grades, std::greater());
    double sum = 0;
    for (std::size_t place = 0; place < std::min(grades.size(), static_cast<std::size_t>(k)); ++place)
        sum += gain(grades[place], query.highest) * rankDiscount(place + 1);
    return sum;
}

double ndcg(const JudgedQuery &query, std::span<const std::int64_t> list, int k)
{
    double sum = 0;
    const auto shown = within(list, k);
    for (std::size_t place = 0; place < shown.size(); ++place)
        sum += gain(gradeOf(query, shown[place]), query.highest) * rankDiscount(place + 1);
    const auto ideal = idealGain(query, k);
    return ideal > 0 ? sum / ideal : 0;
}

double reciprocalRank(const JudgedQuery &query, std::span<const std::int64_t> list, int k)
{
    const auto shown = within(list, k);
    const auto first = std::ranges::find_if(shown, [&](std::int64_t item) { return gradeOf(query, item) > 0; });
    return first == shown.end() ? 0 : 1 / static_cast<double>(first - shown.begin() + 1);
}

double hits(const JudgedQuery &query, std::span<const std::int64_t> list, int k)
{
    return static_cast<double>(
        std::ranges::count_if(within(list, k), [&](std::int64_t item) { return gradeOf(query, item) > 0; }));
}

double averagePrecision(const JudgedQuery &query, std::span<const std::int64_t> list, int k)
{
    double sum = 0, found = 0;
    const auto shown = within(list, k);
    for (std::size_t place = 0; place < shown.size(); ++place)
        if (gradeOf(query, shown[place]) > 0)
            sum += ++found / static_cast<double>(place + 1);
    const auto most = std::min(query.relevant(), static_cast<std::size_t>(k));
    return most > 0 ? sum / static_cast<double>(most) : 0;
}

double recall(const JudgedQuery &query, std::span<const std::int64_t> list, int k)
{
    const auto relevant = query.relevant();
    return relevant > 0 ? hits(query, list, k) / static_cast<double>(relevant) : 0;
}

double precision(const JudgedQuery &query, std::span<const std::int64_t> list, int k)
{
    return hits(query, list, k) / k;
}

double expectedReciprocalRank(const JudgedQuery &query, std::span<const std::int64_t> list, int k)
{
    double goesOn = 1, sum = 0;
    const auto shown = within(list, k);
    for (std::size_t place = 0; place < shown.size(); ++place) {
        const auto satisfied = gain(gradeOf(query, shown[place]), query.highest);
        sum += goesOn * satisfied / static_cast<double>(place + 1);
        goesOn *= 1 - satisfied;
    }
    return sum;
}

double judged(const JudgedQuery &query, std::span<const std::int64_t> list, int k)
{
    return static_cast<double>(
               std::ranges::count_if(within(list, k), [&](std::int64_t item) { return query.grades.contains(item); })) /
           k;
}

constexpr std::array<QueryMetric, 7> kMetrics{{{"NDCG@10", 10, ndcg},
                                               {"MRR@10", 10, reciprocalRank},
                                               {"MAP@100", kJudgedList, averagePrecision},
                                               {"Recall@100", kJudgedList, recall},
                                               {"P@10", 10, precision},
                                               {"ERR@10", 10, expectedReciprocalRank},
                                               {"judged@10", 10, judged}}};

} // namespace

std::size_t JudgedQuery::relevant() const
{
    return static_cast<std::size_t>(std::ranges::count_if(grades, [](const auto &each) { return each.second > 0; }) +
                                    std::ranges::count_if(missing, [](double grade) { return grade > 0; }));
}

std::span<const QueryMetric> queryMetrics()
{
    return kMetrics;
}

} // namespace aisle
