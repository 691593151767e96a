#pragma once
#include "core/features/reviews/clauses.h"

#include <optional>
#include <span>
#include <unordered_map>

namespace aisle {

class JobContext;

/// A review as it is read: its clauses, and whether its rating praises.
struct RatedReview
{
    std::vector<Clause> clauses;
    std::optional<bool> praises; ///< empty: no rating, or one in the middle
    std::uint32_t product = 0;
    double weight = 1; ///< in the columns of products
};

/// How well ratings are foretold from words, on reviews of products that were not learnt from (five folds).
struct SentimentCheck
{
    std::size_t reviews = 0;     ///< with a rating that takes sides; 0: too few of either side
    double praising = 0;         ///< share of them
    bool taught = false;         ///< ratings said more than the list of words
    double accuracy = 0;         ///< share that is foretold
    double balanced = 0;         ///< mean of the accuracies among those that praise and those that complain
    double balancedUntaught = 0; ///< by the list of words alone
};

/// How much each word of reviews praises. A logistic regression of the ratings' sides on words (negated ones apart),
/// rows of length 1, both sides of equal weight, whose weights are drawn towards those of OpinionWords (the mean of the
/// prior of a maximum a posteriori estimate): with few ratings it is that list, with many it knows the shop's own
/// words. How strongly they are drawn is chosen by the loss on products that were not learnt from; where the list alone
/// does best, it stays. Repeatable.
class Sentiment
{
public:
    explicit Sentiment(const OpinionWords &words) : m_words(words) {}
    /// Does nothing where fewer than 5 reviews praise or complain.
    SentimentCheck learn(std::span<const RatedReview> reviews, JobContext &job);
    /// From -1 to 1.
    double of(const Clause &clause) const;
    /// The mean over its clauses that say anything; 0 where none does.
    double of(const RatedReview &review) const;
    double weight(const ClauseWord &word) const;

private:
    const OpinionWords &m_words;
    std::unordered_map<std::string, double> m_learnt; ///< "!" before negated ones
};

} // namespace aisle
