#pragma once
#include "core/transfer/reading/inputsource.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

class JobContext;

/// Which columns of a file of reviews are meant, by name.
struct ReviewColumns
{
    QString item;
    QStringList texts; ///< joined in this order, such as summary and text
    QString rating;    ///< empty: none
    QString time;      ///< empty: none
};

struct Review
{
    std::uint32_t product = 0; ///< in ReviewFile::products
    std::string text;          ///< UTF-8
    std::optional<double> rating;
    std::optional<std::int64_t> at; ///< Unix milliseconds
};

struct ReviewFile
{
    QStringList products; ///< keys, in the order in which they came
    std::vector<Review> reviews;
    std::int64_t rejected = 0;      ///< rows that no table has, or without a product
    std::int64_t withoutText = 0;   ///< left out
    std::int64_t withoutRating = 0; ///< kept; what stands there is no number
    QString firstRejected;          ///< "line 12: \"...\""
};

/// A table, packed or not, a review a row. @throws Error import.no-column, reviews.none, input.*, archive.*
ReviewFile readReviews(const QString &path, const ReviewColumns &columns, const ReadLimits &limits, JobContext &job);

} // namespace aisle
