#include "core/workflow/training.h"

#include "core/common/memory.h"
#include "core/common/parallel.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"
#include "core/workflow/keptrun.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <chrono>
#include <cmath>

namespace aisle {

namespace {

constexpr std::int64_t kLargestKeptSnapshotBytes = 64 << 20;
constexpr std::size_t kCachedDatasets = 2;
constexpr std::size_t kCachedSplits = 3;

class Stopwatch
{
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

QString compactJson(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonArray toArray(const std::vector<int> &numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array.append(number);
    return array;
}

std::vector<int> toInts(const QJsonArray &array)
{
    std::vector<int> numbers;
    for (const auto &value : array)
        numbers.push_back(value.toInt());
    return numbers;
}

/// Catalogue facts that metrics want: the category of each product of the dataset, or nothing.
std::vector<std::string> categoriesOf(const Project &project, const Dataset &dataset)
{
    std::vector<std::string> categories(dataset.itemCount());
    bool any = false;
    const Catalogue catalogue(project);
    for (const auto &item : catalogue.items(dataset.itemIds)) {
        if (const auto index = dataset.findItem(item.id); index && !item.category.isEmpty()) {
            categories[index->value] = item.category.toStdString();
            any = true;
        }
    }
    return any ? categories : std::vector<std::string>{};
}

std::vector<KeyedList> keyedLists(const Evaluation &evaluation, const Dataset &dataset, Targets targets)
{
    std::vector<KeyedList> lists;
    for (std::size_t i = 0; i < evaluation.lists.size(); ++i) {
        KeyedList list;
        list.user = dataset.userKeys[evaluation.users[i].value];
        if (targets == Targets::EachNext)
            list.user.append(1, ':').append(std::to_string(evaluation.positions[i]));
        for (const auto &ranked : evaluation.lists[i])
            list.items.emplace_back(dataset.itemKeys[ranked.item.value], ranked.score);
        lists.push_back(std::move(list));
    }
    return lists;
}

/// A figure of each shopper: the cases of one shopper (each-next) are averaged.
UserMetric perUser(const Evaluation &evaluation, const std::vector<float> &values, const Dataset &dataset)
{
    std::vector<std::pair<std::uint32_t, float>> pairs;
    for (std::size_t i = 0; i < values.size(); ++i)
        pairs.emplace_back(evaluation.users[i].value, values[i]);
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto &x, const auto &y) { return x.first < y.first; });
    UserMetric metric;
    for (std::size_t i = 0; i < pairs.size();) {
        double sum = 0;
        const auto first = i;
        for (; i < pairs.size() && pairs[i].first == pairs[first].first; ++i)
            sum += pairs[i].second;
        metric.users.push_back(dataset.userIds[pairs[first].first]);
        metric.values.push_back(static_cast<float>(sum / static_cast<double>(i - first)));
    }
    return metric;
}

/// Per-shopper figures are kept at one cut-off only: at all of them a large log's runs would outgrow the log.
void keepUserMetrics(RunStore &runs, RunId id, const Evaluation &evaluation, const Dataset &dataset,
                     const std::string &select)
{
    const auto at = select.find('@');
    const auto suffix = at == std::string::npos ? std::string("@10") : select.substr(at);
    for (const auto &[name, values] : evaluation.perCase) {
        if (name.ends_with(suffix) || name.find('@') == std::string::npos)
            runs.writeUserMetric(id, name, perUser(evaluation, values, dataset));
    }
}

QJsonObject protocolJson(const EvaluationProtocol &protocol, Targets targets, const Split &split,
                         const std::string &select)
{
    QJsonArray kinds;
    QJsonArray wanted;
    const auto &dataset = split.dataset();
    for (std::size_t k = 0; k < dataset.kinds.size(); ++k) {
        if (dataset.learnt[k])
            kinds.append(QString::fromStdString(dataset.kinds[k].name));
        if (dataset.wanted[k])
            wanted.append(QString::fromStdString(dataset.kinds[k].name));
    }
    return {{QStringLiteral("split"), split.spec().text()},
            {QStringLiteral("mask"), QString::fromLatin1(maskName(protocol.mask))},
            {QStringLiteral("targets"), QString::fromLatin1(targetsName(targets))},
            {QStringLiteral("candidates"), protocol.candidatesText()},
            {QStringLiteral("kinds"), kinds},
            {QStringLiteral("target_kinds"), wanted},
            {QStringLiteral("filters"), dataset.filter.toJson()},
            {QStringLiteral("cutoffs"), toArray(protocol.cutoffs)},
            {QStringLiteral("select"), QString::fromStdString(select)},
            {QStringLiteral("data_hash"), split.dataHash()}};
}

DatasetShape shapeOf(const Split &split)
{
    const auto train = split.trainingSet(split.spec().kind == SplitKind::None);
    DatasetShape shape;
    shape.users = train->userCount();
    shape.items = train->itemCount();
    shape.events = train->visitCount();
    shape.pairs = train->byUser().entries();
    shape.meanHistory = shape.users ? static_cast<double>(shape.events) / static_cast<double>(shape.users) : 0;
    return shape;
}

/// Everything a fit and its figures need, in one place so that train and re-evaluate are the same code after it.
struct Judge
{
    const Project &project;
    const Split &split;
    EvaluationProtocol protocol;
    Targets targets;
    std::string select;
    std::shared_ptr<const TrainingSet> train;
    std::vector<std::string> categories;

    EvaluationContext context(const Embedding *vectors = nullptr) const
    {
        EvaluationContext facts;
        facts.train = train.get();
        facts.dataset = &split.dataset();
        facts.itemCategories = categories.empty() ? nullptr : &categories;
        facts.itemVectors = vectors;
        return facts;
    }

    /// Figures of the validation or test part, written into the run.
    Evaluation judge(const Recommender &recommender, Part part, bool keepLists, RunRecord &run, JobContext &job) const
    {
        const auto heldOut = split.heldOut(part, targets);
        auto withSelect = protocol;
        const auto at = select.find('@');
        const int selectCutoff = at == std::string::npos ? 10 : std::stoi(select.substr(at + 1));
        if (std::find(withSelect.cutoffs.begin(), withSelect.cutoffs.end(), selectCutoff) == withSelect.cutoffs.end())
            withSelect.cutoffs.push_back(selectCutoff);
        std::sort(withSelect.cutoffs.begin(), withSelect.cutoffs.end());
        auto evaluation = evaluate(recommender, heldOut, withSelect, context(), job, keepLists);
        (part == Part::Test ? run.test : run.validation) = evaluation.metrics;
        if (part == Part::Test) {
            run.details.insert(QStringLiteral("users_evaluated"), static_cast<qint64>(evaluation.evaluated));
            run.details.insert(QStringLiteral("users_skipped"), static_cast<qint64>(evaluation.skipped));
            run.details.insert(QStringLiteral("repeats"), heldOut.repeats);
        }
        return evaluation;
    }
};

void describeSplit(RunRecord &run, const Split &split)
{
    const auto &dataset = split.dataset();
    run.details.insert(QStringLiteral("shape"),
                       QJsonObject{{QStringLiteral("users"), static_cast<qint64>(dataset.userCount())},
                                   {QStringLiteral("items"), static_cast<qint64>(dataset.itemCount())},
                                   {QStringLiteral("train"), static_cast<qint64>(split.count(Part::Train))},
                                   {QStringLiteral("valid"), static_cast<qint64>(split.count(Part::Valid))},
                                   {QStringLiteral("test"), static_cast<qint64>(split.count(Part::Test))}});
    QJsonArray kindNames; // what a visit's kind position means to the fitted recommender
    for (const auto &kind : dataset.kinds)
        kindNames.append(QString::fromStdString(kind.name));
    run.details.insert(QStringLiteral("kind_names"), kindNames);
    run.details.insert(QStringLiteral("leak"), split.leak());
    run.details.insert(QStringLiteral("user_leak"), split.userLeak());
}

void keepSnapshot(RunStore &runs, RunId id, const Recommender &recommender, const Dataset &dataset)
{
    const auto bytes = recommender.parameterCount() * static_cast<std::int64_t>(sizeof(float));
    if (recommender.traits().keepsRecipeOnly && bytes > kLargestKeptSnapshotBytes)
        return;
    const auto out = runs.createSnapshot(id);
    KeptRun::save(*out, recommender, dataset.itemIds, dataset.userIds);
    out->close();
}

/// Keeps the trainer's epochs for the record while passing them on.
class EpochKeeper : public PartOfJob
{
public:
    EpochKeeper(JobContext &whole, double from, double to) : PartOfJob(whole, from, to) {}
    void report(const EpochReport &epoch) override
    {
        epochs.push_back(epoch);
        PartOfJob::report(epoch);
    }
    std::vector<EpochReport> epochs;
};

/// A fit's own progress never falls; validating inside an epoch must not move it.
class QuietPart : public JobContext
{
public:
    explicit QuietPart(JobContext &whole) : m_whole(whole) {}
    void checkpoint() override { m_whole.checkpoint(); }
    bool finishEarly() const override { return m_whole.finishEarly(); }
    void progress(double, const QString &) override {}

private:
    JobContext &m_whole;
};

} // namespace

const char *targetsName(Targets targets)
{
    switch (targets) {
    case Targets::All:
        return "all";
    case Targets::Next:
        return "next";
    case Targets::EachNext:
        return "each-next";
    }
    return "";
}

Targets targetsFromName(const QString &name)
{
    for (const auto targets : {Targets::All, Targets::Next, Targets::EachNext}) {
        if (name == QLatin1String(targetsName(targets)))
            return targets;
    }
    throw Error("targets.unknown", QT_TRANSLATE_NOOP("Error", "Targets cannot be %1: choose all, next or each-next."),
                {name});
}

const char *maskName(MaskSeen mask)
{
    return mask == MaskSeen::Yes ? "seen" : "none";
}

MaskSeen maskFromName(const QString &name)
{
    if (name == QLatin1String("seen"))
        return MaskSeen::Yes;
    if (name == QLatin1String("none"))
        return MaskSeen::No;
    throw Error("mask.unknown", QT_TRANSLATE_NOOP("Error", "The mask cannot be %1: choose seen or none."), {name});
}

QJsonObject TrainRequest::toJson() const
{
    return {{QStringLiteral("recommender"), QString::fromStdString(recommender)},
            {QStringLiteral("parameters"), parameters},
            {QStringLiteral("filter"), filter.toJson()},
            {QStringLiteral("split"), split},
            {QStringLiteral("seed"), static_cast<qint64>(seed)},
            {QStringLiteral("mask"), QString::fromLatin1(maskName(protocol.mask))},
            {QStringLiteral("candidates"), protocol.candidatesText()},
            {QStringLiteral("cutoffs"), toArray(protocol.cutoffs)},
            {QStringLiteral("targets"), QString::fromLatin1(targetsName(targets))},
            {QStringLiteral("select"), QString::fromStdString(select)},
            {QStringLiteral("validate_every"), validateEvery},
            {QStringLiteral("patience"), patience},
            {QStringLiteral("name"), name}};
}

TrainRequest TrainRequest::fromJson(const QJsonObject &json)
{
    TrainRequest request;
    request.recommender = json.value(QStringLiteral("recommender")).toString().toStdString();
    request.parameters = json.value(QStringLiteral("parameters")).toObject();
    request.filter = DatasetFilter::fromJson(json.value(QStringLiteral("filter")).toObject());
    request.split = json.value(QStringLiteral("split")).toString();
    request.seed = static_cast<std::uint64_t>(json.value(QStringLiteral("seed")).toInteger(1));
    request.protocol.mask = maskFromName(json.value(QStringLiteral("mask")).toString(QStringLiteral("seen")));
    request.protocol.setCandidates(json.value(QStringLiteral("candidates")).toString(QStringLiteral("all")));
    request.protocol.cutoffs = toInts(json.value(QStringLiteral("cutoffs")).toArray());
    request.targets = targetsFromName(json.value(QStringLiteral("targets")).toString(QStringLiteral("all")));
    request.select = json.value(QStringLiteral("select")).toString(QStringLiteral("NDCG@10")).toStdString();
    request.validateEvery = json.value(QStringLiteral("validate_every")).toInt(1);
    request.patience = json.value(QStringLiteral("patience")).toInt(10);
    request.name = json.value(QStringLiteral("name")).toString();
    return request;
}

TrainResult trainRun(const Project &project, const TrainRequest &request, JobContext &job, DatasetCache *cache)
{
    DatasetCache own;
    auto &data = cache ? *cache : own;
    TrainResult result;
    auto &run = result.run;
    const auto &info = recommenderInfo(request.recommender);
    run.parameters = info.schema.complete(request.parameters);
    const auto recommender = info.make(run.parameters);

    const Stopwatch loading;
    PartOfJob load(job, 0, .1);
    const auto split = data.split(project, request.filter, request.split, request.seed, load);
    const bool everything = split->spec().kind == SplitKind::None;
    Judge judge{project,
                *split,
                request.protocol,
                request.targets,
                request.select,
                split->trainingSet(everything),
                categoriesOf(project, split->dataset())};
    judge.protocol.seed = request.seed;
    run.loadSeconds = loading.seconds();

    FitOptions options;
    options.seed = request.seed;
    options.device = request.device;
    options.validateEvery = std::max(1, request.validateEvery);
    options.patience = request.patience;
    QuietPart quiet(job);
    if (split->spec().hasValidation() && split->count(Part::Valid) > 0 && request.validateEvery > 0) {
        options.validate = [&, valid = split->heldOut(Part::Valid, request.targets)](const Recommender &state) {
            return evaluateOne(request.select, state, valid, judge.protocol, judge.context(), quiet);
        };
    } else if (recommender->traits().iterative) {
        job.note(QStringLiteral("There is no validation part: the last epoch counts."));
    }

    run.at = QDateTime::currentMSecsSinceEpoch();
    const Stopwatch fitting;
    EpochKeeper fit(job, .1, everything ? .95 : .75);
    recommender->fit(*judge.train, options, fit);
    run.fitSeconds = fitting.seconds();
    run.epochs = std::move(fit.epochs);
    run.bestEpoch = options.validate ? recommender->bestEpoch() : std::nullopt;

    const Stopwatch evaluating;
    Evaluation test;
    if (!everything && split->spec().hasValidation() && split->count(Part::Valid) > 0) {
        PartOfJob part(job, .75, .85);
        judge.judge(*recommender, Part::Valid, false, run, part);
    }
    if (!everything && request.test) {
        PartOfJob part(job, .85, .95);
        test = judge.judge(*recommender, Part::Test, request.keepLists, run, part);
    }
    run.evaluateSeconds = evaluating.seconds();

    run.name = request.name;
    run.recommender = QString::fromStdString(request.recommender);
    run.protocol = protocolJson(judge.protocol, request.targets, *split, request.select);
    run.seed = request.seed;
    run.dataHash = run.protocol.value(QStringLiteral("data_hash")).toString();
    run.device = request.device == Device::Cuda ? QStringLiteral("cuda") : QStringLiteral("cpu");
    run.version = QStringLiteral(AISLE_VERSION);
    run.status = QStringLiteral("done");
    describeSplit(run, *split);
    for (const auto *counted : {"users_evaluated", "users_skipped", "repeats"}) { // where nothing was tested
        if (!run.details.contains(QString::fromLatin1(counted)))
            run.details.insert(QString::fromLatin1(counted), 0);
    }
    run.details.insert(QStringLiteral("request"), request.toJson());
    run.details.insert(QStringLiteral("parameters_count"), static_cast<qint64>(recommender->parameterCount()));
    run.details.insert(QStringLiteral("peak_memory_bytes"), static_cast<qint64>(peakMemoryBytes()));
    run.details.insert(QStringLiteral("threads"), threadCount());

    job.checkpoint();
    job.progress(.97, QStringLiteral("keeping the run"));
    if (!project.isReadOnly()) {
        RunStore runs(project);
        run.status = QStringLiteral("training");
        run.id = runs.insert(run);
        try {
            keepSnapshot(runs, run.id, *recommender, split->dataset());
            keepUserMetrics(runs, run.id, test, split->dataset(), request.select);
            run.status = QStringLiteral("done");
            runs.update(run);
        } catch (...) {
            runs.remove(run.id);
            runs.purge();
            throw;
        }
    }
    if (request.keepLists)
        result.lists = keyedLists(test, split->dataset(), request.targets);
    job.progress(1, QStringLiteral("done"));
    return result;
}

TrainEstimate estimateTraining(const Project &project, const TrainRequest &request, JobContext &job,
                               DatasetCache *cache)
{
    DatasetCache own;
    const auto split = (cache ? *cache : own).split(project, request.filter, request.split, request.seed, job);
    TrainEstimate estimate;
    estimate.shape = shapeOf(*split);
    estimate.resources = makeRecommender(request.recommender, request.parameters)->estimate(estimate.shape);
    estimate.availableBytes = availableMemoryBytes();
    estimate.leak = split->leak();
    estimate.train = split->count(Part::Train);
    estimate.valid = split->count(Part::Valid);
    estimate.test = split->count(Part::Test);
    if (estimate.test > 0)
        estimate.repeats = split->heldOut(Part::Test, request.targets).repeats;
    const auto &events = split->dataset().events;
    for (std::size_t i = 0; i < events.at.size(); ++i) {
        if (events.at[i] == kNoTime)
            continue;
        const auto earlier = [&](std::optional<std::int64_t> &at) {
            at = std::min(at.value_or(events.at[i]), events.at[i]);
        };
        earlier(estimate.firstAt);
        estimate.lastAt = std::max(estimate.lastAt.value_or(events.at[i]), events.at[i]);
        if (split->parts()[i] == Part::Valid)
            earlier(estimate.validFrom);
        if (split->parts()[i] == Part::Test)
            earlier(estimate.testFrom);
    }
    return estimate;
}

TrainResult reevaluateRun(const Project &project, const ReevaluationRequest &request, JobContext &job,
                          DatasetCache *cache)
{
    DatasetCache own;
    auto &data = cache ? *cache : own;
    PartOfJob load(job, 0, .4);
    const auto kept = KeptRun::load(project, request.run, load, &data);
    const auto trained = TrainRequest::fromJson(kept->record().details.value(QStringLiteral("request")).toObject());
    PartOfJob splitting(job, .4, .5);
    auto split = data.split(project, trained.filter, trained.split, trained.seed, splitting);
    if (split->dataHash() != kept->record().dataHash)
        throw Error("evaluate.data-changed",
                    QT_TRANSLATE_NOOP("Error",
                                      "The project's data has changed since run %1 was trained, so its test part is no "
                                      "longer what it was. Train it again to judge it on today's data."),
                    {QString::number(request.run.value)});
    if (!request.targetKinds.isEmpty()) {
        auto narrowed = std::make_shared<Dataset>(split->dataset());
        for (std::size_t k = 0; k < narrowed->kinds.size(); ++k) {
            const auto &kind = narrowed->kinds[k];
            narrowed->wanted[k] = request.targetKinds.contains(QString::fromStdString(kind.name)) ||
                                  request.targetKinds.contains(QString::fromLatin1(meaningName(kind.meaning)));
        }
        if (std::find(narrowed->wanted.begin(), narrowed->wanted.end(), true) == narrowed->wanted.end())
            throw Error("evaluate.no-targets",
                        QT_TRANSLATE_NOOP("Error", "Run %1 was trained without events of the kinds %2."),
                        {QString::number(request.run.value), request.targetKinds.join(QStringLiteral(", "))});
        split = std::make_shared<Split>(narrowed, split->spec(), trained.seed);
    }

    TrainResult result;
    auto &run = result.run;
    run = kept->record();
    Judge judge{project,
                *split,
                request.protocol,
                request.targets,
                trained.select,
                split->trainingSet(),
                categoriesOf(project, split->dataset())};
    judge.protocol.seed = trained.seed;
    const Stopwatch evaluating;
    PartOfJob valid(job, .5, .7);
    if (split->spec().hasValidation() && split->count(Part::Valid) > 0)
        judge.judge(kept->recommender(), Part::Valid, false, run, valid);
    PartOfJob testing(job, .7, .98);
    const auto test = judge.judge(kept->recommender(), Part::Test, request.keepLists, run, testing);
    run.evaluateSeconds = evaluating.seconds();
    run.protocol = protocolJson(judge.protocol, request.targets, *split, trained.select);
    run.at = QDateTime::currentMSecsSinceEpoch();
    const auto origin = run.details.value(QStringLiteral("of_run")).toInteger(request.run.value);
    run.details.insert(QStringLiteral("of_run"), origin);
    if (!project.isReadOnly()) {
        RunStore runs(project);
        run.id = runs.insert(run);
        keepUserMetrics(runs, run.id, test, split->dataset(), trained.select);
    }
    if (request.keepLists)
        result.lists = keyedLists(test, split->dataset(), request.targets);
    return result;
}

std::shared_ptr<const Dataset> DatasetCache::dataset(const Project &project, const DatasetFilter &filter,
                                                     JobContext &job)
{
    const auto key = project.path() + compactJson(filter.toJson());
    {
        const std::lock_guard lock(m_guard);
        for (const auto &[known, dataset] : m_datasets) {
            if (known == key)
                return dataset;
        }
    }
    auto loaded = std::make_shared<const Dataset>(Dataset::load(project, filter, job));
    const std::lock_guard lock(m_guard);
    m_datasets.insert(m_datasets.begin(), {key, loaded});
    m_datasets.resize(std::min(m_datasets.size(), kCachedDatasets));
    return loaded;
}

std::shared_ptr<const Split> DatasetCache::split(const Project &project, const DatasetFilter &filter,
                                                 const QString &spec, std::uint64_t seed, JobContext &job)
{
    const auto data = dataset(project, filter, job);
    const auto parsed = spec.isEmpty() ? SplitSpec::defaultFor(*data) : SplitSpec::parse(spec);
    const auto key = project.path() + compactJson(filter.toJson()) + parsed.text() + QString::number(seed);
    {
        const std::lock_guard lock(m_guard);
        for (const auto &[known, split] : m_splits) {
            if (known == key)
                return split;
        }
    }
    auto made = std::make_shared<const Split>(data, parsed, seed);
    const std::lock_guard lock(m_guard);
    m_splits.insert(m_splits.begin(), {key, made});
    m_splits.resize(std::min(m_splits.size(), kCachedSplits));
    return made;
}

void DatasetCache::clear()
{
    const std::lock_guard lock(m_guard);
    m_datasets.clear();
    m_splits.clear();
}

} // namespace aisle
