#pragma once
#include "core/recommend/memberrun.h"
#include "core/recommend/ranking.h"

namespace aisle {

/// How the lists of several recommenders become one.
enum class FusionRule {
    ReciprocalRank, ///< weight / (60 + rank) (Cormack, Clarke & Buettcher 2009)
    Score           ///< weight * (score - lowest of the list) / standard deviation within the list
};

/// Lists made out of the upper parts of other recommenders' lists: products in the pool first, all others behind them
/// by popularity with scores in -1 .. 0. The pool of a request depends on nothing but the request, so that scores agree
/// with lists whatever is masked.
class PooledRecommender : public CatalogueRecommender
{
protected:
    /// Products and their scores (not negative) for each request, sorted by product.
    using Pool = std::vector<RankedItem>;
    virtual std::vector<Pool> pools(std::span<const Request *const> requests) const = 0;

    bool knows(const Request &) const override { return true; }
    std::vector<RankedList> rankKnown(std::span<const Request *const> requests,
                                      const RankOptions &options) const override;
    std::vector<float> scoreKnown(const Request &request, std::span<const ItemIndex> items) const override;
    float scoreOutside(ItemIndex item) const; ///< -1 .. 0
    /// What lies behind the pools; call after the catalogue has changed.
    void scalePopularity();

private:
    RankedList listOf(const Request &request, const Pool &pool, const RankOptions &options) const;

    std::vector<float> m_outside; ///< [items]
};

/// The first `depth` products of each request's list that are neither in its history nor hidden, together with those of
/// the history and the hidden ones that stand between them.
std::vector<RankedList> upperLists(const Recommender &recommender, std::span<const Request *const> requests, int depth);

/// One list's share in a fused score for each of its entries, in the list's order. @param weight  positive
std::vector<float> fusionShares(const RankedList &list, FusionRule rule, double weight);

/// Adds a list's shares to a pool.
void addShares(std::vector<RankedItem> &pool, const RankedList &list, std::span<const float> shares);

/// Brings the reasons of one member to the scale of its share, so that they add up to it; `fallback` where the member
/// cannot say.
void addScaledReasons(std::vector<Reason> &to, std::vector<Reason> reasons, double share, Reason fallback);

/// One reason a product: what several members say because of the same one is added up.
void mergeReasons(std::vector<Reason> &reasons);

/// The widest of what the members' lists rest on: the history, else content, else popularity.
ColdStart widestBasis(std::span<const Recommender *const> members, const Request &request);

} // namespace aisle
