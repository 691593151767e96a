#include "core/runs/training.h"

#include "core/common/memory.h"
#include "core/common/parallel.h"
#include "core/evaluate/metric.h"
#include "core/evaluate/ratings.h"
#include "core/numeric/device.h"
#include "core/recommend/followsdata.h"
#include "core/recommend/runchoice.h"
#include "core/runs/checkpoints.h"
#include "core/runs/estimating.h"
#include "core/runs/fitsetup.h"
#include "core/runs/keptrun.h"
#include "core/storage/project.h"

#include <QDateTime>
#include <algorithm>
#include <chrono>

namespace aisle {

namespace {

constexpr std::int64_t kLargestKeptSnapshotBytes = 64 << 20;

class Stopwatch
{
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Keeps the trainer's epochs for the record while passing them on.
class EpochKeeper : public PartOfJob
{
public:
    /// @param figure  what the trainer maximises, see higherIsBetter()
    EpochKeeper(std::vector<EpochReport> &epochs, const std::string &figure, JobContext &whole, double from, double to)
        : PartOfJob(whole, from, to), m_epochs(epochs), m_figure(figure)
    {
    }
    void report(const EpochReport &epoch) override
    {
        auto told = epoch;
        if (told.validation)
            told.validation = higherIsBetter(m_figure, *told.validation);
        m_epochs.push_back(told);
        PartOfJob::report(told);
    }

private:
    std::vector<EpochReport> &m_epochs;
    const std::string &m_figure;
};

RunRecord knownRun(const Project &project, RunId id)
{
    auto run = RunStore(project).find(id);
    if (!run)
        throw Error("run.unknown", QT_TRANSLATE_NOOP("Error", "There is no run %1 in this project."),
                    {QString::number(id.value)});
    return *run;
}

/// One training from its data to the kept run.
class Training
{
public:
    Training(const Project &project, TrainRequest request, JobContext &job, DatasetCache *cache);

    void fit();
    void goOn(const RunRecord &stopped);
    void update(KeptRun &kept);
    TrainResult finish();

private:
    using Learn = std::function<void(Recommender &, const FitOptions &, JobContext &)>;
    void describe();
    void refuseWhatDoesNotFit() const;
    void learn(const Learn &body);
    void runEpochs(const Learn &body);
    void keepChoices();
    void keepTakenValues();
    void ended(bool cancelled);
    Evaluation evaluate();
    bool keepsRecipeOnly() const;
    void keep(const Evaluation &test);

    const Project &m_project;
    TrainRequest m_request;
    JobContext &m_job;
    DatasetCache m_own;
    DatasetCache &m_cache;
    RunRecord m_run;
    Checkpoints m_checkpoints;
    bool m_wasThere = false; ///< the run stood in the project before: it is never erased because this failed
    std::unique_ptr<Recommender> m_recommender;
    std::optional<FitSetup> m_setup;
    std::optional<RunJudge> m_judge;
};

Training::Training(const Project &project, TrainRequest request, JobContext &job, DatasetCache *cache)
    : m_project(project), m_request(std::move(request)), m_job(job), m_cache(cache ? *cache : m_own),
      m_checkpoints(project, m_run, job)
{
    const auto &info = recommenderInfo(m_request.recommender);
    m_run.parameters = info.schema.complete(m_request.parameters);
    m_recommender = info.make(m_run.parameters);
    if (m_request.select.empty())
        m_request.select = standardFigure(*m_recommender);
    if (m_request.device != Device::Cpu && !m_recommender->traits().usesDevice) {
        m_request.device = Device::Cpu; // the run's record says where it was trained, not what was wished
        m_job.note(QStringLiteral("%1 is trained on the CPU: it has no form for a GPU.").arg(QLatin1String(info.name)));
    }
    m_request.protocol.seed = m_request.seed;
    const Stopwatch loading;
    PartOfJob load(job, 0, .1);
    const auto split = m_cache.split(project, m_request.filter, m_request.split, m_request.seed, load);
    load.progress(1, QStringLiteral("reading events")); // also where it was kept in memory
    m_setup.emplace(project, m_request, split, m_cache, job);
    m_judge.emplace(split, m_request.protocol, m_request.targets, m_request.select, m_setup->facts());
    m_run.loadSeconds = loading.seconds();
    describe();
}

/// What is known before anything is learnt.
void Training::describe()
{
    m_run.name = m_request.name;
    m_run.recommender = QString::fromStdString(m_request.recommender);
    m_run.protocol = m_judge->protocolJson();
    m_run.seed = m_request.seed;
    m_run.dataHash = m_run.protocol.value(QStringLiteral("data_hash")).toString();
    m_run.device = m_request.device == Device::Cuda ? QStringLiteral("cuda") : QStringLiteral("cpu");
    m_run.version = QStringLiteral(AISLE_VERSION);
    m_run.at = QDateTime::currentMSecsSinceEpoch();
    m_judge->describe(m_run);
    m_run.details.insert(QStringLiteral("request"), m_request.toJson());
    m_run.details.insert(QStringLiteral("threads"), threadCount());
}

void Training::fit()
{
    learn([&](Recommender &recommender, const FitOptions &options, JobContext &job) {
        recommender.fit(*m_judge->train(), options, job);
    });
}

void Training::goOn(const RunRecord &stopped)
{
    if (stopped.dataHash != m_run.dataHash)
        throw Error("train.data-changed",
                    QT_TRANSLATE_NOOP("Error",
                                      "The project's data has changed since run %1 was stopped, so it cannot go "
                                      "on: train it from the start."),
                    {QString::number(stopped.id.value)});
    m_run.id = stopped.id;
    m_run.name = stopped.name;
    m_run.note = stopped.note;
    m_run.at = stopped.at;
    m_run.fitSeconds = stopped.fitSeconds;
    m_wasThere = true;
    const auto checkpoint = m_checkpoints.last();
    m_checkpoints.begin();
    learn([&](Recommender &recommender, const FitOptions &options, JobContext &job) {
        auto from = options;
        from.resumeFrom = checkpoint.get();
        recommender.fit(*m_judge->train(), from, job);
    });
}

void Training::update(KeptRun &kept)
{
    if (kept.record().dataHash == m_run.dataHash)
        throw Error("update.nothing-new", QT_TRANSLATE_NOOP("Error", "Nothing to learn from came since run %1."),
                    {QString::number(kept.record().id.value)});
    Growth growth;
    const auto &dataset = m_judge->split().dataset();
    for (const auto id : kept.items())
        growth.items.push_back(dataset.findItem(id).value_or(kNoItem));
    for (const auto id : kept.users())
        growth.users.push_back(dataset.findUser(id).value_or(kNoUser));
    m_recommender = kept.takeRecommender();
    m_run.details.insert(QStringLiteral("updated_from"), static_cast<qint64>(kept.record().id.value));
    learn([&](Recommender &recommender, const FitOptions &options, JobContext &job) {
        auto once = options; // what an update has learnt so far is no state to go on from
        once.keepCheckpoint = {};
        recommender.update(*m_judge->train(), growth, once, job);
    });
}

/// What does not fit would be killed by the system halfway, and other programs with it.
void Training::refuseWhatDoesNotFit() const
{
    const auto needed = fitResources(*m_recommender, shapeOf(*m_judge->train())).memoryBytes;
    const auto available = availableMemoryBytes();
    if (m_request.device == Device::Cpu && isTooLarge(needed, available))
        throw Error("train.too-large",
                    QT_TRANSLATE_NOOP("Error",
                                      "This training needs about %1 MB of memory and %2 MB are free: leave out rare "
                                      "products and shoppers (a higher minimum of events), or choose fewer factors "
                                      "or a smaller recommender."),
                    {QString::number(needed >> 20), QString::number(available >> 20)});
}

void Training::learn(const Learn &body)
{
    try {
        refuseWhatDoesNotFit();
        runEpochs(body);
    } catch (const Cancelled &) {
        ended(true);
        throw;
    } catch (...) {
        ended(false);
        throw;
    }
    keepChoices();
    keepTakenValues();
}

void Training::runEpochs(const Learn &body)
{
    const bool judged = m_judge->hasValidation() && m_request.validateEvery > 0;
    auto options = m_setup->options(FitSetup::OtherData::Refused);
    const Stopwatch fitting;
    const double before = m_run.fitSeconds;
    if (judged)
        options.validate = m_judge->epochJudge(*m_recommender, m_job);
    else if (m_recommender->traits().iterative)
        m_job.note(QStringLiteral("There is no validation part: the last epoch counts."));
    options.keepCheckpoint = [&](int epoch, const std::function<void(QIODevice &)> &write) {
        m_run.fitSeconds = before + fitting.seconds();
        m_checkpoints.keep(epoch, write);
    };
    EpochKeeper job(m_run.epochs, m_request.select, m_job, .1, m_judge->learnsEverything() ? .95 : .75);
    job.beginStage();
    computeOn(m_request.device, [&] { body(*m_recommender, options, job); });
    m_run.fitSeconds = before + fitting.seconds();
    m_run.bestEpoch = judged ? m_recommender->bestEpoch() : std::nullopt;
    const auto asked = m_run.parameters.value(QStringLiteral("epochs")).toInt();
    if (m_job.finishEarly() && !m_run.epochs.empty() && m_run.epochs.back().epoch < asked)
        m_run.details.insert(QStringLiteral("stopped_by_hand"), true);
}

/// The values of parameters that follow the data.
void Training::keepTakenValues()
{
    const auto *follows = dynamic_cast<const FollowsData *>(m_recommender.get());
    if (!follows)
        return;
    QJsonObject taken;
    for (const auto &[key, value] : follows->takenValues())
        taken.insert(QString::fromStdString(key), value);
    if (!taken.isEmpty())
        m_run.details.insert(QStringLiteral("taken"), taken);
}

/// What the fit was free to choose is stored as if it had been asked for: trained again, it is the same.
void Training::keepChoices()
{
    const auto *upon = dynamic_cast<const BuiltUponRuns *>(m_recommender.get());
    if (!upon)
        return;
    const auto [key, text] = upon->chosenRuns();
    for (auto *parameters : {&m_run.parameters, &m_request.parameters})
        parameters->insert(QString::fromLatin1(key), QString::fromStdString(text));
    m_run.details.insert(QStringLiteral("request"), m_request.toJson());
}

/// Before its time: cancelled work can go on later, failed work would only fail again.
void Training::ended(bool cancelled)
{
    const bool discard = cancelled ? m_job.wish() == Wish::Discard : !m_wasThere;
    if (discard)
        m_checkpoints.discard();
    else
        m_checkpoints.stop();
}

Evaluation Training::evaluate()
{
    const Stopwatch evaluating;
    Evaluation test;
    const auto begin = [](PartOfJob &part) {
        part.progress(0, QStringLiteral("judging lists"));
        part.beginStage();
    };
    if (m_judge->hasValidation()) {
        PartOfJob part(m_job, .75, .85);
        begin(part);
        m_judge->judge(*m_recommender, Part::Valid, false, m_run, part);
    }
    if (!m_judge->learnsEverything() && m_request.test) {
        PartOfJob part(m_job, .85, .95);
        begin(part);
        test = m_judge->judge(*m_recommender, Part::Test, m_request.keepLists, m_run, part);
    }
    m_run.evaluateSeconds = evaluating.seconds();
    return test;
}

bool Training::keepsRecipeOnly() const
{
    const auto bytes = m_recommender->parameterCount() * static_cast<std::int64_t>(sizeof(float));
    return m_recommender->traits().keepsRecipeOnly && bytes > kLargestKeptSnapshotBytes;
}

void Training::keep(const Evaluation &test)
{
    RunStore runs(m_project);
    m_run.status = QStringLiteral("training");
    if (m_run.id.value == 0)
        m_run.id = runs.insert(m_run);
    if (!keepsRecipeOnly()) {
        const auto &dataset = m_judge->split().dataset();
        const auto out = runs.createSnapshot(m_run.id);
        KeptRun::save(*out, *m_recommender, dataset.itemIds, dataset.userIds);
        out->close();
    }
    m_judge->keepUserMetrics(runs, m_run.id, test);
    m_run.status = QStringLiteral("done");
    m_run.details.remove(QStringLiteral("checkpoint_epoch"));
    runs.update(m_run);
    m_checkpoints.clear();
}

TrainResult Training::finish()
{
    TrainResult result;
    try {
        Evaluation test;
        computeOn(m_request.device, [&] { test = evaluate(); });
        keepShape(m_run, *m_judge->train());
        m_run.details.insert(QStringLiteral("parameters_count"), static_cast<qint64>(m_recommender->parameterCount()));
        m_run.details.insert(QStringLiteral("peak_memory_bytes"), static_cast<qint64>(peakMemoryBytes()));
        m_job.checkpoint();
        m_job.progress(.97, QStringLiteral("keeping the run"));
        m_run.status = QStringLiteral("done");
        if (!m_project.isReadOnly())
            keep(test);
        if (m_request.keepLists)
            result.lists = m_judge->keyedLists(test);
    } catch (...) { // the checkpoint, if there is one, is all but the evaluation
        if (m_job.wish() == Wish::Discard)
            m_checkpoints.discard();
        else
            m_checkpoints.stop();
        throw;
    }
    m_job.progress(1, QStringLiteral("done"));
    result.run = m_run;
    return result;
}

TrainRequest requestOf(const RunRecord &run)
{
    return TrainRequest::fromJson(run.details.value(QStringLiteral("request")).toObject());
}

std::shared_ptr<const Split> narrowed(const Split &split, const QStringList &targetKinds, RunId run, std::uint64_t seed)
{
    auto dataset = std::make_shared<Dataset>(split.dataset());
    for (std::size_t k = 0; k < dataset->kinds.size(); ++k) {
        const auto &kind = dataset->kinds[k];
        dataset->wanted[k] = targetKinds.contains(QString::fromStdString(kind.name)) ||
                             targetKinds.contains(QString::fromLatin1(meaningName(kind.meaning)));
    }
    if (std::find(dataset->wanted.begin(), dataset->wanted.end(), true) == dataset->wanted.end())
        throw Error("evaluate.no-targets",
                    QT_TRANSLATE_NOOP("Error", "Run %1 was trained without events of the kinds %2."),
                    {QString::number(run.value), targetKinds.join(QStringLiteral(", "))});
    return std::make_shared<const Split>(dataset, split.spec(), seed);
}

} // namespace

TrainResult trainRun(const Project &project, const TrainRequest &request, JobContext &job, DatasetCache *cache)
{
    Training training(project, request, job, cache);
    training.fit();
    return training.finish();
}

TrainResult resumeRun(const Project &project, RunId run, JobContext &job, DatasetCache *cache, bool keepLists)
{
    const auto stopped = knownRun(project, run);
    if (stopped.status != QLatin1String("stopped"))
        throw Error(
            "run.not-stopped",
            QT_TRANSLATE_NOOP("Error", "Run %1 was not stopped while training, so there is nothing to go on with."),
            {QString::number(run.value)});
    auto request = requestOf(stopped);
    request.device = stopped.device == QLatin1String("cuda") ? Device::Cuda : Device::Cpu;
    request.keepLists = keepLists;
    Training training(project, request, job, cache);
    training.goOn(stopped);
    return training.finish();
}

TrainResult updateRun(const Project &project, RunId run, JobContext &job, DatasetCache *cache)
{
    const auto record = knownRun(project, run);
    PartOfJob reading(job, 0, .05);
    const auto kept = KeptRun::loadOwn(project, run, reading, cache);
    if (!kept->recommender().traits().updates)
        throw Error(
            "recommender.no-update",
            QT_TRANSLATE_NOOP("Error", "This recommender cannot learn new events on top: train it from scratch."));
    auto request = requestOf(record);
    request.device = record.device == QLatin1String("cuda") ? Device::Cuda : Device::Cpu;
    request.name.clear();
    PartOfJob rest(job, .05, 1);
    Training training(project, request, rest, cache);
    training.update(*kept);
    return training.finish();
}

TrainResult reevaluateRun(const Project &project, const ReevaluationRequest &request, JobContext &job,
                          DatasetCache *cache)
{
    DatasetCache own;
    auto &data = cache ? *cache : own;
    PartOfJob load(job, 0, .4);
    const auto kept = KeptRun::load(project, request.run, load, &data);
    const auto trained = requestOf(kept->record());
    PartOfJob splitting(job, .4, .5);
    auto split = data.split(project, trained.filter, trained.split, trained.seed, splitting);
    if (split->dataHash() != kept->record().dataHash)
        throw Error("evaluate.data-changed",
                    QT_TRANSLATE_NOOP("Error",
                                      "The project's data has changed since run %1 was trained, so its test part is no "
                                      "longer what it was. Train it again to judge it on today's data."),
                    {QString::number(request.run.value)});
    if (!request.targetKinds.isEmpty())
        split = narrowed(*split, request.targetKinds, request.run, trained.seed);

    TrainResult result;
    auto &run = result.run;
    run = kept->record();
    auto protocol = request.protocol;
    protocol.seed = trained.seed;
    const RunJudge judge(split, protocol, request.targets, trained.select,
                         data.facts(project, trained.filter, splitting));
    const Stopwatch evaluating;
    PartOfJob valid(job, .5, .7);
    if (judge.hasValidation())
        judge.judge(kept->recommender(), Part::Valid, false, run, valid);
    PartOfJob testing(job, .7, .98);
    const auto test = judge.judge(kept->recommender(), Part::Test, request.keepLists, run, testing);
    run.evaluateSeconds = evaluating.seconds();
    run.protocol = judge.protocolJson();
    run.at = QDateTime::currentMSecsSinceEpoch();
    const auto origin = run.details.value(QStringLiteral("of_run")).toInteger(request.run.value);
    run.details.insert(QStringLiteral("of_run"), origin);
    if (!project.isReadOnly()) {
        RunStore runs(project);
        run.id = runs.insert(run);
        judge.keepUserMetrics(runs, run.id, test);
    }
    if (request.keepLists)
        result.lists = judge.keyedLists(test);
    return result;
}

} // namespace aisle
