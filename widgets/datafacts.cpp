#include "widgets/datafacts.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/runstore.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr int kSampledProducts = 1000; ///< enough to see whether a catalogue has attributes or pictures

void readKinds(const EventStore &events, DataFacts &facts)
{
    const auto counts = events.countsPerKind();
    for (const auto &kind : events.kinds()) {
        const auto count = counts.find(kind.id);
        if (count == counts.end() || count->second == 0)
            continue;
        facts.kinds.push_back({kind, count->second});
        facts.hasRatings |= kind.meaning == Meaning::Rating;
    }
    std::stable_sort(facts.kinds.begin(), facts.kinds.end(),
                     [](const auto &a, const auto &b) { return a.events > b.events; });
}

void sampleCatalogue(const Catalogue &catalogue, DataFacts &facts)
{
    std::vector<ItemId> ids(kSampledProducts);
    for (int i = 0; i < kSampledProducts; ++i)
        ids[static_cast<std::size_t>(i)] = ItemId(i + 1);
    for (const auto &item : catalogue.items(ids)) {
        facts.hasAttributes |= !item.category.isEmpty() || !item.brand.isEmpty() || !item.attributes.isEmpty();
        facts.hasImages |= !item.image.isEmpty();
    }
}

} // namespace

bool DataFacts::hasSameData(const DataFacts &other) const
{
    const auto sameKind = [](const Kind &a, const Kind &b) {
        return a.kind.name == b.kind.name && a.kind.meaning == b.kind.meaning && a.events == b.events;
    };
    return events == other.events && shoppers == other.shoppers && products == other.products &&
           period == other.period && hasParts == other.hasParts && hasTitles == other.hasTitles &&
           hasAttributes == other.hasAttributes && hasImages == other.hasImages &&
           std::equal(kinds.begin(), kinds.end(), other.kinds.begin(), other.kinds.end(), sameKind);
}

bool DataFacts::has(const std::string &need) const
{
    if (need == "times")
        return hasTimes();
    if (need == "text")
        return hasTitles;
    if (need == "attributes")
        return hasAttributes;
    if (need == "ratings")
        return hasRatings;
    if (need == "images")
        return hasImages;
    if (need == "runs")
        return runs > 0;
    return false;
}

DataFacts readDataFacts(const Project &project, JobContext &job)
{
    DataFacts facts;
    const EventStore events(project);
    facts.events = events.count();
    facts.period = events.period();
    const auto parts = events.countsPerPart();
    facts.hasParts = std::any_of(parts.begin(), parts.end(),
                                 [](const auto &part) { return part.first != StoredPart::None && part.second > 0; });
    readKinds(events, facts);
    job.checkpoint();
    const Catalogue catalogue(project);
    facts.shoppers = catalogue.userCount();
    facts.products = catalogue.itemCount();
    facts.hasTitles = catalogue.itemsWithTitle() > 0;
    sampleCatalogue(catalogue, facts);
    const auto runs = RunStore(project).all();
    facts.runs = static_cast<std::int64_t>(runs.size());
    if (!runs.empty())
        facts.evaluateSeconds = runs.back().evaluateSeconds;
    return facts;
}

} // namespace aisle
