#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace aisle {

/// Figures of predictions one by one: clicks (a probability against a label 0 or 1) and ratings. Empty input: absent.

std::optional<double> accuracy(std::span<const float> probabilities, std::span<const std::uint8_t> labels); ///< at .5
/// Cross entropy in nats; probabilities are held within 1e-7 of 0 and 1.
std::optional<double> logLoss(std::span<const float> probabilities, std::span<const std::uint8_t> labels);
/// Area under the ROC curve, ties counted half; absent when all labels are the same.
std::optional<double> auc(std::span<const float> scores, std::span<const std::uint8_t> labels);

struct GroupedAuc
{
    double value = 0; ///< mean of the users' AUC, weighted by their positives
    std::size_t users = 0;
    std::size_t skipped = 0; ///< users with one label only
};
/// @param users  [predictions], grouped or not; absent when every user was skipped
std::optional<GroupedAuc> groupedAuc(std::span<const std::uint32_t> users, std::span<const float> scores,
                                     std::span<const std::uint8_t> labels);

std::optional<double> rmse(std::span<const float> predicted, std::span<const float> actual);
std::optional<double> mae(std::span<const float> predicted, std::span<const float> actual);

} // namespace aisle
