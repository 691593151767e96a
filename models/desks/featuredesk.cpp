#include "models/desks/featuredesk.h"

#include "core/runs/runshelf.h"

#include <algorithm>

namespace aisle {

void FeatureDesk::setSession(SessionPointer session)
{
    m_tablesJob.letGo();
    forget();
    m_session = std::move(session);
}

void FeatureDesk::forget()
{
    m_spacesJob.letGo();
    m_kept = {};
}

void FeatureDesk::readTables()
{
    m_session->query<Tables>(
        m_tablesJob,
        [](const Project &project, JobContext &job) {
            Tables all;
            all.columns = catalogueColumns(project, job);
            for (const auto &feature : FeatureStore(project).list()) {
                try {
                    all.tables.push_back({summaryOf(project, feature, job), {}});
                } catch (const Error &damage) {
                    FeatureSummary summary;
                    summary.name = feature.name;
                    summary.subject = feature.subject;
                    summary.table = feature;
                    summary.dims = feature.dims;
                    all.tables.push_back({std::move(summary), damage});
                }
            }
            return all;
        },
        [this](Outcome<Tables> outcome) {
            if (const auto *tables = std::get_if<Tables>(&outcome))
                Q_EMIT tablesRead(*tables);
            else if (const auto *error = std::get_if<Error>(&outcome))
                Q_EMIT tablesFailed(*error);
        });
}

FeatureDesk::Kept FeatureDesk::read(const Project &project, const Source &source, RunShelf &shelf, JobContext &job)
{
    Kept read;
    read.source = source;
    if (!source.table.isEmpty()) {
        read.vectors =
            std::make_shared<FeatureVectors>(readFeatures(project, FeatureStore(project).known(source.table), job));
    } else {
        read.run = shelf.get(source.run, job);
        read.neighbours = std::make_shared<ItemNeighbours>(read.run);
    }
    return read;
}

FeatureDesk::Answer FeatureDesk::answer(const Project &project, ItemId item, const Sources &sources,
                                        const std::array<Kept, kSpaces> &kept, RunShelf &shelf, JobContext &job)
{
    Answer answer;
    for (std::size_t space = 0; space < kSpaces; ++space) {
        auto &one = answer.spaces[space];
        one.source = sources[space];
        if (one.source.isNone())
            continue;
        auto &mine = answer.kept[space];
        try {
            const auto known = std::ranges::find(kept, one.source, &Kept::source); // at either side
            mine = known != kept.end() ? *known : read(project, one.source, shelf, job);
            one.similar = mine.vectors ? similarProducts(project, *mine.vectors, item, kNeighbours)
                                       : similarProducts(project, *mine.run, *mine.neighbours, item, kNeighbours);
        } catch (const Error &failure) {
            one.failure = failure;
            mine = {};
        }
    }
    return answer;
}

void FeatureDesk::ask(ItemId item, const Sources &sources)
{
    m_session->query<Answer>(
        m_spacesJob,
        [item, sources, kept = m_kept, shelf = m_session->shelf()](const Project &project, JobContext &job) {
            return answer(project, item, sources, kept, *shelf, job);
        },
        [this, item](Outcome<Answer> outcome) {
            auto *found = std::get_if<Answer>(&outcome);
            if (!found)
                return;
            m_kept = std::move(found->kept);
            Q_EMIT spacesRead(item, found->spaces);
        });
}

} // namespace aisle
