#include "widgets/train/trainqueue.h"
#include "core/numeric/device.h"
#include "models/settings.h"
#include "widgets/text/runtext.h"
#include "widgets/train/traincalibration.h"

#include <QPointer>

namespace aisle {

namespace {

using Body = std::function<TrainResult(const Project &project, JobContext &job)>;

struct Queued
{
    QString title;
    bool isIterative = false, goesOn = false;
    double expectedSeconds = 0;
};

ListedJob *queue(const SessionPointer &session, const Queued &what, Body body, QObject *watcher, TrainingDone then)
{
    auto *owner = session.get();
    JobRequest request{.title = what.title,
                       .lane = JobLane::Training,
                       .kind = QStringLiteral("training"),
                       .canKeepBest = what.isIterative,
                       .threads = kThreadsSetting.read(),
                       .canPause = what.isIterative,
                       .goesOn = what.goesOn,
                       .expectedSeconds = what.expectedSeconds};
    return owner->jobs().start<TrainResult>(
        std::move(request),
        [project = owner->project(), body = std::move(body)](JobContext &context) {
            const auto connection = project->another(&context);
            auto result = body(*connection, context);
            learnFrom(result.run);
            return result;
        },
        owner, // whoever watches may go, the run is still worth telling
        [owner, watching = QPointer<QObject>(watcher), then = std::move(then)](const Outcome<TrainResult> &outcome) {
            owner->noteRunsChanged(); // cancelled, it may be there as a stopped one
            if (watching)
                then(outcome);
        });
}

} // namespace

ListedJob *queueTraining(const SessionPointer &session, const TrainRequest &request, double expectedSeconds,
                         QObject *watcher, TrainingDone then)
{
    const auto title =
        request.name.isEmpty() ? recommenderName(QString::fromStdString(request.recommender)) : request.name;
    const bool isIterative = makeRecommender(request.recommender, request.parameters)->traits().iterative;
    return queue(
        session, {title, isIterative, false, expectedSeconds},
        [request, device = kDeviceSetting.read(), shelf = session->shelf()](const Project &project, JobContext &job) {
            auto own = request;
            own.device = chooseDevice(device);
            return trainRun(project, own, job, shelf.get());
        },
        watcher, std::move(then));
}

ListedJob *queueResuming(const SessionPointer &session, const RunRecord &stopped, QObject *watcher, TrainingDone then)
{
    return queue(
        session, {runLabel(stopped), true, true},
        [id = stopped.id, shelf = session->shelf()](const Project &project, JobContext &job) {
            return resumeRun(project, id, job, shelf.get());
        },
        watcher, std::move(then));
}

} // namespace aisle
