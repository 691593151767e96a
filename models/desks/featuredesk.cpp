#include "models/desks/featuredesk.h"

#include "core/common/error.h"
#include "core/runs/runshelf.h"
#include "models/settings.h"

#include <algorithm>

namespace aisle {

void FeatureDesk::setSession(SessionPointer session)
{
    m_tablesJob.letGo();
    m_namesJob.letGo();
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

SimilarProducts FeatureDesk::similarTo(const Project &project, const Question &question, Kept &kept,
                                       const QString &device, JobContext &job)
{
    if (question.item)
        return kept.vectors ? similarProducts(project, *kept.vectors, *question.item, kNeighbours)
                            : similarProducts(project, *kept.run, *kept.neighbours, *question.item, kNeighbours);
    if (!kept.vectors)
        throw Error("similar.run",
                    QT_TRANSLATE_NOOP("Error",
                                      "A run knows products by what is done with them, so it says nothing of a "
                                      "picture or a text: choose a table of features."));
    if (!kept.encoder)
        kept.encoder = std::make_shared<QueryEncoder>(
            queryEncoderOf(project, FeatureStore(project).known(kept.source.table), {}, {}, chooseDevice(device), job));
    if (kept.encoder->ofPictures != !question.picture.isEmpty())
        throw Error("similar.kind", kept.encoder->ofPictures
                                        ? QT_TRANSLATE_NOOP("Error", "This table is of pictures: it says nothing of a "
                                                                     "text.")
                                        : QT_TRANSLATE_NOOP("Error", "This table is of texts: it says nothing of a "
                                                                     "picture."));
    const auto vector = kept.encoder->encode(question.picture.isEmpty() ? question.text : question.picture, job);
    return similarToVector(project, *kept.vectors, vector, question.text, kNeighbours);
}

FeatureDesk::Answer FeatureDesk::answer(const Project &project, const Question &question, const Sources &sources,
                                        const std::array<Kept, kSpaces> &kept, RunShelf &shelf, const QString &device,
                                        JobContext &job)
{
    Answer answer;
    for (std::size_t space = 0; space < kSpaces; ++space) {
        auto &one = answer.spaces[space];
        one.source = sources[space];
        if (one.source.isNone())
            continue;
        auto &mine = answer.kept[space];
        try {
            const auto known = std::ranges::find(kept, one.source, &Kept::source); // in any column
            mine = known != kept.end() ? *known : read(project, one.source, shelf, job);
            one.similar = similarTo(project, question, mine, device, job);
        } catch (const Error &failure) {
            one.failure = failure;
            if (!mine.vectors && !mine.run)
                mine = {};
        }
    }
    return answer;
}

void FeatureDesk::readNames()
{
    m_session->query<std::vector<StoredFeature>>(
        m_namesJob,
        [](const Project &project, JobContext &) {
            auto all = FeatureStore(project).list();
            std::erase_if(all, [](const auto &feature) { return feature.subject != FeatureSubject::Items; });
            return all;
        },
        [this](Outcome<std::vector<StoredFeature>> outcome) {
            if (const auto *features = std::get_if<std::vector<StoredFeature>>(&outcome))
                Q_EMIT namesRead(*features);
        });
}

void FeatureDesk::ask(const Question &question, const Sources &sources)
{
    m_session->query<Answer>(
        m_spacesJob,
        [question, sources, kept = m_kept, shelf = m_session->shelf(),
         device = kDeviceSetting.read()](const Project &project, JobContext &job) {
            return answer(project, question, sources, kept, *shelf, device, job);
        },
        [this, question](Outcome<Answer> outcome) {
            auto *found = std::get_if<Answer>(&outcome);
            if (!found)
                return;
            m_kept = std::move(found->kept);
            Q_EMIT spacesRead(question, found->spaces);
        });
}

} // namespace aisle
