#pragma once
#include "core/numeric/torchsupport.h"

namespace aisle {

/// What a loss makes of a batch's scores: its sum over the weights, and its gradients by the scores.
struct ScoreLoss
{
    double sum = 0;
    at::Tensor right; ///< [answers]
    at::Tensor wrong; ///< [questions x candidates]
};

/// A batch's scores and which answer belongs to which question.
struct BatchScores
{
    at::Tensor right;  ///< [answers]
    at::Tensor wrong;  ///< [questions x candidates], -infinity where a candidate is an answer; is written over
    at::Tensor row;    ///< [answers], the question's
    at::Tensor weight; ///< [answers]
};

/// Cross-entropy of each answer against the wrong candidates. A constant added to a question's scores changes nothing.
/// @param share      how many entities each candidate stands for
/// @param smoothing  probability that an answer is to leave to the wrong ones
ScoreLoss softmaxLoss(BatchScores scores, double share, double smoothing);
/// Log-sigmoid of margin + score of the answers, and of minus that of the wrong ones, which weigh by the softmax of
/// their scores times `temperature` (weights are held fixed in the gradient).
/// @param offset  [questions x 1] that is taken off a question's scores; undefined: nothing
ScoreLoss adversarialLoss(BatchScores scores, const at::Tensor &offset, double margin, double temperature);

} // namespace aisle
