#pragma once
#include "core/charts/chartdata.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/queries/summary.h"

#include <memory>
#include <optional>
#include <vector>

namespace aisle {

class JobContext;

/// Events of every product of a project: what places a product among the others.
struct ProductCounts
{
    std::vector<std::uint32_t> events;     ///< by ItemId value
    std::size_t rankOf(ItemId item) const; ///< from 1; equal counts share the best place
};
std::shared_ptr<const ProductCounts> countProducts(const Project &project, JobContext &job);

/// Everything that the log and the catalogue say of one product.
struct ProductFacts
{
    using Kind = ProjectSummary::Kind;
    struct Shopper
    {
        UserId user{};
        QString key;
        std::int64_t events = 0; ///< of the kinds that count
        std::int64_t lastAt = kNoTime;
    };

    ItemRecord item;
    std::int64_t events = 0;
    std::int64_t shoppers = 0;                                   ///< with any event of it
    std::vector<Kind> kinds;                                     ///< that it has, by meaning
    std::optional<std::pair<std::int64_t, std::int64_t>> period; ///< of its own events, Unix ms
    std::int64_t firstBin = 0; ///< Unix ms, UTC midnight; bins cover the whole project's time
    int daysPerBin = 1;
    std::vector<double> price;      ///< [bins] middle unit price of the bin's events, NaN where there is none
    bool hasPurchases = false;      ///< the project knows purchases, so buyers are those who bought
    std::int64_t buyers = 0;        ///< who bought it; in a log without purchases who had to do with it
    std::vector<Shopper> topBuyers; ///< most events first, then the latest; at most kMostBuyers

    static constexpr std::size_t kMostBuyers = 500;
};
/// @throws Error product.unknown, Cancelled
ProductFacts loadProductFacts(const Project &project, ItemId item, JobContext &job);

/// Charts of a product; texts in the installed language.
ChartData productEventsChart(const ProductFacts &facts);
ChartData productPriceChart(const ProductFacts &facts);

} // namespace aisle
