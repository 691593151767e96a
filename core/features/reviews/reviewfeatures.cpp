#include "core/features/reviews/reviewfeatures.h"

#include "core/common/parallel.h"
#include "core/jobs/jobcontext.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aisle {

namespace {

/// Where on the scale of the file's ratings praise begins and complaint ends: 4 and 2 of 5 stars. The scale is what is
/// usual where the numbers lie (1 to 5, 1 to 10, 0 to 100), else from the lowest to the highest.
class RatingSides
{
public:
    explicit RatingSides(const std::vector<Review> &reviews)
    {
        for (const auto &review : reviews)
            if (review.rating) {
                m_low = std::min(m_low, *review.rating);
                m_high = std::max(m_high, *review.rating);
            }
        for (const auto &[low, high] : {std::pair{1.0, 5.0}, {1.0, 10.0}, {0.0, 100.0}})
            if (m_high > 1 && m_low >= 0 && m_high <= high) {
                m_low = std::min(m_low, low);
                m_high = high;
                return;
            }
    }
    std::optional<bool> of(const Review &review) const
    {
        constexpr double kPraise = .7, kComplaint = .3;
        if (!review.rating || m_high <= m_low)
            return {};
        const double place = (*review.rating - m_low) / (m_high - m_low);
        return place >= kPraise ? std::optional(true) : place <= kComplaint ? std::optional(false) : std::nullopt;
    }

private:
    double m_low = std::numeric_limits<double>::max(), m_high = std::numeric_limits<double>::lowest();
};

/// Half as much for each year that a review is older than the last.
std::vector<double> weightsOf(const std::vector<Review> &reviews)
{
    constexpr double kHalf = 365.0 * 24 * 3600 * 1000;
    auto last = std::numeric_limits<std::int64_t>::min();
    for (const auto &review : reviews)
        last = std::max(last, review.at.value_or(last));
    std::vector<double> weights;
    for (const auto &review : reviews)
        weights.push_back(review.at ? std::exp2(-static_cast<double>(last - *review.at) / kHalf) : 1);
    return weights;
}

std::vector<RatedReview> readOver(const OpinionWords &words, const std::vector<Review> &reviews, JobContext &job)
{
    const RatingSides sides(reviews);
    const auto weights = weightsOf(reviews);
    std::vector<RatedReview> read(reviews.size());
    parallelFor(reviews.size(), 256, [&](std::size_t begin, std::size_t end, int) {
        ClauseReader reader(words);
        for (auto r = begin; r < end; ++r)
            read[r] = {.clauses = reader.clauses(reviews[r].text),
                       .praises = sides.of(reviews[r]),
                       .product = reviews[r].product,
                       .weight = weights[r]};
    });
    job.checkpoint();
    return read;
}

} // namespace

ReviewFeatures importReviews(Project &project, const QString &path, const ReviewColumns &columns, JobContext &job)
{
    constexpr std::size_t kMostAspects = 20;
    ReviewFeatures made;
    made.file = readReviews(path, columns, {}, job);
    const OpinionWords words;
    job.progress(.4, QStringLiteral("reading clauses"));
    const auto reviews = readOver(words, made.file.reviews, job);
    made.reviews = reviews.size();
    made.file.reviews = {};
    job.progress(.6, QStringLiteral("weighing words"));
    Sentiment sentiment(words);
    made.check = sentiment.learn(reviews, job);
    job.progress(.9, QStringLiteral("counting"));
    made.columns = reviewColumns(sentiment, aspectWords(words, reviews, kMostAspects), reviews,
                                 static_cast<std::size_t>(made.file.products.size()));
    VectorFile table;
    table.keys = made.file.products;
    table.dims = static_cast<int>(made.columns.names.size());
    table.values = std::move(made.columns.values);
    table.columns = made.columns.names;
    FeatureSource source;
    source.encoder = QString::fromLatin1(kReviewFeatures);
    source.columns = table.columns;
    made.kept = importFeatures(project, source.encoder, FeatureSubject::Items, path, table, job, source);
    return made;
}

} // namespace aisle
