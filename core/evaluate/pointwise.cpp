#include "core/evaluate/pointwise.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace aisle {

namespace {

template <class Values, class Term>
std::optional<double> meanOver(std::span<const float> predicted, Values actual, const Term &term)
{
    if (predicted.empty())
        return {};
    double sum = 0;
    for (std::size_t i = 0; i < predicted.size(); ++i)
        sum += term(static_cast<double>(predicted[i]), actual[i]);
    return sum / static_cast<double>(predicted.size());
}

/// AUC of chosen predictions by the rank sum of the positives (Mann & Whitney). @param order  is sorted by score
std::optional<double> aucOf(std::span<std::uint32_t> order, std::span<const float> scores,
                            std::span<const std::uint8_t> labels)
{
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return scores[a] < scores[b]; });
    double rankSum = 0, positives = 0;
    for (std::size_t begin = 0; begin < order.size();) {
        auto end = begin;
        double tiedPositives = 0;
        for (; end < order.size() && scores[order[end]] == scores[order[begin]]; ++end)
            tiedPositives += labels[order[end]] ? 1 : 0;
        rankSum += tiedPositives * (static_cast<double>(begin + 1) + static_cast<double>(end)) / 2;
        positives += tiedPositives;
        begin = end;
    }
    const double negatives = static_cast<double>(order.size()) - positives;
    if (positives == 0 || negatives == 0)
        return {};
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
}

std::vector<std::uint32_t> numbersUpTo(std::size_t count)
{
    std::vector<std::uint32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0U);
    return numbers;
}

} // namespace

std::optional<double> accuracy(std::span<const float> probabilities, std::span<const std::uint8_t> labels)
{
    return meanOver(probabilities, labels,
                    [](double p, std::uint8_t label) { return (p >= .5) == (label != 0) ? 1.0 : 0.0; });
}

std::optional<double> logLoss(std::span<const float> probabilities, std::span<const std::uint8_t> labels)
{
    return meanOver(probabilities, labels, [](double p, std::uint8_t label) {
        p = std::clamp(p, 1e-7, 1 - 1e-7);
        return label ? -std::log(p) : -std::log1p(-p);
    });
}

std::optional<double> auc(std::span<const float> scores, std::span<const std::uint8_t> labels)
{
    auto order = numbersUpTo(scores.size());
    return aucOf(order, scores, labels);
}

std::optional<GroupedAuc> groupedAuc(std::span<const std::uint32_t> users, std::span<const float> scores,
                                     std::span<const std::uint8_t> labels)
{
    auto order = numbersUpTo(scores.size());
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return users[a] < users[b]; });
    GroupedAuc result;
    double weights = 0;
    for (std::size_t begin = 0; begin < order.size();) {
        auto end = begin;
        double positives = 0;
        for (; end < order.size() && users[order[end]] == users[order[begin]]; ++end)
            positives += labels[order[end]] ? 1 : 0;
        const auto value = aucOf(std::span(order).subspan(begin, end - begin), scores, labels);
        begin = end;
        if (!value) {
            ++result.skipped;
            continue;
        }
        ++result.users;
        result.value += positives * *value;
        weights += positives;
    }
    if (result.users == 0)
        return {};
    result.value /= weights;
    return result;
}

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
