#include "core/runs/training/estimating.h"

#include "core/common/memory.h"
#include "core/common/parallel.h"
#include "core/evaluate/task.h"
#include "core/numeric/calibration.h"
#include "core/numeric/machinespeed.h"
#include "core/recommend/abilities.h"
#include "core/recommend/registry.h"
#include "core/runs/datasetcache.h"
#include "core/runs/runstore.h"
#include "core/storage/graph/graphstore.h"
#include "core/storage/project.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr std::size_t kLatestRuns = 5;

/// In logarithms: of two the middle between them.
double medianOf(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto upper = values[values.size() / 2], lower = values[(values.size() - 1) / 2];
    return std::sqrt(upper * lower);
}

double epochsOf(const QJsonObject &parameters)
{
    return parameters.value(QStringLiteral("epochs")).toDouble();
}

/// One judgement of the validation part: mostly the product of all requests with all products.
double judgingSeconds(double cases, double items, double scoreCost)
{
    constexpr double kShareOfPeak = 1.4, kSecondsACase = 3.5e-6; // large products reach more than the calibration's
    return cases * (items * scoreCost / kShareOfPeak / machineSpeed().multiplyAdds + kSecondsACase / threadCount());
}

double judgingSeconds(const Recommender &recommender, const TrainEstimate::Judged &judged, double items)
{
    const auto *folds = dynamic_cast<const FoldsIn *>(&recommender);
    const double foldingIn =
        folds && judged.unseen > 0 ? judged.unseen * folds->foldInSeconds(judged.visits) * slowerThanReference() : 0;
    return judgingSeconds(judged.lists, items, recommender.scoreCost()) + foldingIn / threadCount();
}

/// Of the validation part, from the number of its events: a shopper new to the fit is one whose part it is alone.
TrainEstimate::Judged validationLists(const Protocol &protocol, const DatasetShape &shape, std::size_t valid)
{
    const double events = static_cast<double>(valid), users = static_cast<double>(shape.users);
    const bool eachNext = protocol.targets == Targets::EachNext;
    TrainEstimate::Judged judged{.lists = eachNext ? events : std::min(events, users), .visits = shape.meanHistory};
    if (protocol.split.startsWith(QLatin1String("new-users")))
        judged.unseen = judged.lists;
    else if (eachNext)
        judged.unseen = std::max(0., events - users);
    return judged;
}

/// @param valid  events of the validation part
double validationSeconds(const TrainRequest &request, const Recommender &recommender, const DatasetShape &shape,
                         std::size_t valid, double epochs)
{
    if (request.validateEvery <= 0 || valid == 0)
        return 0;
    auto judged = validationLists(request.protocol, shape, valid);
    const auto all = judged.lists;
    judged.lists = static_cast<double>(
        taskOf(recommender.traits()).mostJudged(static_cast<std::size_t>(all), shape.items, recommender.scoreCost()));
    judged.unseen *= judged.lists / std::max(1., all);
    return std::ceil(epochs / request.validateEvery) *
           judgingSeconds(recommender, judged, static_cast<double>(shape.items));
}

TrainEstimate::Judged listsOf(const HeldOut &heldOut)
{
    TrainEstimate::Judged judged{.lists = static_cast<double>(heldOut.cases.size())};
    for (const auto &one : heldOut.cases) {
        judged.unseen += !one.isTrainingHistory;
        judged.visits += static_cast<double>(one.input.size()) / judged.lists;
    }
    return judged;
}

/// Before any correction.
ResourceEstimate estimated(const TrainRequest &request, const DatasetShape &shape, std::size_t valid)
{
    const auto recommender = makeRecommender(request.recommender, request.parameters);
    auto resources = fitResources(*recommender, shape);
    resources.seconds *= slowerThanReference();
    if (recommender->traits().iterative) {
        const auto parameters = recommenderInfo(request.recommender).schema.complete(request.parameters);
        resources.seconds += validationSeconds(request, *recommender, shape, valid, epochsOf(parameters));
    }
    if (resources.deviceMemoryBytes == 0)
        resources.deviceMemoryBytes = resources.memoryBytes;
    return resources;
}

std::optional<DatasetShape> keptShape(const RunRecord &run)
{
    const auto &kept = run.details.learntFrom;
    if (!kept)
        return {};
    DatasetShape shape{.users = static_cast<std::uint64_t>(kept->users),
                       .items = static_cast<std::uint64_t>(kept->items),
                       .events = static_cast<std::uint64_t>(kept->events),
                       .pairs = static_cast<std::uint64_t>(kept->pairs),
                       .meanHistory = 0};
    shape.meanHistory =
        static_cast<double>(shape.events) / static_cast<double>(std::max<std::uint64_t>(1, shape.users));
    return shape;
}

struct Comparison
{
    double factor;
    std::optional<double> stoppedAfter; ///< epochs, when patience ended them
};

std::optional<Comparison> compared(const RunRecord &run)
{
    const auto shape = keptShape(run);
    if (!shape)
        return {};
    const auto valid = run.details.shape.value_or(RunShape{}).valid;
    auto expected = estimated(requestOf(run), *shape, static_cast<std::size_t>(valid)).seconds;
    const double asked = epochsOf(run.parameters);
    const double done = run.details.epochsDone;
    Comparison result{1, {}};
    if (done > 0 && done < asked) {
        expected *= done / asked;
        if (!run.details.stoppedByHand)
            result.stoppedAfter = done;
    }
    if (expected <= 0 || run.fitSeconds <= 0)
        return {};
    result.factor = run.fitSeconds / expected;
    return result;
}

std::map<std::string, std::vector<Comparison>> latestComparisons(const Project &project, Device device)
{
    const auto name = device == Device::Cuda ? QStringLiteral("cuda") : QStringLiteral("cpu");
    std::map<std::string, std::vector<Comparison>> seen;
    const RunStore store(project);
    auto runs = store.list();
    std::ranges::reverse(runs);
    for (const auto &run : runs) {
        auto &latest = seen[run.recommender.toStdString()];
        if (run.device != name || run.ofRun || run.updatedFrom || latest.size() == kLatestRuns)
            continue;
        try {
            if (const auto comparison = compared(store.known(run.id)))
                latest.push_back(*comparison);
        } catch (const Error &) { // a recommender or parameters that this version does not know
        }
    }
    return seen;
}

EstimateCorrection correctionFrom(const std::vector<Comparison> &latest, std::optional<double> known)
{
    std::vector<double> factors, stopped;
    for (const auto &comparison : latest) {
        factors.push_back(comparison.factor);
        if (comparison.stoppedAfter)
            stopped.push_back(*comparison.stoppedAfter);
    }
    auto correction = correctionOf(factors, known);
    if (!stopped.empty())
        correction.usualEpochs = medianOf(stopped);
    return correction;
}

std::map<std::string, EstimateCorrection> correctionsOf(const Project &project, Device device,
                                                        const Calibration *calibration)
{
    auto seen = latestComparisons(project, device);
    std::map<std::string, EstimateCorrection> corrections;
    for (const auto &info : recommenders()) {
        const auto known = calibration ? calibration->factor(info.id, device) : std::nullopt;
        const auto &latest = seen[info.id];
        if (known || !latest.empty())
            corrections[info.id] = correctionFrom(latest, known);
    }
    return corrections;
}

void tellTimes(const Split &split, TrainEstimate &estimate)
{
    const auto &events = split.dataset().events;
    for (std::size_t i = 0; i < events.at.size(); ++i) {
        if (events.at[i] == kNoTime)
            continue;
        const auto earlier = [&](std::optional<std::int64_t> &at) {
            at = std::min(at.value_or(events.at[i]), events.at[i]);
        };
        earlier(estimate.firstAt);
        estimate.lastAt = std::max(estimate.lastAt.value_or(events.at[i]), events.at[i]);
        if (split.parts()[i] == Part::Valid)
            earlier(estimate.validFrom);
        if (split.parts()[i] == Part::Test)
            earlier(estimate.testFrom);
    }
}

} // namespace

EstimateCorrection correctionOf(const std::vector<double> &factors, std::optional<double> known)
{
    constexpr double kOneRunSpread = 1.35, kLeastSpread = 1.15, kMostSpread = 2;
    EstimateCorrection correction{
        .runs = static_cast<int>(factors.size()), .factor = 1, .spread = kOneRunSpread, .usualEpochs = {}};
    auto votes = factors;
    if (factors.size() < 3 && (known || factors.size() == 2))
        votes.push_back(known.value_or(1));
    if (votes.empty())
        return correction;
    correction.factor = medianOf(votes);
    if (factors.size() < 2)
        return correction;
    std::vector<double> off;
    for (const double factor : factors)
        off.push_back(std::max(factor / correction.factor, correction.factor / factor));
    correction.spread = std::clamp(medianOf(off), kLeastSpread, kMostSpread);
    return correction;
}

std::optional<double> measuredFactor(const RunRecord &run)
{
    try {
        const auto comparison = compared(run);
        return comparison ? std::optional(comparison->factor) : std::nullopt;
    } catch (const Error &) {
        return {};
    }
}

TimeRange rangeOf(const TrainEstimate &known, const std::string &recommender, double seconds)
{
    constexpr double kUntriedSpread = 1.6; // most of the recommenders' own estimates are nearer (bench estimates)
    const auto found = known.corrections.find(recommender);
    const double spread = found == known.corrections.end() ? kUntriedSpread : found->second.spread;
    return {seconds / spread, seconds * spread};
}

ResourceEstimate fitResources(const Recommender &recommender, const DatasetShape &shape)
{
    constexpr double kWithEpochs = 1.6; // the best state so far, a checkpoint on its way, lists that judge
    auto resources = recommender.estimate(shape);
    if (recommender.traits().iterative)
        resources.memoryBytes = static_cast<std::int64_t>(static_cast<double>(resources.memoryBytes) * kWithEpochs);
    return resources;
}

DatasetCache::OpenTargets openTargets(const Recommender &recommender)
{
    return recommender.traits().predictsRatings ? DatasetCache::OpenTargets::AsLearnt
                                                : DatasetCache::OpenTargets::Strongest;
}

bool isTooLarge(std::int64_t neededBytes, std::int64_t availableBytes)
{
    return neededBytes / 3 * 2 > availableBytes;
}

DatasetShape shapeOf(const TrainingSet &train)
{
    DatasetShape shape;
    shape.users = train.userCount();
    shape.items = train.itemCount();
    shape.events = train.visitCount();
    shape.pairs = train.byUser().entries();
    shape.meanHistory = shape.users ? static_cast<double>(shape.events) / static_cast<double>(shape.users) : 0;
    return shape;
}

namespace {

void addGraph(const Project &project, DatasetShape &shape)
{
    const GraphStore graph(project);
    if (!graph.tiesProducts() && !graph.tiesShoppers())
        return;
    const auto all = graph.size();
    shape.entities = static_cast<std::uint64_t>(all.entities);
    shape.facts = static_cast<std::uint64_t>(all.triples);
}

} // namespace

void keepShape(RunRecord &run, const TrainingSet &train)
{
    const auto shape = shapeOf(train);
    run.details.learntFrom = LearntShape{.users = static_cast<std::int64_t>(shape.users),
                                         .items = static_cast<std::int64_t>(shape.items),
                                         .events = static_cast<std::int64_t>(shape.events),
                                         .pairs = static_cast<std::int64_t>(shape.pairs)};
    run.details.epochsDone = static_cast<int>(run.epochs.size());
}

double judgingSecondsOf(const TrainEstimate &known, const TrainRequest &request)
{
    const auto recommender = makeRecommender(request.recommender, request.parameters);
    const auto items = static_cast<double>(known.shape.items);
    return (known.valid > 0 ? judgingSeconds(*recommender, known.validLists, items) : 0) +
           (request.test ? judgingSeconds(*recommender, known.testLists, items) : 0);
}

ResourceEstimate resourcesOf(const TrainEstimate &known, const TrainRequest &request)
{
    auto resources = estimated(request, known.shape, known.valid);
    const auto found = known.corrections.find(request.recommender);
    if (found == known.corrections.end())
        return resources;
    resources.seconds *= found->second.factor;
    const double epochs = epochsOf(recommenderInfo(request.recommender).schema.complete(request.parameters));
    if (const auto usual = found->second.usualEpochs; usual && request.patience > 0 && *usual < epochs)
        resources.seconds *= *usual / epochs;
    return resources;
}

TrainEstimate estimateTraining(const Project &project, const TrainRequest &asked, JobContext &job, DatasetCache *cache,
                               const Calibration *calibration)
{
    auto request = asked;
    request.giveRows();
    demandedFeatures(project, recommenderInfo(request.recommender), request.features);
    DatasetCache own;
    const auto recommender = makeRecommender(request.recommender, request.parameters);
    const auto chosen = (cache ? *cache : own).choose(project, request.protocol, job, openTargets(*recommender));
    const auto &split = chosen->split;
    TrainEstimate estimate;
    estimate.split = split->spec().text();
    estimate.adapted = chosen->adapted;
    for (std::size_t k = 0; k < split->relevant().size(); ++k)
        if (split->relevant()[k])
            estimate.targetKinds << QString::fromStdString(split->dataset().kinds[k].name);
    estimate.people = split->judgeable();
    estimate.usual = chosen->usual;
    estimate.returns = split->givenBack().returns;
    estimate.shape = shapeOf(*split->trainingSet(split->spec().kind == SplitKind::None));
    addGraph(project, estimate.shape);
    estimate.availableBytes = availableMemoryBytes();
    estimate.leak = split->leak();
    estimate.train = split->count(Part::Train);
    estimate.valid = split->count(Part::Valid);
    estimate.test = split->count(Part::Test);
    estimate.validLists = validationLists(request.protocol, estimate.shape, estimate.valid);
    if (estimate.test > 0) {
        const auto heldOut = split->heldOut(Part::Test, request.protocol.targets);
        estimate.repeats = heldOut.repeats;
        estimate.testLists = listsOf(heldOut);
    }
    tellTimes(*split, estimate);
    estimate.corrections = correctionsOf(project, request.device, calibration);
    estimate.resources = resourcesOf(estimate, request);
    estimate.peakBytes = std::max(peakMemoryBytes(), currentMemoryBytes() + estimate.resources.memoryBytes);
    return estimate;
}

} // namespace aisle
