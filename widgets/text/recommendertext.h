#pragma once
#include "core/recommend/registry.h"
#include "widgets/common/datafacts.h"

#include <QString>

namespace aisle {

/// Null when nothing of this id is registered (any more).
const RecommenderInfo *findRecommender(const std::string &id);
/// Why a recommender cannot be trained on the data; empty when it can.
QString whyNotTrainable(const RecommenderInfo &info, const DataFacts &facts);
/// "Needs times and ratings."; empty when any log will do.
QString needsText(const RecommenderInfo &info);
/// What it does for shoppers and products that it has not seen, in a sentence.
QString coldStartText(const Traits &traits);
/// A value of a parameter that is a word, in the reader's language; as it is where there is no better text.
QString choiceText(const std::string &choice);

} // namespace aisle
