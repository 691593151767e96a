#include "core/common/memory.h"
#include "core/evaluate/metric.h"
#include "core/evaluate/task.h"
#include "core/numeric/calibration.h"
#include "core/runs/keptrun.h"
#include "core/runs/runcomparison.h"
#include "core/runs/runwords.h"
#include "core/runs/training/fitsetup.h"
#include "core/runs/training/runjudge.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "tests/support/errorof.h"
#include "tests/support/notingcontext.h"
#include "tests/widgets/shop.h"

#include <QFile>
#include <QJsonArray>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <sys/resource.h>

using namespace aisle;
using namespace aisle::test;

namespace {

/// Wishes to stop at the first checkpoint after an epoch.
class StoppingContext : public SilentContext
{
public:
    explicit StoppingContext(int after, Wish wish = Wish::Pause) : m_after(after), m_wish(wish) {}
    Wish wish() const override { return m_epoch >= m_after ? m_wish : Wish::GoOn; }
    void checkpoint() override
    {
        if (m_epoch >= m_after)
            throw Cancelled{};
    }
    void report(const EpochReport &epoch) override { m_epoch = epoch.epoch; }

private:
    int m_after;
    Wish m_wish;
    int m_epoch = 0;
};

TrainRequest bpr()
{
    TrainRequest request;
    request.recommender = "bpr";
    request.parameters = {{QStringLiteral("epochs"), 6}, {QStringLiteral("factors"), 8}};
    request.patience = 0;
    return request;
}

QByteArray snapshotOf(const Project &project, RunId run)
{
    return RunStore(project).openSnapshot(run)->readAll();
}

} // namespace

/// Trainings from end to end: stopped ones, what recommenders are told of the project, runs inside others.
class TestWorkflow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void stoppedTrainingGoesOn();
    void stoppedTwice();
    void killedTrainingIsStopped();
    void discardLeavesNothing();
    void stoppedRunsCanBeDeletedAndRestored();
    void changedDataRefusesToGoOn();
    void onlyStoppedRunsGoOn();
    void weightsNeedSomebodyWhoTakesThem();
    void factsReachTheFit();
    void keptRunsSpeakTheFitsIndexes();
    void keptRunsOfOtherDataAreRefused();
    void chosenRunsAreStored();
    void lowerIsBetterWhereTheMetricSaysSo();
    void stoppedByHandIsMarked();
    void valuesThatFollowTheDataAreStored();
    void judgingIsPartOfTheEstimate();
    void estimatesFollowKeptRuns();
    void oneOutlierMovesNoEstimate();
    void calibrationIsDamped();
    void machineSpeedIsDamped();
    void whatDoesNotFitIsRefused();
    void earlyStopsShortenEstimates();
    void costlyScorersJudgeEpochsOnSome();
    void updateLearnsWhatCame();
    void updateIsRefused();

private:
    RunId stop(int after);
    void reopen();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
};

void TestWorkflow::init()
{
    m_project.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_project = test::makeShop(m_folder->filePath(QStringLiteral("shop.aisle")), 120, 40);
}

void TestWorkflow::reopen()
{
    const auto path = m_project->path();
    m_project.reset();
    m_project = Project::open(path);
}

RunId TestWorkflow::stop(int after)
{
    StoppingContext stopping(after);
    try {
        trainRun(*m_project, bpr(), stopping);
    } catch (const Cancelled &) {
        return RunStore(*m_project).unfinished().at(0).id;
    }
    return {};
}

void TestWorkflow::stoppedTrainingGoesOn()
{
    const auto whole = trainRun(*m_project, bpr(), m_job).run;
    const auto id = stop(2);
    reopen();
    RunStore runs(*m_project);
    QCOMPARE(runs.all().size(), std::size_t(1));
    const auto stopped = runs.unfinished();
    QCOMPARE(stopped.size(), std::size_t(1));
    QCOMPARE(stopped[0].status, RunStatus::Stopped);
    QCOMPARE(stopped[0].details.checkpointEpoch, std::optional(2));
    QCOMPARE(runs.find(id)->epochs.size(), std::size_t(2));
    QCOMPARE(errorOf([&] { RunShelf(*m_project).get(id, m_job); }), std::string("run.unfinished"));

    const auto resumed = resumeRun(*m_project, id, m_job).run;
    QVERIFY(resumed.id == id);
    QCOMPARE(resumed.epochs.size(), std::size_t(6));
    QCOMPARE(resumed.bestEpoch, whole.bestEpoch);
    QVERIFY(resumed.test == whole.test);
    QVERIFY(snapshotOf(*m_project, id) == snapshotOf(*m_project, whole.id));
    QVERIFY(runs.unfinished().empty());
    QVERIFY(!runs.openSnapshot(id, kCheckpointName));
    QVERIFY(!runs.find(id)->details.checkpointEpoch);
}

void TestWorkflow::stoppedTwice()
{
    const auto whole = trainRun(*m_project, bpr(), m_job).run;
    const auto id = stop(1);
    StoppingContext again(4);
    QVERIFY_EXCEPTION_THROWN(resumeRun(*m_project, id, again), Cancelled);
    const auto stopped = RunStore(*m_project).find(id);
    QCOMPARE(stopped->status, RunStatus::Stopped);
    QCOMPARE(stopped->epochs.size(), std::size_t(4));
    resumeRun(*m_project, id, m_job);
    QVERIFY(snapshotOf(*m_project, id) == snapshotOf(*m_project, whole.id));
}

void TestWorkflow::killedTrainingIsStopped()
{
    const auto id = stop(2);
    RunStore(*m_project).setStatus(id, RunStatus::Training); // as a killed program leaves it
    auto gone = *RunStore(*m_project).find(id);
    RunStore(*m_project).insert(gone); // killed before its first checkpoint
    reopen();
    const auto stopped = RunStore(*m_project).unfinished();
    QCOMPARE(stopped.size(), std::size_t(1));
    QVERIFY(stopped[0].id == id);
    QCOMPARE(stopped[0].status, RunStatus::Stopped);
    QCOMPARE(resumeRun(*m_project, id, m_job).run.epochs.size(), std::size_t(6));
}

void TestWorkflow::discardLeavesNothing()
{
    StoppingContext stopping(2, Wish::Discard);
    QVERIFY_EXCEPTION_THROWN(trainRun(*m_project, bpr(), stopping), Cancelled);
    QVERIFY(RunStore(*m_project).unfinished().empty());
}

void TestWorkflow::stoppedRunsCanBeDeletedAndRestored()
{
    const auto id = stop(2);
    RunStore runs(*m_project);
    runs.remove(id);
    QVERIFY(runs.unfinished().empty());
    runs.restore(id);
    QCOMPARE(runs.find(id)->status, RunStatus::Stopped);
    runs.remove(id);
    runs.purge();
    runs.restore(id);
    QVERIFY(!runs.find(id));
    QVERIFY(!runs.openSnapshot(id, kCheckpointName));
}

void TestWorkflow::changedDataRefusesToGoOn()
{
    const auto id = stop(2);
    Catalogue catalogue(*m_project);
    const std::vector<ItemId> first{catalogue.itemKeys().front().first};
    catalogue.setIsProduct(first, false);
    QCOMPARE(errorOf([&] { resumeRun(*m_project, id, m_job); }), std::string("train.data-changed"));
    catalogue.setIsProduct(first, true);
    QCOMPARE(resumeRun(*m_project, id, m_job).run.status, RunStatus::Done);
}

void TestWorkflow::onlyStoppedRunsGoOn()
{
    const auto done = trainRun(*m_project, bpr(), m_job).run.id;
    QCOMPARE(errorOf([&] { resumeRun(*m_project, done, m_job); }), std::string("run.not-stopped"));
    QCOMPARE(errorOf([&] { resumeRun(*m_project, RunId(99), m_job); }), std::string("run.unknown"));
}

void TestWorkflow::weightsNeedSomebodyWhoTakesThem()
{
    TrainRequest request;
    request.recommender = "popularity";
    request.weights = "some.safetensors";
    QCOMPARE(errorOf([&] { trainRun(*m_project, request, m_job); }), std::string("train.no-weights"));
}

void TestWorkflow::factsReachTheFit()
{
    RunShelf shelf(*m_project);
    auto &cache = shelf.datasets();
    const auto request = bpr();
    const auto split = cache.split(*m_project, request.protocol, m_job);
    const FitSetup setup(*m_project, request, split, cache, shelf, m_job);
    const auto train = split->trainingSet(false);
    const auto from = setup.ingredients(*train, FitSetup::OtherData::Refused);
    QVERIFY(from.facts && from.facts->itemKeys == split->dataset().itemKeys);
    QVERIFY(from.facts->hasText());
    QVERIFY(from.facts == cache.facts(*m_project, request.protocol.filter, m_job));
}

void TestWorkflow::keptRunsSpeakTheFitsIndexes()
{
    TrainRequest request;
    request.recommender = "item-knn";
    const auto id = trainRun(*m_project, request, m_job).run.id;
    const auto kept = RunShelf(*m_project).get(id, m_job);

    auto narrow = request; // other shoppers and products, so other indexes
    const Catalogue catalogue(*m_project);
    narrow.protocol.filter.excludeItems = {QString::fromStdString(catalogue.itemKeys().front().second)};
    narrow.protocol.split = QStringLiteral("none");
    RunShelf shelf(*m_project);
    auto &cache = shelf.datasets();
    const auto split = cache.split(*m_project, narrow.protocol, m_job);
    const FitSetup setup(*m_project, narrow, split, cache, shelf, m_job);
    const auto &data = split->dataset();
    const auto train = split->trainingSet(true);
    const auto translated = setup.ingredients(*train, FitSetup::OtherData::Refused).runs.open(id.value);
    for (const auto user : {UserIndex(0), UserIndex(7)}) {
        const Request here{{}, train->history(user), {}};
        std::vector<Visit> history;
        for (auto visit : here.history) {
            visit.item = *kept->index(data.itemIds[visit.item.value]);
            history.push_back(visit);
        }
        const Request there{{}, history, {}};
        const auto list = translated->rank(std::span(&here, 1), {}).front();
        auto own = kept->recommender().rank(std::span(&there, 1), {.k = 40}).front();
        std::erase_if(own, [&](const auto &ranked) { return !data.findItem(kept->id(ranked.item)); });
        QCOMPARE(list.size(), std::size_t(10));
        for (std::size_t r = 0; r < list.size(); ++r) {
            QVERIFY(data.itemIds[list[r].item.value] == kept->id(own[r].item));
            QCOMPARE(list[r].score, own[r].score);
            QCOMPARE(translated->score(here, std::span(&list[r].item, 1)).front(), own[r].score);
        }
    }
}

void TestWorkflow::keptRunsOfOtherDataAreRefused()
{
    TrainRequest request;
    request.recommender = "item-knn";
    request.protocol.split = QStringLiteral("user-random:0.8,0.1,0.1");
    const auto id = trainRun(*m_project, request, m_job).run.id;
    RunShelf shelf(*m_project);
    auto &cache = shelf.datasets();
    for (const int seed : {1, 2}) {
        request.protocol.seed = static_cast<std::uint64_t>(seed);
        const auto split = cache.split(*m_project, request.protocol, m_job);
        const FitSetup setup(*m_project, request, split, cache, shelf, m_job);
        const auto train = split->trainingSet(false);
        const auto refusing = setup.ingredients(*train, FitSetup::OtherData::Refused);
        QCOMPARE(errorOf([&] { refusing.runs.open(id.value); }), std::string(seed == 1 ? "" : "run.other-data"));
        QVERIFY(setup.ingredients(*train, FitSetup::OtherData::Taken).runs.open(id.value));
    }
}

/// Left open, the choice is part of the record: a better run that comes later does not change what trains again.
void TestWorkflow::chosenRunsAreStored()
{
    TrainRequest open;
    open.recommender = "popularity";
    const auto popular = trainRun(*m_project, open, m_job).run;
    open.recommender = "fusion";
    QCOMPARE(errorOf([&] { trainRun(*m_project, open, m_job); }), std::string("fusion.one-run"));
    open.recommender = "random";
    const auto chance = trainRun(*m_project, open, m_job).run;
    const bool isFirst = popular.validation.at("NDCG@10") > chance.validation.at("NDCG@10");
    const auto &better = isFirst ? popular : chance, &worse = isFirst ? chance : popular;
    const auto best = QString::number(better.id.value), both = QStringLiteral("%1,%2").arg(best).arg(worse.id.value);
    const auto learnt = best + QStringLiteral(":1"); // the other does not help
    for (const auto &[recommender, key, validateEvery, chosen] :
         {std::tuple{"fusion", "runs", 1, learnt}, {"fusion", "runs", 0, both}, {"rerank", "run", 1, best}}) {
        open = {};
        open.validateEvery = validateEvery;
        open.recommender = recommender;
        if (open.recommender == "rerank")
            open.parameters = {{QStringLiteral("diversity"), 0.0}};
        const auto run = trainRun(*m_project, open, m_job).run;
        const auto stored = RunStore(*m_project).find(run.id);
        QCOMPARE(stored->parameters.value(QLatin1String(key)).toString(), chosen);
        QCOMPARE(requestOf(*stored).parameters.value(QLatin1String(key)).toString(), chosen);
    }
}

/// The best epoch by a metric of which lower is better is the lowest, by one that cannot be told the last.
void TestWorkflow::lowerIsBetterWhereTheMetricSaysSo()
{
    SilentContext job;
    for (const auto *select : {"Gini@10", "Recall@10"}) {
        auto request = bpr();
        request.protocol.select = select;
        const auto run = trainRun(*m_project, request, job).run;
        std::vector<double> figures;
        for (const auto &epoch : run.epochs)
            figures.push_back(epoch.validation.value());
        QVERIFY(figures.size() > 1 && std::ranges::min(figures) < std::ranges::max(figures));
        const auto best = betterOf(select) == Better::Lower ? std::ranges::min(figures) : std::ranges::max(figures);
        QCOMPARE(figures.at(static_cast<std::size_t>(run.bestEpoch.value() - 1)), best);
        QCOMPARE(run.validation.at(select), best);
    }
}

/// A network's judged shoppers are each folded in, which may take longer than the fit.
void TestWorkflow::judgingIsPartOfTheEstimate()
{
    TrainRequest request;
    request.recommender = "mlp";
    request.protocol.split = QStringLiteral("leave-last-out"); // what is judged knows more than what was learnt
    request.parameters = {{QStringLiteral("factors"), 1024}, {QStringLiteral("epochs"), 1}};
    const auto known = estimateTraining(*m_project, request, m_job);
    QVERIFY(known.testLists.lists > 0 && known.testLists.visits > 0);
    QVERIFY(known.testLists.unseen > 0 && known.testLists.unseen <= known.testLists.lists);
    const double large = judgingSecondsOf(known, request);
    QVERIFY(large > .02 * known.testLists.unseen);
    request.parameters = {{QStringLiteral("factors"), 8}};
    QVERIFY(judgingSecondsOf(known, request) < large / 10);
    request.recommender = "popularity";
    request.parameters = {};
    QVERIFY(judgingSecondsOf(known, request) < large / 100);
    request.test = false;
    QVERIFY(judgingSecondsOf(known, request) < large / 100);
}

void TestWorkflow::estimatesFollowKeptRuns()
{
    const auto request = bpr();
    const auto before = estimateTraining(*m_project, request, m_job);
    QVERIFY(before.corrections.empty());
    QVERIFY(before.resources.seconds > 0);
    RunStore runs(*m_project);
    for (const double seconds : {80.0, 100.0, 300.0}) {
        auto run = trainRun(*m_project, request, m_job).run;
        run.fitSeconds = seconds;
        runs.update(run);
    }
    const auto after = estimateTraining(*m_project, request, m_job);
    QCOMPARE(after.corrections.at("bpr").runs, 3);
    QVERIFY(std::abs(after.resources.seconds - 100) < 1e-6);
    auto longer = request;
    longer.parameters.insert(QStringLiteral("epochs"), 12);
    QVERIFY(resourcesOf(after, longer).seconds > 100); // by how much depends on the machine
    auto other = request;
    other.recommender = "item-knn";
    other.parameters = {};
    QCOMPARE(resourcesOf(after, other).seconds, resourcesOf(before, other).seconds);
}

void TestWorkflow::stoppedByHandIsMarked()
{
    class KeepingBest : public SilentContext
    {
    public:
        Wish wish() const override { return m_epoch >= 2 ? Wish::KeepBest : Wish::GoOn; }
        void report(const EpochReport &epoch) override { m_epoch = epoch.epoch; }

    private:
        int m_epoch = 0;
    } keeping;
    const auto id = trainRun(*m_project, bpr(), keeping).run.id;
    const auto whole = trainRun(*m_project, bpr(), m_job).run.id;
    reopen();
    const auto stopped = RunStore(*m_project).all().at(0);
    QCOMPARE(stopped.id, id);
    QCOMPARE(stoppedText(stopped), QStringLiteral("stopped by hand, epoch 2 of 6"));
    QCOMPARE(epochsText(stopped), QStringLiteral("2 of 6"));
    const auto other = RunStore(*m_project).all().at(1);
    QCOMPARE(epochsText(other), QStringLiteral("6 of 6"));
    QVERIFY(stoppedText(other).isEmpty() && !epochsDone(other)->stoppedByHand);
    const auto seen = compareRuns(*m_project, id, whole, m_job);
    QCOMPARE(seen.differing.value(QStringLiteral("stopped_by_hand")).toArray(), (QJsonArray{2, QJsonValue()}));

    ReevaluationRequest again; // judged again it is still what it is
    again.run = id;
    again.protocol.mask = MaskSeen::No;
    const auto judged = reevaluateRun(*m_project, again, m_job).run;
    QCOMPARE(stoppedText(judged), stoppedText(stopped));

    const auto kept = RunStore(*m_project).all().size(); // and a second time nothing new is said
    QCOMPARE(reevaluateRun(*m_project, again, m_job).run.id, judged.id);
    QCOMPARE(RunStore(*m_project).all().size(), kept);
    again.protocol.cutoffs = {3};
    QVERIFY(reevaluateRun(*m_project, again, m_job).run.id != judged.id);
    QCOMPARE(RunStore(*m_project).all().size(), kept + 1);
}

void TestWorkflow::valuesThatFollowTheDataAreStored()
{
    const auto takenOf = [&](const char *id, const QJsonObject &parameters) {
        TrainRequest request;
        request.recommender = id;
        request.parameters = parameters;
        const auto run = trainRun(*m_project, request, m_job).run;
        return RunStore(*m_project).find(run.id)->details.taken;
    };
    const auto l2 = takenOf("ease", {}).value(QStringLiteral("l2")).toDouble();
    QVERIFY2(l2 >= 50 && l2 <= 500, qPrintable(QString::number(l2)));
    QVERIFY(takenOf("ease", {{QStringLiteral("l2"), 30}, {QStringLiteral("gamma"), 0.1}}).isEmpty());
    const auto weight = takenOf("ials", {{QStringLiteral("epochs"), 1}}).value(QStringLiteral("unobserved-weight"));
    QVERIFY(weight.toDouble() > 0 && weight.toDouble() <= 1);
    const auto contrast = takenOf("xsimgcl", {{QStringLiteral("epochs"), 1}}).value(QStringLiteral("contrast"));
    QVERIFY(contrast.toDouble() > 0);
}

void TestWorkflow::oneOutlierMovesNoEstimate()
{
    const auto factor = [](const std::vector<double> &factors, std::optional<double> known = {}) {
        return correctionOf(factors, known).factor;
    };
    QCOMPARE(factor({}), 1.);
    QCOMPARE(factor({3}), 3.); // nothing else is known
    QVERIFY(std::abs(factor({20, 1.1}) - 1.1) < 1e-9);
    QVERIFY(std::abs(factor({20, 1.2, 1}) - 1.2) < 1e-9);
    QVERIFY(factor({1, 1.1, .05, 1.2, 1}) > .9);
    QVERIFY(std::abs(factor({16}, 1) - 4) < 1e-9);
    QVERIFY(std::abs(factor({16, 1.1}, 1) - 1.1) < 1e-9);
    QVERIFY(std::abs(factor({3, 3, 3}, .1) - 3) < 1e-9); // three outvote what was known
    QVERIFY(correctionOf({1, 3, 1.8, .9}, {}).spread > correctionOf({1, 1.1, 1, 1}, {}).spread);

    const auto request = bpr();
    RunStore runs(*m_project);
    for (const double seconds : {10.0, 11.0, 10.0, 12.0, 400.0}) {
        auto run = trainRun(*m_project, request, m_job).run;
        run.fitSeconds = seconds;
        runs.update(run);
    }
    const auto known = estimateTraining(*m_project, request, m_job);
    QVERIFY2(known.resources.seconds > 9 && known.resources.seconds < 14,
             qPrintable(QString::number(known.resources.seconds)));
    const auto range = rangeOf(known, "bpr", known.resources.seconds);
    QVERIFY(range.low < 11 && range.high > 11 && range.high < 4 * range.low);
    QVERIFY(rangeOf(known, "ease", 10).high > range.high / known.resources.seconds * 10); // never tried: wider
}

void TestWorkflow::calibrationIsDamped()
{
    Calibration calibration;
    QVERIFY(!calibration.factor("bpr", Device::Cpu));
    for (int run = 0; run < 12; ++run)
        calibration.learn("bpr", Device::Cpu, 3);
    const auto settled = *calibration.factor("bpr", Device::Cpu);
    QVERIFY(settled > 2.7 && settled <= 3);
    calibration.learn("bpr", Device::Cpu, 300); // a busy moment
    QVERIFY(*calibration.factor("bpr", Device::Cpu) < 1.5 * settled);
    calibration.learn("bpr", Device::Cpu, 0);
    calibration.learn("ease", Device::Cpu, 1e9);
    QVERIFY(*calibration.factor("ease", Device::Cpu) <= 2);
    QVERIFY(!calibration.factor("bpr", Device::Cuda));
    calibration.keepSpeed({.multiplyAdds = 1e10, .streamedBytes = 1e10, .rowSteps = 1e7, .countedPairs = 1e9}, 2);
    const auto again = Calibration::fromJson(calibration.toJson()); // as after a restart
    QVERIFY(again == calibration);
    QCOMPARE(again.speed(2)->rowSteps, 1e7);
    QVERIFY(!again.speed(16)); // another number of cores
    QVERIFY(Calibration::fromJson({{QStringLiteral("factors"), QStringLiteral("broken")}}) == Calibration());

    const auto request = bpr();
    const auto before = estimateTraining(*m_project, request, m_job);
    const auto after = estimateTraining(*m_project, request, m_job, nullptr, &again);
    QVERIFY(std::abs(after.resources.seconds / before.resources.seconds - *again.factor("bpr", Device::Cpu)) < 1e-6);
}

void TestWorkflow::machineSpeedIsDamped()
{
    const MachineSpeed kept{.multiplyAdds = 1e10, .streamedBytes = 1e10, .rowSteps = 1e7, .countedPairs = 1e9};
    const MachineSpeed busy{.multiplyAdds = 2e8, .streamedBytes = 1e9, .rowSteps = 1e6, .countedPairs = 1e7};
    const auto now = damped(kept, busy);
    QCOMPARE(now.multiplyAdds, .9 * kept.multiplyAdds);
    QCOMPARE(now.countedPairs, .9 * kept.countedPairs);
    auto recovering = damped(MachineSpeed{busy}, kept);
    QVERIFY(recovering.multiplyAdds > 1.3 * busy.multiplyAdds && recovering.multiplyAdds < 1.4 * busy.multiplyAdds);
    QCOMPARE(damped(kept, kept).rowSteps, kept.rowSteps);
    QCOMPARE(damped(kept, MachineSpeed{}).rowSteps, kept.rowSteps); // nothing was measured
}

void TestWorkflow::whatDoesNotFitIsRefused()
{
    auto request = bpr();
    request.recommender = "mlp";
    request.parameters = {{QStringLiteral("factors"), 1024},
                          {QStringLiteral("negatives"), 1000},
                          {QStringLiteral("batch-size"), 1 << 20}};
    const auto estimate = estimateTraining(*m_project, request, m_job);
    QVERIFY(estimate.peakBytes >= currentMemoryBytes());
    QVERIFY(estimate.resources.memoryBytes > std::int64_t(1) << 30);

    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_AS, &before), 0);
    auto tight = before;
    const auto refused = [&](const std::function<void()> &body) {
        tight.rlim_cur = static_cast<rlim_t>(mappedMemoryBytes()) + (1U << 30);
        const auto restore = qScopeGuard([&] { setrlimit(RLIMIT_AS, &before); });
        return setrlimit(RLIMIT_AS, &tight) == 0 ? errorOf(body) : std::string();
    };
    QCOMPARE(refused([&] { trainRun(*m_project, request, m_job); }), std::string("train.too-large"));
    QVERIFY(RunStore(*m_project).all().empty());

    const auto id = stop(2);
    auto stopped = *RunStore(*m_project).find(id);
    stopped.recommender = QStringLiteral("mlp"); // as if it had been stopped on a larger machine
    stopped.parameters = recommenderInfo("mlp").schema.complete(request.parameters);
    RunStore(*m_project).update(stopped);
    QCOMPARE(refused([&] { resumeRun(*m_project, id, m_job); }), std::string("train.too-large"));
    QCOMPARE(RunStore(*m_project).find(id)->status, RunStatus::Stopped);
}

void TestWorkflow::earlyStopsShortenEstimates()
{
    auto run = trainRun(*m_project, bpr(), m_job).run;
    run.fitSeconds = 60;
    run.parameters.insert(QStringLiteral("epochs"), 600); // patience ended it after the 6 epochs it has
    RunStore(*m_project).update(run);
    auto request = bpr();
    request.parameters.insert(QStringLiteral("epochs"), 600);
    request.patience = 10;
    const auto usual = estimateTraining(*m_project, request, m_job);
    QCOMPARE(usual.corrections.at("bpr").usualEpochs, std::optional(6.0));
    QVERIFY(std::abs(usual.resources.seconds - 60) < 1e-6);
    request.patience = 0;
    QVERIFY(std::abs(resourcesOf(usual, request).seconds - 6000) < 1e-3);
}

void TestWorkflow::costlyScorersJudgeEpochsOnSome()
{
    const auto mostJudged = [](std::size_t cases, std::size_t items, const Recommender &recommender) {
        return taskOf(recommender.traits()).mostJudged(cases, items, recommender.scoreCost());
    };
    const auto judged = [&](const char *id) { return mostJudged(30'000, 40'000, *makeRecommender(id)); };
    QCOMPARE(judged("bpr"), std::size_t(30'000));
    QCOMPARE(judged("neumf"), std::size_t(2'000));
    QCOMPARE(judged("mf"), std::size_t(30'000));

    const auto project = test::makeShop(m_folder->filePath(QStringLiteral("large.aisle")), 2'600, 1'000);
    TrainRequest request;
    request.recommender = "mlp";
    request.parameters = {{QStringLiteral("epochs"), 1}, {QStringLiteral("factors"), 128}};
    request.protocol.split = QStringLiteral("user-random:0.6,0.3,0.1");
    request.protocol.filter.targetKinds = {QStringLiteral("pv"), QStringLiteral("buy")}; // many are judged
    NotingContext job;
    const auto run = trainRun(*project, request, job).run;
    const auto expected = mostJudged(100'000, 1'000, *makeRecommender("mlp", request.parameters));
    QVERIFY(expected > 2'000 && expected < 2'500);
    QVERIFY2(job.notes.join(u'\n').contains(QStringLiteral("judged on %L1 of").arg(expected)),
             qPrintable(job.notes.join(u'\n')));
    QVERIFY(run.epochs.at(0).validation > 0);
    QVERIFY(std::abs(*run.epochs.at(0).validation - run.validation.at("NDCG@10")) < .02);
}

void TestWorkflow::updateLearnsWhatCame()
{
    TrainRequest request;
    request.recommender = "item-knn";
    Catalogue catalogue(*m_project);
    std::vector<ItemId> late; // their events count from the second training on
    const auto keys = catalogue.itemKeys();
    for (std::size_t i = 0; i < keys.size(); i += 5)
        late.push_back(keys[i].first);
    catalogue.setIsProduct(late, false);
    const auto old = trainRun(*m_project, request, m_job).run.id;
    QCOMPARE(errorOf([&] { updateRun(*m_project, old, m_job); }), std::string("update.nothing-new"));
    catalogue.setIsProduct(late, true);
    const auto updated = updateRun(*m_project, old, m_job).run;
    const auto again = trainRun(*m_project, request, m_job).run;
    QVERIFY(updated.id != old);
    QVERIFY(updated.updatedFrom == old);
    QCOMPARE(updated.protocol.dataHash, again.protocol.dataHash);
    QVERIFY(std::abs(updated.test.at("NDCG@10") - again.test.at("NDCG@10")) < .02);
    const auto kept = RunShelf(*m_project).get(updated.id, m_job);
    QVERIFY(kept->index(late.front()));
}

void TestWorkflow::updateIsRefused()
{
    TrainRequest request;
    request.recommender = "popularity";
    const auto run = trainRun(*m_project, request, m_job).run.id;
    QCOMPARE(errorOf([&] { updateRun(*m_project, run, m_job); }), std::string("recommender.no-update"));
}

QTEST_GUILESS_MAIN(TestWorkflow)
#include "tst_workflow.moc"
