#pragma once
#include "core/features/reviews/aspects.h"
#include "core/features/reviews/reviewfile.h"
#include "core/features/vectors.h"

namespace aisle {

/// What reviews say of the project's products, as a table of features.
struct ReviewFeatures
{
    FeatureImport kept;
    ReviewFile file; ///< its reviews are gone
    std::size_t reviews = 0;
    ReviewColumnsOfProducts columns; ///< its values are gone
    SentimentCheck check;            ///< of the words' weights, where ratings taught them
};

inline constexpr const char *kReviewFeatures = "reviews";

/// Reads reviews, finds out what they speak of and how they like it, and keeps it for each product; an earlier table
/// of reviews gives way. With ratings words are weighed by them, see Sentiment; with times a review counts half as much
/// for each year that it is older than the last.
/// @throws Error features.exists (a table of another kind has the name), features.no-match, and what readReviews()
/// throws
ReviewFeatures importReviews(Project &project, const QString &path, const ReviewColumns &columns, JobContext &job);

} // namespace aisle
