#pragma once
#include "core/features/vectors.h"

#include <optional>
#include <vector>

namespace aisle {

/// What there is of one table of vectors or one column of the catalogue.
struct FeatureSummary
{
    enum class Type { Text, Category, Vector, Numbers }; ///< Numbers: a column for each
    QString name;
    FeatureSubject subject = FeatureSubject::Items;
    Type type = Type::Vector;
    std::optional<StoredFeature> table; ///< absent: a column of the catalogue
    int dims = 1;
    std::int64_t rows = 0;  ///< products or shoppers that have it
    std::int64_t all = 0;   ///< that there are
    std::int64_t stale = 0; ///< see staleRows()

    double coverage() const { return all == 0 ? 0 : static_cast<double>(rows) / static_cast<double>(all); }
    FeatureSource source() const { return table ? FeatureSource::of(*table) : FeatureSource{}; }
};
const char *typeName(FeatureSummary::Type type); ///< "text", "category", "vector", "numbers"

std::int64_t subjectCount(const Project &project, FeatureSubject subject); ///< products or shoppers of the project

/// The catalogue's own columns that hold something.
std::vector<FeatureSummary> catalogueColumns(const Project &project, JobContext &job);
/// @throws Error features.damaged
FeatureSummary summaryOf(const Project &project, const StoredFeature &feature, JobContext &job);
/// Columns first, then the tables by name. @throws Error features.damaged
std::vector<FeatureSummary> featureSummaries(const Project &project, JobContext &job);

} // namespace aisle
