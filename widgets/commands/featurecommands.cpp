#include "widgets/commands/featurecommands.h"

#include "core/features/featurecopy.h"
#include "models/settings.h"

#include <QCoreApplication>
#include <QUndoCommand>

namespace aisle {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(FeatureCommands)
};

/// Deletes a table, a copy of which waits outside the project for being put back.
class DeleteFeatures : public QUndoCommand
{
public:
    DeleteFeatures(const SessionPointer &session, const StoredFeature &feature)
        : QUndoCommand(Text::tr("Delete the features %1").arg(feature.name)), m_session(session), m_feature(feature)
    {
    }
    void redo() override
    {
        start([feature = m_feature, copy = m_copy](Project &project, JobContext &job) {
            try {
                *copy = std::make_shared<FeatureCopy>(project, feature, job);
            } catch (const Error &error) {
                if (error.code() != "features.damaged") // of what is damaged there is nothing to put back
                    throw;
            }
            FeatureStore(project).remove(feature.id);
        });
    }
    void undo() override
    {
        start([copy = m_copy](Project &project, JobContext &job) {
            if (*copy)
                (*copy)->putBack(project, job);
            copy->reset();
        });
    }

private:
    using Act = std::function<void(Project &project, JobContext &job)>;
    void start(Act act)
    {
        const auto session = m_session.lock();
        if (!session)
            return;
        auto *owner = session.get();
        owner->jobs().start<bool>(
            {.title = text(), .lane = JobLane::Writing, .kind = kFeatureJobs},
            [project = owner->project(), act = std::move(act)](JobContext &job) {
                const auto own = project->another(&job);
                act(*own, job);
                return true;
            },
            owner, [owner](Outcome<bool>) { owner->noteFeaturesChanged(); });
    }

    std::weak_ptr<ProjectSession> m_session;
    StoredFeature m_feature;
    std::shared_ptr<std::shared_ptr<FeatureCopy>> m_copy = std::make_shared<std::shared_ptr<FeatureCopy>>();
};

/// A job that makes a table and tells the session and whoever asked for it.
template <class T>
void make(const SessionPointer &session, JobRequest request, std::function<T(Project &, JobContext &)> body,
          QObject *watcher, std::function<void(const Outcome<T> &)> then)
{
    auto *owner = session.get();
    request.kind = kFeatureJobs;
    request.threads = kThreadsSetting.read();
    owner->jobs().start<T>(
        std::move(request),
        [project = owner->project(), body = std::move(body)](JobContext &job) {
            const auto own = project->another(&job);
            return body(*own, job);
        },
        owner,
        [owner, watching = QPointer<QObject>(watcher), then = std::move(then)](const Outcome<T> &outcome) {
            owner->noteFeaturesChanged(); // of a stopped encoding there is a part
            if (watching)
                then(outcome);
        });
}

} // namespace

void encodeFeatures(const SessionPointer &session, const CatalogueEncoding &encoding, double seconds, QObject *watcher,
                    std::function<void(const Outcome<EncodingTotals> &outcome)> then)
{
    make<EncodingTotals>(
        session,
        {.title = Text::tr("Encode %1").arg(encoding.name), .lane = JobLane::Training, .expectedSeconds = seconds},
        [encoding, device = kDeviceSetting.read()](Project &project, JobContext &job) {
            return encode(project, encoding, chooseDevice(device), job);
        },
        watcher, std::move(then));
}

void encodePictureFeatures(const SessionPointer &session, const CataloguePictureEncoding &encoding, QObject *watcher,
                           std::function<void(const Outcome<PictureTotals> &outcome)> then)
{
    make<PictureTotals>(
        session, {.title = Text::tr("Encode %1").arg(encoding.name), .lane = JobLane::Training},
        [encoding, device = kDeviceSetting.read()](Project &project, JobContext &job) {
            return encode(project, encoding, chooseDevice(device), job);
        },
        watcher, std::move(then));
}

void importVectors(const SessionPointer &session, const VectorImport &what, QObject *watcher,
                   std::function<void(const Outcome<VectorImportTotals> &outcome)> then)
{
    make<VectorImportTotals>(
        session, {.title = Text::tr("Import %1").arg(what.name), .lane = JobLane::Writing},
        [what](Project &project, JobContext &job) {
            const auto file = readVectors(what.path, what.keys, {}, job);
            return VectorImportTotals{
                .seen = importFeatures(project, what.name, what.subject, what.path, file, job),
                .wrongRows = file.wrongRows,
                .firstWrong = file.firstWrong,
                .byNumber = file.byNumber,
            };
        },
        watcher, std::move(then));
}

void deleteFeatures(const SessionPointer &session, const StoredFeature &feature)
{
    session->undoStack().push(new DeleteFeatures(session, feature));
}

} // namespace aisle
