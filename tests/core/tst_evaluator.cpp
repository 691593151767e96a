#include "core/common/error.h"
#include "core/common/random.h"
#include "core/evaluate/evaluator.h"
#include "core/evaluate/metric.h"
#include "core/evaluate/negativesampler.h"
#include "tests/core/handmade.h"
#include "tests/support/testdata.h"

#include <QTest>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <set>

using namespace aisle;

namespace {

/// Ranks by any score of (user, item): masks, ties and cuts as a recommender must.
class ToyRecommender : public Recommender
{
public:
    using Score = std::function<float(const Request &, ItemIndex)>;
    ToyRecommender(const TrainingSet &train, Score score) : m_train(train), m_score(std::move(score)) {}

    void fit(const Ingredients &, const FitOptions &, const FitHooks &, JobContext &) override {}
    std::vector<RankedList> rank(std::span<const Request> requests, const RankOptions &options) const override
    {
        std::vector<RankedList> lists;
        for (const auto &request : requests)
            lists.push_back(rankOne(request, options));
        m_ranked += requests.size();
        return lists;
    }
    std::vector<float> score(const Request &request, std::span<const ItemIndex> items) const override
    {
        std::vector<float> scores;
        for (const auto item : items)
            scores.push_back(m_score(request, item));
        return scores;
    }
    Traits traits() const override { return {}; }
    ResourceEstimate estimate(const DatasetShape &) const override { return {}; }
    std::int64_t parameterCount() const override { return 0; }
    void save(QIODevice &) const override {}
    void load(QIODevice &) override {}
    std::size_t ranked() const { return m_ranked; }

private:
    RankedList rankOne(const Request &request, const RankOptions &options) const
    {
        std::set<ItemIndex> masked;
        if (options.mask == MaskSeen::Yes) {
            masked.insert(request.hidden.begin(), request.hidden.end());
            for (const auto &visit : request.history)
                masked.insert(visit.item);
        }
        RankedList list;
        for (std::uint32_t item = 0; item < m_train.itemCount(); ++item)
            if (!masked.contains(ItemIndex(item)))
                list.push_back({ItemIndex(item), m_score(request, ItemIndex(item))});
        const auto &ties = m_train.tieRank();
        std::sort(list.begin(), list.end(), [&](auto a, auto b) {
            return a.score != b.score ? a.score > b.score : ties[a.item.value] < ties[b.item.value];
        });
        list.resize(std::min(list.size(), static_cast<std::size_t>(options.k)));
        return list;
    }

    const TrainingSet &m_train;
    Score m_score;
    mutable std::atomic<std::size_t> m_ranked{0};
};

struct Fixture
{
    explicit Fixture(std::shared_ptr<const Dataset> data, const char *spec, std::uint64_t seed = 1)
        : split(std::move(data), SplitSpec::parse(QString::fromLatin1(spec)), seed), train(split.trainingSet()),
          test(split.heldOut(Part::Test, Targets::All))
    {
        context.train = train.get();
    }
    Split split;
    std::shared_ptr<const TrainingSet> train;
    HeldOut test;
    EvaluationContext context;
    SilentContext job;

    ToyRecommender popularity() const
    {
        return {*train, [this](const Request &, ItemIndex i) { return float(train->itemEvents()[i.value]); }};
    }
    ToyRecommender noise(std::uint64_t seed) const
    {
        return {*train, [seed](const Request &request, ItemIndex item) {
                    const auto first = request.history.empty() ? 0 : request.history[0].item.value;
                    return float(Random(deriveSeed(seed, first * 100'000ULL + item.value)).uniform());
                }};
    }
    ToyRecommender constant() const
    {
        return {*train, [](const Request &, ItemIndex) { return 1.F; }};
    }
    /// NDCG@10 that lists in any order have on average.
    double chance() const
    {
        double sum = 0, judged = 0;
        for (const auto &heldOut : test.cases) {
            if (heldOut.relevant.empty())
                continue;
            std::set<ItemIndex> masked(heldOut.hidden.begin(), heldOut.hidden.end());
            for (const auto &visit : heldOut.input)
                masked.insert(visit.item);
            const auto offered = static_cast<double>(train->itemCount() - masked.size());
            double dcg = 0, ideal = 0;
            for (std::size_t i = 0; i < 10; ++i) {
                const auto discount = 1 / std::log2(static_cast<double>(i) + 2);
                dcg += static_cast<double>(heldOut.relevant.size()) / offered * discount;
                ideal += i < heldOut.relevant.size() ? discount : 0;
            }
            sum += dcg / ideal;
            ++judged;
        }
        return sum / judged;
    }
    Evaluation judge(const Recommender &recommender, const EvaluationProtocol &protocol = {}, bool keepLists = false)
    {
        return evaluate(recommender, test, protocol, context, job, keepLists);
    }
};

void compareNear(double value, double expected, double tolerance)
{
    QVERIFY2(std::abs(value - expected) <= tolerance,
             qPrintable(QStringLiteral("%1, not %2").arg(value).arg(expected)));
}

} // namespace

class TestEvaluator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// What was bought again and what is new are judged apart; who had none of either is left out of its mean.
    void nextBasketsAreJudgedBySides()
    {
        std::vector<test::HandEvent> events;
        const auto add = [&](const char *user, const char *item, std::uint32_t session) {
            events.push_back({.user = user, .item = item, .session = session});
        };
        for (const char *item : {"a", "b"})
            add("u", item, 1);
        add("u", "c", 2);
        for (const char *item : {"a", "d", "e"}) // bought again, new, new
            add("u", item, 3);
        for (const std::uint32_t session : {1, 2, 3})
            add("v", "b", session);
        Fixture shop(test::handmadeDataset(events), "leave-last-basket-out");
        shop.context.nextBasket = shop.split.asksForBaskets();
        const auto &keys = shop.split.dataset().itemKeys;
        const auto byKey = [&](const Request &, ItemIndex item) { return -static_cast<float>(keys[item.value][0]); };
        const ToyRecommender alphabet(*shop.train, byKey);
        const EvaluationProtocol protocol{.mask = MaskSeen::No, .cutoffs = {4}};
        auto figures = evaluate(alphabet, shop.test, protocol, shop.context, shop.job).metrics;
        QCOMPARE(figures.at("Recall@4"), (2. / 3 + 1) / 2); // a b c d
        QCOMPARE(figures.at("Recall@4/repeated"), 1.);
        QCOMPARE(figures.at("Recall@4/explored"), .5); // of u alone
        QCOMPARE(figures.at("HitRate@4/explored"), 1.);
        QVERIFY(std::abs(figures.at("NDCG@4/repeated") - (1 + 1 / std::log2(3)) / 2) < 1e-9);
        QVERIFY(!figures.contains("MRR@4/repeated"));
        QCOMPARE(evaluateOne("Recall@4/explored", alphabet, shop.test, protocol, shop.context, shop.job), .5);
        shop.context.nextBasket = false;
        figures = evaluate(alphabet, shop.test, protocol, shop.context, shop.job).metrics;
        QVERIFY(!figures.contains("Recall@4/repeated"));
        QVERIFY_EXCEPTION_THROWN(metricAt("Recall@4/other"), Error);
        QVERIFY_EXCEPTION_THROWN(metricAt("MRR@4/repeated"), Error);
    }

    void initTestCase() { m_films = test::madeFilms(); }

    void agreesWithBruteForce()
    {
        Fixture films(m_films, "user-random:0.8,0.1,0.1");
        const auto popularity = films.popularity();
        const auto result = films.judge(popularity, {}, true);
        QCOMPARE(result.lists.size(), result.evaluated);
        QCOMPARE(result.evaluated + result.skipped, films.test.cases.size());
        double ndcg = 0, recall = 0;
        std::size_t judged = 0;
        for (const auto &heldOut : films.test.cases) {
            if (heldOut.relevant.empty())
                continue;
            const auto list =
                popularity.rank(std::vector{Request{{}, heldOut.input, heldOut.hidden}}, {10, MaskSeen::Yes})[0];
            double dcg = 0, ideal = 0, hits = 0;
            for (std::size_t i = 0; i < list.size(); ++i)
                if (std::count(heldOut.relevant.begin(), heldOut.relevant.end(), list[i].item)) {
                    dcg += 1 / std::log2(static_cast<double>(i) + 2);
                    ++hits;
                }
            for (std::size_t i = 0; i < std::min<std::size_t>(10, heldOut.relevant.size()); ++i)
                ideal += 1 / std::log2(static_cast<double>(i) + 2);
            ndcg += dcg / ideal;
            recall += hits / static_cast<double>(heldOut.relevant.size());
            ++judged;
        }
        QCOMPARE(result.evaluated, judged);
        compareNear(result.metrics.at("NDCG@10"), ndcg / static_cast<double>(judged), 1e-9);
        compareNear(result.metrics.at("Recall@10"), recall / static_cast<double>(judged), 1e-9);
        const auto &perCase = result.perCase.at("NDCG@10");
        compareNear(std::accumulate(perCase.begin(), perCase.end(), 0.0) / static_cast<double>(judged),
                    result.metrics.at("NDCG@10"), 1e-6);
        compareNear(evaluateOne("NDCG@10", popularity, films.test, {}, films.context, films.job).value(),
                    result.metrics.at("NDCG@10"), 1e-12);
    }
    void popularityReachesThePublishedLevel()
    {
        const auto movieLens = test::movieLens();
        if (!movieLens)
            QSKIP(test::kNoData);
        Fixture films(movieLens, "user-random:0.8,0.1,0.1");
        const auto ndcg = films.judge(films.popularity()).metrics.at("NDCG@10");
        QVERIFY(ndcg > .13 && ndcg < .15);
    }
    void equalScoresGetWhatChanceGets()
    {
        double constant = 0, random = 0, chance = 0;
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            Fixture films(m_films, "user-random:0.8,0.1,0.1", seed);
            constant += films.judge(films.constant()).metrics.at("NDCG@10") / 3;
            random += films.judge(films.noise(seed)).metrics.at("NDCG@10") / 3;
            chance += films.chance() / 3;
        }
        QVERIFY2(std::abs(random - chance) < .2 * chance, qPrintable(QString::number(random / chance)));
        QVERIFY2(std::abs(constant - chance) < .7 * chance, qPrintable(QString::number(constant / chance)));
    }
    void masksMoveWantedProductsOut()
    {
        // u: a b | b c      v: a | a
        const auto data = test::handmadeDataset({{"u", "a", 1},
                                                 {"u", "b", 2},
                                                 {"v", "a", 1},
                                                 {"w", "d", 1},
                                                 {"u", "b", 11},
                                                 {"u", "c", 12},
                                                 {"v", "a", 13}});
        Fixture shop(data, "time:1970-01-01T00:00:00.010");
        const auto masked = shop.judge(shop.popularity());
        QCOMPARE(masked.evaluated, std::size_t(1));
        QCOMPARE(masked.skipped, std::size_t(1));
        QCOMPARE(masked.metrics.at("Recall@5"), 1.0);
        QCOMPARE(masked.repeats, 2.0 / 3);
        EvaluationProtocol open;
        open.mask = MaskSeen::No;
        const auto offered = shop.judge(shop.popularity(), open);
        QCOMPARE(offered.evaluated, std::size_t(2));
        QCOMPARE(offered.skipped, std::size_t(0));
        QCOMPARE(offered.users, (std::vector{UserIndex(0), UserIndex(1)}));
        QCOMPARE(offered.perCase.at("HitRate@5"), (std::vector<float>{1, 1}));
    }
    void sampledCandidatesRepeatAndAreFair()
    {
        Fixture films(m_films, "leave-last-out");
        for (const char *text : {"uniform:99", "popular:99"}) {
            EvaluationProtocol protocol;
            protocol.setCandidates(QString::fromLatin1(text));
            QCOMPARE(protocol.candidatesText(), QString::fromLatin1(text));
            const auto noise = films.judge(films.noise(3), protocol);
            compareNear(noise.metrics.at("HitRate@10"), .1, .03); // one of a hundred, in any order
            compareNear(films.judge(films.constant(), protocol).metrics.at("HitRate@10"), .1, .05);
            QVERIFY(!noise.metrics.contains("Coverage@10"));
            const auto popular = films.judge(films.popularity(), protocol);
            QCOMPARE(films.judge(films.popularity(), protocol).perCase, popular.perCase);
            protocol.seed = 2;
            QVERIFY(films.judge(films.popularity(), protocol).perCase != popular.perCase);
        }
    }
    void scoresThatAreNoNumbersAreNoFirstPlace()
    {
        Fixture films(m_films, "leave-last-out");
        EvaluationProtocol protocol;
        protocol.setCandidates(QStringLiteral("uniform:20"));
        for (const float score : {std::nanf(""), std::numeric_limits<float>::infinity()}) {
            const ToyRecommender broken(*films.train, [&](const Request &, ItemIndex) { return score; });
            QVERIFY_EXCEPTION_THROWN(films.judge(broken, protocol), Error);
        }
    }
    void candidatesAreTheOnlyOnesListed()
    {
        Fixture films(m_films, "leave-last-out");
        const NegativeSampler all(5);
        const std::vector<ItemIndex> pool{ItemIndex(2), ItemIndex(4), ItemIndex(6), ItemIndex(8), ItemIndex(10)};
        const NegativeSampler some(pool); // the same draw, in other rows
        Random first(7), second(7);
        const auto drawn = all.draw(3, {}, first), same = some.draw(3, {}, second);
        for (std::size_t i = 0; i < drawn.size(); ++i)
            QCOMPARE(same[i], pool[drawn[i].value]);
        films.context.catalogueItems = films.train->itemCount() + 1000; // of a shop that sells more than was bought
        const auto judged = films.judge(films.popularity());
        EvaluationProtocol protocol;
        protocol.setCandidates(QStringLiteral("catalogue"));
        QCOMPARE(protocol.candidatesText(), QStringLiteral("catalogue"));
        films.context.catalogueItems.reset();
        const auto narrow = films.judge(films.popularity());
        const double share = films.train->itemCount() / (films.train->itemCount() + 1000.0);
        compareNear(judged.metrics.at("Coverage@10"), narrow.metrics.at("Coverage@10") * share, 1e-9);
        QVERIFY(judged.metrics.at("Gini@10") > narrow.metrics.at("Gini@10"));
        QCOMPARE(judged.metrics.at("NDCG@10"), narrow.metrics.at("NDCG@10"));
    }
    void negativesAreStrangers()
    {
        const auto data =
            test::handmadeDataset({{"u", "a"}, {"u", "b"}, {"v", "c"}, {"v", "c"}, {"v", "d"}, {"w", "e"}});
        const auto train = Split(data, SplitSpec::parse(QStringLiteral("none")), 1).trainingSet();
        const std::vector<ItemIndex> banned{ItemIndex(0), ItemIndex(3)};
        const NegativeSampler uniform(train->itemCount()), popular(*train);
        int firstIsPopular = 0;
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            Random random(seed);
            auto all = uniform.draw(10, banned, random);
            std::sort(all.begin(), all.end());
            QCOMPARE(all, (std::vector{ItemIndex(1), ItemIndex(2), ItemIndex(4)}));
            const auto drawn = popular.draw(3, banned, random);
            QCOMPARE(std::set(drawn.begin(), drawn.end()).size(), std::size_t(3));
            firstIsPopular += drawn[0] == ItemIndex(2);
        }
        QVERIFY(firstIsPopular > 440 && firstIsPopular < 560); // 2 events of 4
    }
    void learntRowOnlyForTheTrainingHistory()
    {
        const auto data = test::handmadeDataset({{"u", "a", 1}, {"u", "b", 2}, {"u", "c", 3}, {"u", "d", 4}});
        Fixture shop(data, "leave-last-out");
        std::optional<UserIndex> told{UserIndex(9)};
        const ToyRecommender asks(*shop.train, [&](const Request &request, ItemIndex) {
            told = request.user;
            return 1.F;
        });
        shop.judge(asks);
        QVERIFY(!told); // the validation event is in the input, not in what was learnt
        shop.test = shop.split.heldOut(Part::Valid, Targets::All);
        shop.judge(asks);
        QCOMPARE(told, std::optional(UserIndex(0)));
    }
    void cancelStopsBetweenBlocks()
    {
        struct Cancelling : SilentContext
        {
            void progress(double fraction, const QString &) override { stop |= fraction > 0; }
            void checkpoint() override
            {
                if (stop)
                    throw Cancelled{};
            }
            bool stop = false;
        } job;
        Fixture films(m_films, "user-random");
        const std::vector<HeldOutCase> some(films.test.cases.begin(), films.test.cases.begin() + 900);
        while (films.test.cases.size() < 6000)
            films.test.cases.insert(films.test.cases.end(), some.begin(), some.end());
        const auto popularity = films.popularity();
        QVERIFY_EXCEPTION_THROWN(evaluateOne("NDCG@10", popularity, films.test, {}, films.context, job), Cancelled);
        QVERIFY(popularity.ranked() > 0 && popularity.ranked() < films.test.cases.size());
    }
    void unknownCandidatesAreRefused()
    {
        EvaluationProtocol protocol;
        for (const char *text : {"some", "uniform", "uniform:0", "popular:x", "uniform:9:9"})
            QVERIFY_EXCEPTION_THROWN(protocol.setCandidates(QString::fromLatin1(text)), Error);
        protocol.setCandidates(QStringLiteral("all"));
        QCOMPARE(protocol.candidatesText(), QStringLiteral("all"));
    }

private:
    std::shared_ptr<const Dataset> m_films;
};

QTEST_GUILESS_MAIN(TestEvaluator)
#include "tst_evaluator.moc"
