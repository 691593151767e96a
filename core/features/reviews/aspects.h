#pragma once
#include "core/features/reviews/sentiment.h"

#include <QStringList>
#include <string>
#include <vector>

namespace aisle {

/// What reviews speak of when they praise or complain: "sound", "battery", "售后".
struct Aspect
{
    std::string word;
    std::size_t reviews = 0; ///< that speak of it
    double sentiment = 0;    ///< the mean of what they say, -1 to 1
};

/// A word and how else it is written: sound, sounds, sounded.
struct AspectWord
{
    std::string word;
    std::vector<std::string> forms; ///< itself among them
};
/// Words that stand beside words of opinion (at most three away, in one clause) more than chance would have it
/// (Dunning's likelihood ratio, 1993), in reviews of several products, that are no opinions themselves; English forms
/// of a word are one; the strongest first. @param most  how many
std::vector<AspectWord> aspectWords(const OpinionWords &words, std::span<const RatedReview> reviews, std::size_t most);

/// What reviews say of each product as columns of numbers.
struct ReviewColumnsOfProducts
{
    std::vector<Aspect> aspects;
    QStringList names;         ///< [columns] "sentiment", "sound: sentiment", "sound: share", ...
    std::vector<float> values; ///< [products x columns]
};
/// sentiment: the mean of a product's reviews, as if three more said what all reviews say in the mean. Of each aspect:
/// what the clauses say in which it stands, as if two more said nothing (0), and the share of the product's reviews
/// that speak of it.
/// @param products  how many there are
ReviewColumnsOfProducts reviewColumns(const Sentiment &sentiment, const std::vector<AspectWord> &aspects,
                                      std::span<const RatedReview> reviews, std::size_t products);

} // namespace aisle
