#include "core/features/relations/links/linkloss.h"

namespace aisle {

namespace {
/// Sums of the answers' values over their questions. [questions x 1]
at::Tensor byQuestion(const at::Tensor &values, const BatchScores &scores)
{
    return at::zeros({scores.wrong.size(0)}, values.options()).index_add_(0, scores.row, values).unsqueeze_(1);
}

constexpr double kLowest = -1e30; ///< of a question whose candidates are all answers
constexpr double kLeastSum = 1e-30;
} // namespace

ScoreLoss softmaxLoss(BatchScores scores, double share, double smoothing)
{
    const auto highest = scores.wrong.amax(1, true).clamp_min_(kLowest);
    auto &masses = scores.wrong.sub_(highest).exp_();
    const auto sums = masses.sum(1, true).clamp_min_(kLeastSum);
    const auto logSum = (sums * share).log_().add_(highest).squeeze(1).index_select(0, scores.row);
    const auto behind = logSum - scores.right;
    const auto push = behind.sigmoid().sub_(smoothing).mul_(scores.weight); // what the answer's probability lacks
    const double sum = ((at::softplus(behind) - behind * smoothing) * scores.weight).sum().item<double>();
    masses.mul_(byQuestion(push, scores) / sums);
    return {.sum = sum, .right = push.neg(), .wrong = masses};
}

ScoreLoss adversarialLoss(BatchScores scores, const at::Tensor &offset, double margin, double temperature)
{
    auto right = scores.right + margin;
    if (offset.defined())
        right.sub_(offset.squeeze(1).index_select(0, scores.row));
    // At temperature 0 what is masked would be no number.
    const auto share = (scores.wrong * temperature)
                           .nan_to_num_(kLowest, {}, kLowest)
                           .softmax(1)
                           .mul_(byQuestion(scores.weight, scores));
    auto &logits = scores.wrong.add_(margin);
    if (offset.defined())
        logits.sub_(offset);
    const double sum =
        ((at::softplus(-right) * scores.weight).sum() + (at::softplus(logits) * share).sum()).item<double>();
    return {.sum = sum,
            .right = right.neg_().sigmoid_().mul_(scores.weight).neg_(),
            .wrong = logits.sigmoid_().mul_(share)};
}

} // namespace aisle
