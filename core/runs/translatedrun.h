#pragma once
#include "core/recommend/memberrun.h"
#include "core/runs/keptrun.h"

namespace aisle {

class Dataset;

/// A kept run in the dense indexes of a dataset, for recommenders built upon runs: products and shoppers are found
/// through their ids, kinds of events through their names. Keeps the run alive.
/// @param sameData  the run learnt from exactly the training set at hand, so that a shopper's learnt row may be used
std::shared_ptr<const MemberRun> translatedRun(const std::shared_ptr<const KeptRun> &run, const Dataset &dataset,
                                               bool sameData);

} // namespace aisle
