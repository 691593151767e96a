#pragma once
#include "core/params/paramtable.h"
#include "core/recommend/neighbour/neighbourhood.h"

namespace aisle {

/// Rules are counted within sessions where the log has them, else within histories.
///
/// Rules "after a came b": for each visit of a the `steps` moments that follow it count for their products, the d-th
/// 1/d, and what stands in one moment with it, where nothing comes first, like the one that follows; divided by the
/// visits of a. A product may follow itself. [items x items], best `keep` a row.
SparseRows sequentialRules(const TrainingSet &train, std::size_t steps, std::size_t keep, JobContext &job);
/// Rules "with a went b" in any order: for each visit of a every other visit of the session (or history) counts 1 / its
/// visits, so that long ones do not drown short ones; divided by the visits of a. A product may go with itself.
/// [items x items], best `keep` a row besides itself.
SparseRows associationRules(const TrainingSet &train, std::size_t keep, JobContext &job);

/// Adds what rules of any kind have to a table of such parameters.
template <class Params>
ParamTable<Params> withRules(ParamTable<Params> table)
{
    table.add("neighbours", static_cast<int Params::*>(&Params::neighbours),
              {QT_TRANSLATE_NOOP("Param", "Rules"),
               QT_TRANSLATE_NOOP("Param", "How many strongest rules each product keeps.")},
              {1, 5000, ParamScale::Log});
    return table;
}
template <class Params>
ParamTable<Params> withMemory(ParamTable<Params> table)
{
    table.add("memory", static_cast<double Params::*>(&Params::memory),
              {QT_TRANSLATE_NOOP("Param", "Memory"),
               QT_TRANSLATE_NOOP("Param", "What a visit one step earlier says, against the one after it; a basket is "
                                          "one step. 0: only the latest counts.")},
              {0, 1});
    return table;
}

/// Lists from rules of the latest products: a visit one moment earlier says `memory` times as much.
class RulesRecommender : public ItemWeightsRecommender
{
protected:
    std::vector<Evidence> latestEvidence(const Request &request, double memory) const;
};

} // namespace aisle
