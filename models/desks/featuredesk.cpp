#include "models/desks/featuredesk.h"

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

FeatureDesk::Answer FeatureDesk::answer(const Project &project, ItemId item, const std::array<QString, kSpaces> &tables,
                                        const std::array<Kept, kSpaces> &kept, JobContext &job)
{
    Answer answer;
    for (std::size_t space = 0; space < kSpaces; ++space) {
        auto &one = answer.spaces[space];
        one.name = tables[space];
        if (one.name.isEmpty())
            continue;
        auto &mine = answer.kept[space];
        mine.name = one.name;
        try {
            const auto known = std::ranges::find(kept, one.name, &Kept::name); // either place
            if (known != kept.end())
                mine.vectors = known->vectors;
            else
                mine.vectors =
                    std::make_shared<FeatureVectors>(readFeatures(project, FeatureStore(project).known(one.name), job));
            one.similar = similarProducts(project, *mine.vectors, item, kNeighbours);
        } catch (const Error &failure) {
            one.failure = failure;
            mine = {};
        }
    }
    return answer;
}

void FeatureDesk::ask(ItemId item, const std::array<QString, kSpaces> &tables)
{
    m_session->query<Answer>(
        m_spacesJob,
        [item, tables, kept = m_kept](const Project &project, JobContext &job) {
            return answer(project, item, tables, kept, job);
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
