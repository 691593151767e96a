#include "widgets/common/datafacts.h"
#include "core/common/error.h"
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

/// The lower of two in the middle: a busy moment makes it longer, nothing makes it shorter.
std::optional<double> usualEvaluateSeconds(const std::vector<RunSummary> &runs)
{
    constexpr std::size_t kNewest = 5;
    std::vector<double> seconds;
    for (auto run = runs.rbegin(); run != runs.rend() && seconds.size() < kNewest; ++run)
        seconds.push_back(run->evaluateSeconds);
    std::sort(seconds.begin(), seconds.end());
    return seconds.empty() ? std::nullopt : std::optional(seconds[(seconds.size() - 1) / 2]);
}

std::vector<DataFacts::Features> featuresIn(const Project &project, const DataFacts &facts)
{
    try {
        const FeatureStore store(project);
        std::vector<DataFacts::Features> tables;
        for (const auto &table : store.list()) {
            const auto all = table.subject == FeatureSubject::Items ? facts.products : facts.shoppers;
            const auto rows = static_cast<double>(std::min(store.rowCount(table.id), all));
            tables.push_back({table.name, table.subject, table.dims, all > 0 ? rows / static_cast<double>(all) : 0});
        }
        return tables;
    } catch (const Error &) { // whoever trains with them is told
        return {};
    }
}

} // namespace

bool DataFacts::hasItemFeatures() const
{
    return std::any_of(features.begin(), features.end(),
                       [](const Features &table) { return table.subject == FeatureSubject::Items; });
}

bool DataFacts::hasSameData(const DataFacts &other) const
{
    const auto sameKind = [](const Kind &a, const Kind &b) {
        return a.kind.name == b.kind.name && a.kind.meaning == b.kind.meaning && a.kind.weight == b.kind.weight &&
               a.events == b.events;
    };
    auto withTheseRuns = other.inventory;
    withTheseRuns.runs = inventory.runs;
    return events == other.events && shoppers == other.shoppers && products == other.products &&
           period == other.period && inventory == withTheseRuns && features == other.features &&
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
    facts.features = featuresIn(project, facts);
    facts.evaluateSeconds = usualEvaluateSeconds(RunStore(project).list());
    return facts;
}

} // namespace aisle
