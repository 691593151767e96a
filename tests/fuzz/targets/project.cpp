// A project file: opened, and read by whatever reads all of it.
#include "core/dataset/dataset.h"
#include "core/dataset/sidefacts.h"
#include "core/runs/runstore.h"
#include "core/runs/runwords.h"
#include "core/storage/catalogue.h"
#include "core/storage/queries/summary.h"
#include "core/storage/queries/tablequery.h"
#include "tests/fuzz/fuzztarget.h"

namespace {

using namespace aisle;

template <class Body>
void tried(const Body &body)
{
    try {
        body();
    } catch (const Error &) { // each reader refuses for itself
    }
}

void readRuns(const Project &project)
{
    const RunStore runs(project);
    tried([&] { groupByProtocol(runs.all()); });
    for (const auto id : runs.ids()) {
        tried([&] { runs.known(id); });
        for (const auto &name : runs.userMetricNames(id))
            tried([&] { runs.userMetric(id, name); });
    }
}

} // namespace

void aisle::fuzz::readOnce(const QString &path)
{
    SilentContext job;
    const auto project = Project::open(path);
    const EventStore events(*project);
    tried([&] { summarise(*project, job); });
    tried([&] { events.quarantined(0, 100); });
    tried([&] { readRuns(*project); });
    tried([&] { countEventsPerItem(*project, job); });
    tried([&] {
        for (const auto &[user, count] : events.countsPerUser())
            events.history(user);
    });
    tried([&] {
        const auto dataset = Dataset::load(*project, {}, job);
        SideFacts::load(*project, dataset, job);
    });
    tried([&] {
        for (const auto &import : events.imports())
            EventStore(*project).undoImport(import.id, job);
    });
}
