#pragma once
#include "core/recommend/neighbour/neighbourhood.h"

namespace aisle {

/// Rules "after a came b": for each visit of a the `steps` visits that follow it within the history count for their
/// products, the d-th 1/d; divided by the visits of a. A product may follow itself. [items x items], best `keep` a row.
SparseRows sequentialRules(const TrainingSet &train, std::size_t steps, std::size_t keep, JobContext &job);
/// Rules "with a went b" in any order: for each visit of a every other visit of the history counts 1 / visits of the
/// history, so that long ones do not drown short ones; divided by the visits of a. A product may go with itself.
/// [items x items], best `keep` a row besides itself.
SparseRows associationRules(const TrainingSet &train, std::size_t keep, JobContext &job);

/// Lists from rules of the latest products: a visit one step earlier says `memory` times as much.
class RulesRecommender : public ItemWeightsRecommender
{
protected:
    std::vector<Evidence> latestEvidence(const Request &request, double memory) const;
};

} // namespace aisle
