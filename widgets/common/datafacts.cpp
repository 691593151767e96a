#include "widgets/common/datafacts.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/runstore.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr std::int64_t kSampledProducts = 1000; ///< enough to see whether a catalogue has attributes or pictures
constexpr std::size_t kSampledShoppers = 100;   ///< and whether events have values

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
    const auto step = std::max<std::int64_t>(1, facts.products / kSampledProducts);
    std::vector<ItemId> ids;
    for (std::int64_t id = 1; id <= facts.products; id += step)
        ids.emplace_back(id);
    for (const auto &item : catalogue.items(ids)) {
        facts.hasAttributes |= !item.category.isEmpty() || !item.brand.isEmpty() || !item.attributes.isEmpty();
        facts.hasImages |= !item.image.isEmpty();
        facts.hasTitles |= !item.description.isEmpty();
    }
}

void sampleValues(const EventStore &events, DataFacts &facts)
{
    const auto shoppers = events.countsPerUser();
    const auto step = std::max<std::size_t>(1, shoppers.size() / kSampledShoppers);
    for (std::size_t i = 0; i < shoppers.size() && !facts.hasRatings; i += step) {
        const auto history = events.history(shoppers[i].first);
        facts.hasRatings =
            std::any_of(history.begin(), history.end(), [](const auto &event) { return std::isfinite(event.value); });
    }
}

/// The lower of two in the middle: a busy moment makes it longer, nothing makes it shorter.
std::optional<double> usualEvaluateSeconds(const std::vector<RunRecord> &runs)
{
    constexpr std::size_t kNewest = 5;
    std::vector<double> seconds;
    for (auto run = runs.rbegin(); run != runs.rend() && seconds.size() < kNewest; ++run)
        seconds.push_back(run->evaluateSeconds);
    std::sort(seconds.begin(), seconds.end());
    return seconds.empty() ? std::nullopt : std::optional(seconds[(seconds.size() - 1) / 2]);
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
        return hasTitles || hasAttributes;
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
    sampleValues(events, facts);
    job.checkpoint();
    const Catalogue catalogue(project);
    facts.shoppers = catalogue.userCount();
    facts.products = catalogue.itemCount();
    facts.hasTitles = catalogue.itemsWithTitle() > 0;
    sampleCatalogue(catalogue, facts);
    const auto runs = RunStore(project).all();
    facts.runs = static_cast<std::int64_t>(runs.size());
    facts.evaluateSeconds = usualEvaluateSeconds(runs);
    return facts;
}

} // namespace aisle
