#pragma once
#include "core/dataset/sidefacts.h"
#include "core/dataset/trainingset.h"
#include "core/features/relations/alignedgraph.h"
#include "core/recommend/abilities.h"

#include <QJsonObject>
#include <memory>
#include <string>
#include <vector>

namespace aisle {
class MemberRun;
struct AlignedFeatures;
} // namespace aisle

/// Small training sets whose answers are known.
namespace aisle::test {

/// One history a shopper, oldest first, one event an hour; tie ranks are a fixed shuffle of the products.
TrainingSet trainingOf(std::uint32_t items, const std::vector<std::vector<std::uint32_t>> &histories);
std::vector<std::vector<std::uint32_t>> historiesOf(const TrainingSet &train); ///< trainingOf() backwards
/// Even shoppers like even products, odd ones odd ones; each took three quarters of them, in an order of its own.
TrainingSet checkerboard(std::uint32_t users, std::uint32_t items);
/// `visits` events a shopper, some products twice, the first ones likelier.
TrainingSet randomTraining(std::uint32_t users, std::uint32_t items, std::uint32_t visits, std::uint64_t seed);
/// The same visits with ratings: 5 for products of the shopper's own colour (even or odd), 1 for the others.
TrainingSet rated(const TrainingSet &train);
/// As checkerboard(), but half the events are of the other colour, for methods that learn from ratings.
TrainingSet ratedCheckerboard(std::uint32_t users, std::uint32_t items);
/// A registered recommender, fitted without anything besides the events.
std::unique_ptr<Recommender> fitted(const std::string &id, const QJsonObject &parameters, const TrainingSet &train);
/// As a run that others are built upon: fitted with the defaults on the very training set at hand.
std::shared_ptr<const MemberRun> memberOf(const std::string &id, std::shared_ptr<const Recommender> recommender,
                                          const TrainingSet &train);
/// Titles, categories, brands, descriptions and attributes that tell even products from odd ones.
std::shared_ptr<const SideFacts> colouredFacts(std::uint32_t users, std::uint32_t items);
/// A graph in which products have their colour and one of five makers of that colour, and each shopper trusts the next
/// two of the same colour.
std::shared_ptr<const AlignedGraph> colouredGraph(std::uint32_t users, std::uint32_t items);

/// Vectors that tell even rows from odd ones, and each from the others a little.
std::shared_ptr<const AlignedFeatures> colouredVectors(std::uint32_t rows, const char *name, bool ofShoppers = false);

} // namespace aisle::test
