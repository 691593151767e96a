#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/recommend/fitting.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QBuffer>
#include <QTest>
#include <limits>

using namespace aisle;
using namespace aisle::test;

namespace {

/// Cancels at the first checkpoint after an epoch.
class StoppingContext : public JobContext
{
public:
    explicit StoppingContext(int after = std::numeric_limits<int>::max()) : m_after(after) {}
    explicit StoppingContext(const bool &paused) : StoppingContext() { m_paused = &paused; }
    void checkpoint() override
    {
        if (m_paused && *m_paused)
            throw Cancelled{};
        if (!epochs.empty() && epochs.back().epoch >= m_after)
            throw Cancelled{};
    }
    void progress(double fraction, const QString &) override { m_fraction = fraction; }
    void beginStage() override { stageFrom = m_fraction; }
    void report(const EpochReport &epoch) override { epochs.push_back(epoch); }
    std::vector<EpochReport> epochs;
    double stageFrom = -1;

private:
    int m_after;
    const bool *m_paused = nullptr;
    double m_fraction = 0;
};

/// A learner whose validation figures are written down beforehand.
class ScriptedLearner : public Learner
{
public:
    EpochResult epoch(int number, JobContext &job) override
    {
        for (int step = 0; step < 2; ++step) {
            if (pauseIn == number && step == 1)
                paused = true;
            state = -number; // neither this epoch's state nor the last one's
            job.checkpoint();
        }
        state = number;
        return {.loss = number == failingEpoch ? std::numeric_limits<double>::quiet_NaN() : 1.0 / number,
                .samples = 10,
                .parts = {{"part", .5}}};
    }
    void publish() override {}
    bool isFinite() const override { return state != overflowingEpoch || state == 0; }
    const Recommender &recommender() const { return *m_recommender; }
    void keepAsBest() override { m_best = state; }
    void restoreBest() override { state = m_best; }
    void saveState(SnapshotWriter &out) const override
    {
        out.value(state);
        out.value(m_best);
    }
    void loadState(SnapshotReader &in) override
    {
        state = in.value<int>();
        m_best = in.value<int>();
    }
    void judged(double value) override { told.push_back(value); }
    bool beginsNextPhase() override { return phasesLeft-- > 0; }

    int state = 0;
    int phasesLeft = 0;
    int failingEpoch = 0;
    int overflowingEpoch = 0;
    int pauseIn = 0;
    bool paused = false;
    std::vector<double> told;

private:
    std::unique_ptr<Recommender> m_recommender = makeRecommender("popularity");
    int m_best = 0;
};

FitHooks scripted(std::vector<std::optional<double>> figures)
{
    FitHooks hooks;
    hooks.validate = [figures = std::move(figures), next = std::size_t(0)](const Recommender &) mutable {
        return figures.at(next++);
    };
    return hooks;
}

/// Trains until it is cancelled, and gives the last checkpoint; nothing when it was not cancelled.
QByteArray stopped(ScriptedLearner &learner, int epochs, const FitOptions &options, FitHooks hooks, JobContext &job)
{
    QByteArray checkpoint;
    hooks.keepCheckpoint = [&](int, const std::function<void(QIODevice &)> &write) {
        QBuffer buffer(&checkpoint);
        buffer.open(QIODevice::WriteOnly | QIODevice::Truncate);
        write(buffer);
    };
    try {
        learnEpochs(learner, learner.recommender(), epochs, options, hooks, job);
    } catch (const Cancelled &) {
        return checkpoint;
    }
    return {};
}

std::optional<int> goOn(QByteArray checkpoint, ScriptedLearner &learner, int epochs, const FitOptions &options,
                        FitHooks hooks, JobContext &job)
{
    QBuffer buffer(&checkpoint);
    buffer.open(QIODevice::ReadOnly);
    hooks.resumeFrom = &buffer;
    return learnEpochs(learner, learner.recommender(), epochs, options, hooks, job);
}

std::unique_ptr<Recommender> make(const std::string &id)
{
    QJsonObject parameters;
    for (const auto &[key, value] : {std::pair{"epochs", 5}, {"factors", 8}, {"batch-size", 64}})
        if (recommenderInfo(id).schema.find(key))
            parameters.insert(QString::fromLatin1(key), value);
    return makeRecommender(id, parameters);
}

QByteArray stateOf(const Recommender &recommender)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    recommender.save(buffer);
    return buffer.data();
}

} // namespace

/// The loop of iterative methods: judging, stopping, checkpoints.
class TestTrainer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(1); } // steps this small only wait for each other
    void bestStateIsKept();
    void patienceStops();
    void nextPhaseHasPatienceOfItsOwn();
    void notFiniteStops();
    void absentFiguresAreNotJudged();
    void checkpointBetweenEpochs();
    void shortEpochEndsBeforeThePause();
    void pausedWhileJudging();
    void goesOnAsIfItHadNeverStopped();
    void judgementsCountOnAfterResuming();
    void damagedCheckpointIsRefused();
    void aBestStateThatIsMissing_data() { everyIterativeRecommenderResumes_data(); }
    void aBestStateThatIsMissing();
    void everyIterativeRecommenderResumes_data();
    void everyIterativeRecommenderResumes();
};

void TestTrainer::bestStateIsKept()
{
    ScriptedLearner learner;
    SilentContext job;
    QCOMPARE(learnEpochs(learner, learner.recommender(), 4, {}, scripted({.1, .3, .2, .3}), job), std::optional(2));
    QCOMPARE(learner.state, 2);
    QCOMPARE(learner.told, (std::vector<double>{.1, .3, .2, .3}));
}

void TestTrainer::patienceStops()
{
    ScriptedLearner learner;
    StoppingContext job;
    const auto hooks = scripted({.3, .2, .1, .4});
    QCOMPARE(learnEpochs(learner, learner.recommender(), 10, {.patience = 2}, hooks, job), std::optional(1));
    QCOMPARE(job.epochs.size(), std::size_t(3));
}

void TestTrainer::nextPhaseHasPatienceOfItsOwn()
{
    for (const auto &[phases, best, epochs] : {std::tuple{0, 1, 3}, {1, 5, 7}, {2, 5, 8}}) {
        ScriptedLearner learner;
        learner.phasesLeft = phases;
        StoppingContext job;
        const auto hooks = scripted({.3, .2, .1, .25, .35, .1, .1, .3});
        QCOMPARE(learnEpochs(learner, learner.recommender(), 8, {.patience = 2}, hooks, job), std::optional(best));
        QCOMPARE(job.epochs.size(), std::size_t(epochs));
        QCOMPARE(learner.state, best);
    }
}

void TestTrainer::notFiniteStops()
{
    SilentContext job;
    ScriptedLearner loss, state;
    loss.failingEpoch = 2;
    state.overflowingEpoch = 3;
    for (const auto &[learner, epoch] : {std::pair{&loss, 2}, {&state, 3}}) {
        QString said;
        try {
            learnEpochs(*learner, learner->recommender(), 4, {}, {}, job);
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("training.not-finite"));
            said = error.message();
        }
        QVERIFY2(said.contains(QStringLiteral("epoch %1").arg(epoch)), qPrintable(said));
    }
}

/// A figure that cannot be told is no 0: it neither chooses an epoch nor tries patience.
void TestTrainer::absentFiguresAreNotJudged()
{
    ScriptedLearner learner;
    SilentContext job;
    const auto hooks = scripted({{}, -.3, {}, {}, {}, -.1});
    QCOMPARE(learnEpochs(learner, learner.recommender(), 6, {.patience = 1}, hooks, job), std::optional(6));
    QCOMPARE(learner.told, (std::vector{-.3, -.1}));

    ScriptedLearner never;
    const auto absent = scripted({{}, {}, {}});
    QCOMPARE(learnEpochs(never, never.recommender(), 3, {.patience = 1}, absent, job), std::optional<int>());
    QCOMPARE(never.state, 3);
}

void TestTrainer::checkpointBetweenEpochs()
{
    ScriptedLearner learner;
    StoppingContext job(3);
    FitHooks hooks;
    std::vector<int> kept;
    hooks.keepCheckpoint = [&](int epoch, const std::function<void(QIODevice &)> &) { kept.push_back(epoch); };
    QVERIFY_EXCEPTION_THROWN(learnEpochs(learner, learner.recommender(), 9, {}, hooks, job), Cancelled);
    QCOMPARE(kept, std::vector<int>{3});
}

void TestTrainer::shortEpochEndsBeforeThePause()
{
    ScriptedLearner learner;
    learner.pauseIn = 3;
    StoppingContext job(learner.paused);
    FitHooks hooks;
    std::vector<std::pair<int, int>> kept; ///< epoch and state
    hooks.keepCheckpoint = [&](int epoch, const std::function<void(QIODevice &)> &) {
        kept.emplace_back(epoch, learner.state);
    };
    QVERIFY_EXCEPTION_THROWN(learnEpochs(learner, learner.recommender(), 9, {}, hooks, job), Cancelled);
    QCOMPARE(kept, (std::vector<std::pair<int, int>>{{3, 3}}));
}

void TestTrainer::pausedWhileJudging()
{
    ScriptedLearner first;
    SilentContext job;
    FitHooks hooks;
    hooks.validate = [&](const Recommender &) -> std::optional<double> {
        if (first.state == 3)
            throw Cancelled{};
        return .1 * first.state;
    };
    const auto checkpoint = stopped(first, 4, {}, hooks, job);
    QVERIFY(!checkpoint.isEmpty());

    ScriptedLearner second;
    StoppingContext whole;
    QCOMPARE(goOn(checkpoint, second, 4, {}, scripted({.9, .2}), whole), std::optional(3));
    QCOMPARE(second.told, (std::vector<double>{.9, .2}));
    QCOMPARE(whole.epochs.size(), std::size_t(4));
    QCOMPARE(whole.epochs[2].epoch, 3);
    QCOMPARE(whole.epochs[2].validation, std::optional(.9));
}

void TestTrainer::goesOnAsIfItHadNeverStopped()
{
    ScriptedLearner first;
    StoppingContext stopping(2);
    const auto checkpoint = stopped(first, 4, {}, scripted({.1, .3}), stopping);
    QVERIFY(!checkpoint.isEmpty());

    ScriptedLearner second;
    StoppingContext whole;
    QCOMPARE(goOn(checkpoint, second, 4, {}, scripted({.2, .1}), whole), std::optional(2));
    QCOMPARE(second.state, 2);
    QCOMPARE(stopping.stageFrom, 0.);
    QCOMPARE(whole.stageFrom, .5); // the time that is left is told from what is done from here on
    QCOMPARE(whole.epochs.size(), std::size_t(4));
    for (int e = 0; e < 4; ++e)
        QCOMPARE(whole.epochs[static_cast<std::size_t>(e)].epoch, e + 1);
    QCOMPARE(whole.epochs[1].validation, std::optional(.3));
    QCOMPARE(whole.epochs[1].parts.at("part"), .5);
}

void TestTrainer::judgementsCountOnAfterResuming()
{
    ScriptedLearner first;
    StoppingContext stopping(3);
    const auto checkpoint = stopped(first, 9, {.patience = 3}, scripted({.3, .2, .1}), stopping);
    QVERIFY(!checkpoint.isEmpty());

    ScriptedLearner second;
    StoppingContext whole;
    const auto rest = scripted({.1, .1, .1, .1, .1, .1});
    QCOMPARE(goOn(checkpoint, second, 9, {.patience = 3}, rest, whole), std::optional(1));
    QCOMPARE(whole.epochs.size(), std::size_t(4));
}

void TestTrainer::damagedCheckpointIsRefused()
{
    ScriptedLearner learner;
    SilentContext job;
    QVERIFY_EXCEPTION_THROWN(goOn("no checkpoint", learner, 4, {}, {}, job), Error);
}

void TestTrainer::everyIterativeRecommenderResumes_data()
{
    QTest::addColumn<QString>("id");
    for (const auto &info : recommenders()) {
        if (info.needs.empty() && info.traits.iterative)
            QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
    }
}

/// With a figure that rises and falls, so that the best state is one from before or after the stop.
void TestTrainer::everyIterativeRecommenderResumes()
{
    QFETCH(QString, id);
    const auto data = checkerboard(60, 24);
    const Request request{{}, data.history(UserIndex(3)), {}};
    const auto fitted = [&](FitHooks hooks, JobContext &job) {
        hooks.validate = [&](const Recommender &state) {
            const std::vector<ItemIndex> some{ItemIndex(1), ItemIndex(2)};
            const auto scores = state.score(request, some);
            return static_cast<double>(scores[0]) - static_cast<double>(scores[1]);
        };
        auto recommender = make(id.toStdString());
        recommender->fit({data}, {.patience = 0}, hooks, job);
        return recommender;
    };
    StoppingContext whole;
    const auto uninterrupted = fitted({}, whole);

    QByteArray kept;
    FitHooks keeping;
    keeping.keepCheckpoint = [&](int, const std::function<void(QIODevice &)> &write) {
        QBuffer buffer(&kept);
        buffer.open(QIODevice::WriteOnly | QIODevice::Truncate);
        write(buffer);
    };
    StoppingContext stopping(2);
    QVERIFY_EXCEPTION_THROWN(fitted(keeping, stopping), Cancelled);
    QVERIFY(!kept.isEmpty());

    QBuffer checkpoint(&kept);
    checkpoint.open(QIODevice::ReadOnly);
    FitHooks resuming;
    resuming.resumeFrom = &checkpoint;
    StoppingContext rest;
    const auto resumed = fitted(resuming, rest);
    QCOMPARE(rest.epochs.size(), whole.epochs.size());
    for (std::size_t e = 0; e < rest.epochs.size(); ++e) {
        QCOMPARE(rest.epochs[e].loss, whole.epochs[e].loss);
        QCOMPARE(rest.epochs[e].validation, whole.epochs[e].validation);
    }
    QCOMPARE(resumed->bestEpoch(), uninterrupted->bestEpoch());
    QVERIFY(stateOf(*resumed) == stateOf(*uninterrupted));
}

/// A checkpoint that names a best epoch and keeps no state of it.
void TestTrainer::aBestStateThatIsMissing()
{
    QFETCH(QString, id);
    const auto data = checkerboard(60, 24);
    QByteArray kept;
    FitHooks keeping;
    keeping.keepCheckpoint = [&](int, const std::function<void(QIODevice &)> &write) {
        QBuffer buffer(&kept);
        buffer.open(QIODevice::WriteOnly | QIODevice::Truncate);
        write(buffer);
    };
    StoppingContext stopping(2);
    QVERIFY_EXCEPTION_THROWN(make(id.toStdString())->fit({data}, {}, keeping, stopping), Cancelled);
    constexpr qsizetype kBest = 16 + 4 + 1; // behind the head, the epochs done and whether they were judged
    QCOMPARE(kept.mid(kBest, 4), QByteArray(4, '\0'));
    kept[kBest] = 1;
    QBuffer checkpoint(&kept);
    checkpoint.open(QIODevice::ReadOnly);
    FitHooks resuming;
    resuming.resumeFrom = &checkpoint;
    StoppingContext rest;
    auto recommender = make(id.toStdString());
    recommender->fit({data}, {}, resuming, rest);
    const Request request{{}, data.history(UserIndex(3)), {}};
    QVERIFY(!recommender->rank(std::span(&request, 1), {}).front().empty());
}

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
