#include "core/features/alignedfeatures.h"

#include "core/common/lookup/mapped.h"
#include "core/features/vectors.h"
#include "core/numeric/decomposition/evening.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {

std::size_t AlignedFeatures::covered() const
{
    return static_cast<std::size_t>(std::ranges::count(has, 1));
}

AlignedFeatures alignedTo(std::span<const std::int64_t> ids, std::string name, const FeatureVectors &vectors)
{
    const auto dims = static_cast<std::size_t>(vectors.dims);
    AlignedFeatures aligned{.name = std::move(name),
                            .ofShoppers = vectors.subject == FeatureSubject::Users,
                            .dims = vectors.dims,
                            .values = std::vector<float>(ids.size() * dims),
                            .has = std::vector<std::uint8_t>(ids.size())};
    for (std::size_t row = 0; row < ids.size(); ++row) {
        const auto place = vectors.placeOf(ids[row]);
        if (!place)
            continue;
        aligned.has[row] = 1;
        std::ranges::copy(vectors.row(*place), aligned.values.begin() + static_cast<std::ptrdiff_t>(row * dims));
    }
    return aligned;
}

namespace {

/// Of length 0 is what shares no word with anything: it says nothing, like one that is not there.
std::vector<std::size_t> rowsThatSaySomething(const AlignedFeatures &features)
{
    return placesWhere(features.has.size(),
                       [&](std::size_t row) { return features.has[row] != 0 && lengthOf(features.row(row)) > 0; });
}

std::vector<double> meanOf(const AlignedFeatures &features, std::span<const std::size_t> rows)
{
    std::vector<double> mean(static_cast<std::size_t>(features.dims));
    for (const auto row : rows) {
        const auto values = features.row(row);
        for (std::size_t d = 0; d < mean.size(); ++d)
            mean[d] += static_cast<double>(values[d]) / static_cast<double>(rows.size());
    }
    return mean;
}

} // namespace

std::vector<float> directionsOf(const AlignedFeatures &features)
{
    constexpr double kRounding = 1e-6; ///< what is left of a row that is the mean, against its length
    const auto rows = rowsThatSaySomething(features);
    const auto mean = meanOf(features, rows);
    std::vector<float> directions(features.values.size());
    for (const auto row : rows) {
        const auto values = features.row(row);
        std::vector<double> own(mean.size());
        for (std::size_t d = 0; d < own.size(); ++d)
            own[d] = static_cast<double>(values[d]) - mean[d];
        const double length = std::sqrt(std::inner_product(own.begin(), own.end(), own.begin(), 0.0));
        if (length <= kRounding * lengthOf(values))
            continue;
        std::ranges::transform(own, directions.begin() + static_cast<std::ptrdiff_t>(row * own.size()),
                               [length](double each) { return static_cast<float>(each / length); });
    }
    evenOut(directions, mean.size());
    return directions;
}

} // namespace aisle
