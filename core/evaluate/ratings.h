#pragma once
#include "core/dataset/split.h"
#include "core/evaluate/metric.h"
#include "core/recommend/recommender.h"

#include <optional>
#include <string>
#include <vector>

namespace aisle {

/// How far predicted ratings are from those that shoppers gave, over all held-out ratings at once.
struct RatingFigures
{
    double rmse = 0;
    double mae = 0;
    std::size_t ratings = 0;
    std::vector<float> caseRmse, caseMae; ///< [cases] of one case alone; NaN where it has no ratings
};
/// Absent when the recommender predicts no ratings or none were held out. Cases whose wanted products are masked count:
/// nothing is ranked. @throws Cancelled
std::optional<RatingFigures> judgeRatings(const Recommender &recommender, const HeldOut &heldOut, JobContext &job);

/// What chooses a recommender's best epoch unless the analyst says: RMSE where it predicts ratings, else NDCG@10.
std::string standardFigure(const Recommender &recommender);

} // namespace aisle
