#pragma once
#include "core/recommend/factor/pairfactors.h"

#include <memory>

namespace aisle {

/// The pairwise steps of BPR as tensors, thousands of pairs at once, for devices that are fast at that; on the CPU one
/// pair after another (kernels::pairStep) learns more from each epoch. The same loss, weight decay and Adagrad by rows;
/// pairs of one batch see each other's rows as they were before it.
/// @param pairs    [shoppers x products], outlives the learner
/// @param publish  takes the factors as they are, in the CPU's memory
/// @param shares   see PairBatches
std::unique_ptr<Learner> pairTensorLearner(const SparseRows &pairs, std::vector<float> shares, PairFactors factors,
                                           double rate, double l2, const TrainerOptions &options,
                                           PairFactorsLearner::Publish publish);

} // namespace aisle
