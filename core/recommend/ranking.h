#pragma once
#include "core/common/parallel.h"
#include "core/numeric/finite.h"
#include "core/numeric/kernels.h"
#include "core/numeric/snapshotstream.h"
#include "core/recommend/abilities.h"
#include "core/recommend/registry.h"

#include <concepts>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

/// What recommenders share, so that an algorithm's file holds its parameters, how it learns and how it scores:
///     ScoringRecommender     gives a row of scores a request (neighbourhoods, linear models, graphs)
///     DotProductRecommender  gives a vector a request (factorisations, sequences, two towers): dotproduct.h
///     Algorithm<...>         adds parameters, fit() and load() that change nothing when they throw, save()
namespace aisle {

/// The products of a training set: how ties break and what is popular. Part of every snapshot.
struct ItemPopularity
{
    std::vector<std::uint32_t> tieRank;  ///< [items]
    std::vector<float> popularity;       ///< [items] training events
    std::vector<ItemIndex> byPopularity; ///< most popular first, ties by tieRank

    ItemPopularity() = default;
    explicit ItemPopularity(const TrainingSet &train);
    std::uint32_t size() const { return static_cast<std::uint32_t>(tieRank.size()); }
    void save(SnapshotWriter &out) const;
    static ItemPopularity load(SnapshotReader &in);
};

/// All products, highest value first, ties by tieRank.
std::vector<ItemIndex> orderedBy(std::span<const float> values, std::span<const std::uint32_t> tieRank);

/// The best k of what is offered to it: higher score first, then smaller tie rank. NaN counts as lowest; whoever
/// offers has refused it before, see refuseNotFinite().
class TopList
{
public:
    TopList(std::size_t k, std::span<const std::uint32_t> tieRank) : m_k(k), m_tieRank(tieRank) { m_heap.reserve(k); }

    void offer(ItemIndex item, float score);
    /// Scores of the products first, first + 1, ...; `isMasked(item)` is asked only for those that would enter.
    template <class IsMasked>
    void offerBlock(std::uint32_t first, std::span<const float> scores, const IsMasked &isMasked);
    RankedList take(); ///< best first; empties the list

private:
    bool better(const RankedItem &a, const RankedItem &b) const
    {
        return a.score > b.score || (a.score == b.score && m_tieRank[a.item.value] < m_tieRank[b.item.value]);
    }
    std::size_t m_k;
    std::span<const std::uint32_t> m_tieRank;
    float m_threshold = std::numeric_limits<float>::lowest();
    std::vector<RankedItem> m_heap; ///< worst at the front
};

/// What must not be offered to one request: sorted and distinct; empty when seen items may be shown.
std::vector<ItemIndex> maskedItems(const Request &request, MaskSeen mask);
/// Whether a product may not be offered to one request: it is masked, or none of the candidates. Refers to the request.
class Barred
{
public:
    Barred(const Request &request, MaskSeen mask)
        : m_masked(maskedItems(request, mask)), m_candidates(request.candidates)
    {
    }
    bool operator()(ItemIndex item) const;

private:
    std::vector<ItemIndex> m_masked;
    std::span<const ItemIndex> m_candidates; ///< sorted
};
/// Few candidates are scored one by one by score(); many are picked from a list over all products.
bool areScoredOneByOne(const Request &request, std::size_t items);
/// The distinct products of a history, sorted.
std::vector<ItemIndex> distinctItems(std::span<const Visit> history);
/// A seed for steps on a history: the same for the same products. @param seen  see distinctItems()
std::uint64_t seedOf(std::span<const ItemIndex> seen);

/// Lists from whole rows of scores, computed a block of requests at a time in parallel.
class CatalogueRecommender : public Recommender
{
public:
    std::vector<RankedList> rank(std::span<const Request> requests, const RankOptions &options) const override;
    std::vector<float> score(const Request &request, std::span<const ItemIndex> items) const override;
    ColdStart basis(const Request &request) const override
    {
        return knows(request) ? Recommender::basis(request) : ColdStart::Popularity;
    }
    const ItemPopularity &catalogue() const { return m_catalogue; }

protected:
    /// Whether the method has something to say about this shopper; if not, the most popular products are offered. Here:
    /// whether a product of the history has events that were learnt from.
    virtual bool knows(const Request &request) const;
    /// Lists for requests that knows() is true of, in their order; k is at most the number of products.
    virtual std::vector<RankedList> rankKnown(std::span<const Request *const> requests,
                                              const RankOptions &options) const = 0;
    virtual std::vector<float> scoreKnown(const Request &request, std::span<const ItemIndex> items) const = 0;
    /// The most popular products that are not masked.
    RankedList popularList(const Request &request, const RankOptions &options) const;

    ItemPopularity m_catalogue;
};

/// Why a product stands in a list that its history does not fill.
inline constexpr const char *kPopularReason = "popular, nothing in the history leads to it";

/// Whether a score says nothing: lists of methods that score rows are filled with products of score 0, the most popular
/// first.
bool isFiller(const Recommender &recommender, float score);

/// Sums for some products, for scoreSome(); what is added for any other is dropped.
class SomeSums
{
public:
    explicit SomeSums(std::span<const ItemIndex> items)
    {
        for (const auto item : items)
            m_sums.emplace(item.value, 0.0F);
    }
    void add(std::uint32_t item, float value)
    {
        if (const auto sum = m_sums.find(item); sum != m_sums.end())
            sum->second += value;
    }
    float of(ItemIndex item) const { return m_sums.at(item.value); } ///< of one of them

private:
    std::unordered_map<std::uint32_t, float> m_sums;
};

class ScoringRecommender : public CatalogueRecommender
{
protected:
    /// Writes a row a request: scores[p * itemCount + item]. Called from several threads at once, with few requests.
    virtual void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const = 0;
    /// Scores of some products of one request, to the bit those of scoreBlock() where both add up in the same order.
    /// Here by the whole row; overridden so that the cost grows with the products asked for and not with the catalogue.
    virtual void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const;

    std::vector<RankedList> rankKnown(std::span<const Request *const> requests,
                                      const RankOptions &options) const override;
    std::vector<float> scoreKnown(const Request &request, std::span<const ItemIndex> items) const override;
};

/// The outer half of every recommender. `Derived` has
///     static constexpr const char *kId; static constexpr std::uint32_t kVersion;   (of its snapshot)
///     static constexpr Traits kTraits;
///     void learn(const Ingredients &, const FitOptions &, const FitHooks &, JobContext &);   on a fresh object
///     void write(SnapshotWriter &) const; void read(SnapshotReader &);             all but the catalogue
/// and m_params, its parameters.
template <class Derived, class Parameters, class Base = ScoringRecommender>
class Algorithm : public Base
{
public:
    using Params = Parameters;
    explicit Algorithm(Params params) : m_params(std::move(params)) {}

    void fit(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job) override
    {
        const ThreadScope threads(options.threads);
        job.checkpoint();
        Derived next(m_params);
        next.m_catalogue = ItemPopularity(from.events);
        next.learn(from, options, hooks, job);
        job.checkpoint();
        static_cast<Derived &>(*this) = std::move(next);
    }
    Traits traits() const override { return Derived::kTraits; }
    void save(QIODevice &device) const override
    {
        SnapshotWriter out(device, Derived::kId, Derived::kVersion);
        this->m_catalogue.save(out);
        static_cast<const Derived &>(*this).write(out);
    }
    void load(QIODevice &device) override
    {
        SnapshotReader in(device, Derived::kId, Derived::kVersion);
        Derived next(m_params);
        next.m_catalogue = ItemPopularity::load(in);
        next.read(in);
        static_cast<Derived &>(*this) = std::move(next);
    }

protected:
    Params m_params;
};

/// Call once an algorithm, at namespace scope of its own file:
///     const bool kRegistered = registerAlgorithm<Derived>(kTable, {.name = ..., .family = ..., ...});
/// @param table  the ParamTable of its parameters; outlives the program's use of it
/// @param info   its words, needs and presets; the rest follows from the class and the table
template <class Derived, class Table>
bool registerAlgorithm(const Table &table, RecommenderInfo info)
{
    info.id = Derived::kId;
    info.traits = Derived::kTraits;
    info.updates = std::derived_from<Derived, Updates>;
    info.schema = table.schema();
    info.make = [&table](const QJsonObject &parameters) -> std::unique_ptr<Recommender> {
        return std::make_unique<Derived>(table.read(parameters));
    };
    return registerRecommender(std::move(info));
}

template <class IsMasked>
void TopList::offerBlock(std::uint32_t first, std::span<const float> scores, const IsMasked &isMasked)
{
    for (auto i = kernels::nextAtLeast(scores, 0, m_threshold); i < scores.size();
         i = kernels::nextAtLeast(scores, i + 1, m_threshold)) {
        const ItemIndex item(first + static_cast<std::uint32_t>(i));
        if (!isMasked(item))
            offer(item, scores[i]);
    }
}

} // namespace aisle
