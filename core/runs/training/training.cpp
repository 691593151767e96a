#include "core/runs/training/training.h"

#include "core/common/memory.h"
#include "core/common/parallel.h"
#include "core/evaluate/metric.h"
#include "core/numeric/device.h"
#include "core/recommend/abilities.h"
#include "core/runs/freshness.h"
#include "core/runs/keptrun.h"
#include "core/runs/training/checkpoints.h"
#include "core/runs/training/estimating.h"
#include "core/runs/training/fitsetup.h"
#include "core/storage/project.h"

#include <QDateTime>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <ranges>

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

/// One training from its data to the kept run.
class Training
{
public:
    Training(const Project &project, TrainRequest request, JobContext &job, RunShelf *shelf);

    void fit();
    void goOn(const RunRecord &stopped);
    void update(KeptRun &kept);
    double tryOut(); ///< its choosing figure on the validation part
    const std::string &choosingFigure() const { return m_request.protocol.select; }
    TrainResult finish();

private:
    /// What is done with m_recommender; the hooks are its own to change.
    using Learn = std::function<void(const Ingredients &, const FitOptions &, FitHooks, JobContext &)>;
    void describe();
    void refuseWhatDoesNotFit() const;
    void learn(const Learn &body);
    void runEpochs(const Learn &body);
    void keepChoices();
    void keepTakenValues();
    void ended(bool canGoOn);
    Evaluation evaluate();
    bool keepsRecipeOnly() const;
    void keep(const Evaluation &test);

    const Project &m_project;
    TrainRequest m_request;
    JobContext &m_job;
    std::optional<RunShelf> m_own;
    RunShelf &m_shelf;
    RunRecord m_run;
    Checkpoints m_checkpoints;
    bool m_wasThere = false; ///< the run stood in the project before: it is never erased because this failed
    std::unique_ptr<Recommender> m_recommender;
    std::optional<FitSetup> m_setup;
    std::optional<RunJudge> m_judge;
};

Training::Training(const Project &project, TrainRequest request, JobContext &job, RunShelf *shelf)
    : m_project(project), m_request(std::move(request)), m_job(job), m_shelf(shelf ? *shelf : m_own.emplace(project)),
      m_checkpoints(project, m_run, job)
{
    const auto &info = recommenderInfo(m_request.recommender);
    demandedFeatures(project, info, m_request.features); // before anything is read
    m_run.parameters = info.schema.complete(m_request.parameters);
    m_recommender = info.make(m_run.parameters);
    const auto &task = taskOf(m_recommender->traits());
    auto &protocol = m_request.protocol;
    if (protocol.select.empty())
        protocol.select = task.standardFigure();
    if (m_request.device != Device::Cpu && !m_recommender->traits().usesDevice) {
        m_request.device = Device::Cpu; // the run's record says where it was trained, not what was wished
        m_job.note(QStringLiteral("%1 is trained on the CPU: it has no form for a GPU.").arg(QLatin1String(info.name)));
    }
    const Stopwatch loading;
    PartOfJob load(job, 0, .1);
    auto &datasets = m_shelf.datasets();
    const auto split = datasets.split(project, protocol, load, openTargets(*m_recommender));
    load.progress(1, QStringLiteral("reading events")); // also where it was kept in memory
    m_setup.emplace(project, m_request, split, datasets, m_shelf, job);
    m_judge.emplace(task, split, protocol, m_setup->facts());
    noteWhatMaskHides(m_recommender->traits(), protocol, job);
    m_run.loadSeconds = loading.seconds();
    describe();
}

/// What is known before anything is learnt.
void Training::describe()
{
    m_run.name = m_request.name;
    m_run.recommender = QString::fromStdString(m_request.recommender);
    m_run.device = m_request.device == Device::Cuda ? QStringLiteral("cuda") : QStringLiteral("cpu");
    m_run.version = QStringLiteral(AISLE_VERSION);
    m_run.at = QDateTime::currentMSecsSinceEpoch();
    m_judge->describe(m_run);
    m_run.details.training = m_request;
    m_run.details.features = m_setup->features();
    m_run.details.graph = m_setup->graph();
    m_run.details.threads = threadCount();
}

void Training::fit()
{
    learn([&](const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job) {
        m_recommender->fit(from, options, hooks, job);
    });
}

void Training::goOn(const RunRecord &stopped)
{
    if (!hasSameData(stopped, m_judge->split()))
        throw Error("train.data-changed",
                    QT_TRANSLATE_NOOP("Error",
                                      "The project's data has changed since run %1 was stopped, so it cannot go "
                                      "on: train it from the start."),
                    {QString::number(stopped.id.value)});
    if (stopped.details.features != m_setup->features())
        throw Error("train.features-changed",
                    QT_TRANSLATE_NOOP("Error", "The features %2 have changed since run %1 was stopped, so it cannot go "
                                               "on: train it from the start."),
                    {QString::number(stopped.id.value), namesOf(stopped.details.features).join(QStringLiteral(", "))});
    if (stopped.details.graph != m_setup->graph())
        throw Error("train.graph-changed",
                    QT_TRANSLATE_NOOP("Error", "The knowledge graph has changed since run %1 was stopped, so it cannot "
                                               "go on: train it from the start."),
                    {QString::number(stopped.id.value)});
    m_run.id = stopped.id;
    m_run.name = stopped.name;
    m_run.note = stopped.note;
    m_run.at = stopped.at;
    m_run.fitSeconds = stopped.fitSeconds;
    m_wasThere = true;
    const auto checkpoint = m_checkpoints.last();
    m_checkpoints.begin();
    learn([&](const Ingredients &from, const FitOptions &options, FitHooks hooks, JobContext &job) {
        hooks.resumeFrom = checkpoint.get();
        m_recommender->fit(from, options, hooks, job);
    });
}

namespace {

/// Their rows may be more since; what made them may not be another.
void demandSameFeatures(const RunRecord &was, const std::vector<FeatureUse> &now)
{
    const auto isSame = [](const FeatureUse &a, const FeatureUse &b) {
        return a.name == b.name && a.dims == b.dims && a.identity == b.identity && a.source == b.source;
    };
    if (!std::ranges::equal(was.details.features, now, isSame))
        throw Error("update.features-changed",
                    QT_TRANSLATE_NOOP("Error", "The features that run %1 learnt from were made in another way since: "
                                               "train it anew."),
                    {QString::number(was.id.value)});
}

} // namespace

void Training::update(KeptRun &kept)
{
    if (hasSameData(kept.record(), m_judge->split()))
        throw Error("update.nothing-new", QT_TRANSLATE_NOOP("Error", "Nothing to learn from came since run %1."),
                    {QString::number(kept.record().id.value)});
    demandSameFeatures(kept.record(), m_setup->features());
    Growth growth;
    const auto &dataset = m_judge->split().dataset();
    for (const auto id : kept.items())
        growth.items.push_back(dataset.findItem(id).value_or(kNoItem));
    for (const auto id : kept.users())
        growth.users.push_back(dataset.findUser(id).value_or(kNoUser));
    m_recommender = kept.takeRecommender();
    m_run.updatedFrom = kept.record().id;
    learn([&](const Ingredients &from, const FitOptions &options, FitHooks hooks, JobContext &job) {
        hooks.keepCheckpoint = {}; // what an update has learnt so far is no state to go on from
        dynamic_cast<Updates &>(*m_recommender).update(from, growth, options, hooks, job);
    });
}

/// What does not fit would be killed by the system halfway, and other programs with it.
void Training::refuseWhatDoesNotFit() const
{
    constexpr std::int64_t kBuffersOfThread = std::int64_t{128}
                                              << 20; // of OpenBLAS, which asks for them without an end
    auto shape = shapeOf(*m_judge->train());
    if (const auto &graph = m_setup->graph()) {
        shape.entities = static_cast<std::uint64_t>(graph->entities);
        shape.facts = static_cast<std::uint64_t>(graph->triples);
    }
    const auto buffers = addressSpaceLeft() ? kBuffersOfThread * threadCount() : 0;
    const auto needed = fitResources(*m_recommender, shape).memoryBytes + m_setup->featureBytes() + buffers;
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
    const auto from = m_setup->ingredients(*m_judge->train(), FitSetup::OtherData::Refused);
    FitHooks hooks;
    const Stopwatch fitting;
    const double before = m_run.fitSeconds;
    if (judged)
        hooks.validate = m_judge->epochJudge(*m_recommender, m_job);
    else if (m_recommender->traits().iterative)
        m_job.note(QStringLiteral("There is no validation part: the last epoch counts."));
    hooks.keepCheckpoint = [&](int epoch, const std::function<void(QIODevice &)> &write) {
        m_run.fitSeconds = before + fitting.seconds();
        m_checkpoints.keep(epoch, write);
    };
    EpochKeeper job(m_run.epochs, m_request.protocol.select, m_job, .1, m_judge->learnsEverything() ? .95 : .75);
    job.beginStage();
    computeOn(m_request.device, [&] { body(from, m_setup->options(), hooks, job); });
    m_run.fitSeconds = before + fitting.seconds();
    m_run.bestEpoch = judged ? m_recommender->bestEpoch() : std::nullopt;
    const auto asked = m_run.parameters.value(QStringLiteral("epochs")).toInt();
    if (m_job.finishEarly() && !m_run.epochs.empty() && m_run.epochs.back().epoch < asked)
        m_run.details.stoppedByHand = true;
}

/// The values of parameters that follow the data.
void Training::keepTakenValues()
{
    const auto *follows = dynamic_cast<const FollowsData *>(m_recommender.get());
    if (!follows)
        return;
    for (const auto &[key, value] : follows->takenValues())
        m_run.details.taken.insert(QString::fromStdString(key), value);
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
}

/// Before its time. @param canGoOn  later, from its checkpoint; failed work would only fail again
void Training::ended(bool canGoOn)
{
    if (canGoOn ? m_job.wish() == Wish::Discard : !m_wasThere)
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
    const bool restsOnFeatures = !m_run.details.features.empty(); // which may be gone when it is fitted again
    return m_recommender->traits().keepsRecipeOnly && !restsOnFeatures && bytes > kLargestKeptSnapshotBytes;
}

void Training::keep(const Evaluation &test)
{
    RunStore runs(m_project);
    m_run.status = RunStatus::Training;
    if (m_run.id.value == 0)
        m_run.id = runs.insert(m_run);
    if (!keepsRecipeOnly()) {
        const auto &dataset = m_judge->split().dataset();
        const auto out = runs.createSnapshot(m_run.id);
        KeptRun::save(*out, *m_recommender, dataset.itemIds, dataset.userIds);
        out->close();
    }
    m_judge->keepUserMetrics(runs, m_run.id, test);
    m_run.status = RunStatus::Done;
    m_run.details.checkpointEpoch.reset();
    runs.update(m_run);
    m_checkpoints.clear();
}

/// Fits and judges on the validation part; nothing is kept.
double Training::tryOut()
{
    if (!m_judge->hasValidation())
        throw Error("train.no-validation",
                    QT_TRANSLATE_NOOP("Error", "The split %1 has no validation part to learn the weights of kinds on: "
                                               "choose another split, or name the weights."),
                    {m_judge->protocol().split});
    fit();
    computeOn(m_request.device, [&] { m_judge->judge(*m_recommender, Part::Valid, false, m_run, m_job); });
    m_checkpoints.discard();
    const auto found = m_run.validation.find(m_request.protocol.select);
    return found == m_run.validation.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
}

TrainResult Training::finish()
{
    TrainResult result;
    try {
        Evaluation test;
        computeOn(m_request.device, [&] { test = evaluate(); });
        keepShape(m_run, *m_judge->train());
        m_run.details.parametersCount = m_recommender->parameterCount();
        m_run.details.peakMemoryBytes = peakMemoryBytes();
        m_job.checkpoint();
        m_job.progress(.97, QStringLiteral("keeping the run"));
        m_run.status = RunStatus::Done;
        if (!m_project.isReadOnly())
            keep(test);
        if (m_request.keepLists)
            result.lists = m_judge->keyedLists(test);
    } catch (...) { // the checkpoint, if there is one, is all but the evaluation
        ended(true);
        throw;
    }
    m_job.progress(1, QStringLiteral("done"));
    result.run = m_run;
    result.run.asksForViews = asksForViews(m_project, m_run.protocol);
    return result;
}

std::shared_ptr<const Split> narrowed(const Split &split, const QStringList &targetKinds, RunId run)
{
    const auto &kinds = split.dataset().kinds;
    std::vector<bool> relevant(kinds.size());
    for (const auto &word : targetKinds) {
        bool isKnown = false;
        for (std::size_t k = 0; k < kinds.size(); ++k)
            if (word == QString::fromStdString(kinds[k].name) || word == QLatin1String(meaningName(kinds[k].meaning)))
                relevant[k] = isKnown = true;
        if (!isKnown)
            throw Error("evaluate.no-targets",
                        QT_TRANSLATE_NOOP("Error", "Run %1 was trained without events of the kind %2. It knows, the "
                                                   "nearest first: %3."),
                        {QString::number(run.value), word, kindsThereAre(kinds, word)});
    }
    return split.judgedBy(std::move(relevant));
}

/// The split that a kept run is judged again by.
/// @throws Error evaluate.data-changed, evaluate.other-split, evaluate.no-targets
std::shared_ptr<const Split> splitToJudge(const Project &project, const RunSummary &run,
                                          const ReevaluationRequest &request, DatasetCache &datasets, JobContext &job)
{
    RunSummary asked = run;
    if (!request.split.isEmpty())
        asked.protocol.split = SplitSpec::parse(request.split).text();
    const auto [split, sameData] = splitAgain(project, asked, datasets, job);
    const auto number = QString::number(request.run.value);
    if (!sameData && asked.protocol.split != run.protocol.split)
        throw Error("evaluate.other-split",
                    QT_TRANSLATE_NOOP("Error", "Run %1 learnt from other events than the split %2 leaves to learn "
                                               "from, so its figures there would be too good or too bad: train it "
                                               "with that split."),
                    {number, asked.protocol.split});
    if (!sameData)
        throw Error("evaluate.data-changed",
                    QT_TRANSLATE_NOOP("Error",
                                      "The project's data has changed since run %1 was trained, so its test part is no "
                                      "longer what it was. Train it again to judge it on today's data."),
                    {number});
    auto judged = request.targetKinds.isEmpty() ? split : narrowed(*split, request.targetKinds, request.run);
    if (judged->spec().kind != SplitKind::None)
        job.note(judgedText(judged->judgeable()));
    return judged;
}

using KindWeights = std::map<QString, double>;

/// What the project says (customary weights where it weighs all alike), all alike, and both nearer and farther apart.
std::vector<KindWeights> weightsToTry(const Split &split)
{
    KindWeights said, customary;
    for (const auto &[name, weight] : split.kindWeights())
        said[QString::fromStdString(name)] = weight;
    for (const auto &kind : split.dataset().kinds)
        if (const auto known = said.find(QString::fromStdString(kind.name)); known != said.end())
            customary[known->first] = customaryWeight(kind.meaning);
    const auto first = said.begin()->second;
    const bool alike = std::ranges::all_of(said, [first](const auto &kind) { return kind.second == first; });
    std::vector<KindWeights> tries;
    for (const double power : {1., 0., .5, 2.}) {
        auto weights = alike ? customary : said;
        for (auto &[kind, weight] : weights)
            weight = std::pow(weight, power);
        const auto lightest = std::ranges::min(std::views::values(weights)); // only what they are to it counts
        for (auto &[kind, weight] : weights)
            weight /= lightest;
        if (std::ranges::find(tries, weights) == tries.end())
            tries.push_back(std::move(weights));
    }
    return tries;
}

QString inWords(const KindWeights &weights)
{
    QStringList parts;
    for (const auto &[kind, weight] : weights)
        parts << kind + u'=' + QString::number(weight, 'g', 4);
    return parts.join(u',');
}

/// What trying some weights came to.
struct TriedWeights
{
    KindWeights weights;
    double figure;

    QString text() const { return QStringLiteral("%1: %2").arg(inWords(weights), QString::number(figure, 'f', 4)); }
};

QString nothingToWeighText(const Split &split)
{
    KindWeights said;
    for (const auto &[name, weight] : split.kindWeights())
        said[QString::fromStdString(name)] = weight;
    if (said.size() == 1)
        return QStringLiteral("There are no weights to learn: %1 is the only kind that is learnt from.")
            .arg(said.begin()->first);
    return QStringLiteral("There are no weights to try: the kinds that are learnt from usually weigh alike (%1). "
                          "--kind-weight KIND=W names others.")
        .arg(inWords(said));
}

bool areLevel(const std::vector<TriedWeights> &tried)
{
    return std::ranges::all_of(tried, [&](const auto &one) { return one.figure == tried.front().figure; });
}

/// @param judged  "NDCG@10 on the validation part of time:0.8,0.1,0.1"
QString weighedText(const std::vector<TriedWeights> &tried, const TriedWeights &best, const QString &judged)
{
    if (std::isnan(best.figure))
        return QStringLiteral("There is no %1 to choose weights of kinds by, so those of the project stay.")
            .arg(judged);
    QStringList all;
    for (const auto &one : tried)
        all << one.text();
    if (areLevel(tried))
        return QStringLiteral("The weights of kinds make no difference here, so those of the project stay: by %1 all "
                              "that were tried are level (%2).")
            .arg(judged, all.join(QStringLiteral("; ")));
    return QStringLiteral("Weights of kinds, chosen by %1: %2. Tried were %3.")
        .arg(judged, inWords(best.weights), all.join(QStringLiteral("; ")));
}

/// The first of equals; none, so that what the project says stays, where nothing is better than the rest.
KindWeights weightsBestOnValidation(const Project &project, TrainRequest request, JobContext &job, RunShelf &shelf)
{
    request.keepLists = false;
    const auto recommender = makeRecommender(request.recommender, request.parameters);
    const auto split = shelf.datasets().split(project, request.protocol, job, openTargets(*recommender));
    const auto tries = weightsToTry(*split);
    if (tries.size() < 2) {
        job.note(nothingToWeighText(*split));
        return {};
    }
    std::vector<TriedWeights> tried;
    std::string figure;
    for (std::size_t t = 0; t < tries.size(); ++t) {
        const auto share = 1 / static_cast<double>(tries.size());
        PartOfJob part(job, static_cast<double>(t) * share, static_cast<double>(t + 1) * share);
        request.protocol.kindWeights = tries[t];
        Training training(project, request, part, &shelf);
        tried.push_back({tries[t], training.tryOut()});
        figure = training.choosingFigure();
    }
    const auto worth = [&](const TriedWeights &one) {
        return std::isnan(one.figure) ? -std::numeric_limits<double>::infinity() : higherIsBetter(figure, one.figure);
    };
    const auto &best = *std::ranges::max_element(tried, {}, worth);
    job.note(weighedText(
        tried, best,
        QStringLiteral("%1 on the validation part of %2").arg(QString::fromStdString(figure), split->spec().text())));
    return std::isnan(best.figure) || areLevel(tried) ? KindWeights() : best.weights;
}

} // namespace

TrainResult trainRun(const Project &project, const TrainRequest &request, JobContext &job, RunShelf *shelf)
{
    auto chosen = request;
    chosen.giveRows();
    std::optional<RunShelf> own;
    auto &runs = shelf ? *shelf : own.emplace(project);
    std::optional<PartOfJob> rest;
    if (request.learnWeights) {
        PartOfJob trying(job, 0, .75);
        chosen.protocol.kindWeights = weightsBestOnValidation(project, chosen, trying, runs);
        rest.emplace(job, .75, 1);
    }
    Training training(project, chosen, rest ? *rest : job, &runs);
    training.fit();
    return training.finish();
}

TrainResult resumeRun(const Project &project, RunId run, JobContext &job, RunShelf *shelf, bool keepLists)
{
    const auto stopped = RunStore(project).known(run);
    if (stopped.status != RunStatus::Stopped)
        throw Error(
            "run.not-stopped",
            QT_TRANSLATE_NOOP("Error", "Run %1 was not stopped while training, so there is nothing to go on with."),
            {QString::number(run.value)});
    auto request = requestOf(stopped);
    request.keepLists = keepLists;
    Training training(project, request, job, shelf);
    training.goOn(stopped);
    return training.finish();
}

TrainResult updateRun(const Project &project, RunId run, JobContext &job, RunShelf *shelf)
{
    std::optional<RunShelf> own;
    auto &runs = shelf ? *shelf : own.emplace(project);
    PartOfJob reading(job, 0, .05);
    const auto kept = runs.load(run, reading);
    if (!dynamic_cast<const Updates *>(&kept->recommender()))
        throw Error(
            "recommender.no-update",
            QT_TRANSLATE_NOOP("Error", "This recommender cannot learn new events on top: train it from scratch."));
    auto request = requestOf(kept->record());
    request.name.clear();
    PartOfJob rest(job, .05, 1);
    Training training(project, request, rest, &runs);
    training.update(*kept);
    return training.finish();
}

namespace {

/// What is asked of a run that was trained by another protocol.
Protocol askedOf(const Protocol &trained, const ReevaluationRequest &request)
{
    auto asked = trained;
    static_cast<EvaluationProtocol &>(asked) = request.protocol;
    asked.seed = trained.seed;
    asked.targets = request.targets;
    if (asked.candidates == CandidateKind::Catalogue && !trained.filter.catalogue)
        throw Error("evaluate.no-catalogue",
                    QT_TRANSLATE_NOOP("Error", "Run %1 has no rows for products without events, so it cannot be judged "
                                               "on the whole catalogue: train it with --candidates catalogue."),
                    {QString::number(request.run.value)});
    return asked;
}

/// Judges on both parts, into the run's record.
Evaluation judgeAgain(const RunJudge &judge, const Recommender &recommender, bool keepLists, RunRecord &run,
                      JobContext &job)
{
    const Stopwatch evaluating;
    PartOfJob valid(job, .5, .7), testing(job, .7, .98);
    run.validation.clear();
    if (judge.hasValidation())
        judge.judge(recommender, Part::Valid, false, run, valid);
    auto test = judge.judge(recommender, Part::Test, keepLists, run, testing);
    run.evaluateSeconds = evaluating.seconds();
    run.protocol = judge.protocol();
    return test;
}

/// The kept run of the same model with the same figures under the same protocol: a second one would stand beside it in
/// every table and say the same.
std::optional<RunId> keptAlready(const RunStore &store, const RunRecord &run)
{
    const auto protocol = run.protocol.toJson();
    const auto says = [&](const RunRecord &kept) {
        return kept.ofRun.value_or(kept.id) == run.ofRun && kept.protocol.toJson() == protocol &&
               kept.validation == run.validation && kept.test == run.test;
    };
    const auto all = store.all();
    const auto found = std::ranges::find_if(all, says);
    return found == all.end() ? std::nullopt : std::optional(found->id);
}

} // namespace

TrainResult reevaluateRun(const Project &project, const ReevaluationRequest &request, JobContext &job, RunShelf *shelf)
{
    std::optional<RunShelf> own;
    auto &runs = shelf ? *shelf : own.emplace(project);
    PartOfJob load(job, 0, .4);
    const auto kept = runs.get(request.run, load);
    const auto &trained = kept->record().protocol;
    PartOfJob splitting(job, .4, .5);
    const auto split = splitToJudge(project, kept->record(), request, runs.datasets(), splitting);
    const auto asked = askedOf(trained, request);
    const auto facts = runs.datasets().facts(project, trained.filter, splitting);
    RunJudge judge(taskOf(kept->recommender().traits()), split, asked, facts);
    judge.setDialects(request.dialects);
    noteWhatMaskHides(kept->recommender().traits(), asked, splitting);
    TrainResult result;
    auto &run = result.run;
    run = kept->record();
    if (!request.split.isEmpty())
        judge.describe(run);
    const auto test = judgeAgain(judge, kept->recommender(), request.keepLists, run, job);
    run.asksForViews = asksForViews(project, run.protocol);
    run.at = QDateTime::currentMSecsSinceEpoch();
    run.ofRun = run.ofRun.value_or(request.run);
    if (!project.isReadOnly()) {
        RunStore store(project);
        const auto kept = keptAlready(store, run);
        run.id = kept ? *kept : store.insert(run);
        if (!kept)
            judge.keepUserMetrics(store, run.id, test);
        else
            job.note(QStringLiteral("Run %1 was judged so before, with the same figures: no second one is kept.")
                         .arg(kept->value));
    }
    if (request.keepLists)
        result.lists = judge.keyedLists(test);
    result.dialects = test.dialects;
    return result;
}

} // namespace aisle
