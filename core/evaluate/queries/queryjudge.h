#pragma once
#include "core/evaluate/comparison.h"
#include "core/evaluate/queries/queryfigures.h"
#include "core/search/productsearch.h"

#include <map>
#include <string>
#include <vector>

namespace aisle {

/// The project's judgements by query.
struct JudgedQueries
{
    std::vector<JudgedQuery> queries; ///< with a relevant product, as they came
    std::vector<std::string> skipped; ///< without one
    std::size_t unknown = 0;          ///< judged products that the project does not have
    std::size_t raters = 0;           ///< who are named
};
/// @throws Error queries.no-judgements
JudgedQueries judgedQueries(const Project &project);

/// A ranker's lists for the judged queries and their figures.
struct RankerFigures
{
    std::vector<std::vector<std::int64_t>> lists; ///< [queries] up to kJudgedList products
    std::vector<std::vector<float>> values;       ///< [metrics of queryMetrics()][queries]
    std::vector<std::size_t> without;             ///< queries whose list is empty
    ShopperSums sums(std::size_t metric) const { return ShopperSums(values[metric], {}, Scale(Pooling::Mean, 1)); }
};
RankerFigures judgeRanker(ProductSearch &search, const RankerChoice &choice, const std::vector<JudgedQuery> &queries,
                          JobContext &job);

} // namespace aisle
