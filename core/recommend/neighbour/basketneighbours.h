#pragma once
#include "core/recommend/ranking.h"

#include <span>
#include <vector>

namespace aisle {

/// Next baskets from a number of each shopper and product and from the shoppers near by: a score is ownShare() of the
/// shopper's own number plus the neighbours' numbers, each times the neighbour's weight, so that explanations are
/// exact. Nothing is learnt but an index of the numbers: new baskets count at once.
class BasketNeighboursRecommender : public ScoringRecommender, public Explains
{
public:
    static constexpr Traits kTraits{.explainsExactly = true, .offersRepeats = true};
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_byUser.entries()); }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job);
    void write(SnapshotWriter &out) const { out.rows(m_byUser); }
    void read(SnapshotReader &in);

protected:
    struct Entry
    {
        std::uint32_t item;
        float value;
    };
    struct Neighbour
    {
        std::uint32_t user;
        float weight;
    };
    /// The numbers of a history, by item, one a product.
    virtual std::vector<Entry> numbersOf(std::span<const Visit> history) const = 0;
    virtual float ownShare() const { return 1; }
    /// Other shoppers, by index. @param scratch  [users], 0 before and after
    virtual std::vector<Neighbour> neighboursOf(const Request &request, const std::vector<Entry> &own,
                                                std::vector<float> &scratch) const = 0;
    virtual void index() {} ///< what else follows from the numbers

    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

    /// The numbers of one product added up: `all` ordered by item, and by what comes first within one.
    static std::vector<Entry> summed(std::vector<Entry> all);

    SparseRows m_byUser; ///< [users x items]
    SparseRows m_byItem; ///< its transpose

private:
    std::vector<Entry> ownOf(const Request &request) const;
    /// add(item, value) for everything that a score is made of.
    template <class Add>
    void eachPart(const Request &request, std::vector<float> &scratch, const Add &add) const;
};

} // namespace aisle
