#pragma once
#include "core/params/paramtable.h"
#include "core/recommend/memberrun.h"
#include "core/recommend/ranking.h"

namespace aisle {

/// How the lists of several recommenders become one.
enum class FusionRule {
    ReciprocalRank, ///< weight / (60 + rank) (Cormack, Clarke & Buettcher 2009)
    Score           ///< weight * (score - lowest of the list) / standard deviation within the list
};

/// Of those that fuse lists.
struct FusingParams
{
    std::string rule = "reciprocal-rank";
    int depth = 200;

    FusionRule fusionRule() const { return rule == "score" ? FusionRule::Score : FusionRule::ReciprocalRank; }
};

/// Adds rule and depth to a table of such parameters.
template <class Params>
ParamTable<Params> withFusing(ParamTable<Params> table)
{
    table
        .add("rule", static_cast<std::string Params::*>(&Params::rule),
             {QT_TRANSLATE_NOOP("Param", "Rule"),
              QT_TRANSLATE_NOOP("Param", "Adds 1 / (60 + place) of each list, or its scores brought to one scale.")},
             {"reciprocal-rank", "score"})
        .add("depth", static_cast<int Params::*>(&Params::depth),
             {QT_TRANSLATE_NOOP("Param", "Depth"),
              QT_TRANSLATE_NOOP("Param", "How many products of each list take part.")},
             {10, 5000, ParamScale::Log});
    return table;
}

/// Lists made out of the upper parts of other recommenders' lists: products in the pool first, all others behind them
/// by popularity with scores in -1 .. 0; between them those without events, where a member judges these. The pool of a
/// request depends on nothing but the request, so that scores agree with lists whatever is masked.
class PooledRecommender : public CatalogueRecommender
{
protected:
    /// Products and their scores (not negative) for each request, sorted by product.
    using Pool = std::vector<RankedItem>;
    virtual std::vector<Pool> pools(std::span<const Request *const> requests) const = 0;
    /// The member that judges products without events; they stand in its order where they are in no pool.
    virtual const Recommender *judgeOfNew() const { return nullptr; }

    bool knows(const Request &) const override { return true; }
    std::vector<RankedList> rankKnown(std::span<const Request *const> requests,
                                      const RankOptions &options) const override;
    std::vector<float> scoreKnown(const Request &request, std::span<const ItemIndex> items) const override;
    float scoreOutside(ItemIndex item) const; ///< -1 .. 0
    /// Reasons of several members as one list; where none has any, that the product is popular.
    std::vector<Reason> merged(std::vector<Reason> reasons, ItemIndex item) const;
    /// What lies behind the pools; call after the catalogue has changed.
    void scalePopularity();

private:
    RankedList listOf(const Request &request, const Pool &pool, const RankOptions &options) const;
    /// Whether a list ends before what no pool holds; then nobody need be asked of products without events.
    bool isEnough(const Request &request, const Pool &pool, const RankOptions &options) const;
    /// The lists of a block that reach further. @param places  in the block @param lists  [block]
    void rankBehind(std::span<const Request *const> block, std::span<const std::size_t> places,
                    std::vector<Pool> &pooled, const RankOptions &options, std::span<RankedList> lists) const;
    std::vector<RankedList> newOf(std::span<const Request *const> requests) const; ///< all of them, best first
    static void addBehind(Pool &pool, const RankedList &list);

    std::vector<float> m_outside; ///< [items]
    std::vector<ItemIndex> m_new; ///< products without events
};

/// The first `depth` products of each request's list that are neither in its history nor hidden, together with those of
/// the history and the hidden ones that stand between them.
std::vector<RankedList> upperLists(const Recommender &recommender, std::span<const Request *const> requests, int depth);

/// One list's share in a fused score for each of its entries, in the list's order. @param weight  positive
std::vector<float> fusionShares(const RankedList &list, FusionRule rule, double weight);

/// Adds a list's shares to a pool.
void addShares(std::vector<RankedItem> &pool, const RankedList &list, std::span<const float> shares);
/// Adds weight times another pool to a pool. @param other  by product
void addWeighted(std::vector<RankedItem> &pool, std::span<const RankedItem> other, float weight);

/// Adds why a member lists a product, brought to the scale of the product's share so that it adds up to it; nothing
/// when the list lacks the product, and its place where the member cannot say.
/// @param shares  of the list's entries @param listOf  "a recommender" @param name  what the member is called
void addReasonsOf(std::vector<Reason> &to, const Recommender &member, const RankedList &list,
                  std::span<const float> shares, const Request &request, ItemIndex item, const std::string &listOf,
                  const char *name);

/// The widest of what the members' lists rest on: the history, else content, else popularity.
ColdStart widestBasis(std::span<const Recommender *const> members, const Request &request);

} // namespace aisle
