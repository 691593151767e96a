#include "widgets/common/datafacts.h"
#include "core/jobs/jobcontext.h"
#include "core/runs/runstore.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"

#include <algorithm>

namespace aisle {

namespace {

void readKinds(const EventStore &events, DataFacts &facts)
{
    const auto counts = events.countsPerKind();
    for (const auto &kind : events.kinds()) {
        const auto count = counts.find(kind.id);
        if (count == counts.end() || count->second == 0)
            continue;
        facts.kinds.push_back({kind, count->second});
    }
    std::stable_sort(facts.kinds.begin(), facts.kinds.end(),
                     [](const auto &a, const auto &b) { return a.events > b.events; });
}

} // namespace

bool DataFacts::hasSameData(const DataFacts &other) const
{
    const auto sameKind = [](const Kind &a, const Kind &b) {
        return a.kind.name == b.kind.name && a.kind.meaning == b.kind.meaning && a.events == b.events;
    };
    auto withTheseRuns = other.inventory;
    withTheseRuns.runs = inventory.runs;
    return events == other.events && shoppers == other.shoppers && products == other.products &&
           period == other.period && inventory == withTheseRuns &&
           std::equal(kinds.begin(), kinds.end(), other.kinds.begin(), other.kinds.end(), sameKind);
}

DataFacts readDataFacts(const Project &project, JobContext &job)
{
    DataFacts facts;
    const EventStore events(project);
    facts.events = events.count();
    facts.period = events.period();
    readKinds(events, facts);
    facts.inventory = Inventory::of(project, job);
    const Catalogue catalogue(project);
    facts.shoppers = catalogue.userCount();
    facts.products = catalogue.itemCount();
    const auto runs = RunStore(project).list();
    if (!runs.empty())
        facts.evaluateSeconds = runs.back().evaluateSeconds;
    return facts;
}

} // namespace aisle
