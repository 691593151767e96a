#pragma once
#include "core/params/paramtable.h"
#include "core/recommend/rerank/reranker.h"

namespace aisle {

struct VarietyParams
{
    double diversity = 0.3;
    std::string likeness = "vectors";
    double popularityDamping = 0;
    int categoryCap = 0;
};

/// Declares them in the table of whatever has them: the re-ranker and the recommender that keeps a re-ranked run.
template <class Params>
void addVariety(ParamTable<Params> &table)
{
    constexpr double Params::*kDiversity = &VarietyParams::diversity;
    constexpr std::string Params::*kSimilarity = &VarietyParams::likeness;
    constexpr double Params::*kDamping = &VarietyParams::popularityDamping;
    constexpr int Params::*kCap = &VarietyParams::categoryCap;
    table.add("diversity", kDiversity,
              {QT_TRANSLATE_NOOP("Param", "Diversity"),
               QT_TRANSLATE_NOOP("Param", "How much a product loses for being like one above it. 0: nothing, 1: only "
                                          "that counts.")},
              {0, 1});
    table.add("likeness", kSimilarity,
              {QT_TRANSLATE_NOOP("Param", "Similarity"),
               QT_TRANSLATE_NOOP("Param", "What makes two products similar: the run's vectors or the same category; "
                                          "each stands in for the other where it is missing.")},
              {"vectors", "categories"});
    table.add("popularity-damping", kDamping,
              {QT_TRANSLATE_NOOP("Param", "Popularity damping"),
               QT_TRANSLATE_NOOP("Param", "How much the most popular product loses, others by the logarithm of their "
                                          "events. 0: nothing.")},
              {0, 1});
    table.add("category-cap", kCap,
              {QT_TRANSLATE_NOOP("Param", "Category cap"),
               QT_TRANSLATE_NOOP("Param", "At most so many products of one category in each ten places. 0: no cap.")},
              {0, 10});
}

/// More variety, fewer bestsellers, not too much of one category: maximal marginal relevance (Carbonell & Goldstein
/// 1998). Products that the shopper already has keep their places, the others change places among themselves. Scores
/// say the place: 1 for the first, falling evenly.
class VarietyReranker : public Reranker
{
public:
    explicit VarietyReranker(VarietyParams params) : m_params(std::move(params)) {}
    void apply(RankedList &list, const Request &request, const RerankFacts &facts) const override;

private:
    VarietyParams m_params;
};

} // namespace aisle
