#include "core/workflow/importing.h"

#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"

#include <chrono>

namespace aisle {

namespace {

void add(std::map<std::string, std::int64_t> &sums, const std::map<std::string, std::int64_t> &counts)
{
    for (const auto &[name, number] : counts)
        sums[name] += number;
}

void add(ImportTotals &totals, const ImportSummary &one, const PlannedFile &file)
{
    totals.rows += one.rows;
    totals.events += one.events;
    totals.rejected += one.rejected;
    totals.duplicates += one.duplicates;
    totals.duplicatesSeen += one.duplicatesSeen;
    totals.bytes += one.bytes;
    add(totals.reasons, one.reasons);
    add(totals.kinds, one.kinds);
    totals.imports.push_back(one);
    totals.sources.push_back(file.source.displayName());
}

void add(ItemsSummary &sum, const ItemsSummary &one)
{
    sum.rows += one.rows;
    sum.items += one.items;
    sum.updated += one.updated;
    sum.rejected += one.rejected;
    sum.seconds += one.seconds;
    add(sum.reasons, one.reasons);
}

} // namespace

ImportTotals runImport(Project &project, const std::vector<PlannedFile> &files, const ReadLimits &limits,
                       JobContext &job)
{
    const auto start = std::chrono::steady_clock::now();
    std::vector<const PlannedFile *> order;
    for (const bool logs : {true, false}) {
        for (const auto &file : files) {
            if ((file.part == FilePart::Log || file.part == FilePart::Unknown) == logs)
                order.push_back(&file);
        }
    }
    ImportTotals totals;
    try {
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto count = static_cast<double>(order.size());
            PartOfJob part(job, static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
            const auto &file = *order[i];
            const ImportRequest request{file.source, file.recipe, limits, file.again};
            if (file.part == FilePart::Items)
                add(totals.catalogue, importItems(project, request, part));
            else if (file.part == FilePart::Users)
                add(totals.shoppers, importUsers(project, request, part));
            else
                add(totals, importEvents(project, request, part), file);
        }
    } catch (...) {
        SilentContext silent;
        for (const auto &done : totals.imports)
            EventStore(project).undoImport(done.id, silent);
        throw;
    }
    const Catalogue catalogue(project);
    totals.users = catalogue.userCount();
    totals.items = catalogue.itemCount();
    totals.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return totals;
}

} // namespace aisle
