#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace aisle {

/// What people found of one query.
struct JudgedQuery
{
    std::string text;
    std::unordered_map<std::int64_t, double>
        grades;                   ///< by product, of those that the project has; the mean of the raters
    std::vector<double> missing;  ///< grades of judged products that it does not have
    double highest = 0;           ///< grade given to anything under any query
    std::size_t relevant() const; ///< graded above 0, missing ones included
};

/// Figures of one query's list against its grades. What nobody judged counts as not relevant.
struct QueryMetric
{
    const char *name; ///< "NDCG@10"
    int k;
    double (*of)(const JudgedQuery &query, std::span<const std::int64_t> list, int k); ///< 0 to 1
};
/// NDCG@10 (gain 2^grade - 1, discount log2(1 + place), ideal over all judged products), MRR@10, MAP@100, Recall@100,
/// P@10, ERR@10 (Chapelle et al. 2009, grades by the highest), judged@10 (share of the list's places that were judged).
std::span<const QueryMetric> queryMetrics();
inline constexpr std::size_t kJudgedList = 100; ///< places that the figures look at

} // namespace aisle
