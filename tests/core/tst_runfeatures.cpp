#include "core/features/vectors.h"
#include "core/runs/freshness.h"
#include "core/runs/runcomparison.h"
#include "core/runs/runshelf.h"
#include "core/runs/runwords.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "tests/support/errorof.h"
#include "tests/support/notingcontext.h"
#include "tests/widgets/shop.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace aisle;
using namespace aisle::test;

namespace {

constexpr int kShoppers = 60, kProducts = 30;

/// Stops after an epoch, as a person who will go on later.
class PausingContext : public SilentContext
{
public:
    Wish wish() const override { return m_epoch > 0 ? Wish::Pause : Wish::GoOn; }
    void checkpoint() override
    {
        if (m_epoch > 0)
            throw Cancelled{};
    }
    void report(const EpochReport &epoch) override { m_epoch = epoch.epoch; }

private:
    int m_epoch = 0;
};

TrainRequest asking(const char *recommender, const QStringList &features)
{
    TrainRequest request;
    request.recommender = recommender;
    request.features = features;
    if (recommenderInfo(recommender).schema.find("epochs"))
        request.parameters = {{QStringLiteral("epochs"), 3},
                              {QStringLiteral("factors"), 8},
                              {QStringLiteral("hidden"), 8},
                              {QStringLiteral("negatives"), 20}};
    return request;
}

} // namespace

/// Runs that learnt from tables of vectors: what they keep, and what becomes of them when the tables change.
class TestRunFeatures : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
    int m_projects = 0;

    /// One of 1 and 0 a row, by what remains of the number of its group. @param every  only each n-th has a row
    void makeFeatures(const char *name, FeatureSubject subject = FeatureSubject::Items, int every = 1, float size = 1)
    {
        const Catalogue catalogue(*m_project);
        VectorFile file;
        file.dims = 5;
        const auto add = [&](const auto &keys) {
            int number = 0;
            for (const auto &[id, key] : keys) {
                if (number++ % every != 0)
                    continue;
                file.keys << QString::fromStdString(key);
                for (int d = 0; d < file.dims; ++d)
                    file.values.push_back(id.value % file.dims == d ? size : 0);
            }
        };
        subject == FeatureSubject::Items ? add(catalogue.itemKeys()) : add(catalogue.userKeys());
        importFeatures(*m_project, QString::fromLatin1(name), subject, QStringLiteral("secret.csv"), file, m_job);
    }
    void drop(const char *name)
    {
        FeatureStore store(*m_project);
        store.remove(store.known(QString::fromLatin1(name)).id);
    }
    RunRecord train(const TrainRequest &request) { return trainRun(*m_project, request, m_job).run; }
    ChangedSince changed(RunId run) const
    {
        return Freshness(*m_project).changedSince(RunStore(*m_project).known(run));
    }
    RankedList listOf(RunId run)
    {
        RunShelf shelf(*m_project); // loads the snapshot again
        const auto kept = shelf.get(run, m_job);
        const std::vector<Visit> history{{.item = *kept->index(ItemId(3)), .kind = 0, .at = kNoTime},
                                         {.item = *kept->index(ItemId(8)), .kind = 0, .at = kNoTime}};
        Request request;
        request.history = history;
        return kept->recommender().rank(std::span(&request, 1), {.k = 10}).front();
    }

private Q_SLOTS:
    void init()
    {
        m_project = makeShop(m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_projects)), kShoppers, kProducts);
    }

    void rowsAreFoundByTheirIds()
    {
        const FeatureVectors vectors{.subject = FeatureSubject::Items,
                                     .dims = 2,
                                     .ids = {1, 3, 5},
                                     .hashes = {0, 0, 0},
                                     .values = {1, 2, 3, 4, 5, 6}};
        const std::vector<std::int64_t> rows{1, 2, 3, 7}; // 2 and 7 came, 5 went
        const auto aligned = alignedTo(rows, "some", vectors);
        QCOMPARE(aligned.has, (std::vector<std::uint8_t>{1, 0, 1, 0}));
        QCOMPARE(aligned.values, (std::vector<float>{1, 2, 0, 0, 3, 4, 0, 0}));
        QCOMPARE(aligned.covered(), std::size_t(2));
    }

    void runsNameWhatTheyLearntFrom()
    {
        makeFeatures("groups", FeatureSubject::Items, 2);
        const auto run = RunStore(*m_project).known(train(asking("content", {QStringLiteral("groups")})).id);
        QCOMPARE(run.details.features.size(), std::size_t(1));
        const auto &use = run.details.features.front();
        QCOMPARE(use.name, QStringLiteral("groups"));
        QCOMPARE(use.dims, 5);
        QCOMPARE(use.coverage, .5);
        QCOMPARE(use.source, QStringLiteral("import")); // and not the file's name
        QCOMPARE(use.content, FeatureSource::of(FeatureStore(*m_project).known(use.name)).content);
        QVERIFY(!use.content.isEmpty());
        QCOMPARE(featuresText(run.details.features), QStringLiteral("groups (5 numbers, 50 % covered)"));
        QVERIFY(featureUsesFrom(toJson(run.details.features)) == run.details.features);
        QCOMPARE(requestOf(run).features, QStringList{QStringLiteral("groups")});
        const auto form = TrainRequest::fromJson(requestOf(run).toJson());
        QCOMPARE(form.features, QStringList{QStringLiteral("groups")});

        const auto plain = train(asking("content", {}));
        QVERIFY(plain.details.features.empty());
        QVERIFY(!plain.details.toJson().contains(QStringLiteral("features")));
        const auto differing = compareRuns(*m_project, plain.id, run.id, m_job).differing;
        const QJsonArray sides{QJsonValue(), QStringLiteral("groups")};
        QCOMPARE(differing.value(QStringLiteral("features")).toArray(), sides);
    }

    void listsWhenTheFeaturesAreGone_data()
    {
        QTest::addColumn<QString>("id");
        for (const auto *id : {"content", "hybrid", "two-tower"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void listsWhenTheFeaturesAreGone()
    {
        makeFeatures("groups");
        const auto run = train(asking(QTest::currentDataTag(), {QStringLiteral("groups")})).id;
        const auto list = listOf(run);
        QCOMPARE(list.size(), std::size_t(10));
        drop("groups");
        QVERIFY(listOf(run) == list);
        QCOMPARE(changed(run), (ChangedSince{.featuresGone = {QStringLiteral("groups")}}));
        QCOMPARE(errorOf([&] { train(requestOf(RunStore(*m_project).known(run))); }), std::string("features.none"));
        ReevaluationRequest asked;
        asked.run = run;
        const auto judged = reevaluateRun(*m_project, asked, m_job).run;
        QCOMPARE(namesOf(judged.details.features), QStringList{QStringLiteral("groups")});
    }

    void changedFeaturesMarkTheirRuns()
    {
        makeFeatures("groups");
        makeFeatures("others");
        const auto of = train(asking("content", {QStringLiteral("groups")})).id;
        const auto plain = train(asking("content", {})).id;
        QCOMPARE(changed(of), ChangedSince());
        drop("groups");
        makeFeatures("groups"); // the same vectors again
        QCOMPARE(changed(of), ChangedSince());
        drop("groups");
        makeFeatures("groups", FeatureSubject::Items, 1, 2);
        QCOMPARE(changed(of), (ChangedSince{.featuresChanged = {QStringLiteral("groups")}}));
        QCOMPARE(changedText(changed(of)),
                 QStringList{QStringLiteral("Features that it learnt from have changed: groups.")});
        QCOMPARE(changed(plain), ChangedSince());
        const auto again = train(asking("content", {QStringLiteral("groups")})).id;
        QCOMPARE(changed(again), ChangedSince());
        const auto sides =
            compareRuns(*m_project, of, again, m_job).differing.value(QStringLiteral("features")).toArray();
        QVERIFY(sides.size() == 2 && sides[0] != sides[1] && sides[0].toString().startsWith(QLatin1String("groups (")));
    }

    /// Encoded to the end, what was half encoded is other vectors.
    void unfinishedEncodingsMarkRuns()
    {
        makeFeatures("groups");
        const auto run = train(asking("content", {QStringLiteral("groups")})).id;
        FeatureStore store(*m_project);
        const auto table = store.known(QStringLiteral("groups"));
        store.setSource(table.id, "{\"whole\":false}");
        QCOMPARE(changed(run), (ChangedSince{.featuresChanged = {QStringLiteral("groups")}}));
        store.setSource(table.id, "{}"); // made before contents were noted: nothing is known against it
        QCOMPARE(changed(run), ChangedSince());
    }

    void whatCannotBeTakenIsRefused_data()
    {
        QTest::addColumn<QString>("features");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *recommender, const char *features, const char *code, const char *says) {
            QTest::newRow(recommender) << QString::fromLatin1(features) << QString::fromLatin1(code)
                                       << QString::fromLatin1(says);
        };
        row("ease", "groups", "train.no-features", "content, hybrid, dropoutnet, vbpr, two-tower, sasrec");
        row("content", "gruops", "features.unknown", "groups");
        row("hybrid", "shoppers", "train.no-shopper-features", "two-tower");
        row("two-tower", "strangers", "train.no-vectors", "Of the 29 products");
    }
    void whatCannotBeTakenIsRefused()
    {
        QFETCH(const QString, features);
        QFETCH(const QString, code);
        QFETCH(const QString, says);
        makeFeatures("groups");
        makeFeatures("shoppers", FeatureSubject::Users);
        makeFeatures("strangers", FeatureSubject::Items, 1000); // the first product, which is left out
        auto request = asking(QTest::currentDataTag(), {features});
        request.protocol.filter.excludeItems = {QStringLiteral("22001")};
        try {
            train(request);
            QFAIL("trained");
        } catch (const Error &error) {
            QCOMPARE(QString::fromStdString(error.code()), code);
            QVERIFY2(error.message().contains(says), qUtf8Printable(error.message()));
        }
        if (code != QLatin1String("train.no-vectors"))
            QCOMPARE(errorOf([&] { estimateTraining(*m_project, request, m_job); }), code.toStdString());
        QCOMPARE(RunStore(*m_project).count(), 0);
    }

    void littleCoverageIsSaid()
    {
        makeFeatures("groups");
        makeFeatures("few", FeatureSubject::Items, 3);
        NotingContext noting;
        trainRun(*m_project, asking("content", {QStringLiteral("groups"), QStringLiteral("few")}), noting);
        const auto said = noting.notes.filter(QStringLiteral("Features"));
        QCOMPARE(said, QStringList{QStringLiteral("Features \"few\": only 10 of 30 products have a vector (33.3 %).")});
    }

    void shoppersVectorsReachTheTower()
    {
        makeFeatures("groups");
        makeFeatures("shoppers", FeatureSubject::Users);
        const auto run = train(asking("two-tower", {QStringLiteral("groups"), QStringLiteral("shoppers")}));
        QCOMPARE(run.details.features.size(), std::size_t(2));
        QCOMPARE(run.details.features[1].subject, FeatureSubject::Users);
        QCOMPARE(run.details.features[1].coverage, 1.);
    }

    void stoppedTrainingGoesOnWithTheSameFeaturesOnly()
    {
        makeFeatures("groups");
        const auto request = asking("two-tower", {QStringLiteral("groups")});
        for (const bool change : {false, true}) {
            PausingContext pausing;
            try {
                trainRun(*m_project, request, pausing);
                QFAIL("not stopped");
            } catch (const Cancelled &) {
            }
            const auto stopped = RunStore(*m_project).unfinished();
            QCOMPARE(stopped.size(), std::size_t(1));
            const auto id = stopped.front().id;
            if (change) {
                drop("groups");
                makeFeatures("groups", FeatureSubject::Items, 1, 2);
                QCOMPARE(errorOf([&] { resumeRun(*m_project, id, m_job); }), std::string("train.features-changed"));
            } else {
                const auto whole = train(request);
                QCOMPARE(resumeRun(*m_project, id, m_job).run.test, whole.test);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRunFeatures)
#include "tst_runfeatures.moc"
