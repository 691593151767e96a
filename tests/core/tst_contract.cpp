#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/recommend/registry.h"
#include "core/storage/events.h"
#include "tests/core/trainingfixtures.h"

#include <QBuffer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {
/// Notes whether progress fell, and cancels at the n-th checkpoint when asked.
class WatchingContext : public JobContext
{
public:
    explicit WatchingContext(int cancelAt = 0) : m_cancelAt(cancelAt) {}
    void checkpoint() override
    {
        if (++checkpoints == m_cancelAt)
            throw Cancelled{};
    }
    void progress(double fraction, const QString &) override
    {
        fell |= fraction < latest - 1e-9;
        outside |= fraction < 0 || fraction > 1 + 1e-9;
        latest = fraction;
    }
    void report(const EpochReport &epoch) override { epochs.push_back(epoch); }

    int checkpoints = 0;
    bool fell = false;
    bool outside = false;
    double latest = 0;
    std::vector<EpochReport> epochs;

private:
    int m_cancelAt;
};

/// Small and quick: the contract does not ask for quality.
std::unique_ptr<Recommender> make(const std::string &id, int epochs = 3)
{
    QJsonObject parameters;
    for (const auto &[key, value] : {std::pair{"epochs", epochs}, {"factors", 16}, {"batch-size", 64}})
        if (recommenderInfo(id).schema.find(key))
            parameters.insert(QString::fromLatin1(key), value);
    return makeRecommender(id, parameters);
}

std::unique_ptr<Recommender> fitted(const std::string &id, const TrainingSet &train, int epochs = 3)
{
    auto recommender = make(id, epochs);
    SilentContext job;
    recommender->fit(train, {}, job);
    return recommender;
}

std::vector<Profile> profilesOf(const TrainingSet &train)
{
    std::vector<Profile> profiles;
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        profiles.push_back({.user = UserIndex(u), .history = train.history(UserIndex(u)), .hidden = {}});
    return profiles;
}

Profile newShopper(std::span<const Visit> history)
{
    Profile profile;
    profile.history = history;
    return profile;
}

QByteArray saved(const Recommender &recommender)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    recommender.save(buffer);
    return buffer.data();
}

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-4 * std::max({1.0, std::abs(a), std::abs(b)});
}
} // namespace

/// What everything in the registry must do, whatever it computes.
class TestContract : public QObject
{
    Q_OBJECT
    const TrainingSet m_train = randomTraining(60, 40, 12, 7);

    void everyRecommender(bool personalOnly = false)
    {
        QTest::addColumn<QString>("id");
        for (const auto &info : recommenders()) {
            if (!personalOnly || info.personal)
                QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
        }
    }

private Q_SLOTS:
    /// Two threads at such small work mostly wait for each other.
    void initTestCase() { setThreadCount(1); }

    void infoIsComplete_data() { everyRecommender(); }
    void infoIsComplete()
    {
        QFETCH(QString, id);
        const auto &info = recommenderInfo(id.toStdString());
        QVERIFY(*info.name && *info.family && *info.summary && info.paper);
        for (const auto &spec : info.schema.specs())
            QVERIFY2(*spec.label && *spec.help, spec.key.c_str());
        QCOMPARE(make(info.id)->traits().personal, info.personal);
        QCOMPARE(make(info.id)->traits().deterministic, info.deterministic);
    }

    void learnsTheCheckerboard_data() { everyRecommender(true); }
    void learnsTheCheckerboard()
    {
        QFETCH(QString, id);
        const auto train = checkerboard(60, 40);
        const auto recommender = fitted(id.toStdString(), train, 60);
        const bool repeats = recommender->traits().offersRepeats;
        const auto lists =
            recommender->rank(profilesOf(train), {.k = 4, .mask = repeats ? MaskSeen::No : MaskSeen::Yes});
        int right = 0, all = 0;
        for (std::uint32_t u = 0; u < lists.size(); ++u) {
            for (const auto &entry : lists[u]) {
                right += entry.item.value % 2 == u % 2;
                ++all;
            }
        }
        QVERIFY2(all > 0 && right >= .99 * all, qPrintable(QStringLiteral("%1 of %2").arg(right).arg(all)));
    }

    void sameSeedSameLists_data() { everyRecommender(); }
    void sameSeedSameLists()
    {
        QFETCH(QString, id);
        const auto profiles = profilesOf(m_train);
        const auto once = fitted(id.toStdString(), m_train)->rank(profiles, {});
        const auto again = fitted(id.toStdString(), m_train)->rank(profiles, {});
        QVERIFY(once == again);
    }

    void neverOffersWhatItMustNot_data() { everyRecommender(); }
    void neverOffersWhatItMustNot()
    {
        QFETCH(QString, id);
        const auto recommender = fitted(id.toStdString(), m_train);
        const std::vector<ItemIndex> hidden{ItemIndex(1), ItemIndex(5), ItemIndex(6)};
        auto profiles = profilesOf(m_train);
        for (auto &profile : profiles)
            profile.hidden = hidden;
        const auto lists = recommender->rank(profiles, {.k = 40});
        for (std::size_t p = 0; p < lists.size(); ++p) {
            std::set<ItemIndex> seen(hidden.begin(), hidden.end());
            for (const auto &visit : profiles[p].history)
                seen.insert(visit.item);
            std::set<ItemIndex> offered;
            for (std::size_t r = 0; r < lists[p].size(); ++r) {
                QVERIFY(!seen.contains(lists[p][r].item));
                QVERIFY(offered.insert(lists[p][r].item).second);
                QVERIFY(r == 0 || lists[p][r - 1].score >= lists[p][r].score);
            }
            QCOMPARE(offered.size(), 40 - seen.size());
        }
        const auto open = recommender->rank(profiles, {.k = 40, .mask = MaskSeen::No});
        QCOMPARE(open.front().size(), std::size_t(40));
    }

    void ranksOnlyCandidates_data() { everyRecommender(); }
    void ranksOnlyCandidates()
    {
        QFETCH(QString, id);
        const auto recommender = fitted(id.toStdString(), m_train);
        const std::vector<ItemIndex> candidates{ItemIndex(2), ItemIndex(3), ItemIndex(30)};
        const auto profiles = profilesOf(m_train);
        const auto lists = recommender->rank(profiles, {.k = 10, .mask = MaskSeen::No, .candidates = candidates});
        for (const auto &list : lists) {
            QCOMPARE(list.size(), std::size_t(3));
            for (const auto &entry : list)
                QVERIFY(std::ranges::find(candidates, entry.item) != candidates.end());
        }
    }

    void servesOddHistories_data() { everyRecommender(); }
    void servesOddHistories()
    {
        QFETCH(QString, id);
        const auto recommender = fitted(id.toStdString(), m_train);
        const std::vector<Visit> one{{.item = ItemIndex(3), .at = 1000}};
        std::vector<Visit> all;
        for (std::uint32_t i = 0; i < 40; ++i)
            all.push_back({.item = ItemIndex(i), .at = 1000 + i});
        const std::vector<Visit> many(500, {.item = ItemIndex(7), .at = 1000});
        const std::vector<Profile> profiles{{}, newShopper(one), newShopper(all), newShopper(many)};
        const auto lists = recommender->rank(profiles, {.k = 1000});
        QCOMPARE(lists.size(), std::size_t(4));
        QCOMPARE(lists[0].size(), std::size_t(40));
        QCOMPARE(lists[1].size(), std::size_t(39));
        QCOMPARE(lists[2].size(), std::size_t(0));
        QCOMPARE(lists[3].size(), std::size_t(39));
        for (const auto &list : lists)
            for (const auto &entry : list)
                QVERIFY(std::isfinite(entry.score));
        QVERIFY(recommender->rank({}, {}).empty());
        QVERIFY(recommender->rank(profiles, {.k = 0}).front().empty());
    }

    void scoreAndRankAgree_data() { everyRecommender(); }
    void scoreAndRankAgree()
    {
        QFETCH(QString, id);
        const auto recommender = fitted(id.toStdString(), m_train);
        auto profiles = profilesOf(m_train);
        profiles.resize(8);
        profiles.push_back({});
        profiles.push_back(newShopper(m_train.history(UserIndex(20))));
        const auto lists = recommender->rank(profiles, {.k = 40, .mask = MaskSeen::No});
        for (std::size_t p = 0; p < profiles.size(); ++p) {
            std::vector<ItemIndex> items;
            for (const auto &entry : lists[p])
                items.push_back(entry.item);
            const auto scores = recommender->score(profiles[p], items);
            for (std::size_t i = 0; i < items.size(); ++i)
                QVERIFY2(near(scores[i], lists[p][i].score),
                         qPrintable(QStringLiteral("%1 %2").arg(scores[i]).arg(lists[p][i].score)));
        }
    }

    void listsAreEqualAfterSaveAndLoad_data() { everyRecommender(); }
    void listsAreEqualAfterSaveAndLoad()
    {
        QFETCH(QString, id);
        const auto before = fitted(id.toStdString(), m_train);
        auto bytes = saved(*before);
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        auto after = make(id.toStdString());
        after->load(buffer);
        auto profiles = profilesOf(m_train);
        profiles.push_back({});
        profiles.push_back(newShopper(m_train.history(UserIndex(20))));
        QVERIFY(before->rank(profiles, {}) == after->rank(profiles, {}));
        QCOMPARE(after->parameterCount(), before->parameterCount());
    }

    void damagedSnapshotsAreRefused_data() { everyRecommender(); }
    void damagedSnapshotsAreRefused()
    {
        QFETCH(QString, id);
        const auto recommender = fitted(id.toStdString(), m_train);
        const auto lists = recommender->rank(profilesOf(m_train), {});
        const auto whole = saved(*recommender);
        for (const qsizetype length : {qsizetype(0), qsizetype(5), whole.size() / 3, whole.size() - 1}) {
            auto bytes = whole.left(length);
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::ReadOnly);
            QVERIFY_EXCEPTION_THROWN(recommender->load(buffer), Error);
        }
        auto other = whole;
        other[6] = static_cast<char>(other[6] ^ 1);
        QBuffer buffer(&other);
        buffer.open(QIODevice::ReadOnly);
        QVERIFY_EXCEPTION_THROWN(recommender->load(buffer), Error);
        QVERIFY(recommender->rank(profilesOf(m_train), {}) == lists);
    }

    void cancelLeavesItUnchanged_data() { everyRecommender(); }
    void cancelLeavesItUnchanged()
    {
        QFETCH(QString, id);
        const auto recommender = fitted(id.toStdString(), m_train);
        const auto before = recommender->rank(profilesOf(m_train), {});
        const auto other = randomTraining(50, 40, 9, 99);
        WatchingContext whole;
        make(id.toStdString())->fit(other, {}, whole);
        QVERIFY(whole.checkpoints > 0);
        for (const int at : {1, (whole.checkpoints + 1) / 2, whole.checkpoints}) {
            WatchingContext job(at);
            QVERIFY_EXCEPTION_THROWN(recommender->fit(other, {}, job), Cancelled);
            QVERIFY(recommender->rank(profilesOf(m_train), {}) == before);
        }
    }

    void progressNeverFalls_data() { everyRecommender(); }
    void progressNeverFalls()
    {
        QFETCH(QString, id);
        WatchingContext job;
        const auto recommender = make(id.toStdString());
        recommender->fit(m_train, {}, job);
        QVERIFY(!job.fell && !job.outside);
        QCOMPARE(job.epochs.size(), std::size_t(recommender->traits().iterative ? 3 : 0));
    }

    void parametersOutOfRangeThrow_data() { everyRecommender(); }
    void parametersOutOfRangeThrow()
    {
        QFETCH(QString, id);
        for (const auto &spec : recommenderInfo(id.toStdString()).schema.specs()) {
            const auto key = QString::fromStdString(spec.key);
            std::vector<QJsonValue> wrong;
            if (spec.type == ParamType::Choice)
                wrong = {QStringLiteral("no such choice")};
            else if (spec.type == ParamType::Text)
                wrong = {1};
            else if (spec.type != ParamType::Boolean)
                wrong = {spec.min - 1, spec.max * 2 + 1};
            for (const auto &value : wrong)
                QVERIFY_EXCEPTION_THROWN(makeRecommender(id.toStdString(), {{key, value}}), Error);
        }
        QVERIFY_EXCEPTION_THROWN(makeRecommender(id.toStdString(), {{QStringLiteral("no-such-key"), 1}}), Error);
    }

    void explanationsSumToTheScore_data() { everyRecommender(); }
    void explanationsSumToTheScore()
    {
        QFETCH(QString, id);
        const auto recommender = fitted(id.toStdString(), m_train);
        if (!recommender->traits().explainsExactly)
            return;
        const auto profile = newShopper(m_train.history(UserIndex(4)));
        for (std::uint32_t i = 0; i < 40; ++i) {
            double sum = 0;
            for (const auto &reason : recommender->explain(profile, ItemIndex(i)))
                sum += reason.contribution;
            const std::vector<ItemIndex> item{ItemIndex(i)};
            QVERIFY(near(sum, recommender->score(profile, item).front()));
        }
    }

    void smallestCataloguesWork_data() { everyRecommender(); }
    void smallestCataloguesWork()
    {
        QFETCH(QString, id);
        const auto single = trainingOf(1, {{0}, {0, 0}, {0}});
        const auto lists = fitted(id.toStdString(), single)->rank(profilesOf(single), {.k = 5, .mask = MaskSeen::No});
        QCOMPARE(lists.size(), std::size_t(3));
        QCOMPARE(lists.front().size(), std::size_t(1));
        const auto pair = trainingOf(2, {{0}, {1}, {}});
        QCOMPARE(fitted(id.toStdString(), pair)->rank(profilesOf(pair), {}).front().size(), std::size_t(1));
    }

    void threadsDoNotChangeTheLists_data() { everyRecommender(); }
    void threadsDoNotChangeTheLists()
    {
        QFETCH(QString, id);
        std::vector<std::vector<RankedList>> lists;
        for (const int threads : {1, 2}) {
            auto recommender = make(id.toStdString());
            SilentContext job;
            FitOptions options;
            options.threads = threads;
            recommender->fit(m_train, options, job);
            lists.push_back(recommender->rank(profilesOf(m_train), {.k = 1}));
        }
        int same = 0;
        for (std::size_t u = 0; u < lists[0].size(); ++u)
            same += lists[0][u].front().item == lists[1][u].front().item;
        QVERIFY(same >= 55);
    }

    void embeddingsHaveARowAProduct_data() { everyRecommender(); }
    void embeddingsHaveARowAProduct()
    {
        QFETCH(QString, id);
        const auto embedding = fitted(id.toStdString(), m_train)->itemEmbedding();
        if (!embedding)
            return;
        QCOMPARE(embedding->rows, m_train.itemCount());
        QVERIFY(embedding->size > 1);
        QCOMPARE(embedding->values.size(), std::size_t(embedding->rows) * embedding->size);
        QVERIFY(std::ranges::all_of(embedding->values, [](float value) { return std::isfinite(value); }));
    }

    void keepsTheBestEpoch_data() { everyRecommender(); }
    void keepsTheBestEpoch()
    {
        QFETCH(QString, id);
        auto recommender = make(id.toStdString(), 8);
        if (!recommender->traits().iterative)
            return;
        std::vector<RankedList> second;
        int judged = 0;
        FitOptions options;
        options.patience = 3;
        options.validate = [&](const Recommender &now) {
            if (++judged == 2)
                second = now.rank(profilesOf(m_train), {});
            return judged == 2 ? 1.0 : 0.5;
        };
        WatchingContext job;
        recommender->fit(m_train, options, job);
        QCOMPARE(judged, 5);
        QCOMPARE(recommender->bestEpoch(), std::optional(2));
        QVERIFY(recommender->rank(profilesOf(m_train), {}) == second);
        QCOMPARE(job.epochs.at(1).validation, std::optional(1.0));
    }

    void estimatesArePositive_data() { everyRecommender(); }
    void estimatesArePositive()
    {
        QFETCH(QString, id);
        const auto small = make(id.toStdString())
                               ->estimate({.users = 100, .items = 50, .events = 1000, .pairs = 900, .meanHistory = 9});
        const auto large =
            make(id.toStdString())
                ->estimate({.users = 100000, .items = 5000, .events = 1000000, .pairs = 900000, .meanHistory = 9});
        QVERIFY(small.seconds > 0 && small.memoryBytes > 0);
        QVERIFY(large.seconds >= small.seconds && large.memoryBytes > small.memoryBytes);
    }
};

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
