#include "core/dataset/inventory.h"

#include "core/common/lookup/enumnames.h"
#include "core/dataset/sidefacts.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/graph/graphstore.h"
#include "core/storage/runtable.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr auto kNeeds = enumNames<Need>("times", "text", "attributes", "ratings", "links", "images", "runs", "graph");

constexpr std::int64_t kSampledProducts = 1000; ///< enough to see whether a catalogue has attributes or pictures
constexpr std::size_t kSampledShoppers = 100;   ///< and whether events have values

bool hasRatingKind(const EventStore &events)
{
    return std::ranges::any_of(events.kinds(), [counts = events.countsPerKind()](const EventKind &kind) {
        const auto count = counts.find(kind.id);
        return kind.meaning == Meaning::Rating && count != counts.end() && count->second > 0;
    });
}

bool hasValues(const EventStore &events, JobContext &job)
{
    const auto shoppers = events.countsPerUser();
    const auto step = std::max<std::size_t>(1, shoppers.size() / kSampledShoppers);
    for (std::size_t i = 0; i < shoppers.size(); i += step) {
        job.checkpoint();
        const auto history = events.history(shoppers[i].first);
        if (std::ranges::any_of(history, [](const auto &event) { return std::isfinite(event.value); }))
            return true;
    }
    return false;
}

std::vector<ItemId> sampledProducts(std::int64_t products)
{
    std::vector<ItemId> ids;
    for (std::int64_t id = 1; id <= products; id += std::max<std::int64_t>(1, products / kSampledProducts))
        ids.emplace_back(id);
    return ids;
}

void note(const ItemRecord &item, Inventory &inventory)
{
    inventory.attributes |= !item.category.isEmpty() || !item.brand.isEmpty() || !item.attributes.isEmpty();
    inventory.images |= !item.image.isEmpty();
    inventory.titles |= !item.description.isEmpty();
}

void sampleCatalogue(const Catalogue &catalogue, Inventory &inventory)
{
    for (const auto &item : catalogue.items(sampledProducts(catalogue.itemCount())))
        note(item, inventory);
}

} // namespace

const char *needName(Need need)
{
    return kNeeds.of(need);
}

bool Inventory::has(Need need) const
{
    switch (need) {
    case Need::Times:
        return times;
    case Need::Text: // a category or a brand is a text too
        return titles || attributes;
    case Need::Attributes:
        return attributes;
    case Need::Ratings:
        return ratings;
    case Need::Images:
        return images;
    case Need::Runs:
        return runs;
    case Need::Links:
        return links;
    case Need::Graph:
        return graph;
    }
    return false;
}

SplitSpec Inventory::defaultSplit() const
{
    SplitSpec spec;
    spec.kind = timesDiffer ? SplitKind::Time : parts ? SplitKind::Fixed : SplitKind::UserRandom;
    return spec;
}

Inventory Inventory::of(const Dataset &dataset, const SideFacts *facts)
{
    const auto &events = dataset.events;
    Inventory inventory;
    inventory.times = dataset.hasTime();
    inventory.timesDiffer = std::ranges::any_of(events.at, [&](auto at) { return at != events.at.front(); });
    inventory.parts = std::ranges::find(events.part, StoredPart::Test) != events.part.end();
    inventory.ratings = !events.value.empty();
    inventory.titles = facts && facts->hasText();
    inventory.attributes = facts && facts->hasAttributes();
    return inventory;
}

Inventory Inventory::of(const Project &project, JobContext &job)
{
    const EventStore events(project);
    Inventory inventory;
    const auto period = events.period();
    inventory.times = period.has_value();
    inventory.timesDiffer = period && period->first < period->second;
    const auto parts = events.countsPerPart();
    const auto test = parts.find(StoredPart::Test);
    inventory.parts = test != parts.end() && test->second > 0;
    inventory.ratings = hasRatingKind(events) || hasValues(events, job);
    const Catalogue catalogue(project);
    inventory.titles = catalogue.itemsWithTitle() > 0;
    sampleCatalogue(catalogue, inventory);
    inventory.runs = RunTable(project).count() > 0;
    const GraphStore graph(project);
    inventory.graph = graph.tiesProducts();
    inventory.links = graph.tiesShoppers();
    return inventory;
}

} // namespace aisle
