#include "core/dataset/inventory.h"
#include "core/lists/batchlister.h"
#include "core/runs/freshness.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"
#include "tests/support/errorof.h"
#include "tests/support/statements.h"
#include "tests/widgets/shop.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <map>

using namespace aisle;
using test::errorOf;
using test::statementsOf;

namespace {

/// Nothing as it is by default.
Protocol unusualProtocol()
{
    Protocol protocol;
    protocol.mask = MaskSeen::No;
    protocol.candidates = CandidateKind::Popular;
    protocol.sampledNegatives = 49;
    protocol.cutoffs = {3, 7};
    protocol.seed = 11;
    protocol.filter.kinds = {QStringLiteral("view")};
    protocol.filter.minValue = 2.5;
    protocol.filter.moments = Moments::Lines;
    protocol.filter.onlyUsers = {UserId(4)};
    protocol.split = QStringLiteral("user-random:0.7,0.2,0.1");
    protocol.targets = Targets::EachNext;
    protocol.select = "Recall@7";
    protocol.kinds = {QStringLiteral("view")};
    protocol.targetKinds = {QStringLiteral("buy")};
    protocol.dataHash = QStringLiteral("d1");
    return protocol;
}

} // namespace

/// What a run is: its protocol and details and how they are kept, the runs in memory, lists of many shoppers.
class TestRuns : public QObject
{
    Q_OBJECT
private:
    RunId train(const char *recommender, const QJsonObject &parameters = {})
    {
        TrainRequest request;
        request.recommender = recommender;
        request.parameters = parameters;
        return trainRun(*m_project, request, m_job).run.id;
    }
    std::shared_ptr<const Project> another() const { return m_project->another(); }

    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
    RunId m_knn, m_ease, m_popular;

private Q_SLOTS:
    void initTestCase();
    void protocolSurvivesItsJson();
    void keyIsOfWhatFiguresDependOn();
    void detailsSurviveTheirJson();
    void aRunIsTrainedAgainAsItWas();
    void splitsAreMadeAgain();
    void membersAreComparedUnderOneProtocol();
    void recipesServeTheBestEpoch();
    void shelfSharesWhatIsInUse();
    void shelfKeepsTheLastRunsWithinItsBound();
    void listingIsOneQuery();
    void tenThousandRunsAreListed();
    void manyListsAreTheListsOfEach();
    void projectAndDatasetHaveTheSame();
    void defaultSplitFitsTheLog_data();
    void defaultSplitFitsTheLog();
};

void TestRuns::initTestCase()
{
    m_project = test::makeShop(m_folder.filePath(QStringLiteral("shop.aisle")), 120, 40);
    m_knn = train("item-knn");
    m_ease = train("ease");
    m_popular = train("popularity");
}

void TestRuns::protocolSurvivesItsJson()
{
    const auto protocol = unusualProtocol();
    const auto json = protocol.toJson();
    QCOMPARE(Protocol::fromJson(json).toJson(), json);
    const auto usual = Protocol{}.toJson();
    for (auto field = json.begin(); field != json.end(); ++field)
        QVERIFY2(usual.value(field.key()) != field.value(), qPrintable(field.key()));
    auto asKeptBy01 = usual; // which took moments as the file has them and kept no word of it
    asKeptBy01.remove(QStringLiteral("moments"));
    QCOMPARE(Protocol::fromJson({}).toJson(), asKeptBy01);
    QVERIFY(Protocol::fromJson({}).filter.moments == Moments::Lines);
    QVERIFY(Protocol::fromJson(usual).filter.moments == Moments::Sets);
    QVERIFY(TrainRequest::fromJson({}).protocol.filter.moments == Moments::Sets);
    QCOMPARE(Protocol::fromJson({}).key(), Protocol{}.key()); // whether they are the same data says the hash
    QCOMPARE(Protocol::fromJson(json).filter.onlyUsers.size(), std::size_t(1));
}

void TestRuns::keyIsOfWhatFiguresDependOn()
{
    const auto one = unusualProtocol();
    const auto changes = [&](auto change) {
        auto other = one;
        change(other);
        return other.key() != one.key();
    };
    QVERIFY(changes([](Protocol &other) { other.split = QStringLiteral("none"); }));
    QVERIFY(changes([](Protocol &other) { other.mask = MaskSeen::Yes; }));
    QVERIFY(changes([](Protocol &other) { other.targets = Targets::All; }));
    QVERIFY(changes([](Protocol &other) { other.sampledNegatives = 99; }));
    QVERIFY(changes([](Protocol &other) { other.targetKinds << QStringLiteral("cart"); }));
    QVERIFY(changes([](Protocol &other) { other.dataHash = QStringLiteral("d2"); }));
    QVERIFY(changes([](Protocol &other) { other.seed = 12; })); // candidates are drawn by it
    QVERIFY(!changes([](Protocol &other) { other.cutoffs = {10}; }));
    QVERIFY(!changes([](Protocol &other) { other.select = "NDCG@10"; }));
    auto whole = one, seeded = one;
    whole.candidates = seeded.candidates = CandidateKind::All;
    seeded.seed = 12;
    QCOMPARE(whole.key(), seeded.key());
}

/// Among ninety-nine others everything looks well placed: such a run does not come before those judged in the
/// catalogue.
void TestRuns::membersAreComparedUnderOneProtocol()
{
    TrainRequest easy;
    easy.recommender = "random";
    easy.protocol.setCandidates(QStringLiteral("uniform:2"));
    const auto flattered = trainRun(*m_project, easy, m_job).run;
    const auto best = RunStore(*m_project).known(m_ease);
    QVERIFY(flattered.validation.at("NDCG@10") > best.validation.at("NDCG@10"));
    const auto reranked = train("rerank", {{QStringLiteral("diversity"), 0.0}});
    const auto chosen = RunStore(*m_project).known(reranked).parameters.value(QStringLiteral("run")).toString();
    QVERIFY2(chosen != QString::number(flattered.id.value), qPrintable(chosen));

    easy.recommender = "rerank"; // and where it is judged so itself, the other way round
    easy.parameters = {{QStringLiteral("diversity"), 0.0}};
    const auto other = trainRun(*m_project, easy, m_job).run;
    QCOMPARE(other.parameters.value(QStringLiteral("run")).toString(), QString::number(flattered.id.value));
    for (const auto id : {flattered.id, reranked, other.id})
        RunStore(*m_project).erase(id);
}

/// A run that is fitted again serves what was judged best, not what came last.
void TestRuns::recipesServeTheBestEpoch()
{
    TrainRequest request;
    request.recommender = "hybrid";
    request.parameters = {{QStringLiteral("base"), QStringLiteral("bpr")}};
    request.patience = 3;
    const auto run = trainRun(*m_project, request, m_job).run;
    QVERIFY(run.bestEpoch && *run.bestEpoch < run.epochs.back().epoch);
    const auto lists = [&] {
        const auto kept = RunShelf(another()).get(run.id, m_job);
        Request newcomer;
        const std::vector<Visit> history{{.item = ItemIndex(3)}, {.item = ItemIndex(8)}};
        newcomer.history = history;
        std::vector<Request> requests{newcomer};
        for (std::uint32_t user = 0; user < 20; ++user) {
            newcomer.user = UserIndex(user);
            requests.push_back(newcomer);
        }
        return kept->recommender().rank(requests, {.k = 10});
    };
    const auto before = lists();
    RunStore store(*m_project);
    store.eraseSnapshot(run.id, QStringLiteral("final"));
    QVERIFY(!store.openSnapshot(run.id));
    QVERIFY(lists() == before);
    store.erase(run.id);
}

void TestRuns::detailsSurviveTheirJson()
{
    RunDetails details;
    details.training = {.validateEvery = 3, .patience = 4, .test = false, .weights = "w.safetensors"};
    details.shape = RunShape{.users = 1, .items = 2, .train = 3, .valid = 4, .test = 5};
    details.learntFrom = LearntShape{.users = 6, .items = 7, .events = 8, .pairs = 9};
    details.kindNames = {QStringLiteral("view"), QStringLiteral("buy")};
    details.leak = .25;
    details.userLeak = .125;
    details.repeats = .5;
    details.usersEvaluated = 10;
    details.usersSkipped = 11;
    details.epochsDone = 12;
    details.checkpointEpoch = 13;
    details.threads = 14;
    details.parametersCount = 0;
    details.peakMemoryBytes = std::int64_t(1) << 40;
    const auto json = details.toJson();
    const auto back = RunDetails::fromJson(json);
    QCOMPARE(back.toJson(), json);
    QCOMPARE(back.training.patience, 4);
    QCOMPARE(back.shape->valid, std::int64_t(4));
    QCOMPARE(back.parametersCount, std::optional<std::int64_t>(0)); // known to be none
    QCOMPARE(RunDetails{}.toJson().contains(QStringLiteral("parameters_count")), false);
    QVERIFY(!RunDetails::fromJson({}).checkpointEpoch && !RunDetails::fromJson({}).shape);
}

void TestRuns::aRunIsTrainedAgainAsItWas()
{
    TrainRequest request;
    request.recommender = "bpr";
    request.parameters = {{QStringLiteral("epochs"), 4}, {QStringLiteral("factors"), 4}};
    request.protocol.seed = 5;
    request.protocol.cutoffs = {4};
    request.protocol.filter.minItemEvents = 2;
    request.patience = 1;
    request.validateEvery = 2;
    const auto first = trainRun(*m_project, request, m_job).run;
    const auto stored = RunStore(*m_project).known(first.id);
    const auto again = TrainRequest::fromJson(requestOf(stored).toJson()); // as a form remembers it
    QCOMPARE(again.validateEvery, 2);
    QCOMPARE(again.patience, 1);
    const auto second = trainRun(*m_project, again, m_job).run;
    QCOMPARE(second.protocol.toJson(), first.protocol.toJson());
    QVERIFY(second.test == first.test && second.epochs.size() == first.epochs.size());
    RunStore(*m_project).erase(first.id);
    RunStore(*m_project).erase(second.id);
}

void TestRuns::splitsAreMadeAgain()
{
    RunShelf shelf(*m_project);
    const auto run = RunStore(*m_project).known(m_knn);
    QVERIFY(splitAgain(*m_project, run, shelf.datasets(), m_job).sameData);
    auto other = run;
    other.protocol.filter.minItemEvents = 30;
    QVERIFY(!splitAgain(*m_project, other, shelf.datasets(), m_job).sameData);
}

void TestRuns::shelfSharesWhatIsInUse()
{
    RunShelf nothing(another(), {}, 0);
    const auto run = nothing.get(m_knn, m_job);
    QCOMPARE(nothing.kept(), std::size_t(0));
    QVERIFY(nothing.get(m_knn, m_job) == run);
    QCOMPARE(errorOf([&] { nothing.get(RunId(999), m_job); }), std::string("run.unknown"));
    RunShelf other(another());
    QVERIFY(other.get(m_knn, m_job) != run); // no two shelves share
}

void TestRuns::shelfKeepsTheLastRunsWithinItsBound()
{
    RunShelf shelf(another());
    const auto *knn = shelf.get(m_knn, m_job).get();
    std::weak_ptr<const KeptRun> held = shelf.get(m_knn, m_job);
    shelf.get(m_ease, m_job);
    QCOMPARE(shelf.kept(), std::size_t(2));
    QVERIFY(!held.expired());
    QVERIFY(shelf.get(m_knn, m_job).get() == knn); // not read again
    shelf.letGo();
    QCOMPARE(shelf.kept(), std::size_t(0));
    QVERIFY(held.expired());

    const auto knnBytes = shelf.get(m_knn, m_job)->bytes(), easeBytes = shelf.get(m_ease, m_job)->bytes();
    RunShelf tight(another(), {}, std::max(knnBytes, easeBytes));
    held = tight.get(m_knn, m_job);
    tight.get(m_ease, m_job);
    QCOMPARE(tight.kept(), std::size_t(1));
    QVERIFY(held.expired()); // the one asked for longest ago went
    RunShelf tiny(another(), {}, std::min(knnBytes, easeBytes) - 1);
    tiny.get(m_knn, m_job);
    QCOMPARE(tiny.kept(), std::size_t(0));
}

void TestRuns::listingIsOneQuery()
{
    const RunStore store(*m_project);
    std::vector<RunSummary> runs;
    QCOMPARE(statementsOf(*m_project, [&] { runs = store.list(); }), 2); // the runs, and the log's kinds
    const auto whole = store.all();
    QCOMPARE(statementsOf(*m_project, [&] { store.all(); }), 3);
    QCOMPARE(runs.size(), whole.size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
        QVERIFY(runs[i].id == whole[i].id);
        QCOMPARE(runs[i].protocol.toJson(), whole[i].protocol.toJson());
        const auto found = store.known(runs[i].id);
        QVERIFY(found.test == whole[i].test && !found.test.empty());
        QCOMPARE(found.details.toJson(), whole[i].details.toJson());
    }
    const auto figures = store.validationFigures("NDCG@10");
    QCOMPARE(figures.at(m_knn), store.known(m_knn).validation.at("NDCG@10"));
}

void TestRuns::tenThousandRunsAreListed()
{
    const auto path = m_folder.filePath(QStringLiteral("many.aisle"));
    const auto project = Project::create(path);
    const auto run = RunStore(*m_project).known(m_knn);
    RunStore store(*project);
    const auto first = store.insert(run);
    project->database().exec(
        "INSERT INTO run(name, note, recommender, parameters, protocol, device, status, version, at, load_seconds, "
        "fit_seconds, evaluate_seconds, details) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
        "i "
        "< 9999) SELECT 'trial ' || i, '', recommender, parameters, json_set(protocol, '$.seed', i), device, status, "
        "version, at, 0, 1, 1, details FROM run, n");
    project->database().exec(
        "INSERT INTO run_metric(run_id, part, name, value) SELECT r.id, m.part, m.name, m.value FROM "
        "run r, run_metric m WHERE r.id > 1 AND m.run_id = 1");
    QElapsedTimer timer;
    timer.start();
    std::vector<RunSummary> runs;
    QCOMPARE(statementsOf(*project, [&] { runs = store.list(); }), 2);
    qInfo("10,000 runs are listed in %lld ms", static_cast<long long>(timer.restart()));
    QCOMPARE(runs.size(), std::size_t(10'000));
    QCOMPARE(runs[41].name, QStringLiteral("trial 41"));
    QCOMPARE(runs[41].protocol.seed, std::uint64_t(41));
    QVERIFY(runs[0].id == first);
    const auto whole = store.all();
    qInfo("10,000 runs are read whole in %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(whole.back().test == run.test);
}

void TestRuns::manyListsAreTheListsOfEach()
{
    RunShelf shelf(*m_project);
    for (const auto id : {m_knn, m_ease, m_popular}) {
        Lister lister(shelf.get(id, m_job), *m_project);
        lister.prepareEvaluated(*m_project, m_job, &shelf.datasets());
        std::vector<UserId> users;
        for (const auto &[user, key] : Catalogue(*m_project).userKeys())
            users.push_back(user);
        for (const auto input : {ListInput::All, ListInput::Evaluated}) {
            std::size_t next = 0;
            const ListRequest request{.k = 7};
            const auto compare = [&](std::size_t index, const ListBasis &basis, const RankedList &list) {
                QCOMPARE(index, next++);
                const auto one = input == ListInput::All ? listOfToday(lister, *m_project, users[index], request)
                                                         : listAsEvaluated(lister, users[index], request);
                QCOMPARE(list.size(), one.items.size());
                for (std::size_t i = 0; i < list.size(); ++i)
                    QVERIFY(lister.run().id(list[i].item) == one.items[i].item);
                QVERIFY(basis.isKnown || list.empty());
            };
            BatchLister(lister, *m_project, input, request).list(users, m_job, QStringLiteral("lists"), compare);
            QCOMPARE(next, users.size());
        }
    }
    const std::vector<UserId> users{UserId(1), UserId(2), UserId(3), UserId(4)};
    QCOMPARE(evenlySpread(users, 2), (std::vector{UserId(1), UserId(3)}));
    QCOMPARE(evenlySpread(users, 9), users);
}

void TestRuns::projectAndDatasetHaveTheSame()
{
    RunShelf shelf(*m_project);
    const auto dataset = shelf.datasets().dataset(*m_project, {}, m_job);
    const auto facts = shelf.datasets().facts(*m_project, {}, m_job);
    auto loaded = Inventory::of(*dataset, facts.get());
    loaded.runs = true;
    QVERIFY(loaded == Inventory::of(*m_project, m_job));
    QVERIFY(loaded.has(Need::Times) && loaded.has(Need::Runs) && !loaded.has(Need::Links));
    const auto empty = Project::create(m_folder.filePath(QStringLiteral("empty.aisle")));
    QVERIFY(Inventory::of(*empty, m_job) == Inventory{});
}

void TestRuns::defaultSplitFitsTheLog_data()
{
    QTest::addColumn<bool>("timesDiffer");
    QTest::addColumn<bool>("parts");
    QTest::addColumn<QString>("split");
    QTest::newRow("times") << true << false << "time:0.8,0.1,0.1";
    QTest::newRow("times and parts") << true << true << "time:0.8,0.1,0.1";
    QTest::newRow("parts") << false << true << "fixed";
    QTest::newRow("nothing") << false << false << "user-random:0.8,0.1,0.1";
}

void TestRuns::defaultSplitFitsTheLog()
{
    QFETCH(bool, timesDiffer);
    QFETCH(bool, parts);
    QFETCH(QString, split);
    QCOMPARE((Inventory{.times = timesDiffer, .timesDiffer = timesDiffer, .parts = parts}).defaultSplit().text(),
             split);
}

QTEST_GUILESS_MAIN(TestRuns)
#include "tst_runs.moc"
