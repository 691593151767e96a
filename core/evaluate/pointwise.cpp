#include "core/evaluate/pointwise.h"

#include <cmath>

namespace aisle {

namespace {

template <class Term>
std::optional<double> meanOver(std::span<const float> predicted, std::span<const float> actual, const Term &term)
{
    if (predicted.empty())
        return {};
    double sum = 0;
    for (std::size_t i = 0; i < predicted.size(); ++i)
        sum += term(static_cast<double>(predicted[i]), actual[i]);
    return sum / static_cast<double>(predicted.size());
}

} // namespace

std::optional<double> rmse(std::span<const float> predicted, std::span<const float> actual)
{
    const auto squares = meanOver(predicted, actual, [](double p, float a) { return (p - a) * (p - a); });
    return squares ? std::optional(std::sqrt(*squares)) : std::nullopt;
}

std::optional<double> mae(std::span<const float> predicted, std::span<const float> actual)
{
    return meanOver(predicted, actual, [](double p, float a) { return std::abs(p - a); });
}

} // namespace aisle
