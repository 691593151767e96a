#include "core/recommend/linear/easeform.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {
double knownItems(const TrainingSet &train)
{
    const auto &users = train.itemUsers();
    return static_cast<double>(std::ranges::count_if(users, [](std::uint32_t count) { return count > 0; }));
}
} // namespace

/// What validation parts of public data sets ask for, from 4 to 50 shoppers a product.
double EaseForm::l2For(const TrainingSet &train) const
{
    if (l2 > 0)
        return l2;
    const auto pairs = static_cast<double>(train.byUser().entries());
    return std::clamp(50 * std::sqrt(pairs / std::max(1.0, knownItems(train))), 50.0, 500.0);
}

/// Sets without times, whose test parts are drawn at random, gain up to 0.2 and above (Last.fm); divided by time, shops
/// lose beyond 0.15 what it gained (Online Retail, Complete Journey).
double EaseForm::gammaFor(const TrainingSet &train) const
{
    if (gamma >= 0)
        return gamma;
    return train.hasTime() ? .15 : .2;
}

std::vector<std::uint32_t> rowCounts(const SparseRows &rows)
{
    std::vector<std::uint32_t> counts(rows.rows);
    for (std::uint32_t r = 0; r < rows.rows; ++r)
        counts[r] = static_cast<std::uint32_t>(rows.row(r).size());
    return counts;
}

std::vector<std::uint32_t> columnCounts(const SparseRows &rows)
{
    std::vector<std::uint32_t> counts(rows.cols);
    for (const auto column : rows.columns)
        ++counts[column];
    return counts;
}

std::vector<float> normalisation(const std::vector<std::uint32_t> &counts, double power)
{
    double sum = 0, known = 0;
    for (const auto count : counts) {
        sum += count;
        known += count > 0;
    }
    std::vector<float> factors;
    factors.reserve(counts.size());
    for (const auto count : counts)
        factors.push_back(count > 0 ? static_cast<float>(std::pow(count * known / sum, -power)) : 1.0F);
    return factors;
}

} // namespace aisle
