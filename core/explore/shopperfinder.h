#pragma once
#include "core/common/keyformatter.h"
#include "core/storage/catalogue.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

class RunShelf;
class JobContext;
class Project;

/// By what shoppers are found.
enum class ShopperOrder {
    MostActive,  ///< most events first; instant, from the event ranges
    Newest,      ///< whose first event is the latest (file order counts in a log without time)
    Random,      ///< by seed
    ChangedMost, ///< whose lists of A and B share least; takes as long as judging both runs
    WonByB,      ///< whose figure is higher under B, most first; from the stored figures of both runs
    LostByB
};

struct ShopperQuery
{
    ShopperOrder order = ShopperOrder::MostActive;
    QString text{};                ///< part of a key as it is shown; empty: all. With a text the order is by similarity
    std::vector<UserId> within{};  ///< ascending; empty: all shoppers
    std::optional<RunId> a{}, b{}; ///< of the last three orders
    std::uint64_t seed = 1;
    int limit = 200;
    KeyFormatter keys{};
};

struct FoundShopper
{
    UserRecord user;
    std::int64_t events = 0;
    std::optional<std::int64_t> firstAt; ///< of Newest, Unix ms
    std::optional<double> difference;    ///< of the metric, B - A
    std::optional<double> overlap;       ///< share of products that both lists have
};

struct FoundShoppers
{
    std::vector<FoundShopper> shoppers; ///< at most `limit`
    std::size_t matching = 0;           ///< how many there would be without a limit
    std::string metric;                 ///< behind `difference`
};

/// One shopper as findShoppers() would find it by activity; absent when the project has no such shopper.
std::optional<FoundShopper> findShopper(const Project &project, UserId user);

/// @throws Error shoppers.no-figures when the runs have no figure of the same metric about the same shoppers
FoundShoppers findShoppers(const Project &project, const ShopperQuery &query, JobContext &job,
                           RunShelf *shelf = nullptr);

} // namespace aisle
