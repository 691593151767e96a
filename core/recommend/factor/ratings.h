#pragma once
#include "core/dataset/trainingset.h"
#include "core/numeric/snapshotstream.h"
#include "core/recommend/recommender.h"

namespace aisle {

/// The ratings of a training set as numbers that learning is tuned for: mean 0, deviation 1.
struct RatingScale
{
    float mean = 0, deviation = 1;
    float lowest = 0, highest = 0; ///< on the log's own scale

    float standard(float rating) const { return (rating - mean) / deviation; }
    /// Back on the log's own scale, held within the ratings there were.
    float rating(float standard) const;
};

/// Rated pairs, standardised; a pair rated several times has the mean.
struct StandardRatings
{
    RatingScale scale;
    SparseRows byUser;

    /// @throws Error ratings.none when no event has a value
    explicit StandardRatings(const TrainingSet &train);
};

/// The rated products of a history, standardised: its own values where it has them. A history without any says only
/// what was chosen; each choice then counts as a rating one half deviation above the mean.
struct RatedHistory
{
    std::vector<std::uint32_t> items; ///< ascending, distinct
    std::vector<float> ratings;

    RatedHistory(const Request &request, const RatingScale &scale);
};

} // namespace aisle
